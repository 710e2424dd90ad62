"""Tables of working copies, schedules and deeds; rows become models here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from psycopg.types.json import Jsonb

from hearthline.kernel import ArticleId, EventId, Id, StaffId
from hearthline.knowledge.life.model import (
    CopyState,
    Deed,
    Publication,
    Schedule,
    Standing,
    WorkingCopy,
)
from hearthline.knowledge.model import Cause, Draft
from hearthline.knowledge.plain import draft_of, plain_of
from hearthline.platform.db import Row, Session

_STEPS_KEPT: Final = 200

_COPY = "SELECT * FROM working_copy WHERE article_id = %(id)s"
_OPEN_COPY = """
INSERT INTO working_copy (article_id, counter, state, content, based_on, authors, edited_by,
  edited_at, note)
VALUES (%(id)s, 1, 'draft', %(content)s, %(based_on)s, ARRAY[%(by)s::uuid], %(by)s, %(at)s,
  %(note)s)
ON CONFLICT (tenant_id, article_id) DO NOTHING
"""
_STEP = """
INSERT INTO working_copy_step (article_id, counter, content, edited_by, edited_at)
SELECT article_id, counter, content, edited_by, edited_at FROM working_copy
WHERE article_id = %(id)s
"""
_FORGET_STEPS = """
DELETE FROM working_copy_step WHERE article_id = %(id)s AND counter <= %(counter)s - %(kept)s
"""
_WRITE = """
UPDATE working_copy SET content = %(content)s, counter = counter + 1, based_on = %(based_on)s,
  edited_by = %(by)s, edited_at = %(at)s,
  authors = CASE WHEN %(by)s = ANY(authors) THEN authors ELSE authors || %(by)s::uuid END
WHERE article_id = %(id)s RETURNING *
"""
_TAKE_STEP = """
DELETE FROM working_copy_step WHERE article_id = %(id)s AND counter =
  (SELECT max(counter) FROM working_copy_step WHERE article_id = %(id)s) RETURNING content
"""
_MARK = """
UPDATE working_copy SET state = %(state)s, counter = counter + 1, note = %(note)s,
  submitted_by = %(by)s, submitted_at = %(at)s
WHERE article_id = %(id)s RETURNING *
"""
_QUEUE = """
SELECT * FROM working_copy WHERE state = 'in_review'
  AND (submitted_at, article_id) > (%(at)s, %(id)s)
ORDER BY submitted_at, article_id LIMIT %(limit)s
"""
_RECENT = """
SELECT * FROM working_copy WHERE (edited_at, article_id) < (%(at)s, %(id)s)
  AND (%(by)s::uuid IS NULL OR %(by)s = ANY(authors))
ORDER BY edited_at DESC, article_id DESC LIMIT %(limit)s
"""
_SCHEDULE = """
INSERT INTO knowledge_schedule (article_id, number, version, due_at, by_staff, made_at)
SELECT %(id)s, 1 + coalesce(max(number), 0), %(version)s, %(due)s, %(by)s, %(at)s
FROM knowledge_schedule WHERE article_id = %(id)s
"""
_END_SCHEDULE = """
UPDATE knowledge_schedule SET ended_at = %(at)s, outcome = %(outcome)s
WHERE article_id = %(id)s AND ended_at IS NULL RETURNING *
"""
_DUE = """
SELECT * FROM knowledge_schedule WHERE ended_at IS NULL AND due_at <= %(now)s
ORDER BY due_at, article_id LIMIT 100
"""
_PUBLICATIONS = """
SELECT number, version, published_at, withdrawn_at, cause, by_staff, withdrawn_by
FROM publication WHERE article_id = %(id)s AND number < %(before)s
ORDER BY number DESC LIMIT %(limit)s
"""
_AT = """
SELECT number, version, published_at, withdrawn_at, cause, by_staff, withdrawn_by
FROM publication WHERE article_id = %(id)s AND published_at <= %(at)s
  AND (withdrawn_at IS NULL OR withdrawn_at > %(at)s)
ORDER BY number DESC LIMIT 1
"""
_STANDING = """
SELECT p.article_id, a.slug, r.title, p.version, p.published_at, p.withdrawn_at
FROM publication p
JOIN article a ON a.tenant_id = p.tenant_id AND a.id = p.article_id
JOIN revision r ON r.tenant_id = p.tenant_id AND r.article_id = p.article_id
  AND r.version = p.version
WHERE p.published_at <= %(at)s AND (p.withdrawn_at IS NULL OR p.withdrawn_at > %(at)s)
  AND r.valid_from <= %(at)s AND (r.valid_to IS NULL OR r.valid_to > %(at)s)
  AND a.slug > %(after)s
  AND (%(text)s = '' OR position(%(text)s IN r.title) > 0 OR position(%(text)s IN r.answer) > 0)
