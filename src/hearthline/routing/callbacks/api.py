"""Routes of booked calls for the desk: book, list, take, look at the number, note the result."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query

from hearthline.access import Permission, Staff, needs
from hearthline.conversations import Conversations, Desk, RowOut
from hearthline.kernel import Clock, ConversationId
from hearthline.platform.db import Database, Session
from hearthline.platform.http import StrictJson, here
from hearthline.routing.callbacks.model import BookedCall, BookedCallId
from hearthline.routing.callbacks.service import BookedCalls
from hearthline.routing.callbacks.wire import (
    BookCall,
    BookedCallFound,
    BookedCallList,
    BookedCallOut,
    CallCountsOut,
    NoteTry,
    PhoneOut,
)
from hearthline.routing.service import Routing

router = APIRouter(prefix="/api/v1/desk", tags=["desk"], route_class=StrictJson)

Viewer = Annotated[Staff, Depends(needs(Permission.DESK_VIEW))]
Replier = Annotated[Staff, Depends(needs(Permission.DESK_REPLY))]
Dialler = Annotated[Staff, Depends(needs(Permission.DESK_REPLY, Permission.CUSTOMERS_UNMASK))]
View = Literal["mine", "due", "coming", "overdue", "done"]


class Floor:
    """Where calls are kept and shown."""

    def __init__(
        self,
        database: Annotated[Database, Depends(here(Database))],
        calls: Annotated[BookedCalls, Depends(here(BookedCalls))],
        routing: Annotated[Routing, Depends(here(Routing))],
        desk: Annotated[Desk, Depends(here(Desk))],
    ) -> None:
        """Collaborators, found for the route."""
        self.database, self.calls = database, calls
        self.routing, self.desk = routing, desk
        self._clock: Clock = routing.bench.clock

    async def shown(self, session: Session, *calls: BookedCall) -> list[BookedCallOut]:
        """Calls as the desk shows them."""
        people = [one.taken_by for one in calls if one.taken_by is not None]
        names = await self.routing.bench.names(session, people)
        return [BookedCallOut.of(one, names, now=self._clock.now()) for one in calls]


FloorHere = Annotated[Floor, Depends(Floor)]


@router.get("/callbacks", operation_id="listCallbacks")
async def list_calls(
    caller: Viewer,
    floor: FloorHere,
    view: View = "mine",
    limit: Annotated[int, Query(ge=1, le=200)] = 100,
) -> BookedCallList:
    """Booked calls: mine, due, coming, overdue or done."""
    async with floor.database.session(caller.tenant_id) as session:
        found = await floor.calls.page(session, caller, view, limit=limit)
        counts = await floor.calls.counts(session)
        return BookedCallList(
            items=await floor.shown(session, *found), counts=CallCountsOut.of(counts)
        )


@router.get("/conversations/{conversation_id}/callback", operation_id="getCallbackOf")
async def call_of(
    conversation_id: ConversationId,
    caller: Viewer,
    floor: FloorHere,
    conversations: Annotated[Conversations, Depends(here(Conversations))],
) -> BookedCallFound:
    """The call that belongs to a conversation."""
    async with floor.database.session(caller.tenant_id) as session:
        await conversations.get(session, conversation_id)
        found = await floor.calls.of(session, conversation_id)
        shown = await floor.shown(session, found) if found else [None]
    return BookedCallFound(call=shown[0])


@router.post(
    "/conversations/{conversation_id}/callback", operation_id="bookCallback", status_code=201
)
async def book_call(
    conversation_id: ConversationId, body: BookCall, caller: Replier, floor: FloorHere
) -> BookedCallOut:
    """Book a call for the customer; a waiting one keeps the place in line."""
    async with floor.database.session(caller.tenant_id) as session:
        call = await floor.calls.book(session, conversation_id, body.wanted(), by=caller)
        [shown] = await floor.shown(session, call)
    await floor.routing.settle(caller.tenant_id, freed=caller.id)
    return shown


@router.post("/callbacks/{call_id}/take", operation_id="takeCallback")
async def take_call(call_id: BookedCallId, caller: Replier, floor: FloorHere) -> RowOut:
    """Make the call oneself, now; its conversation comes to the caller's desk."""
    async with floor.database.session(caller.tenant_id) as session:
        taken = await floor.calls.take(session, call_id, caller)
        return RowOut.of(await floor.desk.row(session, taken.id))


@router.get("/callbacks/{call_id}/phone", operation_id="showCallbackPhone")
async def show_phone(call_id: BookedCallId, caller: Dialler, floor: FloorHere) -> PhoneOut:
    """The number to dial; who looked at it is written down."""
    async with floor.database.session(caller.tenant_id) as session:
        return PhoneOut(phone=await floor.calls.phone(session, call_id, caller))


@router.post("/callbacks/{call_id}/tries", operation_id="noteCallbackTry")
async def note_try(
    call_id: BookedCallId, body: NoteTry, caller: Replier, floor: FloorHere
) -> BookedCallOut:
    """Note what came of dialling: reached, not reached (again twice), given up."""
    async with floor.database.session(caller.tenant_id) as session:
        call = await floor.calls.note(session, call_id, caller, tried=body.tried())
        [shown] = await floor.shown(session, call)
    return shown


@router.delete("/callbacks/{call_id}", operation_id="cancelCallback")
async def cancel_call(call_id: BookedCallId, caller: Replier, floor: FloorHere) -> BookedCallOut:
    """Not call after all; the customer is told."""
    async with floor.database.session(caller.tenant_id) as session:
        call = await floor.calls.cancel(session, call_id, by=caller)
        [shown] = await floor.shown(session, call)
    return shown
