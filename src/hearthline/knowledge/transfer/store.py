"""Tables of imports and their items; rows become models here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from psycopg.types.json import Jsonb

from hearthline.kernel import ArticleId, StaffId
from hearthline.knowledge.model import Draft
from hearthline.knowledge.plain import draft_of
from hearthline.knowledge.store import article_of
from hearthline.knowledge.transfer.codec import as_parsed, as_troubles, plain
from hearthline.knowledge.transfer.model import (
    Finding,
    Import,
    ImportId,
    ImportItem,
    ImportState,
    Likeness,
    Parsed,
    Trouble,
)
from hearthline.platform.db import Row, Session

MOST_TRIES: Final = 2
LOST_AFTER: Final = timedelta(minutes=5)

_ADD = """
INSERT INTO knowledge_import (id, name, size_bytes, domain, state, done, total, tries, troubles,
  by_staff, created_at, touched_at)
VALUES (%(id)s, %(name)s, %(size)s, %(domain)s, 'waiting', 0, 0, 0, '[]', %(by)s, %(at)s, %(at)s)
"""
_IMPORT = """
SELECT i.*, (SELECT jsonb_object_agg(c.finding, c.count) FROM (
    SELECT finding, count(*) AS count FROM knowledge_import_item t
    WHERE t.tenant_id = i.tenant_id AND t.import_id = i.id GROUP BY finding) c) AS counts
