"""When a conversation changed hands elsewhere, settle the queues and close the log of offers."""

from hearthline.conversations import ConversationMoved, Conversations, Status
from hearthline.kernel import Clock
from hearthline.platform.db import Database
from hearthline.platform.outbox import Reaction
from hearthline.routing.model import Outcome
from hearthline.routing.offers import OfferStore
from hearthline.routing.service import Routing


def routing_reactions(
    routing: Routing, conversations: Conversations, *, database: Database, clock: Clock
) -> list[Reaction]:
    """The reactions of routing, for the worker to register."""
    offers = OfferStore()

    async def follow(event: ConversationMoved) -> None:
        """A customer who left frees a place in line or an agent; whoever waits moves up."""
        async with database.session(event.tenant_id) as session:
            now = clock.now()
            conversation = await conversations.get(session, event.conversation_id, lock=True)
            if conversation.status is not Status.QUEUED:
                await offers.answer(session, conversation.id, Outcome.WITHDRAWN, now=now)
            if conversation.status is not Status.AGENT:
                await offers.finish(session, conversation.id, note=None, now=now)
        await routing.settle(event.tenant_id)

    return [Reaction("routing.follow_conversation", ConversationMoved, follow)]
