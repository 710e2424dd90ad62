"""The desk's routes to conversations: lists, threads, replies, read marks, typing."""

from functools import partial
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from hearthline.access import Permission, Staff, needs
from hearthline.conversations.desk import Desk
from hearthline.conversations.model import SenderKind
from hearthline.conversations.receipts import Receipts
from hearthline.conversations.rows import Wanted
from hearthline.conversations.service import Conversations
from hearthline.conversations.uploads import Uploads
from hearthline.conversations.wire import (
    HeadOut,
    MessageOut,
    ReadUpTo,
    RowOut,
    RowPage,
    ThreadOut,
    TypingNow,
)
from hearthline.kernel import ConversationId
from hearthline.platform.db import Database
from hearthline.platform.http import StrictJson, here

router = APIRouter(prefix="/api/v1/desk", tags=["desk"], route_class=StrictJson)

DatabaseHere = Annotated[Database, Depends(here(Database))]
DeskHere = Annotated[Desk, Depends(here(Desk))]
ConversationsHere = Annotated[Conversations, Depends(here(Conversations))]
ReceiptsHere = Annotated[Receipts, Depends(here(Receipts))]
UploadsHere = Annotated[Uploads, Depends(here(Uploads))]
Viewer = Annotated[Staff, Depends(needs(Permission.DESK_VIEW))]
Replier = Annotated[Staff, Depends(needs(Permission.DESK_REPLY))]


def page_wanted(
    caller: Viewer,
    view: Literal["mine", "queue", "all", "closed"] = "mine",
    q: Annotated[str | None, Query(max_length=100)] = None,
    cursor: ConversationId | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Wanted:
    """The page that the query asks for; a cursor is the last conversation of the page before."""
    words = q.strip().replace("\0", "") if q else None
    return Wanted(view, caller.id, words or None, cursor, limit)


class Span:
    """Which part of a thread is wanted."""

    def __init__(
        self,
        after_seq: Annotated[int | None, Query(ge=0)] = None,
        before_seq: Annotated[int | None, Query(ge=1)] = None,
        limit: Annotated[int, Query(ge=1, le=200)] = 100,
    ) -> None:
        """After a number, before a number, or the end."""
        self.after_seq = after_seq
        self.before_seq = before_seq
        self.limit = limit


@router.get("/conversations", operation_id="listConversations")
async def list_conversations(
    caller: Viewer,
    database: DatabaseHere,
    desk: DeskHere,
    wanted: Annotated[Wanted, Depends(page_wanted)],
) -> RowPage:
    """A page of conversations, newest first (R11)."""
    async with database.session(caller.tenant_id) as session:
        heads = await desk.followed(session, caller)
        rows = await desk.page(session, wanted)
    last = rows[-1].conversation if len(rows) == wanted.limit else None
    return RowPage(
        items=[RowOut.of(row) for row in rows],
        next_cursor=str(last.id) if last else None,
        heads=[
            HeadOut(
                stream=log.stream, name=log.name, epoch=log.head.epoch, last_seq=log.head.last_seq
            )
            for log in heads
        ],
    )


@router.get("/conversations/{conversation_id}", operation_id="getConversation")
async def get_conversation(
    conversation_id: ConversationId, caller: Viewer, database: DatabaseHere, desk: DeskHere
) -> RowOut:
    """One conversation as lists show it."""
    async with database.session(caller.tenant_id) as session:
        return RowOut.of(await desk.row(session, conversation_id))


@router.get("/conversations/{conversation_id}/messages", operation_id="readThread")
async def read_thread(
    conversation_id: ConversationId,
    caller: Viewer,
    database: DatabaseHere,
    desk: DeskHere,
    uploads: UploadsHere,
    span: Annotated[Span, Depends()],
) -> ThreadOut:
    """Messages after or before a number; with neither, the last ones."""
    async with database.session(caller.tenant_id) as session:
        conversation, messages = await desk.thread(
            session,
            conversation_id,
            after_seq=span.after_seq,
            before_seq=span.before_seq,
            limit=span.limit,
        )
    link = partial(_link, uploads, caller)
    return ThreadOut(
        epoch=conversation.epoch,
        messages=[MessageOut.of(message, link) for message in messages],
        last_seq=conversation.last_seq,
        status=conversation.status,
        customer_read_seq=conversation.customer_read_seq,
        agent_read_seq=conversation.agent_read_seq,
    )


@router.post(
    "/conversations/{conversation_id}/read", status_code=204, operation_id="markThreadRead"
)
async def mark_read(
    conversation_id: ConversationId,
    body: ReadUpTo,
    caller: Viewer,
    database: DatabaseHere,
    conversations: ConversationsHere,
    receipts: ReceiptsHere,
) -> None:
    """Note how far the holder has read; anybody else's reading counts for nothing."""
    async with database.session(caller.tenant_id) as session:
        conversation = await conversations.get(session, conversation_id)
        if conversation.holder_id == caller.id:
            await receipts.mark_read(session, conversation_id, body.seq, by=SenderKind.AGENT)


@router.post("/conversations/{conversation_id}/typing", status_code=204, operation_id="tellTyping")
async def typing(
    conversation_id: ConversationId,
    body: TypingNow,
    caller: Replier,
    database: DatabaseHere,
    conversations: ConversationsHere,
    receipts: ReceiptsHere,
) -> None:
    """Tell the customer that one of those who may write is typing."""
    async with database.session(caller.tenant_id) as session:
        conversation = await conversations.get(session, conversation_id)
        if conversation.may_write(caller.id):
            await receipts.type(session, conversation_id, by=SenderKind.AGENT, on=body.on)


def _link(uploads: Uploads, caller: Staff, upload_id: str) -> str:
    return uploads.link(caller.tenant_id, UUID(upload_id))
