"""Alarms do not flap: what trembles around its bound is one alarm, heard once."""

import itertools
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthline.routing.supervision.alarm_rules import (
    CALM_FOR,
    SAME_WITHIN,
    Alarm,
    AlarmKind,
    Reading,
    Threshold,
    begun,
    followed,
    threshold_for,
)
from tests.fakes.fake_clock import MORNING

pytestmark = pytest.mark.unit

ROUND = timedelta(seconds=10)
TEN = Threshold(AlarmKind.WAITING, None, bound=10, hold_s=30, severity="warn")
LEVEL = Threshold(AlarmKind.SERVICE_LEVEL, None, bound=60, hold_s=0, severity="warn")


def reading(value: int, kind: AlarmKind = AlarmKind.WAITING) -> Reading:
    """A value of the one queue."""
    return Reading(kind, "q", value, "综合客服")


class Watch:
    """Judges one value round by round, as the service does; keeps what people would hear."""

    def __init__(self, threshold: Threshold) -> None:
        """Nothing is wrong yet."""
        self.threshold, self.now = threshold, MORNING
        self.alarm: Alarm | None = None
        self.last: Alarm | None = None
        self.raised: list[datetime] = []
        self.anew: list[datetime] = []
        self.cleared: list[datetime] = []

    def see(self, *values: int) -> "Watch":
        """One round for each value."""
        for value in values:
            self._round(reading(value, self.threshold.kind))
            self.now += ROUND
        return self

    def _round(self, seen: Reading) -> None:
        was = self.alarm is not None and self.alarm.raised_at is not None
        if self.alarm is not None:
            self.alarm = followed(self.alarm, seen, self.threshold, now=self.now)
        elif self.threshold.is_past(seen.value):
            self.alarm = begun(seen, self.threshold, self.now, last=self.last)
        if self.alarm is None or self.alarm.raised_at is None:
            return
        if not was:
            self.raised.append(self.now)
            self.anew += [self.now] * (self.alarm.times == 1)
        if self.alarm.cleared_at is not None:
            self.cleared.append(self.now)
            self.last, self.alarm = self.alarm, None


def test_nobody_hears_of_what_passes_in_less_than_its_hold() -> None:
    watch = Watch(TEN).see(12, 12, 9, 12, 12, 9)

    assert (watch.raised, watch.alarm) == ([], None)


def test_an_alarm_is_raised_after_its_hold_and_keeps_its_peak() -> None:
    watch = Watch(TEN).see(12, 15, 11, 11)

    assert watch.raised == [MORNING + timedelta(seconds=30)]
    assert watch.alarm is not None
    assert (watch.alarm.peak, watch.alarm.reading.value) == (15, 11)


def test_it_ends_only_well_inside_and_for_a_minute() -> None:
    watch = Watch(TEN).see(12, 12, 12, 12)

    trembling = watch.see(*[9, 10, 8, 9, 11] * 6)
    assert trembling.cleared == []
    calm = watch.see(7, 7, 7, 8, 7, 7, 7, 7, 7, 7, 7)
    assert len(calm.cleared) == 1


def test_of_a_share_the_small_value_is_the_bad_one() -> None:
    watch = Watch(LEVEL).see(61, 60, 59)
    assert len(watch.raised) == 1
    assert watch.see(*[64] * 12).cleared == []
    assert len(watch.see(*[65] * 8).cleared) == 1
    assert watch.last is not None
    assert watch.last.peak == 59


def test_what_comes_again_soon_is_the_same_alarm() -> None:
    watch = Watch(TEN).see(12, 12, 12, 12, *[5] * 8)
    first = watch.last
    assert first is not None

    again = watch.see(12)
    assert again.alarm is not None
    assert (again.alarm.id, again.alarm.times, again.alarm.raised_at) == (
        first.id,
        2,
        first.raised_at,
    )
    later = watch.see(*[5] * 8, *[5] * int(SAME_WITHIN / ROUND), 12, 12, 12, 12)
    assert later.alarm is not None
    assert later.alarm.id != first.id
    assert later.alarm.times == 1


def test_what_is_gone_is_over_and_an_unheard_one_is_forgotten() -> None:
    heard = Watch(TEN).see(12, 12, 12, 12).alarm
    unheard = Watch(TEN).see(12).alarm
    assert heard is not None
    assert unheard is not None

    over = followed(heard, None, TEN, now=MORNING)
    assert over is not None
    assert over.cleared_at == MORNING
    assert followed(unheard, None, TEN, now=MORNING) is None


@given(st.lists(st.integers(0, 30), max_size=200))
def test_no_value_whatever_makes_an_alarm_flap(values: list[int]) -> None:
    watch = Watch(TEN).see(*values)

    for one, other in itertools.pairwise(watch.raised):
        assert other - one >= CALM_FOR
    assert len(watch.cleared) <= len(values) // (CALM_FOR // ROUND)
    for at in watch.cleared:
        calm = values[int((at - CALM_FOR - MORNING) / ROUND) : int((at - MORNING) / ROUND) + 1]
        assert all(value < 8 for value in calm)


@given(st.lists(st.integers(0, 30), max_size=200))
def test_whoever_is_heard_of_was_past_the_bound_for_the_hold(values: list[int]) -> None:
    watch = Watch(TEN).see(*values)

    for at in watch.anew:
        now = int((at - MORNING) / ROUND)
        held = values[now - 3 : now + 1]
        assert len(held) == 4
        assert all(value >= 10 for value in held)


def test_a_queues_own_bound_comes_before_everybodys() -> None:
    own = Threshold(AlarmKind.WAITING, None, bound=3, hold_s=0, severity="danger")
    off = Threshold(AlarmKind.ABANDONED, None, bound=3, hold_s=0, severity="warn", is_on=False)

    assert threshold_for([TEN, own], AlarmKind.WAITING, None) is TEN
    assert threshold_for([off], AlarmKind.ABANDONED, None) is None
    assert threshold_for([], AlarmKind.ABANDONED, None) is None
