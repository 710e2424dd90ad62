"""When the conversation that was put in line for a call is taken, the call is, too."""

from hearthline.conversations import ConversationMoved, Status
from hearthline.platform.db import Database
from hearthline.platform.outbox import Reaction
from hearthline.routing.callbacks.service import BookedCalls


def call_reactions(calls: BookedCalls, database: Database) -> list[Reaction]:
    """The reactions of booked calls, for the worker to register."""

    async def follow(event: ConversationMoved) -> None:
        """Note who has it."""
        if event.after == Status.AGENT:
            async with database.session(event.tenant_id) as session:
                await calls.follow(session, event.conversation_id)

    return [Reaction("routing.follow_booked_call", ConversationMoved, follow)]
