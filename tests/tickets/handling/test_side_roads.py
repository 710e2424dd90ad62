"""Side roads of a ticket: given back, merged, split, repeated, voided, reopened, mirrored."""

from datetime import timedelta

import pytest

from hearthline.access import Role
from hearthline.kernel import Id
from hearthline.tickets import TicketDesk
from hearthline.tickets.handling import actions as do
from hearthline.tickets.handling.errors import (
    ActionNotAllowed,
    ActionNotPossible,
    EvidenceMissing,
    OutcomeUnfit,
    ReasonNotAllowed,
)
from tests.fakes.fake_business import FakeBusiness
from tests.fakes.fake_clock import FakeClock
from tests.make.tickets import ACCOUNT, Bench, after, order

pytestmark = pytest.mark.store


def new() -> str:
    return Id.new().hex


async def test_a_repeat_is_counted_raised_and_flagged_within_its_time(
    bench: Bench, clock: FakeClock
) -> None:
    first = await bench.open(account_no=ACCOUNT, type_code="H-RP-02")
    clock.advance(timedelta(hours=71))
    second = await bench.open(account_no=ACCOUNT, type_code="H-RP-03")
    other = await bench.open(account_no=ACCOUNT, type_code="H-AP-08")
    clock.advance(timedelta(hours=73))
    late = await bench.open(account_no=ACCOUNT, type_code="H-RP-03")

    assert [one.repeat_no for one in (first, second, other, late)] == [1, 2, 1, 1]
    assert (first.priority, second.priority) == ("P2", "P1")
    assert (first.is_flagged, second.is_flagged) == (False, True)


async def test_what_is_given_back_goes_to_another_team_and_its_clocks_run_on(bench: Bench) -> None:
    agent, worker = await bench.person(Role.AGENT), await bench.person(Role.FIELD)
    near, far = await bench.team("城东", worker), await bench.team("城西")
    ticket = await bench.open(agent)
    await bench.act(agent, ticket, do.Dispatch(client_id=new(), team_id=near.id))
    await bench.act(worker, ticket, do.Take(client_id=new()))
    deadline = (await bench.file(ticket.id)).ticket.next_deadline_at
    back = await bench.act(worker, ticket, do.GiveBack(client_id=new(), reason="不是本片区"))
    assert (back.ticket.status, back.ticket.team_id) == ("returned", None)
    sent = await bench.act(agent, ticket, do.Dispatch(client_id=new(), team_id=far.id))
    moved = await bench.act(
        agent, ticket, do.Transfer(client_id=new(), team_id=near.id, reason="调回")
    )

    assert sent.ticket.team_id == far.id
    assert (moved.ticket.status, moved.ticket.team_id) == ("dispatched", near.id)
    assert moved.ticket.next_deadline_at == deadline
    with pytest.raises(ActionNotPossible):
        gone = do.Transfer(client_id=new(), team_id=far.id, worker_id=worker.id, reason="x")
        await bench.act(agent, ticket, gone)


async def test_suspending_needs_an_allowed_reason_and_its_evidence(bench: Bench) -> None:
    agent = await bench.person(Role.AGENT)
    ticket = await bench.open(agent)
    with pytest.raises(ReasonNotAllowed) as caught:
        snow = do.Suspend(client_id=new(), reason="waiting_weather", text="下雪")
        await bench.act(agent, ticket, snow)
    assert "等客户" in caught.value.told().zh
    for lacking in ("waiting_customer", "waiting_part"):
        with pytest.raises(EvidenceMissing):
            await bench.act(agent, ticket, do.Suspend(client_id=new(), reason=lacking))
    danger = await bench.open(agent, type_code="H-EM-01", details={"injured": "no"})
    with pytest.raises(ReasonNotAllowed):
        idle = do.Suspend(client_id=new(), reason="waiting_customer", text="等")
        await bench.act(agent, danger, idle)
    with pytest.raises(OutcomeUnfit):
        wrong = do.Resolve(client_id=new(), result_code="magic", text="好了")
        await bench.act(agent, ticket, wrong)


async def test_resuming_goes_on_from_where_it_was(bench: Bench, clock: FakeClock) -> None:
    agent = await bench.person(Role.AGENT)
    team = await bench.team("城东")
    ticket = await bench.open(agent)
    await bench.act(agent, ticket, do.Dispatch(client_id=new(), team_id=team.id))
    before = next(one for one in (await bench.file(ticket.id)).clocks if one.code == "C5")
    wait = do.Suspend(client_id=new(), reason="waiting_customer", text="客户明天在家")
    await bench.act(agent, ticket, wait)
    clock.advance(timedelta(hours=3))
    resumed = await bench.act(agent, ticket, do.Resume(client_id=new()))

    assert resumed.ticket.status == "dispatched", "nobody is on site for it"
    now = next(one for one in (await bench.file(ticket.id)).clocks if one.code == "C5")
    assert now.due_at is not None
    assert before.due_at is not None
    assert timedelta(hours=3) - (now.due_at - before.due_at) < timedelta(seconds=1)


