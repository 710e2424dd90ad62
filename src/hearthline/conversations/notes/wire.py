"""Bodies of notes and mentions."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from hearthline.conversations.notes.model import (
    MOST_MENTIONS,
    Mention,
    Note,
    NoteId,
    NoteWords,
)
from hearthline.kernel import ConversationId, StaffId

_Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=4000, pattern=r"^[^\x00]*$"),
]


class NoteIn(BaseModel):
    """A note to be written; who is mentioned is told at once."""

    client_id: UUID
    text: _Text
    mentions: list[StaffId] = Field(default_factory=list, max_length=MOST_MENTIONS)

    def words(self) -> NoteWords:
        """As the slice takes it."""
        return NoteWords(self.text, self.client_id, tuple(self.mentions))


class NoteOut(BaseModel):
    """A note; it stands after message `after_seq`."""

    id: NoteId
    conversation_id: ConversationId
    after_seq: int
    kind: Literal["note", "whisper"]
    staff_id: StaffId
    staff_name: str
    text: str
    created_at: datetime
    mentions: list[StaffId]

    @classmethod
    def of(cls, note: Note) -> Self:
        """The note on the wire."""
        return cls(
            id=note.id,
            conversation_id=note.conversation_id,
            after_seq=note.after_seq,
            kind=note.kind.value,
            staff_id=note.staff_id,
            staff_name=note.staff_name,
            text=note.text,
            created_at=note.created_at,
            mentions=list(note.mentions),
        )


class NoteList(BaseModel):
    """The notes of a conversation, oldest first."""

    items: list[NoteOut]


class MentionOut(BaseModel):
    """Where the caller was mentioned; `label` is the customer of the conversation."""

    note: NoteOut
    label: str
    read_at: datetime | None

    @classmethod
    def of(cls, mention: Mention) -> Self:
        """The mention on the wire."""
        return cls(note=NoteOut.of(mention.note), label=mention.label, read_at=mention.read_at)


class MentionPage(BaseModel):
    """A page of mentions, newest first, and how many are unread in all."""

    items: list[MentionOut]
    next_cursor: str | None
    unread: int


class MarkMentions(BaseModel):
    """Which mentions were read: these notes, or every one of a conversation."""

    notes: list[NoteId] = Field(default_factory=list, max_length=200)
    conversation_id: ConversationId | None = None
