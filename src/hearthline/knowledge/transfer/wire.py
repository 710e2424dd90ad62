"""Imports, their items and their troubles on the wire, in the language that is asked for."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field

from hearthline.kernel import ArticleId, StaffId
from hearthline.knowledge.transfer.model import (
    Finding,
    Import,
    ImportId,
    ImportItem,
    ImportState,
    Trouble,
)
from hearthline.knowledge.transfer.service import Applied

Names = Mapping[StaffId, str]


class TroubleOut(BaseModel):
    """What is wrong, in which file and where, and how to mend it; a warning keeps nothing back."""

    code: str
    file: str
    place: str
    what: str
    mend: str
    is_warning: bool

    @classmethod
    def of(cls, trouble: Trouble, locale: str) -> Self:
        """In words of a language."""
        return cls(
            code=trouble.code,
            file=trouble.file,
            place=trouble.place.told().in_(locale),
            what=trouble.what.in_(locale),
            mend=trouble.mend.in_(locale),
            is_warning=trouble.is_warning,
        )


class ImportOut(BaseModel):
    """An import; `done` of `total` items have been held against the base."""

    id: ImportId
    name: str
    size_bytes: int
    domain: str
    state: ImportState
    done: int
    total: int
    counts: dict[Finding, int]
    troubles: list[TroubleOut]
    by: str | None
    created_at: datetime
    applied_at: datetime | None
    undone_at: datetime | None

    @classmethod
    def of(cls, found: Import, names: Names, locale: str) -> Self:
        """From the model."""
        return cls(
            id=found.id,
            name=found.name,
            size_bytes=found.size_bytes,
            domain=found.domain,
            state=found.state,
            done=found.done,
            total=found.total,
            counts={one: found.counts.get(one, 0) for one in Finding},
            troubles=[TroubleOut.of(one, locale) for one in found.troubles],
            by=None if found.by is None else names.get(found.by, "—"),
            created_at=found.created_at,
            applied_at=found.applied_at,
            undone_at=found.undone_at,
        )


class ImportPage(BaseModel):
    """A page of imports, the newest first."""

    items: list[ImportOut]
    next_cursor: ImportId | None


class ImportItemOut(BaseModel):
    """One item of an import; `members` are those of a draft that the file speaks of."""

    number: int
    file: str
    place: str
    title: str
    members: dict[str, Any]
    finding: Finding
    is_picked: bool
    is_applied: bool
    article_id: ArticleId | None
    like_article_id: ArticleId | None
    like_title: str | None
    like_score_ratio: float | None
    troubles: list[TroubleOut]

    @classmethod
    def of(cls, item: ImportItem, locale: str) -> Self:
        """From the model."""
        parsed, like = item.parsed, item.like
        return cls(
            number=item.number,
            file=parsed.file,
            place=parsed.place.told().in_(locale),
            title=parsed.title,
            members=dict(parsed.members),
            finding=item.finding,
            is_picked=item.is_picked,
            is_applied=item.is_applied,
            article_id=item.article_id,
            like_article_id=like and like.article_id,
            like_title=like and like.title,
            like_score_ratio=like and like.score_ratio,
            troubles=[TroubleOut.of(one, locale) for one in parsed.troubles],
        )


class ImportItemPage(BaseModel):
    """A page of items in the order of the file; a cursor is the last number of the page."""

    items: list[ImportItemOut]
    next_cursor: int | None


class ChangeImportItem(BaseModel):
    """Pick or leave an item, or write over some of its members; one of the two."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    is_picked: bool | None = None
    members: dict[str, Any] | None = Field(None, max_length=40)


class PickImportItems(BaseModel):
    """Pick or leave all items of a finding; without one all that can be picked."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    is_picked: bool = True
    finding: Finding | None = None


class SkippedOut(BaseModel):
    """An item that was left as it was, and why."""

    number: int
    code: str
    why: str


class AppliedOut(BaseModel):
    """What applying or undoing did."""

    done: int
    skipped: list[SkippedOut]

    @classmethod
    def of(cls, applied: Applied, locale: str) -> Self:
        """From the model."""
        skipped = [
            SkippedOut(number=number, code=trouble.code, why=trouble.told().in_(locale))
            for number, trouble in sorted(applied.skipped.items())
        ]
        return cls(done=applied.done, skipped=skipped)
