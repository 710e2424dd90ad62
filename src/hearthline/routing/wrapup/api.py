"""Routes of the end of a conversation: resolve it, wrap it up, see what is still to confirm."""

from typing import Annotated

from fastapi import APIRouter, Depends

from hearthline.access import Permission, Staff, needs
from hearthline.conversations import Conversations, Desk, RowOut
from hearthline.kernel import ConversationId
from hearthline.platform.db import Database
from hearthline.platform.http import StrictJson, here
from hearthline.routing.service import Routing
from hearthline.routing.wrapup.service import WrapUps
from hearthline.routing.wrapup.wire import (
    Resolve,
    WrapUpFound,
    WrapUpList,
    WrapUpOut,
    WriteWrapUp,
)

router = APIRouter(prefix="/api/v1/desk", tags=["desk"], route_class=StrictJson)

DatabaseHere = Annotated[Database, Depends(here(Database))]
WrapUpsHere = Annotated[WrapUps, Depends(here(WrapUps))]
Viewer = Annotated[Staff, Depends(needs(Permission.DESK_VIEW))]
Replier = Annotated[Staff, Depends(needs(Permission.DESK_REPLY))]
_ONE = "/conversations/{conversation_id}"


class Floor:
    """What ends a conversation and shows what became of it."""

    def __init__(
        self,
        database: DatabaseHere,
        wrap_ups: WrapUpsHere,
        routing: Annotated[Routing, Depends(here(Routing))],
        desk: Annotated[Desk, Depends(here(Desk))],
    ) -> None:
        """Collaborators, found for the route."""
        self.database = database
        self.wrap_ups = wrap_ups
        self.routing = routing
        self.desk = desk


@router.post(f"{_ONE}/resolve", operation_id="resolveConversation")
async def resolve(
    conversation_id: ConversationId,
    body: Resolve,
    caller: Replier,
    floor: Annotated[Floor, Depends(Floor)],
) -> RowOut:
    """Finish: back to the bot while a work order is open, else closed; wrap-up follows."""
    async with floor.database.session(caller.tenant_id) as session:
        await floor.wrap_ups.resolve(session, conversation_id, caller, ending=body.ending())
        row = await floor.desk.row(session, conversation_id)
    await floor.routing.settle(caller.tenant_id, freed=caller.id)
    return RowOut.of(row)


@router.get("/wrap-ups", operation_id="listOpenWrapUps")
async def list_open(caller: Replier, database: DatabaseHere, wrap_ups: WrapUpsHere) -> WrapUpList:
    """What the caller has still to confirm."""
    async with database.session(caller.tenant_id) as session:
        found = await wrap_ups.open_of(session, caller)
    return WrapUpList(items=[WrapUpOut.of(one) for one in found])


@router.get(f"{_ONE}/wrap-up", operation_id="getWrapUp")
async def get_wrap_up(
    conversation_id: ConversationId,
    caller: Viewer,
    database: DatabaseHere,
    wrap_ups: WrapUpsHere,
    conversations: Annotated[Conversations, Depends(here(Conversations))],
) -> WrapUpFound:
    """The last wrap-up of a conversation."""
    async with database.session(caller.tenant_id) as session:
        await conversations.get(session, conversation_id)
        found = await wrap_ups.get(session, conversation_id)
    return WrapUpFound(wrap_up=WrapUpOut.of(found) if found else None)


@router.put(f"{_ONE}/wrap-up", operation_id="writeWrapUp")
async def write_wrap_up(
    conversation_id: ConversationId,
    body: WriteWrapUp,
    caller: Replier,
    floor: Annotated[Floor, Depends(Floor)],
) -> WrapUpOut:
    """Write into one's own wrap-up; `done` confirms it, and new conversations come again."""
    async with floor.database.session(caller.tenant_id) as session:
        await floor.desk.row(session, conversation_id)
        written = await floor.wrap_ups.fill(
            session, conversation_id, caller, filled=body.filled(), is_done=body.done
        )
    if body.done:
        await floor.routing.settle(caller.tenant_id, freed=caller.id)
    return WrapUpOut.of(written)
