"""What a log makes of a ticket: team, worker, outcome and the rest, in whatever order it was told.

Only the lines count, so a line that was written offline and arrives late takes its own place.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, TypeAlias

from hearthline.kernel import StaffId, TeamId, TicketId
from hearthline.tickets.model import (
    APPOINTED,
    REOPENED,
    TRANSFERRED,
    URGED,
    Outcome,
    Ticket,
    TicketEvent,
    in_order,
    status_of,
)

_URGES_THAT_FLAG = 2
_HEATED = frozenset({"ANGRY", "THREATENING"})
Telling: TypeAlias = Callable[[Ticket, TicketEvent], Ticket]


def retold(ticket: Ticket, log: Iterable[TicketEvent]) -> Ticket:
    """The ticket as its log tells it; for tickets that are kept here."""
    lines = in_order(log)
    told = replace(
        ticket,
        team_id=None,
        worker_id=None,
        outcome=Outcome(),
        urge_count=0,
        parent_id=None,
        appointment_at=None,
        is_flagged=ticket.emotion in _HEATED or ticket.repeat_no > 1,
        escalated_to=0,
    )
    for line in lines:
        telling = _TELLINGS.get(line.kind)
        told = telling(told, line) if telling else told
    return replace(told, status=status_of(lines) or ticket.status)


def moment_of(data: Mapping[str, Any], key: str) -> datetime | None:
    """A moment among the particulars of a line."""
    value = data.get(key)
    return datetime.fromisoformat(value) if value else None


def _dispatched(ticket: Ticket, line: TicketEvent) -> Ticket:
    return replace(
        ticket,
        team_id=TeamId.or_none(line.data.get("team_id")),
        worker_id=StaffId.or_none(line.data.get("worker_id")),
    )


def _taken(ticket: Ticket, line: TicketEvent) -> Ticket:
    return replace(ticket, worker_id=StaffId.or_none(line.data.get("worker_id")) or line.actor)


def _given_back(ticket: Ticket, line: TicketEvent) -> Ticket:
    del line
    return replace(ticket, team_id=None, worker_id=None)


def _resolved(ticket: Ticket, line: TicketEvent) -> Ticket:
    return replace(
        ticket,
        outcome=Outcome(
            result_code=line.data.get("result_code"),
            cause_code=line.data.get("cause_code"),
            responsibility=line.data.get("responsibility"),
            text=line.text,
        ),
    )


def _reopened(ticket: Ticket, line: TicketEvent) -> Ticket:
    begun = _given_back(ticket, line)
    return replace(begun, outcome=Outcome(), parent_id=None, appointment_at=None)


def _urged(ticket: Ticket, line: TicketEvent) -> Ticket:
    count = ticket.urge_count + 1
    is_heated = line.data.get("emotion") in _HEATED
    is_flagged = ticket.is_flagged or is_heated or count >= _URGES_THAT_FLAG
    return replace(ticket, urge_count=count, is_flagged=is_flagged)


def _supervised(ticket: Ticket, line: TicketEvent) -> Ticket:
    del line
    return replace(ticket, is_flagged=True)


def _escalated(ticket: Ticket, line: TicketEvent) -> Ticket:
    level = max(ticket.escalated_to, int(line.data.get("level", 1)))
    return replace(ticket, escalated_to=level, is_flagged=True)


def _merged(ticket: Ticket, line: TicketEvent) -> Ticket:
    return replace(ticket, parent_id=TicketId.or_none(line.data.get("into")))


def _appointed(ticket: Ticket, line: TicketEvent) -> Ticket:
    return replace(ticket, appointment_at=moment_of(line.data, "appointment_at"))


def _changed(ticket: Ticket, line: TicketEvent) -> Ticket:
    return replace(ticket, priority=line.data.get("priority", ticket.priority))


_TELLINGS: Final[dict[str, Telling]] = {
    "dispatched": _dispatched,
    TRANSFERRED: _dispatched,
    "taken": _taken,
    "returned": _given_back,
    "resolved": _resolved,
    REOPENED: _reopened,
    URGED: _urged,
    "supervised": _supervised,
    "escalated": _escalated,
    "merged": _merged,
    APPOINTED: _appointed,
    "changed": _changed,
}
