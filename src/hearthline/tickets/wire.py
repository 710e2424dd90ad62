"""Tickets on the wire; account numbers, names and phones are masked."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from pydantic import BaseModel

from hearthline.customers import masked_account, masked_name, masked_phone
from hearthline.kernel import (
    ConversationId,
    CustomerId,
    IncidentId,
    StaffId,
    TeamId,
    TicketId,
)
from hearthline.tickets.clocks import ClockReading
from hearthline.tickets.listing import Counts
from hearthline.tickets.model import External, Outcome, Place, Submitter, Ticket, TicketEvent
from hearthline.tickets.service import TicketFile

Called = Mapping[UUID, str]
_NOBODY: Called = {}


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
    """A line of the log; `data` are the particulars of its kind."""

    at: datetime
    kind: str
    name: str
    text: str
    actor_id: StaffId | None
    actor_name: str | None
    data: dict[str, Any]

    @classmethod
    def of(cls, line: TicketEvent, called: Called) -> Self:
        """The line on the wire, with the names of people and teams."""
        data = dict(line.data)
        for key in ("team_id", "worker_id"):
            if key in data and UUID(str(data[key])) in called:
                data[key.replace("_id", "_name")] = called[UUID(str(data[key]))]
        return cls(
            at=line.at,
            kind=line.kind,
            name=line.name,
            text=line.text,
            actor_id=line.actor,
            actor_name=called.get(line.actor) if line.actor else None,
            data=data,
        )


class SubmitterOut(BaseModel):
    """Who told of it."""

    kind: str
    name_masked: str
    phone_masked: str | None

    @classmethod
    def of(cls, submitter: Submitter) -> Self:
        """The submitter on the wire."""
        return cls(
            kind=submitter.kind,
            name_masked=masked_name(submitter.name) if submitter.name else "",
            phone_masked=masked_phone(submitter.phone) if submitter.phone else None,
        )


class PlaceOut(BaseModel):
    """Where it is."""

    address: str
    community: str | None
    building: str | None
    unit: str | None
    station: str | None

    @classmethod
    def of(cls, place: Place) -> Self:
        """The place on the wire."""
        return cls(
            address=place.address,
            community=place.community,
            building=place.building,
            unit=place.unit,
            station=place.station,
        )


class ExternalOut(BaseModel):
    """The number and deadline of another office."""

    source: str
    no: str
    deadline: datetime | None

    @classmethod
    def of(cls, external: External) -> Self:
        """The same on the wire."""
        return cls(source=external.source, no=external.no, deadline=external.deadline)


class OutcomeOut(BaseModel):
    """What came of the work."""

    result_code: str | None
    cause_code: str | None
    responsibility: str | None
    text: str

    @classmethod
    def of(cls, outcome: Outcome) -> Self:
        """The outcome on the wire."""
        return cls(
            result_code=outcome.result_code,
            cause_code=outcome.cause_code,
            responsibility=outcome.responsibility,
            text=outcome.text,
        )


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
    kept_by: str
    title: str
    source_channel: str | None
    submitter: SubmitterOut
    place: PlaceOut
    contact_phone_masked: str | None
    appointment_at: datetime | None
    team_id: TeamId | None
    team_name: str | None
    worker_id: StaffId | None
    worker_name: str | None
    details: dict[str, Any]
    emotion: str
    parent_id: TicketId | None
    split_from: TicketId | None
    incident_id: IncidentId | None
    external: ExternalOut | None
    outcome: OutcomeOut
    is_flagged: bool
    escalated_to: int

    @classmethod
    def of(cls, file: TicketFile, called: Called = _NOBODY) -> Self:
        """The ticket on the wire, with the names of people and teams."""
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
            events=[TicketEventOut.of(line, called) for line in file.log],
            clocks=[ClockOut.of(reading) for reading in file.clocks],
            **_handled(ticket, called),
        )


def _handled(ticket: Ticket, called: Called) -> dict[str, Any]:
    """The members of a ticket that is worked on here."""
    phone, external = ticket.contact_phone, ticket.external
    return {
        "kept_by": ticket.kept_by,
        "title": ticket.title,
        "source_channel": ticket.source_channel,
        "submitter": SubmitterOut.of(ticket.submitter),
        "place": PlaceOut.of(ticket.place),
        "contact_phone_masked": masked_phone(phone) if phone else None,
        "appointment_at": ticket.appointment_at,
        "team_id": ticket.team_id,
        "team_name": called.get(ticket.team_id) if ticket.team_id else ticket.team,
        "worker_id": ticket.worker_id,
        "worker_name": called.get(ticket.worker_id) if ticket.worker_id else None,
        "details": dict(ticket.details),
        "emotion": ticket.emotion,
        "parent_id": ticket.parent_id,
        "split_from": ticket.split_from,
        "incident_id": ticket.incident_id,
        "external": ExternalOut.of(external) if external else None,
        "outcome": OutcomeOut.of(ticket.outcome),
        "is_flagged": ticket.is_flagged,
        "escalated_to": ticket.escalated_to,
    }


def people_of(files: Iterable[TicketFile]) -> set[StaffId]:
    """Everybody whose name is needed to show these tickets."""
    found: set[StaffId | None] = set()
    for file in files:
        found |= {file.ticket.worker_id, *(line.actor for line in file.log)}
        for line in file.log:
            found.add(StaffId.or_none(line.data.get("worker_id")))
    return {one for one in found if one is not None}


class TicketPage(BaseModel):
    """A page of tickets, newest first."""

    items: list[TicketOut]
    next_cursor: str | None


class CountsOut(BaseModel):
    """How the open tickets stand."""

    open: int
    overdue: int
    flagged: int
    mine: int
    undispatched: int
    to_close: int

    @classmethod
    def of(cls, counts: Counts) -> Self:
        """The counts on the wire."""
        return cls(
            open=counts.open,
            overdue=counts.overdue,
            flagged=counts.flagged,
            mine=counts.mine,
            undispatched=counts.undispatched,
            to_close=counts.to_close,
        )


class ContactOut(BaseModel):
    """Names and numbers in clear."""

    account_no: str | None
    contact_phone: str | None
    submitter_name: str
    submitter_phone: str | None

    @classmethod
    def of(cls, ticket: Ticket) -> Self:
        """What is masked elsewhere."""
        return cls(
            account_no=ticket.account_no,
            contact_phone=ticket.contact_phone,
            submitter_name=ticket.submitter.name,
            submitter_phone=ticket.submitter.phone,
        )
