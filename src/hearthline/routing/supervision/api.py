"""Routes of the wall, and the verbs of supervisors on lines, threads and duties."""

from typing import Annotated

from fastapi import APIRouter, Depends

from hearthline.access import Permission, Staff, needs
from hearthline.kernel import ConversationId, StaffId
from hearthline.platform.db import Database
from hearthline.platform.http import StrictJson, here
from hearthline.routing.service import Routing
from hearthline.routing.supervision.definitions import DEFINITIONS
from hearthline.routing.supervision.duty import Duties
from hearthline.routing.supervision.lines import Lines, Listening
from hearthline.routing.supervision.wall import Walls
from hearthline.routing.supervision.wire import (
    ChangeDuty,
    DefinitionList,
    DefinitionOut,
    DutyList,
    DutyOut,
    ListeningOut,
    MovedOut,
    MoveWaiting,
    WallOut,
    Whisper,
    WhisperedOut,
)

router = APIRouter(prefix="/api/v1", tags=["supervision"], route_class=StrictJson)

Supervisor = Annotated[Staff, Depends(needs(Permission.DESK_SUPERVISE))]
DatabaseHere = Annotated[Database, Depends(here(Database))]
RoutingHere = Annotated[Routing, Depends(here(Routing))]
DutiesHere = Annotated[Duties, Depends(here(Duties))]
ListeningHere = Annotated[Listening, Depends(here(Listening))]


@router.get("/supervision/wall", operation_id="getWall")
async def get_wall(
    caller: Supervisor, database: DatabaseHere, walls: Annotated[Walls, Depends(here(Walls))]
) -> WallOut:
    """The house now, at most a second old."""
    wall = await walls.shared(caller.tenant_id)
    async with database.session(caller.tenant_id) as session:
        incidents = await walls.neighbours.incidents(session)
    return WallOut.of(wall, incidents)


@router.get("/supervision/definitions", operation_id="listDefinitions")
async def list_definitions(caller: Supervisor) -> DefinitionList:
    """What every figure means."""
    del caller
    return DefinitionList(
        items=[
            DefinitionOut(name=name, zh=words.zh, en=words.en)
            for name, words in DEFINITIONS.items()
        ]
    )


@router.post("/supervision/lines/move", operation_id="moveWaiting")
async def move_waiting(
    body: MoveWaiting,
    caller: Supervisor,
    database: DatabaseHere,
    routing: RoutingHere,
    lines: Annotated[Lines, Depends(here(Lines))],
) -> MovedOut:
    """Move those who wait to another line; whoever was answered meanwhile is left alone."""
    ids = list(body.conversation_ids)
    if body.from_queue_id is not None:
        async with database.session(caller.tenant_id) as session:
            ids = await lines.head(session, body.from_queue_id, limit=body.count)
    done = await lines.move_many(caller.tenant_id, ids, caller, to=body.to_queue_id)
    await routing.settle(caller.tenant_id)
    return MovedOut.of(done)


@router.post("/desk/conversations/{conversation_id}/listen", operation_id="listenIn")
async def listen_in(
    conversation_id: ConversationId,
    caller: Supervisor,
    database: DatabaseHere,
    listening: ListeningHere,
) -> ListeningOut:
    """Begin to listen: colleagues see it, the customer does not."""
    async with database.session(caller.tenant_id) as session:
        heard = await listening.listen(session, conversation_id, caller)
    return ListeningOut(
        conversation_id=heard.id,
        status=heard.status.value,
        holder_id=heard.holder_id,
        last_seq=heard.last_seq,
    )


@router.post(
    "/desk/conversations/{conversation_id}/whisper",
    operation_id="whisperToAgent",
    status_code=201,
)
async def whisper(
    conversation_id: ConversationId,
    body: Whisper,
    caller: Supervisor,
    database: DatabaseHere,
    listening: ListeningHere,
) -> WhisperedOut:
    """Say something that staff alone read; a repeat of the client_id changes nothing."""
    async with database.session(caller.tenant_id) as session:
        note = await listening.whisper(
            session, conversation_id, caller, text=body.text, client_id=body.client_id
        )
    return WhisperedOut(id=note.id, after_seq=note.after_seq, created_at=note.created_at)


@router.get("/supervision/duties", operation_id="listDuties")
async def list_duties(caller: Supervisor, database: DatabaseHere, duties: DutiesHere) -> DutyList:
    """What is different today, and for whom."""
    async with database.session(caller.tenant_id) as session:
        return DutyList(items=[DutyOut.of(one) for one in await duties.in_force(session)])


@router.put("/supervision/staff/{staff_id}/duty", operation_id="changeDuty")
async def change_duty(
    staff_id: StaffId,
    body: ChangeDuty,
    caller: Supervisor,
    database: DatabaseHere,
    routing: RoutingHere,
    duties: DutiesHere,
) -> DutyOut:
    """Change an agent's capacity and queues until midnight."""
    async with database.session(caller.tenant_id) as session:
        change = await duties.change(session, staff_id, caller, wanted=body.wanted())
    await routing.settle(caller.tenant_id, freed=staff_id)
    return DutyOut.of(change)


@router.delete("/supervision/staff/{staff_id}/duty", operation_id="restoreDuty", status_code=204)
async def restore_duty(
    staff_id: StaffId, caller: Supervisor, database: DatabaseHere, duties: DutiesHere
) -> None:
    """Give back what was before; with nothing changed, nothing happens."""
    async with database.session(caller.tenant_id) as session:
        await duties.known(session, staff_id)
        await duties.undo(session, staff_id, caller)
