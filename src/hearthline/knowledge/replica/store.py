"""Tables of approvals, bundles and replicas; rows become models here."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from hearthline.kernel import ArticleId, StaffId
from hearthline.knowledge.model import Article
from hearthline.knowledge.replica.model import (
    NO_BUNDLE,
    BundleKind,
    Entry,
    Manifest,
    SentBundle,
    Standing,
)
from hearthline.knowledge.store import article_of
from hearthline.platform.db import Row, Session

MOST_ITEMS: Final = 200_000

_EXPORTABLE = """
SELECT r.*, a.slug, true AS is_published, e.content_hash AS approved_hash
FROM article a
JOIN publication p ON p.tenant_id = a.tenant_id AND p.article_id = a.id
  AND p.withdrawn_at IS NULL
JOIN revision r ON r.tenant_id = a.tenant_id AND r.article_id = a.id AND r.version = p.version
LEFT JOIN export_approval e ON e.tenant_id = a.tenant_id AND e.article_id = a.id
WHERE r.is_exportable AND a.slug > %(after)s ORDER BY a.slug LIMIT %(limit)s
"""
_APPROVE = """
INSERT INTO export_approval (article_id, version, content_hash, approved_by, approved_at)
VALUES (%(id)s, %(version)s, %(hash)s, %(by)s, %(at)s)
ON CONFLICT (tenant_id, article_id) DO UPDATE SET version = EXCLUDED.version,
  content_hash = EXCLUDED.content_hash, approved_by = EXCLUDED.approved_by,
  approved_at = EXCLUDED.approved_at
"""
_ADD_BUNDLE = """
INSERT INTO knowledge_bundle (number, kind, manifest_hash, previous_hash, items_put,
  items_dropped, by_staff, made_at)
VALUES (%(number)s, %(kind)s, %(hash)s, %(previous)s, %(put)s, %(dropped)s, %(by)s, %(at)s)
"""
_PUT = """
INSERT INTO {table} (slug, version, content_hash)
SELECT * FROM unnest(%(slugs)s::text[], %(versions)s::integer[], %(hashes)s::text[])
ON CONFLICT (tenant_id, slug) DO UPDATE
  SET version = EXCLUDED.version, content_hash = EXCLUDED.content_hash
"""
_DROP = """
DELETE FROM {table} WHERE slug = ANY(%(slugs)s)
"""
_FOLLOW = """
INSERT INTO knowledge_replica (master_key, number, manifest_hash, items, received_at)
VALUES (%(key)s, 0, %(none)s, 0, %(at)s)
ON CONFLICT (tenant_id) DO NOTHING
"""
_STANDING = "SELECT * FROM knowledge_replica"
_ADVANCE = """
UPDATE knowledge_replica SET number = %(number)s, manifest_hash = %(hash)s, made_at = %(made)s,
  received_at = %(at)s, items = (SELECT count(*) FROM knowledge_replica_item)
"""


class SendingStore:
    """Approvals and bundles of the session's tenant."""

    async def exportable(
        self, session: Session, *, after: str, limit: int
    ) -> list[tuple[Article, str | None]]:
        """Published items that are flagged, by slug, with the hash that was approved."""
        rows = await session.all(_EXPORTABLE, {"after": after, "limit": limit})
        return [(article_of(row), row["approved_hash"]) for row in rows]

    async def approve(
        self, session: Session, article: Article, *, content_hash: str, by: StaffId, at: datetime
    ) -> None:
        """Let this content of an article out."""
        params = {"id": article.id, "version": article.version, "hash": content_hash}
        await session.execute(_APPROVE, {**params, "by": by, "at": at})

    async def revoke(self, session: Session, article_id: ArticleId) -> None:
        """Let an article out no longer."""
        await session.execute(
            "DELETE FROM export_approval WHERE article_id = %(id)s", {"id": article_id}
        )

    async def sent(self, session: Session) -> dict[str, Entry]:
        """What the replica has after the last bundle, by slug."""
        sql = "SELECT * FROM knowledge_bundle_item ORDER BY slug LIMIT %(most)s"
        rows = await session.all(sql, {"most": MOST_ITEMS})
        return {row["slug"]: _entry(row) for row in rows}

    async def last(self, session: Session) -> SentBundle | None:
        """The last bundle that was made."""
        found = await self.list(session, before=None, limit=1)
        return found[0] if found else None

    async def list(self, session: Session, *, before: int | None, limit: int) -> list[SentBundle]:
        """A page of bundles, the latest first."""
        sql = (
            "SELECT * FROM knowledge_bundle WHERE number < %(before)s"
            " ORDER BY number DESC LIMIT %(limit)s"
        )
        params = {"before": before or 2**62, "limit": limit}
        return [_bundle(row) for row in await session.all(sql, params)]

    async def add(
        self, session: Session, manifest: Manifest, *, manifest_hash: str, by: StaffId | None
    ) -> None:
        """Keep that a bundle was made, and what the replica has after it."""
        params = {
            "number": manifest.number,
            "kind": manifest.kind,
            "hash": manifest_hash,
            "previous": manifest.previous_hash,
            "put": len(manifest.put),
            "dropped": len(manifest.dropped),
            "by": by,
            "at": manifest.made_at,
        }
        await session.execute(_ADD_BUNDLE, params)
        if manifest.kind is BundleKind.FULL:
            await session.execute("DELETE FROM knowledge_bundle_item")
        await _put(session, "knowledge_bundle_item", manifest.put)
        await _drop(session, "knowledge_bundle_item", manifest.dropped)


