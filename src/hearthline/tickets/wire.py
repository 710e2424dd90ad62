"""Tickets on the wire; account numbers are masked."""

from datetime import datetime
from typing import Self

from pydantic import BaseModel

from hearthline.customers import masked_account
from hearthline.kernel import ConversationId, CustomerId, TicketId
from hearthline.tickets.clocks import ClockReading
from hearthline.tickets.service import TicketFile


class ClockOut(BaseModel):
    """A duty clock; `left_s` in seconds, negative when overdue; `warning` in per cent used."""

    clock: str
    name: str
    state: str
    started_at: datetime | None
    due_at: datetime | None
    stopped_at: datetime | None
    left_s: int | None
    warning: int

    @classmethod
    def of(cls, reading: ClockReading) -> Self:
        """The clock on the wire."""
        return cls(
            clock=reading.code,
            name=reading.name,
            state=reading.state,
            started_at=reading.started_at,
            due_at=reading.due_at,
            stopped_at=reading.stopped_at,
            left_s=None if reading.left is None else int(reading.left.total_seconds()),
            warning=reading.warning,
        )


class TicketEventOut(BaseModel):
    """A line of the log."""

    at: datetime
    kind: str
    name: str
    text: str


class CallBackOut(BaseModel):
    """What the customer said of the work."""

    state: str
    solved: bool | None
    score: int | None
    comment: str | None


class TicketOut(BaseModel):
    """A ticket with its log and clocks."""

    id: TicketId
    work_order_no: str
    domain: str
    type_code: str
    type_name: str
    priority: str
    status: str
    status_text: str | None
    description: str
    account_no_masked: str | None
    conversation_id: ConversationId | None
    customer_id: CustomerId | None
    team: str | None
    repeat_no: int
    urge_count: int
    promise_text: str | None
    opened_at: datetime
    changed_at: datetime
    next_deadline_at: datetime | None
    reopens: TicketId | None
    call_back: CallBackOut
    events: list[TicketEventOut]
    clocks: list[ClockOut]

    @classmethod
    def of(cls, file: TicketFile) -> Self:
        """The ticket on the wire."""
        ticket, result = file.ticket, file.ticket.call_back
        return cls(
            id=ticket.id,
            work_order_no=ticket.work_order_no,
            domain=ticket.domain,
            type_code=ticket.type_code,
            type_name=ticket.type_name,
            priority=ticket.priority,
            status=ticket.status,
            status_text=ticket.status_text,
            description=ticket.description,
            account_no_masked=ticket.account_no and masked_account(ticket.account_no),
            conversation_id=ticket.conversation_id,
            customer_id=ticket.customer_id,
            team=ticket.team,
            repeat_no=ticket.repeat_no,
            urge_count=ticket.urge_count,
            promise_text=ticket.promised.text,
            opened_at=ticket.opened_at,
            changed_at=ticket.changed_at,
            next_deadline_at=ticket.next_deadline_at,
            reopens=ticket.reopens,
            call_back=CallBackOut(
                state=result.state,
                solved=result.solved,
                score=result.score,
                comment=result.comment,
            ),
            events=[
                TicketEventOut(at=line.at, kind=line.kind, name=line.name, text=line.text)
                for line in file.log
            ],
            clocks=[ClockOut.of(reading) for reading in file.clocks],
        )


class TicketPage(BaseModel):
    """A page of tickets, newest first."""

    items: list[TicketOut]
    next_cursor: str | None
