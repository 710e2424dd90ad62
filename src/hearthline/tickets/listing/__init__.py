"""Lists of tickets: filters, search, counts, export."""

from hearthline.tickets.listing.model import Counts, Sort, TicketTally, Wanted
from hearthline.tickets.listing.service import TicketLists

__all__ = ["Counts", "Sort", "TicketLists", "TicketTally", "Wanted"]
