"""Storms: one switch, one place, an end that needs nobody, and everything as before."""

import asyncio
from datetime import timedelta

import pytest

from hearthline.access import Role, Staff
from hearthline.kernel import HearthlineError, QueueId
from hearthline.routing.storm import (
    Measures,
    PlanInForce,
    Scope,
    Storm,
    StormAlreadyOn,
    StormIsOver,
    StormPlan,
    StormPlans,
    Storms,
    StormTooLong,
)
from tests.fakes.fake_clock import FakeClock
from tests.make.desk import DeskOf

pytestmark = pytest.mark.store

STOP = Measures(
    greeting="城东片区停热抢修中，预计 18 点恢复。",
    announcement="城东片区正在抢修。",
    intents=("no_heat",),
    relaxes_rings=True,
    extra_chats=2,
)
HOUR = timedelta(hours=1)


async def plan(desk: DeskOf, boss: Staff, name: str = "大面积停热") -> StormPlan:
    """A plan that was written in calm weather."""
    async with desk.database.session(desk.tenant) as session:
        return await StormPlans(desk.clock).write(session, name, boss, measures=STOP)


async def declare(
    desk: DeskOf,
    boss: Staff,
    of: StormPlan,
    *,
    lasting: timedelta = HOUR,
    scope: Scope | None = None,
) -> Storm:
    """Switch it on."""
    async with desk.database.session(desk.tenant) as session:
        return await Storms(desk.clock, names=desk.access.names).declare(
            session, of.id, boss, reason="一次网爆管", lasting=lasting, scope=scope
        )


async def in_force(desk: DeskOf, queue_id: QueueId | None = None) -> Storm | None:
    """What somebody who acts now is told."""
    async with desk.database.session(desk.tenant) as session:
        return await Storms(desk.clock).in_force(session, queue_id)


async def deeds(desk: DeskOf) -> list[str]:
    """What the audit has."""
    async with desk.database.session(desk.tenant) as session:
        rows = await session.all("SELECT deed FROM audit WHERE subject_kind = 'storm' ORDER BY id")
    return [row["deed"] for row in rows]


async def test_a_storm_ends_at_its_hour_though_nothing_runs(desk: DeskOf, clock: FakeClock) -> None:
    [boss] = await desk.hire("王芳", role=Role.SUPERVISOR)
    await declare(desk, boss, await plan(desk, boss))

    during = await in_force(desk)
    clock.advance(HOUR - timedelta(seconds=1))
    last = await in_force(desk)
    clock.advance(timedelta(seconds=1))
    after = await in_force(desk)

    assert during is not None
    assert (during.plan.measures, during.extra_chats, last) == (STOP, 2, during)
    assert after is None
    async with desk.database.session(desk.tenant) as session:
        noted = await Storms(clock).note_ends(session)
        again = await Storms(clock).note_ends(session)
        ended = await Storms(clock).get(session, during.id)
    assert (noted, again) == ([during.id], [])
    assert (ended.ended_at, ended.ended_by) == (during.ends_at, None)
    assert await deeds(desk) == ["storm.declared", "storm.expired"]


async def test_of_two_supervisors_at_once_one_is_told_of_the_other(
    desk: DeskOf, clock: FakeClock
) -> None:
    one, two = await desk.hire("王芳", "刘洋", role=Role.SUPERVISOR)
    of = await plan(desk, one)

    done = await asyncio.gather(
        declare(desk, one, of), declare(desk, two, of), return_exceptions=True
    )

    [refused] = [each for each in done if isinstance(each, HearthlineError)]
    [storm] = [each for each in done if isinstance(each, Storm)]
    assert isinstance(refused, StormAlreadyOn)
    winner = one if storm.declared_by == one.id else two
    assert f"“大面积停热”已由 {winner.name} 开启，到 11-21 10:30 结束" in refused.told().zh
    assert await deeds(desk) == ["storm.declared"]


async def test_a_storm_that_ran_out_makes_room_for_the_next(desk: DeskOf, clock: FakeClock) -> None:
    [boss] = await desk.hire("王芳", role=Role.SUPERVISOR)
    of = await plan(desk, boss)
    await declare(desk, boss, of)
    clock.advance(HOUR)

    again = await declare(desk, boss, of)

    assert await in_force(desk) == again
    assert await deeds(desk) == ["storm.declared", "storm.expired", "storm.declared"]


async def test_an_extension_is_a_decision_of_its_own(desk: DeskOf, clock: FakeClock) -> None:
    boss, other = await desk.hire("王芳", "刘洋", role=Role.SUPERVISOR)
    first = await declare(desk, boss, await plan(desk, boss))
    clock.advance(timedelta(minutes=50))

    async with desk.database.session(desk.tenant) as session:
        longer = await Storms(clock).extend(
            session, first.id, other, reason="仍在抢修", lasting=HOUR
        )
    clock.advance(timedelta(minutes=20))

    assert (longer.extends, longer.declared_by, longer.reason) == (first.id, other.id, "仍在抢修")
    assert await in_force(desk) == longer
    async with desk.database.session(desk.tenant) as session:
        ended = await Storms(clock).end(session, longer.id, boss, reason="已恢复")
    assert (ended.ended_by, await in_force(desk)) == (boss.id, None)
    for late in (first.id, longer.id):
        with pytest.raises(StormIsOver):
            async with desk.database.session(desk.tenant) as session:
                await Storms(clock).extend(session, late, boss, reason="再来", lasting=HOUR)
    assert await deeds(desk) == ["storm.declared", "storm.extended", "storm.ended"]


async def test_what_is_decided_for_a_queue_counts_there_alone(desk: DeskOf) -> None:
    [boss] = await desk.hire("王芳", role=Role.SUPERVISOR)
    queue, other = await desk.queue(), QueueId.new()
    local = await declare(desk, boss, await plan(desk, boss), scope=Scope(queues=(queue,)))

    before = [await in_force(desk, each) for each in (queue, other, None)]
    wide = await declare(desk, boss, await plan(desk, boss, "寒潮"))
    after = [await in_force(desk, each) for each in (queue, other, None)]

    assert before == [local, None, None]
    assert after == [local, wide, wide]


async def test_a_plan_in_force_goes_on_as_it_was_worded(desk: DeskOf) -> None:
    [boss] = await desk.hire("王芳", role=Role.SUPERVISOR)
    of = await plan(desk, boss)
    await declare(desk, boss, of)
    plans = StormPlans(desk.clock)

    async with desk.database.session(desk.tenant) as session:
        with pytest.raises(PlanInForce):
            await plans.remove(session, of.id, boss)
        await plans.write(session, of.name, boss, measures=Measures(greeting="已恢复。"))
        now = await plans.all(session)

    storm = await in_force(desk)
    assert storm is not None
    assert storm.plan.measures == STOP
    assert [(one.name, one.measures.greeting) for one in now] == [("大面积停热", "已恢复。")]


@pytest.mark.parametrize("minutes", [9, 72 * 60 + 1])
async def test_a_storm_has_a_reasonable_length(desk: DeskOf, minutes: int) -> None:
    [boss] = await desk.hire("王芳", role=Role.SUPERVISOR)
    of = await plan(desk, boss)

    with pytest.raises(StormTooLong):
        await declare(desk, boss, of, lasting=timedelta(minutes=minutes))
