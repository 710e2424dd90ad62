"""Customers for tests, and a small console that asks for their cards."""

from dataclasses import dataclass

import httpx2
from fastapi import FastAPI

from hearthline.access import (
    CSRF_HEADER,
    SESSION_COOKIE,
    Access,
    Credentials,
    Origin,
    Role,
)
from hearthline.conversations import Rows
from hearthline.customers import Claims, CustomerCards, Customers, KnownAccount
from hearthline.customers.api import router
from hearthline.kernel import Clock, TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from hearthline.platform.http import Services, install_problems
from tests.make import staff as make_staff
from tests.make.staff import PASSWORD

ZHANG = Claims(
    "person-1",
    name="张伟",
    phone="13800005678",
    accounts=(KnownAccount("heating", "1203005678"),),
)


@dataclass
class Counter:
    """A tenant's customers, and the routes that show them."""

    database: Database
    tenant: TenantId
    clock: Clock
    vault: Vault

    def __post_init__(self) -> None:
        """Make the services."""
        self.access: Access = make_staff.access(self.database, self.clock, self.vault)
        self.customers = Customers(self.vault, self.clock)
        self.cards = CustomerCards(self.vault, Rows(self.access.names), self.clock)

    def app(self) -> FastAPI:
        """The routes of the slice alone."""
        app = FastAPI()
        app.state.services = Services(self.database, self.access, self.cards)
        app.include_router(router)
        install_problems(app)
        return app

    async def client(self, *roles: Role) -> httpx2.AsyncClient:
        """A browser with somebody of these roles signed in."""
        async with self.database.session(self.tenant) as session:
            person = await make_staff.staff(session, self.access, *roles)
        async with self.database.open_session() as session:
            row = await session.one(
                "SELECT slug FROM tenant WHERE id = %(id)s", {"id": self.tenant}
            )
        claim = Credentials(row["slug"], person.username, PASSWORD)
        signed = await self.access.log_in(claim, Origin(f"test-{self.tenant}"))
        return httpx2.AsyncClient(
            transport=httpx2.ASGITransport(app=self.app()),
            base_url="http://console.test",
            headers={CSRF_HEADER: signed.csrf_token},
            cookies={SESSION_COOKIE: str(signed.token)},
        )
