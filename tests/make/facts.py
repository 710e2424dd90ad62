"""A desk that asks for customers' facts, on any business systems."""

from dataclasses import dataclass
from typing import Any

import httpx2
from fastapi import FastAPI

from hearthline.access import Role, Staff
from hearthline.assist import (
    AccountFinder,
    AccountLoader,
    AccountPicks,
    FactCache,
    FactsDesk,
    History,
)
from hearthline.assist.facts.api import router
from hearthline.assist.facts.model import CustomerFacts, Wanted
from hearthline.business import Business
from hearthline.conversations import AccountRef, Channels, Conversation, Move, Opening, Status
from hearthline.customers import Claims, KnownAccount
from hearthline.dialogue import Scenes
from hearthline.kernel import ConversationId, CustomerId
from hearthline.platform.http import Services, install_problems
from hearthline.platform.outbox import Outbox
from hearthline.platform.streams import Streams
from hearthline.tickets import DutyRules, Tickets
from tests.make import conversations as make_conversations
from tests.make.customers import Counter

HEAT = AccountRef("heating", "1203005678")
POWER = AccountRef("power", "6200112233")


@dataclass
class FactsCounter(Counter):
    """The customers of a tenant, with what the business systems know of them."""

    business: Business

    def __post_init__(self) -> None:
        """Make the services."""
        super().__post_init__()
        self.cache = FactCache(self.clock)
        self.facts = FactsDesk(
            self.database,
            AccountLoader(self.business, self.cache),
            cards=self.cards,
            ties=self.ties,
            scenes=Scenes(self.talks, Channels(self.vault)),
            clock=self.clock,
        )
        self.finder = AccountFinder(
            self.database, self.business, self.ties, vault=self.vault, clock=self.clock
        )
        self.picks = AccountPicks(
            self.database,
            self.facts,
            self.finder,
            ties=self.ties,
            vault=self.vault,
            clock=self.clock,
        )
        self.tickets = Tickets(
            self.vault,
            self.clock,
            rules=DutyRules((), {}, {}),
            outbox=Outbox(),
            streams=Streams(),
            conversations=self.talks,
        )

    async def person(self, *accounts: AccountRef) -> CustomerId:
        """Somebody whose identity token names these accounts."""
        known = tuple(KnownAccount(one.domain, one.account_no) for one in accounts or (HEAT,))
        claims = Claims("person-1", name="张伟", phone="13800005678", accounts=known)
        async with self.database.session(self.tenant) as session:
            return (await self.customers.recognise(session, claims)).id

    async def talking(
        self, customer_id: CustomerId, *accounts: AccountRef, level: str, held_by: Staff | None
    ) -> Conversation:
        """A conversation at a level, with an agent if there is one."""
        async with self.database.session(self.tenant) as session:
            way_in = await make_conversations.channel(session, self.vault)
            opening = Opening(
                way_in,
                "张*",
                "zh-CN",
                customer_id=customer_id,
                subject="person-1" if level != "L0" else None,
                accounts=accounts or (HEAT,),
                verify_level=level,
            )
            begun = await self.talks.open(session, opening)
            if held_by is None:
                return begun
            return await self.talks.move(
                session, begun.id, Move(Status.AGENT, holder_id=held_by.id)
            )

    async def seen(
        self, person: CustomerId, talk: ConversationId | None, by: Staff, **how: Any
    ) -> CustomerFacts:
        """The facts as somebody sees them."""
        return await self.facts.of(person, talk, Wanted(**how), staff=by)

    def app(self) -> FastAPI:
        """The routes of facts."""
        app = FastAPI()
        app.state.services = Services(
            *(
                self.database,
                self.access,
                self.facts,
                self.finder,
                self.picks,
                History(self.tickets),
            )
        )
        app.include_router(router)
        install_problems(app)
        return app

    async def agent(self, *, role: Role = Role.AGENT) -> tuple[Staff, httpx2.AsyncClient]:
        """Somebody at the desk."""
        return await self.staff(role), await self.client(role)
