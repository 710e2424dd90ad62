"""A ticket is opened: see which incident it belongs to. An incident changes: tell customers."""

from hearthline.platform.db import Database
from hearthline.platform.outbox import Reaction
from hearthline.tickets.events import TicketOpened
from hearthline.tickets.incidents.attaching import Attaching, PlaceOf
from hearthline.tickets.incidents.events import IncidentChanged
from hearthline.tickets.incidents.model import Concerned, IncidentState
from hearthline.tickets.incidents.telling import Telling
from hearthline.tickets.service import Tickets


def incident_reactions(
    database: Database,
    tickets: Tickets,
    *,
    attaching: Attaching,
    telling: Telling,
    place_of: PlaceOf,
) -> list[Reaction]:
    """The reactions of incidents, for the worker to register."""

    async def consider(event: TicketOpened) -> None:
        """Attach it, or suspect an incident by it; where a mirrored one is, is asked for first."""
        async with database.session(event.tenant_id) as session:
            ticket = await tickets.get(session, event.ticket_id)
        if not attaching.matter_of(ticket):
            return
        if ticket.place.community is None and ticket.account_no is not None:
            place = await place_of(event.tenant_id, ticket.domain, ticket.account_no)
            if place is not None:
                async with database.session(event.tenant_id) as session:
                    await attaching.reports.set_place(session, ticket.id, place)
        async with database.session(event.tenant_id) as session:
            ticket = await tickets.get(session, event.ticket_id)
            incident = await attaching.consider(session, ticket)
            if incident is not None and incident.state is IncidentState.CONFIRMED:
                one = Concerned(ticket.id, ticket.conversation_id)
                await telling.welcome(session, incident, one)

    return [
        Reaction("incidents.consider_ticket", TicketOpened, consider),
        Reaction("incidents.tell_customers", IncidentChanged, telling.tell),
    ]
