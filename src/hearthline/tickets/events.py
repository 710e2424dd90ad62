"""What has happened to tickets."""

from dataclasses import dataclass
from typing import ClassVar

from hearthline.kernel import Event, TicketId


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketEventBase(Event):
    """An event of one ticket; those of one ticket stay in order."""

    ticket_id: TicketId

    def order_key(self) -> str:
        """One ticket's events are reacted to in order."""
        return f"ticket:{self.ticket_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketOpened(TicketEventBase):
    """A work order was filed and mirrored."""

    name: ClassVar[str] = "ticket.opened"


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketChanged(TicketEventBase):
    """The business system told of progress."""

    name: ClassVar[str] = "ticket.changed"
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketResolved(TicketEventBase):
    """The work is done; told once, and the customer is to be asked whether it helped."""

    name: ClassVar[str] = "ticket.resolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketReopened(TicketEventBase):
    """The work did not help; another work order goes on with it."""

    name: ClassVar[str] = "ticket.reopened"
    continued_by: TicketId


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketClockWarning(TicketEventBase):
    """So much of a clock's limit is used up (per cent); `level` is how far up it was told."""

    name: ClassVar[str] = "ticket.clock_warning"
    clock: str
    percent: int
    level: int
