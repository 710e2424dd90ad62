"""Articles as they are written and published, and what a search finds."""

import hashlib
import json
from dataclasses import astuple, dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from hearthline.kernel import ArticleId, StaffId

SHARED = "common"


class Origin(StrEnum):
    """Where a revision was written."""

    PACK = "pack"
    DESK = "desk"
    IMPORT = "import"
    REPLICA = "replica"
    LEARNING = "learning"


class Kind(StrEnum):
    """What sort of item it is, which decides how it is written and shown."""

    QUESTION = "question"
    ARTICLE = "article"
    PROCEDURE = "procedure"
    CASE = "case"
    SCRIPT = "script"
    POLICY = "policy"
    NOTICE = "notice"
    FORM = "form"


class Audience(StrEnum):
    """Whom an item is meant for."""

    CUSTOMER = "customer"
    AGENT = "agent"
    FIELD = "field"
    MANAGER = "manager"


class Band(StrEnum):
    """What a score is good for: answering at once, asking back, or nothing."""

    DIRECT = "direct"
    CLARIFY = "clarify"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class View:
    """Who asks, where and when: only what is meant for them and in force is found.

    `domains` are the trades asked for; none named means all. Who is of no known class or region
    finds only what is meant for all of them.
    """

    at: datetime
    audience: str = "customer"
    channel: str = "web"
    domains: tuple[str, ...] = ()
    customer_class: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class Attribute:
    """One fact of an item that can be compared with another's: 缴费截止 · 12 月 31 日."""

    name: str
    value: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that belongs to an item; `fallback` is said where the file cannot be shown."""

    file_id: str
    name: str
    media_type: str
    fallback: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """The content of one revision of an article.

    The slug of a pack's article begins with its trade: `heating/airlock-vent`. `answer` is worded
    for customers, `professional` for those who work here. `scenes` are the situations it belongs
    to; no customer class or region named means all. `owner` is a log-in.
    """

    slug: str
    title: str
    questions: tuple[str, ...]
    answer: str
    valid_from: datetime
    details: str = ""
    spoken: str | None = None
    intents: tuple[str, ...] = ()
    audience: tuple[str, ...] = ("customer", "agent")
    channels: tuple[str, ...] = ("web", "wechat", "app", "phone")
    related: tuple[str, ...] = ()
    is_local_rule: bool = False
    source: str = ""
    valid_to: datetime | None = None
    kind: Kind = Kind.QUESTION
    professional: str = ""
    catalogue: str = ""
    tags: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    scenes: tuple[str, ...] = ()
    customer_classes: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    owner: str = ""
    review_on: date | None = None
    attributes: tuple[Attribute, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    is_exportable: bool = False

    @property
    def domain(self) -> str:
        """The trade that it belongs to; empty for what belongs to all."""
        domain, slash, _ = self.slug.partition("/")
        return domain if slash and domain != SHARED else ""

    def content_hash(self) -> str:
        """The same for the same content, whoever wrote it and when."""
        facts: list[Any] = [
            self.title, self.questions, self.answer, self.details, self.spoken, self.intents,
            self.audience, self.channels, self.related, self.is_local_rule, self.source,
            self.valid_from.timestamp(), self.valid_to and self.valid_to.timestamp(),
        ]  # fmt: skip
        said = {name: value for name, value in self._further().items() if value}
        facts += [said] if said else []
        return hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()

    def _further(self) -> dict[str, Any]:
        """What most items leave empty; only what is filled counts for the hash."""
        return {
            "kind": "" if self.kind is Kind.QUESTION else self.kind,
            "professional": self.professional,
            "catalogue": self.catalogue,
            "tags": self.tags,
            "keywords": self.keywords,
            "scenes": self.scenes,
            "customer_classes": self.customer_classes,
            "regions": self.regions,
            "owner": self.owner,
            "review_on": self.review_on and self.review_on.isoformat(),
            "attributes": [astuple(attribute) for attribute in self.attributes],
            "attachments": [astuple(attachment) for attachment in self.attachments],
            "is_exportable": self.is_exportable,
        }

    def is_shown_in(self, view: View) -> bool:
        """Whether it is meant for this audience, channel, class and region, and in force."""
        return (
            (not view.domains or self.domain in ("", *view.domains))
            and view.audience in self.audience
            and view.channel in self.channels
            and (not self.customer_classes or view.customer_class in self.customer_classes)
            and (not self.regions or view.region in self.regions)
            and self.valid_from <= view.at
            and (self.valid_to is None or view.at < self.valid_to)
        )


@dataclass(frozen=True, slots=True)
class Signature:
    """Where a revision was written, by whom, who approved it, and what was said about it."""

    origin: Origin
    author_id: StaffId | None = None
    reviewer_id: StaffId | None = None
    note: str = ""


class Cause(StrEnum):
    """Why a version came into force."""

    PUBLISH = "publish"
    PACK = "pack"
    SCHEDULE = "schedule"
    ROLL_BACK = "roll_back"
    TIDY = "tidy"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Act:
    """Why something came into force, and who did it; nobody where a pack or the clock did."""

    cause: Cause
    by: StaffId | None = None


BY_ITSELF = Act(Cause.PUBLISH)


@dataclass(frozen=True, slots=True)
class Article:
    """One revision of an article; it never changes."""

    id: ArticleId
    version: int
    origin: Origin
    draft: Draft
    created_at: datetime
    is_published: bool
    author_id: StaffId | None = None
    reviewer_id: StaffId | None = None
    note: str = ""

    @property
    def title(self) -> str:
        """What the article is about, as a question or a phrase."""
        return self.draft.title

    @property
    def answer(self) -> str:
        """What a customer is told first."""
        return self.draft.answer


@dataclass(frozen=True, slots=True)
class Why:
    """One reason for a hit: in which field, in which way, by which terms, how much it gave."""

    field: str
    channel: str
    terms: tuple[str, ...]
    share: float


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that answers a query more or less; `score` is a probability, 0 to 1.

    `question` is the wording of the article that came closest.
    """

    article_id: ArticleId
    version: int
    slug: str
    title: str
    answer: str
    details: str
    spoken: str | None
    source: str
    is_local_rule: bool
    related: tuple[str, ...]
    related_titles: tuple[str, ...]
    question: str
    score: float
    band: Band
    why: tuple[Why, ...]
    domain: str = ""
    kind: Kind = Kind.QUESTION
    professional: str = ""
    catalogue: str = ""
    tags: tuple[str, ...] = ()
    scenes: tuple[str, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class PackLoad:
    """What loading a pack's articles changed."""

    added: int
    changed: int
    unchanged: int
    withdrawn: int
