"""Gaps, offers and reports on the wire."""

from datetime import date, datetime
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from hearthline.kernel import ArticleId, ConversationId, StaffId
from hearthline.knowledge.learning.board import trend_of
from hearthline.knowledge.learning.model import (
    Deed,
    DeedId,
    Example,
    Gap,
    GapFile,
    GapId,
    Near,
    Proposal,
    ProposalId,
    Report,
    ReportId,
    ReportKind,
    Use,
)
from hearthline.knowledge.model import Kind

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]
Long = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]
Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z]{1,20}$")]


class Body(BaseModel):
    """A request; members that are not known are refused."""

    model_config = ConfigDict(extra="forbid")


class UseArticle(Body):
    """What a member of staff did with a version of an article."""

    version: int = Field(ge=1, le=2_000_000_000)
    how: Use
    conversation_id: ConversationId | None = None


class ProposeMessage(Body):
    """“This belongs in the base”: a message of a conversation, by its number."""

    conversation_id: ConversationId
    seq: int = Field(ge=1, le=2**53)
    question: Short = ""
    note: Short = ""


class ProposeSolution(Body):
    """The problem of a ticket and what solved it."""

    problem: Line
    solution: Long
    ticket_no: Annotated[str, StringConstraints(strip_whitespace=True, max_length=64)] = ""
    note: Short = ""


class ReportArticle(Body):
    """“This is wrong”: which version, in which way, and what is wrong."""

    article_id: ArticleId
    version: int = Field(ge=1, le=2_000_000_000)
    kind: ReportKind = ReportKind.WRONG
    reason: Said


class AnswerReport(Body):
    """What became of a report, in words for the reporter."""

    outcome: Literal["mended", "declined"]
    answer: Said


class SeeReports(Body):
    """Reports whose answers were seen."""

    ids: list[ReportId] = Field(min_length=1, max_length=200)


class Decision(Body):
    """A decision names the state that it was made on."""

    counter: int = Field(ge=0, le=2_000_000_000)


class AcceptGap(Decision):
    """Take the question as another wording of an article; without `question` its title."""

    article_id: ArticleId
    question: Line | None = None


class DraftGap(Decision):
    """Begin a new article; what is left out comes from what people answered."""

    title: Line | None = None
    answer: Annotated[str, StringConstraints(strip_whitespace=True, max_length=20_000)] = ""
    catalogue: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    domain: Annotated[str, StringConstraints(pattern=r"^[a-z_]{0,20}$")] = ""
    kind: Kind = Kind.QUESTION
    audience: list[Code] = Field(
        default_factory=lambda: ["customer", "agent"], min_length=1, max_length=4
    )


class MergeGaps(Decision):
    """Other gaps that ask the same."""

    others: list[GapId] = Field(min_length=1, max_length=50)


class DismissGap(Decision):
    """Why nothing is to be done."""

    reason: Line


class NearOut(BaseModel):
    """The article nearest to a gap."""

    article_id: ArticleId
    version: int
    title: str
    score: float
    band: Literal["direct", "clarify", "none"]

    @classmethod
    def of(cls, near: Near) -> Self:
        """From the model."""
        return cls(
            article_id=near.article_id,
            version=near.version,
            title=near.title,
            score=round(near.score, 4),
            band=near.band.value,
        )


class GapOut(BaseModel):
    """A gap as the board lists it; `advice` is similar, draft or nothing."""

    id: GapId
    state: str
    title: str
    size: int
    first_at: datetime
    last_at: datetime
    counter: int
    merged_into: GapId | None
    near: NearOut | None
    advice: Literal["similar", "draft"] | None
    last_7_days: int
    before_7_days: int
    reasons: dict[str, int]
    channels: dict[str, int]

    @classmethod
    def of(cls, file: GapFile, today: date) -> Self:
        """From the model."""
        lately, before = trend_of(file.counted, today)
        return cls(
            **_plain(file.gap),
            near=None if file.gap.near is None else NearOut.of(file.gap.near),
            advice=None if file.advice is None else file.advice.value,
            last_7_days=lately,
            before_7_days=before,
            reasons=_summed((one.reason, one.asked) for one in file.counted),
            channels=_summed((one.channel, one.asked) for one in file.counted),
        )


