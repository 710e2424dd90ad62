"""Queues, presence and places in line; the arithmetic of waiting."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from hearthline.kernel import Id, QueueId, StaffId
from hearthline.routing.capacity import Capacity
from hearthline.routing.queues.model import Closed

DEFAULT_QUEUE = "综合客服"
DEFAULT_CAPACITY = 6
OFFER_LASTS = timedelta(seconds=30)
# A socket that is gone for less may be a reload or a change of network.
CONNECTION_GRACE = timedelta(seconds=60)
GONE_AFTER = timedelta(minutes=10)
# Whoever declined a conversation is not asked again so soon, even if nobody else is free.
ASK_AGAIN_AFTER = timedelta(seconds=60)
# So long a conversation waits for a certain person who is there and has no room just now.
PREFERRED_WAITS = timedelta(seconds=30)
LAST_AGENT_WAITS = timedelta(seconds=15)
LAST_AGENT_COUNTS = timedelta(days=30)
# The reason of the break that an unanswered offer sets; one of the reasons of every tenant.
UNANSWERED = "小休"

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


# The reason shown for somebody who was offline and took a conversation by hand: he is there, for
# this one; nothing more is offered before he says that he is available.
BY_HAND = "手动接起"
# And for somebody whose line was cut for so long that he was set offline.
LINE_LOST = "连接断开"


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
    room: Capacity = field(default_factory=lambda: Capacity(0))
    loads: Mapping[str, int] = field(default_factory=dict)

    def fits(self, kind: str) -> bool:
        """Whether one more conversation of that kind of channel fits."""
        return self.room.fits(kind, self.loads)


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
    """Where a conversation stands: 1 is next, 0 means that it is not in line.

    Not in line is who has a person already, and who came outside business hours to a queue that
    keeps nobody waiting then; `closed` says what the queue does instead, until `opens_at`.
    """

    queue_id: QueueId | None
    position: int
    eta_seconds: int | None
    closed: Closed | None = None
    opens_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Seats:
    """How many are served at once by those who could take a certain one, and by everybody."""

    fitting: int
    all: int


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a queue moves: what was accepted lately, over which time, and who is on duty.

    `seats` are of those who could take the conversation in question, `of_seats` of everybody.
    """

    accepted: int
    over: timedelta
    seats: int
    of_seats: int = 0

    @property
    def between(self) -> timedelta:
        """The time between two pick-ups by those who could take it."""
        if self.accepted >= _PACE_FEWEST:
            return self.over / self.accepted * (max(self.of_seats, self.seats) / self.seats)
        return _TYPICAL_HANDLING / self.seats


def eta_seconds(
    position: int, pace: Pace, *, is_offered: bool, not_before_s: float = 0
) -> int | None:
    """How long the one at `position` will wait, in steps of 30 s; None when nobody can serve it.

    The time between two pick-ups is measured over the last half hour; with fewer than three of
    them, each seat on duty is taken to become free every five minutes. `not_before_s` is how long
    it takes until somebody's skills are enough.
    """
    if is_offered:
        return _ETA_STEP_SECONDS
    if pace.seats <= 0:
        return None
    seconds = max(position * pace.between.total_seconds(), not_before_s)
    steps = max(1, math.ceil(seconds / _ETA_STEP_SECONDS))
    return min(steps * _ETA_STEP_SECONDS, _ETA_LONGEST_SECONDS)


@dataclass(frozen=True, slots=True)
class CannedAnswer:
    """A ready-made answer; without an owner everybody has it."""

    id: CannedId
    owner_id: StaffId | None
    shortcut: str
    title: str
    text: str
    folder: str = ""
    uses: int = 0

    @property
    def is_shared(self) -> bool:
        """Whether everybody has it."""
        return self.owner_id is None
