"""Rows of incidents, their logs and who reported them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from hearthline.kernel import ConversationId, EventId, IncidentId, StaffId, TicketId
from hearthline.platform.db import Row, Session
from hearthline.tickets.incidents.model import (
    FEWEST,
    WITHIN,
    Concerned,
    Incident,
    IncidentEvent,
    IncidentState,
    Report,
    Rule,
    Scope,
    Tally,
)
from hearthline.tickets.model import Place

_MOST_OPEN = 200
_MOST_REPORTS = 500
_HOLD = "SELECT pg_advisory_xact_lock(hashtextextended(%(key)s, 0))"
_ADD = """
INSERT INTO incident (id, domain, matter, title, state, community, building, unit, station, words,
  eta, since, opened_by, opened_at)
VALUES (%(id)s, %(domain)s, %(matter)s, %(title)s, %(state)s, %(community)s, %(building)s, %(unit)s,
  %(station)s, %(words)s, %(eta)s, %(since)s, %(by)s, %(at)s)
"""
_SAVE = """
UPDATE incident SET title = %(title)s, state = %(state)s, community = %(community)s,
  building = %(building)s, unit = %(unit)s, station = %(station)s, words = %(words)s,
  eta = %(eta)s, since = %(since)s, lead_ticket_id = %(lead)s, confirmed_by = %(confirmed_by)s,
  confirmed_at = %(confirmed_at)s, restored_by = %(restored_by)s, restored_at = %(restored_at)s,
  ended_by = %(ended_by)s, ended_at = %(ended_at)s, counter = counter + 1
WHERE id = %(id)s RETURNING *
"""
_FIND = "SELECT * FROM incident WHERE id = %(id)s"
_FIND_AND_LOCK = "SELECT * FROM incident WHERE id = %(id)s FOR UPDATE"
_OPEN = """
SELECT * FROM incident WHERE domain = %(domain)s AND state IN ('suspected', 'confirmed')
ORDER BY id DESC LIMIT %(limit)s
"""
_PAGE = """
SELECT * FROM incident WHERE state = ANY(%(states)s) AND id < %(before)s
ORDER BY id DESC LIMIT %(limit)s
"""
_NOTE = """
INSERT INTO incident_event (incident_id, at, kind, actor, text)
VALUES (%(id)s, %(at)s, %(kind)s, %(actor)s, %(text)s)
ON CONFLICT (tenant_id, incident_id, at, kind) DO NOTHING
"""
_LOG = "SELECT * FROM incident_event WHERE incident_id = %(id)s ORDER BY at LIMIT 500"
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
_RULE = "SELECT fewest, within_minutes FROM incident_rule"
_SET_RULE = """
INSERT INTO incident_rule (fewest, within_minutes, changed_by, changed_at)
VALUES (%(fewest)s, %(minutes)s, %(by)s, %(at)s)
ON CONFLICT (tenant_id) DO UPDATE SET fewest = excluded.fewest,
  within_minutes = excluded.within_minutes, changed_by = excluded.changed_by,
  changed_at = excluded.changed_at
