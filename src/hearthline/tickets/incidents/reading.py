"""Incidents as they are read, and the rule by which they are suspected."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hearthline.access import Audit, Staff
from hearthline.kernel import IncidentId
from hearthline.platform.db import Session
from hearthline.tickets.handling import TicketHandling
from hearthline.tickets.incidents.attaching import Attaching
from hearthline.tickets.incidents.errors import IncidentUnknown
from hearthline.tickets.incidents.model import (
    Incident,
    IncidentEvent,
    IncidentState,
    Rule,
    Scope,
    Tally,
)
from hearthline.tickets.service import Tickets

STATE_NAMES = {
    IncidentState.SUSPECTED: "疑似",
    IncidentState.CONFIRMED: "已确认",
    IncidentState.RESTORED: "已恢复",
    IncidentState.CLOSED: "已结束",
    IncidentState.DISMISSED: "已排除",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentFacts:
    """What a supervisor says of it; `words` and `eta` are told to customers."""

    title: str
    scope: Scope
    words: str = ""
    eta: datetime | None = None
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class IncidentFile:
    """An incident with its log and how it stands."""

    incident: Incident
    log: Sequence[IncidentEvent]
    tally: Tally


class IncidentBook:
    """What is known of incidents."""

    def __init__(self, tickets: Tickets, handling: TicketHandling, attaching: Attaching) -> None:
        """Stand on the tickets."""
        self._tickets = tickets
        self._handling = handling
        self._attaching = attaching
        self._store, self._reports = attaching.store, attaching.reports
        self._clock = tickets.keeper.clock
        self._audit = Audit(self._clock)

    async def get(self, session: Session, incident_id: IncidentId) -> Incident:
        """One incident; raises IncidentUnknown."""
        found = await self._store.find(session, incident_id)
        if found is None:
            raise IncidentUnknown
        return found

    async def file(self, session: Session, incident_id: IncidentId) -> IncidentFile:
        """An incident with its log and tally; raises IncidentUnknown."""
        incident = await self.get(session, incident_id)
        log = await self._store.log(session, incident_id)
        tallies = await self._reports.tallies(session, [incident_id])
        return IncidentFile(incident, log, tallies.get(incident_id, Tally()))

    async def page(
        self,
        session: Session,
        states: Sequence[IncidentState],
        *,
        before: IncidentId | None = None,
        limit: int = 50,
    ) -> list[IncidentFile]:
        """A page, the newest first."""
        found = await self._store.page(session, states, before=before, limit=limit)
        tallies = await self._reports.tallies(session, [one.id for one in found])
        return [IncidentFile(one, (), tallies.get(one.id, Tally())) for one in found]

    async def rule(self, session: Session) -> Rule:
        """When reports are suspicious."""
        return await self._store.rule(session)

    async def set_rule(self, session: Session, rule: Rule, *, by: Staff) -> None:
        """Change that."""
        await self._store.set_rule(session, rule, by=by.id, at=self._clock.now())
        await self._audit.record(
            session,
            by,
            "incident.rule_changed",
            subject_kind="tenant",
            subject_id=session.tenant_id,
            details={"fewest": rule.fewest, "minutes": rule.within.total_seconds() / 60},
        )
