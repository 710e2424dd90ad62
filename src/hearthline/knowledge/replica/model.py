"""Bundles: what of the base may leave the house, and how one follows the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from hearthline.kernel import ArticleId, StaffId
from hearthline.knowledge.model import Audience, Draft

FORMAT: Final = 1
NO_BUNDLE: Final = "0" * 64
_INTERNAL: Final = ("内部", "internal")


class BundleKind(StrEnum):
    """All that may leave, or what is different since the bundle before."""

    FULL = "full"
    INCREMENTAL = "incremental"


@dataclass(frozen=True, slots=True)
class Entry:
    """One item that a bundle brings: `content_hash` is SHA-256 of its line."""

    slug: str
    version: int
    content_hash: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle holds, in the order of its lines; `previous_hash` chains it to another."""

    number: int
    kind: BundleKind
    made_at: datetime
    previous_hash: str
    put: tuple[Entry, ...]
    dropped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SentBundle:
    """A bundle that was made."""

    number: int
    kind: BundleKind
    manifest_hash: str
    items_put: int
    items_dropped: int
    by: StaffId | None
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item that is flagged for export and waits for a second person."""

    article_id: ArticleId
    slug: str
    title: str
    version: int
    author_id: StaffId | None
    public: Draft


@dataclass(frozen=True, slots=True)
class Standing:
    """Whom a replica follows, and how far it has come (0: nothing received yet)."""

    master_key: str
    number: int
    manifest_hash: str
    items: int
    made_at: datetime | None
    received_at: datetime


def is_for_export(draft: Draft, at: datetime) -> bool:
    """Whether a published draft may leave at all: flagged, for customers, not over."""
    is_over = draft.valid_to is not None and draft.valid_to <= at
    return draft.is_exportable and Audience.CUSTOMER in draft.audience and not is_over


def minimised(draft: Draft) -> Draft:
    """What of a draft leaves the house: what customers are told, and how it is found.

    Never its owner, the professional's wording, scenes, dates of review, files, an audience
    other than customers, or a source that says it is internal.
    """
    is_internal = any(word in draft.source.lower() for word in _INTERNAL)
    return replace(
        draft,
        audience=(Audience.CUSTOMER.value,),
        professional="",
        owner="",
        scenes=(),
        review_on=None,
        attachments=(),
        source="" if is_internal else draft.source,
    )


def is_minimised(draft: Draft) -> bool:
    """Whether a draft says nothing but what may leave."""
    return minimised(draft) == draft


def related_within(draft: Draft, slugs: Mapping[str, Any] | Sequence[str]) -> Draft:
    """The draft with only those related items that leave too."""
    place = "".join(draft.slug.rpartition("/")[:2])
    kept = tuple(name for name in draft.related if f"{place}{name}" in slugs or name in slugs)
    return draft if kept == draft.related else replace(draft, related=kept)
