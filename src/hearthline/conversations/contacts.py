"""A customer's earlier contacts, one line each, with a search in what was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hearthline.kernel import ConversationId, CustomerId, StaffId
from hearthline.platform.db import Row, Session

_WORDS_SHOWN = 60
# The search reads the words of the newest conversations only; a customer rarely has more.
_SEARCHED = 500
_PAGE = """
SELECT c.id, c.opened_at, c.closed_at, c.status, ch.name AS channel_name, ch.kind AS channel_kind,
  r.score, r.solved, first.text AS first_words, agent.staff_id, agent.sender_name AS agent_name
FROM (
  SELECT * FROM conversation
  WHERE customer_id = ANY(%(customers)s) AND (%(before)s::uuid IS NULL OR id < %(before)s)
  ORDER BY id DESC LIMIT %(searched)s
) c
JOIN channel ch ON ch.tenant_id = c.tenant_id AND ch.id = c.channel_id
LEFT JOIN rating r ON r.tenant_id = c.tenant_id AND r.conversation_id = c.id
LEFT JOIN LATERAL (
  SELECT left(text, %(shown)s) AS text FROM message
  WHERE conversation_id = c.id AND sender_kind = 'customer' AND text <> ''
  ORDER BY seq LIMIT 1) first ON true
LEFT JOIN LATERAL (
  SELECT staff_id, sender_name FROM message
  WHERE conversation_id = c.id AND sender_kind = 'agent' ORDER BY seq DESC LIMIT 1) agent ON true
WHERE %(like)s::text IS NULL OR EXISTS (
  SELECT FROM message m WHERE m.conversation_id = c.id AND m.text ILIKE %(like)s)
ORDER BY c.id DESC LIMIT %(limit)s
"""
_LITERAL = str.maketrans({"\\": r"\\", "%": r"\%", "_": r"\_"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One conversation of a customer; `agent_name` is who of the company wrote last in it."""

    id: ConversationId
    opened_at: datetime
    closed_at: datetime | None
    status: str
    channel_name: str
    channel_kind: str
    first_words: str
    agent_id: StaffId | None
    agent_name: str | None
    score: int | None
    solved: bool | None


class Contacts:
    """Reads contacts."""

    async def page(
        self,
        session: Session,
        customers: Sequence[CustomerId],
        *,
        q: str = "",
        before: ConversationId | None = None,
        limit: int = 20,
    ) -> list[Contact]:
        """Contacts newest first; with `q` those in which it was said."""
        words = q.strip().replace("\0", "")
        params = {
            "customers": list(customers),
            "before": before,
            "like": f"%{words.translate(_LITERAL)}%" if words else None,
            "searched": _SEARCHED if words else limit,
            "limit": limit,
            "shown": _WORDS_SHOWN,
        }
        return [_contact(row) for row in await session.all(_PAGE, params)]


def _contact(row: Row) -> Contact:
    return Contact(
        id=ConversationId.of(row["id"]),
        opened_at=row["opened_at"],
        closed_at=row["closed_at"],
        status=row["status"],
        channel_name=row["channel_name"],
        channel_kind=row["channel_kind"],
        first_words=row["first_words"] or "",
        agent_id=StaffId.or_none(row["staff_id"]),
        agent_name=row["agent_name"],
        score=row["score"],
        solved=row["solved"],
    )
