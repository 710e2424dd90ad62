"""Routes: write items, review them, put them in force, take them back."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from hearthline.access import Access, Permission, Staff, needs
from hearthline.kernel import ArticleId, StaffId
from hearthline.knowledge.files import ItemFiles
from hearthline.knowledge.life.bodies import (
    ApproveCopy,
    CreateArticle,
    OnCopy,
    PublishVersion,
    RejectCopy,
    RollBackArticle,
    SaveCopy,
    SubmitCopy,
    WithdrawArticle,
)
from hearthline.knowledge.life.gate import Gatekeeper
from hearthline.knowledge.life.model import WorkingCopy
from hearthline.knowledge.life.service import Editing
from hearthline.knowledge.life.wire import CopyOut, MergedOut, Names, PublishedOut
from hearthline.knowledge.wire import ArticleOut
from hearthline.platform.db import Database, Session
from hearthline.platform.http import StrictJson, here

router = APIRouter(prefix="/api/v1/knowledge", tags=["knowledge"], route_class=StrictJson)


@dataclass(frozen=True, slots=True)
class Workroom:
    """What every route of the life of items works with."""

    editing: Editing
    database: Database
    access: Access

    async def names(self, session: Session, ids: Iterable[StaffId | None]) -> Names:
        """The names of these people."""
        return await self.access.names(session, {one for one in ids if one is not None})

    async def shown(self, session: Session, copy: WorkingCopy) -> CopyOut:
        """A copy with the names of its people."""
        people = [*copy.authors, copy.edited_by, copy.submitted_by]
        return CopyOut.of(copy, await self.names(session, people))


def workroom(
    editing: Annotated[Editing, Depends(here(Editing))],
    database: Annotated[Database, Depends(here(Database))],
    access: Annotated[Access, Depends(here(Access))],
) -> Workroom:
    """The services at hand."""
    return Workroom(editing, database, access)


FilesHere = Annotated[ItemFiles, Depends(here(ItemFiles))]
RoomHere = Annotated[Workroom, Depends(workroom)]
GateHere = Annotated[Gatekeeper, Depends(here(Gatekeeper))]
Writer = Annotated[Staff, Depends(needs(Permission.KNOWLEDGE_EDIT))]
Viewer = Annotated[Staff, Depends(needs(Permission.KNOWLEDGE_VIEW))]
Reviewer = Annotated[Staff, Depends(needs(Permission.KNOWLEDGE_REVIEW))]


@router.post("/articles", operation_id="createArticle", status_code=201)
async def create_article(
    body: CreateArticle, caller: Writer, room: RoomHere, files: FilesHere
) -> CopyOut:
    """Begin a new item as a draft that only staff see."""
    draft = body.draft(room.editing.now())
    async with room.database.session(caller.tenant_id) as session:
        await files.use(session, draft.attachments, known=())
        copy = await room.editing.create(session, draft, by=caller, note=body.note)
        return await room.shown(session, copy)


@router.get("/articles/{article_id}/draft", operation_id="getDraft")
async def get_draft(article_id: ArticleId, caller: Viewer, room: RoomHere) -> CopyOut:
    """What is being written on an article."""
    async with room.database.session(caller.tenant_id) as session:
        return await room.shown(session, await room.editing.copy(session, article_id))


@router.post("/articles/{article_id}/draft", operation_id="openDraft")
async def open_draft(article_id: ArticleId, caller: Writer, room: RoomHere) -> CopyOut:
    """The working copy of an article, taken from its newest version when there is none."""
    async with room.database.session(caller.tenant_id) as session:
        copy = await room.editing.open(session, article_id, by=caller)
        return await room.shown(session, copy)


@router.patch("/articles/{article_id}/draft", operation_id="saveDraft")
async def save_draft(
    article_id: ArticleId, body: SaveCopy, caller: Writer, room: RoomHere, files: FilesHere
) -> CopyOut:
    """Save changed fields; 409 tells who saved since the counter that is sent, and when."""
    changes = body.changes.changes()
    async with room.database.session(caller.tenant_id) as session:
        if "attachments" in changes:
            had = (await room.editing.copy(session, article_id)).draft.attachments
            await files.use(session, changes["attachments"], known=had)
        copy = await room.editing.save(
            session, article_id, changes, counter=body.counter, by=caller
        )
        return await room.shown(session, copy)


@router.post("/articles/{article_id}/draft/discard", operation_id="discardDraft", status_code=204)
async def discard_draft(
    article_id: ArticleId, body: OnCopy, caller: Writer, room: RoomHere
) -> Response:
    """Throw a working copy away; the published article stays."""
    async with room.database.session(caller.tenant_id) as session:
        await room.editing.discard(session, article_id, counter=body.counter, by=caller)
    return Response(status_code=204)


@router.post("/articles/{article_id}/draft/undo", operation_id="undoDraft")
async def undo_draft(
    article_id: ArticleId, body: OnCopy, caller: Writer, room: RoomHere
) -> CopyOut:
    """Go one saved change back; again and again, to the text that was opened."""
    async with room.database.session(caller.tenant_id) as session:
        copy = await room.editing.undo(session, article_id, counter=body.counter, by=caller)
        return await room.shown(session, copy)


@router.post("/articles/{article_id}/draft/rebase", operation_id="rebaseDraft")
async def rebase_draft(
    article_id: ArticleId, body: OnCopy, caller: Writer, room: RoomHere
) -> MergedOut:
    """Bring the copy onto the newest version; fields that both changed are named, ours stay."""
    async with room.database.session(caller.tenant_id) as session:
        merged = await room.editing.rebase(session, article_id, counter=body.counter, by=caller)
        people = [*merged.copy.authors, merged.copy.edited_by]
        return MergedOut.of(merged, await room.names(session, people))


@router.post("/articles/{article_id}/draft/submit", operation_id="submitDraft")
async def submit_draft(
    article_id: ArticleId, body: SubmitCopy, caller: Writer, room: RoomHere
) -> CopyOut:
    """Hand it in for review; 422 names every field that is to be mended."""
    async with room.database.session(caller.tenant_id) as session:
        copy = await room.editing.submit(
            session, article_id, counter=body.counter, by=caller, note=body.note
        )
        return await room.shown(session, copy)


@router.post("/articles/{article_id}/draft/recall", operation_id="recallDraft")
async def recall_draft(article_id: ArticleId, caller: Writer, room: RoomHere) -> CopyOut:
    """Take it back from review, to write on."""
    async with room.database.session(caller.tenant_id) as session:
        copy = await room.editing.recall(session, article_id, by=caller)
        return await room.shown(session, copy)


@router.post("/articles/{article_id}/draft/reject", operation_id="rejectDraft")
async def reject_draft(
    article_id: ArticleId, body: RejectCopy, caller: Reviewer, room: RoomHere
) -> CopyOut:
    """Give it back to its writers with a reason."""
    async with room.database.session(caller.tenant_id) as session:
        copy = await room.editing.reject(
            session, article_id, counter=body.counter, by=caller, note=body.note
        )
        return await room.shown(session, copy)


@router.post("/articles/{article_id}/draft/approve", operation_id="approveDraft")
async def approve_draft(
    article_id: ArticleId, body: ApproveCopy, caller: Reviewer, *, room: RoomHere, gate: GateHere
) -> PublishedOut:
    """Make it a version; publish it at once, at a moment, or later. 403 for its own writers."""
    editing = room.editing
    if body.publish or body.publish_at is not None:
        async with room.database.session(caller.tenant_id) as session:
            candidate = await editing.candidate(session, article_id, counter=body.counter)
        await gate.see(caller.tenant_id, candidate, by=caller, in_spite=body.in_spite)
    async with room.database.session(caller.tenant_id) as session:
        article = await editing.approve(
            session, article_id, counter=body.counter, by=caller, note=body.note
        )
        if body.publish_at is not None:
            schedule = await editing.schedule(
                session, article_id, version=article.version, at=body.publish_at, by=caller
            )
            return PublishedOut.of(article, schedule)
        if body.publish:
            article = await editing.publish(session, article_id, version=article.version, by=caller)
        return PublishedOut.of(article)


@router.post("/articles/{article_id}/publish", operation_id="publishArticle")
async def publish_article(
    article_id: ArticleId, body: PublishVersion, caller: Reviewer, *, room: RoomHere, gate: GateHere
) -> PublishedOut:
    """Put an approved version in force, now or later; 409 when trials would come out worse."""
    editing, version = room.editing, body.version
    async with room.database.session(caller.tenant_id) as session:
        candidate = await editing.version(session, article_id, version)
    await gate.see(caller.tenant_id, candidate, by=caller, in_spite=body.in_spite)
    async with room.database.session(caller.tenant_id) as session:
        if body.at is None:
            return PublishedOut.of(
                await editing.publish(session, article_id, version=version, by=caller)
            )
        schedule = await editing.schedule(
            session, article_id, version=version, at=body.at, by=caller
        )
        article = await editing.version(session, article_id, version)
        return PublishedOut.of(article, schedule)


@router.delete("/articles/{article_id}/schedule", operation_id="unscheduleArticle", status_code=204)
async def unschedule_article(article_id: ArticleId, caller: Reviewer, room: RoomHere) -> Response:
    """Let nothing come into force by itself."""
    async with room.database.session(caller.tenant_id) as session:
        await room.editing.unschedule(session, article_id, by=caller)
    return Response(status_code=204)


@router.post("/articles/{article_id}/withdraw", operation_id="withdrawArticle", status_code=204)
async def withdraw_article(
    article_id: ArticleId, body: WithdrawArticle, caller: Reviewer, room: RoomHere
) -> Response:
    """Let an article be found no longer; nothing of it is lost."""
    async with room.database.session(caller.tenant_id) as session:
        await room.editing.withdraw(session, article_id, by=caller, reason=body.reason)
    return Response(status_code=204)


@router.post("/articles/{article_id}/roll-back", operation_id="rollBackArticle")
async def roll_back_article(
    article_id: ArticleId, body: RollBackArticle, caller: Reviewer, room: RoomHere
) -> ArticleOut:
    """Put back what was in force before, or an earlier version that is named."""
    async with room.database.session(caller.tenant_id) as session:
        article = await room.editing.roll_back(
            session, article_id, by=caller, version=body.version, reason=body.reason
        )
    return ArticleOut.of(article)
