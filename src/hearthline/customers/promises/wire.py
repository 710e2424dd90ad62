"""Promises on the wire."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from hearthline.customers.promises.model import NewPromise, Promise, PromiseId
from hearthline.kernel import ConversationId, CustomerId, StaffId, TicketId

_Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=2, max_length=400, pattern=r"^[^\x00]*$"),
]


class PromiseOut(BaseModel):
    """A promise and how it stands now."""

    id: PromiseId
    customer_id: CustomerId
    conversation_id: ConversationId | None
    message_seq: int | None
    ticket_id: TicketId | None
    text: str
    made: str
    made_by: StaffId
    made_by_name: str
    made_at: datetime
    due_at: datetime
    state: Literal["open", "broken", "kept", "kept_late", "dropped"]
    ended_at: datetime | None
    ended_by_name: str | None
    done_text: str | None

    @classmethod
    def of(cls, promise: Promise, names: dict[StaffId, str], *, now: datetime) -> Self:
        """The promise on the wire."""
        return cls(
            id=promise.id,
            customer_id=promise.customer_id,
            conversation_id=promise.conversation_id,
            message_seq=promise.message_seq,
            ticket_id=promise.ticket_id,
            text=promise.text,
            made=promise.made,
            made_by=promise.made_by,
            made_by_name=names.get(promise.made_by, ""),
            made_at=promise.made_at,
            due_at=promise.due_at,
            state=promise.state(now).value,
            ended_at=promise.ended_at,
            ended_by_name=names.get(promise.ended_by) if promise.ended_by else None,
            done_text=promise.done_text,
        )


class PromiseList(BaseModel):
    """Promises: open ones first, those due soonest first."""

    items: list[PromiseOut]


class MakePromise(BaseModel):
    """What was promised, by when, and in which words (`message_seq`)."""

    model_config = ConfigDict(extra="forbid")

    client_id: UUID
    text: _Text
    due_at: AwareDatetime
    made: Literal["hand", "composer", "wrapup", "macro"] = "hand"
    conversation_id: ConversationId | None = None
    message_seq: Annotated[int, Field(ge=1)] | None = None
    ticket_id: TicketId | None = None

    def new(self) -> NewPromise:
        """The promise that is meant."""
        return NewPromise(**dict(self))


class EndPromise(BaseModel):
    """What was done, or why it need not be done any more."""

    model_config = ConfigDict(extra="forbid")

    outcome: Literal["kept", "dropped"]
    text: _Text


class MovePromise(BaseModel):
    """Another time."""

    model_config = ConfigDict(extra="forbid")

    due_at: AwareDatetime
