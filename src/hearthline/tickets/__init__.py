"""Tickets 工单: promises that outlive a conversation, mirrored from the business system.

Clocks are computed from a ticket's log; only the next deadline is stored.
"""

from hearthline.tickets.clocks import ClockReading, ClockState, read_clocks
from hearthline.tickets.counting import WorkCalendar
from hearthline.tickets.duties import DutyRules
from hearthline.tickets.errors import TicketUnknown
from hearthline.tickets.events import (
    TicketChanged,
    TicketClockWarning,
    TicketOpened,
    TicketReopened,
    TicketResolved,
)
from hearthline.tickets.exchange import (
    LARGEST_SHEET_BYTES,
    Answers,
    Intakes,
    IntakeWork,
    Office,
    Offices,
    exchange_jobs,
    read_offices,
)
from hearthline.tickets.exchange import joined as joined_offices
from hearthline.tickets.field import (
    LARGEST_PHOTO_BYTES,
    FieldEvidence,
    FieldRecords,
    FieldSync,
    FieldTasks,
)
from hearthline.tickets.forms import NeededEvidence, TypeForm
from hearthline.tickets.handling import (
    Acted,
    Action,
    Evidence,
    EvidenceItem,
    EvidenceOf,
    KeptTickets,
    NewTicket,
    TicketDesk,
    TicketHandling,
)
from hearthline.tickets.incidents import (
    Attaching,
    Incident,
    IncidentChanged,
    IncidentFacts,
    Incidents,
    IncidentState,
    Scope,
    Telling,
)
from hearthline.tickets.jobs import ticket_jobs
from hearthline.tickets.listing import TicketLists, TicketTally
from hearthline.tickets.model import (
    CallBackResult,
    External,
    KeptBy,
    Outcome,
    Place,
    Submitter,
    Ticket,
    TicketEvent,
)
from hearthline.tickets.notices import Notices
from hearthline.tickets.pack import read_duty_rules
from hearthline.tickets.reactions import ticket_reactions
from hearthline.tickets.service import TicketFile, Tickets
from hearthline.tickets.tasks import TicketTask, TicketTasks
from hearthline.tickets.teams import Team, TeamFacts, Teams
from hearthline.tickets.warnings import Warnings

__all__ = [
    "LARGEST_PHOTO_BYTES",
    "LARGEST_SHEET_BYTES",
    "Acted",
    "Action",
    "Answers",
    "Attaching",
    "CallBackResult",
    "ClockReading",
    "ClockState",
    "DutyRules",
    "Evidence",
    "EvidenceItem",
    "EvidenceOf",
    "External",
    "FieldEvidence",
    "FieldRecords",
    "FieldSync",
    "FieldTasks",
    "Incident",
    "IncidentChanged",
    "IncidentFacts",
    "IncidentState",
    "Incidents",
    "IntakeWork",
    "Intakes",
    "KeptBy",
    "KeptTickets",
    "NeededEvidence",
    "NewTicket",
    "Notices",
    "Office",
    "Offices",
    "Outcome",
    "Place",
    "Scope",
    "Submitter",
    "Team",
    "TeamFacts",
    "Teams",
    "Telling",
    "Ticket",
    "TicketChanged",
    "TicketClockWarning",
    "TicketDesk",
    "TicketEvent",
    "TicketFile",
    "TicketHandling",
    "TicketLists",
    "TicketOpened",
    "TicketReopened",
    "TicketResolved",
    "TicketTally",
    "TicketTask",
    "TicketTasks",
    "TicketUnknown",
    "Tickets",
    "TypeForm",
    "Warnings",
    "WorkCalendar",
    "exchange_jobs",
    "joined_offices",
    "read_clocks",
    "read_duty_rules",
    "read_offices",
    "ticket_jobs",
    "ticket_reactions",
]
