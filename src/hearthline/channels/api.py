"""The customer API (contract: customer-api): sessions, messages, handoff, rating, uploads."""

import re
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response, UploadFile
from starlette.exceptions import HTTPException

from hearthline.channels.caller import CallerHere
from hearthline.channels.contract import (
    AskForPerson,
    Judge,
    MessagesOut,
    OpenSession,
    PostedOut,
    PostMessage,
    Rate,
    SessionOut,
    UploadedOut,
)
from hearthline.channels.service import Reception, link_of
from hearthline.channels.tokens import CustomerSession, SessionTokens
from hearthline.channels.view import CustomerView
from hearthline.conversations import (
    LARGEST_BYTES,
    ConversationClosed,
    Conversations,
    MessageOut,
    Ratings,
    Uploads,
)
from hearthline.knowledge import Questions
from hearthline.platform.db import Database
from hearthline.platform.http import StrictJson, here
from hearthline.routing import CallsInstead

router = APIRouter(prefix="/api/v1", tags=["customer"], route_class=StrictJson)

DatabaseHere = Annotated[Database, Depends(here(Database))]
ReceptionHere = Annotated[Reception, Depends(here(Reception))]
ConversationsHere = Annotated[Conversations, Depends(here(Conversations))]
UploadsHere = Annotated[Uploads, Depends(here(Uploads))]
ViewHere = Annotated[CustomerView, Depends(here(CustomerView))]


@router.post("/channels/{channel_key}/sessions", status_code=201, operation_id="openSession")
async def open_session(
    channel_key: str,
    body: OpenSession,
    request: Request,
    reception: ReceptionHere,
    view: ViewHere,
    tokens: Annotated[SessionTokens, Depends(here(SessionTokens))],
) -> SessionOut:
    """Open a session; a returning person gets the open conversation back."""
    address = request.client.host if request.client else "unknown"
    conversation = await reception.open(channel_key, body, address=address)
    token, ends = tokens.issue(CustomerSession(conversation.tenant_id, conversation.id))
    return SessionOut(
        session_token=token,
        expires_at=ends,
        conversation=await view.conversation(conversation),
        suggestions=await view.suggestions(conversation),
        banner=await reception.banner(conversation),
        typing_preview=await view.shows_typing(conversation),
    )


@router.post(
    "/conversations/{conversation_id}/messages",
    status_code=201,
    operation_id="postMessage",
    response_model_exclude_none=False,
    responses={200: {"model": PostedOut, "description": "Sent before; nothing happened twice"}},
)
async def post_message(
    body: PostMessage,
    caller: CallerHere,
    reception: ReceptionHere,
    uploads: UploadsHere,
    instead: Annotated[CallsInstead, Depends(here(CallsInstead))],
    prefer: Annotated[str | None, Header()] = None,
) -> Response:
    """Send a message; with `Prefer: wait=N` the answer holds the turn's replies."""
    received = await reception.receive(caller, body, instead=instead)
    link = partial(link_of, uploads, caller.tenant_id)
    posted = PostedOut(message=MessageOut.of(received.message, link))
    wait = wait_of(prefer)
    headers = {}
    left_out = {"replies", "turn"}
    if wait is not None:
        turn = await reception.turn(caller, received.message.seq, wait_seconds=wait)
        posted.replies = [MessageOut.of(message, link) for message in turn.replies]
        posted.turn = "complete" if turn.is_complete else "pending"
        headers["Preference-Applied"] = f"wait={wait}"
        left_out = set()
    return Response(
        posted.model_dump_json(exclude=left_out),
        status_code=201 if received.is_new else 200,
        media_type="application/json",
        headers=headers,
    )


