"""Which limits are in force: days of the season, season rules, raised priorities (R84)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from hearthline.tickets.counting import LOCAL
from hearthline.tickets.duties import Season
from tests.make.tickets import duty_rules

pytestmark = pytest.mark.unit

WINTER = Season((11, 15), (3, 15))
SUMMER = Season((6, 1), (8, 31))


@pytest.mark.parametrize(
    ("on", "day"),
    [
        (date(2026, 11, 14), None),
        (date(2026, 11, 15), 1),
        (date(2026, 12, 31), 47),
        (date(2027, 1, 1), 48),
        (date(2027, 3, 15), 121),
        (date(2027, 3, 16), None),
        (date(2028, 2, 29), 107),
        (date(2028, 3, 15), 122),
    ],
)
def test_a_winter_season_counts_over_new_year_and_leap_day(on: date, day: int | None) -> None:
    assert WINTER.day(on) == day


def test_a_season_inside_one_year_ends_in_it() -> None:
    assert [SUMMER.day(date(2026, *on)) for on in ((5, 31), (6, 1), (8, 31), (9, 1))] == [
        None,
        1,
        92,
        None,
    ]


@given(some.dates(date(2000, 1, 1), date(2099, 12, 30)))
def test_the_day_after_is_the_next_day_of_the_season_its_first_or_none(on: date) -> None:
    today, tomorrow = WINTER.day(on), WINTER.day(on + timedelta(days=1))

    assert tomorrow in ({None, 1} if today is None else {None, today + 1})


@pytest.mark.parametrize(
    ("opened", "hours"),
    [
        (datetime(2026, 11, 14, 23, 59, tzinfo=LOCAL), 2),
        (datetime(2026, 11, 15, 0, 0, tzinfo=LOCAL), 5),
        (datetime(2026, 11, 24, 23, 59, tzinfo=LOCAL), 5),
        (datetime(2026, 11, 25, 0, 0, tzinfo=LOCAL), 2),
        (datetime(2026, 11, 14, 16, 0, tzinfo=UTC), 5),
    ],
)
def test_a_cold_home_has_five_hours_in_the_first_ten_days(opened: datetime, hours: int) -> None:
    assert duty_rules().limits_of("H-RP-01", "P1", opened)["C5"].span == timedelta(hours=hours)


def test_a_resumption_is_a_matter_of_a_day_in_the_season_only() -> None:
    rules = duty_rules()
    in_season = rules.limits_of("H-AP-03", "P2", datetime(2027, 1, 5, tzinfo=LOCAL))
    in_summer = rules.limits_of("H-AP-03", "P2", datetime(2027, 7, 5, tzinfo=LOCAL))

    assert in_season["C6"].span == timedelta(hours=24)
    assert in_summer["C6"].workdays == 3


def test_a_raised_ticket_is_taken_as_fast_as_its_priority_asks() -> None:
    rules, on = duty_rules(), datetime(2027, 7, 5, tzinfo=LOCAL)

    assert rules.limits_of("H-RP-01", "P1", on)["C3"].span == timedelta(minutes=10)
    assert rules.limits_of("H-RP-01", "P0", on)["C3"].span == timedelta(minutes=3)
    assert rules.limits_of("H-RP-01", "P3", on)["C3"].span == timedelta(minutes=10)


def test_a_type_that_the_pack_does_not_know_has_no_limits() -> None:
    assert duty_rules().limits_of("E-EM-01", "P0", datetime(2027, 7, 5, tzinfo=LOCAL)) == {}
