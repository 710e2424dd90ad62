"""Routes of incidents: seen by the desk, decided by supervisors."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from hearthline.access import Permission, Staff, needs
from hearthline.kernel import IncidentId, TicketId
from hearthline.platform.db import Database
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
async def get_incident(
    incident_id: IncidentId, caller: Viewer, database: DatabaseHere, incidents: IncidentsHere
) -> IncidentOut:
    """One incident with its log."""
    async with database.session(caller.tenant_id) as session:
        return IncidentOut.of(await incidents.file(session, incident_id))


@router.post("/{incident_id}/confirm", operation_id="confirmIncident")
async def confirm(
    incident_id: IncidentId,
    body: ChangeIncident,
    caller: Head,
    *,
    database: DatabaseHere,
    incidents: IncidentsHere,
) -> IncidentOut:
    """Say that it is so: its reports follow its own ticket, customers are told."""
    async with database.session(caller.tenant_id) as session:
        await incidents.confirm(session, incident_id, body.facts(), counter=body.counter, by=caller)
        return IncidentOut.of(await incidents.file(session, incident_id))


@router.patch("/{incident_id}", operation_id="updateIncident")
async def update(
    incident_id: IncidentId,
    body: ChangeIncident,
    caller: Head,
    *,
    database: DatabaseHere,
    incidents: IncidentsHere,
) -> IncidentOut:
    """Change what is known; new words or another time are told to everybody concerned."""
    async with database.session(caller.tenant_id) as session:
        await incidents.update(session, incident_id, body.facts(), counter=body.counter, by=caller)
        return IncidentOut.of(await incidents.file(session, incident_id))


@router.post("/{incident_id}/restore", operation_id="restoreIncident")
async def restore(
    incident_id: IncidentId,
    body: EndIncident,
    caller: Head,
    *,
    database: DatabaseHere,
    incidents: IncidentsHere,
) -> IncidentOut:
    """Supply is back: everybody is told and asked, the noes go on."""
    async with database.session(caller.tenant_id) as session:
        await incidents.restore(
            session, incident_id, counter=body.counter, by=caller, text=body.text
        )
        return IncidentOut.of(await incidents.file(session, incident_id))


@router.post("/{incident_id}/close", operation_id="closeIncident")
async def close(
    incident_id: IncidentId,
    body: EndIncident,
    caller: Head,
    *,
    database: DatabaseHere,
    incidents: IncidentsHere,
) -> IncidentOut:
    """End it after the restoration."""
    async with database.session(caller.tenant_id) as session:
        await incidents.close(session, incident_id, counter=body.counter, by=caller, text=body.text)
        return IncidentOut.of(await incidents.file(session, incident_id))


@router.post("/{incident_id}/dismiss", operation_id="dismissIncident")
async def dismiss(
    incident_id: IncidentId,
    body: DismissIncident,
    caller: Head,
    *,
    database: DatabaseHere,
    incidents: IncidentsHere,
) -> IncidentOut:
    """There was no common cause."""
    async with database.session(caller.tenant_id) as session:
        await incidents.dismiss(
            session, incident_id, counter=body.counter, by=caller, text=body.text
        )
        return IncidentOut.of(await incidents.file(session, incident_id))


@router.post("/{incident_id}/tickets", operation_id="attachTicket")
async def attach(
    incident_id: IncidentId,
    body: AttachTicket,
    caller: Actor,
    *,
    database: DatabaseHere,
    incidents: IncidentsHere,
) -> IncidentOut:
    """A ticket belongs to it."""
    async with database.session(caller.tenant_id) as session:
        await incidents.attach(session, incident_id, body.ticket_id, by=caller)
        return IncidentOut.of(await incidents.file(session, incident_id))


@router.delete("/{incident_id}/tickets/{ticket_id}", operation_id="detachTicket")
async def detach(
    incident_id: IncidentId,
    ticket_id: TicketId,
    caller: Actor,
    *,
    database: DatabaseHere,
    incidents: IncidentsHere,
) -> IncidentOut:
    """A ticket does not belong to it."""
    async with database.session(caller.tenant_id) as session:
        await incidents.detach(session, incident_id, ticket_id, by=caller)
        return IncidentOut.of(await incidents.file(session, incident_id))
