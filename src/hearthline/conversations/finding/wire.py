"""Bodies of the search."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from typing import Literal, Self
from uuid import UUID

from pydantic import BaseModel

from hearthline.conversations.finding.model import Hit, Page, Place
from hearthline.conversations.model import Channel
from hearthline.conversations.wire import ChannelOut
from hearthline.kernel import ConversationId

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


class WordsHitOut(BaseModel):
    """A place where the words stand; `spans` are character ranges of `excerpt`.

    `seq` is the message to jump to; `ref` is the note, or the ticket whose number was found.
    """

    kind: Literal["message", "note", "label", "ticket"]
    conversation_id: ConversationId | None
    label: str
    at: datetime
    excerpt: str
    spans: list[tuple[int, int]]
    seq: int | None
    ref: UUID | None
    status: Literal["bot", "queued", "agent", "closed"] | None
    channel: ChannelOut | None
    speaker: str

    @classmethod
    def of(cls, hit: Hit, channels: dict[UUID, Channel]) -> Self:
        """The hit on the wire."""
        channel = channels.get(hit.channel_id) if hit.channel_id else None
        return cls(
            kind=hit.kind.value,
            conversation_id=hit.conversation_id,
            label=hit.label,
            at=hit.at,
            excerpt=hit.excerpt.text,
            spans=hit.excerpt.spans,
            seq=hit.seq,
            ref=hit.ref,
            status=hit.status.value if hit.status else None,
            channel=channel
            and ChannelOut(key=channel.key, kind=channel.kind.value, name=channel.name),
            speaker=hit.speaker,
        )


class FoundWordsPage(BaseModel):
    """A page of hits, newest first."""

    items: list[WordsHitOut]
    next_cursor: str | None

    @classmethod
    def of(cls, page: Page, channels: dict[UUID, Channel]) -> Self:
        """The page on the wire."""
        return cls(
            items=[WordsHitOut.of(hit, channels) for hit in page.hits],
            next_cursor=cursor_of(page.after) if page.after else None,
        )


def cursor_of(place: Place) -> str:
    """A place as a word that clients hand back."""
    said = f"{(place.at - _EPOCH) // timedelta(microseconds=1)}:{place.n}"
    return urlsafe_b64encode(said.encode()).decode().rstrip("=")


def place_of(cursor: str) -> Place | None:
    """The place that a cursor names; None for one that we did not make."""
    try:
        said = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        at, n = said.split(":")
        return Place(_EPOCH + timedelta(microseconds=int(at)), int(n))
    except (ValueError, OverflowError):
        return None
