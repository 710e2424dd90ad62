"""Routes of dialogue for the desk: what the bot knows of a conversation."""

from typing import Annotated

from fastapi import APIRouter, Depends

from hearthline.access import Permission, Staff, needs
from hearthline.dialogue.service import Dialogue
from hearthline.dialogue.wire import HandoverOut
from hearthline.kernel import ConversationId
from hearthline.platform.db import Database
from hearthline.platform.http import StrictJson, here

router = APIRouter(prefix="/api/v1/desk", tags=["desk"], route_class=StrictJson)

DatabaseHere = Annotated[Database, Depends(here(Database))]
DialogueHere = Annotated[Dialogue, Depends(here(Dialogue))]
Viewer = Annotated[Staff, Depends(needs(Permission.DESK_VIEW))]


@router.get("/conversations/{conversation_id}/handover", operation_id="getHandover")
async def get_handover(
    conversation_id: ConversationId,
    caller: Viewer,
    database: DatabaseHere,
    dialogue: DialogueHere,
) -> HandoverOut:
    """What a person who takes over should know: summary, slots, what was tried (R59)."""
    async with database.session(caller.tenant_id) as session:
        view = await dialogue.handover(session, conversation_id)
        talk = await dialogue.talk(session, conversation_id)
    return HandoverOut.of(await dialogue.summed_up(view, talk))
