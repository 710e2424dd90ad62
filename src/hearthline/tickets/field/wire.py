"""The field page on the wire: what is told of tasks, evidence and actions."""

from datetime import datetime
from typing import Any, Literal, Self

from pydantic import BaseModel

from hearthline.kernel import Id, StaffId, TicketId, Words
from hearthline.tickets.field.evidence import told
from hearthline.tickets.field.model import Deed, Evidence, EvidenceId, Place
from hearthline.tickets.field.service import Synced, Taken
from hearthline.tickets.field.tasks import Task
from hearthline.tickets.forms import Choice, NeededEvidence, SuspendReason
from hearthline.tickets.model import STATUS_NAMES, Ticket


class TakenOut(BaseModel):
    """What became of an action."""

    client_id: Id
    outcome: Literal["done", "repeated", "refused"]
    code: str | None
    why: str | None

    @classmethod
    def of(cls, taken: Taken, locale: str) -> Self:
        """In the reader's language."""
        return cls(
            client_id=taken.client_id,
            outcome=taken.outcome,
            code=taken.code,
            why=taken.why.in_(locale) if taken.why else None,
        )


class SyncOut(BaseModel):
    """What became of each; `skew_ms` is what was added to the phone's times."""

    server_time: datetime
    skew_ms: int
    results: list[TakenOut]

    @classmethod
    def of(cls, synced: Synced, locale: str) -> Self:
        """In the reader's language."""
        return cls(
            server_time=synced.now,
            skew_ms=round(synced.phone.skew.total_seconds() * 1000),
            results=[TakenOut.of(one, locale) for one in synced.taken],
        )


class PlaceOut(BaseModel):
    """A point by WGS-84, in degrees."""

    latitude: float
    longitude: float
    accuracy_m: float | None

    @classmethod
    def of(cls, place: Place | None) -> Self | None:
        """None where it is not known."""
        if place is None:
            return None
        return cls(latitude=place.latitude, longitude=place.longitude, accuracy_m=place.accuracy_m)


class EvidenceOut(BaseModel):
    """Something recorded at the customer's; `url` shows its picture for an hour."""

    id: EvidenceId
    client_id: Id
    kind: Literal["photo", "signature", "reading"]
    happened_at: datetime
    received_at: datetime
    by: str
    text: str
    place: PlaceOut | None
    facts: dict[str, Any]
    url: str | None

    @classmethod
    def of(cls, evidence: Evidence, names: dict[StaffId, str], url: str | None) -> Self:
        """With the name of whoever recorded it."""
        return cls(
            id=evidence.id,
            client_id=evidence.client_id,
            kind=evidence.kind.value,
            happened_at=evidence.happened_at,
            received_at=evidence.received_at,
            by=names.get(evidence.staff_id, ""),
            text=told(evidence),
            place=PlaceOut.of(evidence.place),
            facts=evidence.facts,
            url=url,
        )


class ChoiceOut(BaseModel):
    """A code with its words in both languages: the page works without a network in either."""

    value: str
    zh: str
    en: str
    of: str | None = None

    @classmethod
    def made(cls, code: str, words: Words, parent: str | None = None) -> Self:
        """From its parts."""
        return cls(value=code, zh=words.zh, en=words.en, of=parent)


class SuspendChoiceOut(ChoiceOut):
    """Why work may be put off, and what must prove it."""

    evidence: str


class ReasonsOut(BaseModel):
    """What may be chosen."""

    suspend: list[SuspendChoiceOut]
    results: list[ChoiceOut]
    causes: list[ChoiceOut]


class EarlierOut(BaseModel):
    """A ticket that this account had before."""

    number: str
    type_name: str
    status_name: str
    opened_at: datetime
    result: str | None

    @classmethod
    def of(cls, ticket: Ticket) -> Self:
        """In short."""
        return cls(
            number=ticket.work_order_no,
            type_name=ticket.type_name,
            status_name=STATUS_NAMES.get(ticket.status, ticket.status),
            opened_at=ticket.opened_at,
            result=ticket.outcome.text or None,
        )


