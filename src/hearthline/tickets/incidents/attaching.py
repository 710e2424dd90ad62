"""A report comes in: it belongs to a known incident, or makes one suspected, or stands alone.

Nobody is sent twice: a ticket of a confirmed incident that is with no team yet follows the
incident's own ticket (R134).
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Final, TypeAlias

from hearthline.kernel import ConversationId, EventId, IncidentId, TenantId, TicketId
from hearthline.platform.db import Session
from hearthline.platform.outbox import Outbox
from hearthline.tickets.incidents.events import IncidentChanged
from hearthline.tickets.incidents.model import (
    Concerned,
    Incident,
    IncidentState,
    Report,
    suspicion,
)
from hearthline.tickets.incidents.report_store import ReportStore
from hearthline.tickets.incidents.store import IncidentStore
from hearthline.tickets.model import Place, Ticket, TicketEvent
from hearthline.tickets.retelling import retold
from hearthline.tickets.service import Tickets

_BEFORE_TEAM: Final = frozenset({"draft", "accepted", "returned", "reopened"})
PlaceOf: TypeAlias = Callable[[TenantId, str, str], Awaitable[Place | None]]


async def no_places(tenant_id: TenantId, domain: str, account_no: str) -> Place | None:
    """For an installation whose business systems tell no places."""
    del tenant_id, domain, account_no
    return None


class Attaching:
    """Brings reports and incidents together."""

    def __init__(self, tickets: Tickets, outbox: Outbox) -> None:
        """Stand on the tickets."""
        self._keeper = tickets.keeper
        self._outbox = outbox
        self.store, self.reports = IncidentStore(), ReportStore()

    async def consider(self, session: Session, ticket: Ticket) -> Incident | None:
        """The incident that a new ticket belongs to, known or suspected by it; None without."""
        matter = self.matter_of(ticket)
        if not matter or ticket.incident_id is not None or not ticket.is_open:
            return None
        await self.store.hold(session, ticket.domain)
        known = await self._known(session, ticket.domain, matter, ticket.place)
        if known is not None:
            await self.attach(session, known, ticket)
            return known
        return await self._suspect(session, ticket, matter)

    async def attach(self, session: Session, incident: Incident, ticket: Ticket) -> bool:
        """Let a ticket belong to an incident; False when it belongs to one already."""
        one = Concerned(ticket.id, ticket.conversation_id)
        at = self._keeper.clock.now()
        if not await self.reports.attach(session, incident.id, one, at=at):
            return False
        await self.follow(session, incident, replace(ticket, incident_id=incident.id))
        await self.publish(session, incident, "reported")
        return True

    async def follow(self, session: Session, incident: Incident, ticket: Ticket) -> None:
        """Have a ticket that is with no team yet follow the incident's own."""
        lead = incident.lead_ticket_id
        is_free = ticket.is_kept_here and ticket.status in _BEFORE_TEAM
        if lead is None or ticket.id == lead or not is_free:
            await self._keeper.tell_desk(session, ticket)
            return
        keeper, now = self._keeper, self._keeper.clock.now()
        line = TicketEvent(
            now,
            "merged",
            f"属于事件：{incident.title}",
            data={"into": str(lead)},
            client_id=f"incident:{incident.id}",
        )
        await keeper.store.note(session, ticket.id, [line], now=now)
        log = (await keeper.store.logs(session, [ticket.id]))[ticket.id]
        after = replace(retold(ticket, log), incident_id=incident.id)
        await keeper.keep(session, await keeper.moved(session, ticket, after))

    async def asked(
        self,
        session: Session,
        domain: str,
        place: Place,
        *,
        conversation_id: ConversationId | None,
    ) -> list[Incident]:
        """The confirmed incidents around a place; whoever asked is told of their end."""
        found = [
            one
            for one in await self.store.open(session, domain)
            if one.state is IncidentState.CONFIRMED and one.scope.covers(place)
        ]
        if conversation_id is not None:
            at = self._keeper.clock.now()
            for one in found:
                concerned = Concerned(None, conversation_id)
                await self.reports.attach(session, one.id, concerned, at=at)
        return found

    def matter_of(self, ticket: Ticket) -> str:
        """What a ticket is about, as incidents see it; empty for what is nobody else's matter."""
        form = self._keeper.rules.form_of(ticket.type_code)
        return form.matter if form else ""

    def types_of(self, domain: str, matter: str) -> list[str]:
        """The types of tickets about a matter."""
        forms = [rule.form for rule in self._keeper.rules.types.values()]
        return [form.code for form in forms if form.domain == domain and form.matter == matter]

    def lead_type(self, domain: str, matter: str) -> str | None:
        """The type of an incident's own ticket."""
        forms = [rule.form for rule in self._keeper.rules.types.values()]
        codes = (
            form.code
            for form in forms
            if form.leads_incident and (form.domain, form.matter) == (domain, matter)
        )
        return next(codes, None)

    async def publish(self, session: Session, incident: Incident, deed: str) -> None:
        """Tell what happened to it."""
        event = IncidentChanged(
            event_id=EventId.new(),
            tenant_id=session.tenant_id,
            at=self._keeper.clock.now(),
            incident_id=incident.id,
            deed=deed,
            counter=incident.counter,
        )
        await self._outbox.publish(session, event)

    async def _known(
        self, session: Session, domain: str, matter: str, place: Place
    ) -> Incident | None:
        known = await self.store.open(session, domain)
        fitting = [one for one in known if one.matter == matter and one.scope.covers(place)]
        confirmed = (one for one in fitting if one.state is IncidentState.CONFIRMED)
        return next(confirmed, None) or next(iter(fitting), None)

    async def _suspect(self, session: Session, ticket: Ticket, matter: str) -> Incident | None:
        now = self._keeper.clock.now()
        rule = await self.store.rule(session)
        reports = await self.reports.of_late(
            session,
            ticket.place,
            types=self.types_of(ticket.domain, matter),
            since=now - rule.within,
        )
        newest = next((one for one in reports if one.ticket_id == ticket.id), None)
        scope = suspicion(reports, newest, rule) if newest else None
        if scope is None:
            return None
        within = [one for one in reports if scope.covers(one.place)]
        incident = Incident(
            id=IncidentId.new(),
            domain=ticket.domain,
            matter=matter,
            title=f"{scope.words} · {self._name(ticket.domain, matter)}",
            state=IncidentState.SUSPECTED,
            scope=scope,
            since=ticket.opened_at,
            opened_at=now,
        )
        await self.store.add(session, incident)
        await self.store.note(
            session, incident.id, "suspected", by=None, at=now, text=_told(len(within), rule.within)
        )
        await self._gather(session, incident, within)
        await self.publish(session, incident, "suspected")
        return incident

    async def _gather(self, session: Session, incident: Incident, reports: list[Report]) -> None:
        at = self._keeper.clock.now()
        ids: list[TicketId] = [one.ticket_id for one in reports]
        for ticket in await self._keeper.store.get_many(session, ids):
            one = Concerned(ticket.id, ticket.conversation_id)
            await self.reports.attach(session, incident.id, one, at=at)

    def _name(self, domain: str, matter: str) -> str:
        lead = self.lead_type(domain, matter)
        form = self._keeper.rules.form_of(lead) if lead else None
        return form.name.zh if form else matter


def _told(count: int, within: object) -> str:
    return f"{within} 内 {count} 户报告"
