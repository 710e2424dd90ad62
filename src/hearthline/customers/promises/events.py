"""What has happened to promises."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from hearthline.customers.promises.model import PromiseId
from hearthline.kernel import ConversationId, CustomerId, Event, StaffId


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseBroken(Event):
    """The time of a promise has passed and nobody said that it was kept; told once."""

    name: ClassVar[str] = "promise.broken"
    promise_id: PromiseId
    customer_id: CustomerId
    conversation_id: ConversationId | None
    made_by: StaffId
    due_at: datetime

    def order_key(self) -> str:
        """One promise's events stay in order."""
        return f"promise:{self.promise_id}"
