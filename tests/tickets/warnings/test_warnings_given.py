"""Warnings go up the ladder, once each, and in no burst after an outage (R87)."""

from datetime import timedelta

import pytest

from hearthline.access import Role
from hearthline.kernel import Id, StaffId
from hearthline.platform.streams import Streams
from hearthline.tickets import Warnings
from hearthline.tickets.handling import actions as do
from hearthline.tickets.warnings.service import WARNED, WARNED_OFTEN
from tests.fakes.fake_clock import FakeClock
from tests.make import staff as make_staff
from tests.make.tickets import Bench

pytestmark = pytest.mark.store


def warnings_of(bench: Bench) -> Warnings:
    access = make_staff.access(bench.database, bench.clock, bench.vault)
    return Warnings(bench.database, bench.tickets, bench.teams, staff_of=access.list_staff)


async def lines(bench: Bench, staff_id: StaffId) -> list[str]:
    async with bench.database.session(bench.tenant) as session:
        entries = await Streams().read(session, staff_id, after_seq=0)
    return [one.kind for one in entries if one.kind.endswith("warned")]


async def given(bench: Bench) -> list[tuple[str, int, int]]:
    async with bench.database.session(bench.tenant) as session:
        rows = await session.all(
            "SELECT body FROM outbox WHERE name = 'ticket.clock_warning' ORDER BY id LIMIT 100"
        )
    return sorted(
        (row["body"]["clock"], row["body"]["percent"], row["body"]["level"]) for row in rows
    )


async def test_each_warning_is_given_once_and_goes_up_the_ladder(
    bench: Bench, clock: FakeClock
) -> None:
    agent, lead = await bench.person(Role.AGENT), await bench.person(Role.FIELD)
    worker, boss = await bench.person(Role.FIELD), await bench.person(Role.SUPERVISOR)
    team = await bench.team("城东维修班", lead, worker)
    ticket = await bench.open(agent, type_code="H-RP-04", details={"leak_level": "DRIP"})
    await bench.act(agent, ticket, do.Dispatch(client_id="d", team_id=team.id))
    await bench.act(worker, ticket, do.Take(client_id="t"))
    warn = warnings_of(bench)

    # C5 has two hours, C6 eight.
    for minutes in (59, 1, 1, 36, 24, 0):
        clock.advance(timedelta(minutes=minutes))
        await warn.give(bench.tenant)
        await warn.give(bench.tenant)

    assert await given(bench) == [("C5", 50, 0), ("C5", 80, 0), ("C5", 100, 1)]
    assert await lines(bench, worker.id) == [WARNED] * 3
    assert await lines(bench, lead.id) == [WARNED] * 2
    assert await lines(bench, boss.id) == [WARNED]
    file = await bench.file(ticket.id)
    assert (file.ticket.escalated_to, file.ticket.is_flagged) == (1, True)
    assert file.ticket.status == "taken", "overdue closes nothing"
    assert [line.kind for line in file.log].count("escalated") == 1


async def test_after_an_outage_only_the_last_warning_is_given(
    bench: Bench, clock: FakeClock
) -> None:
    agent, boss = await bench.person(Role.AGENT), await bench.person(Role.SUPERVISOR)
    for _ in range(12):
        await bench.open(agent, type_code="H-AP-08", details={"applicant": "张伟"})
    clock.advance(timedelta(days=30))
    warn = warnings_of(bench)
    assert await warn.give(bench.tenant) == 12
    assert await warn.give(bench.tenant) == 0, "nothing more until an hour has passed"

    told = await given(bench)
    assert len(told) == 24, "one for each running clock: dispatch and resolve"
    assert await lines(bench, boss.id) == [WARNED_OFTEN]
    clock.advance(timedelta(minutes=61))
    assert await warn.give(bench.tenant) == 12


async def test_nothing_is_warned_of_while_it_is_suspended(bench: Bench, clock: FakeClock) -> None:
    agent = await bench.person(Role.AGENT)
    team = await bench.team("城东维修班")
    ticket = await bench.open(agent, type_code="H-RP-04", details={"leak_level": "DRIP"})
    await bench.act(agent, ticket, do.Dispatch(client_id="d", team_id=team.id))
    waiting = do.Suspend(client_id="s", reason="waiting_customer", text="客户出差，已电话确认")
    await bench.act(agent, ticket, waiting)
    clock.advance(timedelta(days=3))
    warn = warnings_of(bench)

    assert await warn.give(bench.tenant) == 0
    await bench.act(agent, ticket, do.Resume(client_id=Id.new().hex))
    clock.advance(timedelta(minutes=59))
    await warn.give(bench.tenant)
    assert [one for one in await given(bench) if one[0] == "C5"] == []
    clock.advance(timedelta(minutes=2))
    await warn.give(bench.tenant)
    assert ("C5", 50, 0) in await given(bench)
