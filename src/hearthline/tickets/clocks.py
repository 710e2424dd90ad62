"""Duty clocks C1–C8, computed from a ticket's log.

A clock starts at an event and stops at another; suspended time does not count, except for the
arrival at an emergency. See docs/algorithms/duty-clocks.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from hearthline.tickets.counting import Limit, Stretch, WorkCalendar, counted, due_at
from hearthline.tickets.duties import LIVE, ClockRule, DutyRules
from hearthline.tickets.model import (
    APPOINTED,
    DROPPED,
    NOTES,
    RANK,
    SUSPENDED,
    Ticket,
    TicketEvent,
    in_order,
    since_reopened,
)
from hearthline.tickets.retelling import moment_of

EMERGENCY = "P0"
ARRIVAL = "C5"
RESOLUTION = "C6"
REPLY = "C8"
CONTACT = "contact"
# A limit of nothing says "at once"; times on the wire may be rounded, so a minute is let pass.
AT_ONCE = timedelta(minutes=1)
LONG_OVERDUE = 200  # per cent of the limit
SPACED = timedelta(hours=1)
_FIRST_WARNINGS = (50, 80)
_LATER_WARNINGS = 50
_NEVER_PASSED = len(RANK)
# Ways in which nobody answers at once, by the channel that a ticket came by.
_WAYS = {"form": "form", "terminal": "form", "email": "form"}


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

    `warning` is the last share of the limit that was used up, in per cent: 50, 80, 100, 150, …;
    `next_warning_at` is when the next one is reached, while it runs.
    """

    code: str
    name: str
    state: ClockState
    started_at: datetime | None = None
    due_at: datetime | None = None
    stopped_at: datetime | None = None
    left: timedelta | None = None
    warning: int = 0
    next_warning_at: datetime | None = None


def read_clocks(
    ticket: Ticket, log: Sequence[TicketEvent], rules: DutyRules, *, now: datetime
) -> list[ClockReading]:
    """Every clock that the ticket has, by its type or by what was promised, as it stands."""
    course = _Course.of(ticket, log, now)
    way = "transfer" if ticket.external else _WAYS.get(ticket.source_channel or "", LIVE)
    limits = rules.limits_of(ticket.type_code, ticket.priority, ticket.opened_at, way=way)
    promised = _promised(ticket, rules)
    agreed = {ARRIVAL: course.appointment} if ticket.priority != EMERGENCY else {}

    def bounds(code: str) -> _Bounds:
        return _Bounds(limits.get(code), promised.get(code), agreed.get(code), rules.calendar)

    return [
        _read(rule, course, bounds(rule.code))
        for rule in rules.clocks
        if rule.code in limits or rule.code in promised
    ]


