"""Cards on the wire."""

from datetime import datetime
from typing import Self

from pydantic import BaseModel, Field

from hearthline.assist.cards.model import Card, CardId, CardKind, Feedback
from hearthline.kernel import ConversationId


class ItemOut(BaseModel):
    """The published item that a card cites."""

    article_id: str
    version: int
    slug: str
    title: str
    source: str


class FieldOut(BaseModel):
    """A value that the customer named; `start` and `end` are places in message `seq`."""

    kind: str
    label: str
    value: str
    confidence: float
    seq: int
    start: int
    end: int


class FactOut(BaseModel):
    """Something known of this customer."""

    label: str
    value: str


class CardOut(BaseModel):
    """One card: what it is, the approved words, what they rest on.

    `to_prove` must not be told before the customer has proved who he is; while `awaits`, the same
    card may be pushed once more with data of his that came late.
    """

    id: CardId
    conversation_id: ConversationId
    seq: int
    kind: CardKind
    severity: str
    title: str
    text: str
    note: str
    missing: list[str]
    rests_on: list[int]
    item: ItemOut | None
    fields: list[FieldOut]
    facts: list[FactOut]
    to_prove: list[str]
    awaits: bool
    made_at: datetime
    took_ms: int
    is_open: bool

    @classmethod
    def of(cls, card: Card) -> Self:
        """The card on the wire."""
        content, item = card.content, card.content.item
        return cls(
            id=card.id,
            conversation_id=card.conversation_id,
            seq=card.seq,
            kind=card.kind,
            severity=content.severity,
            title=content.title,
            text=content.text,
            note=content.note,
            missing=list(content.missing),
            rests_on=list(content.rests_on),
            item=item
            and ItemOut(
                article_id=item.article_id,
                version=item.version,
                slug=item.slug,
                title=item.title,
                source=item.source,
            ),
            fields=[
                FieldOut(
                    kind=one.kind,
                    label=one.label,
                    value=one.value,
                    confidence=one.confidence,
                    seq=one.seq,
                    start=one.start,
                    end=one.end,
                )
                for one in content.fields
            ],
            facts=[FactOut(label=label, value=value) for label, value in content.facts],
            to_prove=list(content.to_prove),
            awaits=content.awaits,
            made_at=card.made_at,
            took_ms=card.took_ms,
            is_open=card.is_open,
        )


class CardFound(BaseModel):
    """The card of now; none when nothing is worth a look."""

    card: CardOut | None


class GiveFeedback(BaseModel):
    """What an agent did with a card; with `used` and `edited`, the words that he sent."""

    deed: Feedback
    text: str | None = Field(None, max_length=4000)
    reason: str | None = Field(None, max_length=200)
