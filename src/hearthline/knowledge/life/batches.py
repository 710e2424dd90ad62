"""Changes of many items at once, in a few statements however many there are, and back again."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from psycopg.types.json import Jsonb

from hearthline.kernel import ArticleId, StaffId
from hearthline.knowledge.life.model import BatchId
from hearthline.knowledge.model import Act, Article, Cause, Draft, Origin, Signature
from hearthline.knowledge.store import KnowledgeStore
from hearthline.platform.db import Session

_ADD = """
INSERT INTO knowledge_batch (id, change, before, by_staff, at)
VALUES (%(id)s, %(change)s, %(before)s, %(by)s, %(at)s)
"""
_UNDONE = """
UPDATE knowledge_batch SET undone_at = %(at)s, undone_by = %(by)s WHERE id = %(id)s
"""


@dataclass(frozen=True, slots=True)
class Trace:
    """What a batch did to one article, and what it takes to undo it.

    `was` and `made` are versions; `content` is what a working copy said before (None: there was
    none), `counter` what it counts since.
    """

    article_id: ArticleId
    was: int | None = None
    made: int | None = None
    content: Mapping[str, Any] | None = None
    counter: int | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """A change of many that was made."""

    id: BatchId
    traces: Sequence[Trace]
    at: datetime
    undone_at: datetime | None


class BatchStore:
    """Batches of the session's tenant."""

    def __init__(self) -> None:
        """Stand on the store of revisions."""
        self._store = KnowledgeStore()

    async def tidy(
        self,
        session: Session,
        changed: Sequence[tuple[Article, Draft]],
        *,
        by: StaffId,
        at: datetime,
    ) -> list[Trace]:
        """Put changed drafts of published articles in force as new versions."""
        newest = await self._store.newest_versions(session, [one.id for one, _ in changed])
        made = {one.id: newest[one.id] + 1 for one, _ in changed}
        rows = [(one.id, made[one.id], draft) for one, draft in changed]
        await self._store.add_many(session, rows, signed=Signature(Origin.DESK, by), at=at)
        await self._store.publish_many(session, made, at=at, act=Act(Cause.TIDY, by))
        return [Trace(one.id, was=one.version, made=made[one.id]) for one, _ in changed]

    async def add(
        self,
        session: Session,
        change: Mapping[str, Any],
        traces: Sequence[Trace],
        *,
        by: StaffId,
        at: datetime,
    ) -> BatchId:
        """Keep what was done."""
        batch_id = BatchId.new()
        before = [asdict(trace) | {"article_id": str(trace.article_id)} for trace in traces]
        params = {
            "id": batch_id,
            "change": Jsonb(dict(change)),
            "before": Jsonb(before),
            "by": by,
            "at": at,
        }
        await session.execute(_ADD, params)
        return batch_id

    async def find(self, session: Session, batch_id: BatchId) -> Batch | None:
        """A batch, locked until the transaction ends."""
        sql = "SELECT * FROM knowledge_batch WHERE id = %(id)s FOR UPDATE"
        row = await session.maybe(sql, {"id": batch_id})
        if row is None:
            return None
        traces = [
            replace(Trace(**one), article_id=ArticleId.of(one["article_id"]))
            for one in row["before"]
        ]
        return Batch(batch_id, traces, row["at"], row["undone_at"])

    async def mark_undone(
        self, session: Session, batch_id: BatchId, *, by: StaffId, at: datetime
    ) -> None:
        """It was undone."""
        await session.execute(_UNDONE, {"id": batch_id, "by": by, "at": at})
