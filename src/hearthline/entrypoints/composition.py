"""The one place that knows all: every service is made here by hand, from the bottom up."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Coroutine
from dataclasses import dataclass
from typing import Any

from hearthline.access import Access, Passwords, SessionRules, access_jobs
from hearthline.business import Business, BusinessEvents, Gateway, HookKey, HookKeys
from hearthline.business.jobs import business_jobs
from hearthline.channels import CustomerStreams, CustomerView, Rates, Reception, SessionTokens
from hearthline.conversations import Channels, Conversation, Conversations, Desk, Rows, Uploads
from hearthline.customers import CustomerCards, Customers
from hearthline.dialogue import (
    Brain,
    CallBacks,
    Closing,
    Dialogue,
    Engine,
    Operations,
    Scenes,
    Settling,
    Turns,
    TurnTools,
    dialogue_jobs,
    dialogue_reactions,
)
from hearthline.entrypoints.demo.page import DemoClock
from hearthline.entrypoints.trade import Trade, read_trade
from hearthline.kernel import Clock, SystemClock, TenantId
from hearthline.knowledge import Knowledge
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database, Session, migrations_missing
from hearthline.platform.http import Services
from hearthline.platform.hub import Hub
from hearthline.platform.jobs import Job
from hearthline.platform.log import get_log
from hearthline.platform.outbox import Outbox, Reaction, Relay
from hearthline.platform.settings import Settings
from hearthline.platform.storage import Storage
from hearthline.platform.streams import Streams
from hearthline.routing import CannedAnswers, DeskStreams, Routing, routing_jobs, routing_reactions
from hearthline.tickets import Tickets, ticket_reactions

log = get_log(__name__)

NOWHERE = "http://127.0.0.1:9"
_TENANT = """
SELECT id FROM tenant WHERE slug = coalesce(%(slug)s, slug) ORDER BY created_at, id LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Foundation:
    """What every service stands on."""

    settings: Settings
    clock: Clock
    database: Database
    hub: Hub
    vault: Vault
    trade: Trade


@dataclass(frozen=True, slots=True)
class Product:
    """Everything that one process of the product holds."""

    foundation: Foundation
    services: Services
    reactions: list[Reaction]
    jobs: list[Job]

    @property
    def vault(self) -> Vault:
        """The keys of this installation."""
        return self.foundation.vault

    async def missing(self) -> list[str]:
        """What stands in the way of serving; empty when ready."""
        foundation, found = self.foundation, []
        if not foundation.hub.listening.is_set():
            found.append("database notifications")
        try:
            behind = await asyncio.to_thread(migrations_missing, foundation.database.url)
        except Exception as error:  # noqa: BLE001  (whatever it is, the answer is "not ready")
            return [f"database: {type(error).__name__}"]
        found += [f"migration {name}" for name in behind]
        return found

    @contextlib.asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        """Hear news, answer customers, and pick up what a killed server left."""
        knowledge, turns = self.services.get(Knowledge), self.services.get(Turns)
        hub = self.foundation.hub
        async with _running(hub.run(), knowledge.follow(hub), turns.run()):
            yield

    async def work(self) -> None:
        """Relay events to their reactions until cancelled (the worker runs jobs beside it)."""
        hub = self.foundation.hub
        relay = Relay(self.foundation.database, hub, self.foundation.clock, self.reactions)
        async with _running(hub.run()):
            await relay.run()

    async def adopt(self, tenant_id: TenantId) -> None:
        """Give a tenant the pack's articles; harmless when they are there already."""
        async with self.foundation.database.session(tenant_id) as session:
            await self.services.get(Knowledge).load_pack(session, self.foundation.trade.articles)
        await self.services.get(Knowledge).refresh(tenant_id)


@contextlib.asynccontextmanager
async def open_product(settings: Settings) -> AsyncIterator[Product]:
    """Make every service, and close what must be closed at the end."""
    url = settings.database.url
    if url is None:
        raise LookupError("the command that starts us fills the database's address in")
    trade = await asyncio.to_thread(read_trade, settings)
    clock, size = SystemClock(), settings.database.pool_size
    async with Database(url.get_secret_value(), max_size=size) as database:
        vault = Vault(settings.secret_key())
        foundation = Foundation(settings, clock, database, Hub(database), vault, trade)
        address = settings.business.url or NOWHERE
        business = Business(Gateway(address, settings.business_token(), clock=clock))
        try:
            yield _product(foundation, business, await _hook_keys(foundation))
        finally:
            await business.close()


