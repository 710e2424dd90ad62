"""A promise to a customer, and how it stands at a moment."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from hearthline.kernel import ConversationId, CustomerId, Id, StaffId, TicketId

_LEAD = timedelta(minutes=30)
_SHORTEST_LEAD = timedelta(minutes=5)


class PromiseId(Id):
    """Something that was promised to a customer."""


class PromiseState(StrEnum):
    """How a promise stands; computed, never stored."""

    OPEN = "open"
    BROKEN = "broken"
    KEPT = "kept"
    KEPT_LATE = "kept_late"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPromise:
    """What is promised; `client_id` makes a repeat harmless, `message_seq` are the words for it.

    `keeper_id` is the colleague who stands for it, when that is not who notes it down.
    """

    client_id: UUID
    text: str
    due_at: datetime
    made: str = "hand"
    conversation_id: ConversationId | None = None
    message_seq: int | None = None
    ticket_id: TicketId | None = None
    keeper_id: StaffId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A promise with what became of it."""

    id: PromiseId
    customer_id: CustomerId
    text: str
    made: str
    made_by: StaffId
    made_at: datetime
    due_at: datetime
    conversation_id: ConversationId | None = None
    message_seq: int | None = None
    ticket_id: TicketId | None = None
    ended: str | None = None
    ended_at: datetime | None = None
    ended_by: StaffId | None = None
    done_text: str | None = None

    def state(self, now: datetime) -> PromiseState:
        """How it stands: kept only by what was done in time."""
        if self.ended == "dropped":
            return PromiseState.DROPPED
        if self.ended == "kept" and self.ended_at is not None:
            is_late = self.ended_at > self.due_at
            return PromiseState.KEPT_LATE if is_late else PromiseState.KEPT
        return PromiseState.BROKEN if now > self.due_at else PromiseState.OPEN


def remind_at(made_at: datetime, due_at: datetime) -> datetime:
    """When its maker is reminded: half an hour before, for short ones half the time before.

    Never less than five minutes before, unless the whole promise is shorter.
    """
    lead = max(_SHORTEST_LEAD, min(_LEAD, (due_at - made_at) / 2))
    return max(made_at, due_at - lead)
