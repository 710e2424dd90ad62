"""The circuit breaker, moment by moment."""

from datetime import timedelta

import pytest

from hearthline.platform.breaker import Breaker, BreakerLimits, Circuit
from tests.fakes.fake_clock import FakeClock

pytestmark = pytest.mark.unit

LIMITS = BreakerLimits(
    failures_in_a_row=3, window=timedelta(seconds=30), pause=timedelta(seconds=10)
)


def failing(clock: FakeClock, times: int) -> Breaker:
    breaker = Breaker(clock, LIMITS)
    for _ in range(times):
        assert breaker.admits()
        breaker.failed()
    return breaker


def test_it_stays_closed_below_the_limit(clock: FakeClock) -> None:
    breaker = failing(clock, 2)

    assert breaker.circuit is Circuit.CLOSED
    assert breaker.admits()


def test_it_opens_after_a_row_of_failures(clock: FakeClock) -> None:
    breaker = failing(clock, 3)

    assert breaker.circuit is Circuit.OPEN
    assert not breaker.admits()


def test_a_success_ends_the_row(clock: FakeClock) -> None:
    breaker = failing(clock, 2)
    breaker.succeeded()
    breaker.failed()
    breaker.failed()

    assert breaker.circuit is Circuit.CLOSED


def test_failures_outside_the_window_do_not_count(clock: FakeClock) -> None:
    breaker = failing(clock, 2)
    clock.advance(timedelta(seconds=31))
    breaker.failed()

    assert breaker.circuit is Circuit.CLOSED


def test_after_the_pause_one_probe_alone_goes_out(clock: FakeClock) -> None:
    breaker = failing(clock, 3)
    clock.advance(timedelta(seconds=10))

    assert breaker.circuit is Circuit.HALF_OPEN
    assert [breaker.admits(), breaker.admits()] == [True, False]


def test_a_good_probe_closes_it(clock: FakeClock) -> None:
    breaker = failing(clock, 3)
    clock.advance(timedelta(seconds=10))
    breaker.admits()
    breaker.succeeded()

    assert breaker.circuit is Circuit.CLOSED
    assert breaker.admits()


def test_a_bad_probe_opens_it_for_another_pause(clock: FakeClock) -> None:
    breaker = failing(clock, 3)
    clock.advance(timedelta(seconds=10))
    breaker.admits()
    breaker.failed()
    clock.advance(timedelta(seconds=9))

    assert breaker.circuit is Circuit.OPEN


def test_a_probe_that_its_caller_gave_up_makes_room_for_another(clock: FakeClock) -> None:
    breaker = failing(clock, 3)
    clock.advance(timedelta(seconds=10))
    breaker.admits()
    breaker.abandoned()

    assert breaker.admits()
