"""Rows of conversations and messages. The append is the product's hottest statement.

`append_message` (migration 0003) locks the conversation's row, looks for the `client_id`, numbers,
stores and tells in one round trip, so that copies that arrive at once are stored once and the
numbers have no holes.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from hearthline.conversations.model import (
    AccountRef,
    Conversation,
    Message,
    Move,
    Opening,
    Saying,
    Sender,
    SenderKind,
    Status,
)
from hearthline.kernel import (
    ChannelId,
    ConversationId,
    CustomerId,
    MessageId,
    QueueId,
    StaffId,
    TenantId,
)
from hearthline.platform.db import Row, Session

_APPEND = """
SELECT * FROM append_message(%(tenant)s, %(conversation)s, %(id)s, %(client_id)s,
  %(sender_kind)s, %(sender_name)s, %(sender_ai)s, %(staff_id)s, %(kind)s, %(text)s, %(data)s,
  %(reply_to)s, %(turn_seq)s, %(now)s)
"""

_OPEN = """
INSERT INTO conversation (id, channel_id, customer_id, label, visitor_id, subject, accounts,
  verify_level, locale, page_url, opened_at, updated_at)
VALUES (%(id)s, %(channel)s, %(customer)s, %(label)s, %(visitor)s, %(subject)s, %(accounts)s,
  %(verify_level)s, %(locale)s, %(page_url)s, %(now)s, %(now)s)
RETURNING *
"""

_MOVE = """
UPDATE conversation SET status = %(status)s, holder_id = %(holder)s, queue_id = %(queue)s,
  priority = coalesce(%(priority)s, priority), reason = coalesce(%(reason)s, reason),
  offered_to = %(offered_to)s, offer_expires_at = %(offer_expires_at)s,
  queued_at = CASE WHEN %(status)s = 'queued'
    THEN coalesce(%(queued_at)s::timestamptz, queued_at, %(now)s) END,
  members = CASE WHEN %(holder)s::uuid IS NULL THEN '{}'
    ELSE coalesce(%(members)s::uuid[], members) END,
  waiting_since = CASE WHEN %(status)s IN ('bot', 'closed') THEN NULL
    ELSE coalesce(waiting_since, %(now)s) END,
  closed_at = CASE WHEN %(status)s = 'closed' THEN %(now)s END,
  answered_seq = CASE WHEN status = 'bot' AND %(status)s = 'bot' THEN answered_seq
    ELSE last_customer_seq END, updated_at = %(now)s
WHERE id = %(conversation)s RETURNING *, pg_notify('hearthline', 'conversation:' || id) AS told
"""

_OPEN_OF_SUBJECT = """
SELECT * FROM conversation WHERE status <> 'closed' AND subject = %(subject)s
ORDER BY id DESC LIMIT 1
"""
_OPEN_OF_VISITOR = """
SELECT * FROM conversation
WHERE status <> 'closed' AND visitor_id = %(visitor)s AND subject IS NULL
ORDER BY id DESC LIMIT 1
"""
_OPEN_OF_CUSTOMER = """
SELECT * FROM conversation WHERE status <> 'closed' AND customer_id = %(customer)s
ORDER BY id DESC LIMIT 1
"""
_IDENTIFY = """
UPDATE conversation SET subject = %(subject)s, customer_id = %(customer)s, label = %(label)s,
  accounts = %(accounts)s, verify_level = %(verify_level)s, locale = %(locale)s
