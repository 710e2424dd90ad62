"""What rules look at and what they say: turns, deeds, facts; hit, miss or unknown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

ROLES: Final = ("customer", "agent", "bot", "system")
MOST_MARKS: Final = 128


class Verdict(StrEnum):
    """What is known of a condition. UNKNOWN is neither a pass nor a fail: data is missing, or the
    conversation goes on and may still decide it."""

    HIT = "hit"
    MISS = "miss"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Turn:
    """What somebody said. Times are seconds from the beginning; a written turn has no `end`.

    `attributes` is what others found out about it: `emotion`, `intents` (name to probability),
    `entities` (kind to values), `sentiment` (−1 to 1), `energy` (dB), `marks` (names).
    """

    role: str
    text: str
    start: float | None = None
    end: float | None = None
    attributes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that was done: an outage looked up, an identity proved, a ticket filed.

    It lies after so many turns, and at a second if that is known.
    """

    name: str
    after_turns: int
    at: float | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Conversation:
    """Turns and deeds in their order, and what is known of the whole: channel, level, ticket."""

    turns: tuple[Turn, ...]
    deeds: tuple[Deed, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mark:
    """A place where a condition was seen.

    `turn` counts from 0; a deed lies half way between two turns. `spans` are places in the
    matching form of the text. `counts` are the turns of each of `ROLES` up to and with here.
    `role` is the place in `ROLES` of who spoke, −1 for a deed.
    """

    turn: float
    counts: tuple[int, int, int, int]
    at: float | None = None
    spans: tuple[tuple[int, int], ...] = ()
    role: int = -1

    @property
    def first(self) -> int:
        """Where in its turn it begins."""
        return min((start for start, _ in self.spans), default=0)

    def is_before(self, other: "Mark") -> bool:
        """Whether it comes first; within one turn the places in the text decide."""
        if self.turn != other.turn:
            return self.turn < other.turn
        return bool(self.spans and other.spans) and self.first < other.first

    def gap(self, other: "Mark", roles: tuple[int, ...]) -> int:
        """How many turns of these roles lie between, the later one included."""
        return sum(abs(other.counts[role] - self.counts[role]) for role in roles)


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that holds, and the places that show it."""

    rule: str
    evidence: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one rule in a conversation that is over."""

    rule: str
    verdict: Verdict
    evidence: tuple[Mark, ...] = ()
