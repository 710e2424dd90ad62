"""The desk's route for the search over everything that was said."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query

from hearthline.access import Permission, Staff, needs
from hearthline.conversations.channels import ChannelStore
from hearthline.conversations.finding.model import Asked
from hearthline.conversations.finding.service import Finding
from hearthline.conversations.finding.wire import FoundWordsPage, place_of
from hearthline.conversations.model import Status
from hearthline.kernel import StaffId
from hearthline.platform.db import Database
from hearthline.platform.http import StrictJson, here

router = APIRouter(prefix="/api/v1/desk", tags=["desk"], route_class=StrictJson)


class Filters:
    """What a search is narrowed to."""

    def __init__(
        self,
        channel: Annotated[str | None, Query(max_length=64)] = None,
        agent: StaffId | None = None,
        status: Literal["bot", "queued", "agent", "closed"] | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        cursor: Annotated[str | None, Query(max_length=100)] = None,
    ) -> None:
        """`channel` is a channel's key; times need an offset."""
        self.channel = channel
        self.agent = agent
        self.status = Status(status) if status else None
        self.since = since.astimezone() if since else None
        self.until = until.astimezone() if until else None
        self.before = place_of(cursor) if cursor else None


@router.get("/search", operation_id="searchConversations")
async def search(
    caller: Annotated[Staff, Depends(needs(Permission.DESK_VIEW))],
    database: Annotated[Database, Depends(here(Database))],
    finding: Annotated[Finding, Depends(here(Finding))],
    filters: Annotated[Filters, Depends()],
    q: Annotated[str, Query(min_length=1, max_length=100)],
    limit: Annotated[int, Query(ge=1, le=50)] = 20,
) -> FoundWordsPage:
    """Messages, notes, customers and work-order numbers that hold the words, newest first."""
    async with database.session(caller.tenant_id) as session:
        channels = await ChannelStore().by_id(session)
        named = [one.id for one in channels.values() if one.key == filters.channel]
        if filters.channel and not named:
            return FoundWordsPage(items=[], next_cursor=None)
        asked = Asked(
            q,
            channel_id=named[0] if named else None,
            agent=filters.agent,
            status=filters.status,
            since=filters.since,
            until=filters.until,
            before=filters.before,
            limit=limit,
        )
        page = await finding.search(session, asked)
    return FoundWordsPage.of(page, channels)
