"""The desk's routes to tickets."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from hearthline.access import Permission, Staff, needs
from hearthline.kernel import ConversationId, CustomerId, TicketId
from hearthline.platform.db import Database
from hearthline.platform.http import StrictJson, here
from hearthline.tickets.service import Tickets
from hearthline.tickets.wire import TicketOut, TicketPage

router = APIRouter(prefix="/api/v1/tickets", tags=["tickets"], route_class=StrictJson)

DatabaseHere = Annotated[Database, Depends(here(Database))]
TicketsHere = Annotated[Tickets, Depends(here(Tickets))]
Viewer = Annotated[Staff, Depends(needs(Permission.TICKETS_VIEW))]


class Filter:
    """Which tickets are wanted; `status=open` means that work is still to be done."""

    def __init__(
        self,
        conversation_id: ConversationId | None = None,
        customer_id: CustomerId | None = None,
        status: Annotated[str | None, Query(pattern=r"^[a-z_]{1,20}$")] = None,
        cursor: TicketId | None = None,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
    ) -> None:
        """Every member narrows the list; a cursor is the last ticket of the page before."""
        self.conversation_id = conversation_id
        self.customer_id = customer_id
        self.status = status
        self.cursor = cursor
        self.limit = limit


@router.get("", operation_id="listTickets")
async def list_tickets(
    caller: Viewer,
    database: DatabaseHere,
    tickets: TicketsHere,
    wanted: Annotated[Filter, Depends()],
) -> TicketPage:
    """Tickets with their clocks, newest first."""
    async with database.session(caller.tenant_id) as session:
        files = await tickets.page(
            session,
            conversation_id=wanted.conversation_id,
            customer_id=wanted.customer_id,
            status=wanted.status,
            before=wanted.cursor,
            limit=wanted.limit,
        )
    is_full = len(files) == wanted.limit
    return TicketPage(
        items=[TicketOut.of(file) for file in files],
        next_cursor=str(files[-1].ticket.id) if is_full else None,
    )


@router.get("/{ticket_id}", operation_id="getTicket")
async def get_ticket(
    ticket_id: TicketId, caller: Viewer, database: DatabaseHere, tickets: TicketsHere
) -> TicketOut:
    """One ticket with its log and clocks."""
    async with database.session(caller.tenant_id) as session:
        return TicketOut.of(await tickets.file(session, ticket_id))
