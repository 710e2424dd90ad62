"""How a conversation finds its person: queues, presence, offers, canned answers.

`Routing.enqueue` puts a conversation in line; a free agent is offered it for 30 seconds, and
accepts, declines or lets it go to the next. No agent gets more than fits, nobody is forgotten.
"""

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
from hearthline.routing.reactions import routing_reactions
from hearthline.routing.service import Routing
from hearthline.routing.stream import DeskStreams
from hearthline.routing.urgency import Urgency, Wish

__all__ = [
    "DEFAULT_QUEUE",
    "OFFER_LASTS",
    "AgentIsFull",
    "AlreadyTaken",
    "CannedAnswer",
    "CannedAnswers",
    "CannedId",
    "DeskStreams",
    "HeldByOther",
    "NotHeld",
    "NotOffered",
    "NotWaiting",
    "OfferedToOther",
    "Placement",
    "Presence",
    "PresenceState",
    "QueueNotServed",
    "QueueState",
    "QueueUnknown",
    "Routing",
    "Urgency",
    "Wish",
    "routing_jobs",
    "routing_reactions",
]
