"""Articles as they are written and published, and what a search finds."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hearthline.kernel import ArticleId

SHARED = "common"


class Origin(StrEnum):
    """Where a revision was written."""

    PACK = "pack"
    DESK = "desk"


class Band(StrEnum):
    """What a score is good for: answering at once, asking back, or nothing."""

    DIRECT = "direct"
    CLARIFY = "clarify"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class View:
    """Who asks, where and when: only what is meant for them and in force is found.

    `domains` are the trades asked for; none named means all.
    """

    at: datetime
    audience: str = "customer"
    channel: str = "web"
    domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """The content of one revision of an article.

    The slug of a pack's article begins with its trade: `heating/airlock-vent`.
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

    @property
    def domain(self) -> str:
        """The trade that it belongs to; empty for what belongs to all."""
        domain, slash, _ = self.slug.partition("/")
        return domain if slash and domain != SHARED else ""

    def content_hash(self) -> str:
        """The same for the same content, whoever wrote it and when."""
        facts = [
            self.title, self.questions, self.answer, self.details, self.spoken, self.intents,
            self.audience, self.channels, self.related, self.is_local_rule, self.source,
            self.valid_from.timestamp(), self.valid_to and self.valid_to.timestamp(),
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()

    def is_shown_in(self, view: View) -> bool:
        """Whether it is meant for this audience and channel, and in force."""
        return (
            (not view.domains or self.domain in ("", *view.domains))
            and view.audience in self.audience
            and view.channel in self.channels
            and self.valid_from <= view.at
            and (self.valid_to is None or view.at < self.valid_to)
        )


@dataclass(frozen=True, slots=True)
class Article:
    """One revision of an article; it never changes."""

    id: ArticleId
    version: int
    origin: Origin
    draft: Draft
    created_at: datetime
    is_published: bool

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


@dataclass(frozen=True, slots=True)
class PackLoad:
    """What loading a pack's articles changed."""

    added: int
    changed: int
    unchanged: int
    withdrawn: int
