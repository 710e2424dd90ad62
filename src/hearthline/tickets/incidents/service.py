"""The verbs of incidents: suspect, confirm, tell, restore, close (R131, R134).

A supervisor decides; what customers are told follows from that, behind the request.
"""

from dataclasses import replace

from hearthline.access import Staff
from hearthline.kernel import IncidentId, TicketId
from hearthline.platform.db import Session
from hearthline.tickets.errors import TicketUnknown
from hearthline.tickets.handling import NewTicket
from hearthline.tickets.incidents.errors import (
    IncidentMoved,
    IncidentNotPossible,
    IncidentNowhere,
    IncidentUnknown,
    NoSuchReport,
)
from hearthline.tickets.incidents.model import (
    Incident,
    IncidentState,
    Scope,
)
from hearthline.tickets.incidents.reading import STATE_NAMES, IncidentBook, IncidentFacts
from hearthline.tickets.model import Place


class Incidents(IncidentBook):
    """One cause, many reports: what supervisors decide."""

    async def open(
        self, session: Session, facts: IncidentFacts, *, domain: str, matter: str, by: Staff
    ) -> Incident:
        """Tell of an incident that nobody reported yet, and confirm it; raises IncidentNowhere."""
        _see_place(facts.scope)
        now = self._clock.now()
        await self._store.hold(session, domain)
        incident = Incident(
            id=IncidentId.new(),
            domain=domain,
            matter=matter,
            title=facts.title,
            state=IncidentState.SUSPECTED,
            scope=facts.scope,
            since=facts.since or now,
            opened_at=now,
            opened_by=by.id,
        )
        await self._store.add(session, incident)
        return await self.confirm(session, incident.id, facts, counter=1, by=by)

    async def confirm(
        self,
        session: Session,
        incident_id: IncidentId,
        facts: IncidentFacts,
        *,
        counter: int,
        by: Staff,
    ) -> Incident:
        """Say that it is so: it gets its own ticket, its reports follow, customers are told.

        Raises IncidentUnknown, IncidentMoved, IncidentNotPossible, IncidentNowhere.
        """
        _see_place(facts.scope)
        before = await self._held(session, incident_id, counter, {IncidentState.SUSPECTED})
        now = self._clock.now()
        lead = await self._lead(session, before, facts)
        after = replace(
            _with(before, facts),
            state=IncidentState.CONFIRMED,
            lead_ticket_id=lead,
            confirmed_by=by.id,
            confirmed_at=now,
        )
        kept = await self._keep(session, after, "confirmed", by=by, text=facts.words)
        for one in await self._reports.concerned(session, incident_id):
            if one.ticket_id is not None:
                ticket = await self._tickets.get(session, one.ticket_id)
                await self._attaching.follow(session, kept, ticket)
        return kept

    async def update(
        self,
        session: Session,
        incident_id: IncidentId,
        facts: IncidentFacts,
        *,
        counter: int,
        by: Staff,
    ) -> Incident:
        """Change what is known of it; new words or another time are told to everybody concerned."""
        _see_place(facts.scope)
        states = {IncidentState.SUSPECTED, IncidentState.CONFIRMED}
        before = await self._held(session, incident_id, counter, states)
        after = _with(before, facts)
        is_news = (after.words, after.eta) != (before.words, before.eta)
        is_told = is_news and before.state is IncidentState.CONFIRMED
        deed = "updated" if is_told else "changed"
        return await self._keep(session, after, deed, by=by, text=facts.words)

    async def restore(
        self, session: Session, incident_id: IncidentId, *, counter: int, by: Staff, text: str = ""
    ) -> Incident:
        """Say that supply is back: everybody concerned is told and asked; the noes go on."""
        before = await self._held(session, incident_id, counter, {IncidentState.CONFIRMED})
        now = self._clock.now()
        after = replace(before, state=IncidentState.RESTORED, restored_by=by.id, restored_at=now)
        return await self._keep(session, after, "restored", by=by, text=text)

    async def close(
        self, session: Session, incident_id: IncidentId, *, counter: int, by: Staff, text: str = ""
    ) -> Incident:
        """End it after the restoration; what is still not solved goes on as tickets."""
        before = await self._held(session, incident_id, counter, {IncidentState.RESTORED})
        return await self._end(session, before, IncidentState.CLOSED, by=by, text=text)

    async def dismiss(
        self, session: Session, incident_id: IncidentId, *, counter: int, by: Staff, text: str
    ) -> Incident:
        """Say that there was no common cause; the tickets stay what they were."""
        before = await self._held(session, incident_id, counter, {IncidentState.SUSPECTED})
        for one in await self._reports.concerned(session, incident_id):
            if one.ticket_id is not None:
                await self._reports.detach(session, incident_id, one.ticket_id)
        return await self._end(session, before, IncidentState.DISMISSED, by=by, text=text)

    async def attach(
        self, session: Session, incident_id: IncidentId, ticket_id: TicketId, *, by: Staff
    ) -> Incident:
        """Let a ticket belong to it; one that belongs to it already changes nothing."""
        incident = await self.get(session, incident_id)
        if not incident.is_open:
            raise _not_possible(incident)
        try:
            ticket = await self._tickets.get(session, ticket_id)
        except TicketUnknown as unknown:
            raise NoSuchReport from unknown
        await self._store.hold(session, incident.domain)
        if await self._attaching.attach(session, incident, ticket):
            await self._note(session, incident, "attached", by=by, text=ticket.work_order_no)
        return incident

    async def detach(
        self, session: Session, incident_id: IncidentId, ticket_id: TicketId, *, by: Staff
    ) -> Incident:
        """Take a ticket out of it; it stays as it is otherwise."""
        incident = await self.get(session, incident_id)
        ticket = await self._tickets.get(session, ticket_id)
        if await self._reports.detach(session, incident_id, ticket_id):
            await self._note(session, incident, "detached", by=by, text=ticket.work_order_no)
        return incident

    async def _lead(
        self, session: Session, incident: Incident, facts: IncidentFacts
    ) -> TicketId | None:
        """The incident's own ticket, for the crew; None where the trade has no type for it."""
        type_code = self._attaching.lead_type(incident.domain, incident.matter)
        if type_code is None:
            return None
        scope = facts.scope
        new = NewTicket(
            client_id=f"incident:{incident.id}",
            type_code=type_code,
            title=facts.title,
            description=facts.words or facts.title,
            place=Place(
                address=scope.words,
                community=scope.community,
                building=scope.building,
                unit=scope.unit,
                station=scope.station,
            ),
            incident_id=incident.id,
        )
        return (await self._handling.open(session, None, new)).id

    async def _end(
        self, session: Session, before: Incident, state: IncidentState, *, by: Staff, text: str
    ) -> Incident:
        after = replace(before, state=state, ended_by=by.id, ended_at=self._clock.now())
        return await self._keep(session, after, state.value, by=by, text=text)

    async def _held(
        self,
        session: Session,
        incident_id: IncidentId,
        counter: int,
        states: set[IncidentState],
    ) -> Incident:
        incident = await self._store.find(session, incident_id, lock=True)
        if incident is None:
            raise IncidentUnknown
        if incident.state not in states:
            raise _not_possible(incident)
        if incident.counter != counter:
            raise IncidentMoved
        return incident

    async def _keep(
        self, session: Session, after: Incident, deed: str, *, by: Staff, text: str
    ) -> Incident:
        kept = await self._store.save(session, after)
        await self._note(session, kept, deed, by=by, text=text)
        await self._attaching.publish(session, kept, deed)
        await self._audit.record(
            session,
            by,
            f"incident.{deed}",
            subject_kind="incident",
            subject_id=kept.id,
            details={"title": kept.title, "text": text},
        )
        return kept

    async def _note(
        self, session: Session, incident: Incident, kind: str, *, by: Staff, text: str
    ) -> None:
        now = self._clock.now()
        await self._store.note(session, incident.id, kind, by=by.id, at=now, text=text)


def _with(incident: Incident, facts: IncidentFacts) -> Incident:
    return replace(
        incident,
        title=facts.title,
        scope=facts.scope,
        words=facts.words,
        eta=facts.eta,
        since=facts.since or incident.since,
    )


def _see_place(scope: Scope) -> None:
    if scope.community is None and scope.station is None:
        raise IncidentNowhere


def _not_possible(incident: Incident) -> IncidentNotPossible:
    return IncidentNotPossible(state=incident.state.value, state_zh=STATE_NAMES[incident.state])
