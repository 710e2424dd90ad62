"""Working copies, cards, histories: what an item goes through before and after publication."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from hearthline.kernel import ArticleId, Id, StaffId
from hearthline.knowledge.model import Article, Audience, Cause, Draft, Kind

CHANNELS: Final = (
    "web", "wechat", "app", "phone", "sms", "email", "alipay", "terminal", "gov", "property",
)  # fmt: skip


class BatchId(Id):
    """A change of many items at once."""


class CopyState(StrEnum):
    """How far a working copy has come."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"


class ItemState(StrEnum):
    """Where an item stands in its life."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class WorkingCopy:
    """What is being written on an article, one for all who work on it.

    `counter` rises with every change; `based_on` is the version that it was taken from (0: none);
    `authors` are all who changed it.
    """

    article_id: ArticleId
    counter: int
    state: CopyState
    draft: Draft
    based_on: int
    authors: tuple[StaffId, ...]
    edited_by: StaffId
    edited_at: datetime
    submitted_by: StaffId | None = None
    submitted_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """A working copy on the newest version; `clashes` are fields that both sides had changed."""

    copy: WorkingCopy
    clashes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One line of a list: what an item is and how it stands."""

    article_id: ArticleId
    slug: str
    title: str
    kind: Kind
    catalogue: str
    tags: tuple[str, ...]
    owner: str
    audience: tuple[str, ...]
    is_exportable: bool
    newest: int
    live: int | None
    waiting: int | None
    copy_state: CopyState | None
    due_at: datetime | None
    published_at: datetime | None
    withdrawn_at: datetime | None
    valid_from: datetime
    valid_to: datetime | None
    review_on: date | None
    changed_at: datetime

    def state(self, now: datetime) -> ItemState:
        """What others see of it; what is being written on it is in `copy_state`."""
        if self.live is not None:
            is_over = self.valid_to is not None and self.valid_to <= now
            return ItemState.EXPIRED if is_over else ItemState.PUBLISHED
        if self.due_at is not None:
            return ItemState.SCHEDULED
        if self.waiting is not None:
            return ItemState.APPROVED
        if self.withdrawn_at is not None:
            return ItemState.WITHDRAWN
        return ItemState(self.copy_state) if self.copy_state else ItemState.APPROVED


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of cards begins: after this change of this article."""

    changed_at: datetime
    article_id: ArticleId


@dataclass(frozen=True, slots=True)
class Sought:
    """Which cards are wanted; a catalogue means all below it too, tags must all be there."""

    text: str = ""
    kind: Kind | None = None
    state: ItemState | None = None
    catalogue: str | None = None
    tags: tuple[str, ...] = ()
    owner: str = ""
    audience: Audience | None = None
    is_exportable: bool | None = None
    ends_before: datetime | None = None
    review_before: date | None = None
    after: Place | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Publication:
    """A time in which a version was in force; `withdrawn_at` None: it still is."""

    number: int
    version: int
    published_at: datetime
    withdrawn_at: datetime | None
    cause: Cause
    by: StaffId | None
    withdrawn_by: StaffId | None


@dataclass(frozen=True, slots=True)
class InForce:
    """What an article said at a moment; `is_valid`: its own dates included that moment."""

    at: datetime
    article: Article
    publication: Publication

    @property
    def is_valid(self) -> bool:
        """Whether somebody who asked at that moment was told it."""
        draft = self.article.draft
        return draft.valid_from <= self.at and (draft.valid_to is None or self.at < draft.valid_to)


@dataclass(frozen=True, slots=True)
class Standing:
    """One line of what was in force at a moment."""

    article_id: ArticleId
    slug: str
    title: str
    version: int
    published_at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class Schedule:
    """A version that comes into force by itself."""

    article_id: ArticleId
    number: int
    version: int
    due_at: datetime
    by: StaffId


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that was done to an article."""

    id: Id
    deed: str
    version: int | None
    by: StaffId | None
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Mention:
    """Something outside the base that leads to items: a flow, an intent, a script.

    It leads to the items that serve one of its intents in its domain, and to those it names.
    """

    kind: str
    id: str
    title: str
    domain: str = ""
    intents: frozenset[str] = frozenset()
    slugs: frozenset[str] = frozenset()

    def leads_to(self, draft: Draft) -> bool:
        """Whether it leads to this item."""
        is_near = draft.domain in ("", self.domain) or not self.domain
        return draft.slug in self.slugs or (is_near and not self.intents.isdisjoint(draft.intents))


@dataclass(frozen=True, slots=True)
class Use:
    """A place where an item is used: the kind of place, its id and title, and how."""

    kind: str
    id: str
    title: str
    how: str


@dataclass(frozen=True, slots=True)
class Branch:
    """A place in the catalogue: its own items, and all with those below."""

    path: str
    name: str
    own: int
    total: int
    children: tuple["Branch", ...] = ()


@dataclass(frozen=True, slots=True)
class Overview:
    """How many items stand how; `ending`: within thirty days, `stale`: past their review date."""

    total: int
    by_state: Mapping[ItemState, int]
    by_kind: Mapping[str, int]
    ending: int
    stale: int


@dataclass(frozen=True, slots=True)
class BulkChange:
    """What is to be different about many items; None leaves it.

    Where an item stands, its tags, its owner and its review date change at once; whom it is for
    and from when to when go into working copies, to be reviewed.
    """

    catalogue: str | None = None
    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()
    owner: str | None = None
    review_on: date | None = None
    audience: tuple[str, ...] | None = None
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    no_end: bool = False

    @property
    def needs_review(self) -> bool:
        """Whether it changes what somebody is told."""
        return self.no_end or any(
            value is not None for value in (self.audience, self.valid_from, self.valid_to)
        )

    def tidied(self, draft: Draft) -> dict[str, Any]:
        """What is different and changes at once."""
        kept = [tag for tag in draft.tags if tag not in self.remove_tags]
        told = {
            "catalogue": self.catalogue,
            "tags": tuple(dict.fromkeys([*kept, *self.add_tags])),
            "owner": self.owner,
            "review_on": self.review_on,
        }
        return _different(draft, told)

    def guarded(self, draft: Draft) -> dict[str, Any]:
        """What is different and has to be reviewed."""
        told = {
            "audience": self.audience,
            "valid_from": self.valid_from,
            "valid_to": self.valid_to,
        }
        ended = {"valid_to": None} if self.no_end and draft.valid_to is not None else {}
        return _different(draft, told) | ended


def _different(draft: Draft, told: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value
        for name, value in told.items()
        if value is not None and value != getattr(draft, name)
    }


@dataclass(frozen=True, slots=True)
class BulkOutcome:
    """What a change of many did: changed at once, waiting as drafts, left alone and why."""

    batch_id: BatchId
    changed: int
    drafted: int
    unchanged: int
    skipped: Mapping[ArticleId, str]
