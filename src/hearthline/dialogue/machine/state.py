"""Where a dialogue stands, as frozen data that can be written down and read back."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

DEEPEST = 3
MOST_NOTES = 20


@dataclass(frozen=True, slots=True)
class Filled:
    """A known slot: the value, and how it is said back; a null value was skipped."""

    value: Any
    shown: str


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that was offered; `value` is what a press sends."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a flow waits for: a `slot`, a `confirm`, or `which` value is wrong."""

    kind: str
    slot: str | None = None
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Consent:
    """The customer's recorded yes, and to what."""

    text: str
    at: str
    message_id: str
    summary: str


@dataclass(frozen=True, slots=True)
class Frame:
    """One flow at work: its place, what it knows, what it asked, what it has done.

    `run` numbers the flows of a conversation; with the step it makes the key of a write.
    """

    flow: str
    run: int
    step: str
    intent: str | None = None
    event: Mapping[str, Any] = field(default_factory=dict)
    slots: Mapping[str, Filled] = field(default_factory=dict)
    results: Mapping[str, Any] = field(default_factory=dict)
    asked: Asked | None = None
    failures: int = 0
    trail: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    summary: str = ""
    consent: Consent | None = None
    waiting: str | None = None
    written: tuple[str, ...] = ()
    is_inner: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question about the dialogue itself: `clarify` or `switch`."""

    kind: str
    choices: tuple[Choice, ...]
    flow: str | None = None
    intent: str | None = None


@dataclass(frozen=True, slots=True)
class Queued:
    """A flow that waits for its turn."""

    flow: str
    intent: str | None = None
    event: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LastReply:
    """Words as they were said, to be said again."""

    text: str
    kind: str
    data: Mapping[str, Any]
    source: str


@dataclass(frozen=True, slots=True)
class Handed:
    """What a person needs to know who takes over; of a finished flow, `reason` is how it ended."""

    reason: str
    flow: str | None
    slots: Mapping[str, Filled]


@dataclass(frozen=True, slots=True)
class State:
    """Everything the bot remembers of one conversation."""

    frames: tuple[Frame, ...] = ()
    question: Question | None = None
    offered: tuple[Choice, ...] = ()
    failures: int = 0
    strays: int = 0
    kept: Mapping[str, Filled] = field(default_factory=dict)
    queued: tuple[Queued, ...] = ()
    phrasings: Mapping[str, int] = field(default_factory=dict)
    last: tuple[LastReply, ...] = ()
    notes: tuple[str, ...] = ()
    emotion: str = "CALM"
    runs: int = 0
    handed: Handed | None = None
    done: Handed | None = None

    @property
    def top(self) -> Frame | None:
        """The flow at work."""
        return self.frames[-1] if self.frames else None

    @property
    def depth(self) -> int:
        """How many flows stand on each other, subflows not counted."""
        return sum(1 for frame in self.frames if not frame.is_inner)

    def with_top(self, frame: Frame) -> "State":
        """The same state with another top frame."""
        return replace(self, frames=(*self.frames[:-1], frame))

    def noting(self, note: str) -> "State":
        """The same state with one more line of what was tried."""
        return replace(self, notes=(*self.notes, note)[-MOST_NOTES:])


def released(state: State, reason: str) -> State:
    """The state after everything was given to a person: events wait, what is known is kept."""
    slots: dict[str, Filled] = dict(state.kept)
    for frame in state.frames:
        slots.update(frame.slots)
    flow = state.frames[0].flow if state.frames else None
    if flow is None and state.done is not None:
        flow = state.done.flow
        slots.update(state.done.slots)
    return replace(
        state,
        frames=(),
        question=None,
        queued=tuple(one for one in state.queued if one.event),
        failures=0,
        strays=0,
        handed=Handed(reason, flow, slots),
    )
