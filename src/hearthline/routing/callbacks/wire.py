"""Bodies of booked calls."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints

from hearthline.kernel import ConversationId, QueueId, StaffId
from hearthline.routing.callbacks.model import (
    BookedCall,
    BookedCallId,
    CallCounts,
    CallState,
    Tried,
    TryOutcome,
    Wanted,
)

_Note = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=2000, pattern=r"^[^\x00]*$")
]
Phone = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=r"^\+?[0-9][0-9 -]{4,18}[0-9]$")
]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class BookCall(_Body):
    """When to call; without `phone` the number that the customer is known by."""

    client_id: UUID
    from_at: AwareDatetime
    until_at: AwareDatetime
    phone: Phone | None = None
    note: _Note = ""
    for_me: bool = False

    def wanted(self) -> Wanted:
        """The same for the service."""
        return Wanted(
            self.client_id,
            self.from_at,
            self.until_at,
            phone=self.phone,
            note=self.note,
            for_me=self.for_me,
        )


class NoteTry(_Body):
    """What came of dialling."""

    client_id: UUID
    outcome: TryOutcome
    note: _Note = ""

    def tried(self) -> Tried:
        """The same for the service."""
        return Tried(self.client_id, self.outcome, self.note)


class BookedCallOut(BaseModel):
    """A booked call; `tries` are those that did not reach the customer."""

    id: BookedCallId
    conversation_id: ConversationId
    customer: str
    queue_id: QueueId
    phone_masked: str
    from_at: datetime
    until_at: datetime
    due_at: datetime
    note: str
    state: CallState
    overdue: bool
    taken_by: StaffId | None
    taken_by_name: str | None
    wanted_staff: StaffId | None
    taken_in: ConversationId | None
    tries: int
    booked_at: datetime
    ended_at: datetime | None

    @classmethod
    def of(cls, call: BookedCall, names: Mapping[StaffId, str], *, now: datetime) -> Self:
        """The call on the wire."""
        return cls(
            id=call.id,
            conversation_id=call.conversation_id,
            customer=call.customer,
            queue_id=call.queue_id,
            phone_masked=call.phone_masked,
            from_at=call.from_at,
            until_at=call.until_at,
            due_at=call.due_at,
            note=call.note,
            state=call.state,
            overdue=call.is_overdue(now),
            taken_by=call.taken_by,
            taken_by_name=names.get(call.taken_by) if call.taken_by else None,
            wanted_staff=call.wanted_staff,
            taken_in=call.taken_in,
            tries=call.tries,
            booked_at=call.booked_at,
            ended_at=call.ended_at,
        )


class CallCountsOut(BaseModel):
    """How many calls are due and how many overdue."""

    due: int
    overdue: int

    @classmethod
    def of(cls, counts: CallCounts) -> Self:
        """The counts on the wire."""
        return cls(due=counts.due, overdue=counts.overdue)


class BookedCallList(BaseModel):
    """A list of calls, the soonest first, with what waits everywhere."""

    items: list[BookedCallOut]
    counts: CallCountsOut


class BookedCallFound(BaseModel):
    """The call that belongs to a conversation, if there is one."""

    call: BookedCallOut | None


class PhoneOut(BaseModel):
    """The number to dial."""

    phone: str


class CustomerCallOut(BaseModel):
    """A booked call as its customer sees it."""

    id: BookedCallId
    from_at: datetime
    until_at: datetime
    phone_masked: str
    state: CallState

    @classmethod
    def of(cls, call: BookedCall) -> Self:
        """The call on the wire."""
        return cls(
            id=call.id,
            from_at=call.from_at,
            until_at=call.until_at,
            phone_masked=call.phone_masked,
            state=call.state,
        )
