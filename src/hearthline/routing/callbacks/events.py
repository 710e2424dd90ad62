"""What has happened to booked calls."""

from dataclasses import dataclass
from typing import ClassVar

from hearthline.kernel import ConversationId, Event, QueueId


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOverdue(Event):
    """The promised time has gone by without a call; told once."""

    name: ClassVar[str] = "routing.call_overdue"
    call_id: str
    conversation_id: ConversationId
    queue_id: QueueId

    def order_key(self) -> str:
        """One conversation's events stay in order."""
        return f"conversation:{self.conversation_id}"
