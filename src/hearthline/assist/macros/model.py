"""What a macro is, how its words are filled in, and how a run of it stands."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID, uuid5

from hearthline.kernel import ConversationId, Id, StaffId

MOST_STEPS: Final = 12
# What a step may use of an earlier one of the same run.
MADE_BY: Final = {"ticket_no": "ticket"}
# `since` and `rooms` only the customer knows: the agent fills them in.
VARIABLES: Final = (
    "customer",
    "agent",
    "company",
    "account",
    "address",
    "ticket_no",
    "promise_time",
    "today",
    "since",
    "rooms",
)
# After these the conversation is somebody else's or over.
LAST: Final = frozenset({"transfer", "resolve"})
_HOLE: Final = re.compile(r"\{(\w+)\}")


class MacroId(Id):
    """A sequence of deeds with a name."""


class RunId(Id):
    """One run of a macro, by the client's own id."""


class StepState(StrEnum):
    """How a step of a run stands."""

    DONE = "done"
    FAILED = "failed"
    WAITING = "waiting"


def _words_in(values: Mapping[str, Any]) -> list[str]:
    """The words of a step, those of its details too."""
    inner = [value for value in values.values() if isinstance(value, Mapping)]
    own = [value for value in values.values() if isinstance(value, str)]
    return own + [text for each in inner for text in _words_in(each)]


@dataclass(frozen=True, slots=True)
class Step:
    """One deed: `do` is its kind, `values` are its words and choices."""

    do: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def holes(self) -> set[str]:
        """The variables that its words name."""
        return {name for text in _words_in(self.values) for name in _HOLE.findall(text)}

    def filled(self, known: Mapping[str, str]) -> "Step":
        """The same with what is known put in; what is not known stays as it is."""

        def put(match: re.Match[str]) -> str:
            return known.get(match[1]) or match[0]

        def fill(value: Any) -> Any:
            if isinstance(value, Mapping):
                return {name: fill(inner) for name, inner in value.items()}
            return _HOLE.sub(put, value) if isinstance(value, str) else value

        return replace(self, values=fill(self.values))

    def to_json(self) -> dict[str, Any]:
        """The step as it is kept."""
        return {"do": self.do, **self.values}

    @classmethod
    def of_json(cls, body: Mapping[str, Any]) -> "Step":
        """A kept step."""
        return cls(body["do"], {name: value for name, value in body.items() if name != "do"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Macro:
    """A macro; without an owner everybody has it."""

    id: MacroId
    owner_id: StaffId | None
    title: str
    shortcut: str
    steps: tuple[Step, ...]
    domain: str = ""
    uses: int = 0
    last_used_at: datetime | None = None

    @property
    def is_shared(self) -> bool:
        """Whether everybody has it."""
        return self.owner_id is None


@dataclass(frozen=True, slots=True)
class StepResult:
    """What came of a step: `text` for the agent, `code` of what went wrong."""

    state: StepState
    text: str = ""
    code: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The result as it is kept."""
        return {
            "state": self.state.value,
            "text": self.text,
            "code": self.code,
            "values": dict(self.values),
        }

    @classmethod
    def of_json(cls, body: Mapping[str, Any]) -> "StepResult":
        """A kept result."""
        return cls(StepState(body["state"]), body["text"], body["code"], body["values"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run: the steps as they were shown, and what came of each so far."""

    id: RunId
    macro_id: MacroId
    title: str
    conversation_id: ConversationId
    staff_id: StaffId
    steps: tuple[Step, ...]
    results: tuple[StepResult, ...] = ()
    ended_at: datetime | None = None

    @property
    def next(self) -> int | None:
        """The number of the first step that is not done; None when all are."""
        done = [one.state is StepState.DONE for one in self.results]
        number = done.index(False) if False in done else len(done)
        return number if number < len(self.steps) else None

    def step(self, number: int) -> Step:
        """A step with what the earlier ones of this run have made."""
        made = {name: text for one in self.results for name, text in one.values.items()}
        return self.steps[number].filled(made)

    def step_id(self, number: int) -> UUID:
        """The name under which a step is done once."""
        return uuid5(self.id, str(number))

    def after(self, number: int, result: StepResult) -> "Run":
        """The run with a step's result."""
        return replace(self, results=(*self.results[:number], result))


@dataclass(frozen=True, slots=True)
class Preview:
    """The steps filled in; `missing` are variables that nothing is known of, step by step."""

    steps: tuple[Step, ...]
    missing: tuple[tuple[str, ...], ...]

    @property
    def stamp(self) -> str:
        """Tells whether what is run is what was shown."""
        body = json.dumps([step.to_json() for step in self.steps], sort_keys=True)
        return hashlib.sha256(body.encode()).hexdigest()[:16]


def preview(steps: Sequence[Step], known: Mapping[str, str]) -> Preview:
    """Fill steps in; what a later step uses of an earlier one is not missing."""
    shown, missing, made = [], [], set[str]()
    for step in steps:
        left_open = {name for name in made if name in step.holes()}
        usable = {name: text for name, text in known.items() if name not in left_open}
        one = step.filled(usable)
        shown.append(one)
        missing.append(tuple(sorted(one.holes() - left_open)))
        made |= {name for name, kind in MADE_BY.items() if kind == step.do}
    return Preview(tuple(shown), tuple(missing))
