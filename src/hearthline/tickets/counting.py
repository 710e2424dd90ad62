"""Counted time: a clock counts some stretches of time and leaves others out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hearthline.platform.calendar import WorkCalendar

LOCAL = ZoneInfo("Asia/Shanghai")
DAY = timedelta(days=1)
_FOREVER = datetime.max.replace(tzinfo=UTC)

Stretch = tuple[datetime, datetime]

__all__ = ["DAY", "LOCAL", "Limit", "Stretch", "WorkCalendar", "counted", "due_at"]


@dataclass(frozen=True, slots=True)
class Limit:
    """How long a clock may run: a natural span, or a number of working days."""

    span: timedelta | None = None
    workdays: int = 0

    @property
    def whole(self) -> timedelta:
        """The time that it counts in all."""
        return self.workdays * DAY if self.span is None else self.span


def due_at(
    start: datetime,
    limit: Limit,
    pauses: Iterable[Stretch],
    *,
    calendar: WorkCalendar,
    share: float = 1.0,
) -> datetime:
    """When a limit, or a share of it, is used up; pauses are in order and do not overlap.

    A working day is 24 hours of a day on which people work, so two of them from Friday 10:00 end
    on Tuesday at 10:00.
    """
    stretches = _without(pauses, start.astimezone(UTC))
    if limit.span is None:
        stretches = _on_workdays(stretches, calendar)
    left = limit.whole * share
    for begin, end in stretches:
        if end - begin >= left:
            return (begin + left).astimezone(UTC)
        left -= end - begin
    raise OverflowError("a limit beyond the end of the calendar")


def counted(
    stretch: Stretch, limit: Limit, pauses: Iterable[Stretch], *, calendar: WorkCalendar
) -> timedelta:
    """How much of a stretch of time counts for a limit."""
    start, until = stretch
    stretches = _without(pauses, start.astimezone(UTC))
    if limit.span is None:
        stretches = _on_workdays(stretches, calendar)
    total = timedelta()
    for begin, end in stretches:
        if begin >= until:
            break
        total += min(end, until) - begin
    return total


def _without(pauses: Iterable[Stretch], start: datetime) -> Iterator[Stretch]:
    for begin, end in pauses:
        if begin > start:
            yield start, begin
        start = max(start, end)
    yield start, _FOREVER


def _on_workdays(stretches: Iterable[Stretch], calendar: WorkCalendar) -> Iterator[Stretch]:
    for at, end in stretches:
        begin = at
        while begin < end:
            day = begin.astimezone(LOCAL).date()
            midnight = datetime.combine(day + DAY, time(), LOCAL).astimezone(UTC)
            until = min(midnight, end)
            if calendar.is_workday(day):
                yield begin, until
            begin = until
