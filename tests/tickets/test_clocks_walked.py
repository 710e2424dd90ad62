"""Every clock agrees with a walker that goes minute by minute through the whole log.

The walker knows nothing of stretches: it stands at each minute, looks which line was last, and
counts the minute or not. Logs hold suspensions, reopenings, appointments and outside deadlines,
are told in any order, and twice.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from hearthline.kernel import StaffId, TeamId
from hearthline.platform.calendar import CalendarDay, WorkCalendar
from hearthline.tickets import External, Ticket, TicketEvent, read_clocks
from hearthline.tickets.clocks import read_clocks as read
from hearthline.tickets.counting import LOCAL, Limit
from hearthline.tickets.duties import ClockRule, DutyRules, Season, SeasonRule, TypeRule
from hearthline.tickets.model import SUSPENDED
from hearthline.tickets.retelling import retold
from tests.make.tickets import ticket as make_ticket

pytestmark = pytest.mark.unit

MINUTE = timedelta(minutes=1)
# The eve of the National Day: seven days off, and a Saturday worked for them, lie ahead.
OPENED = datetime(2026, 9, 30, 16, 7, tzinfo=LOCAL)
OWN_DAY = CalendarDay(datetime(2026, 10, 9, tzinfo=LOCAL).date(), is_workday=False)
CALENDAR = WorkCalendar.china().but_for([OWN_DAY])
CLOCKS = (
    ClockRule("C2", "派单", "accepted", "dispatched"),
    ClockRule("C5", "到场", "accepted", "on_site"),
    ClockRule("C6", "办结", "accepted", "resolved"),
)
HORIZON = 16 * 24 * 60
ROAD = ("dispatched", "taken", "on_site", "handling")


@some.composite
def limits(draw: some.DrawFn) -> Limit:
    if draw(some.booleans()):
        return Limit(span=draw(some.integers(5, 2500)) * MINUTE)
    return Limit(workdays=draw(some.integers(1, 2)))


@some.composite
def logs(draw: some.DrawFn) -> list[TicketEvent]:
    """A sound log: the road, broken by suspensions, begun anew now and then."""
    lines, at = [TicketEvent(OPENED, "accepted")], OPENED
    for _ in range(draw(some.integers(0, 7))):
        at += draw(some.integers(1, 1800)) * MINUTE
        last = next(line.kind for line in reversed(lines) if line.kind != "appointed")
        kinds = ["resumed"] if last == SUSPENDED else [*ROAD, SUSPENDED, "appointed"]
        if last == "resolved":
            kinds = ["reopened"]
        elif last != SUSPENDED:
            kinds.append("resolved")
        kind = draw(some.sampled_from(kinds))
        data = {}
        if kind == "appointed":
            then = at + draw(some.integers(1, 4000)) * MINUTE
            data = {"appointment_at": then.isoformat(), "agreed": draw(some.booleans())}
        lines.append(TicketEvent(at, kind, data=data))
    return lines


def stopped_by(code: str) -> frozenset[str]:
    """What ends a clock: its own station, and those that lie behind it."""
    behind = {"C2": ROAD, "C5": ROAD[2:], "C6": ()}[code]
    return frozenset({*behind, "resolved"})


def walked(
    code: str, limit: Limit, log: Sequence[TicketEvent], ticket: Ticket
) -> tuple[datetime, datetime | None]:
    """When a clock is missed, and when it was stopped; the slow and sure way."""
    begins = max(n for n, line in enumerate(log) if line.kind in ("accepted", "reopened"))
    round_ = log[begins:]
    start = round_[0].at
    stop = next((line.at for line in round_ if line.kind in stopped_by(code)), None)
    stations = [line for line in round_ if line.kind != "appointed"]
    never = OPENED + timedelta(days=400)
    ends = [then.at for _, then in pairwise(stations)] + [stop or never]
    pauses = [
        (one.at, min(end, stop or never))
        for one, end in zip(stations, ends, strict=True)
        if one.kind == SUSPENDED and not (code == "C5" and ticket.priority == "P0")
    ]
    left, at = int(limit.whole / MINUTE), start
    while left > 0:
        is_paused = any(begin <= at < end for begin, end in pauses)
        is_free = limit.span is None and not CALENDAR.is_workday(at.astimezone(LOCAL).date())
        left -= not is_paused and not is_free
        at += MINUTE
    agreed = [line for line in round_ if line.kind == "appointed"][-1:]
    if code == "C5" and ticket.priority != "P0" and agreed and agreed[0].data["agreed"]:
        at = max(at, datetime.fromisoformat(agreed[0].data["appointment_at"]))
    return at, stop


def rules(limit: Limit) -> DutyRules:
    return DutyRules(
        clocks=CLOCKS,
        types={"H-RP-01": TypeRule("P1", dict.fromkeys(["C2", "C5", "C6"], limit))},
        priorities={},
        calendar=CALENDAR,
    )


@settings(max_examples=40, deadline=None)
@given(limits(), logs(), some.sampled_from(["P0", "P1"]), some.randoms(use_true_random=False))
def test_every_clock_ends_where_the_walker_ends(
    limit: Limit, log: list[TicketEvent], priority: str, shuffle: object
) -> None:
    ticket = make_ticket(opened_at=OPENED, priority=priority)
    told = [*log, *log[1:2]]
    shuffle.shuffle(told)  # type: ignore[attr-defined]  # a random.Random
    kept = list({(line.at, line.kind): line for line in told}.values())
    is_open_pause = log[-1].kind == SUSPENDED
    now = log[-1].at + (timedelta() if is_open_pause else HORIZON * MINUTE)

    for reading in read_clocks(ticket, kept, rules(limit), now=now):
        due, stop = walked(reading.code, limit, log, ticket)
        assert reading.stopped_at == stop, reading.code
        if not is_open_pause or stop is not None:
            assert reading.due_at == due, reading.code
            assert (reading.state == "missed") == ((stop or now) > due), reading.code


@settings(max_examples=40, deadline=None)
@given(limits(), some.integers(1, 20_000), some.integers(0, 20_000))
def test_an_outside_deadline_counts_when_it_is_shorter(
    limit: Limit, minutes: int, later: int
) -> None:
    outside = OPENED + minutes * MINUTE
    log = [TicketEvent(OPENED, "accepted")]
    plain = make_ticket(opened_at=OPENED)
    theirs = External(source="12345", no="A1", deadline=outside)
    told = make_ticket(opened_at=OPENED, external=theirs)
    now = OPENED + later * MINUTE

    own = {one.code: one.due_at for one in read(plain, log, rules(limit), now=now)}
    both = {one.code: one.due_at for one in read(told, log, rules(limit), now=now)}
    assert both["C6"] == min(outside, own["C6"] or outside)
    assert both["C5"] == own["C5"]


@settings(max_examples=30, deadline=None)
@given(some.integers(-30, 200))
def test_the_season_of_the_day_it_was_opened_decides(day: int) -> None:
    short, long = Limit(span=60 * MINUTE), Limit(span=300 * MINUTE)
    seasonal = DutyRules(
        clocks=CLOCKS,
        types={"H-RP-01": TypeRule("P1", {"C5": short})},
        priorities={},
        season_rules=(SeasonRule(1, 10, frozenset({"H-RP-01"}), {"C5": long}),),
        season=Season((11, 15), (3, 15)),
        calendar=CALENDAR,
    )
    opened = datetime(2026, 11, 15, 8, tzinfo=LOCAL) + timedelta(days=day)
    ticket = make_ticket(opened_at=opened)
    (reading,) = read_clocks(ticket, [TicketEvent(opened, "accepted")], seasonal, now=opened)

    is_first = 0 <= day < 10
    assert reading.due_at == opened + (long if is_first else short).whole


@given(some.permutations(range(7)))
def test_a_log_tells_the_same_in_whatever_order_it_comes(order: list[int]) -> None:
    worker, team, other = StaffId.new(), TeamId.new(), TeamId.new()
    told = [
        ("accepted", {}),
        ("dispatched", {"team_id": str(team)}),
        ("taken", {"worker_id": str(worker)}),
        ("urged", {"emotion": "ANGRY"}),
        ("transferred", {"team_id": str(other)}),
        ("taken", {"worker_id": str(worker)}),
        ("resolved", {"result_code": "fixed"}),
    ]
    log = [
        TicketEvent(OPENED + n * MINUTE, kind, actor=worker, data=data)
        for n, (kind, data) in enumerate(told)
    ]
    ticket = retold(make_ticket(opened_at=OPENED), [log[n] for n in order])

    assert (ticket.team_id, ticket.worker_id, ticket.status) == (other, worker, "resolved")
    assert (ticket.urge_count, ticket.is_flagged) == (1, True)
    assert ticket.outcome.result_code == "fixed"
