"""Tables of articles, revisions and publications; rows become models here."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any, Final

from psycopg.types.json import Jsonb

from hearthline.kernel import ArticleId, StaffId
from hearthline.knowledge.model import (
    BY_ITSELF,
    Act,
    Article,
    Attachment,
    Attribute,
    Draft,
    Kind,
    Origin,
    Signature,
)
from hearthline.platform.db import Row, Session

_CONTENT: Final = tuple(field.name for field in fields(Draft) if field.name != "slug")
_JSON: Final = frozenset({"attributes", "attachments"})

_ADD_ARTICLE = """
INSERT INTO article (id, slug, created_at) VALUES (%(id)s, %(slug)s, %(at)s)
ON CONFLICT (tenant_id, slug) DO UPDATE SET slug = EXCLUDED.slug RETURNING id
"""
_ADD_REVISION = """
INSERT INTO revision (article_id, version, origin, content_hash, created_at, author_id, reviewer_id,
  note, title, questions, answer, details, spoken, intents, audience, channels, related,
  is_local_rule, source, valid_from, valid_to, kind, professional, catalogue, tags, keywords,
  scenes, customer_classes, regions, owner, review_on, attributes, attachments, is_exportable)
VALUES (%(article_id)s, %(version)s, %(origin)s, %(content_hash)s, %(at)s, %(author_id)s,
  %(reviewer_id)s, %(note)s, %(title)s, %(questions)s, %(answer)s, %(details)s, %(spoken)s,
  %(intents)s, %(audience)s, %(channels)s, %(related)s, %(is_local_rule)s, %(source)s,
  %(valid_from)s, %(valid_to)s, %(kind)s, %(professional)s, %(catalogue)s, %(tags)s, %(keywords)s,
  %(scenes)s, %(customer_classes)s, %(regions)s, %(owner)s, %(review_on)s, %(attributes)s,
  %(attachments)s, %(is_exportable)s)
"""
_LATEST = """
SELECT DISTINCT ON (r.article_id) a.slug, r.article_id, r.version, r.content_hash, r.origin,
  (SELECT max(v.version) FROM revision v
   WHERE v.tenant_id = r.tenant_id AND v.article_id = r.article_id) AS newest,
  p.version AS live
FROM revision r
JOIN article a ON a.tenant_id = r.tenant_id AND a.id = r.article_id
LEFT JOIN publication p ON p.tenant_id = r.tenant_id AND p.article_id = r.article_id
  AND p.withdrawn_at IS NULL
WHERE r.origin = %(origin)s
ORDER BY r.article_id, r.version DESC
"""
_ARTICLE = """
SELECT r.*, a.slug, p.version IS NOT NULL AS is_published
FROM revision r
JOIN article a ON a.tenant_id = r.tenant_id AND a.id = r.article_id
LEFT JOIN publication p ON p.tenant_id = r.tenant_id AND p.article_id = r.article_id
  AND p.version = r.version AND p.withdrawn_at IS NULL
"""
_GET = _ARTICLE + " WHERE r.article_id = %(id)s AND r.version = %(version)s"
_GET_LIVE = (
    _ARTICLE
    + " WHERE r.article_id = %(id)s"
    + " ORDER BY p.version IS NULL, r.version DESC LIMIT 1"
)
_LIVE = _ARTICLE + " WHERE p.version IS NOT NULL ORDER BY a.slug LIMIT 100000"
_REVISIONS = (
    _ARTICLE
    + " WHERE r.article_id = %(id)s AND r.version < %(before)s"
    + " ORDER BY r.version DESC LIMIT %(limit)s"
)
_FIND = """
SELECT a.id FROM article a WHERE a.slug = %(slug)s AND (
  EXISTS (SELECT FROM revision r WHERE r.tenant_id = a.tenant_id AND r.article_id = a.id)
  OR EXISTS (SELECT FROM working_copy c WHERE c.tenant_id = a.tenant_id AND c.article_id = a.id))
"""
_NAMING = """
SELECT a.slug, r.title FROM publication p
JOIN revision r ON r.tenant_id = p.tenant_id AND r.article_id = p.article_id
  AND r.version = p.version
JOIN article a ON a.tenant_id = p.tenant_id AND a.id = p.article_id
WHERE p.withdrawn_at IS NULL AND (%(slug)s = ANY(r.related)
  OR (%(name)s = ANY(r.related) AND starts_with(a.slug, %(domain)s)))
