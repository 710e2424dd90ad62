"""When a call is tried again."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthline.business.retry import RetryPolicy, Trouble

pytestmark = pytest.mark.unit

POLICY = RetryPolicy(again=2, first_pause=timedelta(milliseconds=200))


def pause(attempt: int, trouble: Trouble, *, left: float = 6.0, asked: float = 0) -> float | None:
    return POLICY.pause_before(attempt, trouble, left_seconds=left, jitter=1.0, asked=asked)


def test_a_broken_connection_is_tried_again_with_growing_pauses() -> None:
    assert pause(2, Trouble.BROKEN) == pytest.approx(0.2)
    assert pause(3, Trouble.BROKEN) == pytest.approx(0.4)


def test_there_are_two_repeats_at_most() -> None:
    assert pause(4, Trouble.BROKEN) is None


@pytest.mark.parametrize("trouble", [Trouble.SLOW, Trouble.FINAL])
def test_a_slow_or_final_answer_is_not_asked_for_again(trouble: Trouble) -> None:
    assert pause(2, trouble) is None


def test_a_pause_that_the_other_side_names_is_kept() -> None:
    assert pause(2, Trouble.SAID_RETRYABLE, asked=3) == 3


def test_a_pause_beyond_the_deadline_ends_the_call() -> None:
    assert pause(2, Trouble.SAID_RETRYABLE, asked=30) is None


@given(st.integers(2, 6), st.floats(0, 1), st.floats(0, 10))
def test_no_pause_ever_passes_the_deadline(attempt: int, jitter: float, left: float) -> None:
    found = POLICY.pause_before(attempt, Trouble.BROKEN, left_seconds=left, jitter=jitter, asked=0)

    assert found is None or 0 < found < left