@router.get("/conversations/{conversation_id}/messages", operation_id="listMessages")
async def list_messages(
    caller: CallerHere,
    database: DatabaseHere,
    conversations: ConversationsHere,
    uploads: UploadsHere,
    after_seq: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=200)] = 200,
) -> MessagesOut:
    """Messages after a number, in order, without holes."""
    async with database.session(caller.tenant_id) as session:
        messages = await conversations.read(
            session, caller.conversation_id, after_seq=after_seq, limit=limit
        )
        conversation = await conversations.get(session, caller.conversation_id)
    link = partial(link_of, uploads, caller.tenant_id)
    return MessagesOut(
        epoch=conversation.epoch,
        messages=[MessageOut.of(message, link) for message in messages],
        last_seq=conversation.last_seq,
        status=conversation.status,
    )


@router.post(
    "/conversations/{conversation_id}/handoff", status_code=202, operation_id="askForPerson"
)
async def ask_for_person(
    caller: CallerHere, reception: ReceptionHere, body: AskForPerson | None = None
) -> dict[str, str]:
    """Ask for a person (R60); afterwards the status is `queued`, or `agent` already."""
    await reception.hand_over(caller, body.reason if body else None)
    return {"status": "accepted"}


@router.post("/conversations/{conversation_id}/rating", status_code=204, operation_id="rate")
async def rate(
    body: Rate,
    caller: CallerHere,
    database: DatabaseHere,
    ratings: Annotated[Ratings, Depends(here(Ratings))],
) -> None:
    """Rate the conversation (R92); may be changed for 24 hours."""
    async with database.session(caller.tenant_id) as session:
        await ratings.rate(
            session,
            caller.conversation_id,
            score=body.score,
            solved=body.solved,
            comment=body.comment,
        )


@router.post(
    "/conversations/{conversation_id}/messages/{seq}/feedback",
    status_code=204,
    operation_id="judgeAnswer",
)
async def judge_answer(
    seq: Annotated[int, Path(ge=1, le=2**53)],
    body: Judge,
    caller: CallerHere,
    database: DatabaseHere,
    questions: Annotated[Questions, Depends(here(Questions))],
) -> None:
    """Like or dislike an answer of the knowledge base (R118); the last word counts."""
    async with database.session(caller.tenant_id) as session:
        await questions.vote(
            session, caller.conversation_id, seq=seq, is_good=body.verdict == "like"
        )


@router.post(
    "/conversations/{conversation_id}/close", status_code=204, operation_id="closeConversation"
)
async def close(caller: CallerHere, reception: ReceptionHere) -> None:
    """End the conversation."""
    await reception.close(caller)


@router.post("/conversations/{conversation_id}/uploads", status_code=201, operation_id="uploadFile")
async def upload(
    file: UploadFile,
    caller: CallerHere,
    database: DatabaseHere,
    conversations: ConversationsHere,
    uploads: UploadsHere,
) -> UploadedOut:
    """Take a file in; its type is found from its bytes, 20 MB at most."""
    async with database.session(caller.tenant_id) as session:
        if not (await conversations.get(session, caller.conversation_id)).is_open:
            raise ConversationClosed
    content = await file.read(LARGEST_BYTES + 1)
    if len(content) > LARGEST_BYTES:
        raise HTTPException(413, "At most 20 MB")
    taken = await uploads.take(
        caller.tenant_id, caller.conversation_id, name=file.filename or "", content=content
    )
    return UploadedOut(upload_id=taken.id, mime=taken.mime, bytes=taken.size_bytes)


@router.get("/files/{token}", operation_id="showFile")
async def show_file(token: str, uploads: UploadsHere) -> Response:
    """A file by its signed link; pictures are shown, everything else is saved."""
    found, content = await uploads.open(token)
    how = "inline" if found.kind in {"image", "audio"} else "attachment"
    return Response(
        content,
        media_type=found.mime,
        headers={
            "Content-Disposition": f'{how}; filename="{found.id}"',
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "private, max-age=3600",
        },
    )


def wait_of(prefer: str | None) -> int | None:
    """The seconds of `Prefer: wait=N` (RFC 7240, 4.3), at most 30; None without it."""
    found = re.search(r"(?:^|[,;\s])wait\s*=\s*\"?(\d{1,6})", prefer or "")
    return min(int(found[1]), 30) if found else None
