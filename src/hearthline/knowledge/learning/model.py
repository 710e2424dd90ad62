"""What was asked of knowledge and what came of it; gaps, what people offer and report."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from hearthline.kernel import ArticleId, ConversationId, Id, StaffId
from hearthline.knowledge.model import Band

LONGEST_QUESTION: Final = 500


class QuestionId(Id):
    """Something that was asked of knowledge."""


class GapId(Id):
    """Questions that ask the same and were not answered well."""


class ProposalId(Id):
    """An answer that somebody offered for a gap."""


class DeedId(Id):
    """What a reviewer did with a gap."""


class ReportId(Id):
    """Somebody's word that an article is wrong."""


class Source(StrEnum):
    """Where a question was asked."""

    BOT = "bot"
    DESK = "desk"
    HELP = "help"
    PHONE = "phone"


class Outcome(StrEnum):
    """What was done with a question: an article was told, the customer was asked back, hits were
    listed, nothing was found, or it was taken for none of our business."""

    TOLD = "told"
    ASKED = "asked"
    LISTED = "listed"
    UNANSWERED = "unanswered"
    OUTSIDE = "outside"


class Reason(StrEnum):
    """Why a question counts as not answered well; the first that holds, in this order."""

    REJECTED = "rejected"
    DISLIKED = "disliked"
    HANDED_OFF = "handed_off"
    RATED_LOW = "rated_low"
    UNANSWERED = "unanswered"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Best:
    """The best hit of a question; `score` is a probability, 0 to 1."""

    article_id: ArticleId
    version: int
    score: float
    band: Band


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what was found and done; `text` is masked before it comes here."""

    text: str
    source: Source
    outcome: Outcome
    channel: str
    audience: str = "customer"
    domain: str = ""
    best: Best | None = None
    conversation_id: ConversationId | None = None
    seq: int | None = None
    staff_id: StaffId | None = None


@dataclass(frozen=True, slots=True)
class TurnNote:
    """What a turn of the bot tells the log.

    `asked` is a knowledge question, or, when `is_choice`, what the customer chose for the one
    before; the others say that the answer before was refused, and that a person takes over.
    """

    conversation_id: ConversationId
    seq: int
    asked: Asked | None = None
    is_choice: bool = False
    is_rejection: bool = False
    is_handed: bool = False


class Use(StrEnum):
    """What a member of staff did with an article."""

    OPENED = "opened"
    COPIED = "copied"
    SENT = "sent"


@dataclass(frozen=True, slots=True)
class Used:
    """A member of staff used a version of an article."""

    article_id: ArticleId
    version: int
    how: Use
    by: StaffId
    conversation_id: ConversationId | None = None


class GapState(StrEnum):
    """Where a gap stands on the board; a merged one is shown in the one it went into."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DRAFTED = "drafted"
    DISMISSED = "dismissed"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Near:
    """The article nearest to a gap, as customers would find it."""

    article_id: ArticleId
    version: int
    title: str
    score: float
    band: Band


@dataclass(frozen=True, slots=True)
class Gap:
    """Questions that ask the same; `leader` is what new ones are compared with.

    `counter` rises with every deed, so that nobody decides on what another decided meanwhile.
    """

    id: GapId
    state: GapState
    leader: str
    title: str
    size: int
    first_at: datetime
    last_at: datetime
    near: Near | None
    merged_into: GapId | None
    counter: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """A question with an answer that somebody offered: an agent's words, a ticket's solution."""

    id: ProposalId
    gap_id: GapId
    origin: str
    question: str
    answer: str
    note: str
    by: StaffId
    at: datetime
    conversation_id: ConversationId | None = None
    ticket_no: str = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """What a reviewer did with a gap, and what undoing it needs."""

    id: DeedId
    gap_id: GapId
    deed: GapState
    by: StaffId
    at: datetime
    article_id: ArticleId | None = None
    question: str = ""
    others: tuple[GapId, ...] = ()
    reason: str = ""
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """One question of a gap as it was asked."""

    text: str
    at: datetime
    channel: str
    source: Source
    reason: Reason
    conversation_id: ConversationId | None


@dataclass(frozen=True, slots=True)
class Counted:
    """How often a gap was asked on a day, for a reason, on a channel."""

    day: date
    reason: str
    channel: str
    asked: int


class Advice(StrEnum):
    """What is suggested for a gap: another wording of an article, or a new one."""

    SIMILAR = "similar"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """An answer made from what people said; `origin` is conversation, agent or ticket."""

    question: str
    answer: str
    origin: str


@dataclass(frozen=True, slots=True)
class GapFile:
    """A gap with all that a reviewer needs; `advice` is None when there is nothing to offer."""

    gap: Gap
    examples: tuple[Example, ...]
    counted: tuple[Counted, ...]
    proposals: tuple[Proposal, ...]
    deeds: tuple[Deed, ...]
    draft: AnswerDraft | None = None
    advice: Advice | None = None
    merged: tuple[Gap, ...] = ()
    nearest: tuple[Near, ...] = ()


class ReportKind(StrEnum):
    """What is wrong with an article."""

    WRONG = "wrong"
    OUTDATED = "outdated"
    UNCLEAR = "unclear"
    INCOMPLETE = "incomplete"


class ReportState(StrEnum):
    """What became of a report."""

    OPEN = "open"
    MENDED = "mended"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Report:
    """Somebody's word that a version of an article is wrong, and what he was answered."""

    id: ReportId
    article_id: ArticleId
    version: int
    title: str
    kind: ReportKind
    reason: str
    state: ReportState
    by: StaffId
    at: datetime
    answer: str = ""
    answered_by: StaffId | None = None
    answered_at: datetime | None = None
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """Which gaps are wanted; each member narrows the list."""

    state: GapState = GapState.OPEN
    reason: Reason | None = None
    channel: str | None = None
    text: str | None = None
    order: str = "size"
    after: GapId | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a run of gathering did."""

    questions: int = 0
    gaps: int = 0
    suggested: int = 0
    left: bool = field(default=False)
