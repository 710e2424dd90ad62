"""Histories, differences and uses on the wire."""

from datetime import datetime
from typing import Any, Literal, Self

from pydantic import BaseModel

from hearthline.kernel import ArticleId, Id
from hearthline.knowledge.life.difference import FieldDifference
from hearthline.knowledge.life.model import Deed, InForce, Publication, Use
from hearthline.knowledge.life.wire import Names, PlainOut, WriterOut
from hearthline.knowledge.model import Article, Cause, Origin
from hearthline.knowledge.wire import ArticleOut


class RevisionOut(BaseModel):
    """A revision in the list of an article's versions."""

    version: int
    title: str
    origin: Origin
    author: WriterOut | None
    reviewer: WriterOut | None
    note: str
    created_at: datetime
    is_published: bool

    @classmethod
    def of(cls, article: Article, names: Names) -> Self:
        """From a revision."""
        return cls(
            version=article.version,
            title=article.title,
            origin=article.origin,
            author=WriterOut.of(article.author_id, names),
            reviewer=WriterOut.of(article.reviewer_id, names),
            note=article.note,
            created_at=article.created_at,
            is_published=article.is_published,
        )


class RevisionPage(BaseModel):
    """Revisions, the newest first."""

    items: list[RevisionOut]
    next_cursor: str | None


class PublicationOut(BaseModel):
    """A time in which a version was in force."""

    number: int
    version: int
    published_at: datetime
    withdrawn_at: datetime | None
    cause: Cause
    by: WriterOut | None
    withdrawn_by: WriterOut | None

    @classmethod
    def of(cls, publication: Publication, names: Names) -> Self:
        """From a publication."""
        return cls(
            number=publication.number,
            version=publication.version,
            published_at=publication.published_at,
            withdrawn_at=publication.withdrawn_at,
            cause=publication.cause,
            by=WriterOut.of(publication.by, names),
            withdrawn_by=WriterOut.of(publication.withdrawn_by, names),
        )


class PublicationPage(BaseModel):
    """When which version was in force, the latest first."""

    items: list[PublicationOut]
    next_cursor: str | None


class DeedOut(BaseModel):
    """One thing that was done to an article; `by` is null where the clock did it."""

    id: Id
    deed: str
    version: int | None
    by: WriterOut | None
    note: str
    at: datetime

    @classmethod
    def of(cls, deed: Deed, names: Names) -> Self:
        """From a deed."""
        by = WriterOut.of(deed.by, names)
        return cls(
            id=deed.id, deed=deed.deed, version=deed.version, by=by, note=deed.note, at=deed.at
        )


class DeedPage(BaseModel):
    """What was done to an article, the latest first."""

    items: list[DeedOut]
    next_cursor: str | None


class InForceOut(BaseModel):
    """What an article said at a moment; `is_valid`: its own dates included that moment."""

    at: datetime
    article: ArticleOut
    publication: PublicationOut
    is_valid: bool

    @classmethod
    def of(cls, found: InForce, names: Names) -> Self:
        """From what was in force."""
        return cls(
            at=found.at,
            article=ArticleOut.of(found.article),
            publication=PublicationOut.of(found.publication, names),
            is_valid=found.is_valid,
        )


class StandingOut(PlainOut):
    """One line of what was in force at a moment."""

    article_id: ArticleId
    slug: str
    title: str
    version: int
    published_at: datetime
    withdrawn_at: datetime | None


class StandingPage(BaseModel):
    """What was in force at a moment, by slug."""

    at: datetime
    items: list[StandingOut]
    next_cursor: str | None


class PartOut(PlainOut):
    """A run of characters that both have, or only one."""

    op: Literal["same", "removed", "added"]
    text: str


class LineOut(PlainOut):
    """A line of two texts side by side."""

    op: Literal["same", "removed", "added", "changed"]
    before: str | None
    after: str | None
    parts: list[PartOut]


class DifferenceOut(PlainOut):
    """One field that differs."""

    field: str
    kind: Literal["text", "list", "value"]
    before: Any
    after: Any
    lines: list[LineOut]
    removed: list[Any]
    added: list[Any]


class DifferenceList(BaseModel):
    """Every field that differs."""

    fields: list[DifferenceOut]

    @classmethod
    def of(cls, found: list[FieldDifference]) -> Self:
        """From differences."""
        return cls(fields=[DifferenceOut.model_validate(one) for one in found])


class UseOut(PlainOut):
    """A place where an item is used."""

    kind: str
    id: str
    title: str
    how: str


class UseList(BaseModel):
    """Where an item is used."""

    items: list[UseOut]

    @classmethod
    def of(cls, uses: list[Use]) -> Self:
        """From uses."""
        return cls(items=[UseOut.model_validate(one) for one in uses])
