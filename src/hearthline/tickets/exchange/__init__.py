"""External numbers and deadlines (12345, 12398), inherited and answered back in their format."""

from hearthline.tickets.exchange.answering import Answers
from hearthline.tickets.exchange.intake import Intakes, Offices
from hearthline.tickets.exchange.model import LARGEST_SHEET_BYTES, Office
from hearthline.tickets.exchange.pack import joined, read_offices

__all__ = [
    "LARGEST_SHEET_BYTES",
    "Answers",
    "Intakes",
    "Office",
    "Offices",
    "joined",
    "read_offices",
]