FROM knowledge_import i
"""
_LIST = _IMPORT + " WHERE i.id < %(before)s ORDER BY i.id DESC LIMIT %(limit)s"
_TAKE = """
UPDATE knowledge_import SET state = 'reading', tries = tries + 1, touched_at = %(now)s
WHERE id = (SELECT id FROM knowledge_import
  WHERE state = 'waiting' OR (state = 'reading' AND touched_at < %(lost)s)
  ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING *, NULL AS counts
"""
_TELL = """
UPDATE knowledge_import SET done = %(done)s, total = %(total)s, touched_at = %(now)s
WHERE id = %(id)s AND state = 'reading' RETURNING id
"""
_END = """
UPDATE knowledge_import SET state = %(state)s, troubles = %(troubles)s, done = %(total)s,
  total = %(total)s, touched_at = %(now)s
WHERE id = %(id)s AND state = 'reading'
"""
_ADD_ITEM = """
INSERT INTO knowledge_import_item (import_id, number, parsed, finding, is_picked, article_id,
  resembles)
VALUES (%(id)s, %(number)s, %(parsed)s, %(finding)s, %(picked)s, %(article)s, %(resembles)s)
"""
_ITEMS = """
SELECT * FROM knowledge_import_item WHERE import_id = %(id)s AND number > %(after)s
  AND (%(finding)s::text IS NULL OR finding = %(finding)s)
ORDER BY number LIMIT %(limit)s
"""
_PICKED = """
SELECT * FROM knowledge_import_item WHERE import_id = %(id)s AND is_picked ORDER BY number
"""
_TRACED = """
SELECT * FROM knowledge_import_item
WHERE import_id = %(id)s AND trace IS NOT NULL ORDER BY number DESC
"""
_CHANGE_ITEM = """
UPDATE knowledge_import_item SET parsed = %(parsed)s, finding = %(finding)s,
  is_picked = %(picked)s, article_id = %(article)s, resembles = %(resembles)s,
  corrected_by = coalesce(%(by)s, corrected_by)
WHERE import_id = %(id)s AND number = %(number)s
"""
_PICK = """
UPDATE knowledge_import_item SET is_picked = %(picked)s
WHERE import_id = %(id)s AND finding <> 'faulty'
  AND (%(finding)s::text IS NULL OR finding = %(finding)s)
"""
_TRACE = """
UPDATE knowledge_import_item SET trace = %(trace)s, article_id = %(article)s
WHERE import_id = %(id)s AND number = %(number)s
"""
_NEWEST = """
SELECT DISTINCT ON (r.article_id) r.*, a.slug, false AS is_published
FROM article a JOIN revision r ON r.tenant_id = a.tenant_id AND r.article_id = a.id
WHERE a.slug = ANY(%(slugs)s) ORDER BY r.article_id, r.version DESC
"""
_COPIES = """
SELECT a.id, c.content FROM article a
JOIN working_copy c ON c.tenant_id = a.tenant_id AND c.article_id = a.id
WHERE a.slug = ANY(%(slugs)s)
"""
_BY_TITLE = """
SELECT slug, title FROM article_card
WHERE md5(title) IN (SELECT md5(t) FROM unnest(%(titles)s::text[]) t) ORDER BY slug
"""


@dataclass(frozen=True, slots=True)
class Known:
    """What the base says of a slug: its working copy, else its newest revision."""

    article_id: ArticleId
    draft: Draft


@dataclass(frozen=True, slots=True)
class Trace:
    """What applying an item did, and what it takes to undo it.

    `before` is what the working copy said (None: there was none), `counter` what it counts since.
    """

    article_id: ArticleId
    counter: int
    before: Mapping[str, Any] | None


class ImportStore:
    """Reads and writes imports of the session's tenant."""

    async def add(self, session: Session, new: Import) -> None:
        """Keep a file that waits."""
        params = {"id": new.id, "name": new.name, "size": new.size_bytes, "domain": new.domain}
        await session.execute(_ADD, {**params, "by": new.by, "at": new.created_at})

    async def find(
        self, session: Session, import_id: ImportId, *, for_change: bool = False
    ) -> Import | None:
        """An import, or None; for a change it is locked until the transaction ends."""
        lock = " FOR UPDATE OF i" if for_change else ""
        row = await session.maybe(_IMPORT + " WHERE i.id = %(id)s" + lock, {"id": import_id})
        return None if row is None else _import(row)

    async def list(self, session: Session, *, before: ImportId | None, limit: int) -> list[Import]:
        """A page of imports, the newest first."""
        params = {"before": before or ImportId(int=2**128 - 1), "limit": limit}
        return [_import(row) for row in await session.all(_LIST, params)]

    async def take(self, session: Session, *, now: datetime) -> tuple[Import, int] | None:
        """Take up an import that waits, or whose process was lost; with how often that was."""
        row = await session.maybe(_TAKE, {"now": now, "lost": now - LOST_AFTER})
        return None if row is None else (_import(row), int(row["tries"]))

    async def tell(
        self, session: Session, import_id: ImportId, *, done: int, total: int, now: datetime
    ) -> bool:
        """Tell how far reading has come; False when it was discarded meanwhile."""
        params = {"id": import_id, "done": done, "total": total, "now": now}
        return await session.maybe(_TELL, params) is not None

    async def end(
        self,
        session: Session,
        import_id: ImportId,
        items: Sequence[ImportItem],
        *,
        troubles: Sequence[Trouble],
        now: datetime,
    ) -> None:
        """Keep what was found, all of it at once."""
        state = ImportState.READY if items else ImportState.REFUSED
        await session.execute(
            "DELETE FROM knowledge_import_item WHERE import_id = %(id)s", {"id": import_id}
        )
        async with session.connection.cursor() as cursor:
            await cursor.executemany(_ADD_ITEM, [_columns(import_id, item) for item in items])
        params = {"id": import_id, "state": state, "total": len(items), "now": now}
        await session.execute(_END, {**params, "troubles": Jsonb(plain(tuple(troubles)))})

    async def mark(
        self,
        session: Session,
        import_id: ImportId,
        state: ImportState,
        *,
        by: StaffId | None,
        now: datetime,
    ) -> None:
        """It was applied, undone or discarded."""
        who = {ImportState.APPLIED: "applied", ImportState.UNDONE: "undone"}.get(state)
        more = f", {who}_at = %(now)s, {who}_by = %(by)s" if who else ""
        sql = f"UPDATE knowledge_import SET state = %(state)s, touched_at = %(now)s{more}"  # noqa: S608  # names of our own
        params = {"id": import_id, "state": state, "by": by, "now": now}
        await session.execute(sql + " WHERE id = %(id)s", params)

    async def known(self, session: Session, slugs: Sequence[str]) -> dict[str, Known]:
        """What the base says of these slugs now."""
        rows = await session.all(_NEWEST, {"slugs": list(slugs)})
        articles = [article_of(row) for row in rows]
        found = {one.draft.slug: Known(one.id, one.draft) for one in articles}
        for row in await session.all(_COPIES, {"slugs": list(slugs)}):
            draft = draft_of(row["content"])
            found[draft.slug] = Known(ArticleId.of(row["id"]), draft)
        return found

    async def copy(self, session: Session, article_id: ArticleId) -> Draft | None:
        """What is being written on an article."""
        sql = "SELECT content FROM working_copy WHERE article_id = %(id)s"
        row = await session.maybe(sql, {"id": article_id})
        return None if row is None else draft_of(row["content"])

    async def slugs_by_title(self, session: Session, titles: Sequence[str]) -> dict[str, str]:
        """The slugs of items that are called exactly so; the first when there are several."""
        rows = await session.all(_BY_TITLE, {"titles": list(titles)})
        return {row["title"]: row["slug"] for row in reversed(rows)}


class ImportItemStore:
    """Reads and writes the items of imports of the session's tenant."""

    async def page(
        self,
        session: Session,
        import_id: ImportId,
        *,
        finding: Finding | None,
        after: int,
        limit: int,
    ) -> list[ImportItem]:
        """A page of items in the order of the file."""
        params = {"id": import_id, "finding": finding, "after": after, "limit": limit}
        return [_item(row) for row in await session.all(_ITEMS, params)]

    async def find(self, session: Session, import_id: ImportId, number: int) -> ImportItem | None:
        """One item, locked until the transaction ends."""
        sql = (
            "SELECT * FROM knowledge_import_item"
            " WHERE import_id = %(id)s AND number = %(number)s FOR UPDATE"
        )
        row = await session.maybe(sql, {"id": import_id, "number": number})
        return None if row is None else _item(row)

    async def change(
        self,
        session: Session,
        import_id: ImportId,
        item: ImportItem,
        *,
        by: StaffId | None = None,
    ) -> None:
        """Write an item anew."""
        await session.execute(_CHANGE_ITEM, {**_columns(import_id, item), "by": by})

    async def pick(
        self, session: Session, import_id: ImportId, *, finding: Finding | None, picked: bool
    ) -> None:
        """Pick or leave all items of a finding, or all that can be picked."""
        params = {"id": import_id, "finding": finding, "picked": picked}
        await session.execute(_PICK, params)

    async def picked(self, session: Session, import_id: ImportId) -> list[ImportItem]:
        """What is picked; an import has a bounded number of items."""
        return [_item(row) for row in await session.all(_PICKED, {"id": import_id})]

    async def trace(
        self, session: Session, import_id: ImportId, number: int, *, trace: Trace
    ) -> None:
        """Remember what applying an item did."""
        told = {"article_id": str(trace.article_id), "counter": trace.counter}
        params = {
            "id": import_id,
            "number": number,
            "article": trace.article_id,
            "trace": Jsonb({**told, "before": trace.before}),
        }
        await session.execute(_TRACE, params)

    async def traces(self, session: Session, import_id: ImportId) -> list[tuple[int, Trace]]:
        """What applying did, the last first."""
        rows = await session.all(_TRACED, {"id": import_id})
        return [(row["number"], _trace(row["trace"])) for row in rows]


def _columns(import_id: ImportId, item: ImportItem) -> dict[str, Any]:
    like = item.like
    told = like and {"article_id": str(like.article_id), "title": like.title}
    return {
        "id": import_id,
        "number": item.number,
        "parsed": Jsonb(plain(item.parsed)),
        "finding": item.finding,
        "picked": item.is_picked,
        "article": item.article_id,
        "resembles": Jsonb({**told, "score": like.score_ratio}) if like and told else None,
    }


def _item(row: Row) -> ImportItem:
    like = row["resembles"]
    parsed: Parsed = as_parsed(row["parsed"])
    return ImportItem(
        number=row["number"],
        parsed=parsed,
        finding=Finding(row["finding"]),
        is_picked=row["is_picked"],
        article_id=ArticleId.or_none(row["article_id"]),
        like=like and Likeness(ArticleId.of(like["article_id"]), like["title"], like["score"]),
        is_applied=row["trace"] is not None,
    )


def _trace(told: Mapping[str, Any]) -> Trace:
    return Trace(ArticleId.of(told["article_id"]), told["counter"], told["before"])


def _import(row: Row) -> Import:
    return Import(
        id=ImportId.of(row["id"]),
        name=row["name"],
        size_bytes=row["size_bytes"],
        domain=row["domain"],
        state=ImportState(row["state"]),
        done=row["done"],
        total=row["total"],
        troubles=as_troubles(row["troubles"]),
        by=StaffId.or_none(row["by_staff"]),
        created_at=row["created_at"],
        counts={Finding(name): count for name, count in (row["counts"] or {}).items()},
        applied_at=row["applied_at"],
        undone_at=row["undone_at"],
    )
