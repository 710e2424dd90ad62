"""Tickets 工单: promises that outlive a conversation, mirrored from the business system.

Clocks are computed from a ticket's log; only the next deadline is stored.
"""

from hearthline.tickets.clocks import ClockReading, ClockState, read_clocks
from hearthline.tickets.counting import WorkCalendar
from hearthline.tickets.duties import DutyRules
from hearthline.tickets.errors import TicketUnknown
from hearthline.tickets.events import (
    TicketChanged,
    TicketOpened,
    TicketReopened,
    TicketResolved,
)
from hearthline.tickets.model import CallBackResult, Ticket, TicketEvent
from hearthline.tickets.pack import read_duty_rules
from hearthline.tickets.reactions import ticket_reactions
from hearthline.tickets.service import TicketFile, Tickets

__all__ = [
    "CallBackResult",
    "ClockReading",
    "ClockState",
    "DutyRules",
    "Ticket",
    "TicketChanged",
    "TicketEvent",
    "TicketFile",
    "TicketOpened",
    "TicketReopened",
    "TicketResolved",
    "TicketUnknown",
    "Tickets",
    "WorkCalendar",
    "read_clocks",
    "read_duty_rules",
    "ticket_reactions",
]
