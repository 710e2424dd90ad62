"""Bodies of presence: what an agent does, what is booked, who said so."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, StringConstraints

from hearthline.kernel import QueueId, StaffId
from hearthline.routing.model import LINE_LOST, Presence, PresenceState

_PLAIN = r"^[^\x00]*$"
_Reason = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200, pattern=_PLAIN)]
_Why = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=2, max_length=200, pattern=_PLAIN)
]
Chosen = Literal["available", "busy", "away", "offline"]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PresenceOut(BaseModel):
    """What an agent does, with how many conversations of at most how many.

    `ends_at`: when the wrap-up ends by itself. `next_state`: booked for when the present
    conversations end. `connected` is about the socket only; `is_line_lost`: set offline because it
    was cut for long, which the agent may not know.
    """

    state: PresenceState
    reason: str | None
    capacity: int
    load: int
    since: datetime
    queues: list[QueueId]
    ends_at: datetime | None
    next_state: PresenceState | None
    next_reason: str | None
    forced_by: StaffId | None
    forced_why: str | None
    connected: bool
    is_line_lost: bool

    @classmethod
    def of(cls, presence: Presence) -> Self:
        """The presence on the wire."""
        return cls(
            state=presence.state,
            reason=presence.reason,
            capacity=presence.capacity,
            load=presence.load,
            since=presence.since,
            queues=list(presence.queues),
            ends_at=presence.ends_at,
            next_state=presence.next_state,
            next_reason=presence.next_reason,
            forced_by=presence.forced_by,
            forced_why=presence.forced_why,
            connected=presence.is_connected,
            is_line_lost=presence.state is PresenceState.OFFLINE and presence.reason == LINE_LOST,
        )


class SetPresence(_Body):
    """What the caller does from now on, or from when the present conversations end."""

    state: PresenceState
    reason: _Reason | None = None
    when: Literal["now", "after"] = "now"


class ForcePresence(_Body):
    """What somebody else is to do from now on, and why."""

    state: Chosen
    reason: _Reason | None = None
    why: _Why
