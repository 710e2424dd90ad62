"""Duty clocks as they stand at a moment (R84): started, paused, met, missed, ended."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from hearthline.tickets import ClockReading, ClockState, TicketEvent, read_clocks
from hearthline.tickets.clocks import next_deadline
from hearthline.tickets.model import Promised
from tests.make.tickets import after, duty_rules, line, ticket

pytestmark = pytest.mark.unit

RULES = duty_rules()
ACCEPTED = line("accepted", 0)
# The tests' morning is day 7 of the season, so types without a season rule stand here.
ONE_ROOM = "H-RP-02"
FLOOD = "H-EM-01"


def clocks(
    *log: TicketEvent, at: datetime, type_code: str = ONE_ROOM, **facts: Any
) -> dict[str, ClockReading]:
    readings = read_clocks(ticket(type_code=type_code, **facts), log, RULES, now=at)
    return {reading.code: reading for reading in readings}


def test_a_clock_runs_from_its_start_to_its_limit() -> None:
    reading = clocks(ACCEPTED, at=after(minutes=10))["C5"]

    assert reading.state is ClockState.RUNNING
    assert reading.started_at == after()
    assert reading.due_at == after(hours=4)
    assert reading.left == timedelta(hours=3, minutes=50)


def test_a_clock_that_has_not_started_waits() -> None:
    reading = clocks(ACCEPTED, at=after(minutes=10))["C7"]

    assert (reading.state, reading.due_at, reading.left) == (ClockState.WAITING, None, None)


@pytest.mark.parametrize(
    ("minutes", "state"), [(239, ClockState.MET), (240, ClockState.MET), (241, ClockState.MISSED)]
)
def test_a_stop_is_in_time_up_to_the_moment_itself(minutes: int, state: ClockState) -> None:
    reading = clocks(ACCEPTED, line("on_site", minutes), at=after(hours=9))["C5"]

    assert (reading.state, reading.stopped_at) == (state, after(minutes=minutes))
    assert reading.left == timedelta(minutes=240 - minutes)


def test_a_limit_that_passes_is_missed_without_any_news() -> None:
    reading = clocks(ACCEPTED, at=after(minutes=241))["C5"]

    assert (reading.state, reading.left) == (ClockState.MISSED, -timedelta(minutes=1))


def test_a_status_that_was_passed_over_is_implied_by_a_later_one() -> None:
    """Whoever is on site was dispatched and took it, though nobody said so."""
    read = clocks(ACCEPTED, line("handling", 20), at=after(minutes=30))

    assert [read[code].stopped_at for code in ("C2", "C3", "C5")] == [after(minutes=20)] * 3
    assert read["C6"].state is ClockState.RUNNING


def test_a_closed_ticket_was_called_back_and_a_resolved_one_was_not() -> None:
    read = clocks(ACCEPTED, line("resolved", 60), at=after(minutes=70))
    assert (read["C6"].state, read["C7"].state) == (ClockState.MET, ClockState.RUNNING)

    read = clocks(ACCEPTED, line("closed", 60), at=after(minutes=70))
    assert (read["C6"].state, read["C7"].state) == (ClockState.MET, ClockState.MET)


def test_suspended_time_does_not_count() -> None:
    log = [ACCEPTED, line("suspended", 60), line("handling", 90)]
    reading = clocks(*log[:2], at=after(minutes=80))["C6"]
    assert reading.state is ClockState.PAUSED
    assert reading.left == timedelta(hours=23), "it stands still"

    reading = clocks(*log, at=after(minutes=100))["C6"]
    assert reading.state is ClockState.RUNNING
    assert reading.due_at == after(hours=24, minutes=30)


def test_the_arrival_at_an_emergency_never_pauses() -> None:
    log = [ACCEPTED, line("suspended", 5)]
    read = clocks(*log, at=after(minutes=20), type_code=FLOOD, priority="P0")
    assert (read["C5"].state, read["C6"].state) == (ClockState.RUNNING, ClockState.PAUSED)
    assert read["C5"].due_at == after(minutes=30)

    read = clocks(*log, at=after(minutes=31), type_code=FLOOD, priority="P0")
    assert read["C5"].state is ClockState.MISSED


def test_a_clock_that_was_missed_stays_missed_when_work_is_suspended_later() -> None:
    log = [ACCEPTED, line("suspended", 300), line("handling", 400)]
    reading = clocks(*log, at=after(minutes=410))["C5"]

    assert (reading.due_at, reading.state) == (after(hours=4), ClockState.MISSED)


def test_what_is_noted_during_a_suspension_does_not_end_it() -> None:
    log = [ACCEPTED, line("suspended", 60), line("contacted", 70), line("progress", 80)]

    assert clocks(*log, at=after(hours=9))["C6"].state is ClockState.PAUSED


def test_a_suspension_after_the_stop_moves_nothing() -> None:
    log = [ACCEPTED, line("dispatched", 10), line("suspended", 20)]

    assert clocks(*log, at=after(hours=3))["C2"].due_at == after(minutes=30)


def test_an_earlier_promise_wins_over_the_rule_and_a_later_one_does_not() -> None:
    sooner = clocks(ACCEPTED, at=after(), promised=Promised(arrive_by=after(hours=1)))
    later = clocks(ACCEPTED, at=after(), promised=Promised(arrive_by=after(hours=9)))

    assert sooner["C5"].due_at == after(hours=1)
    assert later["C5"].due_at == after(hours=4)


def test_a_suspension_puts_off_what_was_promised_too() -> None:
    log = [ACCEPTED, line("suspended", 30), line("handling", 60)]
    read = clocks(*log, at=after(hours=2), promised=Promised(resolve_by=after(hours=3)))

    assert read["C6"].due_at == after(hours=3, minutes=30)


def test_what_was_promised_is_a_clock_even_without_a_rule() -> None:
    promised = Promised(arrive_by=after(minutes=45))
    read = clocks(ACCEPTED, at=after(hours=1), type_code="E-FR-02", promised=promised)

    assert [(one.code, one.state) for one in read.values()] == [("C5", ClockState.MISSED)]


@pytest.mark.parametrize("kind", ["withdrawn", "voided", "merged"])
def test_a_dropped_ticket_ends_the_clocks_that_still_ran(kind: str) -> None:
    log = [ACCEPTED, line("dispatched", 50), line(kind, 60), line("archived", 300)]
    read = clocks(*log, line("called_back", 301), at=after(hours=9))

    states = {code: read[code].state for code in ("C1", "C2", "C5", "C6", "C7")}
    assert states == {
        "C1": ClockState.MET,
        "C2": ClockState.MISSED,
        "C5": ClockState.ENDED,
        "C6": ClockState.ENDED,
        "C7": ClockState.ENDED,
    }
    assert read["C5"].left == timedelta(hours=3), "as it was when it ended"


def test_a_limit_that_passed_before_the_ticket_was_dropped_was_missed() -> None:
    log = [ACCEPTED, line("withdrawn", 300)]

    assert clocks(*log, at=after(hours=9))["C5"].state is ClockState.MISSED


def test_returned_work_resets_no_clock() -> None:
    log = [
        ACCEPTED,
        *(line("dispatched", 10), line("returned", 20), line("dispatched", 40)),
        line("resolved", 90),
    ]
    read = clocks(*log, at=after(hours=2))

    assert read["C2"].stopped_at == after(minutes=10)
    assert read["C3"].started_at == after(minutes=10)
    assert (read["C6"].state, read["C6"].stopped_at) == (ClockState.MET, after(minutes=90))


def test_reopened_work_has_its_limits_anew_but_was_accepted_once() -> None:
    """R91: what did not help is promised again; C1 tells of the customer's first contact."""
    log = [ACCEPTED, line("dispatched", 10), line("resolved", 90), line("reopened", 100)]
    read = clocks(*log, line("dispatched", 105), at=after(hours=2))

    assert (read["C1"].state, read["C1"].stopped_at) == (ClockState.MET, after(minutes=0))
    assert (read["C2"].started_at, read["C2"].stopped_at) == (
        after(minutes=100),
        after(minutes=105),
    )
    assert (read["C6"].state, read["C6"].started_at) == (ClockState.RUNNING, after(minutes=100))
    assert read["C7"].state is ClockState.WAITING


