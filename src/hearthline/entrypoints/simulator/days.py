"""Days, workdays, months and heating seasons. Pure."""

from calendar import monthrange
from datetime import date, timedelta

SEASON_STARTS, SEASON_ENDS = (11, 15), (3, 15)
STATUTORY_DAYS = 121
_POLICY_MONTH = 7
_SATURDAY = 5


def season_year(day: date) -> int:
    """The year in which the season begins that counts on this day; from July it is the next one."""
    return day.year if day.month >= _POLICY_MONTH else day.year - 1


def season_name(year: int) -> str:
    """Such as `2026-2027`."""
    return f"{year}-{year + 1}"


def season_begins(year: int) -> date:
    """The first day of heating of the season that begins in this year."""
    return date(year, *SEASON_STARTS)


def season_finishes(year: int) -> date:
    """The last day of heating of the season that begins in this year."""
    return date(year + 1, *SEASON_ENDS)


def is_heating_day(day: date) -> bool:
    """Whether heat is supplied on this day."""
    return (day.month, day.day) >= SEASON_STARTS or (day.month, day.day) <= SEASON_ENDS


def after_workdays(day: date, count: int) -> date:
    """The day `count` workdays later; weekends do not count."""
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < _SATURDAY
    return day


def month_name(day: date) -> str:
    """Such as `2026-10`."""
    return f"{day:%Y-%m}"


def month_start(month: str) -> date:
    """The first day of `2026-10`."""
    return date.fromisoformat(f"{month}-01")


def month_days(month: str) -> list[date]:
    """All days of `2026-10`."""
    first = month_start(month)
    return [first.replace(day=number + 1) for number in range(monthrange(*_parts(first))[1])]


def next_month(month: str) -> str:
    """The month after."""
    first = month_start(month)
    return month_name(first.replace(day=28) + timedelta(days=4))


def past_months(day: date, count: int) -> list[str]:
    """The last full months before this day, newest first."""
    months: list[str] = []
    first = day.replace(day=1)
    for _ in range(count):
        first = (first - timedelta(days=1)).replace(day=1)
        months.append(month_name(first))
    return months


def days_between(first: date, last: date) -> list[date]:
    """Every day of a span, both ends included."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _parts(day: date) -> tuple[int, int]:
    return day.year, day.month