ORDER BY a.slug LIMIT %(limit)s
"""
_ADD_DEED = """
INSERT INTO knowledge_deed (id, article_id, deed, version, by_staff, note, at)
VALUES (%(id)s, %(article_id)s, %(deed)s, %(version)s, %(by)s, %(note)s, %(at)s)
"""
_DEEDS = """
SELECT * FROM knowledge_deed WHERE article_id = %(id)s AND id < %(before)s
ORDER BY id DESC LIMIT %(limit)s
"""
_LAST_ID: Final = Id(int=(1 << 128) - 1)
_NO_ID: Final = Id(int=0)


@dataclass(frozen=True, slots=True)
class Edit:
    """Who writes what, when, on which version."""

    draft: Draft
    based_on: int
    by: StaffId
    at: datetime


class CopyStore:
    """Working copies of the session's tenant, and the steps back from them."""

    async def find(self, session: Session, article_id: ArticleId) -> WorkingCopy | None:
        """The copy, locked until the transaction ends; None without one."""
        row = await session.maybe(_COPY + " FOR UPDATE", {"id": article_id})
        return None if row is None else _copy(row)

    async def of(self, session: Session, ids: Sequence[ArticleId]) -> dict[ArticleId, WorkingCopy]:
        """The copies of some articles, locked until the transaction ends."""
        sql = "SELECT * FROM working_copy WHERE article_id = ANY(%(ids)s) FOR UPDATE"
        rows = await session.all(sql, {"ids": list(ids)})
        return {copy.article_id: copy for copy in map(_copy, rows)}

    async def open(self, session: Session, article_id: ArticleId, edit: Edit, *, note: str) -> None:
        """Begin a copy, unless there is one."""
        await session.execute(_OPEN_COPY, {**_written(article_id, edit), "note": note})

    async def write(self, session: Session, article_id: ArticleId, edit: Edit) -> WorkingCopy:
        """Write new content over the old, which can be gone back to."""
        await session.execute(_STEP, {"id": article_id})
        copy = _copy(await session.one(_WRITE, _written(article_id, edit)))
        params = {"id": article_id, "counter": copy.counter, "kept": _STEPS_KEPT}
        await session.execute(_FORGET_STEPS, params)
        return copy

    async def step_back(
        self, session: Session, copy: WorkingCopy, *, by: StaffId, at: datetime
    ) -> WorkingCopy | None:
        """The copy as it was before its last change; None when there is no change left."""
        row = await session.maybe(_TAKE_STEP, {"id": copy.article_id})
        if row is None:
            return None
        edit = Edit(draft_of(row["content"]), copy.based_on, by, at)
        return _copy(await session.one(_WRITE, _written(copy.article_id, edit)))

    async def mark(
        self,
        session: Session,
        copy: WorkingCopy,
        state: CopyState,
        *,
        note: str,
        by: StaffId | None = None,
        at: datetime | None = None,
    ) -> WorkingCopy:
        """Hand it in, or give it back."""
        params = {"id": copy.article_id, "state": state, "note": note, "by": by, "at": at}
        return _copy(await session.one(_MARK, params))

    async def drop(self, session: Session, article_id: ArticleId) -> None:
        """Let a copy go, with its steps."""
        await session.execute(
            "DELETE FROM working_copy WHERE article_id = %(id)s", {"id": article_id}
        )

    async def queue(
        self, session: Session, *, after: tuple[datetime, ArticleId] | None, limit: int
    ) -> list[WorkingCopy]:
        """What waits for review, the longest first."""
        at, article_id = after or ("-infinity", _NO_ID)
        params = {"at": at, "id": article_id, "limit": limit}
        return [_copy(row) for row in await session.all(_QUEUE, params)]

    async def recent(
        self,
        session: Session,
        *,
        by: StaffId | None,
        after: tuple[datetime, ArticleId] | None,
        limit: int,
    ) -> list[WorkingCopy]:
        """What is being written, the latest first; by one person, or by anybody."""
        at, article_id = after or ("infinity", _LAST_ID)
        params = {"by": by, "at": at, "id": article_id, "limit": limit}
        return [_copy(row) for row in await session.all(_RECENT, params)]


