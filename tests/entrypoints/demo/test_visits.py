"""The demo's field staff find their visits at the first start, and once only."""

import pytest

from hearthline.access import Role
from hearthline.entrypoints.demo.visits import VISITS, seed_visits
from hearthline.kernel import TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from tests.fakes.fake_clock import FakeClock
from tests.make.tickets import Bench, duty_rules

pytestmark = pytest.mark.store


@pytest.fixture
def bench(database: Database, tenant: TenantId, clock: FakeClock, vault: Vault) -> Bench:
    """Tickets with the packs' rules."""
    return Bench(database, tenant, clock, vault)


async def test_visits_are_opened_and_given_out_once(bench: Bench) -> None:
    zhang, liu = await bench.person(Role.FIELD), await bench.person(Role.FIELD)
    boss = await bench.person(Role.SUPERVISOR)
    people = {"zhanggong": zhang.id, "liugong": liu.id}
    async with bench.database.session(bench.tenant) as session:
        await bench.teams.plant(session, duty_rules().teams, people)
        teams = await bench.teams.every(session)
    for _ in range(2):
        async with bench.database.session(bench.tenant) as session:
            await seed_visits(session, bench.handling, teams=teams, people=people, by=boss)

    tickets = [(await bench.file(one)).ticket for one in await bench.page(limit=20)]
    assert len(tickets) == len(VISITS)
    assert {ticket.status for ticket in tickets} == {"dispatched"}
    assert {ticket.worker_id for ticket in tickets} == {zhang.id, liu.id, None}
