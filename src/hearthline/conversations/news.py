"""What came after a number, for those who wait: open sockets, and posts that hold their answer."""

from hearthline.conversations.errors import NoSuchConversation
from hearthline.conversations.messages import MessageStore
from hearthline.conversations.model import Conversation, Message
from hearthline.kernel import ConversationId
from hearthline.platform.db import Session


class ThreadNews:
    """Reads threads as cheaply as waiting needs it."""

    def __init__(self) -> None:
        """Nothing is held between two questions."""
        self._messages = MessageStore()

    async def since(
        self, session: Session, conversation_id: ConversationId, *, seq: int, limit: int
    ) -> tuple[Conversation, list[Message]]:
        """A conversation and its messages after a number; works in a session of one statement.

        Raises NoSuchConversation.
        """
        found = await self._messages.news(session, conversation_id, seq=seq, limit=limit)
        if found is None:
            raise NoSuchConversation
        return found

    async def of_turn(
        self, session: Session, conversation_id: ConversationId, seq: int
    ) -> list[Message]:
        """What the bot and the system said in the turn of one customer message."""
        return await self._messages.of_turn(session, conversation_id, seq)
