"""Tells the customer in his conversation how his ticket comes along (R85)."""

from hearthline.tickets.notices.service import Notices
from hearthline.tickets.notices.words import progress_words

__all__ = ["Notices", "progress_words"]
