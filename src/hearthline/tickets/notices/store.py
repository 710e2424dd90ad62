"""Words to customers: said once, or held until the morning."""

from datetime import datetime
from uuid import UUID

from hearthline.kernel import TicketId
from hearthline.platform.db import Row, Session

_HOLD = """
INSERT INTO ticket_notice (id, ticket_id, status, due_at, made_at)
VALUES (%(id)s, %(ticket)s, %(status)s, %(due_at)s, %(now)s) ON CONFLICT DO NOTHING
RETURNING id
"""
_OVERTAKEN = """
UPDATE ticket_notice SET said_at = %(now)s, is_said = false
WHERE ticket_id = %(ticket)s AND said_at IS NULL AND id <> %(id)s
"""
_DUE = """
SELECT id, ticket_id, status FROM ticket_notice WHERE said_at IS NULL AND due_at <= %(now)s
ORDER BY due_at LIMIT %(limit)s FOR UPDATE SKIP LOCKED
"""
_SAID = "UPDATE ticket_notice SET said_at = %(now)s, is_said = true WHERE id = %(id)s"


async def hold(
    session: Session,
    notice_id: UUID,
    *,
    ticket_id: TicketId,
    status: str,
    due_at: datetime,
    now: datetime,
) -> bool:
    """Keep a notice, and drop those of the ticket that it overtakes; False when it is known."""
    params = {"id": notice_id, "ticket": ticket_id, "status": status, "due_at": due_at, "now": now}
    if await session.maybe(_HOLD, params) is None:
        return False
    await session.execute(_OVERTAKEN, params)
    return True


async def due(session: Session, *, now: datetime, limit: int) -> list[Row]:
    """The notices that may be said now, held until the session ends."""
    return await session.all(_DUE, {"now": now, "limit": limit})


async def said(session: Session, notice_id: UUID, *, now: datetime) -> None:
    """Note that it was said."""
    await session.execute(_SAID, {"id": notice_id, "now": now})
