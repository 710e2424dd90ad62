"""Where a dialogue stands, as frozen data that can be written down and read back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from hearthline.dialogue.machine.levels import OwnAccount

DEEPEST = 3
MOST_NOTES = 20
MOST_PROVEN = 8


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
    domain: str = ""
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
    """A question about the dialogue itself: `clarify`, `switch` or `reverse`.

    `wish` are the customer's words that were not clear.
    """

    kind: str
    choices: tuple[Choice, ...]
    flow: str | None = None
    intent: str | None = None
    domain: str = ""
    wish: str = ""


@dataclass(frozen=True, slots=True)
class Queued:
    """A flow that waits for its turn."""

    flow: str
    intent: str | None = None
    event: Mapping[str, Any] = field(default_factory=dict)
    domain: str = ""


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
    domain: str = ""
    written: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """Everything the bot remembers of one conversation.

    `kept` holds `domain:slot` for what one trade may use again, `slot` for what all may.
    `emotion` is the severest so far; `tone` names words of sympathy that are yet to be said.
    """

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
    is_vulnerable: bool = False
    tone: str = ""
    domain: str = ""
    proven: tuple[OwnAccount, ...] = ()
    silences: int = 0
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

    def proving(self, proof: OwnAccount) -> "State":
        """The same state with an account for which the person has proved who he is."""
        others = [
            one
            for one in self.proven
            if (one.domain, one.account_no) != (proof.domain, proof.account_no)
        ]
        return replace(self, proven=(*others, proof)[-MOST_PROVEN:])

    def noting(self, note: str) -> "State":
        """The same state with one more line of what was tried."""
        return replace(self, notes=(*self.notes, note)[-MOST_NOTES:])


def errand_of(frames: Sequence[Frame]) -> tuple[str, ...]:
    """The flow at work and, when it is a subflow, those that called it, innermost first."""
    names: list[str] = []
    for frame in reversed(frames):
        names.append(frame.flow)
        if not frame.is_inner:
            break
    return tuple(names)


def kept_in(state: State, domain: str) -> dict[str, Filled]:
    """What later flows of a trade may use of what is known."""
    shared = {name: filled for name, filled in state.kept.items() if ":" not in name}
    mine = f"{domain}:"
    own = {
        name.removeprefix(mine): filled
        for name, filled in state.kept.items()
        if name.startswith(mine)
    }
    return {**shared, **own}


def released(state: State, reason: str) -> State:
    """The state after everything was given to a person: events wait, what is known is kept."""
    flow = state.frames[0].flow if state.frames else None
    domain = state.frames[0].domain if state.frames else state.domain
    slots: dict[str, Filled] = kept_in(state, domain)
    for frame in state.frames:
        slots.update(frame.slots)
    if flow is None and state.done is not None:
        flow, domain = state.done.flow, state.done.domain
        slots.update(state.done.slots)
    return replace(
        state,
        frames=(),
        question=None,
        queued=tuple(one for one in state.queued if one.event),
        failures=0,
        strays=0,
        silences=0,
        tone="",
        handed=Handed(reason, flow, slots, domain),
    )
