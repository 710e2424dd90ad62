"""Queues, presence and places in line; the arithmetic of waiting."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from hearthline.kernel import ConversationId, Id, QueueId, StaffId

DEFAULT_QUEUE = "综合客服"
DEFAULT_CAPACITY = 6
OFFER_LASTS = timedelta(seconds=30)
# A socket that is gone for less may be a reload or a change of network.
CONNECTION_GRACE = timedelta(seconds=60)
GONE_AFTER = timedelta(minutes=10)
# Whoever declined a conversation is not asked again so soon, even if nobody else is free.
ASK_AGAIN_AFTER = timedelta(seconds=60)

PACE_WINDOW = timedelta(minutes=30)
_PACE_FEWEST = 3
_TYPICAL_HANDLING = timedelta(minutes=5)
_ETA_STEP_SECONDS = 30
_ETA_LONGEST_SECONDS = 2 * 60 * 60


class CannedId(Id):
    """A ready-made answer."""


class AssignmentId(Id):
    """One offer of a conversation to an agent, and what came of it."""


class PresenceState(StrEnum):
    """What an agent says of himself; the socket's connection is another fact."""

    AVAILABLE = "available"
    BUSY = "busy"
    AWAY = "away"
    OFFLINE = "offline"
    WRAP_UP = "wrap_up"


class Outcome(StrEnum):
    """How an offer ended."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether an agent takes conversations, how many, and how many there are now.

    `next_state` is booked for when the present conversations end; `ends_at` is when a wrap-up
    does; `forced_by` says who set the state in the agent's stead. The socket is another fact.
    """

    staff_id: StaffId
    state: PresenceState
    reason: str | None
    since: datetime
    capacity: int
    load: int
    queues: tuple[QueueId, ...]
    ends_at: datetime | None = None
    next_state: PresenceState | None = None
    next_reason: str | None = None
    forced_by: StaffId | None = None
    forced_why: str | None = None
    is_connected: bool = False

    @property
    def has_room(self) -> bool:
        """Whether one more conversation fits."""
        return self.load < self.capacity


@dataclass(frozen=True, slots=True)
class QueueState:
    """A queue as the desk shows it."""

    id: QueueId
    name: str
    waiting: int
    longest_wait_s: int | None
    agents_available: int
    agents_total: int


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a conversation stands: 1 is next, 0 means that a person has it already."""

    queue_id: QueueId | None
    position: int
    eta_seconds: int | None


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a queue moves: what was accepted lately, over which time, and who is on duty."""

    accepted: int
    over: timedelta
    seats: int


def eta_seconds(position: int, pace: Pace, *, is_offered: bool) -> int | None:
    """How long the one at `position` will wait, in steps of 30 s; None when nobody is on duty.

    The time between two pick-ups is measured over the last half hour; with fewer than three of
    them, each seat on duty is taken to become free every five minutes.
    """
    if is_offered:
        return _ETA_STEP_SECONDS
    if pace.seats <= 0:
        return None
    if pace.accepted >= _PACE_FEWEST:
        between = pace.over / pace.accepted
    else:
        between = _TYPICAL_HANDLING / pace.seats
    seconds = position * between.total_seconds()
    steps = max(1, math.ceil(seconds / _ETA_STEP_SECONDS))
    return min(steps * _ETA_STEP_SECONDS, _ETA_LONGEST_SECONDS)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A conversation in line that nobody was offered."""

    conversation_id: ConversationId
    priority: int
    queued_at: datetime


@dataclass(frozen=True, slots=True)
class CannedAnswer:
    """A ready-made answer; without an owner everybody has it."""

    id: CannedId
    owner_id: StaffId | None
    shortcut: str
    title: str
    text: str

    @property
    def is_shared(self) -> bool:
        """Whether everybody has it."""
        return self.owner_id is None
