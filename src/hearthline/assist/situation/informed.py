"""Situations with the customer's own facts put in, as far as they come in time."""

import asyncio
from typing import Final

from hearthline.access import Staff
from hearthline.assist.own import AT_ONCE, OwnFacts, of_trade
from hearthline.assist.situation.model import Situation
from hearthline.assist.situation.reading import Situations
from hearthline.conversations import Conversation
from hearthline.kernel import ConversationId, TenantId

# How long what is slow is waited for after a card has gone out without it, in seconds.
PATIENCE: Final = 6.0


class Informed:
    """Reads situations for one agent; without `own` nothing is known of the business systems."""

    def __init__(self, situations: Situations, own: OwnFacts | None = None) -> None:
        """Collaborators, made by composition."""
        self._situations = situations
        self._own = own

    async def of(
        self, thread: Conversation, staff: Staff, *, wait_seconds: float = AT_ONCE
    ) -> Situation:
        """The situation with what came in this time; neither part waits for the other."""
        read = self._situations.of(staff.tenant_id, thread.id)
        if self._own is None:
            return await read
        asked = self._own.of(thread, staff, wait_seconds=wait_seconds)
        situation, found = await asyncio.gather(read, asked)
        return situation.with_own(of_trade(found, situation.domains, *_asked(situation)))

    async def alone(self, tenant_id: TenantId, conversation_id: ConversationId) -> Situation:
        """The situation without the business systems; raises NoSuchConversation."""
        return await self._situations.of(tenant_id, conversation_id)

    async def by_id(self, conversation_id: ConversationId, staff: Staff) -> Situation:
        """The same for a conversation that was not read yet; raises NoSuchConversation."""
        situation = await self._situations.of(staff.tenant_id, conversation_id)
        if self._own is None:
            return situation
        found = await self._own.of(situation.thread, staff)
        return situation.with_own(of_trade(found, situation.domains, *_asked(situation)))


def _asked(situation: Situation) -> list[str]:
    return [line.text for line in situation.of("customer")[-3:]]