class TaskOut(BaseModel):
    """A task with everything that its worker needs, also without a network."""

    id: TicketId
    number: str
    type_code: str
    type_name: str
    title: str
    description: str
    priority: str
    status: str
    status_name: str
    address: str | None
    place: PlaceOut | None
    contact: str | None
    phone_masked: str | None
    appointment_at: datetime | None
    due_at: datetime | None
    opened_at: datetime
    changed_at: datetime
    hazards: list[ChoiceOut]
    is_mine: bool
    team: str | None
    worker: str | None
    needs: list[NeededEvidence]
    has_arrived: bool
    has_visit: bool
    reasons: ReasonsOut
    earlier: list[EarlierOut]
    evidence: list[EvidenceOut]

    @classmethod
    def of(cls, task: Task, links: dict[EvidenceId, str | None]) -> Self:
        """As its worker may see it."""
        ticket, form = task.ticket, task.form
        return cls(
            id=ticket.id,
            number=ticket.work_order_no,
            type_code=ticket.type_code,
            type_name=ticket.type_name,
            title=ticket.title,
            description=ticket.description,
            priority=ticket.priority,
            status=ticket.status,
            status_name=STATUS_NAMES.get(ticket.status, ticket.status),
            address=ticket.place.address or None,
            place=PlaceOut.of(task.place),
            contact=task.contact_masked,
            phone_masked=task.phone_masked,
            appointment_at=ticket.appointment_at,
            due_at=ticket.next_deadline_at,
            opened_at=ticket.opened_at,
            changed_at=ticket.changed_at,
            hazards=[ChoiceOut.made(code, words) for code, words in task.hazards],
            is_mine=task.is_mine,
            team=task.team,
            worker=task.worker,
            needs=list(form.close_needs),
            has_arrived=task.has_arrived,
            has_visit=form.has_visit,
            reasons=ReasonsOut(
                suspend=[_suspend(one) for one in form.suspend_reasons],
                results=[_choice(one) for one in form.results],
                causes=[_choice(one) for one in form.causes],
            ),
            earlier=[EarlierOut.of(one) for one in task.earlier],
            evidence=[EvidenceOut.of(one, task.names, links.get(one.id)) for one in task.evidence],
        )


def _choice(choice: Choice) -> ChoiceOut:
    return ChoiceOut.made(choice.code, choice.name, choice.of)


def _suspend(reason: SuspendReason) -> SuspendChoiceOut:
    return SuspendChoiceOut(
        value=reason.code, zh=reason.name.zh, en=reason.name.en, evidence=reason.evidence
    )


class TaskPage(BaseModel):
    """A page of tasks, newest first."""

    items: list[TaskOut]
    next_cursor: str | None
    server_time: datetime


class PhoneOut(BaseModel):
    """The number, for one call."""

    phone: str


class DeedOut(BaseModel):
    """An action as a phone sent it; `told_at` is the phone's own time of it."""

    client_id: Id
    action: str
    by: str
    happened_at: datetime
    told_at: datetime
    received_at: datetime
    skew_ms: int
    outcome: Literal["done", "refused"]
    code: str | None
    why: str | None
    flag: Literal["far", "no_place"] | None
    distance_m: float | None
    content: dict[str, Any]

    @classmethod
    def of(cls, deed: Deed, names: dict[StaffId, str], locale: str) -> Self:
        """With the name of whoever did it."""
        return cls(
            client_id=deed.client_id,
            action=deed.action,
            by=names.get(deed.staff_id, ""),
            happened_at=deed.happened_at,
            told_at=deed.told_at,
            received_at=deed.received_at,
            skew_ms=round(deed.skew.total_seconds() * 1000),
            outcome="done" if deed.outcome == "done" else "refused",
            code=deed.code,
            why=Words(deed.why_zh, deed.why_en).in_(locale) or None,
            flag=deed.flag.value if deed.flag else None,
            distance_m=deed.distance_m,
            content=deed.content,
        )


class FieldRecordOut(BaseModel):
    """What came from the field: evidence, and every action with what became of it."""

    evidence: list[EvidenceOut]
    deeds: list[DeedOut]
