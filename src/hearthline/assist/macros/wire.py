"""Macros on the wire: their steps, previews and runs."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from hearthline.assist.macros.model import (
    MOST_STEPS,
    Macro,
    MacroId,
    Preview,
    Run,
    RunId,
    Step,
    StepState,
)
from hearthline.assist.macros.running import Order
from hearthline.kernel import ConversationId, QueueId, StaffId

_PLAIN = r"^[^\x00]*$"
_Words = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000, pattern=_PLAIN)
]
_Short = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=2, max_length=400, pattern=_PLAIN)
]
_Maybe = Annotated[str, StringConstraints(strip_whitespace=True, max_length=400, pattern=_PLAIN)]
_Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.:-]{1,40}$")]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SayStep(_Body):
    """Words for the customer."""

    do: Literal["say"]
    text: _Words


class NoteStep(_Body):
    """Words for colleagues."""

    do: Literal["note"]
    text: _Words


class TagStep(_Body):
    """A tag for the customer, with its reason."""

    do: Literal["tag"]
    code: _Code
    reason: _Short


class PriorityStep(_Body):
    """How urgent the conversation is; 0 is the most urgent."""

    do: Literal["priority"]
    priority: Annotated[int, Field(ge=0, le=4)]


class PromiseStep(_Body):
    """Something promised to the customer, due so many minutes from now."""

    do: Literal["promise"]
    text: _Short
    within_minutes: Annotated[int, Field(ge=5, le=60 * 24 * 30)]


class TicketStep(_Body):
    """A ticket of a type, with what is known of it."""

    do: Literal["ticket"]
    type_code: _Code
    description: _Words
    title: _Maybe = ""
    priority: Literal["", "P0", "P1", "P2", "P3", "P4"] = ""
    details: dict[str, str | int | float | bool] = Field(default_factory=dict, max_length=30)


class SubscribeStep(_Body):
    """Have the customer told of the outage at his place."""

    do: Literal["subscribe_outage"]


class WrapUpStep(_Body):
    """The code under which the conversation is wrapped up."""

    do: Literal["wrap_up"]
    code: _Code
    note: _Maybe = ""


class TransferStep(_Body):
    """Give the conversation to another queue; only as the last step."""

    do: Literal["transfer"]
    queue_id: QueueId
    note: _Maybe = ""


class ResolveStep(_Body):
    """Finish the conversation; only as the last step."""

    do: Literal["resolve"]
    note: _Maybe = ""


AnyStep = Annotated[
    SayStep
    | NoteStep
    | TagStep
    | PriorityStep
    | PromiseStep
    | TicketStep
    | SubscribeStep
    | WrapUpStep
    | TransferStep
    | ResolveStep,
    Field(discriminator="do"),
]


class SaveMacro(_Body):
    """A macro as it is to be."""

    title: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60, pattern=_PLAIN)
    ]
    shortcut: Annotated[str, StringConstraints(to_lower=True, pattern=r"^[A-Za-z0-9]{1,32}$")]
    domain: Literal["", "heating", "power"] = ""
    shared: bool = False
    steps: Annotated[list[AnyStep], Field(min_length=1, max_length=MOST_STEPS)]

    def macro(self, macro_id: MacroId, staff_id: StaffId) -> Macro:
        """The macro that is meant."""
        bodies = [step.model_dump(mode="json") for step in self.steps]
        return Macro(
            id=macro_id,
            owner_id=None if self.shared else staff_id,
            title=self.title,
            shortcut=self.shortcut,
            steps=tuple(Step.of_json(body) for body in bodies),
            domain=self.domain,
        )


class MacroOut(BaseModel):
    """A macro; `steps` have the form in which they are saved."""

    id: MacroId
    title: str
    shortcut: str
    domain: str
    shared: bool
    uses: int
    last_used_at: datetime | None
    steps: list[dict[str, Any]]

    @classmethod
    def of(cls, macro: Macro) -> Self:
        """The macro on the wire."""
        return cls(
            id=macro.id,
            title=macro.title,
            shortcut=macro.shortcut,
            domain=macro.domain,
            shared=macro.is_shared,
            uses=macro.uses,
            last_used_at=macro.last_used_at,
            steps=[step.to_json() for step in macro.steps],
        )


class MacroList(BaseModel):
    """Macros, the most used first."""

    items: list[MacroOut]


class FillIn(_Body):
    """Values that the agent filled in by hand, by the names of variables."""

    values: dict[str, _Maybe] = Field(default_factory=dict, max_length=12)


class PreviewStepOut(BaseModel):
    """A step as it would be done; `missing` are variables that nothing is known of."""

    step: dict[str, Any]
    missing: list[str]


class PreviewOut(BaseModel):
    """What would be done; `stamp` is sent back so that exactly this is run."""

    steps: list[PreviewStepOut]
    stamp: str

    @classmethod
    def of(cls, preview: Preview) -> Self:
        """The preview on the wire."""
        pairs = zip(preview.steps, preview.missing, strict=True)
        return cls(
            steps=[
                PreviewStepOut(step=step.to_json(), missing=list(names)) for step, names in pairs
            ],
            stamp=preview.stamp,
        )


class RunMacro(FillIn):
    """Run what was shown; sent again with its client_id it goes on where it stopped."""

    client_id: UUID
    stamp: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]

    def order(self, macro_id: MacroId) -> Order:
        """The run that is meant."""
        return Order(RunId.of(self.client_id), macro_id, self.stamp, self.values)


class RunStepOut(BaseModel):
    """A step and what came of it."""

    do: str
    state: StepState
    text: str
    code: str


class RunOut(BaseModel):
    """A run: what came of each step; after the first that failed nothing was done."""

    id: RunId
    macro_id: MacroId
    title: str
    conversation_id: ConversationId
    is_complete: bool
    steps: list[RunStepOut]

    @classmethod
    def of(cls, run: Run) -> Self:
        """The run on the wire."""
        steps = []
        for number, step in enumerate(run.steps):
            result = run.results[number] if number < len(run.results) else None
            steps.append(
                RunStepOut(
                    do=step.do,
                    state=result.state if result else StepState.WAITING,
                    text=result.text if result else "",
                    code=result.code if result else "",
                )
            )
        return cls(
            id=run.id,
            macro_id=run.macro_id,
            title=run.title,
            conversation_id=run.conversation_id,
            is_complete=run.next is None,
            steps=steps,
        )


class VariablesOut(BaseModel):
    """What words may name, and what each is here; unknown ones are left out."""

    names: list[str]
    values: dict[str, str]
