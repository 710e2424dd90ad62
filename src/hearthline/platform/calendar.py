"""The days on which people work in China, and where one company differs.

Legal holidays and the weekends worked in exchange (调休) are announced by the State Council each
November for the year after; `chinese_calendar` has those announced so far. A year that it does not
know is counted as Monday to Friday, and `knows` says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Self

from chinese_calendar.constants import holidays, workdays

from hearthline.platform.db import Session

SATURDAY = 5
_MOST_DAYS = 2000

_DAYS = "SELECT day, is_workday, name FROM calendar_day ORDER BY day LIMIT %(limit)s"
_PUT = """
INSERT INTO calendar_day (day, is_workday, name) VALUES (%(day)s, %(is_workday)s, %(name)s)
ON CONFLICT (tenant_id, day) DO UPDATE SET is_workday = excluded.is_workday, name = excluded.name
"""
_REMOVE = "DELETE FROM calendar_day WHERE day = %(day)s"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day that a company counts otherwise than the country, and why."""

    day: date
    is_workday: bool
    name: str = ""


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Monday to Friday, but for public holidays and the weekends worked in exchange (调休).

    `years` are those whose holidays are known; without any, only the weekends are.
    """

    days_off: frozenset[date] = field(default_factory=frozenset)
    days_on: frozenset[date] = field(default_factory=frozenset)
    years: frozenset[int] = field(default_factory=frozenset)

    @classmethod
    def china(cls) -> "WorkCalendar":
        """The country's days, as far as they have been announced."""
        return _china()

    def is_workday(self, day: date) -> bool:
        """Whether people work on that day."""
        return day in self.days_on or (day.weekday() < SATURDAY and day not in self.days_off)

    def is_holiday(self, day: date) -> bool:
        """Whether it is a public holiday; an ordinary weekend is none."""
        return day in self.days_off and day not in self.days_on

    def knows(self, day: date) -> bool:
        """Whether the holidays of its year were announced; else only weekends are counted."""
        return day.year in self.years

    def but_for(self, own: Iterable[CalendarDay]) -> Self:
        """The same with a company's own days, which win."""
        days = {one.day: one.is_workday for one in own}
        on = frozenset(day for day, works in days.items() if works)
        off = frozenset(days) - on
        return replace(self, days_off=(self.days_off - on) | off, days_on=(self.days_on - off) | on)


@cache
def _china() -> WorkCalendar:
    known = frozenset(day.year for day in holidays)
    return WorkCalendar(frozenset(holidays), frozenset(workdays), known)


class CalendarDays:
    """A company's own holidays and working days."""

    async def of(self, session: Session) -> WorkCalendar:
        """The country's calendar with the company's own days."""
        return WorkCalendar.china().but_for(await self.list(session))

    async def list(self, session: Session) -> list[CalendarDay]:
        """The company's own days, in order (at most 2000)."""
        rows = await session.all(_DAYS, {"limit": _MOST_DAYS})
        return [CalendarDay(row["day"], row["is_workday"], row["name"]) for row in rows]

    async def put(self, session: Session, day: CalendarDay) -> None:
        """Count a day otherwise; said again, the newest word holds."""
        params = {"day": day.day, "is_workday": day.is_workday, "name": day.name}
        await session.execute(_PUT, params)

    async def remove(self, session: Session, day: date) -> None:
        """Count a day as the country does."""
        await session.execute(_REMOVE, {"day": day})
