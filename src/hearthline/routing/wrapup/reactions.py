"""When a customer leaves an agent, the agent wraps up all the same."""

from hearthline.conversations import ConversationMoved, Status
from hearthline.platform.db import Database
from hearthline.platform.outbox import Reaction
from hearthline.routing.wrapup.service import WrapUps


def wrap_up_reactions(wrap_ups: WrapUps, database: Database) -> list[Reaction]:
    """The reactions of wrap-up, for the worker to register."""

    async def follow(event: ConversationMoved) -> None:
        """What an agent ended himself has its wrap-up already; then nothing is done."""
        if event.before == Status.AGENT and event.after == Status.CLOSED:
            async with database.session(event.tenant_id) as session:
                await wrap_ups.left(session, event.conversation_id)

    return [Reaction("routing.wrap_up_left", ConversationMoved, follow)]
