"""Figures equal what is counted by hand from a diary that the product never saw."""

import random
from collections.abc import Iterable
from datetime import datetime, timedelta

import pytest

from hearthline.access import Staff
from hearthline.kernel import QueueId
from hearthline.routing import PresenceState
from hearthline.routing.supervision.facts import facts_of
from hearthline.routing.supervision.model import Fact, Figures, Measure, Sum, summed
from hearthline.routing.supervision.quarters import Quarters
from tests.fakes.fake_clock import FakeClock
from tests.make.desk import DeskOf
from tests.make.shift import Care, Line, Shift

pytestmark = pytest.mark.store

TARGET = timedelta(seconds=20)
SHORT = timedelta(seconds=5)
STEPS = 90


async def shift(desk: DeskOf, clock: FakeClock, seed: int) -> Shift:
    """Three people, two lines, and two hours by chance."""
    people = await desk.hire("李静", "赵强", "周敏")
    first = await desk.queue()
    second = QueueId.new()
    async with desk.database.session(desk.tenant) as session:
        await session.execute(
            "INSERT INTO queue (id, name, created_at) VALUES (%(id)s, '报修', %(now)s)",
            {"id": second, "now": clock.now()},
        )
        for person in people:
            await session.execute(
                "INSERT INTO queue_member (queue_id, staff_id) VALUES (%(queue)s, %(staff)s)",
                {"queue": second, "staff": person.id},
            )
    return Shift(desk, clock, random.Random(seed), people, [first, second])


def of_line(line: Line) -> list[tuple[Measure, timedelta]]:
    """What one wait counts as."""
    notes = [(Measure.ENTERED, timedelta())]
    if line.left is None:
        return notes
    wait, none = line.left - line.since, timedelta()
    if line.how == "answered":
        notes += [(Measure.ANSWERED, wait)]
        return notes + [(Measure.IN_TARGET, none)] * (wait <= TARGET)
    if line.how == "moved":
        return [*notes, (Measure.MOVED_ON, none)]
    if wait <= SHORT:
        return [*notes, (Measure.SHORT_ABANDONED, none)]
    notes += [(Measure.ABANDONED, wait)]
    return notes + [(Measure.ABANDONED_LATE, none)] * (wait > TARGET)


def of_care(care: Care) -> list[tuple[Measure, timedelta]]:
    """What one agent's time with a customer counts as."""
    notes = []
    if care.replied:
        notes += [(Measure.FIRST_REPLY, care.replied - care.began)]
    if care.ended:
        notes += [(Measure.HANDLED, care.ended - care.began)]
        notes += [(Measure.TRANSFERRED, timedelta())] * (care.how == "moved")
    return notes


def counted(story: Shift) -> dict[tuple[QueueId | None, Measure], Sum]:
    """The measures by line, from the diary."""
    notes = [(line.queue, note) for line in story.all_lines for note in of_line(line)]
    notes += [(care.queue, note) for care in story.all_cares for note in of_care(care)]
    sums: dict[tuple[QueueId | None, Measure], Sum] = {}
    for queue, (measure, took) in notes:
        one = Sum(1, round(took.total_seconds() * 1000))
        sums[queue, measure] = sums.get((queue, measure), Sum()) + one
    return sums


def seconds_of(story: Shift, staff: Staff, begins: datetime, now: datetime) -> tuple[int, int]:
    """Seconds busy and ready of one person, walked through second by second."""
    busy = ready = 0
    at, state = begins, PresenceState.OFFLINE
    changes = [(when, what) for when, who, what in story.states if who is staff]
    while at < now:
        state = next((what for when, what in reversed(changes) if when <= at), state)
        has = any(
            care.staff is staff and care.began <= at < (care.ended or now)
            for care in story.all_cares
        )
        busy += has
        ready += state is PresenceState.AVAILABLE and not has
        at += timedelta(seconds=1)
    return busy, ready


