"""The desk's routes to a customer's facts, accounts and contacts."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from hearthline.access import Permission, Staff, needs
from hearthline.assist.facts.accounts import AccountFinder
from hearthline.assist.facts.bodies import (
    ContactOut,
    ContactPage,
    FindAccounts,
    FoundAccountList,
    FoundAccountOut,
    LinkAccount,
    LinkedAccount,
    PickAccount,
    PickedAccountOut,
    RevealFacts,
)
from hearthline.assist.facts.history import History
from hearthline.assist.facts.model import Wanted
from hearthline.assist.facts.picking import AccountPicks
from hearthline.assist.facts.service import FactsDesk
from hearthline.assist.facts.wire import AccountFactsOut, CustomerFactsOut
from hearthline.kernel import ConversationId, CustomerId
from hearthline.platform.db import Database
from hearthline.platform.http import StrictJson, here

router = APIRouter(prefix="/api/v1/assist", tags=["assist"], route_class=StrictJson)

DatabaseHere = Annotated[Database, Depends(here(Database))]
FactsHere = Annotated[FactsDesk, Depends(here(FactsDesk))]
FinderHere = Annotated[AccountFinder, Depends(here(AccountFinder))]
HistoryHere = Annotated[History, Depends(here(History))]
Viewer = Annotated[Staff, Depends(needs(Permission.CUSTOMERS_VIEW))]
Agent = Annotated[Staff, Depends(needs(Permission.CUSTOMERS_VIEW, Permission.DESK_REPLY))]
Unmasker = Annotated[Staff, Depends(needs(Permission.CUSTOMERS_UNMASK))]
_KEY = r"^[0-9a-f]{24}$"


def facts_wanted(
    account: Annotated[
        list[Annotated[str, Query(pattern=_KEY)]] | None, Query(max_length=10)
    ] = None,
    wait_ms: Annotated[int, Query(ge=0, le=3000)] = 800,
) -> Wanted:
    """Which accounts are asked for (none: the first three), and how long to wait for them."""
    return Wanted(accounts=tuple(account or ()), wait_seconds=wait_ms / 1000)


class Span:
    """Which contacts are wanted; a cursor is the last one of the page before."""

    def __init__(
        self,
        q: Annotated[str, Query(max_length=60)] = "",
        cursor: ConversationId | None = None,
        limit: Annotated[int, Query(ge=1, le=100)] = 20,
    ) -> None:
        """Every member narrows the list."""
        self.q = q
        self.cursor = cursor
        self.limit = limit


@router.get("/customers/{customer_id}/facts", operation_id="getCustomerFacts")
async def get_facts(
    customer_id: CustomerId,
    caller: Viewer,
    facts: FactsHere,
    wanted: Annotated[Wanted, Depends(facts_wanted)],
    conversation_id: ConversationId | None = None,
) -> CustomerFactsOut:
    """What the business systems know, as far as it came in time and may be seen; ask again for
    parts that are loading.
    """
    return CustomerFactsOut.of(await facts.of(customer_id, conversation_id, wanted, staff=caller))


@router.post("/customers/{customer_id}/facts/reveal", operation_id="revealCustomerFacts")
async def reveal(
    customer_id: CustomerId, body: RevealFacts, caller: Unmasker, facts: FactsHere
) -> AccountFactsOut:
    """One account with amounts or the full address, for a reason that is written down (R174)."""
    shown = await facts.reveal(
        customer_id,
        body.conversation_id,
        body.account,
        what=body.what,
        reason=body.reason,
        staff=caller,
    )
    return AccountFactsOut.of(shown)


@router.get("/customers/{customer_id}/contacts", operation_id="listCustomerContacts")
async def list_contacts(
    customer_id: CustomerId,
    caller: Viewer,
    database: DatabaseHere,
    history: HistoryHere,
    span: Annotated[Span, Depends()],
) -> ContactPage:
    """Contacts over every way in, newest first, one line each."""
    async with database.session(caller.tenant_id) as session:
        lines = await history.page(
            session, customer_id, q=span.q, before=span.cursor, limit=span.limit
        )
    is_full = len(lines) == span.limit
    return ContactPage(
        items=[ContactOut.of(line) for line in lines],
        next_cursor=lines[-1].contact.id if is_full else None,
    )


@router.post("/accounts/search", operation_id="findAccounts")
async def find_accounts(body: FindAccounts, caller: Agent, finder: FinderHere) -> FoundAccountList:
    """Accounts by number, phone, name, address or meter; masked, and written into the audit."""
    found = await finder.search(body.search(), by=caller)
    return FoundAccountList(items=[FoundAccountOut.of(one) for one in found])


@router.post("/accounts/pick", operation_id="pickAccount")
async def pick_account(
    body: PickAccount, caller: Agent, picks: Annotated[AccountPicks, Depends(here(AccountPicks))]
) -> PickedAccountOut:
    """What a ticket takes over from an account: place and contact, as far as they may be seen."""
    return PickedAccountOut.of(await picks.pick(body.choice(), staff=caller))


@router.post(
    "/customers/{customer_id}/accounts", status_code=201, operation_id="linkCustomerAccount"
)
async def link_account(
    customer_id: CustomerId,
    body: LinkAccount,
    caller: Agent,
    database: DatabaseHere,
    finder: FinderHere,
) -> LinkedAccount:
    """Tie an account that was found to the customer."""
    async with database.session(caller.tenant_id) as session:
        key = await finder.link(session, customer_id, body.ref, why=body.reason, by=caller)
    return LinkedAccount(key=key)


@router.delete(
    "/customers/{customer_id}/accounts/{account_key}",
    status_code=204,
    operation_id="unlinkCustomerAccount",
)
async def unlink_account(
    customer_id: CustomerId,
    account_key: str,
    caller: Agent,
    database: DatabaseHere,
    finder: FinderHere,
) -> None:
    """Undo an agent's tie; one that is gone stays so."""
    async with database.session(caller.tenant_id) as session:
        await finder.unlink(session, customer_id, account_key, by=caller)
