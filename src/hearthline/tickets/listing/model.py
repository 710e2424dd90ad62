"""What a list of tickets can be narrowed by."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hearthline.kernel import (
    ConversationId,
    CustomerId,
    IncidentId,
    StaffId,
    TeamId,
    TicketId,
)
from hearthline.tickets.model import KeptBy


class Sort(StrEnum):
    """In which order: the newest first, or by the next deadline, overdue ones first."""

    NEWEST = "newest"
    DEADLINE = "deadline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Every member narrows; `status` may be `open`, and several are joined by a comma.

    `words` are looked for in title, description, address, type and numbers.
    """

    conversation_id: ConversationId | None = None
    customer_id: CustomerId | None = None
    status: str | None = None
    type_code: str | None = None
    priority: str | None = None
    team_id: TeamId | None = None
    worker_id: StaffId | None = None
    kept_by: KeptBy | None = None
    incident_id: IncidentId | None = None
    is_overdue: bool | None = None
    is_flagged: bool | None = None
    opened_from: datetime | None = None
    opened_to: datetime | None = None
    words: str | None = None
    sort: Sort = Sort.NEWEST
    after: TicketId | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Counts:
    """How many tickets are open, and how they stand."""

    open: int
    overdue: int
    flagged: int
    mine: int
    undispatched: int
    to_close: int


@dataclass(frozen=True, slots=True)
class TicketTally:
    """What a span of time brought; `overdue_now` are open ones past a deadline."""

    opened: int
    closed: int
    overdue_now: int
