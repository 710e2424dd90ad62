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
    Staff,
)
from hearthline.conversations import Conversation, Labels, Opening, Rows
from hearthline.customers import (
    AccountTies,
    Claims,
    CustomerCards,
    Customers,
    CustomerSearch,
    CustomerTags,
    Joining,
    KnownAccount,
    Promises,
)
from hearthline.customers.api import router
from hearthline.customers.joining.api import router as joining_routes
from hearthline.customers.promises.api import router as promise_routes
from hearthline.customers.tags.api import router as tag_routes
from hearthline.kernel import Clock, CustomerId, MessageId, TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from hearthline.platform.http import Services, install_problems
from hearthline.platform.outbox import Outbox
from hearthline.platform.streams import Streams
from tests.make import conversations as make_conversations
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
        self.talks = make_conversations.conversations(self.clock)
        self.tags = CustomerTags(self.clock)
        self.ties = AccountTies(self.vault, self.clock)
        self.promises = Promises(self.talks, Streams(), Outbox(), self.clock)
        self.joining = Joining(self.vault, self.clock, labels=Labels(Streams()))

    def app(self) -> FastAPI:
        """The routes of the slice alone."""
        app = FastAPI()
        search = CustomerSearch(self.vault, self.clock)
        app.state.services = Services(
            *(self.database, self.access, self.cards, search),
            *(self.tags, self.promises, self.joining),
        )
        for routes in (router, tag_routes, promise_routes, joining_routes):
            app.include_router(routes)
        install_problems(app)
        return app

    async def zhang(self) -> CustomerId:
        """The usual person, recognised by his token."""
        async with self.database.session(self.tenant) as session:
            return (await self.customers.recognise(session, ZHANG)).id

    async def visitor(self) -> CustomerId:
        """Somebody who only has a browser."""
        async with self.database.session(self.tenant) as session:
            return (await self.customers.recognise_visitor(session, MessageId.new())).id

    async def staff(self, *roles: Role, name: str = "李静") -> Staff:
        """A member of staff."""
        async with self.database.session(self.tenant) as session:
            return await make_staff.staff(session, self.access, *roles, name=name)

    async def talk(self, customer_id: CustomerId, label: str) -> Conversation:
        """A conversation of a customer that the bot has."""
        async with self.database.session(self.tenant) as session:
            way_in = await make_conversations.channel(session, self.vault)
            opening = Opening(way_in, label, "zh-CN", customer_id=customer_id)
            return await self.talks.open(session, opening)

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
