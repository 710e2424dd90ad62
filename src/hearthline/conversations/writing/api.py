"""The desk's routes for writing: replies, taking back, drafts, files, limits, numbers."""

from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, File, Query, Response, UploadFile
from starlette.exceptions import HTTPException

from hearthline.access import Permission, Staff, needs
from hearthline.conversations.errors import NotTheHolder
from hearthline.conversations.service import Conversations
from hearthline.conversations.uploads import LARGEST_BYTES, Uploads
from hearthline.conversations.writing.drafts import Drafts
from hearthline.conversations.writing.errors import FileMissing
from hearthline.conversations.writing.service import Writing
from hearthline.conversations.writing.spelling import Spelling
from hearthline.conversations.writing.wire import (
    AgentWords,
    LimitsOut,
    NearNumberOut,
    NumbersIn,
    NumbersOut,
    ReplyDraftIn,
    ReplyDraftList,
    ReplyDraftOut,
    SentOut,
    Tab,
    TakenBack,
    UploadedFile,
)
from hearthline.kernel import ConversationId
from hearthline.platform.db import Database
from hearthline.platform.http import StrictJson, here

router = APIRouter(prefix="/api/v1/desk", tags=["desk"], route_class=StrictJson)

DatabaseHere = Annotated[Database, Depends(here(Database))]
WritingHere = Annotated[Writing, Depends(here(Writing))]
DraftsHere = Annotated[Drafts, Depends(here(Drafts))]
UploadsHere = Annotated[Uploads, Depends(here(Uploads))]
Viewer = Annotated[Staff, Depends(needs(Permission.DESK_VIEW))]
Replier = Annotated[Staff, Depends(needs(Permission.DESK_REPLY))]

_HERE = "/conversations/{conversation_id}"


@router.post(f"{_HERE}/messages", status_code=201, operation_id="replyToCustomer")
async def reply(
    conversation_id: ConversationId,
    body: AgentWords,
    caller: Replier,
    database: DatabaseHere,
    writing: WritingHere,
    response: Response,
) -> SentOut:
    """Reply as the holder or a member; repeated with its client_id it comes back as it was (200).

    With `undo_s` the answer is 202 and the reply waits on the server.
    """
    async with database.session(caller.tenant_id) as session:
        replied = await writing.reply(session, conversation_id, caller, words=body.words())
    fresh = 202 if replied.pending else 201
    response.status_code = fresh if replied.is_new else 200
    return SentOut.of(replied, partial(writing.link, caller.tenant_id))


@router.delete(f"{_HERE}/messages/pending/{{client_id}}", operation_id="takeReplyBack")
async def take_back(
    conversation_id: ConversationId,
    client_id: UUID,
    caller: Replier,
    database: DatabaseHere,
    writing: WritingHere,
) -> TakenBack:
    """Keep a waiting reply from being sent; 409 when it was sent already."""
    async with database.session(caller.tenant_id) as session:
        reply = await writing.take_back(session, conversation_id, caller, client_id=client_id)
    return TakenBack(text=reply.text if reply else None)


@router.post(
    f"{_HERE}/messages/pending/{{client_id}}/send", status_code=204, operation_id="sendReplyNow"
)
async def send_now(
    conversation_id: ConversationId,
    client_id: UUID,
    caller: Replier,
    database: DatabaseHere,
    writing: WritingHere,
) -> None:
    """Send a waiting reply, and those given before it, at once."""
    async with database.session(caller.tenant_id) as session:
        await writing.hasten(session, conversation_id, caller, client_id=client_id)


@router.get("/drafts", operation_id="listReplyDrafts")
async def list_drafts(
    caller: Replier, database: DatabaseHere, drafts: DraftsHere
) -> ReplyDraftList:
    """In which conversations the caller has words unsent."""
    async with database.session(caller.tenant_id) as session:
        return ReplyDraftList(items=await drafts.with_words(session, caller))


