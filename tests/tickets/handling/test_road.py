"""A ticket that is kept here on its road: opened, dispatched, taken, closed (R81–R88)."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from hearthline.access import Role
from hearthline.kernel import HearthlineError, Id
from hearthline.tickets import CallBackResult, Evidence, EvidenceItem
from hearthline.tickets.handling import actions as do
from hearthline.tickets.handling.errors import (
    ActionNotAllowed,
    ActionNotPossible,
    EvidenceMissing,
    TakenBySomebody,
)
from tests.fakes.fake_clock import FakeClock
from tests.make.tickets import Bench, after

pytestmark = pytest.mark.store


def new() -> str:
    return Id.new().hex


async def test_a_ticket_goes_its_road_and_its_clocks_are_met(
    bench: Bench, clock: FakeClock
) -> None:
    agent, worker = await bench.person(Role.AGENT), await bench.person(Role.FIELD)
    team = await bench.team("城东维修班", worker)
    ticket = await bench.open(agent)
    assert (ticket.work_order_no[-5:], ticket.status, ticket.priority) == (
        "-0001",
        "accepted",
        "P1",
    )

    road: list[tuple[Any, str]] = [
        (do.Dispatch(client_id=new(), team_id=team.id), "dispatched"),
        (do.Take(client_id=new()), "taken"),
        (do.Depart(client_id=new(), eta_minutes=20), "en_route"),
        (do.Arrive(client_id=new(), place=do.Spot(36.6, 117.0), accuracy_m=12), "on_site"),
        (do.Begin(client_id=new()), "handling"),
        (do.Resolve(client_id=new(), result_code="fixed", text="已排气，室温恢复"), "resolved"),
    ]
    for action, status in road:
        by = agent if isinstance(action, do.Dispatch) else worker
        clock.advance(timedelta(minutes=3))
        acted = await bench.act(by, ticket, action)
        assert acted.ticket.status == status

    file = await bench.file(ticket.id)
    assert (file.ticket.team_id, file.ticket.worker_id) == (team.id, worker.id)
    assert {one.code: one.state for one in file.clocks if one.code != "C7"} == dict.fromkeys(
        ["C1", "C2", "C3", "C5", "C6"], "met"
    )
    assert file.ticket.call_back == CallBackResult("asked")
    assert (await bench.told())[-1] == "ticket.resolved"


async def test_a_repeat_changes_nothing(bench: Bench) -> None:
    agent = await bench.person(Role.AGENT)
    team = await bench.team("城东维修班")
    ticket = await bench.open(agent)
    dispatch = do.Dispatch(client_id="d1", team_id=team.id)

    first = await bench.act(agent, ticket, dispatch)
    again = await bench.act(agent, ticket, dispatch)

    assert (first.is_repeated, again.is_repeated) == (False, True)
    assert len((await bench.file(ticket.id)).log) == 2
    with pytest.raises(ActionNotPossible) as caught:
        await bench.act(agent, ticket, do.Dispatch(client_id="d2", team_id=team.id))
    assert "transfer" in caught.value.details["allowed"]


async def test_of_two_who_take_it_one_has_it(bench: Bench) -> None:
    agent = await bench.person(Role.AGENT)
    people = [await bench.person(Role.FIELD) for _ in range(4)]
    team = await bench.team("城东维修班", *people)
    ticket = await bench.open(agent)
    await bench.act(agent, ticket, do.Dispatch(client_id=new(), team_id=team.id))

    tried = await asyncio.gather(
        *(bench.act(one, ticket, do.Take(client_id=new())) for one in people),
        return_exceptions=True,
    )

    refused = [one for one in tried if isinstance(one, BaseException)]
    assert len(refused) == 3
    assert all(isinstance(one, TakenBySomebody | ActionNotPossible) for one in refused)
    assert [line.kind for line in (await bench.file(ticket.id)).log].count("taken") == 1


async def test_numbers_of_a_day_have_no_gaps_when_many_open_and_some_fail(bench: Bench) -> None:
    async def one(index: int) -> str | None:
        try:
            kind = "H-RP-01" if index % 3 else "H-NO-01"
            return (await bench.open(type_code=kind)).work_order_no
        except HearthlineError:
            return None

    told = [number for number in await asyncio.gather(*map(one, range(15))) if number]

    assert sorted(int(number[-4:]) for number in told) == list(range(1, 11))


async def test_work_done_offline_takes_its_own_place(bench: Bench, clock: FakeClock) -> None:
    agent, worker = await bench.person(Role.AGENT), await bench.person(Role.FIELD)
    team = await bench.team("城东维修班", worker)
    ticket = await bench.open(agent)
    await bench.act(agent, ticket, do.Dispatch(client_id=new(), team_id=team.id))
    await bench.act(worker, ticket, do.Take(client_id=new()))
    clock.advance(timedelta(hours=5))
    await bench.act(agent, ticket, do.Note(client_id=new(), text="客户来电问进度"))

    async def late(action: Any) -> str:
        return (await bench.act(worker, ticket, action)).ticket.status

    # Told in the wrong order: each is judged by the log as it stood at its own time.
    assert await late(do.Arrive(client_id="a", at=after(minutes=70))) == "on_site"
    with pytest.raises(ActionNotPossible):
        await late(do.Depart(client_id="x", at=after(minutes=80)))
    assert await late(do.Depart(client_id="b", at=after(minutes=50))) == "on_site"
    file = await bench.file(ticket.id)
    arrive = next(one for one in file.clocks if one.code == "C5")
    assert (arrive.state, arrive.stopped_at) == ("met", after(minutes=70))
    assert [line.kind for line in file.log][-4:] == ["taken", "en_route", "on_site", "noted"]


async def test_closing_needs_evidence_and_the_customers_word(bench: Bench) -> None:
    agent, boss = await bench.person(Role.AGENT), await bench.person(Role.SUPERVISOR)
    ticket = await bench.open(agent, type_code="H-TP-01")
    done = do.Resolve(client_id=new(), result_code="measured", text="客厅 16.5 ℃")
    await bench.act(agent, ticket, done)

    with pytest.raises(EvidenceMissing) as caught:
        await bench.act(boss, ticket, do.Close(client_id=new(), text="客户在外地"))
    assert caught.value.details["missing"] == ["arrival", "photo", "reading", "signature"]
    assert "到场记录" in caught.value.told().zh

    bench.kept[ticket.id] = Evidence(
        tuple(
            EvidenceItem(id=kind, kind=kind, at=after(minutes=1))
            for kind in ("arrival", "photo", "reading", "signature")
        )
    )
    with pytest.raises(ActionNotPossible, match="action_not_possible"):
        await bench.act(agent, ticket, do.Close(client_id=new()))
    closed = await bench.act(boss, ticket, do.Close(client_id=new(), text="三次联系不上"))
    assert closed.ticket.status == "closed"


async def test_a_worker_acts_on_his_own_and_his_teams_tickets_only(bench: Bench) -> None:
    agent, his = await bench.person(Role.AGENT), await bench.person(Role.FIELD)
    other = await bench.person(Role.FIELD)
    team = await bench.team("城东维修班", his)
    ticket = await bench.open(agent)
    await bench.act(agent, ticket, do.Dispatch(client_id=new(), team_id=team.id))

    for wrong in (do.Take(client_id=new()), do.Note(client_id=new(), text="看一下")):
        with pytest.raises(ActionNotAllowed):
            await bench.act(other, ticket, wrong)
    with pytest.raises(ActionNotAllowed):
        await bench.act(his, ticket, do.Dispatch(client_id=new(), team_id=team.id))
    assert (await bench.act(his, ticket, do.Take(client_id=new()))).ticket.worker_id == his.id
