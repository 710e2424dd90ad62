"""What has happened to conversations."""

from dataclasses import dataclass
from typing import ClassVar

from hearthline.kernel import ConversationId, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationOpened(Event):
    """A customer's conversation began."""

    name: ClassVar[str] = "conversation.opened"
    conversation_id: ConversationId

    def order_key(self) -> str:
        """One conversation's events stay in order."""
        return f"conversation:{self.conversation_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationMoved(Event):
    """A conversation changed hands: bot, queue, agent or closed."""

    name: ClassVar[str] = "conversation.moved"
    conversation_id: ConversationId
    before: str
    after: str

    def order_key(self) -> str:
        """One conversation's events stay in order."""
        return f"conversation:{self.conversation_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationRated(Event):
    """A customer gave a score from 1 to 5."""

    name: ClassVar[str] = "conversation.rated"
    conversation_id: ConversationId
    score: int
    solved: bool | None

    def order_key(self) -> str:
        """One conversation's events stay in order."""
        return f"conversation:{self.conversation_id}"