class HistoryStore:
    """What was in force when, what is going to be, and what was done."""

    async def schedule(self, session: Session, wanted: Schedule, *, at: datetime) -> None:
        """Let a version come into force by itself."""
        params = {
            "id": wanted.article_id,
            "version": wanted.version,
            "due": wanted.due_at,
            "by": wanted.by,
            "at": at,
        }
        await session.execute(_SCHEDULE, params)

    async def waiting(self, session: Session, article_id: ArticleId) -> Schedule | None:
        """What is going to come into force."""
        row = await session.maybe(
            "SELECT * FROM knowledge_schedule WHERE article_id = %(id)s AND ended_at IS NULL",
            {"id": article_id},
        )
        return None if row is None else _schedule(row)

    async def end_schedule(
        self, session: Session, article_id: ArticleId, *, outcome: str, at: datetime
    ) -> Schedule | None:
        """It came into force, or will not; None when nothing waited."""
        params = {"id": article_id, "outcome": outcome, "at": at}
        row = await session.maybe(_END_SCHEDULE, params)
        return None if row is None else _schedule(row)

    async def due(self, session: Session, now: datetime) -> list[Schedule]:
        """What should be in force by now."""
        return [_schedule(row) for row in await session.all(_DUE, {"now": now})]

    async def publications(
        self, session: Session, article_id: ArticleId, *, before: int | None, limit: int
    ) -> list[Publication]:
        """When which version was in force, the latest first."""
        params = {"id": article_id, "before": before or 2**31, "limit": limit}
        return [_publication(row) for row in await session.all(_PUBLICATIONS, params)]

    async def at(
        self, session: Session, article_id: ArticleId, moment: datetime
    ) -> Publication | None:
        """What was in force at a moment."""
        row = await session.maybe(_AT, {"id": article_id, "at": moment})
        return None if row is None else _publication(row)

    async def standing(
        self, session: Session, moment: datetime, *, text: str, after: str, limit: int
    ) -> list[Standing]:
        """What was in force at a moment and holds these words, by slug."""
        params = {"at": moment, "text": text, "after": after, "limit": limit}
        rows = await session.all(_STANDING, params)
        return [Standing(**(row | {"article_id": ArticleId.of(row["article_id"])})) for row in rows]

    async def was_in_force(self, session: Session, article_id: ArticleId, version: int) -> bool:
        """Whether a version ever was published."""
        sql = "SELECT version FROM publication WHERE article_id = %(id)s AND version = %(version)s"
        params = {"id": article_id, "version": version}
        return await session.maybe(sql + " LIMIT 1", params) is not None

    async def note(self, session: Session, article_id: ArticleId, deed: Deed) -> None:
        """Write down what was done."""
        params = {
            "id": deed.id,
            "article_id": article_id,
            "deed": deed.deed,
            "version": deed.version,
            "by": deed.by,
            "note": deed.note,
            "at": deed.at,
        }
        await session.execute(_ADD_DEED, params)

    async def deeds(
        self, session: Session, article_id: ArticleId, *, before: Id | None, limit: int
    ) -> list[Deed]:
        """What was done to an article, the latest first."""
        params = {"id": article_id, "before": before or _LAST_ID, "limit": limit}
        return [_deed(row) for row in await session.all(_DEEDS, params)]


def _written(article_id: ArticleId, edit: Edit) -> dict[str, Any]:
    return {
        "id": article_id,
        "content": Jsonb(plain_of(edit.draft)),
        "based_on": edit.based_on,
        "by": edit.by,
        "at": edit.at,
    }


def _copy(row: Row) -> WorkingCopy:
    return WorkingCopy(
        article_id=ArticleId.of(row["article_id"]),
        counter=row["counter"],
        state=CopyState(row["state"]),
        draft=draft_of(row["content"]),
        based_on=row["based_on"],
        authors=tuple(StaffId.of(one) for one in row["authors"]),
        edited_by=StaffId.of(row["edited_by"]),
        edited_at=row["edited_at"],
        submitted_by=StaffId.or_none(row["submitted_by"]),
        submitted_at=row["submitted_at"],
        note=row["note"],
    )


def _schedule(row: Row) -> Schedule:
    return Schedule(
        article_id=ArticleId.of(row["article_id"]),
        number=row["number"],
        version=row["version"],
        due_at=row["due_at"],
        by=StaffId.of(row["by_staff"]),
    )


def _publication(row: Row) -> Publication:
    return Publication(
        number=row["number"],
        version=row["version"],
        published_at=row["published_at"],
        withdrawn_at=row["withdrawn_at"],
        cause=Cause(row["cause"]),
        by=StaffId.or_none(row["by_staff"]),
        withdrawn_by=StaffId.or_none(row["withdrawn_by"]),
    )


def _deed(row: Row) -> Deed:
    return Deed(
        id=EventId.of(row["id"]),
        deed=row["deed"],
        version=row["version"],
        by=StaffId.or_none(row["by_staff"]),
        note=row["note"],
        at=row["at"],
    )
