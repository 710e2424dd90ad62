"""Routes: the trades, flows and intents of a release, and messages tried on it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from hearthline.access import Permission, Staff, needs
from hearthline.dialogue.releases.api import (
    AccessHere,
    BrainsHere,
    DatabaseHere,
    ExamplesHere,
    Limit,
    RowNumber,
)
from hearthline.dialogue.releases.brains import ReleaseBrains
from hearthline.dialogue.releases.example_wire import DomainName, ExampleOut, IntentName
from hearthline.dialogue.releases.examples import ExamplesWanted
from hearthline.dialogue.releases.trades import Trade
from hearthline.dialogue.releases.wire import ReleaseAddress
from hearthline.dialogue.workbench.browsing import (
    Sought,
    flow_chart,
    flow_rows,
    intent_of,
    intent_row,
    intent_rows,
    trade_rows,
)
from hearthline.dialogue.workbench.trial_wire import TriedOut, TryMessage
from hearthline.dialogue.workbench.trying import Trying
from hearthline.dialogue.workbench.wire import (
    FlowChartOut,
    FlowPage,
    IntentDetail,
    IntentPage,
    TradeList,
)
from hearthline.platform.http import StrictJson, here

router = APIRouter(prefix="/api/v1/bot", tags=["bot"], route_class=StrictJson)

TryingHere = Annotated[Trying, Depends(here(Trying))]
Viewer = Annotated[Staff, Depends(needs(Permission.BOT_VIEW))]
_MOST_OWN = 1000


class OfRelease:
    """A dependency: the trades of the release that the query names, or of the one in force."""

    def __init__(
        self, caller: Viewer, brains: BrainsHere, release_id: ReleaseAddress | None = None
    ) -> None:
        """Who asks for which."""
        self._caller = caller
        self._brains: ReleaseBrains = brains
        self._wanted = release_id

    async def trades(self) -> tuple[Trade, ...]:
        """Its trades; raises ReleaseUnknown, PackIsFaulty."""
        return await self._brains.trades(self._caller.tenant_id, self._wanted)

    async def address(self) -> str:
        """Its id."""
        standing = await self._brains.standing(self._caller.tenant_id)
        return self._wanted or standing.release_id or self._brains.shelf.release_id


Looked = Annotated[OfRelease, Depends()]


def sought(
    domain: DomainName | None = None,
    q: Annotated[str, Query(max_length=100)] = "",
    cursor: RowNumber = None,
    limit: Limit = 50,
) -> Sought:
    """The page that the query asks for; a cursor is a place in the whole list."""
    return Sought(domain, q.strip(), cursor or 0, limit)


def intent_named(domain: DomainName, intent: IntentName) -> tuple[str, str]:
    """The intent that the query names, with its trade."""
    return domain, intent


@router.get("/trades", operation_id="listTrades")
async def list_trades(caller: Viewer, looked: Looked) -> TradeList:
    """The trades of a release."""
    del caller
    return TradeList(items=trade_rows(await looked.trades(), await looked.address()))


@router.get("/flows", operation_id="listFlows")
async def list_flows(
    caller: Viewer, looked: Looked, wanted: Annotated[Sought, Depends(sought)]
) -> FlowPage:
    """A page of flows, those of the base with each trade."""
    del caller
    page, after = wanted.page_of(flow_rows(await looked.trades()))
    return FlowPage(items=page, next_cursor=after)


@router.get("/flow-chart", operation_id="getFlowChart")
async def get_chart(
    caller: Viewer, looked: Looked, domain: DomainName, flow: IntentName
) -> FlowChartOut:
    """A flow as a graph: its steps with words and operations, its ways with conditions."""
    del caller
    found = flow_chart(await looked.trades(), domain, flow)
    return FlowChartOut.of(found, await looked.address())


@router.get("/intents", operation_id="listIntents")
async def list_intents(
    caller: Viewer,
    looked: Looked,
    database: DatabaseHere,
    examples: ExamplesHere,
    wanted: Annotated[Sought, Depends(sought)],
) -> IntentPage:
    """A page of intents with how much each is taught, by the pack and by the tenant."""
    trades = await looked.trades()
    async with database.session(caller.tenant_id) as session:
        counts = await examples.counts(session)
    page, after = wanted.page_of(intent_rows(trades, counts))
    return IntentPage(items=page, next_cursor=after)


@router.get("/intent", operation_id="getIntent")
async def get_intent(
    caller: Viewer,
    looked: Looked,
    database: DatabaseHere,
    access: AccessHere,
    examples: ExamplesHere,
    named: Annotated[tuple[str, str], Depends(intent_named)],
) -> IntentDetail:
    """One intent with every text that it is taught."""
    domain, intent = named
    trade, card = intent_of(await looked.trades(), domain, intent)
    async with database.session(caller.tenant_id) as session:
        counts = await examples.counts(session)
        wanted = ExamplesWanted(intent=intent, limit=_MOST_OWN)
        own = await examples.list(session, wanted)
        names = await access.names(session, {one.by for one in own})
    return IntentDetail(
        intent=intent_row(trade, card, counts),
        texts=list(card.lessons.examples),
        counter_texts=list(card.lessons.counter_examples),
        own=[ExampleOut.of(one, names) for one in own if one.domain in (None, domain)],
    )


@router.post("/try", operation_id="tryMessage")
async def try_message(body: TryMessage, caller: Viewer, trying: TryingHere) -> TriedOut:
    """Try a message on a scripted business: what is said, and everything that led there."""
    return TriedOut.of(await trying.say(caller.tenant_id, body.message()))
