"""Cards: what they may be, what is on them, and what became of them."""

from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final, Self

from hearthline.kernel import ConversationId, Id, StaffId

PUSH_WITHIN: Final = timedelta(milliseconds=500)
MOST_A_MINUTE: Final = 3
COOL_DOWN: Final = timedelta(minutes=2)


class CardId(Id):
    """A card that was shown to an agent."""


class CardKind(StrEnum):
    """What a card is for."""

    ALERT = "alert"
    SOP = "sop"
    KNOWLEDGE = "knowledge"
    REPLY = "reply"
    FORM = "form"
    EMOTION = "emotion"


class Feedback(StrEnum):
    """What an agent did with a card."""

    SHOWN = "shown"
    USED = "used"
    EDITED = "edited"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class CitedItem:
    """The published item behind a card."""

    article_id: str
    version: int
    slug: str
    title: str
    source: str = ""
    attributes: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FieldOnCard:
    """A value that a customer named: where it stands in which message."""

    kind: str
    label: str
    value: str
    confidence: float
    seq: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Content:
    """What is on a card. `text` are approved words for the customer, `missing` the names of what
    is still to be filled in, `to_prove` what must not be told before he has proved who he is;
    `rests_on` are the messages that it comes of. `has_own`: it holds data of the customer from the
    business systems; `awaits`: more of them may come."""

    title: str
    text: str = ""
    note: str = ""
    missing: tuple[str, ...] = ()
    rests_on: tuple[int, ...] = ()
    item: CitedItem | None = None
    fields: tuple[FieldOnCard, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    severity: str = "info"
    to_prove: tuple[str, ...] = ()
    has_own: bool = False
    awaits: bool = False

    def to_json(self) -> dict[str, Any]:
        """As it is stored."""
        return {
            "title": self.title,
            "text": self.text,
            "note": self.note,
            "missing": list(self.missing),
            "rests_on": list(self.rests_on),
            "item": None if self.item is None else asdict(self.item),
            "fields": [
                [one.kind, one.label, one.value, one.confidence, one.seq, one.start, one.end]
                for one in self.fields
            ],
            "facts": [list(pair) for pair in self.facts],
            "severity": self.severity,
            "to_prove": list(self.to_prove),
            "has_own": self.has_own,
            "awaits": self.awaits,
        }

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> Self:
        """As it was stored."""
        item = body["item"]
        return cls(
            title=body["title"],
            text=body["text"],
            note=body["note"],
            missing=tuple(body["missing"]),
            rests_on=tuple(body["rests_on"]),
            item=None if item is None else _item(item),
            fields=tuple(FieldOnCard(*one) for one in body["fields"]),
            facts=tuple((name, value) for name, value in body["facts"]),
            severity=body["severity"],
            to_prove=tuple(body.get("to_prove", ())),
            has_own=body.get("has_own", False),
            awaits=body.get("awaits", False),
        )


def _item(stored: dict[str, Any]) -> CitedItem:
    attributes = tuple((name, value, unit) for name, value, unit in stored["attributes"])
    return CitedItem(**{**stored, "attributes": attributes})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A card that might be shown; `confidence` says how surely it fits, 0 to 1."""

    kind: CardKind
    ref: str
    content: Content
    confidence: float = 1.0
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A card as it was made for an agent, after a customer's message."""

    id: CardId
    conversation_id: ConversationId
    seq: int
    staff_id: StaffId
    kind: CardKind
    ref: str
    content: Content
    utility: float
    took_ms: int
    made_at: datetime
    shown_at: datetime | None = None
    used_at: datetime | None = None
    distance: float | None = None
    dismissed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether there is still something to do with it."""
        return self.used_at is None and self.dismissed_at is None


@dataclass(frozen=True, slots=True)
class Said:
    """What an agent did with a card; `text` are the words that he sent."""

    deed: Feedback
    text: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """What a person was shown of late: pushes in the last minute, what was put away."""

    pushes: int = 0
    cooling: frozenset[CardKind] = frozenset()
    dismissed: frozenset[str] = frozenset()
    used: frozenset[str] = frozenset()
    rates: dict[CardKind, tuple[int, int]] = field(default_factory=dict)
