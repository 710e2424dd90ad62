"""Rows of what was watched and told."""

from dataclasses import dataclass
from datetime import datetime

from hearthline.assist.watching.model import SEVERE, Sign, Standing
from hearthline.kernel import ConversationId, StaffId, TenantId
from hearthline.platform.db import Session

_DUE = """
SELECT c.id, c.last_customer_seq, c.holder_id FROM conversation c
LEFT JOIN assist_watched w ON w.tenant_id = c.tenant_id AND w.conversation_id = c.id
WHERE c.status <> 'closed' AND c.last_customer_seq > coalesce(w.seq, 0) AND c.updated_at > %(since)s
ORDER BY c.updated_at LIMIT %(limit)s
"""
_WATCHED = """
INSERT INTO assist_watched (conversation_id, seq, at) VALUES (%(id)s, %(seq)s, %(now)s)
ON CONFLICT (tenant_id, conversation_id) DO UPDATE
SET seq = greatest(assist_watched.seq, excluded.seq), at = excluded.at
"""
_FORGET = "DELETE FROM assist_watched WHERE at < %(before)s"
# Told by a thread that is open, an alarm has no title yet: it gets one and is no news.
_TELL = """
INSERT INTO assist_alert (conversation_id, rule, severity, seq, staff_id, told_at, title)
VALUES (%(id)s, %(rule)s, %(severity)s, %(seq)s, %(staff)s, %(now)s, %(title)s)
ON CONFLICT (tenant_id, conversation_id, rule) DO UPDATE SET title = excluded.title
WHERE assist_alert.title = '' RETURNING xmax = 0 AS is_new
"""
_STANDING = """
SELECT a.*, c.label, c.holder_id, c.queue_id FROM assist_alert a
JOIN conversation c ON c.tenant_id = a.tenant_id AND c.id = a.conversation_id
WHERE a.told_at > %(since)s AND a.severity = %(severity)s AND c.status <> 'closed'
ORDER BY a.told_at DESC LIMIT %(limit)s
"""

_TENANTS = "SELECT id FROM tenant ORDER BY id LIMIT 10000"


@dataclass(frozen=True, slots=True)
class Due:
    """A conversation with words that nobody looked at yet."""

    id: ConversationId
    seq: int
    holder_id: StaffId | None


class WatchStore:
    """What was watched and told, in the database."""

    async def tenants(self, session: Session) -> list[TenantId]:
        """Everybody, for rounds."""
        return [TenantId.of(row["id"]) for row in await session.all(_TENANTS)]

    async def due(self, session: Session, *, since: datetime, limit: int) -> list[Due]:
        """Open conversations with new words of their customers, the oldest first."""
        rows = await session.all(_DUE, {"since": since, "limit": limit})
        return [
            Due(
                ConversationId.of(row["id"]),
                row["last_customer_seq"],
                StaffId.or_none(row["holder_id"]),
            )
            for row in rows
        ]

    async def watched(self, session: Session, due: Due, *, now: datetime) -> None:
        """Note how far it was looked at."""
        await session.execute(_WATCHED, {"id": due.id, "seq": due.seq, "now": now})

    async def forget(self, session: Session, *, before: datetime) -> None:
        """Drop the marks of conversations that have been still for long."""
        await session.execute(_FORGET, {"before": before})

    async def tell(self, session: Session, due: Due, sign: Sign, *, now: datetime) -> bool:
        """Write a sign down; False when it was told before."""
        params = {
            "id": due.id,
            "rule": sign.rule,
            "severity": SEVERE,
            "seq": sign.seq,
            "staff": due.holder_id,
            "now": now,
            "title": sign.title,
        }
        row = await session.maybe(_TELL, params)
        return row is not None and bool(row["is_new"])

    async def standing(self, session: Session, *, since: datetime, limit: int) -> list[Standing]:
        """What was told of conversations that go on, the newest first."""
        params = {"since": since, "severity": SEVERE, "limit": limit}
        return [
            Standing(
                conversation_id=ConversationId.of(row["conversation_id"]),
                rule=row["rule"],
                title=row["title"] or row["rule"],
                label=row["label"],
                holder_id=StaffId.or_none(row["holder_id"]),
                since=row["told_at"],
            )
            for row in await session.all(_STANDING, params)
        ]
