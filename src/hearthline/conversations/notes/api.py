"""The desk's routes for notes and mentions; none of them is a customer's."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query

from hearthline.access import Permission, Staff, needs
from hearthline.conversations.notes.model import NoteId
from hearthline.conversations.notes.service import Notes
from hearthline.conversations.notes.wire import (
    MarkMentions,
    MentionOut,
    MentionPage,
    NoteIn,
    NoteList,
    NoteOut,
)
from hearthline.kernel import ConversationId
from hearthline.platform.db import Database
from hearthline.platform.http import StrictJson, here

router = APIRouter(prefix="/api/v1/desk", tags=["desk"], route_class=StrictJson)

DatabaseHere = Annotated[Database, Depends(here(Database))]
NotesHere = Annotated[Notes, Depends(here(Notes))]
Viewer = Annotated[Staff, Depends(needs(Permission.DESK_VIEW))]


@router.post("/conversations/{conversation_id}/notes", status_code=201, operation_id="writeNote")
async def write_note(
    conversation_id: ConversationId,
    body: NoteIn,
    caller: Viewer,
    database: DatabaseHere,
    notes: NotesHere,
) -> NoteOut:
    """Write a private note; whoever may see the conversation may write one."""
    async with database.session(caller.tenant_id) as session:
        note = await notes.write(session, conversation_id, caller, words=body.words())
    return NoteOut.of(note)


@router.get("/conversations/{conversation_id}/notes", operation_id="listNotes")
async def list_notes(
    conversation_id: ConversationId, caller: Viewer, database: DatabaseHere, notes: NotesHere
) -> NoteList:
    """The private notes of a conversation, oldest first."""
    async with database.session(caller.tenant_id) as session:
        found = await notes.of(session, conversation_id)
    return NoteList(items=[NoteOut.of(note) for note in found])


@router.get("/mentions", operation_id="listMentions")
async def list_mentions(
    caller: Viewer,
    database: DatabaseHere,
    notes: NotesHere,
    which: Literal["all", "unread"] = "all",
    cursor: NoteId | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> MentionPage:
    """Where the caller was mentioned, newest first."""
    async with database.session(caller.tenant_id) as session:
        found = await notes.mentions(
            session, caller, unread=which == "unread", before=cursor, limit=limit
        )
        count = await notes.unread(session, caller)
    last = found[-1].note.id if len(found) == limit else None
    return MentionPage(
        items=[MentionOut.of(mention) for mention in found],
        next_cursor=str(last) if last else None,
        unread=count,
    )


@router.post("/mentions/read", status_code=204, operation_id="markMentionsRead")
async def mark_mentions_read(
    body: MarkMentions, caller: Viewer, database: DatabaseHere, notes: NotesHere
) -> None:
    """Note that the caller has read mentions."""
    async with database.session(caller.tenant_id) as session:
        await notes.mark_read(
            session, caller, notes=body.notes, conversation_id=body.conversation_id
        )
