"""Which tickets are due for a warning, and which warnings were given."""

from datetime import datetime

from hearthline.kernel import TicketId
from hearthline.platform.db import Row, Session

_DUE = """
SELECT * FROM ticket WHERE next_warning_at <= %(now)s
ORDER BY next_warning_at LIMIT %(limit)s FOR UPDATE SKIP LOCKED
"""
_GIVEN = """
INSERT INTO ticket_warning (ticket_id, clock, started_at, percent, at)
SELECT %(ticket)s, %(clock)s, %(started_at)s, %(percent)s, %(now)s
WHERE NOT EXISTS (SELECT FROM ticket_warning WHERE ticket_id = %(ticket)s AND clock = %(clock)s
  AND started_at = %(started_at)s AND percent >= %(percent)s)
ON CONFLICT DO NOTHING RETURNING percent
"""
_TENANTS = "SELECT id FROM tenant ORDER BY id LIMIT 10000"


async def due(session: Session, *, now: datetime, limit: int) -> list[Row]:
    """The tickets whose next warning is due, their rows held; those that others hold are left."""
    return await session.all(_DUE, {"now": now, "limit": limit})


async def give(
    session: Session,
    ticket_id: TicketId,
    *,
    clock: str,
    started_at: datetime,
    percent: int,
    now: datetime,
) -> bool:
    """Note a warning; False when it, or a later one, was given before."""
    params = {
        "ticket": ticket_id,
        "clock": clock,
        "started_at": started_at,
        "percent": percent,
        "now": now,
    }
    return await session.maybe(_GIVEN, params) is not None


async def tenants(session: Session) -> list[Row]:
    """Every tenant."""
    return await session.all(_TENANTS)
