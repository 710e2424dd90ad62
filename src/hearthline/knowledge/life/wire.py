"""Working copies, cards, reviews, the catalogue and changes of many on the wire."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Self

from pydantic import BaseModel, ConfigDict

from hearthline.kernel import ArticleId, StaffId
from hearthline.knowledge.life.conflicts import Conflict
from hearthline.knowledge.life.model import (
    BatchId,
    Branch,
    BulkOutcome,
    Card,
    CopyState,
    ItemState,
    Merged,
    Overview,
    Schedule,
    WorkingCopy,
)
from hearthline.knowledge.model import Article, Kind
from hearthline.knowledge.wire import ArticleOut, ContentOut

Names = Mapping[StaffId, str]


class PlainOut(BaseModel):
    """Read off a plain object of the same members."""

    model_config = ConfigDict(from_attributes=True)


class WriterOut(BaseModel):
    """A person who works here."""

    id: StaffId
    name: str

    @classmethod
    def of(cls, staff_id: StaffId | None, names: Names) -> Self | None:
        """From an id and the names that are known."""
        return None if staff_id is None else cls(id=staff_id, name=names.get(staff_id, ""))


class CopyOut(BaseModel):
    """What is being written on an article; send `counter` back with every change."""

    article_id: ArticleId
    counter: int
    state: CopyState
    content: ContentOut
    based_on: int
    authors: list[WriterOut]
    edited_by: WriterOut | None
    edited_at: datetime
    submitted_by: WriterOut | None
    submitted_at: datetime | None
    note: str

    @classmethod
    def of(cls, copy: WorkingCopy, names: Names) -> Self:
        """From a working copy."""
        authors = [WriterOut.of(one, names) for one in copy.authors]
        return cls(
            article_id=copy.article_id,
            counter=copy.counter,
            state=copy.state,
            content=ContentOut.model_validate(copy.draft),
            based_on=copy.based_on,
            authors=[one for one in authors if one],
            edited_by=WriterOut.of(copy.edited_by, names),
            edited_at=copy.edited_at,
            submitted_by=WriterOut.of(copy.submitted_by, names),
            submitted_at=copy.submitted_at,
            note=copy.note,
        )


class MergedOut(BaseModel):
    """The copy on the newest version, and the fields that both sides had changed."""

    draft: CopyOut
    clashes: list[str]

    @classmethod
    def of(cls, merged: Merged, names: Names) -> Self:
        """From a merged copy."""
        return cls(draft=CopyOut.of(merged.copy, names), clashes=list(merged.clashes))


class ReviewOut(BaseModel):
    """An item that waits for review; `mine`: the asker wrote on it and cannot approve it."""

    article_id: ArticleId
    slug: str
    title: str
    kind: Kind
    counter: int
    based_on: int
    submitted_by: WriterOut | None
    submitted_at: datetime
    note: str
    mine: bool

    @classmethod
    def of(cls, copy: WorkingCopy, names: Names, *, asker: StaffId) -> Self:
        """From a copy that was handed in."""
        return cls(
            article_id=copy.article_id,
            slug=copy.draft.slug,
            title=copy.draft.title,
            kind=copy.draft.kind,
            counter=copy.counter,
            based_on=copy.based_on,
            submitted_by=WriterOut.of(copy.submitted_by, names),
            submitted_at=copy.submitted_at or copy.edited_at,
            note=copy.note,
            mine=asker in copy.authors,
        )


class DraftOut(BaseModel):
    """An item that is being written; `note` is what was said when it was given back."""

    article_id: ArticleId
    slug: str
    title: str
    kind: Kind
    state: CopyState
    counter: int
    based_on: int
    edited_by: WriterOut | None
    edited_at: datetime
    note: str

    @classmethod
    def of(cls, copy: WorkingCopy, names: Names) -> Self:
        """From a working copy."""
        return cls(
            article_id=copy.article_id,
            slug=copy.draft.slug,
            title=copy.draft.title,
            kind=copy.draft.kind,
            state=copy.state,
            counter=copy.counter,
            based_on=copy.based_on,
            edited_by=WriterOut.of(copy.edited_by, names),
            edited_at=copy.edited_at,
            note=copy.note,
        )


class DraftPage(BaseModel):
    """What is being written, the latest first."""

    items: list[DraftOut]
    next_cursor: str | None


class ReviewPage(BaseModel):
    """What waits for review, the longest first."""

    items: list[ReviewOut]
    next_cursor: str | None


class CardOut(PlainOut):
    """One line of a list; `state` is what others see, `copy_state` what is being written."""

    article_id: ArticleId
    slug: str
    title: str
    kind: Kind
    state: ItemState
    copy_state: CopyState | None
    catalogue: str
    tags: list[str]
    owner: str
    audience: list[str]
    is_exportable: bool
    newest: int
    live: int | None
    waiting: int | None
    due_at: datetime | None
    published_at: datetime | None
    withdrawn_at: datetime | None
    valid_from: datetime
    valid_to: datetime | None
    review_on: date | None
    changed_at: datetime

    @classmethod
    def of(cls, card: Card, now: datetime) -> Self:
        """From a card, as it stands now."""
        names = [name for name in cls.model_fields if name != "state"]
        facts: dict[str, Any] = {name: getattr(card, name) for name in names}
        return cls(**facts, state=card.state(now))


class CardPage(BaseModel):
    """A page of items, what changed last first."""

    items: list[CardOut]
    next_cursor: str | None


class ScheduleOut(PlainOut):
    """A version that comes into force by itself."""

    article_id: ArticleId
    version: int
    due_at: datetime


class PublishedOut(BaseModel):
    """A version that was approved or published, or the moment at which it will be."""

    article: ArticleOut
    schedule: ScheduleOut | None

    @classmethod
    def of(cls, article: Article, schedule: Schedule | None = None) -> Self:
        """From a version and what waits."""
        waiting = None if schedule is None else ScheduleOut.model_validate(schedule)
        return cls(article=ArticleOut.of(article), schedule=waiting)


class BranchOut(PlainOut):
    """A place in the catalogue: its own items, all with those below, and the places below."""

    path: str
    name: str
    own: int
    total: int
    children: list["BranchOut"]


class CountOut(BaseModel):
    """How many items have a tag or an owner."""

    value: str
    count: int


class CatalogueOut(BaseModel):
    """The tree of the catalogue, the tags and the owners in use."""

    branches: list[BranchOut]
    tags: list[CountOut]
    owners: list[CountOut]

    @classmethod
    def of(
        cls, branches: tuple[Branch, ...], tags: Mapping[str, int], owners: Mapping[str, int]
    ) -> Self:
        """From the tree and the counts."""
        return cls(
            branches=[BranchOut.model_validate(one) for one in branches],
            tags=[CountOut(value=tag, count=count) for tag, count in tags.items()],
            owners=[CountOut(value=owner, count=count) for owner, count in owners.items()],
        )


class OverviewOut(PlainOut):
    """How many items stand how; `ending` within thirty days, `stale` past their review date."""

    total: int
    by_state: dict[ItemState, int]
    by_kind: dict[str, int]
    ending: int
    stale: int

    @classmethod
    def of(cls, overview: Overview) -> Self:
        """From counts."""
        return cls.model_validate(overview)


class SideOut(PlainOut):
    """One of two items that answer nearly the same question."""

    article_id: ArticleId
    version: int
    slug: str
    title: str
    question: str
    answer: str


class ConflictOut(PlainOut):
    """Two items whose questions are nearly the same; a repetition says the same twice."""

    left: SideOut
    right: SideOut
    alike: float
    answers_alike: float
    is_repetition: bool


class ConflictPage(BaseModel):
    """Conflicts, then repetitions, the most alike first."""

    items: list[ConflictOut]
    total: int
    next_cursor: str | None

    @classmethod
    def of(cls, found: list[Conflict], *, total: int, next_cursor: str | None) -> Self:
        """From a page of conflicts."""
        items = [ConflictOut.model_validate(one) for one in found]
        return cls(items=items, total=total, next_cursor=next_cursor)


class BulkOut(BaseModel):
    """What a change of many did: at once, as drafts, not at all; undo it by its id."""

    batch_id: BatchId
    changed: int
    drafted: int
    unchanged: int
    skipped: dict[str, str]

    @classmethod
    def of(cls, outcome: BulkOutcome) -> Self:
        """From an outcome."""
        return cls(
            batch_id=outcome.batch_id,
            changed=outcome.changed,
            drafted=outcome.drafted,
            unchanged=outcome.unchanged,
            skipped={str(article_id): why for article_id, why in outcome.skipped.items()},
        )
