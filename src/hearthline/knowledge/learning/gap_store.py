"""Rows of gaps: what is still to be gathered, the leaders, counts by day, the nearest articles."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from hearthline.kernel import ArticleId, ConversationId
from hearthline.knowledge.learning.model import (
    BoardFilter,
    Counted,
    Example,
    Gap,
    GapId,
    GapState,
    Near,
    QuestionId,
    Reason,
    Source,
)
from hearthline.knowledge.model import Band
from hearthline.platform.db import Row, Session

ZONE: Final = "Asia/Shanghai"
_TO_GATHER = """
SELECT id, text, at FROM knowledge_question
WHERE reason IS NOT NULL AND gathered_at IS NULL ORDER BY at, id LIMIT %(limit)s
"""
_LEADERS = """
SELECT coalesce(merged_into, id) AS id, leader FROM knowledge_gap
ORDER BY last_at DESC, id LIMIT %(limit)s
"""
_ADD = """
INSERT INTO knowledge_gap (id, state, leader, title, first_at, last_at)
SELECT g.id, 'open', g.leader, g.title, g.at, g.at
FROM unnest(%(ids)s::uuid[], %(leaders)s::text[], %(titles)s::text[], %(ats)s::timestamptz[])
  AS g(id, leader, title, at)
"""
_PUT = """
UPDATE knowledge_question q SET gap_id = p.gap, gathered_at = %(now)s
FROM unnest(%(ids)s::uuid[], %(gaps)s::uuid[]) AS p(id, gap) WHERE q.id = p.id
"""
_CHANGED = """
SELECT DISTINCT coalesce(g.merged_into, g.id) AS id FROM knowledge_question q
JOIN knowledge_gap g ON g.tenant_id = q.tenant_id AND g.id = q.gap_id
WHERE q.changed_at > (SELECT coalesce(max(gathered_upto), 'epoch') - interval '1 minute'
  FROM knowledge_counted)
"""
_UPTO = """
INSERT INTO knowledge_counted (gathered_upto) VALUES (%(now)s)
ON CONFLICT (tenant_id) DO UPDATE SET gathered_upto = excluded.gathered_upto
"""
# Days that the log no longer reaches keep the counts that they had.
_FORGET_DAYS = """
DELETE FROM knowledge_gap_day WHERE gap_id = ANY(%(ids)s)
  AND day >= (SELECT (min(at) AT TIME ZONE %(zone)s)::date FROM knowledge_question)
"""
_COUNT_DAYS = """
INSERT INTO knowledge_gap_day (gap_id, day, reason, channel, asked)
SELECT gap_id, (at AT TIME ZONE %(zone)s)::date, reason, channel, count(*) FROM knowledge_question
WHERE gap_id = ANY(%(ids)s) AND reason IS NOT NULL GROUP BY 1, 2, 3, 4
ON CONFLICT (tenant_id, gap_id, day, reason, channel) DO UPDATE SET asked = excluded.asked
"""
_SUM_UP = """
UPDATE knowledge_gap g SET
  size = coalesce(d.asked, 0) + (SELECT count(*) FROM knowledge_proposal p WHERE p.gap_id = g.id),
  last_at = greatest(g.last_at, q.last_at), first_at = least(g.first_at, q.first_at),
  title = CASE WHEN t.asked > 1 THEN t.text ELSE g.title END
FROM unnest(%(ids)s::uuid[]) AS w(id)
LEFT JOIN LATERAL (SELECT sum(asked) AS asked FROM knowledge_gap_day d
  WHERE d.gap_id = w.id) d ON true
LEFT JOIN LATERAL (SELECT max(at) AS last_at, min(at) AS first_at FROM knowledge_question q
  WHERE q.gap_id = w.id) q ON true
LEFT JOIN LATERAL (SELECT text, count(*) AS asked FROM knowledge_question q
  WHERE q.gap_id = w.id GROUP BY text ORDER BY count(*) DESC, min(at) LIMIT 1) t ON true
WHERE g.id = w.id
"""
_STALE = """
SELECT id, title FROM knowledge_gap WHERE state = 'open' AND near_edition <> %(edition)s
ORDER BY size DESC, id LIMIT %(limit)s
"""
_REFUSED = """
SELECT gap_id, article_id FROM knowledge_question
WHERE gap_id = ANY(%(ids)s) AND (is_rejected OR vote < 0) AND article_id IS NOT NULL
GROUP BY gap_id, article_id
"""
_NEAR = """
UPDATE knowledge_gap SET near_id = %(article)s, near_version = %(version)s, near_title = %(title)s,
  near_score = %(score)s, near_band = %(band)s, near_edition = %(edition)s WHERE id = %(id)s
