"""Routes to a company's own holidays and working days."""

from datetime import date
from typing import Annotated, Self

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field

from hearthline.access import Audit, Permission, Staff, needs
from hearthline.platform.calendar import CalendarDay, CalendarDays
from hearthline.platform.db import Database, Session
from hearthline.platform.http import StrictJson, here
from hearthline.tickets.service import Tickets

router = APIRouter(prefix="/api/v1/calendar", tags=["tickets"], route_class=StrictJson)

DatabaseHere = Annotated[Database, Depends(here(Database))]
TicketsHere = Annotated[Tickets, Depends(here(Tickets))]
Viewer = Annotated[Staff, Depends(needs(Permission.TICKETS_VIEW))]
Manager = Annotated[Staff, Depends(needs(Permission.SETTINGS_MANAGE))]


class PutCalendarDay(BaseModel):
    """Whether people work on a day, and why that is so."""

    model_config = ConfigDict(extra="forbid")

    is_workday: bool
    name: Annotated[str, Field(max_length=60)] = ""


class CalendarDayOut(BaseModel):
    """A day that the company counts otherwise than the country."""

    day: date
    is_workday: bool
    name: str

    @classmethod
    def of(cls, day: CalendarDay) -> Self:
        """The day on the wire."""
        return cls(day=day.day, is_workday=day.is_workday, name=day.name)


class CalendarYearOut(BaseModel):
    """A year's days off and days worked in exchange; `is_known` once they were announced."""

    year: int
    is_known: bool
    days_off: list[date]
    days_on: list[date]
    own: list[CalendarDayOut]


@router.get("/days", operation_id="listCalendarDays")
async def list_days(
    caller: Viewer, database: DatabaseHere, year: Annotated[int, Query(ge=2004, le=2100)]
) -> CalendarYearOut:
    """A year as it is counted, the company's own days among them."""
    days = CalendarDays()
    async with database.session(caller.tenant_id) as session:
        own = [day for day in await days.list(session) if day.day.year == year]
        calendar = await days.of(session)
    return CalendarYearOut(
        year=year,
        is_known=calendar.knows(date(year, 1, 1)),
        days_off=sorted(day for day in calendar.days_off if day.year == year),
        days_on=sorted(day for day in calendar.days_on if day.year == year),
        own=[CalendarDayOut.of(day) for day in own],
    )


@router.put("/days/{day}", operation_id="putCalendarDay", status_code=204)
async def put_day(
    day: date,
    body: PutCalendarDay,
    caller: Manager,
    database: DatabaseHere,
    tickets: TicketsHere,
) -> None:
    """Count a day otherwise than the country."""
    async with database.session(caller.tenant_id) as session:
        await CalendarDays().put(session, CalendarDay(day, body.is_workday, body.name))
        await _note(session, tickets, caller, day)


@router.delete("/days/{day}", operation_id="removeCalendarDay", status_code=204)
async def remove_day(
    day: date, caller: Manager, database: DatabaseHere, tickets: TicketsHere
) -> None:
    """Count a day as the country does."""
    async with database.session(caller.tenant_id) as session:
        await CalendarDays().remove(session, day)
        await _note(session, tickets, caller, day)


async def _note(session: Session, tickets: Tickets, caller: Staff, day: date) -> None:
    await Audit(tickets.keeper.clock).record(
        session, caller, "calendar.changed", subject_kind="calendar_day", subject_id=str(day)
    )