def _product(foundation: Foundation, business: Business, keys: HookKeys) -> Product:
    clock, database, vault = foundation.clock, foundation.database, foundation.vault
    streams, outbox = Streams(), Outbox()
    rules = SessionRules(is_secure=foundation.settings.server.is_secure)
    access = Access(database, clock, vault=vault, passwords=Passwords(), rules=rules)
    rows, channels = Rows(access.names), Channels(vault)
    conversations = Conversations(streams, outbox, clock)
    storage = Storage(foundation.settings.data.dir / "uploads")
    uploads = Uploads(database, storage, vault, clock)
    knowledge = Knowledge(database, clock, words=foundation.trade.words)
    tickets = Tickets(
        vault,
        clock,
        rules=foundation.trade.duties,
        outbox=outbox,
        streams=streams,
        conversations=conversations,
    )

    async def unfinished(session: Session, conversation: Conversation) -> bool:
        return await tickets.is_unfinished(session, conversation.id)

    routing = Routing(
        database,
        conversations,
        streams=streams,
        clock=clock,
        names=access.names,
        unfinished=unfinished,
    )
    bot = _bot(foundation, business, tickets, routing, (conversations, channels, knowledge))
    events = BusinessEvents(keys, outbox, clock)
    desk = Desk(conversations, streams, rows=rows, queues_of=routing.queues_of)
    view = CustomerView(database, rows=rows, routing=routing, dialogue=bot.dialogue)
    hub = foundation.hub
    services = Services(
        *(database, hub, DemoClock(clock), access, channels, conversations, uploads, knowledge),
        *(business, events, tickets, routing, CannedAnswers(clock), desk, view),
        *(bot.dialogue, bot.turns, SessionTokens(vault, clock), CustomerCards(vault, rows, clock)),
        CustomerStreams(database, hub, conversations=conversations, view=view, uploads=uploads),
        DeskStreams(
            database,
            hub,
            streams=streams,
            desk=desk,
            conversations=conversations,
            routing=routing,
            uploads=uploads,
        ),
        Reception(
            database,
            hub,
            clock,
            channels=channels,
            conversations=conversations,
            customers=Customers(vault, clock),
            uploads=uploads,
            dialogue=bot.dialogue,
            turns=bot.turns,
            rates=Rates(clock),
        ),
    )
    reactions = [
        *ticket_reactions(tickets, database),
        *routing_reactions(routing),
        *dialogue_reactions(bot.call_backs, tickets, database),
    ]
    jobs = [
        *access_jobs(access, database),
        *business_jobs(events, database),
        *routing_jobs(routing, database),
        *dialogue_jobs(bot.settling, bot.turns),
    ]
    return Product(foundation, services, reactions, jobs)


@dataclass(frozen=True, slots=True)
class Bot:
    """The parts of the bot that others are handed."""

    dialogue: Dialogue
    turns: Turns
    settling: Settling
    call_backs: CallBacks


def _bot(
    foundation: Foundation,
    business: Business,
    tickets: Tickets,
    routing: Routing,
    threads: tuple[Conversations, Channels, Knowledge],
) -> Bot:
    conversations, channels, knowledge = threads
    trade, clock = foundation.trade, foundation.clock
    brain = Brain.of(trade.pack, trade.understanding)
    scenes = Scenes(conversations, channels)
    closing = Closing(trade.pack, conversations, routing)
    tools = TurnTools(
        foundation.database,
        clock,
        engine=Engine(brain, Operations(business, tickets)),
        scenes=scenes,
        closing=closing,
        knowledge=knowledge,
        conversations=conversations,
    )
    return Bot(
        dialogue=Dialogue(brain, scenes=scenes, closing=closing, clock=clock),
        turns=Turns(tools),
        settling=Settling(tools),
        call_backs=CallBacks(tools, channels),
    )


async def _hook_keys(foundation: Foundation) -> HookKeys:
    """Whose webhooks come with this installation's secret: the tenant named, else the oldest."""
    slug = foundation.settings.business.tenant
    async with foundation.database.open_session() as session:
        row = await session.maybe(_TENANT, {"slug": slug})
    secret = foundation.settings.webhook_secret()
    return HookKeys([HookKey(TenantId.of(row["id"]), secret)] if row else [])


@contextlib.asynccontextmanager
async def _running(*work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Run things for the length of the block; whichever ends early is told of at the end."""
    tasks = [asyncio.create_task(one) for one in work]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        for ended in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(ended, Exception):
                log.error("background.ended", error=type(ended).__name__, exc_info=ended)
