"""What has happened in moves."""

from dataclasses import dataclass
from typing import ClassVar

from hearthline.kernel import ConversationId, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class BotStepAsked(Event):
    """An agent asked the bot to run a flow in a conversation."""

    name: ClassVar[str] = "routing.bot_step_asked"
    conversation_id: ConversationId
    step_id: str

    def order_key(self) -> str:
        """One conversation's events stay in order."""
        return f"conversation:{self.conversation_id}"
