"""Help for the person who answers: cards, checks, steps, summaries; facts, macros.

Nothing here speaks to customers by itself; what an agent chooses goes through the desk's own verbs.
"""

from hearthline.assist.cards import AssistAlerted, CardPushes, Cards
from hearthline.assist.checking import ReplyCheck
from hearthline.assist.facts import (
    AccountFinder,
    AccountLoader,
    AccountPicks,
    FactCache,
    FactsDesk,
    History,
)
from hearthline.assist.macros import (
    Deeds,
    Doing,
    Done,
    Hands,
    MacroRuns,
    Macros,
    Variables,
)
from hearthline.assist.prefill import Prefill
from hearthline.assist.situation import Situations
from hearthline.assist.summary import Summaries
from hearthline.assist.watching import TalkWatch, watching_jobs, watching_reactions

__all__ = [
    "AccountFinder",
    "AccountLoader",
    "AccountPicks",
    "AssistAlerted",
    "CardPushes",
    "Cards",
    "Deeds",
    "Doing",
    "Done",
    "FactCache",
    "FactsDesk",
    "Hands",
    "History",
    "MacroRuns",
    "Macros",
    "Prefill",
    "ReplyCheck",
    "Situations",
    "Summaries",
    "TalkWatch",
    "Variables",
    "watching_jobs",
    "watching_reactions",
]
