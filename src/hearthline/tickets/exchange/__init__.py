"""External numbers and deadlines (12345, 12398), inherited and answered back in their format."""

from hearthline.tickets.exchange.answering import Answers
from hearthline.tickets.exchange.intake import Intakes
from hearthline.tickets.exchange.jobs import exchange_jobs
from hearthline.tickets.exchange.model import LARGEST_SHEET_BYTES, Office
from hearthline.tickets.exchange.pack import joined, read_offices
from hearthline.tickets.exchange.planning import Offices
from hearthline.tickets.exchange.working import IntakeWork

__all__ = [
    "LARGEST_SHEET_BYTES",
    "Answers",
    "IntakeWork",
    "Intakes",
    "Office",
    "Offices",
    "exchange_jobs",
    "joined",
    "read_offices",
]
