"""How a conversation finds its person: queues, presence, offers, canned answers.

`Routing.enqueue` puts a conversation in line; a free agent is offered it for 30 seconds, and
accepts, declines or lets it go to the next. No agent gets more than fits, nobody is forgotten.
"""

from hearthline.routing.callbacks.events import CallOverdue
from hearthline.routing.callbacks.instead import CallsInstead
from hearthline.routing.callbacks.model import BookedCall, BookedCallId, Wanted
from hearthline.routing.callbacks.opening import CallsAtOpening
from hearthline.routing.callbacks.reactions import call_reactions
from hearthline.routing.callbacks.service import BookedCalls
from hearthline.routing.callbacks.wire import BookCall, CustomerCallOut
from hearthline.routing.canned import CannedAnswers
from hearthline.routing.errors import (
    AgentIsFull,
    AlreadyTaken,
    HeldByOther,
    NotHeld,
    NotOffered,
    NotWaiting,
    OfferedToOther,
    QueueNotServed,
    QueueUnknown,
)
from hearthline.routing.helping import DeskHelp
from hearthline.routing.jobs import routing_jobs
from hearthline.routing.model import (
    DEFAULT_QUEUE,
    OFFER_LASTS,
    CannedAnswer,
    CannedId,
    Placement,
    Presence,
    PresenceState,
    QueueState,
)
from hearthline.routing.moves.events import BotStepAsked
from hearthline.routing.moves.jobs import hand_jobs
from hearthline.routing.moves.model import Asked, BotFlow
from hearthline.routing.moves.passing import Passing
from hearthline.routing.moves.service import Moves
from hearthline.routing.reactions import routing_reactions
from hearthline.routing.service import Routing
from hearthline.routing.settings.service import DeskSettings
from hearthline.routing.states.service import States
from hearthline.routing.storm import Storm, Storms
from hearthline.routing.stream import DeskStreams
from hearthline.routing.urgency import Urgency, Wish
from hearthline.routing.wrapup.model import Filled, WrapUp
from hearthline.routing.wrapup.reactions import wrap_up_reactions
from hearthline.routing.wrapup.service import Ending, WrapUps

__all__ = [
    "DEFAULT_QUEUE",
    "OFFER_LASTS",
    "AgentIsFull",
    "AlreadyTaken",
    "Asked",
    "BookCall",
    "BookedCall",
    "BookedCallId",
    "BookedCalls",
    "BotFlow",
    "BotStepAsked",
    "CallOverdue",
    "CallsAtOpening",
    "CallsInstead",
    "CannedAnswer",
    "CannedAnswers",
    "CannedId",
    "CustomerCallOut",
    "DeskHelp",
    "DeskSettings",
    "DeskStreams",
    "Ending",
    "Filled",
    "HeldByOther",
    "Moves",
    "NotHeld",
    "NotOffered",
    "NotWaiting",
    "OfferedToOther",
    "Passing",
    "Placement",
    "Presence",
    "PresenceState",
    "QueueNotServed",
    "QueueState",
    "QueueUnknown",
    "Routing",
    "States",
    "Storm",
    "Storms",
    "Urgency",
    "Wanted",
    "Wish",
    "WrapUp",
    "WrapUps",
    "call_reactions",
    "hand_jobs",
    "routing_jobs",
    "routing_reactions",
    "wrap_up_reactions",
]
