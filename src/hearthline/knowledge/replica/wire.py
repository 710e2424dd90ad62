"""Bundles, approvals and a replica's standing on the wire."""

from collections.abc import Mapping
from datetime import datetime
from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from hearthline.kernel import ArticleId, StaffId
from hearthline.knowledge.replica.model import BundleKind, SentBundle, Standing, Waiting

Names = Mapping[StaffId, str]


class WaitingOut(BaseModel):
    """An item that waits to be let out, with the words that would be seen outside."""

    article_id: ArticleId
    slug: str
    title: str
    version: int
    author: str | None
    answer: str
    details: str
    spoken: str | None
    source: str

    @classmethod
    def of(cls, waiting: Waiting, names: Names) -> Self:
        """From the model."""
        public, author = waiting.public, waiting.author_id
        return cls(
            article_id=waiting.article_id,
            slug=waiting.slug,
            title=waiting.title,
            version=waiting.version,
            author=None if author is None else names.get(author, "—"),
            answer=public.answer,
            details=public.details,
            spoken=public.spoken,
            source=public.source,
        )


class WaitingPage(BaseModel):
    """A page of items that wait, by slug; a cursor is the last slug that was looked at."""

    items: list[WaitingOut]
    next_cursor: str | None


class BundleOut(BaseModel):
    """A bundle that was made."""

    number: int
    kind: BundleKind
    manifest_hash: str
    items_put: int
    items_dropped: int
    by: str | None
    made_at: datetime

    @classmethod
    def of(cls, bundle: SentBundle, names: Names) -> Self:
        """From the model."""
        return cls(
            number=bundle.number,
            kind=bundle.kind,
            manifest_hash=bundle.manifest_hash,
            items_put=bundle.items_put,
            items_dropped=bundle.items_dropped,
            by=None if bundle.by is None else names.get(bundle.by, "—"),
            made_at=bundle.made_at,
        )


class BundlePage(BaseModel):
    """A page of bundles, the latest first, and the key that verifies them."""

    items: list[BundleOut]
    next_cursor: int | None
    public_key: str


class MakeBundle(BaseModel):
    """A bundle is wanted."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: BundleKind = Field(BundleKind.INCREMENTAL, description="All, or what is different.")


class ReplicaOut(BaseModel):
    """Whether this is a replica; then whom it follows and how far it has come."""

    is_replica: bool
    master_key: str | None = None
    number: int | None = None
    items: int | None = None
    made_at: datetime | None = None
    received_at: datetime | None = None

    @classmethod
    def of(cls, standing: Standing | None) -> Self:
        """From the model."""
        if standing is None:
            return cls(is_replica=False)
        return cls(
            is_replica=True,
            master_key=standing.master_key,
            number=standing.number,
            items=standing.items,
            made_at=standing.made_at,
            received_at=standing.received_at,
        )
