"""The customer's own facts for cards and steps: what is known, and what of it may be said."""

from hearthline.assist.own.model import NOTHING, Known, Own, Topic, asks_of_his_own, topics_in
from hearthline.assist.own.reading import own_of
from hearthline.assist.own.service import AT_ONCE, OwnFacts, of_trade

__all__ = [
    "AT_ONCE",
    "NOTHING",
    "Known",
    "Own",
    "OwnFacts",
    "Topic",
    "asks_of_his_own",
    "of_trade",
    "own_of",
    "topics_in",
]
