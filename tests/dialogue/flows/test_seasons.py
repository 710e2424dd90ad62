"""Where in the year a trade stands, in the time of the place."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hearthline.dialogue.flows.seasons import Season, season_facts

pytestmark = pytest.mark.unit

WINTER = Season((11, 15), (3, 15))
SUMMER = Season((6, 1), (9, 30), first_days=3)


def facts(season: Season | None, day: tuple[int, int, int]) -> dict[str, Any]:
    """At noon in China."""
    year, month, date = day
    return season_facts(season, datetime(year, month, date, 4, tzinfo=UTC))


@pytest.mark.parametrize(
    ("day", "phase", "name", "is_on"),
    [
        ((2026, 8, 31), "after", "2026-2027", False),
        ((2026, 9, 1), "before", "2026-2027", False),
        ((2026, 11, 14), "before", "2026-2027", False),
        ((2026, 11, 15), "first_days", "2026-2027", True),
        ((2026, 11, 24), "first_days", "2026-2027", True),
        ((2026, 11, 25), "in", "2026-2027", True),
        ((2026, 12, 31), "in", "2026-2027", True),
        ((2027, 1, 1), "in", "2026-2027", True),
        ((2027, 3, 15), "in", "2026-2027", True),
        ((2027, 3, 16), "after", "2027-2028", False),
        ((2028, 2, 29), "in", "2027-2028", True),
    ],
)
def test_a_winter_season_goes_over_the_new_year(
    day: tuple[int, int, int], phase: str, name: str, is_on: bool
) -> None:
    assert facts(WINTER, day) == {"phase": phase, "name": name, "in_heating": is_on}


@pytest.mark.parametrize(
    ("day", "phase"),
    [
        ((2026, 1, 1), "after"),
        ((2026, 5, 31), "before"),
        ((2026, 6, 3), "first_days"),
        ((2026, 6, 4), "in"),
        ((2026, 9, 30), "in"),
        ((2026, 10, 1), "after"),
    ],
)
def test_a_summer_season_stays_within_its_year(day: tuple[int, int, int], phase: str) -> None:
    assert facts(SUMMER, day)["phase"] == phase


def test_a_day_begins_at_midnight_in_china() -> None:
    midnight = datetime(2026, 11, 14, 16, tzinfo=UTC)

    assert season_facts(WINTER, midnight)["in_heating"]
    assert not season_facts(WINTER, midnight - timedelta(seconds=1))["in_heating"]


def test_a_trade_without_a_season_is_always_in_it() -> None:
    assert facts(None, (2026, 7, 1)) == {"phase": "in", "name": "2026", "in_heating": False}
