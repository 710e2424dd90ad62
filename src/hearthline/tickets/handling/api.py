"""Routes by which people open tickets and work on them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from hearthline.access import Access, Permission, Staff, needs
from hearthline.customers import Refs
from hearthline.kernel import TicketId
from hearthline.platform.db import Database, Session
from hearthline.platform.http import StrictJson, here
from hearthline.tickets.handling.actions import Action
from hearthline.tickets.handling.desk import TicketDesk
from hearthline.tickets.handling.wire import (
    ActedOut,
    OfferedOut,
    OpenTicket,
    RelatedOut,
    TicketDeskOut,
    TicketTypeList,
    TicketTypeOut,
)
from hearthline.tickets.service import TicketFile, Tickets
from hearthline.tickets.teams.wire import SuggestionOut
from hearthline.tickets.wire import TicketOut, people_of

router = APIRouter(prefix="/api/v1/tickets", tags=["tickets"], route_class=StrictJson)

DatabaseHere = Annotated[Database, Depends(here(Database))]
TicketsHere = Annotated[Tickets, Depends(here(Tickets))]
DeskHere = Annotated[TicketDesk, Depends(here(TicketDesk))]
AccessHere = Annotated[Access, Depends(here(Access))]
Viewer = Annotated[Staff, Depends(needs(Permission.TICKETS_VIEW))]
Actor = Annotated[Staff, Depends(needs(Permission.TICKETS_ACT))]


@router.get("/types", operation_id="listTicketTypes")
async def list_types(caller: Viewer, tickets: TicketsHere) -> TicketTypeList:
    """Every type of ticket with its form, by trade and code."""
    del caller
    rules = tickets.keeper.rules
    forms = [rule.form for rule in rules.types.values()]
    return TicketTypeList(items=[TicketTypeOut.of(form, rules) for form in forms])


@router.post("", operation_id="openTicket", status_code=201)
async def open_ticket(
    body: OpenTicket,
    caller: Actor,
    database: DatabaseHere,
    desk: DeskHere,
    access: AccessHere,
    refs: Annotated[Refs, Depends(here(Refs))],
) -> TicketOut:
    """Open a ticket that is kept here."""
    async with database.session(caller.tenant_id) as session:
        await desk.check_belongs(session, body.conversation_id, body.customer_id)
        ticket = await desk.handling.open(session, caller, body.new(refs, caller.tenant_id))
        return await _told(session, access, desk, ticket.id)


@router.post("/{ticket_id}/actions", operation_id="actOnTicket")
async def act(
    ticket_id: TicketId,
    body: Action,
    caller: Actor,
    database: DatabaseHere,
    desk: DeskHere,
    access: AccessHere,
) -> ActedOut:
    """Do something to a ticket."""
    acted = await desk.act(caller, ticket_id, body)
    async with database.session(caller.tenant_id) as session:
        told = await _told(session, access, desk, ticket_id)
    opened = [one.id for one in acted.opened]
    return ActedOut(ticket=told, is_repeated=acted.is_repeated, opened=opened)


@router.get("/{ticket_id}/desk", operation_id="getTicketDesk")
async def get_desk(
    ticket_id: TicketId,
    caller: Viewer,
    database: DatabaseHere,
    desk: DeskHere,
    access: AccessHere,
) -> TicketDeskOut:
    """A ticket with what can be done to it now, what is missing, and whom to send."""
    async with database.session(caller.tenant_id) as session:
        view = await desk.view(session, caller, ticket_id)
        called = await _names(session, access, desk, [view.file])
    return TicketDeskOut(
        ticket=TicketOut.of(view.file, called),
        allowed=[OfferedOut.of(one) for one in view.allowed],
        missing=list(view.missing),
        related=[RelatedOut.of(one, view.file.ticket) for one in view.related],
        suggestions=[SuggestionOut.of(one, called) for one in view.suggestions],
    )


async def _names(
    session: Session, access: Access, desk: TicketDesk, files: list[TicketFile]
) -> dict[UUID, str]:
    """The names of the people and teams of tickets."""
    teams = await desk.teams.every(session)
    people = people_of(files)
    for team in teams:
        people |= {one.staff_id for one in team.facts.members}
        people |= {team.facts.lead_id} if team.facts.lead_id else set()
    found: dict[UUID, str] = {team.id: team.name for team in teams}
    found.update((await access.names(session, people)).items())
    return found


async def _told(
    session: Session, access: Access, desk: TicketDesk, ticket_id: TicketId
) -> TicketOut:
    file = await desk.tickets.file(session, ticket_id)
    return TicketOut.of(file, await _names(session, access, desk, [file]))
