"""Routes of presence: one's own, and a supervisor's for somebody else."""

from typing import Annotated

from fastapi import APIRouter, Depends

from hearthline.access import Permission, Staff, needs
from hearthline.kernel import StaffId
from hearthline.platform.db import Database
from hearthline.platform.http import StrictJson, here
from hearthline.routing.model import PresenceState
from hearthline.routing.service import Routing
from hearthline.routing.states.service import States
from hearthline.routing.states.wire import ForcePresence, PresenceOut, SetPresence

router = APIRouter(prefix="/api/v1/desk", tags=["desk"], route_class=StrictJson)

DatabaseHere = Annotated[Database, Depends(here(Database))]
RoutingHere = Annotated[Routing, Depends(here(Routing))]
StatesHere = Annotated[States, Depends(here(States))]
Replier = Annotated[Staff, Depends(needs(Permission.DESK_REPLY))]
Supervisor = Annotated[Staff, Depends(needs(Permission.DESK_SUPERVISE))]


@router.get("/presence", operation_id="getPresence")
async def get_presence(caller: Replier, database: DatabaseHere, states: StatesHere) -> PresenceOut:
    """What the caller does now."""
    async with database.session(caller.tenant_id) as session:
        return PresenceOut.of(await states.get(session, caller.id))


@router.put("/presence", operation_id="setPresence")
async def set_presence(
    body: SetPresence,
    caller: Replier,
    database: DatabaseHere,
    routing: RoutingHere,
    states: StatesHere,
) -> PresenceOut:
    """Say what the caller does, now or after the present conversations (`when`).

    Whoever becomes available is offered what waits at once.
    """
    async with database.session(caller.tenant_id) as session:
        say = states.choose if body.when == "now" else states.book
        await say(session, caller.id, body.state, reason=body.reason)
    await routing.settle(caller.tenant_id, freed=caller.id)
    async with database.session(caller.tenant_id) as session:
        return PresenceOut.of(await states.get(session, caller.id))


@router.delete("/presence/next", operation_id="unbookPresence")
async def unbook(caller: Replier, database: DatabaseHere, states: StatesHere) -> PresenceOut:
    """Take back what was booked for after the present conversations."""
    async with database.session(caller.tenant_id) as session:
        return PresenceOut.of(await states.unbook(session, caller.id))


@router.get("/staff/{staff_id}/presence", operation_id="getPresenceOf")
async def get_presence_of(
    staff_id: StaffId, caller: Supervisor, database: DatabaseHere, states: StatesHere
) -> PresenceOut:
    """What somebody does now."""
    async with database.session(caller.tenant_id) as session:
        return PresenceOut.of(await states.of_agent(session, staff_id))


@router.put("/staff/{staff_id}/presence", operation_id="forcePresence")
async def force_presence(
    staff_id: StaffId,
    body: ForcePresence,
    caller: Supervisor,
    database: DatabaseHere,
    routing: RoutingHere,
    states: StatesHere,
) -> PresenceOut:
    """Set somebody's state in his stead; who and why is kept and shown to him."""
    async with database.session(caller.tenant_id) as session:
        state = PresenceState(body.state)
        await states.force(session, staff_id, state, by=caller, why=body.why, reason=body.reason)
    await routing.settle(caller.tenant_id, freed=staff_id)
    async with database.session(caller.tenant_id) as session:
        return PresenceOut.of(await states.get(session, staff_id))
