"""Routes of the day's report."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from hearthline.access import Permission, Staff, needs
from hearthline.kernel import QueueId
from hearthline.platform.db import Database
from hearthline.platform.http import StrictJson, here
from hearthline.routing.supervision.report import DayReports
from hearthline.routing.supervision.report_wire import DayReportOut, csv_of

router = APIRouter(prefix="/api/v1/supervision", tags=["supervision"], route_class=StrictJson)

Supervisor = Annotated[Staff, Depends(needs(Permission.DESK_SUPERVISE))]
DatabaseHere = Annotated[Database, Depends(here(Database))]
ReportsHere = Annotated[DayReports, Depends(here(DayReports))]
Day = Annotated[date, Query(alias="date")]
Line = Annotated[QueueId | None, Query(alias="queue")]


@router.get("/report", operation_id="getDayReport")
async def get_report(
    day: Day,
    caller: Supervisor,
    database: DatabaseHere,
    reports: ReportsHere,
    queue_id: Line = None,
) -> DayReportOut:
    """A day by hour, queue, agent and channel; today's until now."""
    async with database.session(caller.tenant_id) as session:
        return DayReportOut.of(await reports.of(session, day, queue_id=queue_id))


@router.get("/report.csv", operation_id="exportDayReport", response_class=Response)
async def export_report(
    day: Day,
    caller: Supervisor,
    database: DatabaseHere,
    reports: ReportsHere,
    queue_id: Line = None,
) -> Response:
    """The same as a table for spreadsheets, with the definitions."""
    async with database.session(caller.tenant_id) as session:
        report = await reports.of(session, day, queue_id=queue_id)
    return Response(
        csv_of(report),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="desk-{day}.csv"'},
    )
