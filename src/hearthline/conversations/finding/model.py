"""What is looked for in conversations, and what is found."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from hearthline.conversations.finding.excerpt import Excerpt
from hearthline.conversations.model import Status
from hearthline.kernel import ChannelId, ConversationId, StaffId
from hearthline.platform.db import Session


class HitKind(StrEnum):
    """Where words were found."""

    MESSAGE = "message"
    NOTE = "note"
    LABEL = "label"
    TICKET = "ticket"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ended: the next begins before it."""

    at: datetime
    n: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with its filters; `agent` is who wrote in the conversation."""

    q: str
    channel_id: ChannelId | None = None
    agent: StaffId | None = None
    status: Status | None = None
    since: datetime | None = None
    until: datetime | None = None
    before: Place | None = None
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where the words stand; `seq` to jump to, `ref` the note or the ticket."""

    kind: HitKind
    conversation_id: ConversationId | None
    label: str
    at: datetime
    excerpt: Excerpt
    seq: int | None = None
    ref: UUID | None = None
    status: Status | None = None
    channel_id: ChannelId | None = None
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of hits, newest first; `after` is where the next page begins."""

    hits: list[Hit]
    after: Place | None


@dataclass(frozen=True, slots=True)
class Numbered:
    """Something above the conversations that has a number, such as a work order."""

    ref: UUID
    number: str
    title: str
    label: str
    at: datetime
    conversation_id: ConversationId | None = None


Elsewhere: TypeAlias = Callable[[Session, str, int], Awaitable[list[Numbered]]]


async def nothing_elsewhere(session: Session, q: str, limit: int) -> list[Numbered]:
    """Nothing with numbers is known."""
    del session, q, limit
    return []