class ReplicaStore:
    """How far the session's tenant has followed its master."""

    async def standing(self, session: Session, *, for_change: bool = False) -> Standing | None:
        """Whom it follows; None when it is no replica."""
        lock = " FOR UPDATE" if for_change else ""
        row = await session.maybe(_STANDING + lock)
        return None if row is None else _standing(row)

    async def follow(self, session: Session, master_key: str, *, at: datetime) -> None:
        """Make it a replica of this master, unless it is a replica."""
        await session.execute(_FOLLOW, {"key": master_key, "none": NO_BUNDLE, "at": at})

    async def unfollow(self, session: Session) -> None:
        """Make it a master of its own again."""
        await session.execute("DELETE FROM knowledge_replica")
        await session.execute("DELETE FROM knowledge_replica_item")

    async def let_in(self, session: Session) -> None:
        """Let this transaction write what others may not."""
        await session.execute("SET LOCAL hearthline.receiving = 'on'")

    async def held(self, session: Session) -> dict[str, Entry]:
        """What it has received, by slug."""
        sql = "SELECT * FROM knowledge_replica_item ORDER BY slug LIMIT %(most)s"
        rows = await session.all(sql, {"most": MOST_ITEMS})
        return {row["slug"]: _entry(row) for row in rows}

    async def advance(
        self, session: Session, manifest: Manifest, *, manifest_hash: str, at: datetime
    ) -> None:
        """A bundle was applied."""
        if manifest.kind is BundleKind.FULL:
            await session.execute("DELETE FROM knowledge_replica_item")
        await _put(session, "knowledge_replica_item", manifest.put)
        await _drop(session, "knowledge_replica_item", manifest.dropped)
        params = {"number": manifest.number, "hash": manifest_hash, "made": manifest.made_at}
        await session.execute(_ADVANCE, {**params, "at": at})

    async def live(self, session: Session) -> Mapping[str, ArticleId]:
        """What is published now, by slug."""
        sql = (
            "SELECT a.slug, a.id FROM publication p JOIN article a"
            " ON a.tenant_id = p.tenant_id AND a.id = p.article_id"
            " WHERE p.withdrawn_at IS NULL ORDER BY a.slug LIMIT %(most)s"
        )
        rows = await session.all(sql, {"most": MOST_ITEMS})
        return {row["slug"]: ArticleId.of(row["id"]) for row in rows}


async def _put(session: Session, table: str, entries: Sequence[Entry]) -> None:
    params = {
        "slugs": [one.slug for one in entries],
        "versions": [one.version for one in entries],
        "hashes": [one.content_hash for one in entries],
    }
    await session.execute(_PUT.format(table=table), params)


async def _drop(session: Session, table: str, slugs: Sequence[str]) -> None:
    await session.execute(_DROP.format(table=table), {"slugs": list(slugs)})


def _entry(row: Row) -> Entry:
    return Entry(row["slug"], row["version"], row["content_hash"])


def _bundle(row: Row) -> SentBundle:
    return SentBundle(
        number=row["number"],
        kind=BundleKind(row["kind"]),
        manifest_hash=row["manifest_hash"],
        items_put=row["items_put"],
        items_dropped=row["items_dropped"],
        by=StaffId.or_none(row["by_staff"]),
        made_at=row["made_at"],
    )


def _standing(row: Row) -> Standing:
    return Standing(
        master_key=row["master_key"],
        number=row["number"],
        manifest_hash=row["manifest_hash"],
        items=row["items"],
        made_at=row["made_at"],
        received_at=row["received_at"],
    )
