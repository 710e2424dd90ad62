"""Rows of reports: who reported an incident, and what lies together."""

from collections.abc import Sequence
from datetime import datetime

from hearthline.kernel import ConversationId, EventId, IncidentId, TicketId
from hearthline.platform.db import Row, Session
from hearthline.tickets.incidents.model import Concerned, Report, Tally
from hearthline.tickets.model import Place

_MOST_REPORTS = 500
_MOST_CONCERNED = 100_000
_ATTACH = """
INSERT INTO incident_report (incident_id, id, ticket_id, conversation_id, told_at)
VALUES (%(incident)s, %(id)s, %(ticket)s, %(conversation)s, %(at)s)
ON CONFLICT DO NOTHING RETURNING id
"""
_DETACH = """
DELETE FROM incident_report WHERE incident_id = %(incident)s AND ticket_id = %(ticket)s
RETURNING id
"""
_CONCERNED = """
SELECT ticket_id, conversation_id FROM incident_report
WHERE incident_id = %(id)s ORDER BY id LIMIT %(limit)s
"""
_TALLY = """
SELECT r.incident_id, count(*) AS reports,
  count(*) FILTER (WHERE t.status NOT IN ('archived', 'callback_pending', 'closed', 'merged',
    'resolved', 'voided', 'withdrawn')) AS tickets_open,
  count(*) FILTER (WHERE t.call_back <> 'none') AS asked,
  count(*) FILTER (WHERE t.solved) AS solved,
  count(*) FILTER (WHERE t.solved = false) AS unsolved
FROM incident_report r LEFT JOIN ticket t ON t.tenant_id = r.tenant_id AND t.id = r.ticket_id
WHERE r.incident_id = ANY(%(ids)s) GROUP BY r.incident_id
"""
# What lies together: the same community by one index, the same station by another.
_REPORTS = """
SELECT id, account_fingerprint, community, building, unit, station FROM ticket
WHERE {place} AND opened_at >= %(since)s AND type_code = ANY(%(types)s) AND incident_id IS NULL
  AND status NOT IN ('voided', 'withdrawn')
ORDER BY opened_at DESC LIMIT %(limit)s
"""
_SAME_COMMUNITY = "community = %(community)s"
_SAME_STATION = "station = %(station)s"
_SET_PLACE = """
UPDATE ticket SET address = CASE WHEN address = '' THEN %(address)s ELSE address END,
  community = coalesce(community, %(community)s), building = coalesce(building, %(building)s),
  unit = coalesce(unit, %(unit)s), station = coalesce(station, %(station)s)
WHERE id = %(id)s
"""
_SET_INCIDENT = "UPDATE ticket SET incident_id = %(incident)s WHERE id = %(ticket)s"


class ReportStore:
    """Reports in the database."""

    async def attach(
        self, session: Session, incident_id: IncidentId, one: Concerned, *, at: datetime
    ) -> bool:
        """Note a report; False when it is noted already, here or with another incident."""
        params = {
            "incident": incident_id,
            "id": EventId.new(),
            "ticket": one.ticket_id,
            "conversation": one.conversation_id,
            "at": at,
        }
        if await session.maybe(_ATTACH, params) is None:
            return False
        if one.ticket_id is not None:
            await session.execute(_SET_INCIDENT, {"incident": incident_id, "ticket": one.ticket_id})
        return True

    async def detach(self, session: Session, incident_id: IncidentId, ticket_id: TicketId) -> bool:
        """Forget that a ticket belongs to it; False when it does not."""
        params = {"incident": incident_id, "ticket": ticket_id}
        if await session.maybe(_DETACH, params) is None:
            return False
        await session.execute(_SET_INCIDENT, {"incident": None, "ticket": ticket_id})
        return True

    async def concerned(self, session: Session, incident_id: IncidentId) -> list[Concerned]:
        """Everybody who reported it."""
        params = {"id": incident_id, "limit": _MOST_CONCERNED}
        return [
            Concerned(
                TicketId.or_none(row["ticket_id"]), ConversationId.or_none(row["conversation_id"])
            )
            for row in await session.all(_CONCERNED, params)
        ]

    async def tallies(self, session: Session, ids: Sequence[IncidentId]) -> dict[IncidentId, Tally]:
        """How many reported each, and what they said after its end."""
        names = ("reports", "tickets_open", "asked", "solved", "unsolved")
        return {
            IncidentId.of(row["incident_id"]): Tally(*(int(row[name]) for name in names))
            for row in await session.all(_TALLY, {"ids": list(ids)})
        }

    async def of_late(
        self, session: Session, place: Place, *, types: Sequence[str], since: datetime
    ) -> list[Report]:
        """What was reported of late in the community or the station of a place."""
        found: dict[TicketId, Report] = {}
        for known, condition in (
            (place.community, _SAME_COMMUNITY),
            (place.station, _SAME_STATION),
        ):
            if known is None:
                continue
            params = {
                "community": place.community,
                "station": place.station,
                "since": since,
                "types": list(types),
                "limit": _MOST_REPORTS,
            }
            for row in await session.all(_REPORTS.format(place=condition), params):
                report = _report(row)
                found[report.ticket_id] = report
        return list(found.values())

    async def set_place(self, session: Session, ticket_id: TicketId, place: Place) -> None:
        """Write where a ticket is, as far as it was not known."""
        params = {
            "id": ticket_id,
            "address": place.address,
            "community": place.community,
            "building": place.building,
            "unit": place.unit,
            "station": place.station,
        }
        await session.execute(_SET_PLACE, params)


def _report(row: Row) -> Report:
    ticket_id, account = TicketId.of(row["id"]), row["account_fingerprint"]
    place = Place(
        community=row["community"],
        building=row["building"],
        unit=row["unit"],
        station=row["station"],
    )
    return Report(ticket_id, place, bytes(account).hex() if account else str(ticket_id))
