"""Duty clocks C1–C8, computed from a ticket's log.

A clock starts at an event and stops at another; suspended time does not count, except for the
arrival at an emergency. See docs/algorithms/duty-clocks.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from hearthline.tickets.counting import DAY, Limit, Stretch, WorkCalendar, counted, due_at
from hearthline.tickets.duties import ClockRule, DutyRules
from hearthline.tickets.model import (
    DROPPED,
    NOTES,
    RANK,
    Ticket,
    TicketEvent,
    in_order,
    since_reopened,
)

EMERGENCY = "P0"
ARRIVAL = "C5"
CONTACT = "contact"
# A limit of nothing says "at once"; times on the wire may be rounded, so a minute is let pass.
AT_ONCE = timedelta(minutes=1)
_FIRST_WARNINGS = (50, 80)
_LATER_WARNINGS = 50
_NEVER_PASSED = len(RANK)


class ClockState(StrEnum):
    """How a clock stands; `ended` when the ticket was dropped before it stopped."""

    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"
    MISSED = "missed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class ClockReading:
    """A clock as it stands at a moment; `left` is negative when it is overdue.

    `warning` is the last share of the limit that was used up, in per cent: 50, 80, 100, 150, …
    """

    code: str
    name: str
    state: ClockState
    started_at: datetime | None = None
    due_at: datetime | None = None
    stopped_at: datetime | None = None
    left: timedelta | None = None
    warning: int = 0


def read_clocks(
    ticket: Ticket, log: Sequence[TicketEvent], rules: DutyRules, *, now: datetime
) -> list[ClockReading]:
    """Every clock that the ticket has, by its type or by what was promised, as it stands."""
    course = _Course.of(ticket, log, now)
    limits = rules.limits_of(ticket.type_code, ticket.priority, ticket.opened_at)
    promised = _promised(ticket)
    return [
        _read(rule, course, _Bounds(limits.get(rule.code), promised.get(rule.code), rules.calendar))
        for rule in rules.clocks
        if rule.code in limits or rule.code in promised
    ]


def warning_at(share: float) -> int:
    """The warning in force when a share of the limit is used (1.0 is all of it)."""
    if share >= 1:
        return int(share * 100 // _LATER_WARNINGS) * _LATER_WARNINGS
    return max((step for step in _FIRST_WARNINGS if step <= share * 100), default=0)


def next_deadline(readings: Sequence[ClockReading]) -> datetime | None:
    """The earliest moment at which a clock may be missed; one that is paused cannot be."""
    running = (one for one in readings if one.state is ClockState.RUNNING)
    return min((one.due_at for one in running if one.due_at), default=None)


@dataclass(frozen=True, slots=True)
class _Course:
    """What became of a ticket, up to the moment at which it was dropped, if it was.

    A reopened ticket begins anew: `lines` tells of the last round, `whole` of all of them.
    """

    ticket: Ticket
    whole: list[TicketEvent]
    lines: list[TicketEvent]
    pauses: list[Stretch]
    dropped_at: datetime | None
    is_suspended: bool
    now: datetime

    @classmethod
    def of(cls, ticket: Ticket, log: Sequence[TicketEvent], now: datetime) -> "_Course":
        """The course that a log tells, seen at a moment."""
        whole, lines = in_order(log), since_reopened(log)
        dropped_at = next((line.at for line in lines if line.kind in DROPPED), None)
        if dropped_at is not None:
            lines = [line for line in lines if line.at <= dropped_at]
        stations = [line for line in lines if line.kind not in NOTES]
        is_suspended = bool(stations) and stations[-1].kind == "suspended"
        pauses = [(one.at, then.at) for one, then in pairwise(stations) if one.kind == "suspended"]
        if is_suspended:
            pauses.append((stations[-1].at, max(stations[-1].at, now)))
        return cls(ticket, whole, lines, pauses, dropped_at, is_suspended, now)

    def begun(self, rule: ClockRule) -> datetime | None:
        """When a clock started; only the first, the customer's contact, is never begun anew."""
        return self.ticket.opened_at if rule.start == CONTACT else _reached(self.lines, rule.start)

    def ended(self, rule: ClockRule, started: datetime) -> datetime | None:
        """When a clock was stopped."""
        lines = self.whole if rule.start == CONTACT else self.lines
        return _reached(lines, rule.stop, since=started)


def _reached(
    lines: Sequence[TicketEvent], kind: str, *, since: datetime | None = None
) -> datetime | None:
    """When it came to a kind: told by its own line, or by one that cannot come before it."""
    rank = RANK.get(kind, _NEVER_PASSED)
    for line in lines:
        is_there = line.kind == kind or RANK.get(line.kind, -1) >= rank
        if is_there and (since is None or line.at >= since):
            return line.at
    return None


@dataclass(frozen=True, slots=True)
class _Bounds:
    """What a clock is measured by: the rule, or an earlier promise."""

    limit: Limit | None
    promise: datetime | None
    calendar: WorkCalendar

    def due(self, started: datetime, pauses: list[Stretch]) -> tuple[datetime, Limit]:
        """When it is missed, and by which limit; a suspension puts off a promise as well."""
        limits = [self.limit] if self.limit else []
        if limits == [Limit(span=timedelta())]:
            limits = [Limit(span=AT_ONCE)]
        # One that had passed before the clock began was made for an earlier round.
        if self.promise is not None and (self.promise > started or not limits):
            limits.append(Limit(span=max(self.promise - started, AT_ONCE)))
        dues = [due_at(started, limit, pauses, calendar=self.calendar) for limit in limits]
        soonest = dues.index(min(dues))
        return dues[soonest], limits[soonest]


def _read(rule: ClockRule, course: _Course, bounds: _Bounds) -> ClockReading:
    started = course.begun(rule)
    if started is None:
        state = ClockState.ENDED if course.dropped_at else ClockState.WAITING
        return ClockReading(rule.code, rule.name, state)
    stopped = course.ended(rule, started)
    until = stopped or course.dropped_at or course.now
    may_pause = not (rule.code == ARRIVAL and course.ticket.priority == EMERGENCY)
    pauses = [(begin, min(end, until)) for begin, end in course.pauses if begin < until]
    pauses = pauses if may_pause else []
    due, limit = bounds.due(started, pauses)
    used = counted((started, until), limit, pauses, calendar=bounds.calendar)
    whole = limit.workdays * DAY if limit.span is None else limit.span
    return ClockReading(
        code=rule.code,
        name=rule.name,
        state=_state(course, stopped, is_late=until > due, may_pause=may_pause),
        started_at=started,
        due_at=due,
        stopped_at=stopped,
        left=due - until,
        warning=warning_at(used / whole),
    )


def _state(
    course: _Course, stopped: datetime | None, *, is_late: bool, may_pause: bool
) -> ClockState:
    if is_late:
        return ClockState.MISSED
    if stopped is not None:
        return ClockState.MET
    if course.dropped_at is not None:
        return ClockState.ENDED
    return ClockState.PAUSED if may_pause and course.is_suspended else ClockState.RUNNING


def _promised(ticket: Ticket) -> dict[str, datetime]:
    """What the customer was told, by clock."""
    told = ticket.promised
    by_clock = {"C4": told.contact_by, ARRIVAL: told.arrive_by, "C6": told.resolve_by}
    return {code: at for code, at in by_clock.items() if at is not None}
