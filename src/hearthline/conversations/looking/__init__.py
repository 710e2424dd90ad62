"""Who is looking at a conversation, and who is writing in it."""

from hearthline.conversations.looking.model import Doing, Looker
from hearthline.conversations.looking.service import Looking

__all__ = ["Doing", "Looker", "Looking"]
