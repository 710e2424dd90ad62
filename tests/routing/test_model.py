"""The arithmetic of waiting (R11: the customer hears position and time)."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthline.routing.model import Pace, eta_seconds

pytestmark = pytest.mark.unit

QUIET = Pace(accepted=0, over=timedelta(0), seats=6)
paces = st.builds(
    Pace,
    accepted=st.integers(0, 500),
    over=st.timedeltas(timedelta(0), timedelta(minutes=30)),
    seats=st.integers(1, 300),
)


def test_nobody_on_duty_gives_no_time() -> None:
    assert eta_seconds(1, Pace(9, timedelta(minutes=9), seats=0), is_offered=False) is None


def test_one_who_rings_at_a_desk_waits_half_a_minute() -> None:
    assert eta_seconds(1, QUIET, is_offered=True) == 30


def test_the_time_follows_the_pace_of_the_last_half_hour() -> None:
    one_a_minute = Pace(accepted=10, over=timedelta(minutes=10), seats=6)

    assert eta_seconds(3, one_a_minute, is_offered=False) == 180


def test_without_a_pace_each_seat_is_free_every_five_minutes() -> None:
    assert eta_seconds(3, QUIET, is_offered=False) == 150


@given(st.integers(1, 500), paces)
def test_a_time_is_given_in_half_minutes_up_to_two_hours(position: int, pace: Pace) -> None:
    seconds = eta_seconds(position, pace, is_offered=False)

    assert seconds is not None
    assert 30 <= seconds <= 7200
    assert seconds % 30 == 0


@given(st.integers(1, 500), paces)
def test_whoever_stands_further_back_never_waits_less(position: int, pace: Pace) -> None:
    here = eta_seconds(position, pace, is_offered=False)
    behind = eta_seconds(position + 1, pace, is_offered=False)

    assert here is not None
    assert behind is not None
    assert here <= behind
