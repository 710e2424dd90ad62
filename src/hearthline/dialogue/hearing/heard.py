"""A message as the producers of commands see it, with what the dialogue waits for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from hearthline.dialogue.flows.model import Flow, Pack, Step
from hearthline.dialogue.flows.trades import Trades
from hearthline.dialogue.machine.commands import Command, Found
from hearthline.dialogue.machine.state import Asked, Choice, Frame, State
from hearthline.platform.language import matching_form


@dataclass(frozen=True, slots=True)
class Hit:
    """What the knowledge base has for a question; `band` is direct, clarify or none."""

    found: Found
    band: str
    score: float


class Library(Protocol):
    """The knowledge base as one customer may see it now."""

    async def search(self, query: str) -> Sequence[Hit]:
        """The best articles, best first."""
        ...

    async def answer_to(self, intent: str, query: str, *, domain: str) -> Hit | None:
        """The article of a trade that serves an intent."""
        ...


class Doubt(StrEnum):
    """Why the classifier is not trusted alone with a message."""

    OUTSIDE = "outside"
    RIVALS = "rivals"
    UNSURE = "unsure"
    LONG = "long"


class Adviser(Protocol):
    """A helper for messages that the classifier may get wrong; what it gives was validated."""

    async def advice(self, heard: "Heard", doubt: Doubt) -> list[Command]:
        """What the message means; empty when it cannot tell, or not in time."""
        ...


@dataclass(frozen=True, slots=True)
class Heard:
    """One message of a customer; `choice` is the value of a pressed button.

    `domains_owned` are the trades in which the customer has accounts.
    """

    text: str
    choice: str | None
    is_media: bool
    now: datetime
    state: State
    trades: Trades
    library: Library
    domains_owned: tuple[str, ...] = ()
    adviser: Adviser | None = None

    @property
    def pack(self) -> Pack:
        """The pack of the flow at work, else of the trade last spoken of."""
        frame = self.state.top
        return self.trades.pack(self.state.domain if frame is None else frame.domain)

    @property
    def normal(self) -> str:
        """The text in the form in which texts are compared."""
        return matching_form(self.text)

    @property
    def frame(self) -> Frame | None:
        """The flow at work."""
        return self.state.top

    @property
    def asked(self) -> Asked | None:
        """What the flow at work waits for."""
        return None if self.frame is None else self.frame.asked

    @property
    def flow(self) -> Flow | None:
        """The flow at work as the pack describes it; None when the pack has lost it."""
        return None if self.frame is None else self.pack.flows.get(self.frame.flow)

    @property
    def step(self) -> Step | None:
        """The step at work."""
        if self.frame is None or self.flow is None:
            return None
        return self.flow.steps.get(self.frame.step)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The choices that are open now: of a question, of the flow, or chips."""
        if self.state.question is not None:
            return self.state.question.choices
        if self.asked is not None:
            return self.asked.choices
        return self.state.offered
