"""Work orders and tickets for tests, and desks that show them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx2
from fastapi import APIRouter, FastAPI

from hearthline.access import (
    CSRF_HEADER,
    SESSION_COOKIE,
    Access,
    Credentials,
    Origin,
    Role,
    Staff,
)
from hearthline.business import ProgressStep, Promises, WorkOrder
from hearthline.conversations import Conversations
from hearthline.kernel import (
    Clock,
    ConversationId,
    CustomerId,
    Id,
    TeamId,
    TenantId,
    TicketId,
)
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database, Session
from hearthline.platform.http import Services, install_problems
from hearthline.platform.outbox import Outbox
from hearthline.platform.streams import Streams
from hearthline.tickets import (
    Acted,
    Action,
    DutyRules,
    Evidence,
    NewTicket,
    Team,
    TeamFacts,
    Teams,
    Ticket,
    TicketEvent,
    TicketFile,
    TicketHandling,
    Tickets,
    read_duty_rules,
)
from hearthline.tickets.teams import Member
from tests.fakes.fake_clock import MORNING
from tests.make import dialogue as pack
from tests.make import staff as make_staff

ACCOUNT = "1203005678"


def after(**span: float) -> datetime:
    """A moment so long after the tests' morning, as `after(minutes=5)`."""
    return MORNING + timedelta(**span)


def line(kind: str, minutes: float) -> TicketEvent:
    """A line of a log, some minutes after the morning."""
    return TicketEvent(after(minutes=minutes), kind)


def ticket(**facts: Any) -> Ticket:
    """A whole home cold, opened in the morning."""
    given: dict[str, Any] = {
        "id": TicketId.new(),
        "work_order_no": "WO1",
        "domain": "heating",
        "type_code": "H-RP-01",
        "type_name": "整户不热",
        "priority": "P1",
        "status": "accepted",
        "description": "",
        "opened_at": MORNING,
        "changed_at": MORNING,
    }
    return Ticket(**given | facts)


def order(*steps: tuple[str, float], **facts: Any) -> WorkOrder:
    """A work order with steps as (status, minutes after the morning); the last is its status."""
    told = steps or (("accepted", 0.0),)
    given: dict[str, Any] = {
        "work_order_no": f"WO-{Id.new().hex}",
        "domain": "heating",
        "type_code": "H-RP-01",
        "type_name": "整户不热",
        "priority": "P1",
        "status": told[-1][0],
        "created_at": MORNING,
        "repeat_no": 1,
        "urge_count": 0,
        "as_of": after(minutes=told[-1][1]),
        "stale": False,
        "account_no": ACCOUNT,
        "promises": Promises(arrive_by=after(hours=2), text="维修人员将在2小时内上门"),
        "progress": tuple(
            ProgressStep(at=after(minutes=minutes), text=kind, status=kind)
            for kind, minutes in told
        ),
    }
    return WorkOrder(**given | facts)


def duty_rules() -> DutyRules:
    """The rules of the heating pack."""
    return read_duty_rules(pack.folder("still"))