class GapPage(BaseModel):
    """A page of the board; `next_cursor` asks for the next."""

    items: list[GapOut]
    next_cursor: str | None


class ExampleOut(BaseModel):
    """A question as it was asked, without personal data."""

    text: str
    at: datetime
    channel: str
    source: str
    reason: str
    conversation_id: ConversationId | None

    @classmethod
    def of(cls, example: Example) -> Self:
        """From the model."""
        return cls(
            text=example.text,
            at=example.at,
            channel=example.channel,
            source=example.source,
            reason=example.reason,
            conversation_id=example.conversation_id,
        )


class ProposalOut(BaseModel):
    """What somebody offered, without personal data."""

    id: ProposalId
    gap_id: GapId
    origin: str
    question: str
    answer: str
    note: str
    ticket_no: str
    by: StaffId
    at: datetime

    @classmethod
    def of(cls, proposal: Proposal) -> Self:
        """From the model."""
        names = ("id", "gap_id", "origin", "question", "answer", "note", "ticket_no", "by", "at")
        return cls(**{name: getattr(proposal, name) for name in names})


class DeedOut(BaseModel):
    """What was decided on a gap."""

    id: DeedId
    deed: str
    article_id: ArticleId | None
    question: str
    others: list[GapId]
    reason: str
    by: StaffId
    at: datetime
    undone_at: datetime | None

    @classmethod
    def of(cls, deed: Deed) -> Self:
        """From the model."""
        return cls(
            id=deed.id,
            deed=deed.deed,
            article_id=deed.article_id,
            question=deed.question,
            others=list(deed.others),
            reason=deed.reason,
            by=deed.by,
            at=deed.at,
            undone_at=deed.undone_at,
        )


class AnswerDraftOut(BaseModel):
    """An answer made from what people said; nothing that anybody is told."""

    question: str
    answer: str
    origin: str


class DayOut(BaseModel):
    """How often it was asked on a day."""

    day: date
    asked: int


class GapFileOut(GapOut):
    """A gap with all that a reviewer needs."""

    examples: list[ExampleOut]
    days: list[DayOut]
    proposals: list[ProposalOut]
    deeds: list[DeedOut]
    draft: AnswerDraftOut | None
    merged: list[str]
    nearest: list[NearOut]

    @classmethod
    def of(cls, file: GapFile, today: date) -> Self:
        """From the model."""
        draft = file.draft
        days = _summed((one.day.isoformat(), one.asked) for one in file.counted)
        return cls(
            **GapOut.of(file, today).model_dump(),
            examples=[ExampleOut.of(one) for one in file.examples],
            days=[DayOut(day=date.fromisoformat(day), asked=n) for day, n in sorted(days.items())],
            proposals=[ProposalOut.of(one) for one in file.proposals],
            deeds=[DeedOut.of(one) for one in file.deeds],
            draft=draft
            and AnswerDraftOut(question=draft.question, answer=draft.answer, origin=draft.origin),
            merged=[one.title for one in file.merged],
            nearest=[NearOut.of(one) for one in file.nearest],
        )


class ReportOut(BaseModel):
    """A report and what the reporter was answered."""

    id: ReportId
    article_id: ArticleId
    version: int
    title: str
    kind: str
    reason: str
    state: str
    by: StaffId
    at: datetime
    answer: str
    answered_at: datetime | None
    seen_at: datetime | None

    @classmethod
    def of(cls, report: Report) -> Self:
        """From the model."""
        return cls(**{name: getattr(report, name) for name in cls.model_fields})


class ReportPage(BaseModel):
    """Reports, newest first."""

    items: list[ReportOut]
    next_cursor: str | None = None


def _plain(gap: Gap) -> dict[str, Any]:
    names = ("id", "state", "title", "size", "first_at", "last_at", "counter", "merged_into")
    return {name: getattr(gap, name) for name in names}


def _summed(pairs: Any) -> dict[str, int]:
    found: dict[str, int] = {}
    for key, count in pairs:
        found[key] = found.get(key, 0) + count
    return found