@router.get(f"{_HERE}/draft", operation_id="getReplyDraft")
async def get_draft(
    conversation_id: ConversationId,
    caller: Replier,
    database: DatabaseHere,
    drafts: DraftsHere,
    writing: WritingHere,
) -> ReplyDraftOut:
    """The caller's draft, and the caller's replies that still wait."""
    async with database.session(caller.tenant_id) as session:
        draft = await drafts.get(session, conversation_id, caller)
        waiting = await writing.waiting(session, conversation_id, caller)
    return ReplyDraftOut.of(draft, waiting)


@router.put(f"{_HERE}/draft", operation_id="keepReplyDraft")
async def keep_draft(
    conversation_id: ConversationId,
    body: ReplyDraftIn,
    caller: Replier,
    database: DatabaseHere,
    drafts: DraftsHere,
) -> ReplyDraftOut:
    """Keep what was typed; 409 when another tab has written since `base`."""
    async with database.session(caller.tenant_id) as session:
        draft = await drafts.keep(session, conversation_id, caller, typed=body.typed())
    return ReplyDraftOut.of(draft, [])


@router.delete(f"{_HERE}/draft", operation_id="dropReplyDraft")
async def drop_draft(
    conversation_id: ConversationId,
    caller: Replier,
    database: DatabaseHere,
    drafts: DraftsHere,
    tab: Annotated[Tab, Query()] = "server",
) -> ReplyDraftOut:
    """Empty the draft."""
    async with database.session(caller.tenant_id) as session:
        draft = await drafts.drop(session, conversation_id, caller, tab=tab)
    return ReplyDraftOut.of(draft, [])


@router.post(f"{_HERE}/uploads", status_code=201, operation_id="uploadForCustomer")
async def upload(
    conversation_id: ConversationId,
    caller: Replier,
    database: DatabaseHere,
    conversations: Annotated[Conversations, Depends(here(Conversations))],
    uploads: UploadsHere,
    file: Annotated[UploadFile | None, File()] = None,
) -> UploadedFile:
    """Take a file in, by whoever may write there; its type is found from its bytes, 20 MB."""
    async with database.session(caller.tenant_id) as session:
        conversation = await conversations.get(session, conversation_id)
        if not conversation.may_write(caller.id):
            raise NotTheHolder
    if file is None:
        raise FileMissing
    content = await file.read(LARGEST_BYTES + 1)
    if len(content) > LARGEST_BYTES:
        raise HTTPException(413, "At most 20 MB")
    taken = await uploads.take(
        caller.tenant_id, conversation_id, name=file.filename or "", content=content
    )
    return UploadedFile(
        upload_id=taken.id,
        mime=taken.mime,
        bytes=taken.size_bytes,
        url=uploads.link(caller.tenant_id, taken.id),
    )


@router.get(f"{_HERE}/limits", operation_id="getChannelLimits")
async def get_limits(
    conversation_id: ConversationId,
    caller: Viewer,
    database: DatabaseHere,
    conversations: Annotated[Conversations, Depends(here(Conversations))],
    writing: WritingHere,
) -> LimitsOut:
    """What the conversation's channel takes now (48 hours of WeChat, characters of SMS)."""
    async with database.session(caller.tenant_id) as session:
        await conversations.get(session, conversation_id)
        return LimitsOut.of(await writing.allowance(session, conversation_id))


@router.post(f"{_HERE}/numbers", operation_id="checkNumbers")
async def check_numbers(
    conversation_id: ConversationId,
    body: NumbersIn,
    caller: Replier,
    database: DatabaseHere,
    spelling: Annotated[Spelling, Depends(here(Spelling))],
) -> NumbersOut:
    """Numbers that are one slip away from an account or work order of this conversation."""
    async with database.session(caller.tenant_id) as session:
        near = await spelling.check(session, conversation_id, body.text)
    return NumbersOut(hints=[NearNumberOut.of(one) for one in near])
