"""When a conversation changed hands elsewhere, settle the queues and close the log of offers."""

from hearthline.conversations import ConversationMoved
from hearthline.platform.outbox import Reaction
from hearthline.routing.service import Routing


def routing_reactions(routing: Routing) -> list[Reaction]:
    """The reactions of routing, for the worker to register."""

    async def follow(event: ConversationMoved) -> None:
        """A customer who left frees a place in line or an agent; whoever waits moves up."""
        await routing.settle(event.tenant_id, moved=event.conversation_id)

    return [Reaction("routing.follow_conversation", ConversationMoved, follow)]
