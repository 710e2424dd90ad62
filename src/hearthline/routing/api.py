"""Routes of the desk: queues, accept, decline, canned answers.

What may set somebody or something free is settled after its own transaction has ended.
"""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from hearthline.access import Permission, Staff, needs
from hearthline.conversations import Desk, RowOut
from hearthline.kernel import ConversationId
from hearthline.platform.db import Database
from hearthline.platform.http import StrictJson, here
from hearthline.routing.canned import CannedAnswers
from hearthline.routing.model import CannedAnswer, CannedId
from hearthline.routing.service import Routing
from hearthline.routing.wire import (
    AddCanned,
    CannedList,
    CannedOut,
    ChangeCanned,
    QueueList,
    QueueOut,
)

router = APIRouter(prefix="/api/v1/desk", tags=["desk"], route_class=StrictJson)

DatabaseHere = Annotated[Database, Depends(here(Database))]
RoutingHere = Annotated[Routing, Depends(here(Routing))]
DeskHere = Annotated[Desk, Depends(here(Desk))]
CannedHere = Annotated[CannedAnswers, Depends(here(CannedAnswers))]
Viewer = Annotated[Staff, Depends(needs(Permission.DESK_VIEW))]
Replier = Annotated[Staff, Depends(needs(Permission.DESK_REPLY))]


@router.get("/queues", operation_id="listQueues")
async def list_queues(caller: Viewer, database: DatabaseHere, routing: RoutingHere) -> QueueList:
    """The queues: a supervisor's all, an agent's own."""
    async with database.session(caller.tenant_id) as session:
        states = await routing.queues(session, caller)
    return QueueList(items=[QueueOut.of(state) for state in states])


@router.post("/conversations/{conversation_id}/accept", operation_id="acceptConversation")
async def accept(
    conversation_id: ConversationId,
    caller: Replier,
    database: DatabaseHere,
    routing: RoutingHere,
    desk: DeskHere,
) -> RowOut:
    """Take a waiting conversation; 409 when a colleague was quicker."""
    async with database.session(caller.tenant_id) as session:
        await routing.accept(session, conversation_id, caller)
        return RowOut.of(await desk.row(session, conversation_id))


@router.post(
    "/conversations/{conversation_id}/decline", operation_id="declineConversation", status_code=204
)
async def decline(
    conversation_id: ConversationId,
    caller: Replier,
    database: DatabaseHere,
    routing: RoutingHere,
) -> None:
    """Let an offer go to the next."""
    async with database.session(caller.tenant_id) as session:
        await routing.decline(session, conversation_id, caller)
    await routing.settle(caller.tenant_id, freed=caller.id)


@router.get("/canned", operation_id="listCanned")
async def list_canned(
    caller: Replier,
    database: DatabaseHere,
    canned: CannedHere,
    q: Annotated[str, Query(max_length=40)] = "",
) -> CannedList:
    """The caller's own canned answers, then everybody's; `q` by title, shortcut or pinyin."""
    async with database.session(caller.tenant_id) as session:
        answers = await canned.list(session, caller, q=q)
    return CannedList(items=[CannedOut.of(answer) for answer in answers])


@router.post("/canned", operation_id="addCanned", status_code=201)
async def add_canned(
    body: AddCanned, caller: Replier, database: DatabaseHere, canned: CannedHere
) -> CannedOut:
    """Add a canned answer; shared ones are the supervisors' to write."""
    owner = None if body.shared else caller.id
    answer = CannedAnswer(
        CannedId.new(), owner, body.shortcut, body.title, body.text, folder=body.folder
    )
    async with database.session(caller.tenant_id) as session:
        return CannedOut.of(await canned.add(session, answer, by=caller))


@router.post("/canned/{canned_id}/used", operation_id="noteCannedUse", status_code=204)
async def note_canned_use(
    canned_id: CannedId, caller: Replier, database: DatabaseHere, canned: CannedHere
) -> None:
    """Count one more use of a canned answer."""
    async with database.session(caller.tenant_id) as session:
        await canned.used(session, canned_id, by=caller)


@router.patch("/canned/{canned_id}", operation_id="changeCanned")
async def change_canned(
    canned_id: CannedId,
    body: ChangeCanned,
    caller: Replier,
    database: DatabaseHere,
    canned: CannedHere,
) -> CannedOut:
    """Change a canned answer."""
    changes = body.changes(caller.id)
    async with database.session(caller.tenant_id) as session:
        return CannedOut.of(await canned.change(session, canned_id, by=caller, **changes))


@router.delete("/canned/{canned_id}", operation_id="removeCanned", status_code=204)
async def remove_canned(
    canned_id: CannedId, caller: Replier, database: DatabaseHere, canned: CannedHere
) -> None:
    """Remove a canned answer."""
    async with database.session(caller.tenant_id) as session:
        await canned.remove(session, canned_id, by=caller)
