"""The knowledge of one tenant, for commands: opened without the rest of the product."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, TypeVar

import typer

from hearthline.access import Access, Passwords, SessionRules
from hearthline.access.store import TenantStore
from hearthline.entrypoints.database import database_of
from hearthline.entrypoints.terminal import Terminal, fail
from hearthline.kernel import Clock, SystemClock, TenantId
from hearthline.knowledge import Editing, Knowledge
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from hearthline.platform.settings import Settings, load_settings

TenantName = Annotated[
    str | None, typer.Option("--tenant", help="Short name of the tenant, if there are several.")
]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Base:
    """One tenant's knowledge."""

    settings: Settings
    database: Database
    clock: Clock
    tenant_id: TenantId
    knowledge: Knowledge

    def editing(self) -> Editing:
        """How drafts are written."""
        access = Access(
            self.database,
            self.clock,
            vault=Vault(self.settings.secret_key()),
            passwords=Passwords(),
            rules=SessionRules(),
        )
        return Editing(self.knowledge, self.clock, names=access.names)


def at_base(tenant: str | None, terminal: Terminal, work: Callable[[Base], Awaitable[T]]) -> T:
    """Do something with a tenant's knowledge, in the database that is set or the embedded one."""
    settings = load_settings()
    with database_of(settings, terminal.aside) as database:
        return asyncio.run(_opened(settings.at_database(database.app_url), tenant, work))


async def _opened(
    settings: Settings, tenant: str | None, work: Callable[[Base], Awaitable[T]]
) -> T:
    url, clock = settings.database.url, SystemClock()
    if url is None:
        raise LookupError("at_base fills the database's address in")
    async with Database(url.get_secret_value(), min_size=1, max_size=4) as database:
        async with database.open_session() as session:
            found = await TenantStore().find(session, tenant)
        if found is None:
            said = f"there is no tenant {tenant}" if tenant else "name the tenant with --tenant"
            fail(said)
        return await work(Base(settings, database, clock, found.id, Knowledge(database, clock)))