async def test_voiding_takes_two(bench: Bench) -> None:
    agent, boss = await bench.person(Role.AGENT), await bench.person(Role.SUPERVISOR)
    second = await bench.person(Role.SUPERVISOR)
    ticket = await bench.open(agent)
    with pytest.raises(ActionNotPossible):
        await bench.act(boss, ticket, do.ConfirmVoid(client_id=new()))
    await bench.act(boss, ticket, do.Void(client_id=new(), reason="重复录入"))
    for refused in (boss, agent):
        with pytest.raises(ActionNotAllowed):
            await bench.act(refused, ticket, do.ConfirmVoid(client_id=new()))
    gone = await bench.act(second, ticket, do.ConfirmVoid(client_id=new()))
    assert (gone.ticket.status, gone.ticket.next_deadline_at) == ("voided", None)


async def test_a_child_follows_its_parents_clocks_until_it_is_reopened(
    bench: Bench, clock: FakeClock
) -> None:
    agent = await bench.person(Role.AGENT)
    parent = await bench.open(agent, type_code="H-AR-01")
    child, other = await bench.open(agent), await bench.open(agent)
    await bench.act(agent, child, do.Merge(client_id=new(), into=parent.id))
    for wrong in (parent.id, child.id):
        with pytest.raises(ActionNotPossible):
            await bench.act(agent, parent, do.Merge(client_id=new(), into=wrong))
    with pytest.raises(ActionNotPossible):
        await bench.act(agent, other, do.Merge(client_id=new(), into=child.id))

    file, whole = await bench.file(child.id), await bench.file(parent.id)
    assert file.clocks == whole.clocks
    assert (file.ticket.next_deadline_at, file.follows and file.follows.id) == (None, parent.id)
    done = do.Resolve(client_id=new(), result_code="restored", text="管网恢复")
    await bench.act(agent, parent, done)
    clock.advance(timedelta(minutes=5))
    again = await bench.act(agent, child, do.Reopen(client_id=new(), reason="他家还是冷"))
    assert (again.ticket.status, again.ticket.parent_id) == ("reopened", None)
    assert again.ticket.call_back.state == "none"
    assert (await bench.file(parent.id)).ticket.status == "resolved"


async def test_parts_become_tickets_of_their_own_once(bench: Bench) -> None:
    agent = await bench.person(Role.AGENT)
    ticket = await bench.open(agent, account_no=ACCOUNT)
    parts = (
        do.Part(type_code="H-RP-04", description="阀门滴水"),
        do.Part(type_code="H-CP-03", description="要求退费"),
    )
    split = do.Split(client_id="s", parts=parts)
    acted = await bench.act(agent, ticket, split)
    again = await bench.act(agent, ticket, split)

    assert [one.type_code for one in acted.opened] == ["H-RP-04", "H-CP-03"]
    assert {one.split_from for one in acted.opened} == {ticket.id}
    assert [one.repeat_no for one in acted.opened] == [1, 1]
    assert (again.is_repeated, again.opened) == (True, ())


async def test_a_later_appointment_that_was_agreed_replaces_the_arrival(bench: Bench) -> None:
    agent = await bench.person(Role.AGENT)
    ticket = await bench.open(agent)

    async def due() -> object:
        return next(one.due_at for one in (await bench.file(ticket.id)).clocks if one.code == "C5")

    own = await due()
    for hours, agreed, expected in ((30, False, own), (30, True, after(hours=30)), (1, True, own)):
        visit = do.Appoint(client_id=new(), appointment_at=after(hours=hours), agreed=agreed)
        await bench.act(agent, ticket, visit)
        assert await due() == expected


async def test_a_mirror_is_urged_and_taken_back_through_the_gateway_once(
    bench: Bench, ticket_desk: TicketDesk, business: FakeBusiness
) -> None:
    agent, boss = await bench.person(Role.AGENT), await bench.person(Role.SUPERVISOR)
    filed = order()
    business.orders.append(filed)
    mirror = await bench.record(filed)
    urge = do.Urge(client_id="u", text="客户又来电")
    first = await ticket_desk.act(agent, mirror.id, urge)
    again = await ticket_desk.act(agent, mirror.id, urge)
    assert (first.is_repeated, again.is_repeated) == (False, True)
    assert business.calls.count("urge_work_order") == 1
    watched = await ticket_desk.act(boss, mirror.id, do.Supervise(client_id="s", text="盯住"))
    assert (watched.ticket.is_flagged, watched.ticket.status) == (True, "accepted")
    with pytest.raises(ActionNotAllowed):
        team = await bench.team("城东")
        await ticket_desk.act(agent, mirror.id, do.Dispatch(client_id="d", team_id=team.id))
    await ticket_desk.act(agent, mirror.id, do.Withdraw(client_id="w", reason="已热"))
    assert business.calls[-1] == "withdraw_work_order"
    told = [line.text for line in (await bench.file(mirror.id)).log if line.actor == agent.id]
    assert told == ["客户又来电", "撤销：已热"]
