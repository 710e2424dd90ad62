"""Cards on the desk's socket: only for the person who holds the conversation."""

from typing import Any

from hearthline.access import Staff
from hearthline.assist.cards.model import Card
from hearthline.assist.cards.service import Cards
from hearthline.assist.cards.wire import CardOut
from hearthline.conversations import Conversations
from hearthline.kernel import ConversationId
from hearthline.platform.db import Database


class CardPushes:
    """What the desk's socket asks for after new messages."""

    def __init__(self, database: Database, conversations: Conversations, cards: Cards) -> None:
        """Collaborators."""
        self._database = database
        self._conversations = conversations
        self._cards = cards

    async def card(self, staff: Staff, conversation_id: ConversationId) -> dict[str, Any] | None:
        """The frame of the card after the customer's last message, if it is ready in time."""
        if not await self._holds(staff, conversation_id):
            return None
        return _frame(await self._cards.after(staff, conversation_id))

    async def completed(
        self, staff: Staff, conversation_id: ConversationId
    ) -> dict[str, Any] | None:
        """The same card's frame once more, when what it was sent without has come."""
        if not await self._holds(staff, conversation_id):
            return None
        return _frame(await self._cards.completed(staff, conversation_id))

    async def watch(self, staff: Staff, conversation_id: ConversationId) -> None:
        """Tell supervisors of what has become severe."""
        if await self._holds(staff, conversation_id):
            await self._cards.watch(staff.tenant_id, conversation_id, staff.id)

    async def _holds(self, staff: Staff, conversation_id: ConversationId) -> bool:
        async with self._database.session(staff.tenant_id) as session:
            thread = await self._conversations.get(session, conversation_id)
        return thread.holder_id == staff.id


def _frame(card: Card | None) -> dict[str, Any] | None:
    if card is None or not card.is_open:
        return None
    return {
        "type": "card",
        "conversation_id": str(card.conversation_id),
        "card": CardOut.of(card).model_dump(mode="json"),
    }
