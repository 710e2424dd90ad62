"""What has happened in the help while answering."""

from dataclasses import dataclass
from typing import ClassVar

from hearthline.kernel import ConversationId, Event, StaffId


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistAlerted(Event):
    """A severe rule holds in a conversation that goes on; told once for each rule."""

    name: ClassVar[str] = "assist.alerted"
    conversation_id: ConversationId
    rule: str
    severity: str
    seq: int
    staff_id: StaffId | None

    def order_key(self) -> str:
        """One conversation's events stay in order."""
        return f"conversation:{self.conversation_id}"
