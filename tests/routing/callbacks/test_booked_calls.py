"""A call instead of waiting: the place is kept, it is offered in time, every try is noted."""

import asyncio
from datetime import timedelta

import pytest

from hearthline.access import Staff
from hearthline.conversations import ConversationClosed, ConversationMoved, Status
from hearthline.kernel import ConversationId, EventId, Id
from hearthline.routing import (
    AgentIsFull,
    BookedCall,
    CallsAtOpening,
    HeldByOther,
    Placement,
    call_reactions,
)
from hearthline.routing.callbacks.errors import CallIsOver, CallWithOther, PhoneNeeded, WindowUnfit
from hearthline.routing.callbacks.model import CallState, Tried, TryOutcome
from hearthline.routing.queues.model import Closed
from tests.fakes.fake_clock import FakeClock
from tests.make.desk import DeskOf
from tests.make.hands import HandsOf

pytestmark = pytest.mark.store


async def again(desk: DeskOf, hands: HandsOf, call: BookedCall) -> BookedCall:
    async with desk.database.session(desk.tenant) as session:
        found = await hands.calls._store.find(session, call.id)
    assert found is not None
    return found


async def tried(
    hands: HandsOf, call: BookedCall, staff: Staff, outcome: TryOutcome, *, key: Id | None = None
) -> BookedCall:
    async with hands.desk.database.session(hands.desk.tenant) as session:
        said = Tried(key or Id.new(), outcome, "拨了")
        return await hands.calls.note(session, call.id, staff, tried=said)


async def taken(desk: DeskOf, hands: HandsOf, call: BookedCall) -> None:
    """What the relay does after somebody has accepted."""
    [reaction] = call_reactions(hands.calls, desk.database)
    now = await again(desk, hands, call)
    assert now.taken_in is not None
    await reaction.handle(
        ConversationMoved(
            event_id=EventId.new(),
            tenant_id=desk.tenant,
            at=desk.clock.now(),
            conversation_id=now.taken_in,
            before="queued",
            after="agent",
        )
    )


async def test_the_place_is_kept_and_comes_back_in_time(
    desk: DeskOf, hands: HandsOf, clock: FakeClock
) -> None:
    it = await desk.wait()
    call = await hands.book(it)
    clock.advance(timedelta(minutes=30))
    later = await desk.wait()
    await hands.come_round()
    meanwhile = await desk.get(it)
    clock.advance(timedelta(minutes=31))
    await hands.come_round()

    assert meanwhile.status is Status.BOT
    assert (await desk.get(it)).status is Status.QUEUED
    [agent] = await hands.on_duty("李静", capacity=1)
    assert (await desk.get(it)).offered_to == agent.id
    assert (await desk.get(later)).offered_to is None
    await desk.accept(it, agent)
    await taken(desk, hands, call)
    now = await again(desk, hands, call)
    assert (now.state, now.taken_by) == (CallState.TAKEN, agent.id)
    reached = await tried(hands, call, agent, TryOutcome.REACHED)
    assert (reached.state, reached.is_open) == (CallState.REACHED, False)
    assert (await hands.notices(it))[-4:] == [
        "callback_booked",
        "callback_soon",
        "agent_joined",
        "callback_reached",
    ]


async def test_the_customer_reads_when_and_the_number_is_masked(
    desk: DeskOf, hands: HandsOf
) -> None:
    it = await desk.wait()
    await hands.book(it)

    words = [one.text for one in await hands.thread(it)][-1]

    assert "138****5678" in words
    assert "11 月 21 日 10:30–12:30" in words
    assert "13800005678" not in words


async def test_three_times_not_reached_it_is_given_up(
    desk: DeskOf, hands: HandsOf, clock: FakeClock
) -> None:
    [agent] = await hands.on_duty("李静")
    it = await hands.held_by(agent)
    call = await hands.book(it, by=agent, after=timedelta())
    key = Id.new()

    first = await tried(hands, call, agent, TryOutcome.NOT_REACHED, key=key)
    same = await tried(hands, call, agent, TryOutcome.NOT_REACHED, key=key)
    second = await tried(hands, call, agent, TryOutcome.NOT_REACHED)
    third = await tried(hands, call, agent, TryOutcome.NOT_REACHED)

    assert (first.state, first.tries, same.tries) == (CallState.BOOKED, 1, 1)
    assert first.due_at == clock.now() + timedelta(minutes=30)
    assert (second.tries, third.tries, third.state) == (2, 3, CallState.GIVEN_UP)
    with pytest.raises(CallIsOver):
        await tried(hands, call, agent, TryOutcome.REACHED)
    assert (await hands.notices(it))[-3:] == [
        "callback_again",
        "callback_again",
        "callback_given_up",
    ]


