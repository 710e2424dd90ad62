"""Conversations on the wire: the message of the customer API, and the rows of the desk."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from pydantic import BaseModel, Field

from hearthline.conversations.model import ListRow, Message
from hearthline.kernel import ConversationId, CustomerId, MessageId, QueueId, StaffId


class SenderOut(BaseModel):
    """Who speaks; `ai` is true for the bot."""

    kind: Literal["customer", "bot", "agent", "system"]
    name: str
    ai: bool


class MessageOut(BaseModel):
    """A message as every channel sees it (customer API, section 4)."""

    id: MessageId
    seq: int
    conversation_id: ConversationId
    client_id: UUID | None
    sender: SenderOut
    kind: str
    text: str
    data: dict[str, Any]
    reply_to: int | None
    created_at: datetime

    @classmethod
    def of(cls, message: Message, link: Callable[[str], str] | None = None) -> Self:
        """The message; `link` turns an upload's id into a path that shows it."""
        data = message.data
        if link and "upload_id" in data:
            data = data | {"url": link(data["upload_id"])}
        return cls(
            id=message.id,
            seq=message.seq,
            conversation_id=message.conversation_id,
            client_id=message.client_id,
            sender=SenderOut(
                kind=message.sender.kind.value, name=message.sender.name, ai=message.sender.ai
            ),
            kind=message.kind.value,
            text=message.text,
            data=data,
            reply_to=message.reply_to,
            created_at=message.created_at,
        )


class ChannelOut(BaseModel):
    """A channel as the desk names it."""

    key: str
    kind: str
    name: str


class CustomerOut(BaseModel):
    """Who a conversation is with; the label is masked."""

    id: CustomerId | None
    label: str


class LastOut(BaseModel):
    """The last words of a conversation."""

    seq: int
    sender: str
    text: str
    at: datetime


class HolderOut(BaseModel):
    """The agent who has a conversation."""

    id: StaffId
    name: str


class RowOut(BaseModel):
    """A conversation in a list of the desk; `priority` 0 is the most urgent."""

    id: ConversationId
    status: Literal["bot", "queued", "agent", "closed"]
    channel: ChannelOut
    customer: CustomerOut
    last: LastOut | None
    last_seq: int
    unread: int
    queue_id: QueueId | None
    holder: HolderOut | None
    offered_to: StaffId | None
    offer_expires_at: datetime | None
    queued_at: datetime | None
    waiting_since: datetime | None
    priority: int
    reason: str | None
    verify_level: str
    opened_at: datetime
    updated_at: datetime
    closed_at: datetime | None
    locale: str
    members: list[StaffId]
    is_lent: bool

    @classmethod
    def of(cls, row: ListRow) -> Self:
        """The row on the wire."""
        state, last = row.conversation, row.last
        return cls(
            id=state.id,
            status=state.status.value,
            channel=ChannelOut(
                key=row.channel.key, kind=row.channel.kind.value, name=row.channel.name
            ),
            customer=CustomerOut(id=state.customer_id, label=state.label),
            last=last and LastOut(seq=last.seq, sender=last.sender, text=last.text, at=last.at),
            last_seq=state.last_seq,
            unread=row.unread,
            queue_id=state.queue_id,
            holder=state.holder_id and HolderOut(id=state.holder_id, name=row.holder_name or ""),
            offered_to=state.offered_to,
            offer_expires_at=state.offer_expires_at,
            queued_at=state.queued_at,
            waiting_since=state.waiting_since,
            priority=state.priority,
            reason=state.reason,
            verify_level=state.verify_level,
            opened_at=state.opened_at,
            updated_at=state.updated_at,
            closed_at=state.closed_at,
            locale=state.locale,
            members=list(state.members),
            is_lent=state.is_lent,
        )


class HeadOut(BaseModel):
    """Where a stream stands, so that a socket can go on from here."""

    stream: UUID
    name: Literal["inbox", "queue"]
    epoch: UUID
    last_seq: int


class RowPage(BaseModel):
    """A page of a list, and the streams that keep it true."""

    items: list[RowOut]
    next_cursor: str | None
    heads: list[HeadOut]


class ThreadOut(BaseModel):
    """Messages of a conversation, and how far each side has read."""

    epoch: UUID
    messages: list[MessageOut]
    last_seq: int
    status: str
    customer_read_seq: int
    agent_read_seq: int


class ReadUpTo(BaseModel):
    """How far somebody has read."""

    seq: int = Field(ge=0)


class TypingNow(BaseModel):
    """Whether somebody is typing."""

    on: bool