"""
_ORDERS: Final = {"size": "size", "recent": "last_at"}
_BOARD = """
SELECT g.* FROM knowledge_gap g WHERE g.state = %(state)s
  AND (%(text)s::text IS NULL OR g.title ILIKE %(text)s OR g.leader ILIKE %(text)s)
  AND (%(reason)s::text IS NULL AND %(channel)s::text IS NULL OR EXISTS (
    SELECT FROM knowledge_gap_day d WHERE d.gap_id = g.id
      AND d.reason = coalesce(%(reason)s, d.reason)
      AND d.channel = coalesce(%(channel)s, d.channel)))
  AND (%(after)s::uuid IS NULL OR (g.{order}, g.id) <
    (SELECT l.{order}, l.id FROM knowledge_gap l WHERE l.id = %(after)s))
ORDER BY g.{order} DESC, g.id DESC LIMIT %(limit)s
"""
_FIND = "SELECT * FROM knowledge_gap WHERE id = %(id)s FOR UPDATE"
_OF = "SELECT * FROM knowledge_gap WHERE id = ANY(%(ids)s) ORDER BY id FOR UPDATE"
_MERGED = "SELECT * FROM knowledge_gap WHERE merged_into = %(id)s ORDER BY size DESC, id LIMIT 200"
_DAYS = """
SELECT coalesce(g.merged_into, g.id) AS gap_id, day, reason, channel, sum(asked) AS asked
FROM knowledge_gap g JOIN knowledge_gap_day d ON d.tenant_id = g.tenant_id AND d.gap_id = g.id
WHERE (g.id = ANY(%(ids)s) OR g.merged_into = ANY(%(ids)s)) AND day >= %(since)s
GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
"""
_EXAMPLES = """
SELECT DISTINCT ON (text) text, at, channel, source, reason, conversation_id, seq
FROM (SELECT * FROM knowledge_question WHERE gap_id = ANY(%(ids)s) AND reason IS NOT NULL
  ORDER BY at DESC LIMIT 500) q
ORDER BY text, (reason = 'handed_off') DESC, at DESC
"""
_DECIDE = """
UPDATE knowledge_gap SET state = %(state)s, merged_into = %(into)s, counter = counter + 1
WHERE id = ANY(%(ids)s)
"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A question that is still to be put to a gap."""

    id: QuestionId
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Asking:
    """Where a question of a gap was asked, so that the talk after it can be read."""

    example: Example
    seq: int | None


