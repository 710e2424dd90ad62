"""Giving a conversation to a colleague or a queue: never lost, never twice, never too much."""

import asyncio
from datetime import timedelta

import pytest

from hearthline.access import Role
from hearthline.conversations import ConversationClosed, Status
from hearthline.kernel import QueueId, StaffId
from hearthline.routing import AgentIsFull, HeldByOther, NotOffered, PresenceState
from hearthline.routing.moves.errors import (
    NotWithAnAgent,
    OnItsWay,
    TargetIsAway,
    TargetIsFull,
    TargetIsSelf,
    TargetUnknown,
)
from hearthline.routing.settings.model import DeskSetting
from tests.fakes.fake_clock import FakeClock
from tests.make.desk import DeskOf
from tests.make.hands import HandsOf, asked

pytestmark = pytest.mark.store


async def another_queue(desk: DeskOf, name: str, *members: StaffId) -> QueueId:
    queue_id = QueueId.new()
    async with desk.database.session(desk.tenant) as session:
        await session.execute(
            "INSERT INTO queue (id, name, created_at) VALUES (%(id)s, %(name)s, %(now)s)",
            {"id": queue_id, "name": name, "now": desk.clock.now()},
        )
        for staff_id in members:
            await session.execute(
                "INSERT INTO queue_member (queue_id, staff_id) VALUES (%(queue)s, %(staff)s)",
                {"queue": queue_id, "staff": staff_id},
            )
    return queue_id


async def test_a_colleague_takes_it_and_reads_the_note(desk: DeskOf, hands: HandsOf) -> None:
    giver, next_one = await hands.on_duty("李静", "赵强")
    it = await hands.held_by(giver)

    on_its_way = await hands.give(it, giver, next_one)
    async with desk.database.session(desk.tenant) as session:
        coming = await hands.moves.incoming(session, next_one)
    [waiting] = coming.transfers
    assert coming.customers == {it: (await desk.get(it)).label}
    await desk.accept(it, next_one)
    await desk.accept(it, next_one)

    assert (on_its_way.status, on_its_way.holder_id) == (Status.AGENT, giver.id)
    assert (on_its_way.offered_to, waiting.note) == (next_one.id, "户主着急，先核身")
    held = await desk.get(it)
    assert (held.holder_id, held.offered_to) == (next_one.id, None)
    transfer = (await hands.hands(it)).transfer
    assert transfer is not None
    assert (transfer.outcome, transfer.taken_by) == ("accepted", next_one.id)
    assert (await hands.notices(it))[-1] == "transferred"
    async with desk.database.session(desk.tenant) as session:
        log = await session.all(
            "SELECT staff_id, outcome, finished_at, note FROM assignment"
            " WHERE conversation_id = %(it)s ORDER BY offered_at, id",
            {"it": it},
        )
    assert [(StaffId.of(row["staff_id"]), row["outcome"]) for row in log] == [
        (giver.id, "accepted"),
        (next_one.id, "accepted"),
    ]
    assert log[0]["finished_at"] is not None
    assert log[1]["finished_at"] is None


async def test_declined_it_is_with_the_giver_and_may_be_given_again(
    desk: DeskOf, hands: HandsOf
) -> None:
    giver, next_one = await hands.on_duty("李静", "赵强")
    it = await hands.held_by(giver)
    await hands.give(it, giver, next_one)

    await desk.decline(it, next_one)
    with pytest.raises(NotOffered):
        await desk.decline(it, next_one)

    held = await desk.get(it)
    assert (held.status, held.holder_id, held.offered_to) == (Status.AGENT, giver.id, None)
    transfer = (await hands.hands(it)).transfer
    assert transfer is not None
    assert transfer.outcome == "declined"
    await hands.give(it, giver, next_one)
    await desk.accept(it, next_one)
    assert (await desk.get(it)).holder_id == next_one.id


