"""The country's working days, a company's own, and years that nobody knows yet."""

from datetime import date

import pytest

from hearthline.kernel import TenantId
from hearthline.platform.calendar import CalendarDay, CalendarDays, WorkCalendar
from hearthline.platform.db import Database
from tests.conftest import make_tenant

pytestmark = pytest.mark.store

NATIONAL_DAY = date(2026, 10, 1)
MADE_UP = date(2026, 10, 10)  # a Saturday worked for the National Day
SUNDAY = date(2026, 11, 29)
UNKNOWN = date(2031, 10, 1)  # a Wednesday


def test_holidays_are_free_and_weekends_worked_in_exchange_count() -> None:
    china = WorkCalendar.china()

    assert (china.is_workday(NATIONAL_DAY), china.is_holiday(NATIONAL_DAY)) == (False, True)
    assert (china.is_workday(MADE_UP), china.is_holiday(MADE_UP)) == (True, False)
    assert (china.is_workday(SUNDAY), china.is_holiday(SUNDAY)) == (False, False)


def test_a_year_that_was_not_announced_has_weekends_only_and_says_so() -> None:
    china = WorkCalendar.china()

    assert china.is_workday(UNKNOWN)
    assert not china.knows(UNKNOWN)
    assert china.knows(NATIONAL_DAY)


async def test_a_companys_own_days_win_and_are_its_own(
    database: Database, tenant: TenantId
) -> None:
    days = CalendarDays()
    async with database.session(tenant) as session:
        await days.put(session, CalendarDay(NATIONAL_DAY, is_workday=True, name="保供"))
        await days.put(session, CalendarDay(UNKNOWN, is_workday=True))
        await days.put(session, CalendarDay(UNKNOWN, is_workday=False, name="国庆"))
        own = await days.of(session)
        await days.remove(session, NATIONAL_DAY)
        after = await days.of(session)
    async with database.session(await make_tenant(database)) as session:
        others = await days.of(session)

    assert (own.is_workday(NATIONAL_DAY), own.is_holiday(NATIONAL_DAY)) == (True, False)
    assert (own.is_workday(UNKNOWN), own.is_holiday(UNKNOWN)) == (False, True)
    assert after.is_holiday(NATIONAL_DAY)
    assert others == WorkCalendar.china()
