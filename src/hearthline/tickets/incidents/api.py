"""Routes of incidents: seen by the desk, decided by supervisors."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from hearthline.access import Permission, Staff, needs
from hearthline.kernel import IncidentId, TicketId
from hearthline.platform.db import Database, Session
from hearthline.platform.http import StrictJson, here
from hearthline.tickets.incidents.service import Incidents
from hearthline.tickets.incidents.wire import (
    STATES,
    AttachTicket,
    ChangeIncident,
    DismissIncident,
    EndIncident,
    IncidentOut,
    IncidentPage,
    OpenIncident,
    RuleBody,
    View,
)

router = APIRouter(prefix="/api/v1/incidents", tags=["incidents"], route_class=StrictJson)

DatabaseHere = Annotated[Database, Depends(here(Database))]
IncidentsHere = Annotated[Incidents, Depends(here(Incidents))]
Viewer = Annotated[Staff, Depends(needs(Permission.TICKETS_VIEW))]
Actor = Annotated[Staff, Depends(needs(Permission.TICKETS_ACT))]
Head = Annotated[Staff, Depends(needs(Permission.TICKETS_SUPERVISE))]


class Case:
    """The incident that a route names."""

    def __init__(
        self, incident_id: IncidentId, database: DatabaseHere, incidents: IncidentsHere
    ) -> None:
        """As the request has them."""
        self.id = incident_id
        self.all = incidents
        self._database = database

    async def after(
        self, deed: Callable[[Session], Awaitable[object]], *, by: Staff
    ) -> IncidentOut:
        """How it stands once the deed is done, in the deed's transaction."""
        async with self._database.session(by.tenant_id) as session:
            await deed(session)
            return IncidentOut.of(await self.all.file(session, self.id))


CaseHere = Annotated[Case, Depends()]


@router.get("", operation_id="listIncidents")
async def list_incidents(
    caller: Viewer,
    database: DatabaseHere,
    incidents: IncidentsHere,
    *,
    view: View = "open",
    cursor: IncidentId | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> IncidentPage:
    """A page of incidents, the newest first."""
    async with database.session(caller.tenant_id) as session:
        files = await incidents.page(session, STATES[view], before=cursor, limit=limit)
    is_full = len(files) == limit
    return IncidentPage(
        items=[IncidentOut.of(file) for file in files],
        next_cursor=str(files[-1].incident.id) if is_full else None,
    )


@router.post("", operation_id="openIncident", status_code=201)
async def open_incident(
    body: OpenIncident, caller: Head, database: DatabaseHere, incidents: IncidentsHere
) -> IncidentOut:
    """Tell of an incident that nobody reported yet; it is confirmed by that."""
    async with database.session(caller.tenant_id) as session:
        one = await incidents.open(
            session, body.facts(), domain=body.domain, matter=body.matter, by=caller
        )
        return IncidentOut.of(await incidents.file(session, one.id))


@router.get("/rule", operation_id="getIncidentRule")
async def get_rule(caller: Viewer, database: DatabaseHere, incidents: IncidentsHere) -> RuleBody:
    """When reports are suspicious."""
    async with database.session(caller.tenant_id) as session:
        return RuleBody.of(await incidents.rule(session))


@router.put("/rule", operation_id="setIncidentRule")
async def set_rule(
    body: RuleBody, caller: Head, database: DatabaseHere, incidents: IncidentsHere
) -> RuleBody:
    """Change when reports are suspicious; audited."""
    async with database.session(caller.tenant_id) as session:
        await incidents.set_rule(session, body.rule(), by=caller)
    return body


@router.get("/{incident_id}", operation_id="getIncident")
async def get_incident(caller: Viewer, case: CaseHere) -> IncidentOut:
    """One incident with its log."""
    return await case.after(lambda session: case.all.get(session, case.id), by=caller)


@router.post("/{incident_id}/confirm", operation_id="confirmIncident")
async def confirm(body: ChangeIncident, caller: Head, case: CaseHere) -> IncidentOut:
    """Say that it is so: its reports follow its own ticket, customers are told."""
    return await case.after(
        lambda session: case.all.confirm(
            session, case.id, body.facts(), counter=body.counter, by=caller
        ),
        by=caller,
    )


@router.patch("/{incident_id}", operation_id="updateIncident")
async def update(body: ChangeIncident, caller: Head, case: CaseHere) -> IncidentOut:
    """Change what is known; new words or another time are told to everybody concerned."""
    return await case.after(
        lambda session: case.all.update(
            session, case.id, body.facts(), counter=body.counter, by=caller
        ),
        by=caller,
    )


@router.post("/{incident_id}/restore", operation_id="restoreIncident")
async def restore(body: EndIncident, caller: Head, case: CaseHere) -> IncidentOut:
    """Supply is back: everybody is told and asked, the noes go on."""
    return await case.after(
        lambda session: case.all.restore(
            session, case.id, text=body.text, counter=body.counter, by=caller
        ),
        by=caller,
    )


@router.post("/{incident_id}/close", operation_id="closeIncident")
async def close(body: EndIncident, caller: Head, case: CaseHere) -> IncidentOut:
    """End it after the restoration."""
    return await case.after(
        lambda session: case.all.close(
            session, case.id, text=body.text, counter=body.counter, by=caller
        ),
        by=caller,
    )


@router.post("/{incident_id}/dismiss", operation_id="dismissIncident")
async def dismiss(body: DismissIncident, caller: Head, case: CaseHere) -> IncidentOut:
    """There was no common cause."""
    return await case.after(
        lambda session: case.all.dismiss(
            session, case.id, text=body.text, counter=body.counter, by=caller
        ),
        by=caller,
    )


@router.post("/{incident_id}/tickets", operation_id="attachTicket")
async def attach(body: AttachTicket, caller: Actor, case: CaseHere) -> IncidentOut:
    """A ticket belongs to it."""
    return await case.after(
        lambda session: case.all.attach(session, case.id, body.ticket_id, by=caller), by=caller
    )


@router.delete("/{incident_id}/tickets/{ticket_id}", operation_id="detachTicket")
async def detach(ticket_id: TicketId, caller: Actor, case: CaseHere) -> IncidentOut:
    """A ticket does not belong to it."""
    return await case.after(
        lambda session: case.all.detach(session, case.id, ticket_id, by=caller), by=caller
    )
