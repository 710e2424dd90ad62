"""Where in the year a trade stands: before, at the beginning of, in, or after its season.

Only for conditions (what to suggest, what to ask first). A customer is told dates by the business
systems' policy, never from here.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from hearthline.dialogue.flows.template import LOCAL_TIME

_BEFORE = timedelta(days=75)


@dataclass(frozen=True, slots=True)
class Season:
    """The season of a trade: first and last day as (month, day), and how many days begin it."""

    start: tuple[int, int]
    end: tuple[int, int]
    first_days: int = 10


def season_facts(season: Season | None, now: datetime) -> dict[str, Any]:
    """`phase` (before, first_days, in, after), `name` such as 2026-2027, and `in_heating`."""
    if season is None:
        return {"phase": "in", "name": str(now.astimezone(LOCAL_TIME).year), "in_heating": False}
    today = now.astimezone(LOCAL_TIME).date()
    year = _year_of(season, today)
    start = date(year, *season.start)
    end = date(year + (season.end < season.start), *season.end)
    name = f"{year}-{year + 1}"
    if today < start:
        phase = "before" if start - today <= _BEFORE else "after"
    elif today > end:
        phase = "after"
    else:
        phase = "first_days" if (today - start).days < season.first_days else "in"
    return {"phase": phase, "name": name, "in_heating": start <= today <= end}


def _year_of(season: Season, today: date) -> int:
    """The year in which the season that is on, or comes next, begins."""
    is_over_new_year = season.end < season.start
    is_still_on = is_over_new_year and (today.month, today.day) <= season.end
    return today.year - 1 if is_still_on else today.year
