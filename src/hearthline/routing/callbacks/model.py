"""Booked calls: when, to whom, in which place of the line, and what came of each try."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from hearthline.kernel import ConversationId, CustomerId, Id, QueueId, StaffId

MOST_TRIES: Final = 3
TRY_AGAIN_AFTER: Final = timedelta(minutes=30)
# While somebody speaks with the customer, the call waits.
LOOK_AGAIN_AFTER: Final = timedelta(minutes=2)
FARTHEST: Final = timedelta(days=14)
SHORTEST: Final = timedelta(minutes=10)


class BookedCallId(Id):
    """A call that a customer waits for at home."""


class CallState(StrEnum):
    """Booked, in line with its old place, with an agent; or how it ended."""

    BOOKED = "booked"
    OFFERED = "offered"
    TAKEN = "taken"
    REACHED = "reached"
    GIVEN_UP = "given_up"
    CANCELLED = "cancelled"


class TryOutcome(StrEnum):
    """What came of dialling."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class Wanted:
    """When a call is wanted; without a `phone` the one that the customer is known by.

    `by` is the agent who books it, None the customer; `for_me` asks for that agent again.
    """

    client_id: UUID
    from_at: datetime
    until_at: datetime
    phone: str | None = None
    note: str = ""
    for_me: bool = False


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of dialling once; `client_id` makes a repeat harmless."""

    client_id: UUID
    outcome: TryOutcome
    note: str = ""


@dataclass(frozen=True, slots=True)
class BookedCall:
    """A booked call; `due_at` is when it is offered next, `place_at` its place in line."""

    id: BookedCallId
    client_id: UUID
    conversation_id: ConversationId
    customer_id: CustomerId | None
    customer: str
    queue_id: QueueId
    priority: int
    place_at: datetime
    phone_masked: str
    from_at: datetime
    until_at: datetime
    due_at: datetime
    note: str
    booked_by: StaffId | None
    wanted_staff: StaffId | None
    state: CallState
    taken_by: StaffId | None
    taken_in: ConversationId | None
    booked_at: datetime
    ended_at: datetime | None
    tries: int

    @property
    def is_open(self) -> bool:
        """Whether the customer still waits for it."""
        return self.ended_at is None

    def is_overdue(self, now: datetime) -> bool:
        """Whether the promised time has gone by without a call."""
        return self.is_open and self.until_at < now


@dataclass(frozen=True, slots=True)
class CallCounts:
    """Calls that may be made now, and those that should have been made."""

    due: int
    overdue: int
