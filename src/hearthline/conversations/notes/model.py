"""Private notes: what colleagues tell each other beside a conversation; no customer sees them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from hearthline.kernel import ConversationId, Id, StaffId

MOST_MENTIONS = 20


class NoteId(Id):
    """A private note."""


class NoteKind(StrEnum):
    """A note stands for good; a whisper is a supervisor's word to whoever answers now."""

    NOTE = "note"
    WHISPER = "whisper"


@dataclass(frozen=True, slots=True)
class NoteWords:
    """A note to be written; `client_id` makes a repeat harmless."""

    text: str
    client_id: UUID
    mentions: tuple[StaffId, ...] = ()
    kind: NoteKind = NoteKind.NOTE


@dataclass(frozen=True, slots=True)
class Note:
    """A stored note; it stands after message `after_seq` of the thread."""

    id: NoteId
    conversation_id: ConversationId
    after_seq: int
    kind: NoteKind
    staff_id: StaffId
    staff_name: str
    text: str
    created_at: datetime
    mentions: tuple[StaffId, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody was named in a note, and whether that was read."""

    note: Note
    label: str
    read_at: datetime | None