ORDER BY a.slug LIMIT 200
"""
_WITHDRAW = """
UPDATE publication SET withdrawn_at = %(at)s, withdrawn_by = %(by)s
WHERE article_id = %(id)s AND withdrawn_at IS NULL
"""
_PUBLISH = """
INSERT INTO publication (article_id, number, version, published_at, cause, by_staff)
SELECT %(id)s, 1 + coalesce(max(number), 0), %(version)s, %(at)s, %(cause)s, %(by)s::uuid
FROM publication WHERE article_id = %(id)s
"""
_LIVE_OF = _ARTICLE + " WHERE p.version IS NOT NULL AND r.article_id = ANY(%(ids)s)"
_NEWEST_OF = """
SELECT article_id, max(version) AS version FROM revision
WHERE article_id = ANY(%(ids)s) GROUP BY article_id
"""
_WITHDRAW_MANY = """
UPDATE publication SET withdrawn_at = %(at)s, withdrawn_by = %(by)s
WHERE article_id = ANY(%(ids)s) AND withdrawn_at IS NULL
"""
_PUBLISH_MANY = """
INSERT INTO publication (article_id, number, version, published_at, cause, by_staff)
SELECT w.id, 1 + coalesce((SELECT max(number) FROM publication p WHERE p.article_id = w.id), 0),
  w.version, %(at)s, %(cause)s, %(by)s::uuid
FROM unnest(%(ids)s::uuid[], %(versions)s::integer[]) AS w (id, version)
"""
_NEXT_EDITION = """
INSERT INTO knowledge_edition (edition, changed_at) VALUES (1, %(at)s)
ON CONFLICT (tenant_id) DO UPDATE
  SET edition = knowledge_edition.edition + 1, changed_at = EXCLUDED.changed_at
RETURNING edition
"""


class RevisionStore:
    """Reads and writes the articles and revisions of the session's tenant."""

    async def latest(self, session: Session, origin: Origin) -> dict[str, Row]:
        """By slug: the newest revision of an origin, the newest version at all, the live one."""
        rows = await session.all(_LATEST, {"origin": origin})
        return {row["slug"]: row for row in rows}

    async def article(self, session: Session, slug: str, *, at: datetime) -> ArticleId:
        """The article of a slug, made when there is none."""
        params = {"id": ArticleId.new(), "slug": slug, "at": at}
        return ArticleId.of((await session.one(_ADD_ARTICLE, params))["id"])

    async def add(
        self, session: Session, draft: Draft, *, version: int, signed: Signature, at: datetime
    ) -> ArticleId:
        """Write a revision, and the article when it is the first of its slug."""
        article_id = await self.article(session, draft.slug, at=at)
        facts = {**_columns(draft), **asdict(signed)}
        await session.execute(
            _ADD_REVISION, {**facts, "article_id": article_id, "version": version, "at": at}
        )
        return article_id

    async def add_many(
        self,
        session: Session,
        rows: Sequence[tuple[ArticleId, int, Draft]],
        *,
        signed: Signature,
        at: datetime,
    ) -> None:
        """Write revisions of articles that are there."""
        told = asdict(signed) | {"at": at}
        params = [
            {**_columns(draft), **told, "article_id": article_id, "version": version}
            for article_id, version, draft in rows
        ]
        async with session.connection.cursor() as cursor:
            await cursor.executemany(_ADD_REVISION, params)

    async def get(
        self, session: Session, article_id: ArticleId, *, version: int | None
    ) -> Article | None:
        """A version of an article; without one the published, else the newest."""
        sql = _GET_LIVE if version is None else _GET
        row = await session.maybe(sql, {"id": article_id, "version": version})
        return None if row is None else article_of(row)

    async def find(self, session: Session, slug: str) -> ArticleId | None:
        """The article that has this slug and anything in it."""
        row = await session.maybe(_FIND, {"slug": slug})
        return None if row is None else ArticleId.of(row["id"])

    async def exists(self, session: Session, article_id: ArticleId) -> bool:
        """Whether there is such an article, published or not."""
        sql = "SELECT id FROM article WHERE id = %(id)s"
        return await session.maybe(sql, {"id": article_id}) is not None

    async def newest_version(self, session: Session, slug: str) -> int:
        """The highest version of a slug, 0 without any."""
        row = await session.one(
            "SELECT coalesce(max(r.version), 0) AS version FROM revision r"
            " JOIN article a ON a.tenant_id = r.tenant_id AND a.id = r.article_id"
            " WHERE a.slug = %(slug)s",
            {"slug": slug},
        )
        return int(row["version"])

    async def newest_versions(
        self, session: Session, ids: Sequence[ArticleId]
    ) -> dict[ArticleId, int]:
        """The highest versions of these articles."""
        rows = await session.all(_NEWEST_OF, {"ids": list(ids)})
        return {ArticleId.of(row["article_id"]): row["version"] for row in rows}

    async def revisions(
        self, session: Session, article_id: ArticleId, *, before: int | None, limit: int
    ) -> list[Article]:
        """The revisions of an article below a version, the newest first."""
        params = {"id": article_id, "before": before or 2**31 - 1, "limit": limit}
        return [article_of(row) for row in await session.all(_REVISIONS, params)]

    async def naming(self, session: Session, draft: Draft) -> list[tuple[str, str]]:
        """Slug and title of the published articles that name this one as related."""
        domain, slash, name = draft.slug.rpartition("/")
        params = {"slug": draft.slug, "name": name, "domain": f"{domain}{slash}"}
        return [(row["slug"], row["title"]) for row in await session.all(_NAMING, params)]


