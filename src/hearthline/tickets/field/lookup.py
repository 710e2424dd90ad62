"""SQL of the field page over tickets: whose tasks, what was here before, who was ever sent."""

from collections.abc import Iterable
from typing import Final

from hearthline.kernel import StaffId, TeamId, TicketId
from hearthline.platform.db import Session
from hearthline.tickets.model import Ticket
from hearthline.tickets.store import TicketStore

_EARLIER_EACH: Final = 5
# Two indexes, one for each half: what is given to the worker, and what waits for his teams.
_TASKS: Final = """
WITH mine AS (
  (SELECT id FROM ticket WHERE worker_id = %(staff)s AND kept_by = 'desk' AND status = ANY(%(at)s)
    AND id < %(before)s ORDER BY id DESC LIMIT %(limit)s)
  UNION
  (SELECT id FROM ticket WHERE team_id = ANY(%(teams)s) AND worker_id IS NULL AND kept_by = 'desk'
    AND status = ANY(%(at)s) AND id < %(before)s ORDER BY id DESC LIMIT %(limit)s)
)
SELECT t.* FROM ticket t JOIN mine USING (id) ORDER BY t.id DESC LIMIT %(limit)s
"""
_EARLIER: Final = """
SELECT now.id AS of_id, before.* FROM ticket now CROSS JOIN LATERAL (
  SELECT * FROM ticket t WHERE t.account_fingerprint = now.account_fingerprint AND t.id < now.id
  ORDER BY t.id DESC LIMIT %(each)s
) before
WHERE now.id = ANY(%(ids)s) AND now.account_fingerprint IS NOT NULL
"""
_WAS_SENT: Final = """
SELECT FROM ticket_event WHERE ticket_id = %(ticket)s AND (actor = %(staff)s
  OR data->>'worker_id' = %(staff)s::text OR data->>'team_id' = ANY(%(teams)s::text[]))
LIMIT 1
"""
_TEAMS: Final = "SELECT id, name FROM team WHERE id = ANY(%(ids)s)"
# Of a team's work and a worker's own: everything between dispatch and the end of the work.
IN_THE_FIELD: Final = ["dispatched", "taken", "en_route", "on_site", "handling", "suspended"]
_LAST_ID: Final = TicketId("ffffffff-ffff-ffff-ffff-ffffffffffff")


class TaskLookup:
    """Reads tickets as the field page needs them."""

    def __init__(self, tickets: TicketStore) -> None:
        """Rows are read where all tickets are."""
        self._tickets = tickets

    async def tasks(
        self,
        session: Session,
        staff_id: StaffId,
        teams: Iterable[TeamId],
        *,
        before: TicketId | None,
        limit: int,
    ) -> list[Ticket]:
        """A page of what a worker has to do or could take, newest first."""
        params = {
            "staff": staff_id,
            "teams": [*teams],
            "at": IN_THE_FIELD,
            "before": before or _LAST_ID,
            "limit": limit,
        }
        return [self._tickets.read(row) for row in await session.all(_TASKS, params)]

    async def earlier(
        self, session: Session, ticket_ids: list[TicketId]
    ) -> dict[TicketId, list[Ticket]]:
        """What the accounts of these tickets had before, newest first (five each)."""
        found: dict[TicketId, list[Ticket]] = {}
        params = {"ids": ticket_ids, "each": _EARLIER_EACH}
        for row in await session.all(_EARLIER, params):
            found.setdefault(TicketId.of(row["of_id"]), []).append(self._tickets.read(row))
        return found

    async def was_sent(
        self, session: Session, ticket_id: TicketId, staff_id: StaffId, *, teams: Iterable[TeamId]
    ) -> bool:
        """Whether a ticket ever was with a worker or his teams."""
        params = {
            "ticket": ticket_id,
            "staff": staff_id,
            "teams": [str(team) for team in teams],
        }
        return await session.maybe(_WAS_SENT, params) is not None

    async def team_names(self, session: Session, ids: Iterable[TeamId]) -> dict[TeamId, str]:
        """What these teams are called."""
        rows = await session.all(_TEAMS, {"ids": [*ids]})
        return {TeamId.of(row["id"]): row["name"] for row in rows}
