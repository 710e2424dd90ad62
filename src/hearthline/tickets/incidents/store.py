"""Rows of incidents, their logs, and the rule of suspicion."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from hearthline.kernel import IncidentId, StaffId, TicketId
from hearthline.platform.db import Row, Session
from hearthline.tickets.incidents.model import (
    FEWEST,
    WITHIN,
    Incident,
    IncidentEvent,
    IncidentState,
    Rule,
    Scope,
)

_MOST_OPEN = 200
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