@pytest.mark.parametrize("how", ["silence", "goes offline", "loses the line"])
async def test_what_nobody_answers_stays_with_the_giver(
    desk: DeskOf, hands: HandsOf, clock: FakeClock, how: str
) -> None:
    giver, next_one = await hands.on_duty("李静", "赵强")
    it = await hands.held_by(giver)
    async with desk.routing.connected(next_one):
        await hands.give(it, giver, next_one)
        await hands.come_round()
        assert (await desk.get(it)).offered_to == next_one.id
    if how == "silence":
        clock.advance(timedelta(seconds=45))
    elif how == "goes offline":
        await desk.set(PresenceState.OFFLINE, next_one)
    else:
        clock.advance(timedelta(seconds=60))

    await hands.come_round()
    await hands.come_round()

    held = await desk.get(it)
    assert (held.holder_id, held.offered_to) == (giver.id, None)
    transfer = (await hands.hands(it)).transfer
    assert transfer is not None
    assert transfer.outcome == "unanswered"


async def test_a_repeated_call_is_one_transfer(desk: DeskOf, hands: HandsOf) -> None:
    giver, next_one, third = await hands.on_duty("李静", "赵强", "孙悦")
    it, how = await hands.held_by(giver), asked("一次")

    await asyncio.gather(*(hands.give(it, giver, next_one, how=how) for _ in range(3)))
    with pytest.raises(OnItsWay):
        await hands.give(it, giver, third)
    await desk.accept(it, next_one)
    await hands.give(it, giver, next_one, how=how)

    assert (await desk.get(it)).holder_id == next_one.id
    async with desk.database.session(desk.tenant) as session:
        count = await session.one("SELECT count(*) AS n FROM transfer")
    assert count["n"] == 1


async def test_nobody_gets_more_than_fits_unless_the_company_says_so(
    desk: DeskOf, hands: HandsOf
) -> None:
    giver, full = await hands.on_duty("李静", "赵强", capacity=1)
    it = await hands.held_by(giver)
    own = await hands.held_by(full)
    with pytest.raises(TargetIsFull):
        await hands.give(it, giver, full)

    async with desk.database.session(desk.tenant) as session:
        store = hands.moves._bench.settings
        said = await store.get(session)
        loose = DeskSetting(
            may_exceed=True,
            wrap_up_s=said.wrap_up_s,
            is_wrap_up_required=False,
            reasons=said.reasons,
            groups=said.groups,
        )
        await store.put(session, loose, by=giver.id, now=desk.clock.now())
    await hands.give(it, giver, full)
    await desk.accept(it, full)

    assert {(await desk.get(one)).holder_id for one in (own, it)} == {full.id}


async def test_what_rings_counts_so_two_givers_cannot_overfill(
    desk: DeskOf, hands: HandsOf
) -> None:
    one, two, target = await hands.on_duty("李静", "赵强", "孙悦", capacity=1)
    first, second = await hands.held_by(one), await hands.held_by(two)

    outcomes = await asyncio.gather(
        hands.give(first, one, target), hands.give(second, two, target), return_exceptions=True
    )

    assert sum(isinstance(outcome, TargetIsFull) for outcome in outcomes) == 1
    assert sum(not isinstance(outcome, Exception) for outcome in outcomes) == 1


async def test_room_is_looked_at_again_when_it_is_accepted(desk: DeskOf, hands: HandsOf) -> None:
    giver, target = await hands.on_duty("李静", "赵强", capacity=2)
    it = await hands.held_by(giver)
    await hands.give(it, giver, target)
    async with desk.database.session(desk.tenant) as session:
        await session.execute(
            "UPDATE presence SET capacity = 0 WHERE staff_id = %(staff)s", {"staff": target.id}
        )

    with pytest.raises(AgentIsFull):
        await desk.accept(it, target)
    assert (await desk.get(it)).holder_id == giver.id


async def test_the_customer_who_closes_ends_the_transfer(desk: DeskOf, hands: HandsOf) -> None:
    giver, next_one = await hands.on_duty("李静", "赵强")
    it = await hands.held_by(giver)
    await hands.give(it, giver, next_one)

    await hands.leave(it)

    with pytest.raises(ConversationClosed):
        await desk.accept(it, next_one)
    transfer = (await hands.hands(it)).transfer
    assert transfer is not None
    assert transfer.outcome == "withdrawn"