def warning_at(share: float) -> int:
    """The warning in force when a share of the limit is used (1.0 is all of it)."""
    if share >= 1:
        return int(share * 100 // _LATER_WARNINGS) * _LATER_WARNINGS
    return max((step for step in _FIRST_WARNINGS if step <= share * 100), default=0)


def next_warning(readings: Sequence[ClockReading], *, now: datetime) -> datetime | None:
    """When the next warning is due, of any clock that runs.

    What is long overdue is told of once an hour at most, however short its limit.
    """
    due = [(one, one.next_warning_at) for one in readings if one.next_warning_at]
    spaced = [max(at, now + SPACED) if one.warning >= LONG_OVERDUE else at for one, at in due]
    return min(spaced, default=None)


def next_deadline(readings: Sequence[ClockReading]) -> datetime | None:
    """The earliest deadline of a clock that is not stopped: ahead, or past when it is overdue.

    One that is paused has none, until it goes on.
    """
    going = {ClockState.RUNNING, ClockState.MISSED}
    running = (one for one in readings if one.state in going and one.stopped_at is None)
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
        is_suspended = bool(stations) and stations[-1].kind == SUSPENDED
        pauses = [(one.at, then.at) for one, then in pairwise(stations) if one.kind == SUSPENDED]
        if is_suspended:
            pauses.append((stations[-1].at, max(stations[-1].at, now)))
        return cls(ticket, whole, lines, pauses, dropped_at, is_suspended, now)

    @property
    def appointment(self) -> datetime | None:
        """The visit that the customer agreed to last, in this round."""
        told = [line for line in self.lines if line.kind == APPOINTED]
        if not told or not told[-1].data.get("agreed"):
            return None
        return moment_of(told[-1].data, "appointment_at")

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
    """What a clock is measured by: the rule or an earlier promise, and a later appointment."""

    limit: Limit | None
    promise: datetime | None
    agreed: datetime | None
    calendar: WorkCalendar

    def measure(self, started: datetime, pauses: list[Stretch]) -> "_Measure":
        """When it is missed, and by which limit; a suspension puts off a promise as well.

        What was agreed on with the customer is a moment, which nothing puts off.
        """
        limits = [self.limit] if self.limit else []
        if limits == [Limit(span=timedelta())]:
            limits = [Limit(span=AT_ONCE)]
        # One that had passed before the clock began was made for an earlier round.
        if self.promise is not None and (self.promise > started or not limits):
            limits.append(Limit(span=max(self.promise - started, AT_ONCE)))
        dues = [due_at(started, limit, pauses, calendar=self.calendar) for limit in limits]
        soonest = dues.index(min(dues))
        if self.agreed is not None and self.agreed > dues[soonest]:
            return _Measure(started, self.agreed, Limit(span=self.agreed - started), [], self)
        return _Measure(started, dues[soonest], limits[soonest], pauses, self)


@dataclass(frozen=True, slots=True)
class _Measure:
    """A clock's deadline with the limit and the pauses that make it."""

    started: datetime
    due: datetime
    limit: Limit
    pauses: list[Stretch]
    bounds: _Bounds

    def share_used(self, until: datetime) -> float:
        """How much of the limit is used up; 1.0 is all of it."""
        calendar = self.bounds.calendar
        used = counted((self.started, until), self.limit, self.pauses, calendar=calendar)
        return used / self.limit.whole

    def when(self, percent: int) -> datetime:
        """When so much of the limit is used up."""
        calendar, share = self.bounds.calendar, percent / 100
        return due_at(self.started, self.limit, self.pauses, calendar=calendar, share=share)


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
    measure = bounds.measure(started, pauses)
    warning = warning_at(measure.share_used(until))
    runs = stopped is None and course.dropped_at is None and not (may_pause and course.is_suspended)
    return ClockReading(
        code=rule.code,
        name=rule.name,
        state=_state(course, stopped, is_late=until > measure.due, may_pause=may_pause),
        started_at=started,
        due_at=measure.due,
        stopped_at=stopped,
        left=measure.due - until,
        warning=warning,
        next_warning_at=measure.when(warning_after(warning)) if runs else None,
    )


def warning_after(warning: int) -> int:
    """The warning that follows one, in per cent."""
    return next(
        (step for step in (*_FIRST_WARNINGS, 100) if step > warning), warning + _LATER_WARNINGS
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


def _promised(ticket: Ticket, rules: DutyRules) -> dict[str, datetime]:
    """What the customer was told, by clock; for the end of the work and the
    answer, an outside deadline too."""
    told, external = ticket.promised, ticket.external
    by_clock = {"C4": told.contact_by, ARRIVAL: told.arrive_by, RESOLUTION: told.resolve_by}
    found = {code: at for code, at in by_clock.items() if at is not None}
    if external is not None and external.deadline is not None:
        form = rules.form_of(ticket.type_code)
        deadline = external.deadline - (form.external_margin if form else timedelta())
        found[RESOLUTION] = min(deadline, found.get(RESOLUTION, deadline))
        found[REPLY] = external.deadline
    return found
