"""The desk's routes to tickets."""

from collections.abc import AsyncIterator, Iterable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse

from hearthline.access import Access, Audit, Permission, Staff, needs
from hearthline.kernel import TicketId
from hearthline.platform.db import Database, Session
from hearthline.platform.http import StrictJson, here
from hearthline.tickets.keeping import TicketFile
from hearthline.tickets.listing import TicketLists
from hearthline.tickets.listing.sheet import sheet_of
from hearthline.tickets.listing.wire import TicketQuery
from hearthline.tickets.service import Tickets
from hearthline.tickets.teams import Teams
from hearthline.tickets.wire import ContactOut, CountsOut, TicketOut, TicketPage, people_of

router = APIRouter(prefix="/api/v1/tickets", tags=["tickets"], route_class=StrictJson)

DatabaseHere = Annotated[Database, Depends(here(Database))]
TicketsHere = Annotated[Tickets, Depends(here(Tickets))]
ListsHere = Annotated[TicketLists, Depends(here(TicketLists))]
TeamsHere = Annotated[Teams, Depends(here(Teams))]
AccessHere = Annotated[Access, Depends(here(Access))]
Viewer = Annotated[Staff, Depends(needs(Permission.TICKETS_VIEW))]
Reader = Annotated[Staff, Depends(needs(Permission.CUSTOMERS_UNMASK))]
_AT_ONCE = 200


class Naming:
    """Knows what people and teams are called."""

    def __init__(self, access: AccessHere, teams: TeamsHere) -> None:
        """Ask those who know."""
        self._access = access
        self._teams = teams

    async def of(self, session: Session, files: Iterable[TicketFile]) -> dict[UUID, str]:
        """The names that are needed to show these tickets."""
        found: dict[UUID, str] = {team.id: team.name for team in await self._teams.every(session)}
        found.update((await self._access.names(session, people_of(files))).items())
        return found


NamingHere = Annotated[Naming, Depends(Naming)]


QueryHere = Annotated[TicketQuery, Query()]


@router.get("", operation_id="listTickets")
async def list_tickets(
    caller: Viewer,
    database: DatabaseHere,
    lists: ListsHere,
    naming: NamingHere,
    query: QueryHere,
) -> TicketPage:
    """Tickets with their clocks, newest first or by their next deadline."""
    async with database.session(caller.tenant_id) as session:
        files = await lists.page(session, query.wanted())
        called = await naming.of(session, files)
    is_full = len(files) == query.limit
    return TicketPage(
        items=[TicketOut.of(file, called) for file in files],
        next_cursor=str(files[-1].ticket.id) if is_full else None,
    )


@router.get("/counts", operation_id="countTickets")
async def count_tickets(caller: Viewer, database: DatabaseHere, lists: ListsHere) -> CountsOut:
    """How the open tickets stand, the caller's own among them."""
    async with database.session(caller.tenant_id) as session:
        return CountsOut.of(await lists.counts(session, caller.id))


@router.get(
    "/export.csv",
    operation_id="exportTickets",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/csv": {}}}},
)
async def export_tickets(
    caller: Viewer,
    database: DatabaseHere,
    lists: ListsHere,
    naming: NamingHere,
    query: QueryHere,
) -> StreamingResponse:
    """The list as a sheet, at most 20 000 tickets; masked as on the page."""

    async def lines() -> AsyncIterator[str]:
        async with database.session(caller.tenant_id) as session:
            yield sheet_of([], {}, has_titles=True)
            batch: list[TicketFile] = []
            async for file in lists.exported(session, query.wanted()):
                batch.append(file)
                if len(batch) == _AT_ONCE:
                    yield sheet_of(batch, await naming.of(session, batch), has_titles=False)
                    batch = []
            yield sheet_of(batch, await naming.of(session, batch), has_titles=False)

    headers = {"Content-Disposition": 'attachment; filename="tickets.csv"'}
    return StreamingResponse(lines(), media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/{ticket_id}", operation_id="getTicket")
async def get_ticket(
    ticket_id: TicketId,
    caller: Viewer,
    database: DatabaseHere,
    tickets: TicketsHere,
    naming: NamingHere,
) -> TicketOut:
    """One ticket with its log and clocks."""
    async with database.session(caller.tenant_id) as session:
        file = await tickets.file(session, ticket_id)
        return TicketOut.of(file, await naming.of(session, [file]))


@router.post("/{ticket_id}/reveal", operation_id="revealTicketContact")
async def reveal(
    ticket_id: TicketId, caller: Reader, database: DatabaseHere, tickets: TicketsHere
) -> ContactOut:
    """Names and numbers in clear; written into the audit log."""
    async with database.session(caller.tenant_id) as session:
        ticket = await tickets.get(session, ticket_id)
        await Audit(tickets.keeper.clock).record(
            session, caller, "ticket.contact_shown", subject_kind="ticket", subject_id=ticket_id
        )
    return ContactOut.of(ticket)