async def test_a_closed_conversation_is_begun_anew_for_the_call(
    desk: DeskOf, hands: HandsOf, clock: FakeClock
) -> None:
    it = await desk.wait()
    call = await hands.book(it)
    await hands.leave(it)
    clock.advance(timedelta(hours=1))

    await hands.come_round()
    await hands.come_round()

    now = await again(desk, hands, call)
    assert now.state is CallState.OFFERED
    assert now.taken_in not in (None, it)
    assert now.taken_in is not None
    assert (await desk.get(now.taken_in)).status is Status.QUEUED
    await hands.leave(now.taken_in)
    await hands.come_round()
    lost = await again(desk, hands, call)
    assert (lost.state, lost.taken_in) != (CallState.OFFERED, now.taken_in)


async def test_while_somebody_speaks_with_the_customer_the_call_waits(
    desk: DeskOf, hands: HandsOf, clock: FakeClock
) -> None:
    [agent] = await hands.on_duty("李静")
    it = await hands.held_by(agent)
    call = await hands.book(it, by=agent)
    clock.advance(timedelta(hours=1))

    await hands.come_round()

    now = await again(desk, hands, call)
    assert (now.state, now.due_at) == (CallState.BOOKED, clock.now() + timedelta(minutes=2))
    assert (await desk.get(it)).holder_id == agent.id


async def test_an_overdue_call_gives_the_alarm_once(
    desk: DeskOf, hands: HandsOf, clock: FakeClock
) -> None:
    it = await desk.wait()
    call = await hands.book(it)
    clock.advance(timedelta(hours=3, minutes=1))

    for _ in range(2):
        await hands.come_round()

    async with desk.database.session(desk.tenant) as session:
        told = await session.all("SELECT body FROM outbox WHERE name = 'routing.call_overdue'")
        counts = await hands.calls.counts(session)
    assert [row["body"]["call_id"] for row in told] == [str(call.id)]
    assert (counts.due, counts.overdue) == (1, 1)


async def test_taking_one_from_the_list_keeps_to_the_room(desk: DeskOf, hands: HandsOf) -> None:
    agent, other = await hands.on_duty("李静", "赵强", capacity=1)
    it = await desk.begin()
    call = await hands.book(it)

    async def take(staff: Staff) -> object:
        async with desk.database.session(desk.tenant) as session:
            return await hands.calls.take(session, call.id, staff)

    outcomes = await asyncio.gather(take(agent), take(other), return_exceptions=True)

    lost = [one for one in outcomes if isinstance(one, Exception)]
    assert [type(one) for one in lost] == [CallWithOther]
    winner = agent if outcomes.index(lost[0]) == 1 else other
    assert (await desk.get(it)).holder_id == winner.id
    second = await hands.book(await desk.begin())
    async with desk.database.session(desk.tenant) as session:
        with pytest.raises(AgentIsFull):
            await hands.calls.take(session, second.id, winner)


async def test_booked_again_the_time_is_another_and_the_place_the_same(
    desk: DeskOf, hands: HandsOf, clock: FakeClock
) -> None:
    it = await desk.wait()
    first = await hands.book(it)
    clock.advance(timedelta(minutes=5))

    second = await hands.book(it, after=timedelta(hours=5))

    assert second.place_at == first.place_at
    assert (await again(desk, hands, first)).state is CallState.CANCELLED
    async with desk.database.session(desk.tenant) as session:
        await hands.calls.cancel(session, second.id)
        await hands.calls.cancel(session, second.id)
        assert await hands.calls.of(session, it) is None
    assert (await hands.notices(it)).count("callback_cancelled") == 1


async def test_what_cannot_be_promised_is_refused(desk: DeskOf, hands: HandsOf) -> None:
    agent, other = await hands.on_duty("李静", "赵强")
    it = await hands.held_by(agent)
    with pytest.raises(PhoneNeeded):
        await hands.book(it, by=agent, phone=None)
    with pytest.raises(WindowUnfit):
        await hands.book(it, by=agent, after=timedelta(days=-1))
    with pytest.raises(WindowUnfit):
        await hands.book(it, by=agent, after=timedelta(days=15))
    with pytest.raises(HeldByOther):
        await hands.book(it, by=other)
    await hands.leave(it)
    with pytest.raises(ConversationClosed):
        await hands.book(it, by=agent)


async def test_outside_hours_a_call_is_booked_or_the_customer_waits(
    desk: DeskOf, hands: HandsOf, clock: FakeClock
) -> None:
    opens_at = clock.now() + timedelta(hours=14)
    with_number, without = await desk.begin(), await desk.begin()
    queue_id = await desk.queue()
    closed = Placement(queue_id, 0, None, closed=Closed.CALLBACK, opens_at=opens_at)
    await hands.book(with_number, after=timedelta(hours=14))
    desk.routing.at_opening = CallsAtOpening(hands.calls).book

    async def late(it: ConversationId) -> Placement:
        async with desk.database.session(desk.tenant) as session:
            before = await desk.conversations.get(session, it, lock=True)
            return await desk.routing._called_or_waiting(session, before, closed, reason="要真人")

    assert await late(with_number) == closed
    assert (await late(without)).position == 1
    assert (await desk.get(with_number)).status is Status.BOT
    assert (await desk.get(without)).status is Status.QUEUED
