"""Routes of the figures of knowledge, each with its definition (R124)."""

from datetime import date, timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Response

from hearthline.access import Permission, Staff, needs
from hearthline.knowledge.learning.analytics import Analytics
from hearthline.knowledge.learning.errors import PeriodSenseless
from hearthline.knowledge.learning.figure_store import Period
from hearthline.knowledge.learning.figure_wire import OverviewOut
from hearthline.knowledge.learning.model import Source
from hearthline.knowledge.model import Audience
from hearthline.platform.db import Database
from hearthline.platform.http import here

router = APIRouter(prefix="/api/v1/knowledge/analytics", tags=["knowledge"])

DatabaseHere = Annotated[Database, Depends(here(Database))]
AnalyticsHere = Annotated[Analytics, Depends(here(Analytics))]
Viewer = Annotated[Staff, Depends(needs(Permission.KNOWLEDGE_VIEW))]
_USUAL = timedelta(days=29)
_LONGEST = timedelta(days=1100)


class Narrowed:
    """Which part of the log is counted; every member narrows it."""

    def __init__(
        self,
        channel: Annotated[str | None, Query(pattern=r"^[a-z]{1,20}$")] = None,
        audience: Audience | None = None,
        source: Source | None = None,
        catalogue: Annotated[str | None, Query(max_length=200)] = None,
    ) -> None:
        """All of it without any."""
        self.channel = channel
        self.audience = audience
        self.source = source
        self.catalogue = catalogue or None


def period(
    analytics: AnalyticsHere,
    narrowed: Annotated[Narrowed, Depends()],
    since: date | None = None,
    until: date | None = None,
) -> Period:
    """The days asked for, both included; the last thirty without any; three years at most."""
    last = until or analytics.today()
    first = since or last - _USUAL
    if first > last or last - first > _LONGEST:
        raise PeriodSenseless(since=first, until=last)
    return Period(
        since=first,
        until=last,
        channel=narrowed.channel,
        audience=narrowed.audience,
        source=narrowed.source,
        catalogue=narrowed.catalogue,
    )


Asked = Annotated[Period, Depends(period)]


@router.get("", operation_id="readKnowledgeAnalytics")
async def read_analytics(
    caller: Viewer, asked: Asked, *, database: DatabaseHere, analytics: AnalyticsHere
) -> OverviewOut:
    """Match rate, coverage, hits, misses, stale and never hit articles, with definitions."""
    async with database.session(caller.tenant_id) as session:
        return OverviewOut.of(await analytics.overview(session, asked))


@router.get("/export", operation_id="exportKnowledgeAnalytics", response_class=Response)
async def export_analytics(
    caller: Viewer,
    asked: Asked,
    *,
    database: DatabaseHere,
    analytics: AnalyticsHere,
    section: Literal[
        "figures", "day", "channel", "audience", "source", "catalogue", "articles"
    ] = "articles",
) -> Response:
    """One section as CSV."""
    async with database.session(caller.tenant_id) as session:
        text = await analytics.csv(session, asked, section)
    name = f"knowledge-{section}-{asked.since}-{asked.until}.csv"
    return Response(
        text,
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