async def test_closing_and_giving_at_once_leave_one_truth(desk: DeskOf, hands: HandsOf) -> None:
    giver, next_one = await hands.on_duty("李静", "赵强")
    for _ in range(4):
        it = await hands.held_by(giver)

        outcomes = await asyncio.gather(
            hands.leave(it), hands.give(it, giver, next_one), return_exceptions=True
        )
        await hands.come_round()

        assert isinstance(outcomes[1], ConversationClosed | type(await desk.get(it)))
        closed = await desk.get(it)
        assert (closed.status, closed.offered_to) == (Status.CLOSED, None)
        async with desk.database.session(desk.tenant) as session:
            left = await session.one("SELECT count(*) AS n FROM transfer WHERE outcome IS NULL")
            rings = (await hands.moves.incoming(session, next_one)).transfers
        assert (left["n"], rings) == (0, ())


async def test_who_and_where_is_checked(desk: DeskOf, hands: HandsOf) -> None:
    giver, other = await hands.on_duty("李静", "赵强")
    [away] = await desk.hire("孙悦")
    it = await hands.held_by(giver)
    waiting = await desk.begin()

    with pytest.raises(HeldByOther):
        await hands.give(it, other, other)
    with pytest.raises(TargetIsSelf):
        await hands.give(it, giver, giver)
    with pytest.raises(TargetIsAway):
        await hands.give(it, giver, away)
    with pytest.raises(NotWithAnAgent):
        await hands.give(waiting, giver, other)
    with pytest.raises(TargetUnknown):
        await hands.queue_up(it, giver, QueueId.new())


async def test_the_giver_may_withdraw(desk: DeskOf, hands: HandsOf) -> None:
    giver, next_one = await hands.on_duty("李静", "赵强")
    it = await hands.held_by(giver)
    await hands.give(it, giver, next_one)

    async with desk.database.session(desk.tenant) as session:
        await hands.moves.withdraw(session, it, giver)
        await hands.moves.withdraw(session, it, giver)

    with pytest.raises(Exception, match="already_taken"):
        await desk.accept(it, next_one)
    assert (await desk.get(it)).offered_to is None


async def test_into_a_queue_with_the_note_for_whoever_takes_it(
    desk: DeskOf, hands: HandsOf
) -> None:
    [giver, expert] = await hands.on_duty("李静", "赵强")
    complaints = await another_queue(desk, "投诉专席", expert.id)
    it = await hands.held_by(giver)

    await hands.queue_up(it, giver, complaints)

    waiting = await desk.get(it)
    assert (waiting.status, waiting.queue_id) == (Status.QUEUED, complaints)
    assert (waiting.offered_to, waiting.priority) == (expert.id, 2)
    await desk.accept(it, expert)
    transfer = (await hands.hands(it)).transfer
    assert transfer is not None
    assert (transfer.outcome, transfer.taken_by) == ("accepted", expert.id)
    assert transfer.note == "要投诉专席"
    assert "transferred" in await hands.notices(it)


async def test_the_giver_is_not_asked_for_what_he_just_gave(desk: DeskOf, hands: HandsOf) -> None:
    [giver] = await hands.on_duty("李静")
    it = await hands.held_by(giver)

    await hands.queue_up(it, giver, await desk.queue())

    assert (await desk.get(it)).offered_to is None


async def test_a_supervisor_moves_what_waits(desk: DeskOf, hands: HandsOf) -> None:
    [agent] = await desk.hire("李静")
    [boss] = await desk.hire("王芳", role=Role.SUPERVISOR)
    other = await another_queue(desk, "应急", agent.id)
    it = await desk.wait()
    with pytest.raises(NotWithAnAgent):
        await hands.queue_up(it, agent, other)

    await hands.queue_up(it, boss, other)

    assert (await desk.get(it)).queue_id == other
