"""What understanding is given and what it says about a text."""

from dataclasses import dataclass, field
from enum import StrEnum

OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True, slots=True)
class IntentExamples:
    """An intent as people say it, what only looks like it, and which intents it is mistaken for."""

    intent: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...] = ()
    confusable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Guess:
    """An intent and the probability that it is meant, 0 to 1."""

    intent: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text is taken to mean.

    `ranked` is never empty and leaves out-of-scope out; when `in_scope` is false the best guess is
    not good enough to act on. `ambiguous` holds two or three intents worth asking about, or none.
    """

    text: str
    normal: str
    ranked: tuple[Guess, ...]
    in_scope: bool
    margin: float
    ambiguous: tuple[str, ...] = ()
    scope: float = 1.0
    nearest: str | None = None

    @property
    def best(self) -> Guess:
        """The likeliest intent."""
        return self.ranked[0]


class Hazard(StrEnum):
    """Danger to people or homes that goes before everything else.

    A burst pipe, hot water from the ground and steam are BURST; water at electricity is SHOCK.
    """

    LEAK = "leak"
    BURST = "burst"
    SCALD = "scald"
    SHOCK = "shock"
    WIRE_DOWN = "wire_down"
    FIRE = "fire"
    GAS = "gas"
    CO = "co"


@dataclass(frozen=True, slots=True)
class HazardSign:
    """A danger that was reported; `others` are what else was, less grave.

    Grave is whatever hurts or may kill: all kinds, and of leaks those that nobody can stop.
    """

    kind: Hazard
    is_grave: bool
    others: tuple[Hazard, ...] = ()


class Vulnerable(StrEnum):
    """Why someone in the home must not be kept waiting."""

    ELDERLY = "elderly"
    CHILD = "child"
    PREGNANT = "pregnant"
    ILL = "ill"
    LIFE_SUPPORT = "life_support"


class Emotion(StrEnum):
    """How the customer sounds, from mild to severe."""

    CALM = "calm"
    WORRIED = "worried"
    ANNOYED = "annoyed"
    ANGRY = "angry"
    THREATENING = "threatening"


@dataclass(frozen=True, slots=True)
class Span:
    """A value found in a text; `start` and `end` count in the matching form of the text."""

    start: int
    end: int
    text: str
    value: object
    is_certain: bool = field(default=True)
