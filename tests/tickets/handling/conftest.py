"""The desk's routes to tickets and everything that is done to them."""

from collections.abc import AsyncIterator

import pytest
from fastapi import APIRouter

from hearthline.conversations import Conversations
from hearthline.customers import Refs
from hearthline.platform.outbox import Outbox
from hearthline.platform.streams import Streams
from hearthline.tickets import TicketDesk, TicketLists, TicketTasks
from hearthline.tickets.api import router as list_routes
from hearthline.tickets.calendar_api import router as calendar_routes
from hearthline.tickets.handling.api import router as handling_routes
from hearthline.tickets.tasks.api import router as task_routes
from hearthline.tickets.teams.api import router as team_routes
from tests.fakes.fake_business import FakeBusiness
from tests.make import staff as make_staff
from tests.make.tickets import Bench, Counter, counter


@pytest.fixture
def business() -> FakeBusiness:
    """Business systems of a test's own."""
    return FakeBusiness()


@pytest.fixture
def ticket_desk(bench: Bench, business: FakeBusiness) -> TicketDesk:
    """The desk's way to tickets."""
    return TicketDesk(
        bench.database,
        bench.tickets,
        bench.handling,
        teams=bench.teams,
        business=business,
        conversations=Conversations(Streams(), Outbox(), bench.clock),
    )


@pytest.fixture
async def room(bench: Bench, ticket_desk: TicketDesk) -> AsyncIterator[Counter]:
    """All routes of the tickets' room."""
    routes = APIRouter()
    for one in (handling_routes, task_routes, team_routes, calendar_routes, list_routes):
        routes.include_router(one)
    access = make_staff.access(bench.database, bench.clock, bench.vault)
    services = [
        *(bench.tickets, bench.teams, bench.handling, ticket_desk),
        *(TicketLists(bench.tickets), TicketTasks(bench.tickets, bench.teams)),
        Refs(bench.vault),
    ]
    made = counter(bench.database, access, routes, services)
    async with made.http:
        yield made
