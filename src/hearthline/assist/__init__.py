"""Help for the person who answers: the customer's facts, macros.

Nothing here speaks to customers by itself; what an agent chooses goes through the desk's own verbs.
"""

from hearthline.assist.facts import AccountFinder, AccountLoader, FactCache, FactsDesk, History

__all__ = ["AccountFinder", "AccountLoader", "FactCache", "FactsDesk", "History"]
