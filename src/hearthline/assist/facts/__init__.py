"""The customer's facts for the desk: premises, supply, money, contacts; each part by itself.

A part is shown, loading, stale with its age, withheld for a reason, or unavailable in words; a slow
business system never holds up the rest.
"""

from hearthline.assist.facts.accounts import AccountFinder
from hearthline.assist.facts.cache import FactCache
from hearthline.assist.facts.history import History, Results
from hearthline.assist.facts.loading import AccountLoader
from hearthline.assist.facts.masking import Sight, address_sight, amounts_sight
from hearthline.assist.facts.model import AccountFacts, CustomerFacts, Part, PartState
from hearthline.assist.facts.picking import AccountPicks
from hearthline.assist.facts.service import FactsDesk

__all__ = [
    "AccountFacts",
    "AccountFinder",
    "AccountLoader",
    "AccountPicks",
    "CustomerFacts",
    "FactCache",
    "FactsDesk",
    "History",
    "Part",
    "PartState",
    "Results",
    "Sight",
    "address_sight",
    "amounts_sight",
]
