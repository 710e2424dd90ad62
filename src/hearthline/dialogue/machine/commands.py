"""The closed set of what a message can mean to the machine; producers emit nothing else."""

from dataclasses import dataclass
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Start:
    """Begin a flow of a trade, because of an intent; `is_later`: after what was said before it."""

    flow: str
    intent: str | None = None
    domain: str = ""
    is_later: bool = False


@dataclass(frozen=True, slots=True)
class Set:
    """A slot's value; `shown` is how it is said back, `span` where in the message it stood."""

    slot: str
    value: Any
    shown: str
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Correct:
    """Another value for a slot that was known."""

    slot: str
    value: Any
    shown: str


@dataclass(frozen=True, slots=True)
class Affirm:
    """Yes."""


@dataclass(frozen=True, slots=True)
class Deny:
    """No."""


@dataclass(frozen=True, slots=True)
class Choose:
    """One of the choices of a question about the dialogue itself."""

    value: str


@dataclass(frozen=True, slots=True)
class Cancel:
    """Stop what we are doing."""


@dataclass(frozen=True, slots=True)
class Skip:
    """Not known, or not to be said."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """Say the last words again, in small pieces when it went too fast."""

    is_slow: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """Something the customer may have meant; `value` is read again when it is chosen."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Clarify:
    """Several things may be meant."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A published answer with its source; `merged` are others that its words rest on too."""

    article: str
    version: int
    title: str
    answer: str
    is_local_rule: bool = False
    domain: str = ""
    related: tuple[str, ...] = ()
    merged: tuple["Found", ...] = ()


@dataclass(frozen=True, slots=True)
class AskKb:
    """A question that the knowledge base answers."""

    query: str
    found: Found


@dataclass(frozen=True, slots=True)
class Chitchat:
    """Small talk: the intent names the response."""

    intent: str


@dataclass(frozen=True, slots=True)
class HandOff:
    """A person is wanted or needed."""

    reason: str
    priority: int = 3


@dataclass(frozen=True, slots=True)
class CannotHandle:
    """Nothing was understood: `unclear`, `out_of_scope` or `media`."""

    why: str = "unclear"


Command: TypeAlias = (
    Start
    | Set
    | Correct
    | Affirm
    | Deny
    | Choose
    | Cancel
    | Skip
    | Repeat
    | Clarify
    | AskKb
    | Chitchat
    | HandOff
    | CannotHandle
)