class KnowledgeStore(RevisionStore):
    """Beside those, what is published, and how often that has changed."""

    async def lock(self, session: Session) -> None:
        """Let one writer of the tenant's knowledge at a time go on, until the transaction ends."""
        key = f"knowledge:{session.tenant_id}"
        await session.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%(k)s, 0))", {"k": key}
        )

    async def live(self, session: Session) -> list[Article]:
        """Every published article."""
        return [article_of(row) for row in await session.all(_LIVE)]

    async def live_of(self, session: Session, ids: Sequence[ArticleId]) -> list[Article]:
        """What is published of these articles."""
        return [article_of(row) for row in await session.all(_LIVE_OF, {"ids": list(ids)})]

    async def publish(
        self,
        session: Session,
        article_id: ArticleId,
        *,
        version: int,
        at: datetime,
        act: Act = BY_ITSELF,
    ) -> None:
        """Make a version the one that is found, and take the one before out."""
        await self.withdraw(session, article_id, at=at, by=act.by)
        params = {"id": article_id, "version": version, "at": at, **asdict(act)}
        await session.execute(_PUBLISH, params)

    async def publish_many(
        self, session: Session, versions: Mapping[ArticleId, int], *, at: datetime, act: Act
    ) -> None:
        """Make these versions the ones that are found."""
        params = {"ids": list(versions), "versions": list(versions.values()), "at": at}
        await session.execute(_WITHDRAW_MANY, params | {"by": act.by})
        await session.execute(_PUBLISH_MANY, params | asdict(act))

    async def withdraw(
        self, session: Session, article_id: ArticleId, *, at: datetime, by: StaffId | None = None
    ) -> None:
        """Let the article be found no longer."""
        await session.execute(_WITHDRAW, {"id": article_id, "at": at, "by": by})

    async def next_edition(self, session: Session, *, at: datetime) -> int:
        """Count one more change of what can be found."""
        return int((await session.one(_NEXT_EDITION, {"at": at}))["edition"])

    async def edition(self, session: Session) -> int:
        """How often what can be found has changed."""
        row = await session.maybe("SELECT edition FROM knowledge_edition")
        return 0 if row is None else int(row["edition"])


def _columns(draft: Draft) -> dict[str, Any]:
    return {"content_hash": draft.content_hash()} | {
        name: _stored(name, getattr(draft, name)) for name in _CONTENT
    }


def _stored(name: str, value: Any) -> Any:
    if name in _JSON:
        return Jsonb([asdict(one) for one in value])
    return list(value) if isinstance(value, tuple) else value


def article_of(row: Row) -> Article:
    """A row of `revision` with the article's slug and whether it is published."""
    lists = {name: tuple(row[name]) for name in _CONTENT if isinstance(row[name], list)}
    special = {
        "kind": Kind(row["kind"]),
        "attributes": tuple(Attribute(**one) for one in row["attributes"]),
        "attachments": tuple(Attachment(**one) for one in row["attachments"]),
    }
    draft = Draft(slug=row["slug"], **({name: row[name] for name in _CONTENT} | lists | special))
    return Article(
        id=ArticleId.of(row["article_id"]),
        version=row["version"],
        origin=Origin(row["origin"]),
        draft=draft,
        created_at=row["created_at"],
        is_published=row["is_published"],
        author_id=StaffId.or_none(row["author_id"]),
        reviewer_id=StaffId.or_none(row["reviewer_id"]),
        note=row["note"],
    )
