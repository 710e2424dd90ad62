"""What news of a work order makes of its ticket: late, repeated or in any order."""

from collections.abc import Sequence
from dataclasses import replace

from hearthline.business import WorkOrder
from hearthline.tickets.model import (
    NOTES,
    PROGRESS,
    REOPENED,
    Promised,
    Ticket,
    TicketEvent,
    in_order,
    status_of,
)


def lines_of(order: WorkOrder, known: Sequence[TicketEvent]) -> list[TicketEvent]:
    """An order's progress as lines of a log; where its steps leave out a status, that too."""
    lines = [TicketEvent(step.at, step.status or PROGRESS, step.text) for step in order.progress]
    if not any(line.kind == "accepted" for line in (*known, *lines)):
        lines.insert(0, TicketEvent(order.created_at, "accepted"))
    told_at = max([order.as_of, *(line.at for line in lines)])
    before = [
        line.kind
        for line in in_order((*known, *lines))
        if line.kind not in NOTES and line.at <= told_at
    ]
    if not before or before[-1] != order.status:
        lines.append(TicketEvent(told_at, order.status, order.status_text or ""))
    return lines


def is_reopened(lines: Sequence[TicketEvent], known: Sequence[TicketEvent]) -> bool:
    """Whether the news tells of a reopening that we did not know."""
    told = {line.at for line in lines if line.kind == REOPENED}
    return bool(told - {line.at for line in known if line.kind == REOPENED})


def followed(ticket: Ticket, order: WorkOrder, log: Sequence[TicketEvent]) -> Ticket:
    """The ticket after the news; facts are taken over only when the news is not overtaken."""
    status = status_of(log) or order.status
    after = replace(ticket, status=status, urge_count=max(ticket.urge_count, order.urge_count))
    if order.status != status:
        return after
    before, told = ticket.promised, order.promises
    return replace(
        after,
        status_text=order.status_text,
        priority=order.priority,
        team=order.team or ticket.team,
        promised=Promised(
            told.contact_by or before.contact_by,
            told.arrive_by or before.arrive_by,
            told.resolve_by or before.resolve_by,
            told.text or before.text,
        ),
    )
