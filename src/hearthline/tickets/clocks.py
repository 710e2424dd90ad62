"""Duty clocks C1–C8, computed from a ticket's log (domain: ticket taxonomy, 4.1).

Only the next deadline is stored. A clock starts at an event and stops at another; suspended time
does not count, except for the arrival at an emergency. See docs/algorithms/duty-clocks.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from hearthline.tickets.model import DONE, DROPPED, Ticket, TicketEvent

LOCAL = ZoneInfo("Asia/Shanghai")
EMERGENCY = "P0"
WARNING_SHARES = (0.5, 0.8, 1.0)
_ORDER = ("contact", "accepted", "dispatched", "taken", "en_route", "on_site", "handling")
_RANK = {kind: rank for rank, kind in enumerate(_ORDER)} | dict.fromkeys(DONE, len(_ORDER))
_ALONE = frozenset({"contacted", "called_back", "answered"})


class ClockState(StrEnum):
    """How a clock stands; `ended` when the ticket was dropped before it stopped."""

    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"
    MISSED = "missed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Limit:
    """How long a clock may run: a natural span, or a number of working days."""

    span: timedelta | None = None
    workdays: int | None = None


@dataclass(frozen=True, slots=True)
class ClockRule:
    """A clock's name and the events between which it runs."""

    code: str
    name: str
    start: str
    stop: str


@dataclass(frozen=True, slots=True)
class SeasonRule:
    """Other limits for some types on some days of the season (counted from 1)."""

    first_day: int | None
    last_day: int | None
    types: frozenset[str]
    limits: dict[str, Limit]

    def holds(self, type_code: str, season_day: int | None) -> bool:
        """Whether it replaces the limits of a ticket opened on a day of the season."""
        if type_code not in self.types or season_day is None:
            return False
        return (self.first_day or 1) <= season_day <= (self.last_day or 366)


@dataclass(frozen=True, slots=True)
class Season:
    """The heating season by month and day, from the policy profile in force."""

    start: tuple[int, int]
    end: tuple[int, int]

    def day(self, on: date) -> int | None:
        """The day of the season, 1 on its first; None outside of it."""
        start = date(on.year, *self.start)
        if start > on:
            start = date(on.year - 1, *self.start)
        end = date(start.year + (self.end < self.start), *self.end)
        return (on - start).days + 1 if on <= end else None


@dataclass(frozen=True, slots=True)
class DutyRules:
    """A pack's clocks, with limits by ticket type, and the days on which nobody works."""

    clocks: tuple[ClockRule, ...]
    limits: dict[str, dict[str, Limit]]
    season_rules: tuple[SeasonRule, ...] = ()
    season: Season | None = None
    holidays: frozenset[date] = field(default_factory=frozenset)

    def limits_of(self, type_code: str, opened_at: datetime) -> dict[str, Limit]:
        """The limits in force for a type on the day that the ticket was opened."""
        found = dict(self.limits.get(type_code, {}))
        day = self.season.day(opened_at.astimezone(LOCAL).date()) if self.season else None
        for rule in self.season_rules:
            if rule.holds(type_code, day):
                found |= rule.limits
        return found


@dataclass(frozen=True, slots=True)
class ClockReading:
    """A clock as it stands at a moment; `left` is negative when it is overdue."""

    code: str
    name: str
    state: ClockState
    started_at: datetime | None = None
    due_at: datetime | None = None
    stopped_at: datetime | None = None
    left: timedelta | None = None

    @property
    def is_pending(self) -> bool:
        """Whether it can still be missed."""
        return self.state in {ClockState.RUNNING, ClockState.PAUSED}


def read_clocks(
    ticket: Ticket, log: Sequence[TicketEvent], rules: DutyRules, now: datetime
) -> list[ClockReading]:
    """Every clock that the ticket's type has, as it stands at `now`."""
    events = sorted(log, key=lambda event: event.at)
    limits = rules.limits_of(ticket.type_code, ticket.opened_at)
    return [
        _read(rule, limits[rule.code], ticket, events, (rules, now))
        for rule in rules.clocks
        if rule.code in limits
    ]


def next_deadline(readings: Sequence[ClockReading]) -> datetime | None:
    """The earliest moment at which a clock may be missed."""
    return min((one.due_at for one in readings if one.is_pending and one.due_at), default=None)


def _read(
    rule: ClockRule,
    limit: Limit,
    ticket: Ticket,
    events: list[TicketEvent],
    around: tuple[DutyRules, datetime],
) -> ClockReading:
    rules, now = around
    started = ticket.opened_at if rule.start == "contact" else _first(events, rule.start)
    if started is None:
        return ClockReading(rule.code, rule.name, ClockState.WAITING)
    stopped = _first(events, rule.stop, since=started)
    may_pause = not (rule.code == "C5" and ticket.priority == EMERGENCY)
    until = stopped or now
    paused = _paused(events, started, until) if may_pause else timedelta()
    due = _due(started, limit, rules.holidays) + paused
    due = min(due, _promised(rule.code, ticket) or due)
    state = _state(stopped, due, events, (may_pause, now))
    return ClockReading(rule.code, rule.name, state, started, due, stopped, due - until)


def _state(
    stopped: datetime | None,
    due: datetime,
    events: list[TicketEvent],
    around: tuple[bool, datetime],
) -> ClockState:
    may_pause, now = around
    if stopped is not None:
        return ClockState.MET if stopped <= due else ClockState.MISSED
    if events and events[-1].kind in DROPPED:
        return ClockState.ENDED
    if now > due:
        return ClockState.MISSED
    is_paused = may_pause and bool(events) and events[-1].kind == "suspended"
    return ClockState.PAUSED if is_paused else ClockState.RUNNING


def _first(
    events: list[TicketEvent], kind: str, *, since: datetime | None = None
) -> datetime | None:
    """When a kind was reached: by its own event, or by one that cannot come before it."""
    for event in events:
        if since is not None and event.at < since:
            continue
        if event.kind == kind or (
            kind not in _ALONE and _RANK.get(event.kind, -1) >= _RANK.get(kind, 99)
        ):
            return event.at
    return None


def _paused(events: list[TicketEvent], start: datetime, end: datetime) -> timedelta:
    total = timedelta()
    for index, event in enumerate(events):
        if event.kind != "suspended":
            continue
        ends = events[index + 1].at if index + 1 < len(events) else end
        overlap = min(ends, end) - max(event.at, start)
        total += max(overlap, timedelta())
    return total


def _due(start: datetime, limit: Limit, holidays: frozenset[date]) -> datetime:
    if limit.span is not None:
        return start + limit.span
    local = start.astimezone(LOCAL)
    day, left = local.date(), limit.workdays or 0
    while left > 0:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in holidays:
            left -= 1
    return datetime.combine(day, local.timetz()).astimezone(start.tzinfo)


def _promised(code: str, ticket: Ticket) -> datetime | None:
    """What the customer was told counts when it is earlier than the rule."""
    promised = ticket.promised
    return {"C4": promised.contact_by, "C5": promised.arrive_by, "C6": promised.resolve_by}.get(
        code
    )
