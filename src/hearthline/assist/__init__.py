"""Help for the person who answers: the customer's facts, macros.

Nothing here speaks to customers by itself; what an agent chooses goes through the desk's own verbs.
"""

from hearthline.assist.facts import AccountFinder, AccountLoader, FactCache, FactsDesk, History
from hearthline.assist.macros import (
    Deeds,
    Doing,
    Done,
    Hands,
    MacroRuns,
    Macros,
    Variables,
)

__all__ = [
    "AccountFinder",
    "AccountLoader",
    "Deeds",
    "Doing",
    "Done",
    "FactCache",
    "FactsDesk",
    "Hands",
    "History",
    "MacroRuns",
    "Macros",
    "Variables",
]
