"""A tried message on the wire: what was said to it, and everything that led there."""

from dataclasses import fields, is_dataclass
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, Field, StringConstraints

from hearthline.dialogue.flows.trades import Trades
from hearthline.dialogue.machine.commands import Command
from hearthline.dialogue.machine.effects import Done, Reply
from hearthline.dialogue.machine.state import Frame, State
from hearthline.dialogue.releases.example_wire import DomainName
from hearthline.dialogue.releases.wire import ReleaseAddress, WireBody, WordsOut
from hearthline.dialogue.workbench.trying import Message, Tried, handed_over
from hearthline.kernel import Words
from hearthline.knowledge import WhyOut
from hearthline.understanding import Reading

_Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=1000, pattern=r"^[^\x00]+$"),
]
_AccountNo = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z-]{1,32}$")]
_LONGEST_SHOWN = 2000


class GivenAccount(WireBody):
    """An account that the tried customer has."""

    domain: DomainName
    account_no: _AccountNo


class Given(WireBody):
    """Who the tried customer is; only heard with the first message."""

    level: Literal["L0", "L1", "L2", "L3"] = "L1"
    accounts: Annotated[tuple[GivenAccount, ...], Field(max_length=10)] = ()


class TryMessage(WireBody):
    """A message; `session` is what the answer to the one before gave."""

    text: _Text
    choice: Annotated[str, StringConstraints(max_length=200)] | None = None
    locale: Literal["zh-CN", "en"] = "zh-CN"
    domains: Annotated[tuple[DomainName, ...], Field(max_length=10)] = ()
    release_id: ReleaseAddress | None = None
    session: Annotated[str, StringConstraints(max_length=60_000)] | None = None
    given: Given = Given()

    def message(self) -> Message:
        """As it is tried."""
        return Message(
            text=self.text,
            choice=self.choice,
            locale=self.locale,
            domains=self.domains,
            release=self.release_id,
            session=self.session,
            level=self.given.level,
            accounts=tuple((one.domain, one.account_no) for one in self.given.accounts),
        )


class ChoiceOut(BaseModel):
    """A button; a press sends `value`."""

    label: str
    value: str


class ReplyOut(BaseModel):
    """Words of the bot, and what they were made from."""

    text: str
    kind: str
    source: str
    choices: list[ChoiceOut]
    citations: list[str]

    @classmethod
    def of(cls, reply: Reply) -> Self:
        """From the turn."""
        choices = reply.data.get("choices", ())
        return cls(
            text=reply.text,
            kind=reply.kind,
            source=reply.source,
            choices=[
                ChoiceOut(label=str(one["label"]), value=str(one["value"])) for one in choices
            ],
            citations=[str(one["title"]) for one in reply.data.get("citations", ())],
        )


class CommandOut(BaseModel):
    """What the message meant to the machine."""

    name: str
    details: dict[str, Any]

    @classmethod
    def of(cls, command: Command) -> Self:
        """From the hearing."""
        members = {one.name: plain(getattr(command, one.name)) for one in fields(command)}
        return cls(name=type(command).__name__, details=members)


class GuessOut(BaseModel):
    """An intent and how likely it is meant, 0 to 1."""

    intent: str
    name: WordsOut
    domains: list[str]
    confidence: float


class ReadingOut(BaseModel):
    """How the words were read; `scope` is how likely they are our business, 0 to 1."""

    normal: str
    in_scope: bool
    scope: float
    margin: float
    ranked: list[GuessOut]
    ambiguous: list[str]
    nearest: str | None
    explained: dict[str, Any] | None

    @classmethod
    def of(cls, reading: Reading, explained: Any, trades: Trades) -> Self:
        """From the understanding."""
        return cls(
            normal=reading.normal,
            in_scope=reading.in_scope,
            scope=round(reading.scope, 4),
            margin=round(reading.margin, 4),
            ranked=[_guess(one.intent, one.confidence, trades) for one in reading.ranked],
            ambiguous=list(reading.ambiguous),
            nearest=reading.nearest,
            explained=_explained(explained),
        )


class TriedHit(BaseModel):
    """An article of the release that was found."""

    slug: str
    title: str
    question: str
    score: float
    band: Literal["direct", "clarify", "none"]
    why: list[WhyOut]


class SpanOut(BaseModel):
    """A value in the words; `start` and `end` count in the matching form `normal`."""

    type: str
    text: str
    start: int
    end: int
    value: str
    is_certain: bool


class DomainOut(BaseModel):
    """Which trade: `meant` by the words alone, `decided` by everything; null: it would ask."""

    served: list[str]
    meant: str | None
    decided: str | None


