"""What an agent writes before it is said: drafts, and replies that may still be taken back."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from hearthline.conversations.model import Message, MessageKind
from hearthline.kernel import ConversationId, StaffId, UploadId

LONGEST_UNDO = timedelta(seconds=10)
MOST_PENDING = 20


class Mode(StrEnum):
    """For whom the words are: the customer, or colleagues only."""

    REPLY = "reply"
    NOTE = "note"


class Returned(StrEnum):
    """Why words that were to be sent came back into the draft."""

    MOVED = "moved"
    CLOSED = "closed"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class Draft:
    """What one agent has typed in one conversation; `version` grows with every change.

    `tab` is the browser tab that wrote last; `returned` says that words came back unsent.
    """

    text: str = ""
    mode: Mode = Mode.REPLY
    version: int = 0
    tab: str | None = None
    returned: Returned | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """A change of a draft: `base` is the version that the tab has seen."""

    text: str
    mode: Mode
    base: int
    tab: str


@dataclass(frozen=True, slots=True)
class Words:
    """What an agent sends: text, or a file of this conversation; kept back for `undo`."""

    client_id: UUID
    text: str = ""
    upload_id: UploadId | None = None
    undo: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class PendingReply:
    """A reply that the server keeps until `due_at`; `place` orders those of one conversation."""

    conversation_id: ConversationId
    client_id: UUID
    staff_id: StaffId
    staff_name: str
    kind: MessageKind
    text: str
    made_at: datetime
    due_at: datetime
    data: dict[str, Any] = field(default_factory=dict)
    place: int = 0
    ended: str | None = None


@dataclass(frozen=True, slots=True)
class Replied:
    """What came of a reply: said already, or waiting; `is_new` is false for a repeat."""

    message: Message | None
    pending: PendingReply | None
    is_new: bool
