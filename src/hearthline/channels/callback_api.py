"""A customer books a call instead of waiting, changes it by booking again, or cancels it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel

from hearthline.channels.caller import CallerHere
from hearthline.kernel import ConversationId
from hearthline.platform.db import Database
from hearthline.platform.http import StrictJson, here
from hearthline.routing import BookCall, BookedCalls, CustomerCallOut

router = APIRouter(prefix="/api/v1", tags=["customer"], route_class=StrictJson)

DatabaseHere = Annotated[Database, Depends(here(Database))]
CallsHere = Annotated[BookedCalls, Depends(here(BookedCalls))]


class OwnCall(BaseModel):
    """The call that the customer waits for, if there is one."""

    call: CustomerCallOut | None


@router.get("/conversations/{conversation_id}/callback", operation_id="getOwnCallback")
async def own_call(
    conversation_id: ConversationId, caller: CallerHere, database: DatabaseHere, calls: CallsHere
) -> OwnCall:
    """The call that the customer waits for."""
    async with database.session(caller.tenant_id) as session:
        found = await calls.of(session, conversation_id)
    return OwnCall(call=CustomerCallOut.of(found) if found else None)


@router.post(
    "/conversations/{conversation_id}/callback", status_code=201, operation_id="askForCallback"
)
async def book_call(
    conversation_id: ConversationId,
    body: BookCall,
    caller: CallerHere,
    database: DatabaseHere,
    calls: CallsHere,
) -> CustomerCallOut:
    """Book a call; whoever waits keeps the place in line, and a notice says when."""
    async with database.session(caller.tenant_id) as session:
        return CustomerCallOut.of(await calls.book(session, conversation_id, body.wanted()))


@router.delete(
    "/conversations/{conversation_id}/callback", status_code=204, operation_id="cancelOwnCallback"
)
async def cancel_call(
    conversation_id: ConversationId, caller: CallerHere, database: DatabaseHere, calls: CallsHere
) -> Response:
    """Cancel it; without one nothing happens."""
    async with database.session(caller.tenant_id) as session:
        found = await calls.of(session, conversation_id)
        if found is not None:
            await calls.cancel(session, found.id)
    return Response(status_code=204)