class HazardOut(BaseModel):
    """A danger in the words."""

    kind: str
    is_grave: bool
    others: list[str]


class FrameOut(BaseModel):
    """A flow at work, and what it knows."""

    domain: str
    flow: str
    name: WordsOut
    step: str
    slots: dict[str, str]
    waits_for: str | None


class CallOut(BaseModel):
    """What was asked of the scripted business, and what came back."""

    operation: str
    args: dict[str, Any]
    outcome: str
    values: dict[str, Any]


class TriedOut(BaseModel):
    """A tried message with everything that the bot thought; give `session` back to go on."""

    session: str
    release_id: str
    replies: list[ReplyOut]
    commands: list[CommandOut]
    reading: ReadingOut
    hits: list[TriedHit]
    slots: list[SpanOut]
    domain: DomainOut
    emotion: str
    hazard: HazardOut | None
    vulnerable: list[str]
    stack: list[FrameOut]
    calls: list[CallOut]
    handed_over: str | None
    level: str

    @classmethod
    def of(cls, tried: Tried) -> Self:
        """From the trial."""
        hazard, trades = tried.hazard, tried.brain.trades
        return cls(
            session=tried.session,
            release_id=tried.release,
            replies=[ReplyOut.of(one) for one in tried.worked.outcome.replies],
            commands=[CommandOut.of(one) for one in tried.commands],
            reading=ReadingOut.of(tried.reading, tried.explained, trades),
            hits=_hits(tried),
            slots=_spans(tried),
            domain=DomainOut(served=list(trades.domains), meant=tried.meant, decided=tried.decided),
            emotion=tried.emotion.value,
            hazard=None
            if hazard is None
            else HazardOut(
                kind=hazard.kind.value,
                is_grave=hazard.is_grave,
                others=[one.value for one in hazard.others],
            ),
            vulnerable=[one.value for one in tried.vulnerable],
            stack=_stack(tried.state, trades),
            calls=_calls(tried),
            handed_over=handed_over(tried.worked),
            level=tried.level,
        )


def plain(value: Any) -> Any:
    """A value as JSON has it, whatever it is."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, dict):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return str(value)[:_LONGEST_SHOWN]


def _explained(explained: Any) -> dict[str, Any] | None:
    is_told = is_dataclass(explained) and not isinstance(explained, type)
    return {str(name): one for name, one in plain(explained).items()} if is_told else None


def _guess(intent: str, confidence: float, trades: Trades) -> GuessOut:
    spec = trades.spec(intent)
    name = spec.name if spec else Words(zh=intent, en=intent)
    domains = [pack.domain for pack in trades.having(intent)]
    return GuessOut(
        intent=intent, name=WordsOut.of(name), domains=domains, confidence=round(confidence, 4)
    )


def _hits(tried: Tried) -> list[TriedHit]:
    return [
        TriedHit(
            slug=hit.slug,
            title=hit.title,
            question=hit.question,
            score=round(hit.score, 4),
            band=hit.band.value,
            why=[
                WhyOut(field=one.field, channel=one.channel, terms=list(one.terms), share=one.share)
                for one in hit.why
            ],
        )
        for hit in tried.hits
    ]


def _spans(tried: Tried) -> list[SpanOut]:
    return [
        SpanOut(
            type=slot_type,
            text=span.text,
            start=span.start,
            end=span.end,
            value=str(span.value)[:_LONGEST_SHOWN],
            is_certain=span.is_certain,
        )
        for slot_type, span in tried.spans.items()
    ]


def _stack(state: State, trades: Trades) -> list[FrameOut]:
    return [_frame(frame, trades) for frame in state.frames]


def _frame(frame: Frame, trades: Trades) -> FrameOut:
    flow = trades.flow(frame.domain, frame.flow)
    name = flow.name if flow else Words(zh=frame.flow, en=frame.flow)
    asked = frame.asked
    return FrameOut(
        domain=frame.domain,
        flow=frame.flow,
        name=WordsOut.of(name),
        step=frame.step,
        slots={one: filled.shown for one, filled in frame.slots.items()},
        waits_for=None if asked is None else (asked.slot or asked.kind),
    )


def _calls(tried: Tried) -> list[CallOut]:
    return [
        CallOut(
            operation=call.operation,
            args=plain(dict(call.args)),
            outcome="done" if isinstance(answer, Done) else answer.kind,
            values=plain(dict(answer.values)) if isinstance(answer, Done) else {},
        )
        for call, answer in tried.worked.calls
    ]