@dataclass
class Bench:
    """The tickets of a tenant with their real collaborators."""

    database: Database
    tenant: TenantId
    clock: Clock
    vault: Vault
    tickets: Tickets = field(init=False)
    teams: Teams = field(init=False)
    handling: TicketHandling = field(init=False)
    kept: dict[TicketId, Evidence] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Make the services."""
        streams, outbox = Streams(), Outbox()
        self.tickets = Tickets(
            self.vault,
            self.clock,
            rules=duty_rules(),
            outbox=outbox,
            streams=streams,
            conversations=Conversations(streams, outbox, self.clock),
        )
        self.teams = Teams(self.clock, rules=duty_rules())
        self.handling = TicketHandling(self.tickets, self.teams, evidence_of=self._evidence)

    async def _evidence(self, session: Session, ticket_id: TicketId) -> Evidence:
        """What a test says was kept."""
        del session
        return self.kept.get(ticket_id, Evidence())

    async def person(self, *roles: Role) -> Staff:
        """A person with these roles."""
        access = make_staff.access(self.database, self.clock, self.vault)
        async with self.database.session(self.tenant) as session:
            return await make_staff.staff(session, access, *roles)

    async def team(self, name: str, *people: Staff, **facts: Any) -> Team:
        """A team of these people; the first leads it."""
        members = tuple(Member(one.id) for one in people)
        lead = people[0].id if people else None
        told = TeamFacts(name=name, members=members, lead_id=lead, **facts)
        boss = await self.person(Role.SUPERVISOR)
        async with self.database.session(self.tenant) as session:
            return await self.teams.put(session, TeamId.new(), told, by=boss)

    async def open(self, by: Staff | None = None, **facts: Any) -> Ticket:
        """A ticket that is kept here: a whole home cold, unless told otherwise."""
        given: dict[str, Any] = {
            "client_id": Id.new().hex,
            "type_code": "H-RP-01",
            "description": "全屋不热",
            "details": {"since": "昨晚", "rooms": "客厅"},
        }
        async with self.database.session(self.tenant) as session:
            return await self.handling.open(session, by, NewTicket(**given | facts))

    async def act(self, by: Staff, ticket: Ticket | TicketId, action: Action) -> Acted:
        """Do something in a transaction of its own."""
        ticket_id = ticket.id if isinstance(ticket, Ticket) else ticket
        async with self.database.session(self.tenant) as session:
            return await self.handling.act(session, ticket_id, action, by=by)

    async def record(
        self,
        work_order: WorkOrder,
        *,
        conversation_id: ConversationId | None = None,
        customer_id: CustomerId | None = None,
        slots_text: str = "",
    ) -> Ticket:
        """Mirror an order as a turn does."""
        async with self.database.session(self.tenant) as session:
            return await self.tickets.record(
                session,
                work_order,
                conversation_id=conversation_id,
                customer_id=customer_id,
                slots_text=slots_text,
            )

    async def follow(self, *news: WorkOrder) -> Ticket | None:
        """Take news in their order, each in a transaction of its own."""
        last = None
        for one in news:
            async with self.database.session(self.tenant) as session:
                last = await self.tickets.follow(session, one)
        return last

    async def file(self, ticket_id: TicketId) -> TicketFile:
        """The ticket as it stands."""
        async with self.database.session(self.tenant) as session:
            return await self.tickets.file(session, ticket_id)

    async def page(self, **wanted: Any) -> list[TicketId]:
        """The ids of a page."""
        async with self.database.session(self.tenant) as session:
            return [file.ticket.id for file in await self.tickets.page(session, **wanted)]

    async def told(self) -> list[str]:
        """The names of what was published about tickets, in order of storing.

        Ids of one millisecond are in no order, and the tests' clock stands, so rows tell it.
        """
        async with self.database.session(self.tenant) as session:
            rows = await session.all(
                "SELECT name FROM outbox WHERE name LIKE %(kind)s ORDER BY xmin::text::bigint,"
                " ctid LIMIT 100",
                {"kind": "ticket.%"},
            )
        return [row["name"] for row in rows]


@dataclass
class Counter:
    """Some of the desk's routes in this process, and people who sign in to them."""

    database: Database
    access: Access
    http: httpx2.AsyncClient

    async def sign_in(self, tenant: TenantId, *roles: Role) -> dict[str, str]:
        """The headers of a person with these roles."""
        async with self.database.session(tenant) as session:
            person = await make_staff.staff(session, self.access, *roles)
        async with self.database.open_session() as session:
            row = await session.one("SELECT slug FROM tenant WHERE id = %(id)s", {"id": tenant})
        claim = Credentials(row["slug"], person.username, make_staff.PASSWORD)
        signed = await self.access.log_in(claim, Origin(f"test-{person.id}"))
        return {
            "Cookie": f"{SESSION_COOKIE}={signed.token}",
            CSRF_HEADER: signed.csrf_token,
        }


def counter(
    database: Database, access: Access, router: APIRouter, services: Sequence[object]
) -> Counter:
    """A desk with one slice's routes."""
    app = FastAPI()
    app.state.services = Services(database, access, *services)
    app.include_router(router)
    install_problems(app)
    transport = httpx2.ASGITransport(app=app)
    client = httpx2.AsyncClient(transport=transport, base_url="http://desk.test")
    return Counter(database, access, client)
