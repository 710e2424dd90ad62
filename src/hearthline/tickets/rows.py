"""Rows of tickets become tickets here, and back; numbers and phones are sealed."""

from collections.abc import Callable
from typing import Any

from psycopg.types.json import Jsonb

from hearthline.kernel import (
    ConversationId,
    CustomerId,
    IncidentId,
    StaffId,
    TeamId,
    TicketId,
)
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Row
from hearthline.tickets.model import (
    CallBackResult,
    External,
    KeptBy,
    Outcome,
    Place,
    Promised,
    Submitter,
    Ticket,
    TicketEvent,
)


def ticket_of(row: Row, vault: Vault) -> Ticket:
    """The ticket of a row."""

    def opened(column: str) -> str | None:
        sealed = row[column]
        return vault.open(bytes(sealed)) if sealed else None

    return Ticket(
        id=TicketId.of(row["id"]),
        work_order_no=row["work_order_no"],
        domain=row["domain"],
        type_code=row["type_code"],
        type_name=row["type_name"],
        priority=row["priority"],
        status=row["status"],
        description=row["description"],
        opened_at=row["opened_at"],
        changed_at=row["changed_at"],
        status_text=row["status_text"],
        account_no=opened("sealed_account_no"),
        conversation_id=ConversationId.or_none(row["conversation_id"]),
        customer_id=CustomerId.or_none(row["customer_id"]),
        team=row["team"],
        repeat_no=row["repeat_no"],
        urge_count=row["urge_count"],
        related_outage_id=row["related_outage_id"],
        promised=Promised(
            row["contact_by"], row["arrive_by"], row["resolve_by"], row["promise_text"]
        ),
        call_back=CallBackResult(row["call_back"], row["solved"], row["score"], row["comment"]),
        reopens=TicketId.or_none(row["reopens"]),
        next_deadline_at=row["next_deadline_at"],
        **_handled(row, opened),
    )


def _handled(row: Row, opened: Callable[[str], str | None]) -> dict[str, Any]:
    """The members of a ticket that is worked on here."""
    return {
        "kept_by": KeptBy(row["kept_by"]),
        "title": row["title"],
        "source_channel": row["source_channel"],
        "submitter": Submitter(
            kind=row["submitter_kind"],
            name=row["submitter_name"],
            phone=opened("sealed_submitter_phone"),
        ),
        "place": _place(row),
        "contact_phone": opened("sealed_contact_phone"),
        "appointment_at": row["appointment_at"],
        "team_id": TeamId.or_none(row["team_id"]),
        "worker_id": StaffId.or_none(row["worker_id"]),
        "details": row["details"],
        "emotion": row["emotion"],
        "parent_id": TicketId.or_none(row["parent_id"]),
        "split_from": TicketId.or_none(row["split_from"]),
        "incident_id": IncidentId.or_none(row["incident_id"]),
        "external": _external(row),
        "outcome": Outcome(
            result_code=row["result_code"],
            cause_code=row["cause_code"],
            responsibility=row["responsibility"],
            text=row["result_text"],
        ),
        "is_flagged": row["is_flagged"],
        "escalated_to": row["escalated_to"],
        "opened_by": StaffId.or_none(row["opened_by"]),
        "client_id": row["client_id"],
        "next_warning_at": row["next_warning_at"],
    }


def line_of(row: Row) -> TicketEvent:
    """The line of a row."""
    return TicketEvent(
        at=row["at"],
        kind=row["kind"],
        text=row["text"],
        actor=StaffId.or_none(row["actor"]),
        data=row["data"],
        client_id=row["client_id"],
    )


def grams_of(*texts: str | None) -> list[str]:
    """The pairs of letters in texts, small and once each, by which words are found."""
    letters = " ".join(text for text in texts if text).lower()
    return sorted({letters[at : at + 2] for at in range(len(letters) - 1)} - {"  "})


def changing(ticket: Ticket) -> dict[str, Any]:
    """The columns of what can change of a ticket."""
    promised, result, external = ticket.promised, ticket.call_back, ticket.external
    return {
        "id": ticket.id,
        "status": ticket.status,
        "status_text": ticket.status_text,
        "priority": ticket.priority,
        "team": ticket.team,
        "urge_count": ticket.urge_count,
        "contact_by": promised.contact_by,
        "arrive_by": promised.arrive_by,
        "resolve_by": promised.resolve_by,
        "promise_text": promised.text,
        "call_back": result.state,
        "solved": result.solved,
        "score": result.score,
        "comment": result.comment,
        "deadline": ticket.next_deadline_at,
        "warning": ticket.next_warning_at,
        "changed_at": ticket.changed_at,
        "appointment": ticket.appointment_at,
        "team_id": ticket.team_id,
        "worker": ticket.worker_id,
        "parent": ticket.parent_id,
        "incident": ticket.incident_id,
        "external_source": external and external.source,
        "external_no": external and external.no,
        "external_deadline": external and external.deadline,
        "result_code": ticket.outcome.result_code,
        "cause_code": ticket.outcome.cause_code,
        "responsibility": ticket.outcome.responsibility,
        "result_text": ticket.outcome.text,
        "is_flagged": ticket.is_flagged,
        "escalated_to": ticket.escalated_to,
    }


def opening(ticket: Ticket, vault: Vault) -> dict[str, Any]:
    """Every column of a ticket that is opened here."""

    def sealed(text: str | None) -> bytes | None:
        return vault.seal(text) if text else None

    account, place, told = ticket.account_no, ticket.place, ticket.submitter
    return changing(ticket) | {
        "number": ticket.work_order_no,
        "domain": ticket.domain,
        "type_code": ticket.type_code,
        "type_name": ticket.type_name,
        "description": ticket.description,
        "fingerprint": vault.fingerprint(ticket.domain, account) if account else None,
        "sealed": sealed(account),
        "conversation": ticket.conversation_id,
        "customer": ticket.customer_id,
        "repeat_no": ticket.repeat_no,
        "outage": ticket.related_outage_id,
        "opened_at": ticket.opened_at,
        "reopens": ticket.reopens,
        "kept_by": ticket.kept_by,
        "title": ticket.title,
        "channel": ticket.source_channel,
        "submitter_kind": told.kind,
        "submitter_name": told.name,
        "submitter_phone": sealed(told.phone),
        "contact_phone": sealed(ticket.contact_phone),
        "address": place.address,
        "community": place.community,
        "building": place.building,
        "unit": place.unit,
        "station": place.station,
        "details": Jsonb(dict(ticket.details)),
        "emotion": ticket.emotion,
        "split_from": ticket.split_from,
        "opened_by": ticket.opened_by,
        "client_id": ticket.client_id,
        "grams": grams_of(
            *(ticket.title, ticket.description, place.address, ticket.type_name),
            *(ticket.work_order_no, ticket.external.no if ticket.external else None),
        ),
    }


def _place(row: Row) -> Place:
    return Place(
        address=row["address"],
        community=row["community"],
        building=row["building"],
        unit=row["unit"],
        station=row["station"],
    )


def _external(row: Row) -> External | None:
    if row["external_no"] is None:
        return None
    return External(
        source=row["external_source"], no=row["external_no"], deadline=row["external_deadline"]
    )
