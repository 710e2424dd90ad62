"""A clock warns by the share of its limit that is used: 50, 80, 100 %, then every 50 % (R87)."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from hearthline.tickets import ClockState, read_clocks
from hearthline.tickets.clocks import AT_ONCE, warning_at
from hearthline.tickets.counting import Limit, WorkCalendar, counted, due_at
from tests.fakes.fake_clock import MORNING
from tests.make.tickets import after, duty_rules, line, ticket

pytestmark = pytest.mark.unit

RULES = duty_rules()
ACCEPTED = line("accepted", 0)
MINUTE = timedelta(minutes=1)
minutes = some.integers(0, 20_000)
limits = some.one_of(
    some.integers(1, 5_000).map(lambda length: Limit(span=length * MINUTE)),
    some.integers(1, 5).map(lambda days: Limit(workdays=days)),
)


@pytest.mark.parametrize(
    ("share", "warning"),
    [
        *((0, 0), (0.49, 0), (0.5, 50), (0.79, 50), (0.8, 80), (0.99, 80)),
        *((1, 100), (1.49, 100), (1.5, 150), (2.2, 200)),
    ],
)
def test_warnings_come_by_steps(share: float, warning: int) -> None:
    assert warning_at(share) == warning


def test_a_suspended_clock_warns_no_further() -> None:
    """H-RP-02 may take 240 minutes to arrive; 130 are used, then it is suspended."""
    log = [ACCEPTED, line("suspended", 130)]
    given_ = ticket(type_code="H-RP-02", priority="P2")
    read = {one.code: one for one in read_clocks(given_, log, RULES, now=after(hours=9))}

    assert (read["C5"].state, read["C5"].warning) == (ClockState.PAUSED, 50)


def test_a_clock_that_was_stopped_keeps_the_warning_it_came_to() -> None:
    log = [ACCEPTED, line("on_site", 200)]
    given_ = ticket(type_code="H-RP-02", priority="P2")
    read = {one.code: one for one in read_clocks(given_, log, RULES, now=after(hours=9))}

    assert (read["C5"].state, read["C5"].warning) == (ClockState.MET, 80)


def test_at_once_lets_a_rounded_time_pass() -> None:
    """Gateways tell times by the second: C1 is not missed because of a fraction."""
    soon = [line("accepted", 1 / 60)]
    late = [line("accepted", 2)]

    states = [
        read_clocks(ticket(), log, RULES, now=after(hours=1))[0].state for log in (soon, late)
    ]
    assert states == [ClockState.MET, ClockState.MISSED]
    assert timedelta(minutes=1) == AT_ONCE


@given(start=minutes, limit=limits, edges=some.sets(minutes, max_size=6))
def test_what_is_counted_until_a_limit_runs_out_is_the_limit(
    start: int, limit: Limit, edges: set[int]
) -> None:
    begun = MORNING + start * MINUTE
    moments = [MORNING + edge * MINUTE for edge in sorted(edges)]
    pauses = list(zip(moments[::2], moments[1::2], strict=False))
    calendar = WorkCalendar()

    due = due_at(begun, limit, pauses, calendar=calendar)

    whole = timedelta(days=limit.workdays) if limit.span is None else limit.span
    assert counted((begun, due), limit, pauses, calendar=calendar) == whole
    assert counted((begun, due - MINUTE), limit, pauses, calendar=calendar) < whole
