"""Routes of moves: transfer, invite, join, leave, to the bot, take over, and what may be done.

What may set somebody free is settled after its own transaction has ended.
"""

from typing import Annotated

from fastapi import APIRouter, Depends

from hearthline.access import Permission, Staff, needs
from hearthline.conversations import Desk, RowOut
from hearthline.kernel import ConversationId, StaffId
from hearthline.platform.db import Database
from hearthline.platform.http import StrictJson, here
from hearthline.routing.moves.model import Hands, Incoming
from hearthline.routing.moves.service import Moves
from hearthline.routing.moves.wire import (
    HandsOut,
    IncomingOut,
    Invite,
    TargetsOut,
    ToBot,
    TransferTo,
)
from hearthline.routing.service import Routing

router = APIRouter(prefix="/api/v1/desk", tags=["desk"], route_class=StrictJson)

DatabaseHere = Annotated[Database, Depends(here(Database))]
MovesHere = Annotated[Moves, Depends(here(Moves))]
RoutingHere = Annotated[Routing, Depends(here(Routing))]
DeskHere = Annotated[Desk, Depends(here(Desk))]
Viewer = Annotated[Staff, Depends(needs(Permission.DESK_VIEW))]
Replier = Annotated[Staff, Depends(needs(Permission.DESK_REPLY))]
_ONE = "/conversations/{conversation_id}"


class Floor:
    """What a move needs that may set somebody free."""

    def __init__(
        self, database: DatabaseHere, moves: MovesHere, routing: RoutingHere, desk: DeskHere
    ) -> None:
        """Collaborators, found for the route."""
        self.database = database
        self.moves = moves
        self.routing = routing
        self.desk = desk


FloorHere = Annotated[Floor, Depends(Floor)]


@router.get("/incoming", operation_id="listIncoming")
async def incoming(caller: Replier, database: DatabaseHere, moves: MovesHere) -> IncomingOut:
    """What colleagues ask of the caller: conversations to take, conversations to join."""
    async with database.session(caller.tenant_id) as session:
        found = await moves.incoming(session, caller)
        return IncomingOut.of(found, await moves.names(session, _in_incoming(found)))


@router.get(f"{_ONE}/handover-targets", operation_id="listHandoverTargets")
async def targets(
    conversation_id: ConversationId, caller: Replier, database: DatabaseHere, moves: MovesHere
) -> TargetsOut:
    """Where a conversation may go: queues, colleagues, flows of the bot."""
    async with database.session(caller.tenant_id) as session:
        return TargetsOut.of(await moves.targets(session, conversation_id))


@router.get(f"{_ONE}/hands", operation_id="getHands")
async def hands(
    conversation_id: ConversationId, caller: Viewer, database: DatabaseHere, moves: MovesHere
) -> HandsOut:
    """The transfer, the invitations and the bot's step of a conversation."""
    async with database.session(caller.tenant_id) as session:
        found = await moves.hands(session, conversation_id)
        return HandsOut.of(found, await moves.names(session, _in_hands(found)))


@router.post(f"{_ONE}/transfer", operation_id="transferConversation")
async def transfer(
    conversation_id: ConversationId,
    body: TransferTo,
    caller: Replier,
    floor: FloorHere,
) -> RowOut:
    """Give to a queue, or ask a colleague who must accept; till then the caller keeps it."""
    moves = floor.moves
    async with floor.database.session(caller.tenant_id) as session:
        if body.staff_id is not None:
            await moves.to_person(
                session, conversation_id, caller, to=body.staff_id, asked=body.asked()
            )
        elif body.queue_id is not None:
            await moves.to_queue(
                session, conversation_id, caller, to=body.queue_id, asked=body.asked()
            )
    await floor.routing.settle(caller.tenant_id, freed=caller.id)
    async with floor.database.session(caller.tenant_id) as session:
        return RowOut.of(await floor.desk.row(session, conversation_id))