class GapStore:
    """Reads and writes gaps of the session's tenant."""

    async def lock(self, session: Session) -> None:
        """Let one gather at a time, until the transaction ends."""
        key = f"knowledge_gap:{session.tenant_id}"
        await session.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%(k)s, 0))", {"k": key}
        )

    async def waiting(self, session: Session, *, limit: int) -> list[Waiting]:
        """The oldest questions that belong to no gap yet and were not answered well."""
        rows = await session.all(_TO_GATHER, {"limit": limit})
        return [Waiting(QuestionId.of(row["id"]), row["text"], row["at"]) for row in rows]

    async def leaders(self, session: Session, *, limit: int) -> list[tuple[GapId, str]]:
        """Every leader with the gap that its questions belong to, newest first."""
        rows = await session.all(_LEADERS, {"limit": limit})
        return [(GapId.of(row["id"]), row["leader"]) for row in rows]

    async def add(self, session: Session, gaps: Sequence[Gap]) -> None:
        """Write new gaps."""
        params = {
            "ids": [gap.id for gap in gaps],
            "leaders": [gap.leader for gap in gaps],
            "titles": [gap.title for gap in gaps],
            "ats": [gap.first_at for gap in gaps],
        }
        await session.execute(_ADD, params)

    async def put(
        self, session: Session, placed: Mapping[QuestionId, GapId | None], *, now: datetime
    ) -> None:
        """Say of each question to which gap it belongs, if to any."""
        params = {"ids": list(placed), "gaps": list(placed.values()), "now": now}
        await session.execute(_PUT, params)

    async def changed(self, session: Session) -> set[GapId]:
        """Gaps whose questions changed since the last gathering."""
        return {GapId.of(row["id"]) for row in await session.all(_CHANGED)}

    async def gathered(self, session: Session, *, now: datetime) -> None:
        """Note how far was gathered."""
        await session.execute(_UPTO, {"now": now})

    async def recount(self, session: Session, gaps: Iterable[GapId]) -> None:
        """Count the questions of gaps anew, by day, reason and channel; name them by the most."""
        params = {"ids": sorted(gaps), "zone": ZONE}
        await session.execute(_FORGET_DAYS, params)
        await session.execute(_COUNT_DAYS, params)
        await session.execute(_SUM_UP, params)

    async def stale(self, session: Session, *, edition: int, limit: int) -> list[tuple[GapId, str]]:
        """Open gaps whose nearest article was looked for in another edition."""
        rows = await session.all(_STALE, {"edition": edition, "limit": limit})
        return [(GapId.of(row["id"]), row["title"]) for row in rows]

    async def refused(self, session: Session, gaps: Sequence[GapId]) -> dict[GapId, set[ArticleId]]:
        """The articles that customers refused as the answer."""
        found: dict[GapId, set[ArticleId]] = {}
        for row in await session.all(_REFUSED, {"ids": list(gaps)}):
            found.setdefault(GapId.of(row["gap_id"]), set()).add(ArticleId.of(row["article_id"]))
        return found

    async def keep_near(
        self, session: Session, gap_id: GapId, near: Near | None, *, edition: int
    ) -> None:
        """Keep the nearest article."""
        params = {
            "id": gap_id,
            "edition": edition,
            "article": None if near is None else near.article_id,
            "version": None if near is None else near.version,
            "title": None if near is None else near.title,
            "score": None if near is None else near.score,
            "band": None if near is None else near.band,
        }
        await session.execute(_NEAR, params)

    async def page(self, session: Session, wanted: BoardFilter) -> list[Gap]:
        """A page of the board."""
        text = None if not wanted.text else f"%{_plain(wanted.text)}%"
        params = {
            "state": wanted.state,
            "reason": wanted.reason,
            "channel": wanted.channel,
            "text": text,
            "after": wanted.after,
            "limit": wanted.limit,
        }
        sql = _BOARD.format(order=_ORDERS[wanted.order])
        return [_gap(row) for row in await session.all(sql, params)]

    async def find(self, session: Session, gap_id: GapId) -> Gap | None:
        """A gap, locked until the transaction ends."""
        row = await session.maybe(_FIND, {"id": gap_id})
        return None if row is None else _gap(row)

    async def of(self, session: Session, gap_ids: Sequence[GapId]) -> list[Gap]:
        """These gaps, locked until the transaction ends."""
        return [_gap(row) for row in await session.all(_OF, {"ids": list(gap_ids)})]

    async def merged(self, session: Session, gap_id: GapId) -> list[Gap]:
        """Gaps that went into this one."""
        return [_gap(row) for row in await session.all(_MERGED, {"id": gap_id})]

    async def counted(
        self, session: Session, gap_ids: Sequence[GapId], *, since: date
    ) -> dict[GapId, list[Counted]]:
        """Counts by day of gaps with those that went into them."""
        found: dict[GapId, list[Counted]] = {}
        for row in await session.all(_DAYS, {"ids": list(gap_ids), "since": since}):
            counted = Counted(row["day"], row["reason"], row["channel"], int(row["asked"]))
            found.setdefault(GapId.of(row["gap_id"]), []).append(counted)
        return found

    async def askings(self, session: Session, gap_ids: Sequence[GapId]) -> list[Asking]:
        """Different questions of gaps, newest first; a handed-off one stands for its like."""
        rows = await session.all(_EXAMPLES, {"ids": list(gap_ids)})
        found = [Asking(_example(row), row["seq"]) for row in rows]
        return sorted(found, key=lambda asking: asking.example.at, reverse=True)

    async def decide(
        self,
        session: Session,
        gap_ids: Sequence[GapId],
        *,
        state: GapState,
        into: GapId | None = None,
    ) -> None:
        """Write where gaps stand now."""
        await session.execute(_DECIDE, {"ids": list(gap_ids), "state": state, "into": into})


def _plain(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _example(row: Row) -> Example:
    return Example(
        text=row["text"],
        at=row["at"],
        channel=row["channel"],
        source=Source(row["source"]),
        reason=Reason(row["reason"]),
        conversation_id=ConversationId.or_none(row["conversation_id"]),
    )


def _gap(row: Row) -> Gap:
    return Gap(
        id=GapId.of(row["id"]),
        state=GapState(row["state"]),
        leader=row["leader"],
        title=row["title"],
        size=row["size"],
        first_at=row["first_at"],
        last_at=row["last_at"],
        near=_near(row),
        merged_into=GapId.or_none(row["merged_into"]),
        counter=row["counter"],
    )


def _near(row: dict[str, Any]) -> Near | None:
    if row["near_id"] is None:
        return None
    return Near(
        article_id=ArticleId.of(row["near_id"]),
        version=row["near_version"],
        title=row["near_title"],
        score=row["near_score"],
        band=Band(row["near_band"]),
    )
