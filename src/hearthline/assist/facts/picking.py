"""An account that is chosen for a ticket: whose, where, and how to reach him (R79, R81).

Nothing is told that the card would not tell. What may be used and not be seen goes as a sealed
reference, which only the ticket opens.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from hearthline.access import Staff
from hearthline.assist.facts.accounts import AccountFinder
from hearthline.assist.facts.errors import AccountNotThere
from hearthline.assist.facts.masking import Sight, address_sight
from hearthline.assist.facts.model import AccountFacts, Wanted
from hearthline.assist.facts.service import FactsDesk
from hearthline.business import Address
from hearthline.customers import AccountTies, KnownAccount, Phones, Refs, masked_phone
from hearthline.kernel import Clock, ConversationId, CustomerId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from hearthline.understanding import Address as Flat
from hearthline.understanding import extract

_WAIT_SECONDS = 3.0
_REASON = "填写工单的上门地址"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What was chosen: an account of the customer's by its key, or one that was found."""

    key: str | None = None
    ref: str | None = None
    customer_id: CustomerId | None = None
    conversation_id: ConversationId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where it is, as far as it may be seen; `is_whole` when the address says the flat."""

    address: str = ""
    community: str | None = None
    building: str | None = None
    unit: str | None = None
    is_whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """What a ticket takes over; `contact_ref` is the customer's own number, when one is known."""

    ref: str
    account: KnownAccount
    name_masked: str = ""
    spot: Spot = Spot()
    contact_ref: str | None = None
    contact_masked: str | None = None


class AccountPicks:
    """Chooses an account for a ticket."""

    def __init__(
        self,
        database: Database,
        facts: FactsDesk,
        finder: AccountFinder,
        *,
        ties: AccountTies,
        vault: Vault,
        clock: Clock,
    ) -> None:
        """Stand on the card and on the search."""
        self._database = database
        self._facts = facts
        self._finder = finder
        self._ties = ties
        self._refs = Refs(vault)
        self._phones = Phones(vault)
        self._clock = clock

    async def pick(self, choice: Choice, *, staff: Staff) -> Picked:
        """What the ticket takes over, as far as it may be seen.

        Raises AccountNotThere, RefBroken, and what the card and the search raise. An account
        whose business system does not answer is picked without its place.
        """
        if choice.ref is None:
            found = await self._own(choice, choice.key or "", staff)
        else:
            found = await self._found(choice, choice.ref, staff)
        return await self._with_contact(found, choice, staff)

    async def _found(self, choice: Choice, ref: str, staff: Staff) -> Picked:
        """One that was searched for; known better when it turns out to be the customer's."""
        account = self._refs.account(staff.tenant_id, ref)
        if choice.customer_id is not None:
            try:
                return await self._own(choice, self._ties.key_of(account), staff)
            except AccountNotThere:
                pass
        one = await self._finder.candidate(account, by=staff)
        return Picked(
            ref=self._refs.of_account(staff.tenant_id, account),
            account=account,
            name_masked=one.name_masked,
            spot=spot_of(None, one.address_masked, self._clock.now()),
        )

    async def _own(self, choice: Choice, key: str, staff: Staff) -> Picked:
        if choice.customer_id is None:
            raise AccountNotThere
        wanted = Wanted(accounts=(key,), wait_seconds=_WAIT_SECONDS)
        card = await self._facts.of(choice.customer_id, choice.conversation_id, wanted, staff=staff)
        facts = next((one for one in card.accounts if one.tie.key == key), None)
        if facts is None:
            raise AccountNotThere
        if address_sight(facts.level, staff) is Sight.ON_REASON:
            facts = await self._facts.reveal(
                choice.customer_id,
                choice.conversation_id,
                key,
                what="address",
                reason=_REASON,
                staff=staff,
            )
        return self._of_card(facts, staff)

    def _of_card(self, facts: AccountFacts, staff: Staff) -> Picked:
        profile, account = facts.profile.data, facts.tie.account
        picked = Picked(ref=self._refs.of_account(staff.tenant_id, account), account=account)
        if profile is None:
            return picked
        spot = spot_of(profile.address, profile.address_masked, self._clock.now())
        return replace(picked, name_masked=profile.name_masked, spot=spot)

    async def _with_contact(self, picked: Picked, choice: Choice, staff: Staff) -> Picked:
        async with self._database.session(staff.tenant_id) as session:
            phone = await self._phones.of(session, choice.customer_id)
        if phone is None:
            return picked
        ref = self._refs.of_phone(staff.tenant_id, phone)
        return replace(picked, contact_ref=ref, contact_masked=masked_phone(phone))


def spot_of(address: Address | None, rough: str, now: datetime) -> Spot:
    """The place of an address, or what its masked form still tells: estate and building."""
    words = rough.rstrip("*＊ ")
    if address is not None:
        is_whole = address.room is not None
        return Spot(
            address=address.raw if is_whole else words,
            community=address.community,
            building=address.building,
            unit=address.unit,
            is_whole=is_whole,
        )
    span = extract("address", words, now)
    flat = span.value if span is not None and isinstance(span.value, Flat) else None
    if flat is None:
        return Spot(address=words)
    return Spot(address=words, community=flat.community, building=flat.building, unit=flat.unit)