def test_an_order_does_not_depend_on_the_order_of_its_lines() -> None:
    log = [ACCEPTED, line("suspended", 60), line("handling", 90), line("resolved", 120)]

    assert clocks(*reversed(log), at=after(hours=3)) == clocks(*log, at=after(hours=3))


def test_the_call_back_has_working_days() -> None:
    """Resolved on a Saturday: two working days are Monday and Tuesday."""
    read = clocks(ACCEPTED, line("resolved", 60), at=after(hours=2))
    due = read["C7"].due_at

    assert due is not None
    assert due.isoformat() == "2026-11-24T16:00:00+00:00"


def test_the_next_deadline_is_of_what_runs() -> None:
    running = read_clocks(ticket(type_code=ONE_ROOM), [ACCEPTED], RULES, now=after(minutes=1))
    log = [ACCEPTED, line("on_site", 20), line("suspended", 30)]
    paused = read_clocks(ticket(type_code=ONE_ROOM), log, RULES, now=after(minutes=40))
    late = read_clocks(ticket(type_code=ONE_ROOM), [ACCEPTED], RULES, now=after(minutes=31))

    assert next_deadline(running) == after(minutes=30), "dispatch"
    assert next_deadline(paused) is None
    assert next_deadline(late) == after(minutes=30), "missed, until somebody is sent"
