"""What a step of the machine wants done; the turn does it, in this order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from hearthline.dialogue.machine.levels import OwnAccount, best_of
from hearthline.dialogue.machine.state import Consent, State


@dataclass(frozen=True, slots=True)
class Situation:
    """What surrounds a step: who writes, when, with which message, in which language and mood.

    `accounts` are those of the identity token, each at the token's level.
    """

    conversation: str
    message_id: str
    message_text: str
    message_at: datetime
    now: datetime
    locale: str = "zh-CN"
    channel: str = "web"
    level: str = "L0"
    accounts: tuple[OwnAccount, ...] = ()
    bot_name: str = "小暖"
    emotion: str = "CALM"
    is_vulnerable: bool = False

    @property
    def is_known(self) -> bool:
        """Whether an identity token says who writes."""
        return self.level != "L0"

    def own(self, state: State) -> tuple[OwnAccount, ...]:
        """The accounts that the person may act for now, each at its best level."""
        proven = [one for one in state.proven if one.holds(self.now)]
        return best_of([*self.accounts, *proven])


@dataclass(frozen=True, slots=True)
class Reply:
    """Words for the customer; `source` is `response:<id>` or `knowledge:<article>@<version>`."""

    text: str
    kind: str
    source: str
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def response(self) -> str | None:
        """The id of the response it was made from."""
        kind, _, name = self.source.partition(":")
        return name if kind == "response" else None


@dataclass(frozen=True, slots=True)
class HandOver:
    """Give the conversation to a person."""

    reason: str
    priority: int


@dataclass(frozen=True, slots=True)
class Began:
    """A flow began."""

    run: int
    flow: str
    version: int
    domain: str = ""


@dataclass(frozen=True, slots=True)
class Ended:
    """A flow ended, and how: its own outcome, `cancelled` or `handed_over`."""

    run: int
    outcome: str


Effect: TypeAlias = Reply | HandOver | Began | Ended


@dataclass(frozen=True, slots=True)
class Call:
    """An operation to be carried out before the machine can go on.

    `key` makes a repeat of a write harmless; it follows from conversation, run and step alone.
    """

    key: str
    operation: str
    args: Mapping[str, Any]
    timeout_ms: int
    consent: Consent | None = None
    domain: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """A call succeeded; `note` says for a colleague what came of it; `proof` raises the level."""

    values: Mapping[str, Any]
    note: str = ""
    proof: OwnAccount | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """A call failed: one of the kinds of `on_error`, or `uncertain`: a write that may have been
    carried out. `reasons` are sentences for the customer."""

    kind: str
    hint: str = ""
    note: str = ""
    reasons: tuple[str, ...] = ()


Answer: TypeAlias = Done | Failed


@dataclass(frozen=True, slots=True)
class Outcome:
    """The new state, what is to be done, and perhaps a call that must be answered first."""

    state: State
    effects: tuple[Effect, ...]
    call: Call | None = None

    @property
    def replies(self) -> tuple[Reply, ...]:
        """The words among the effects."""
        return tuple(effect for effect in self.effects if isinstance(effect, Reply))
