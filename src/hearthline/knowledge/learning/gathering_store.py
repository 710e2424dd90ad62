"""Rows of gathering: what is still to be put to a gap, the leaders, counts, nearest articles."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from hearthline.kernel import ArticleId
from hearthline.knowledge.learning.gap_store import ZONE
from hearthline.knowledge.learning.model import Gap, GapId, Near, QuestionId
from hearthline.platform.db import Session

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


@dataclass(frozen=True, slots=True)
class Waiting:
    """A question that is still to be put to a gap."""

    id: QuestionId
    text: str
    at: datetime


class GatheringStore:
    """Reads questions that wait, and writes gaps, of the session's tenant."""

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
