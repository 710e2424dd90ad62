"""The desk's route for who is looking."""

from typing import Annotated

from fastapi import APIRouter, Depends

from hearthline.access import Permission, Staff, needs
from hearthline.conversations.looking.service import Looking
from hearthline.conversations.looking.wire import LookerList, LookerOut, LookingIn
from hearthline.kernel import ConversationId
from hearthline.platform.db import Database
from hearthline.platform.http import StrictJson, here

router = APIRouter(prefix="/api/v1/desk", tags=["desk"], route_class=StrictJson)


@router.post("/conversations/{conversation_id}/looking", operation_id="tellLooking")
async def tell_looking(
    conversation_id: ConversationId,
    body: LookingIn,
    caller: Annotated[Staff, Depends(needs(Permission.DESK_VIEW))],
    database: Annotated[Database, Depends(here(Database))],
    looking: Annotated[Looking, Depends(here(Looking))],
) -> LookerList:
    """Say that the caller looks, writes or has gone; the answer is who is there."""
    async with database.session(caller.tenant_id) as session:
        lookers = await looking.tell(session, conversation_id, caller, doing=body.doing)
    return LookerList(items=[LookerOut.of(one) for one in lookers])