WHERE id = %(conversation)s RETURNING *
"""

_ANSWERED = """
UPDATE conversation SET answered_seq = %(seq)s
WHERE id = %(conversation)s AND answered_seq < %(seq)s AND status = 'bot'
RETURNING last_customer_seq
"""
_NOT_DUE = "DELETE FROM turn_due WHERE conversation_id = %(conversation)s"

_FIND = "SELECT * FROM conversation WHERE id = %(id)s"
_FIND_AND_LOCK = f"{_FIND} FOR UPDATE"
_UNANSWERED = "SELECT conversation_id FROM turn_due ORDER BY since LIMIT %(limit)s"


class ConversationStore:
    """Conversations and their messages in the database."""

    async def open(self, session: Session, opening: Opening, *, now: datetime) -> Conversation:
        """Add a conversation."""
        params = _identity_params(opening) | {
            "id": ConversationId.new(),
            "channel": opening.channel.id,
            "visitor": opening.visitor_id,
            "page_url": opening.page_url,
            "now": now,
        }
        return conversation_of(await session.one(_OPEN, params))

    async def find(
        self, session: Session, conversation_id: ConversationId, *, lock: bool = False
    ) -> Conversation | None:
        """A conversation, or None; `lock` holds its row until the session ends."""
        row = await session.maybe(_FIND_AND_LOCK if lock else _FIND, {"id": conversation_id})
        return conversation_of(row) if row else None

    async def find_open(
        self, session: Session, *, subject: str | None, visitor: UUID | None
    ) -> Conversation | None:
        """The open conversation of a known person, else of a visitor who is not known yet."""
        row = None
        if subject is not None:
            row = await session.maybe(_OPEN_OF_SUBJECT, {"subject": subject})
        if row is None and visitor is not None:
            row = await session.maybe(_OPEN_OF_VISITOR, {"visitor": visitor})
        return conversation_of(row) if row else None

    async def find_open_of_customer(
        self, session: Session, customer_id: CustomerId
    ) -> Conversation | None:
        """The newest open conversation of a customer."""
        row = await session.maybe(_OPEN_OF_CUSTOMER, {"customer": customer_id})
        return conversation_of(row) if row else None

    async def identify(
        self, session: Session, conversation_id: ConversationId, opening: Opening
    ) -> Conversation:
        """Take over who the customer is from a newer identity token."""
        params = _identity_params(opening) | {"conversation": conversation_id}
        return conversation_of(await session.one(_IDENTIFY, params))

    async def append(
        self,
        session: Session,
        conversation_id: ConversationId,
        saying: Saying,
        *,
        now: datetime,
    ) -> tuple[Conversation, Message] | None:
        """Number and store a message; None when it is closed, missing, or was sent before."""
        message_id = MessageId.new()
        params = _append_params(conversation_id, saying, message_id, now)
        row = await session.maybe(_APPEND, params | {"tenant": session.tenant_id})
        if row is None:
            return None
        conversation = conversation_of(row)
        message = Message(
            id=message_id,
            conversation_id=conversation_id,
            seq=row["last_seq"],
            client_id=saying.client_id,
            sender=_as_stored(saying.sender, conversation),
            kind=saying.kind,
            text=saying.text,
            data=saying.data,
            reply_to=saying.reply_to,
            created_at=now,
        )
        return conversation, message

    async def move(
        self, session: Session, conversation_id: ConversationId, move: Move, *, now: datetime
    ) -> Conversation:
        """Write a change of hands."""
        params = {
            "conversation": conversation_id,
            "status": move.status,
            "holder": move.holder_id,
            "queue": move.queue_id,
            "priority": move.priority,
            "reason": move.reason,
            "offered_to": move.offered_to,
            "offer_expires_at": move.offer_expires_at,
            "queued_at": move.queued_at,
            "members": None if move.members is None else list(move.members),
            "now": now,
        }
        moved = conversation_of(await session.one(_MOVE, params))
        if move.status is not Status.BOT:
            await session.execute(_NOT_DUE, params)
        return moved

    async def answered(self, session: Session, conversation_id: ConversationId, seq: int) -> bool:
        """Note that the bot dealt with messages up to `seq`; False when somebody did already."""
        params = {"conversation": conversation_id, "seq": seq}
        row = await session.maybe(_ANSWERED, params)
        if row is None:
            return False
        if row["last_customer_seq"] <= seq:
            await session.execute(_NOT_DUE, params)
        return True

    async def unanswered(self, session: Session, *, limit: int) -> list[ConversationId]:
        """Conversations in which the bot owes an answer."""
        rows = await session.all(_UNANSWERED, {"limit": limit})
        return [ConversationId.of(row["conversation_id"]) for row in rows]


def _identity_params(opening: Opening) -> dict[str, Any]:
    return {
        "customer": opening.customer_id,
        "label": opening.label,
        "subject": opening.subject,
        "accounts": Jsonb([[a.domain, a.account_no] for a in opening.accounts]),
        "verify_level": opening.verify_level,
        "locale": opening.locale,
    }


def _as_stored(sender: Sender, conversation: Conversation) -> Sender:
    is_customer = sender.kind is SenderKind.CUSTOMER
    return replace(sender, name=conversation.label) if is_customer else sender


def _append_params(
    conversation_id: ConversationId, saying: Saying, message_id: MessageId, now: datetime
) -> dict[str, Any]:
    return {
        "conversation": conversation_id,
        "id": message_id,
        "client_id": saying.client_id,
        "sender_kind": saying.sender.kind,
        "sender_name": saying.sender.name,
        "sender_ai": saying.sender.ai,
        "staff_id": saying.sender.staff_id,
        "kind": saying.kind,
        "text": saying.text,
        "data": Jsonb(saying.data),
        "reply_to": saying.reply_to,
        "turn_seq": saying.turn_seq if saying.turn_seq is not None else saying.reply_to,
        "now": now,
    }


def conversation_of(row: Row) -> Conversation:
    """A row as the model."""
    return Conversation(
        id=ConversationId.of(row["id"]),
        tenant_id=TenantId.of(row["tenant_id"]),
        channel_id=ChannelId.of(row["channel_id"]),
        customer_id=CustomerId.or_none(row["customer_id"]),
        label=row["label"],
        visitor_id=row["visitor_id"] and UUID(str(row["visitor_id"])),
        subject=row["subject"],
        accounts=tuple(AccountRef(domain, number) for domain, number in row["accounts"]),
        verify_level=row["verify_level"],
        locale=row["locale"],
        status=Status(row["status"]),
        epoch=UUID(str(row["epoch"])),
        last_seq=row["last_seq"],
        last_customer_seq=row["last_customer_seq"],
        answered_seq=row["answered_seq"],
        customer_read_seq=row["customer_read_seq"],
        agent_read_seq=row["agent_read_seq"],
        holder_id=StaffId.or_none(row["holder_id"]),
        queue_id=QueueId.or_none(row["queue_id"]),
        offered_to=StaffId.or_none(row["offered_to"]),
        offer_expires_at=row["offer_expires_at"],
        queued_at=row["queued_at"],
        waiting_since=row["waiting_since"],
        priority=row["priority"],
        reason=row["reason"],
        opened_at=row["opened_at"],
        updated_at=row["updated_at"],
        closed_at=row["closed_at"],
        members=tuple(StaffId.of(one) for one in row["members"]),
    )
