"""Conversations and messages: what they are, and the rules that need no database."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from hearthline.kernel import (
    ChannelId,
    ConversationId,
    CustomerId,
    MessageId,
    QueueId,
    StaffId,
    TenantId,
)

LONGEST_TEXT = 4000


class Status(StrEnum):
    """Who has the conversation now."""

    BOT = "bot"
    QUEUED = "queued"
    AGENT = "agent"
    CLOSED = "closed"


class SenderKind(StrEnum):
    """Who wrote a message."""

    CUSTOMER = "customer"
    BOT = "bot"
    AGENT = "agent"
    SYSTEM = "system"


class MessageKind(StrEnum):
    """What shape a message has; `choice` is a customer's answer to `choices`."""

    TEXT = "text"
    CHOICES = "choices"
    CHOICE = "choice"
    CARD = "card"
    IMAGE = "image"
    FILE = "file"
    AUDIO = "audio"
    LOCATION = "location"
    NOTICE = "notice"


class ChannelKind(StrEnum):
    """The ways by which customers reach us (names of the gateway contract)."""

    WEB = "web"
    WECHAT = "wechat"
    APP = "app"
    PHONE = "phone"
    SMS = "sms"
    EMAIL = "email"
    ALIPAY = "alipay"
    TERMINAL = "terminal"
    GOV = "gov"
    PROPERTY = "property"


@dataclass(frozen=True, slots=True)
class Channel:
    """One way by which customers reach a tenant; `key` is public."""

    id: ChannelId
    tenant_id: TenantId
    key: str
    kind: ChannelKind
    name: str
    bot_name: str
    greeting: str
    greeting_en: str
    domains: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AccountRef:
    """An account of the business system that the identity token names."""

    domain: str
    account_no: str


@dataclass(frozen=True, slots=True)
class Sender:
    """Who speaks, as the other side sees it."""

    kind: SenderKind
    name: str
    ai: bool = False
    staff_id: StaffId | None = None

    @classmethod
    def customer(cls, name: str) -> "Sender":
        """The customer, by his label."""
        return cls(SenderKind.CUSTOMER, name)

    @classmethod
    def bot(cls, name: str) -> "Sender":
        """The bot answering; always marked as an AI."""
        return cls(SenderKind.BOT, name, ai=True)

    @classmethod
    def system(cls, name: str, *, ai: bool = False) -> "Sender":
        """The system: notices, and what the bot says unasked (greeting, call-back)."""
        return cls(SenderKind.SYSTEM, name, ai=ai)

    @classmethod
    def agent(cls, staff_id: StaffId, name: str) -> "Sender":
        """A person of the company."""
        return cls(SenderKind.AGENT, name, staff_id=staff_id)


@dataclass(frozen=True, slots=True)
class Saying:
    """Words to be added to a conversation; `turn_seq` says which customer message's turn it is."""

    sender: Sender
    text: str
    kind: MessageKind = MessageKind.TEXT
    data: dict[str, Any] = field(default_factory=dict)
    reply_to: int | None = None
    client_id: UUID | None = None
    turn_seq: int | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One stored message; `seq` counts 1, 2, 3 … in its conversation."""

    id: MessageId
    conversation_id: ConversationId
    seq: int
    client_id: UUID | None
    sender: Sender
    kind: MessageKind
    text: str
    data: dict[str, Any]
    reply_to: int | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Conversation:
    """One thread: who it is with, who has it, and how far it was read and answered."""

    id: ConversationId
    tenant_id: TenantId
    channel_id: ChannelId
    customer_id: CustomerId | None
    label: str
    visitor_id: UUID | None
    subject: str | None
    accounts: tuple[AccountRef, ...]
    verify_level: str
    locale: str
    status: Status
    epoch: UUID
    last_seq: int
    last_customer_seq: int
    answered_seq: int
    customer_read_seq: int
    agent_read_seq: int
    holder_id: StaffId | None
    queue_id: QueueId | None
    offered_to: StaffId | None
    offer_expires_at: datetime | None
    queued_at: datetime | None
    waiting_since: datetime | None
    priority: int
    reason: str | None
    opened_at: datetime
    updated_at: datetime
    closed_at: datetime | None
    members: tuple[StaffId, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether anybody may still write."""
        return self.status is not Status.CLOSED

    @property
    def awaits_bot(self) -> bool:
        """Whether the bot owes an answer."""
        return self.status is Status.BOT and self.answered_seq < self.last_customer_seq

    @property
    def is_lent(self) -> bool:
        """Whether the bot runs a step for the holder, who has it again afterwards."""
        return self.status is Status.BOT and self.holder_id is not None

    def may_write(self, staff_id: StaffId) -> bool:
        """Whether this agent's words go to the customer now: the holder's, and who joined."""
        return self.status is Status.AGENT and staff_id in (self.holder_id, *self.members)


@dataclass(frozen=True, slots=True)
class Opening:
    """What is known when a conversation begins."""

    channel: Channel
    label: str
    locale: str
    customer_id: CustomerId | None = None
    visitor_id: UUID | None = None
    subject: str | None = None
    accounts: tuple[AccountRef, ...] = ()
    verify_level: str = "L0"
    page_url: str | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A change of hands: the whole new state of who has the conversation and why.

    Who joined stays while there is a holder, unless `members` says otherwise; `queued_at` gives a
    place in line that was had before.
    """

    status: Status
    holder_id: StaffId | None = None
    queue_id: QueueId | None = None
    priority: int | None = None
    reason: str | None = None
    offered_to: StaffId | None = None
    offer_expires_at: datetime | None = None
    queued_at: datetime | None = None
    members: tuple[StaffId, ...] | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """A customer's message as stored; `is_new` is false when it was sent before."""

    message: Message
    conversation: Conversation
    is_new: bool


@dataclass(frozen=True, slots=True)
class LastWords:
    """The last message as a list shows it."""

    seq: int
    sender: SenderKind
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ListRow:
    """A conversation as a list shows it."""

    conversation: Conversation
    channel: Channel
    last: LastWords | None
    unread: int
    holder_name: str | None