"""
_LAST = UUID(int=2**128 - 1)


class IncidentStore:
    """Incidents in the database."""

    async def hold(self, session: Session, domain: str) -> None:
        """Let nobody else suspect or attach in this trade until the transaction ends."""
        await session.execute(_HOLD, {"key": f"incident:{session.tenant_id}:{domain}"})

    async def add(self, session: Session, one: Incident) -> None:
        """Add an incident."""
        await session.execute(_ADD, _columns(one) | {"by": one.opened_by, "at": one.opened_at})

    async def save(self, session: Session, one: Incident) -> Incident:
        """Write what can change; the caller holds its row."""
        return _incident(await session.one(_SAVE, _columns(one)))

    async def find(
        self, session: Session, incident_id: IncidentId, *, lock: bool = False
    ) -> Incident | None:
        """One incident; `lock` holds its row until the session ends."""
        row = await session.maybe(_FIND_AND_LOCK if lock else _FIND, {"id": incident_id})
        return _incident(row) if row else None

    async def open(self, session: Session, domain: str) -> list[Incident]:
        """Those of a trade that are suspected or confirmed, the newest first."""
        rows = await session.all(_OPEN, {"domain": domain, "limit": _MOST_OPEN})
        return [_incident(row) for row in rows]

    async def page(
        self,
        session: Session,
        states: Sequence[IncidentState],
        *,
        before: IncidentId | None,
        limit: int,
    ) -> list[Incident]:
        """A page of those in some states, the newest first."""
        params = {
            "states": [state.value for state in states],
            "before": before or _LAST,
            "limit": limit,
        }
        return [_incident(row) for row in await session.all(_PAGE, params)]

    async def note(
        self,
        session: Session,
        incident_id: IncidentId,
        kind: str,
        *,
        by: StaffId | None,
        at: datetime,
        text: str = "",
    ) -> None:
        """Add a line to the log."""
        params = {"id": incident_id, "at": at, "kind": kind, "actor": by, "text": text}
        await session.execute(_NOTE, params)

    async def log(self, session: Session, incident_id: IncidentId) -> list[IncidentEvent]:
        """The log, oldest line first."""
        rows = await session.all(_LOG, {"id": incident_id})
        return [
            IncidentEvent(row["at"], row["kind"], StaffId.or_none(row["actor"]), row["text"])
            for row in rows
        ]

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
        params = {"id": incident_id, "limit": 100_000}
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

    async def reports(
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

    async def rule(self, session: Session) -> Rule:
        """When reports are suspicious, as the company says or as usual."""
        row = await session.maybe(_RULE)
        if row is None:
            return Rule(FEWEST, WITHIN)
        return Rule(row["fewest"], timedelta(minutes=row["within_minutes"]))

    async def set_rule(self, session: Session, rule: Rule, *, by: StaffId, at: datetime) -> None:
        """Change it."""
        minutes = int(rule.within.total_seconds() // 60)
        params = {"fewest": rule.fewest, "minutes": minutes, "by": by, "at": at}
        await session.execute(_SET_RULE, params)


def _columns(one: Incident) -> dict[str, Any]:
    scope = one.scope
    return {
        "id": one.id,
        "domain": one.domain,
        "matter": one.matter,
        "title": one.title,
        "state": one.state.value,
        "community": scope.community,
        "building": scope.building,
        "unit": scope.unit,
        "station": scope.station,
        "words": one.words,
        "eta": one.eta,
        "since": one.since,
        "lead": one.lead_ticket_id,
        "confirmed_by": one.confirmed_by,
        "confirmed_at": one.confirmed_at,
        "restored_by": one.restored_by,
        "restored_at": one.restored_at,
        "ended_by": one.ended_by,
        "ended_at": one.ended_at,
    }


def _incident(row: Row) -> Incident:
    return Incident(
        id=IncidentId.of(row["id"]),
        domain=row["domain"],
        matter=row["matter"],
        title=row["title"],
        state=IncidentState(row["state"]),
        scope=Scope(
            community=row["community"],
            building=row["building"],
            unit=row["unit"],
            station=row["station"],
        ),
        since=row["since"],
        opened_at=row["opened_at"],
        words=row["words"],
        eta=row["eta"],
        lead_ticket_id=TicketId.or_none(row["lead_ticket_id"]),
        opened_by=StaffId.or_none(row["opened_by"]),
        confirmed_by=StaffId.or_none(row["confirmed_by"]),
        confirmed_at=row["confirmed_at"],
        restored_by=StaffId.or_none(row["restored_by"]),
        restored_at=row["restored_at"],
        ended_by=StaffId.or_none(row["ended_by"]),
        ended_at=row["ended_at"],
        counter=row["counter"],
    )


def _report(row: Row) -> Report:
    ticket_id, account = TicketId.of(row["id"]), row["account_fingerprint"]
    place = Place(
        community=row["community"],
        building=row["building"],
        unit=row["unit"],
        station=row["station"],
    )
    return Report(ticket_id, place, bytes(account).hex() if account else str(ticket_id))
