"""Rows of gaps: what is still to be gathered, the leaders, counts by day, the nearest articles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
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
    Reason,
    Source,
)
from hearthline.knowledge.model import Band
from hearthline.platform.db import Row, Session

ZONE: Final = "Asia/Shanghai"
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
class Asking:
    """Where a question of a gap was asked, so that the talk after it can be read."""

    example: Example
    seq: int | None


class GapStore:
    """Reads and writes gaps of the session's tenant."""

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