@router.delete(f"{_ONE}/transfer", operation_id="withdrawTransfer")
async def withdraw(
    conversation_id: ConversationId,
    caller: Replier,
    database: DatabaseHere,
    moves: MovesHere,
    desk: DeskHere,
) -> RowOut:
    """Take a transfer to a colleague back before it was accepted."""
    async with database.session(caller.tenant_id) as session:
        await moves.withdraw(session, conversation_id, caller)
        return RowOut.of(await desk.row(session, conversation_id))


@router.post(f"{_ONE}/invite", operation_id="inviteAgent")
async def invite(
    conversation_id: ConversationId,
    body: Invite,
    caller: Replier,
    database: DatabaseHere,
    moves: MovesHere,
) -> HandsOut:
    """Ask a colleague to join; the owner stays the owner."""
    async with database.session(caller.tenant_id) as session:
        await moves.conferences.invite(
            session, conversation_id, caller, whom=body.staff_id, asked=body.asked()
        )
        found = await moves.hands(session, conversation_id)
        return HandsOut.of(found, await moves.names(session, _in_hands(found)))


@router.post(f"{_ONE}/join", operation_id="joinConversation")
async def join(
    conversation_id: ConversationId,
    caller: Replier,
    database: DatabaseHere,
    moves: MovesHere,
    desk: DeskHere,
) -> RowOut:
    """Follow an invitation; from then on the caller may write, too."""
    async with database.session(caller.tenant_id) as session:
        await moves.conferences.join(session, conversation_id, caller)
        return RowOut.of(await desk.row(session, conversation_id))


@router.post(f"{_ONE}/refuse", operation_id="refuseInvitation", status_code=204)
async def refuse(
    conversation_id: ConversationId, caller: Replier, database: DatabaseHere, moves: MovesHere
) -> None:
    """Not follow an invitation."""
    async with database.session(caller.tenant_id) as session:
        await moves.conferences.refuse(session, conversation_id, caller)


@router.post(f"{_ONE}/leave", operation_id="leaveConversation")
async def leave(conversation_id: ConversationId, caller: Replier, floor: FloorHere) -> RowOut:
    """Leave a conversation that the caller had joined; the room is free for the next."""
    async with floor.database.session(caller.tenant_id) as session:
        await floor.moves.conferences.leave(session, conversation_id, caller)
        row = await floor.desk.row(session, conversation_id)
    await floor.routing.settle(caller.tenant_id, freed=caller.id)
    return RowOut.of(row)


@router.post(f"{_ONE}/to-bot", operation_id="lendToBot")
async def to_bot(
    conversation_id: ConversationId,
    body: ToBot,
    caller: Replier,
    database: DatabaseHere,
    moves: MovesHere,
    desk: DeskHere,
) -> RowOut:
    """Have the bot run a flow; when it ends, the agent has the conversation again (R52)."""
    async with database.session(caller.tenant_id) as session:
        await moves.to_bot(session, conversation_id, caller, flow=body.step, asked=body.asked())
        return RowOut.of(await desk.row(session, conversation_id))


@router.post(f"{_ONE}/take-over", operation_id="takeOver")
async def take_over(
    conversation_id: ConversationId,
    caller: Replier,
    floor: FloorHere,
) -> RowOut:
    """Have it again from the bot; a supervisor has it from whoever has it."""
    async with floor.database.session(caller.tenant_id) as session:
        before = (await floor.desk.row(session, conversation_id)).conversation.holder_id
        await floor.moves.take_over(session, conversation_id, caller)
        row = RowOut.of(await floor.desk.row(session, conversation_id))
    await floor.routing.settle(caller.tenant_id, freed=before or caller.id)
    return row


def _in_hands(hands: Hands) -> set[StaffId]:
    people = {one for part in hands.invitations for one in (part.staff_id, part.invited_by)}
    if hands.transfer is not None:
        people.add(hands.transfer.from_staff)
    if hands.transfer is not None and hands.transfer.to_staff is not None:
        people.add(hands.transfer.to_staff)
    return people


def _in_incoming(incoming: Incoming) -> set[StaffId]:
    people = {one.from_staff for one in incoming.transfers}
    people |= {one.to_staff for one in incoming.transfers if one.to_staff is not None}
    return people | {
        one for part in incoming.invitations for one in (part.staff_id, part.invited_by)
    }
