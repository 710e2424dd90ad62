"""Routes of the review board: gaps of knowledge, and what people decide on them."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query

from hearthline.access import Permission, Staff, needs
from hearthline.knowledge.learning.analytics import Analytics
from hearthline.knowledge.learning.board import Gaps
from hearthline.knowledge.learning.deciding import accepted_question, draft_of
from hearthline.knowledge.learning.model import BoardFilter, GapId, GapState, Reason
from hearthline.knowledge.learning.wire import (
    AcceptGap,
    Decision,
    DeedOut,
    DismissGap,
    DraftGap,
    GapFileOut,
    GapOut,
    GapPage,
    MergeGaps,
)
from hearthline.platform.db import Database
from hearthline.platform.http import StrictJson, here

router = APIRouter(prefix="/api/v1/knowledge/gaps", tags=["knowledge"], route_class=StrictJson)

DatabaseHere = Annotated[Database, Depends(here(Database))]
GapsHere = Annotated[Gaps, Depends(here(Gaps))]
AnalyticsHere = Annotated[Analytics, Depends(here(Analytics))]
Editor = Annotated[Staff, Depends(needs(Permission.KNOWLEDGE_EDIT))]


class Page:
    """Which part of a long list: a cursor is the last thing of the page before."""

    def __init__(
        self,
        order: Literal["size", "recent"] = "size",
        cursor: GapId | None = None,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
    ) -> None:
        """The first page without a cursor."""
        self.order = order
        self.cursor = cursor
        self.limit = limit


def board_filter(
    page: Annotated[Page, Depends()],
    state: GapState = GapState.OPEN,
    reason: Reason | None = None,
    channel: Annotated[str | None, Query(pattern=r"^[a-z]{1,20}$")] = None,
    q: Annotated[str | None, Query(max_length=100)] = None,
) -> BoardFilter:
    """Which gaps are wanted."""
    words = q.strip().replace("\0", "") if q else None
    return BoardFilter(
        state=state,
        reason=reason,
        channel=channel,
        text=words or None,
        order=page.order,
        after=page.cursor,
        limit=page.limit,
    )


@router.get("", operation_id="listGaps")
async def list_gaps(
    caller: Editor,
    database: DatabaseHere,
    gaps: GapsHere,
    analytics: AnalyticsHere,
    wanted: Annotated[BoardFilter, Depends(board_filter)],
) -> GapPage:
    """Questions that were not answered well, put together; the most asked first."""
    async with database.session(caller.tenant_id) as session:
        files = await gaps.page(session, wanted)
    today = analytics.today()
    is_full = len(files) == wanted.limit
    return GapPage(
        items=[GapOut.of(file, today) for file in files],
        next_cursor=str(files[-1].gap.id) if is_full else None,
    )


@router.get("/{gap_id}", operation_id="readGap")
async def read_gap(
    gap_id: GapId,
    caller: Editor,
    *,
    database: DatabaseHere,
    gaps: GapsHere,
    analytics: AnalyticsHere,
) -> GapFileOut:
    """A gap with examples, trend, offered answers, suggestion and decisions."""
    async with database.session(caller.tenant_id) as session:
        return GapFileOut.of(await gaps.file(session, gap_id), analytics.today())


@router.post("/{gap_id}/accept", status_code=201, operation_id="acceptGap")
async def accept_gap(
    gap_id: GapId, body: AcceptGap, caller: Editor, *, database: DatabaseHere, gaps: GapsHere
) -> DeedOut:
    """Take the question as another wording of an article: into its working copy, with a test."""
    async with database.session(caller.tenant_id) as session:
        question = body.question or accepted_question(await gaps.file(session, gap_id))
        deed = await gaps.accept(
            session,
            gap_id,
            article_id=body.article_id,
            question=question,
            counter=body.counter,
            by=caller,
        )
        return DeedOut.of(deed)


@router.post("/{gap_id}/draft", status_code=201, operation_id="draftGap")
async def draft_gap(
    gap_id: GapId, body: DraftGap, caller: Editor, *, database: DatabaseHere, gaps: GapsHere
) -> DeedOut:
    """Begin a new article as a draft, with a test; it is reviewed like any other."""
    async with database.session(caller.tenant_id) as session:
        draft = draft_of(await gaps.file(session, gap_id), body, gaps.now())
        deed = await gaps.make_draft(session, gap_id, draft, counter=body.counter, by=caller)
        return DeedOut.of(deed)


@router.post("/{gap_id}/merge", status_code=201, operation_id="mergeGaps")
async def merge_gaps(
    gap_id: GapId, body: MergeGaps, caller: Editor, *, database: DatabaseHere, gaps: GapsHere
) -> DeedOut:
    """Put other gaps that ask the same into this one."""
    async with database.session(caller.tenant_id) as session:
        deed = await gaps.merge(session, gap_id, body.others, counter=body.counter, by=caller)
        return DeedOut.of(deed)


@router.post("/{gap_id}/dismiss", status_code=201, operation_id="dismissGap")
async def dismiss_gap(
    gap_id: GapId, body: DismissGap, caller: Editor, *, database: DatabaseHere, gaps: GapsHere
) -> DeedOut:
    """Leave it as it is, with a reason."""
    async with database.session(caller.tenant_id) as session:
        deed = await gaps.dismiss(
            session, gap_id, reason=body.reason, counter=body.counter, by=caller
        )
        return DeedOut.of(deed)


@router.post("/{gap_id}/undo", operation_id="undoGapDecision")
async def undo_gap_decision(
    gap_id: GapId,
    body: Decision,
    caller: Editor,
    *,
    database: DatabaseHere,
    gaps: GapsHere,
    analytics: AnalyticsHere,
) -> GapFileOut:
    """Take the last decision on a gap back, while nobody built on it."""
    async with database.session(caller.tenant_id) as session:
        await gaps.undo(session, gap_id, counter=body.counter, by=caller)
        return GapFileOut.of(await gaps.file(session, gap_id), analytics.today())
