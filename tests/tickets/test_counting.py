"""Counted time agrees with a walker that goes minute by minute and counts on its fingers."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from hearthline.tickets.counting import LOCAL, Limit, Stretch, WorkCalendar, due_at

pytestmark = pytest.mark.unit

MINUTE = timedelta(minutes=1)
MONDAY = datetime(2026, 11, 23, tzinfo=LOCAL)
ORDINARY = WorkCalendar()

starts = some.integers(0, 14 * 24 * 60).map(lambda minutes: MONDAY + minutes * MINUTE)
spans = some.integers(0, 3 * 24 * 60).map(lambda minutes: minutes * MINUTE)
days = some.integers(0, 30).map(lambda number: MONDAY.date() + timedelta(days=number))
calendars = some.builds(
    WorkCalendar,
    days_off=some.frozensets(days, max_size=4),
    days_on=some.frozensets(days, max_size=4),
)


@some.composite
def pauses(draw: some.DrawFn) -> list[Stretch]:
    edges = sorted(draw(some.sets(some.integers(-2000, 20000), max_size=8)))
    moments = [MONDAY + edge * MINUTE for edge in edges]
    return list(zip(moments[::2], moments[1::2], strict=False))


def walk(
    start: datetime, minutes: int, stops: Sequence[Stretch], calendar: WorkCalendar | None
) -> datetime:
    """Count the minutes that count until there are enough; the slow and sure way."""
    at = start
    while minutes > 0:
        is_paused = any(begin <= at < end for begin, end in stops)
        is_free = calendar is not None and not calendar.is_workday(at.astimezone(LOCAL).date())
        if not is_paused and not is_free:
            minutes -= 1
        at += MINUTE
    return at


@given(starts, spans, pauses())
def test_a_natural_span_ends_where_the_walker_ends(
    start: datetime, span: timedelta, stops: list[Stretch]
) -> None:
    if not span:
        return
    assert due_at(start, Limit(span=span), stops, calendar=ORDINARY) == walk(
        start, int(span / MINUTE), stops, None
    )


@settings(max_examples=40)
@given(starts, some.integers(1, 3), pauses(), calendars)
def test_working_days_end_where_the_walker_ends(
    start: datetime, workdays: int, stops: list[Stretch], calendar: WorkCalendar
) -> None:
    due = due_at(start, Limit(workdays=workdays), stops, calendar=calendar)

    assert due == walk(start, workdays * 24 * 60, stops, calendar)


@given(starts, spans, pauses(), pauses())
def test_another_pause_never_brings_a_deadline_forward(
    start: datetime, span: timedelta, stops: list[Stretch], more: list[Stretch]
) -> None:
    limit = Limit(span=span)
    joined = list(stops)
    for begin, end in more:
        if all(end <= other[0] or begin >= other[1] for other in joined):
            joined = sorted([*joined, (begin, end)])

    assert due_at(start, limit, joined, calendar=ORDINARY) >= due_at(
        start, limit, stops, calendar=ORDINARY
    )


@pytest.mark.parametrize(
    ("start", "workdays", "due"),
    [
        (datetime(2026, 11, 23, 10, tzinfo=LOCAL), 1, datetime(2026, 11, 24, 10, tzinfo=LOCAL)),
        (datetime(2026, 11, 27, 10, tzinfo=LOCAL), 2, datetime(2026, 12, 1, 10, tzinfo=LOCAL)),
        (datetime(2026, 11, 28, 10, tzinfo=LOCAL), 1, datetime(2026, 12, 1, tzinfo=LOCAL)),
    ],
    ids=["a Monday", "over a weekend", "from a Saturday to the end of Monday"],
)
def test_working_days_leave_the_weekend_out(start: datetime, workdays: int, due: datetime) -> None:
    assert due_at(start, Limit(workdays=workdays), [], calendar=ORDINARY) == due


def test_a_holiday_is_left_out_and_a_weekend_worked_in_exchange_counts() -> None:
    new_year = WorkCalendar(
        days_off=frozenset({date(2027, 1, 1)}), days_on=frozenset({date(2027, 1, 3)})
    )
    thursday = datetime(2026, 12, 31, 9, tzinfo=LOCAL)

    assert due_at(thursday, Limit(workdays=1), [], calendar=new_year) == datetime(
        2027, 1, 3, 9, tzinfo=LOCAL
    )


def test_a_pause_over_a_weekend_costs_a_working_day_nothing() -> None:
    friday = datetime(2026, 11, 27, 10, tzinfo=LOCAL)
    weekend = (datetime(2026, 11, 28, tzinfo=LOCAL), datetime(2026, 11, 30, tzinfo=LOCAL))

    assert due_at(friday, Limit(workdays=1), [weekend], calendar=ORDINARY) == friday + timedelta(
        days=3
    )


def test_the_day_changes_at_midnight_in_china() -> None:
    """Friday 17:00 UTC is Saturday in China, so nothing of it counts."""
    start = datetime(2026, 11, 27, 17, tzinfo=UTC)

    assert due_at(start, Limit(workdays=1), [], calendar=ORDINARY) == datetime(
        2026, 12, 1, tzinfo=LOCAL
    )
