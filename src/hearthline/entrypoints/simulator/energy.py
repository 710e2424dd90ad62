"""What meters have counted: by day and month, in tiers, and as readings."""

import zlib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from hearthline.entrypoints.simulator.days import (
    is_heating_day,
    month_days,
    month_name,
    month_start,
    next_month,
    past_months,
    season_begins,
)
from hearthline.entrypoints.simulator.town import Household
from hearthline.entrypoints.simulator.world import World

TIERS_KWH = (2160.0, 4200.0)
MORE_PERSONS, MORE_KWH = 5, 1200.0
PEAK_SHARE = 0.62
_FIRST_READING = 1000.0
_HEAT_KWH_PER_M2 = 0.62
_BY_MONTH = (1.15, 1.1, 0.95, 0.85, 0.85, 1.05, 1.35, 1.35, 1.0, 0.85, 0.95, 1.1)
_HEAT_BY_MONTH = {11: 0.8, 12: 1.15, 1: 1.3, 2: 1.05, 3: 0.7}
_TIMES = {"HIGH_BILL": 2.1, "READING_JUMP": 2.8}


@dataclass(frozen=True, slots=True)
class Used:
    """What was used in a day or month, in kWh; the parts only where peak and valley count."""

    period: str
    total: float
    peak: float | None = None
    valley: float | None = None


def used_on(world: World, one: Household, day: date) -> Used:
    """The usage of a day."""
    told = world.state.day_kwh.get(one.account_no, {}).get(day.isoformat())
    total = told if told is not None else _usual_day(one, day, _odd_month(world))
    return _parted(one, day.isoformat(), total)


def used_in(world: World, one: Household, month: str, *, before: date | None = None) -> Used:
    """The usage of a month, or of its days before another day."""
    told = world.state.day_kwh.get(one.account_no)
    if before is None and not told:
        return _parted(one, month, _usual_month(one, month, _odd_month(world)))
    days = [day for day in month_days(month) if before is None or day < before]
    total = round(sum(used_on(world, one, day).total for day in days), 1)
    return _parted(one, month, total)


def used_in_year(world: World, one: Household, year: int, *, before: date) -> float:
    """The usage of a calendar year before a day; the tiers count by it."""
    months = {month_name(date(year, number, 1)) for number in range(1, 13)}
    used = 0.0
    for month in sorted(months):
        if month_start(month) < before:
            is_whole = next_month(month) <= month_name(before)
            used += used_in(world, one, month, before=None if is_whole else before).total
    return round(used, 1)


def tier_limits(one: Household) -> tuple[float, float]:
    """Where the second and third tier of a year begin; large families have more."""
    more = MORE_KWH if (one.persons or 0) >= MORE_PERSONS else 0.0
    return TIERS_KWH[0] + more, TIERS_KWH[1] + more


def tier_of(one: Household, used_kwh: float) -> tuple[int, float | None]:
    """The tier that a year's usage has reached, and how much is left of it."""
    for number, limit in enumerate(tier_limits(one), start=1):
        if used_kwh < limit:
            return number, round(limit - used_kwh, 1)
    return len(TIERS_KWH) + 1, None


def reading_after(world: World, one: Household, month: str) -> float:
    """What the meter showed at the end of a month; the count began two years before the world."""
    first = past_months(world.born_at.date(), 26)[-1]
    reading = _FIRST_READING
    while first <= month:
        reading += used_in(world, one, first).total
        first = next_month(first)
    return round(reading, 1)


def reading_now(world: World, one: Household) -> float:
    """What the meter showed this morning."""
    today = world.now().date()
    before = past_months(today, 1)[0]
    here = used_in(world, one, month_name(today), before=today).total
    return round(reading_after(world, one, before) + here, 1)


def heat_in_season(world: World, one: Household, year: int) -> float:
    """The metered heat of the season that begins in this year, up to now."""
    day, end = season_begins(year), world.now().date()
    total = 0.0
    while day < end and (day.year == year or (is_heating_day(day) and day.month < 7)):
        total += used_on(world, one, day).total
        day += timedelta(days=1)
    return round(total, 1)


def _parted(one: Household, period: str, total: float) -> Used:
    if one.domain != "power" or not one.is_tou:
        return Used(period, total)
    peak = round(total * PEAK_SHARE, 1)
    return Used(period, total, peak, round(total - peak, 1))


def _odd_month(world: World) -> str:
    """The last full month before the world began: there usage was odd for some."""
    return past_months(world.born_at.date(), 1)[0]


@lru_cache(maxsize=8192)
def _usual_month(one: Household, month: str, odd_month: str) -> float:
    return round(sum(_usual_day(one, day, odd_month) for day in month_days(month)), 1)


def _usual_day(one: Household, day: date, odd_month: str) -> float:
    noise = 1 + (zlib.crc32(f"{one.account_no}{day}".encode()) % 31 - 15) / 100
    if one.domain == "heating":
        if not is_heating_day(day) or one.status in ("STOPPED", "CUT_OFF"):
            return 0.0
        return round(one.area_m2 * _HEAT_KWH_PER_M2 * _HEAT_BY_MONTH[day.month] * noise, 1)
    is_odd = bool(one.quirks) and month_name(day) == odd_month
    times = max([1.0, *(_TIMES.get(quirk, 1.0) for quirk in one.quirks)]) if is_odd else 1.0
    return round(one.daily_kwh * _BY_MONTH[day.month - 1] * noise * times, 1)
