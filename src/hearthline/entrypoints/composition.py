"""The one place that knows all: one process of the product, opened and closed."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from hearthline.business import Business, Gateway, GatewayLimits, HookKey, HookKeys
from hearthline.conversations import PendingTimers
from hearthline.dialogue import ReleaseBrains, Releases, Turns
from hearthline.entrypoints.assembly import Assembly
from hearthline.entrypoints.floors import Foundation
from hearthline.entrypoints.language_model import model_of
from hearthline.entrypoints.trade import read_packs
from hearthline.kernel import Clock, SystemClock, TenantId
from hearthline.knowledge import Graph, Knowledge, Replicas
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database, migrations_missing
from hearthline.platform.http import Services
from hearthline.platform.hub import Hub
from hearthline.platform.jobs import Job
from hearthline.platform.log import get_log
from hearthline.platform.outbox import Reaction, Relay
from hearthline.platform.settings import Settings
from hearthline.routing import Routing

log = get_log(__name__)

NOWHERE = "http://127.0.0.1:9"
_TENANT = """
SELECT id FROM tenant WHERE slug = coalesce(%(slug)s, slug) ORDER BY created_at, id LIMIT 1
"""


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
        brains, hub = self.services.get(ReleaseBrains), self.foundation.hub
        timers = self.services.get(PendingTimers)
        follow = (knowledge.follow(hub), brains.follow(hub))
        async with _running(hub.run(), *follow, turns.run(), timers.run(hub), self._ripen()):
            yield

    async def work(self) -> None:
        """Relay events to their reactions until cancelled (the worker runs jobs beside it)."""
        brains, hub = self.services.get(ReleaseBrains), self.foundation.hub
        relay = Relay(self.foundation.database, hub, self.foundation.clock, self.reactions)
        async with _running(hub.run(), brains.follow(hub), self._ripen()):
            await relay.run()

    async def _ripen(self) -> None:
        """Settle queues when a moment comes at which something becomes possible."""
        routing = self.services.get(Routing)
        await routing.ripening.run(routing.settle)

    async def adopt(self, tenant_id: TenantId) -> None:
        """Give a tenant the packs' articles, unless it has a release of its own in force.

        A replica has what its master sends, and nothing else.
        """
        async with self.foundation.database.session(tenant_id) as session:
            follows = await self.services.get(Replicas).standing(session) is not None
            if not follows and not await self.services.get(Releases).has_own(session):
                articles = self.foundation.shelf.articles
                await self.services.get(Knowledge).load_pack(session, articles)
                profiles = self.foundation.shelf.profiles
                await self.services.get(Graph).load_profiles(session, profiles)
        await self.services.get(Knowledge).refresh(tenant_id)


@contextlib.asynccontextmanager
async def open_product(settings: Settings) -> AsyncIterator[Product]:
    """Make every service, and close what must be closed at the end."""
    url = settings.database.url
    if url is None:
        raise LookupError("the command that starts us fills the database's address in")
    shelf = await asyncio.to_thread(read_packs, settings)
    clock, size = SystemClock(), settings.database.pool_size
    async with Database(url.get_secret_value(), max_size=size) as database:
        vault = Vault(settings.secret_key())
        model = model_of(settings.llm, clock)
        foundation = Foundation(settings, clock, database, Hub(database), vault, shelf, model)
        business = Business(_gateway(settings, clock))
        try:
            made = Assembly(foundation, business, await _hook_keys(foundation))
            await asyncio.to_thread(made.brains.prepare)
            yield Product(foundation, made.services(), made.reactions(), made.jobs())
        finally:
            await business.close()
            if model is not None:
                await model.close()


def _gateway(settings: Settings, clock: Clock) -> Gateway:
    """The way to the business systems; without an address every call is told "unavailable"."""
    limits = GatewayLimits(deadline=timedelta(seconds=settings.business.timeout_seconds))
    address = settings.business.url or NOWHERE
    return Gateway(address, settings.business_token(), clock=clock, limits=limits)


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
