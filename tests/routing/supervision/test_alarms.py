"""Alarms of a real desk: raised by what waits, taken on by one, quiet when asked, over in time."""

import asyncio
from datetime import timedelta

import pytest

from hearthline.access import Role, Staff
from hearthline.kernel import QueueId
from hearthline.routing import PresenceState
from hearthline.routing.supervision import Alarms, Neighbours, Thresholds, TicketTally, Walls
from hearthline.routing.supervision.alarm_errors import AlarmOver, AlarmTaken, NotOfQueues
from hearthline.routing.supervision.alarm_rules import Alarm, AlarmKind, Threshold
from tests.fakes.fake_clock import FakeClock
from tests.make.desk import DeskOf

pytestmark = pytest.mark.store


def alarms_of(desk: DeskOf, neighbours: Neighbours | None = None) -> Alarms:
    """One process's alarms."""
    walls = Walls(desk.database, desk.clock, neighbours=neighbours)
    return Alarms(desk.database, desk.clock, walls=walls, names=desk.access.names)


async def bound(
    desk: DeskOf, boss: Staff, kind: AlarmKind, value: int, queue_id: QueueId | None = None
) -> None:
    """A bound without a hold."""
    threshold = Threshold(kind, queue_id, value, hold_s=0, severity="danger")
    async with desk.database.session(desk.tenant) as session:
        await Thresholds(desk.clock).set(session, threshold, boss)


async def up(desk: DeskOf) -> list[Alarm]:
    """What is up after a round."""
    await alarms_of(desk).watch(desk.tenant)
    async with desk.database.session(desk.tenant) as session:
        return await alarms_of(desk).raised(session)


def kinds(found: list[Alarm]) -> set[AlarmKind]:
    """What they are about."""
    return {one.reading.kind for one in found}


async def test_a_line_that_grows_is_heard_of_once_by_several_processes(
    desk: DeskOf, clock: FakeClock
) -> None:
    [boss] = await desk.hire("王芳", role=Role.SUPERVISOR)
    await bound(desk, boss, AlarmKind.WAITING, 2)
    for _ in range(3):
        await desk.wait()

    rounds = [alarms_of(desk).watch(desk.tenant) for _ in range(4)]
    told = [one for each in await asyncio.gather(*rounds) for one in each]
    found = await up(desk)

    assert kinds(told) == {AlarmKind.WAITING}
    assert len(told) == len(found) == 1
    reading = found[0].reading
    assert (reading.value, reading.subject, reading.queue_id) == (3, "综合客服", await desk.queue())
    assert found[0].is_loud(clock.now())


async def test_the_first_takes_it_on_and_the_second_is_told_who_has_it(
    desk: DeskOf, clock: FakeClock
) -> None:
    one, two = await desk.hire("王芳", "刘洋", role=Role.SUPERVISOR)
    await bound(desk, one, AlarmKind.WAITING, 1)
    waiting = await desk.wait()
    [alarm] = await up(desk)
    alarms = alarms_of(desk)

    async def take(who: Staff) -> Alarm:
        async with desk.database.session(desk.tenant) as session:
            return await alarms.acknowledge(session, alarm.id, who, note="我来")

    done = await asyncio.gather(take(one), take(two), return_exceptions=True)
    [taken] = [each for each in done if isinstance(each, Alarm)]
    [refused] = [each for each in done if isinstance(each, AlarmTaken)]
    winner = one if taken.acknowledged_by == one.id else two
    assert refused.told().zh == f"{winner.name} 已确认并在处理这条告警。"
    assert (await take(winner)).acknowledged_at == taken.acknowledged_at
    assert not (await up(desk))[0].is_loud(clock.now())

    await desk.set(PresenceState.AVAILABLE, winner)
    await desk.accept(waiting, winner)
    clock.advance(timedelta(seconds=30))
    assert len(await up(desk)) == 1
    clock.advance(timedelta(seconds=61))
    assert AlarmKind.WAITING not in kinds(await up(desk))
    with pytest.raises(AlarmOver):
        await take(two)
    async with desk.database.session(desk.tenant) as session:
        page = await alarms.history(session, limit=10)
        deeds = await session.all("SELECT deed FROM audit WHERE subject_kind = 'alarm'")
    assert [each.id for each in page] == [alarm.id]
    assert [row["deed"] for row in deeds] == ["alarm.acknowledged"]


async def test_a_snoozed_alarm_is_quiet_for_so_long(desk: DeskOf, clock: FakeClock) -> None:
    [boss] = await desk.hire("王芳", role=Role.SUPERVISOR)
    await bound(desk, boss, AlarmKind.WAITING, 1)
    await desk.wait()
    [alarm] = await up(desk)

    async with desk.database.session(desk.tenant) as session:
        await alarms_of(desk).snooze(session, alarm.id, boss, minutes=10)

    assert not (await up(desk))[0].is_loud(clock.now())
    clock.advance(timedelta(minutes=10))
    waiting = [one for one in await up(desk) if one.reading.kind is AlarmKind.WAITING]
    assert waiting[0].is_loud(clock.now())


async def test_people_and_threads_are_watched_too(desk: DeskOf, clock: FakeClock) -> None:
    agent, idle, away = await desk.hire("李静", "赵强", "周敏")
    await desk.set(PresenceState.AVAILABLE, idle, agent)
    await desk.set(PresenceState.AWAY, away)
    held = await desk.wait()
    offered = (await desk.get(held)).offered_to
    holder, free = (agent, idle) if offered == agent.id else (idle, agent)
    await desk.accept(held, holder)
    clock.advance(timedelta(minutes=31))

    found = {(one.reading.kind, one.reading.subject) for one in await up(desk)}

    assert found == {
        (AlarmKind.IDLE, free.name),
        (AlarmKind.AWAY, "周敏"),
        (AlarmKind.UNANSWERED, "张* · 综合客服"),
    }


async def test_tickets_and_promised_calls_are_watched_through_their_ports(
    desk: DeskOf, clock: FakeClock
) -> None:
    async def tickets(*_: object) -> TicketTally:
        return TicketTally(opened=5, closed=1, overdue=2)

    alarms = alarms_of(desk, Neighbours(tickets=tickets))
    await alarms.watch(desk.tenant)
    clock.advance(timedelta(seconds=60))

    told = await alarms.watch(desk.tenant)

    assert [(one.reading.kind, one.reading.value) for one in told] == [
        (AlarmKind.TICKETS_OVERDUE, 2)
    ]


async def test_bounds_are_the_products_until_the_tenant_sets_its_own(desk: DeskOf) -> None:
    [boss] = await desk.hire("王芳", role=Role.SUPERVISOR)
    queue = await desk.queue()
    await bound(desk, boss, AlarmKind.WAITING, 7)
    await bound(desk, boss, AlarmKind.WAITING, 3, queue)
    thresholds = Thresholds(desk.clock)

    async with desk.database.session(desk.tenant) as session:
        found = [one for one in await thresholds.all(session) if one.kind is AlarmKind.WAITING]
        with pytest.raises(NotOfQueues):
            wrong = Threshold(AlarmKind.AWAY, queue, 60, hold_s=0, severity="warn")
            await thresholds.set(session, wrong, boss)
        await thresholds.unset(session, AlarmKind.WAITING, boss, queue_id=None)
        after = [one for one in await thresholds.all(session) if one.kind is AlarmKind.WAITING]

    assert [(one.queue_id, one.bound) for one in found] == [(None, 7), (queue, 3)]
    assert [(one.queue_id, one.bound) for one in after] == [(None, 10), (queue, 3)]
