"""Finds tickets of other offices; one intake or answer of an office at a time."""

from collections.abc import Sequence

from hearthline.kernel import TicketId
from hearthline.platform.db import Row, Session

# Whoever comes second waits, and finds what the first has done.
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%(key)s, 0))"
_KNOWN = """
SELECT DISTINCT ON (external_no) * FROM ticket
WHERE external_source = %(source)s AND external_no = ANY(%(numbers)s)
ORDER BY external_no, id DESC
"""
_MINE = """
SELECT * FROM ticket WHERE id = ANY(%(ids)s) AND external_source = %(source)s
ORDER BY id FOR UPDATE
"""
# Not answered to the office since it was reopened last, if it ever was.
_UNANSWERED = """
external_source = %(source)s AND external_no IS NOT NULL AND status <> 'archived'
AND NOT EXISTS (
  SELECT 1 FROM ticket_event e
  WHERE e.ticket_id = t.id AND e.kind = 'answered' AND e.data->>'source' = t.external_source
    AND e.at >= coalesce((SELECT max(r.at) FROM ticket_event r
      WHERE r.ticket_id = t.id AND r.kind = 'reopened'), '-infinity'))
"""
_BY_DEADLINE = "coalesce(external_deadline, 'infinity'), id"
_AFTER = f"""
AND ({_BY_DEADLINE}) > (SELECT {_BY_DEADLINE} FROM ticket WHERE id = %(after)s)
"""  # noqa: S608  (our own words only)
_OVER = """
AND (status IN ('resolved', 'callback_pending', 'closed', 'voided', 'withdrawn', 'merged'))
"""


async def lock(session: Session, source: str) -> None:
    """Hold an office's sheets until the transaction ends."""
    await session.execute(_LOCK, {"key": f"exchange:{session.tenant_id}:{source}"})


async def known(session: Session, source: str, numbers: Sequence[str]) -> list[Row]:
    """The newest ticket of each of an office's numbers."""
    return await session.all(_KNOWN, {"source": source, "numbers": list(numbers)})


async def of_office(session: Session, source: str, ids: Sequence[TicketId]) -> list[Row]:
    """Those of some tickets that are the office's, held until the transaction ends."""
    return await session.all(_MINE, {"source": source, "ids": list(ids)})


async def due(
    session: Session, source: str, *, after: TicketId | None, limit: int, is_over: bool = False
) -> list[Row]:
    """Tickets that are to be answered, the soonest deadline first; `is_over`: whose work ended."""
    rest = (_AFTER if after else "") + (_OVER if is_over else "")
    sql = f"SELECT t.* FROM ticket t WHERE {_UNANSWERED} {rest} ORDER BY {_BY_DEADLINE}"  # noqa: S608  (our own words only)
    params = {"source": source, "after": after, "limit": limit}
    return await session.all(f"{sql} LIMIT %(limit)s", params)
