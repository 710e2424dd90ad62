"""What a pack says about dialogue, as frozen data: slots, responses, steps, flows, the whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from hearthline.dialogue.flows.expression import Expression
from hearthline.dialogue.flows.seasons import Season
from hearthline.kernel import Words

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the pack something stands."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class ChoiceSpec:
    """An answer that is offered; `phrases` are other ways to say it."""

    value: str
    label: Words
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SlotSpec:
    """A thing to know: its type, how to ask for it, and how it may be shown.

    `keep` lets later flows use it: those of the same `trade`, or `all`; `prefill` looks for it in
    words that were said before it was asked.
    """

    name: str
    at: Place
    type: str
    label: Words
    ask: str
    again: str
    choices: tuple[ChoiceSpec, ...] = ()
    personal: bool = False
    keep: str = ""
    prefill: bool = False


@dataclass(frozen=True, slots=True)
class Chip:
    """A suggestion under an answer: what is shown, and what is said when it is pressed."""

    label: Words
    text: Words


@dataclass(frozen=True, slots=True)
class Hint:
    """A suggestion that is made when a condition on the person's own state holds."""

    chip: Chip
    condition: Expression | None = None


@dataclass(frozen=True, slots=True)
class CardField:
    """A line of a card."""

    label: Words
    value: str


@dataclass(frozen=True, slots=True)
class CardSpec:
    """A card: its kind and its lines."""

    kind: str
    fields: tuple[CardField, ...]


@dataclass(frozen=True, slots=True)
class Addition:
    """A sentence that is added when a condition holds."""

    condition: Expression
    text: Words


@dataclass(frozen=True, slots=True)
class Response:
    """Approved words: several phrasings in each language, additions, chips and a card.

    `short` is for channels of 70 characters, `voice` for the ear.
    """

    id: str
    at: Place
    texts: Mapping[str, tuple[str, ...]]
    adds: tuple[Addition, ...] = ()
    voice: Words | None = None
    short: Words | None = None
    chips: tuple[Chip, ...] = ()
    card: CardSpec | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepBase:
    """What every step has: an id, its place, and what comes next (None: nothing)."""

    id: str
    at: Place
    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """A value that is not taken: when, and what is said."""

    condition: Expression
    say: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoicesFrom:
    """Choices made from a list in scope; label is a text with gaps over `item`."""

    source: Expression
    label: Words
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Collect(StepBase):
    """Ask for a slot until it is known, skipped, or failed twice.

    `consent` are values whose choice is the customer's yes to what `ask` says will be done.
    With `unless` it is not asked where something else is known instead.
    """

    slot: str
    ask: str
    again: str
    is_optional: bool = False
    choices_from: ChoicesFrom | None = None
    rejections: tuple[Rejection, ...] = ()
    consent: tuple[str, ...] = ()
    unless: Expression | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallStep(StepBase):
    """Ask the registry of operations; every way in which it can fail leads somewhere."""

    operation: str
    args: Mapping[str, Expression]
    save: str | None
    timeout_ms: int
    on_error: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arm:
    """One way out of a branch."""

    condition: Expression
    then: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch(StepBase):
    """The first arm that holds, otherwise `otherwise`."""

    arms: tuple[Arm, ...]
    otherwise: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SayStep(StepBase):
    """Say a response."""

    response: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerStep(StepBase):
    """Tell the article that serves an intent; `otherwise` when the knowledge base has none."""

    intent: Expression
    otherwise: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirm(StepBase):
    """Say everything back and wait for a yes; a no asks what is wrong."""

    slots: tuple[str, ...]
    response: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOffStep(StepBase):
    """Give the conversation to a person, for a reason, with a priority (0 is the highest)."""

    reason: str
    priority: int
    say: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subflow(StepBase):
    """Run another flow with the same slots, then go on."""

    flow: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(StepBase):
    """End this flow and begin another."""

    flow: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetStep(StepBase):
    """Give slots values that are known without asking."""

    values: Mapping[str, Expression]


@dataclass(frozen=True, slots=True, kw_only=True)
class End(StepBase):
    """The flow is over; `outcome` goes into the record of runs."""

    outcome: str


Step: TypeAlias = (
    Collect
    | CallStep
    | Branch
    | SayStep
    | AnswerStep
    | Confirm
    | HandOffStep
    | Subflow
    | Link
    | SetStep
    | End
)


@dataclass(frozen=True, slots=True)
class Flow:
    """A piece of business as steps.

    `interrupts`: may be done in the middle of another flow, which goes on afterwards.
    `is_inner`: only a subflow, never started by the customer's words. `is_hazard`: goes first.
    `hazards` are the kinds of danger that it is for, none named: all that no other flow is for.
    `reverse` is the flow that undoes it; `related` are intents worth offering when it is over.
    """

    id: str
    at: Place
    version: int
    name: Words
    triggers: tuple[str, ...]
    slots: tuple[str, ...]
    steps: Mapping[str, Step]
    start: str
    interrupts: bool = False
    is_inner: bool = False
    is_hazard: bool = False
    hazards: tuple[str, ...] = ()
    event: tuple[str, ...] = ()
    reverse: str | None = None
    related: tuple[str, ...] = ()

    def step(self, step_id: str) -> Step:
        """One step; raises KeyError."""
        return self.steps[step_id]


@dataclass(frozen=True, slots=True)
class IntentSpec:
    """An intent as dialogue needs it: its name, and who answers it (flow, knowledge, chat)."""

    id: str
    at: Place
    name: Words
    answer: str
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything that a pack says about dialogue.

    `facts` are the trade's own values in flows that several trades share; `trade_words` are words
    that show that this trade is meant. `related` are intents worth offering after an intent.
    `instead` names for intents of other trades what is meant by them when this trade is spoken of.
    """

    name: str
    version: str
    domain: str
    slots: Mapping[str, SlotSpec]
    responses: Mapping[str, Response]
    flows: Mapping[str, Flow]
    labels: Mapping[str, Words]
    patterns: Mapping[str, str]
    title: Words = field(default_factory=lambda: Words(zh="", en=""))
    facts: Mapping[str, Any] = field(default_factory=dict)
    trade_words: tuple[str, ...] = ()
    related: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    instead: Mapping[str, str] = field(default_factory=dict)
    season: Season | None = None
    suggestions: tuple[Hint, ...] = ()
    after_answer: tuple[Chip, ...] = ()
    intents: Mapping[str, "IntentSpec"] = field(default_factory=dict)

    def flow_for(self, intent: str) -> Flow | None:
        """The flow that an intent starts."""
        for flow in self.flows.values():
            if intent in flow.triggers:
                return flow
        return None
