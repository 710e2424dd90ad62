"""What knowledge learns: what was asked, what was not answered, what people say of it.

Questions are logged without personal data, gathered into gaps, and people decide on each; what
they accept is written as a draft and goes the way of review. Nothing here reaches a customer.
"""

from hearthline.knowledge.learning.learning import Below, Learning
from hearthline.knowledge.learning.masking import Masking, without_personal
from hearthline.knowledge.learning.model import Asked, Best, Outcome, Source, TurnNote, Use
from hearthline.knowledge.learning.searches import SearchLog
from hearthline.knowledge.learning.service import Questions

__all__ = [
    "Asked",
    "Below",
    "Best",
    "Learning",
    "Masking",
    "Outcome",
    "Questions",
    "SearchLog",
    "Source",
    "TurnNote",
    "Use",
    "without_personal",
]
