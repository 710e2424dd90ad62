"""Transfers, invitations, steps of the bot: what they are while they last and how they end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from hearthline.kernel import ConversationId, Id, QueueId, StaffId
from hearthline.routing.model import PresenceState

# A colleague who is asked has a little longer than for an offer: there is a note to read.
TRANSFER_LASTS: Final = timedelta(seconds=45)
INVITATION_LASTS: Final = timedelta(seconds=60)
# Whoever was given to a queue has waited before; only danger and the vulnerable go first.
TRANSFERRED_PRIORITY: Final = 2


class TransferId(Id):
    """A conversation on its way to somebody else."""


class InvitationId(Id):
    """A colleague asked to join a conversation."""


class BotStepId(Id):
    """A flow that the bot runs for an agent."""


class TransferEnd(StrEnum):
    """How a transfer ended; all but `accepted` leave the conversation with the giver."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    UNANSWERED = "unanswered"
    WITHDRAWN = "withdrawn"


class InvitationEnd(StrEnum):
    """How somebody's part in a conversation ended."""

    LEFT = "left"
    DECLINED = "declined"
    UNANSWERED = "unanswered"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Transfer:
    """From one person to another, who must accept, or to a queue; the note is for the next."""

    id: TransferId
    client_id: UUID
    conversation_id: ConversationId
    from_staff: StaffId
    to_staff: StaffId | None
    to_queue: QueueId | None
    note: str
    began_at: datetime
    expires_at: datetime | None
    outcome: TransferEnd | None = None
    ended_at: datetime | None = None
    taken_by: StaffId | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    """A colleague's part in a conversation: asked, joined, over."""

    id: InvitationId
    client_id: UUID
    conversation_id: ConversationId
    staff_id: StaffId
    invited_by: StaffId
    note: str
    invited_at: datetime
    expires_at: datetime
    joined_at: datetime | None = None
    ended_at: datetime | None = None
    outcome: InvitationEnd | None = None

    @property
    def is_open(self) -> bool:
        """Whether the answer is still out."""
        return self.joined_at is None and self.ended_at is None


@dataclass(frozen=True, slots=True)
class BotFlow:
    """A flow that the bot may run for an agent, by its trade and name."""

    domain: str
    flow: str
    name: str


@dataclass(frozen=True, slots=True)
class BotStep:
    """One flow run for an agent; `outcome` is the flow's own, `taken_over` or `left`."""

    id: BotStepId
    client_id: UUID
    conversation_id: ConversationId
    staff_id: StaffId
    flow: BotFlow
    note: str
    asked_at: datetime
    begun_at: datetime | None = None
    ended_at: datetime | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a mover wants: in whose place it stands once (`client_id`), and words for the next."""

    client_id: UUID
    note: str = ""


@dataclass(frozen=True, slots=True)
class PersonTarget:
    """A colleague as the menu of hand-overs shows him."""

    staff_id: StaffId
    name: str
    state: PresenceState
    reason: str | None
    is_connected: bool
    load: int
    capacity: int
    skills: tuple[str, ...]

    @property
    def is_full(self) -> bool:
        """Whether one more conversation does not fit."""
        return self.load >= self.capacity


@dataclass(frozen=True, slots=True)
class QueueTarget:
    """A queue as the menu shows it."""

    id: QueueId
    name: str
    waiting: int
    longest_wait_s: int | None
    agents_available: int
    agents_total: int


@dataclass(frozen=True, slots=True)
class Targets:
    """Where a conversation may go from here."""

    queues: tuple[QueueTarget, ...]
    people: tuple[PersonTarget, ...]
    flows: tuple[BotFlow, ...]
    may_exceed: bool


@dataclass(frozen=True, slots=True)
class Hands:
    """Who has to do with a conversation beside its holder, now and at last."""

    transfer: Transfer | None
    invitations: tuple[Invitation, ...]
    step: BotStep | None


@dataclass(frozen=True, slots=True)
class Incoming:
    """What colleagues ask of somebody: conversations to take, conversations to join; whose."""

    transfers: tuple[Transfer, ...]
    invitations: tuple[Invitation, ...]
    customers: Mapping[ConversationId, str]
