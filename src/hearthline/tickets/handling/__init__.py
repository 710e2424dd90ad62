"""Work on tickets: everything that people do to a ticket that is kept here."""

from hearthline.tickets.handling.actions import Act, Action, Appoint, Spot
from hearthline.tickets.handling.allowed import Offered, allowed_now
from hearthline.tickets.handling.desk import DeskView, TicketDesk
from hearthline.tickets.handling.errors import (
    ActionNotAllowed,
    ActionNotPossible,
    EvidenceMissing,
    OutcomeUnfit,
    ReasonNotAllowed,
    TakenBySomebody,
    TicketTypeUnknown,
)
from hearthline.tickets.handling.evidence import (
    Evidence,
    EvidenceItem,
    EvidenceOf,
    evidence_of_log,
)
from hearthline.tickets.handling.kept import KeptTickets
from hearthline.tickets.handling.opening import NewTicket
from hearthline.tickets.handling.service import Acted, TicketHandling

__all__ = [
    "Act",
    "Acted",
    "Action",
    "ActionNotAllowed",
    "ActionNotPossible",
    "Appoint",
    "DeskView",
    "Evidence",
    "EvidenceItem",
    "EvidenceMissing",
    "EvidenceOf",
    "KeptTickets",
    "NewTicket",
    "Offered",
    "OutcomeUnfit",
    "ReasonNotAllowed",
    "Spot",
    "TakenBySomebody",
    "TicketDesk",
    "TicketHandling",
    "TicketTypeUnknown",
    "allowed_now",
    "evidence_of_log",
]