def by_line(facts: Iterable[Fact]) -> dict[tuple[QueueId | None, Measure], Sum]:
    """What the product counted, by line."""
    sums: dict[tuple[QueueId | None, Measure], Sum] = {}
    for fact in facts:
        if fact.measure not in {Measure.BUSY, Measure.READY}:
            key = (fact.queue_id, fact.measure)
            sums[key] = sums.get(key, Sum()) + fact.sum
    return sums


def same(facts: list[Fact]) -> tuple[list[Fact], dict[Measure, int]]:
    """Facts in an order of their own; of times it is the length alone that counts."""
    spent = {Measure.BUSY, Measure.READY}
    lines = sorted((fact for fact in facts if fact.measure not in spent), key=repr)
    return lines, {m: s.ms for m, s in summed(facts).items() if m in spent}


@pytest.mark.parametrize("seed", [1, 2])
async def test_figures_equal_what_is_counted_by_hand(
    desk: DeskOf, clock: FakeClock, seed: int
) -> None:
    begins = clock.now()
    story, quarters = await shift(desk, clock, seed), Quarters(clock)

    for step in range(STEPS):
        await story.happen()
        if step % 30 == 29:
            async with desk.database.session(desk.tenant) as session:
                await quarters.keep(session)
    now = clock.now()
    async with desk.database.session(desk.tenant) as session:
        facts = await quarters.read(session, begins, now + timedelta(hours=1))
        short = await quarters.read(session, begins, now, by_queue=True)
        until = (await session.one("SELECT until FROM desk_rolled"))["until"]

    expected = counted(story)
    assert by_line(facts) == expected
    assert by_line(short) == expected
    assert begins < until < now
    for staff in story.people:
        own = summed(fact for fact in facts if fact.staff_id == staff.id)
        spent = (own.get(Measure.BUSY, Sum()).ms, own.get(Measure.READY, Sum()).ms)
        assert spent == tuple(s * 1000 for s in seconds_of(story, staff, begins, now))
    await rebuilt(desk, clock, begins)


async def rebuilt(desk: DeskOf, clock: FakeClock, begins: datetime) -> None:
    """Live, kept, and kept anew from the logs: the sums are the same."""
    quarters = Quarters(clock)
    clock.advance(timedelta(hours=1))
    now = clock.now()
    async with desk.database.session(desk.tenant) as session:
        live = await facts_of(session, begins, now)
        await quarters.keep(session)
        kept = await quarters.read(session, begins, now)
        await quarters.rebuild(session, begins + timedelta(minutes=20))
        fewer = await session.one("SELECT count(*) AS n FROM desk_quarter")
        await quarters.keep(session)
        again = await quarters.read(session, begins, now)
        more = await session.one("SELECT count(*) AS n FROM desk_quarter")
    assert same(live) == same(kept) == same(again)
    assert fewer["n"] < more["n"]


def test_figures_follow_their_definitions() -> None:
    sums = {
        Measure.ENTERED: Sum(12),
        Measure.SHORT_ABANDONED: Sum(2),
        Measure.ANSWERED: Sum(7, 140_000),
        Measure.IN_TARGET: Sum(6),
        Measure.ABANDONED: Sum(2, 90_000),
        Measure.ABANDONED_LATE: Sum(1),
        Measure.HANDLED: Sum(5, 1_000_000),
        Measure.WRAPPED: Sum(4, 200_000),
        Measure.BUSY: Sum(9, 1_200_000),
        Measure.READY: Sum(9, 400_000),
    }

    figures = Figures.of(sums)

    assert (figures.offered, figures.answered, figures.abandoned) == (10, 7, 2)
    assert figures.service_level == 6 / 8
    assert (figures.answer_rate, figures.abandon_rate) == (0.7, 0.2)
    assert (figures.asa_s, figures.aht_s, figures.wrap_up_s) == (20.0, 240.0, 50.0)
    assert figures.occupancy == 0.75
    assert Figures.of({}).service_level is None
