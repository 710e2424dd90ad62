"""The help while answering on the wire: warnings, steps, summaries, filled forms."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal, Self

from pydantic import BaseModel, Field, field_validator

from hearthline.assist.checking import Warned
from hearthline.assist.prefill import Prefilled
from hearthline.assist.situation import Situation
from hearthline.assist.summary.service import Drafted
from hearthline.rules import Progress, SopState


class DraftIn(BaseModel):
    """A reply that was not sent yet."""

    text: str = Field(max_length=4000)

    @field_validator("text")
    @classmethod
    def sound(cls, text: str) -> str:
        """No NUL in it."""
        if "\0" in text:
            raise ValueError("no NUL")
        return text


class WarningOut(BaseModel):
    """What is risky in it; `span` are places in the text."""

    rule: str
    severity: Literal["info", "warn", "critical"]
    message: str
    span: tuple[int, int] | None
    suggestion: str | None


class WarningList(BaseModel):
    """The gravest first; empty when nothing is risky."""

    warnings: list[WarningOut]

    @classmethod
    def of(cls, warned: Iterable[Warned], locale: str) -> Self:
        """In the reader's language."""
        return cls(
            warnings=[
                WarningOut(
                    rule=one.rule,
                    severity=one.severity,
                    message=one.told.in_(locale),
                    span=one.span,
                    suggestion=one.instead and one.instead.in_(locale),
                )
                for one in warned
            ]
        )


class StepOut(BaseModel):
    """A step: what to say, ask or do, how far it is, and the messages that show it."""

    id: str
    name: str
    kind: Literal["say", "ask", "do"]
    progress: Progress
    is_optional: bool
    text: str
    missing: list[str]
    script: str | None
    seqs: list[int]


class SopOut(BaseModel):
    """A situation with its steps."""

    id: str
    name: str
    steps: list[StepOut]

    @classmethod
    def of(cls, state: SopState, situation: Situation, locale: str) -> Self:
        """Words filled in with what is known."""
        steps = []
        for one in state.steps:
            say = one.step.say
            text, missing = situation.filled(say.in_(locale)) if say else ("", ())
            steps.append(
                StepOut(
                    id=one.step.id,
                    name=one.step.name.in_(locale),
                    kind=one.step.kind,
                    progress=one.progress,
                    is_optional=one.step.is_optional,
                    text=text,
                    missing=list(missing),
                    script=one.step.script,
                    seqs=list(situation.seqs(one.evidence)),
                )
            )
        return cls(id=state.sop.id, name=state.sop.name.in_(locale), steps=steps)


class MoodOut(BaseModel):
    """How the customer sounded in one message."""

    seq: int
    mood: str


class SopList(BaseModel):
    """The situations that are recognised, the most important first, and the line of emotion."""

    items: list[SopOut]
    moods: list[MoodOut]


class PartOut(BaseModel):
    """One part of a summary, the messages it was taken from, and whether a model worded it."""

    text: str
    seqs: list[int]
    is_rephrased: bool


class CodeOut(BaseModel):
    """A code for the wrap-up and how well it fits, 0 to 1."""

    code: str
    label: str
    score: float


class SummaryOut(BaseModel):
    """诉求, 处理, 结果, 待办, 情绪; a part that nothing in the conversation supports is null.

    `todo_due_at` is by when the words of 待办 promise it.
    """

    request: PartOut | None = None
    handling: PartOut | None = None
    result: PartOut | None = None
    todo: PartOut | None = None
    emotion: PartOut | None = None
    todo_due_at: datetime | None = None
    codes: list[CodeOut]

    @classmethod
    def of(cls, drafted: Drafted) -> Self:
        """From the model."""
        parts = {
            name: PartOut(text=part.text, seqs=list(part.seqs), is_rephrased=part.is_rephrased)
            for name, part in drafted.summary.parts.items()
        }
        codes = [CodeOut(code=one.code, label=one.label, score=one.score) for one in drafted.codes]
        return cls(codes=codes, todo_due_at=drafted.todo_due_at, **parts)


class PrefillIn(BaseModel):
    """Which form is to be filled."""

    type_code: str = Field(max_length=40)


class PrefilledOut(BaseModel):
    """A field with its value, and where in the words of message `seq` it was said."""

    name: str
    label: str
    value: Any
    shown: str
    confidence: float
    seq: int
    start: int
    end: int
    said: str


class PrefilledList(BaseModel):
    """The fields that the conversation fills."""

    fields: list[PrefilledOut]

    @classmethod
    def of(cls, found: Iterable[Prefilled], locale: str) -> Self:
        """In the reader's language."""
        return cls(
            fields=[
                PrefilledOut(
                    name=one.name,
                    label=one.label.in_(locale),
                    value=one.value,
                    shown=one.shown,
                    confidence=one.confidence,
                    seq=one.seq,
                    start=one.start,
                    end=one.end,
                    said=one.said,
                )
                for one in found
            ]
        )
