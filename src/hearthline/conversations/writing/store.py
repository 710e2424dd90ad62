"""Rows of drafts and of replies that wait."""

from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from hearthline.conversations.model import ChannelKind, MessageKind
from hearthline.conversations.writing.limits import EVENTS, LastContact
from hearthline.conversations.writing.model import Draft, Mode, PendingReply, Returned, Typed
from hearthline.kernel import ConversationId, StaffId, TenantId
from hearthline.platform.db import Row, Session

_DRAFT = """
SELECT * FROM desk_draft WHERE conversation_id = %(conversation)s AND staff_id = %(staff)s
"""
_WRITE = """
INSERT INTO desk_draft AS d (conversation_id, staff_id, version, mode, text, tab, returned,
  updated_at)
VALUES (%(conversation)s, %(staff)s, 1, %(mode)s, %(text)s, %(tab)s, %(returned)s, %(now)s)
ON CONFLICT (tenant_id, conversation_id, staff_id) DO UPDATE SET version = d.version + 1,
  mode = excluded.mode, text = excluded.text, tab = excluded.tab, returned = excluded.returned,
  updated_at = excluded.updated_at
RETURNING *
"""
_WITH_DRAFTS = """
SELECT conversation_id FROM desk_draft WHERE staff_id = %(staff)s AND text <> ''
ORDER BY updated_at DESC LIMIT 100
"""
_ADD = """
INSERT INTO pending_reply (conversation_id, client_id, staff_id, staff_name, kind, text, data,
  made_at, due_at)
VALUES (%(conversation)s, %(client)s, %(staff)s, %(name)s, %(kind)s, %(text)s, %(data)s,
  %(made_at)s, %(due_at)s)
RETURNING *
"""
_FIND = """
SELECT * FROM pending_reply WHERE conversation_id = %(conversation)s AND client_id = %(client)s
FOR UPDATE
"""
_WAITING = """
SELECT * FROM pending_reply
WHERE conversation_id = %(conversation)s AND ended IS NULL ORDER BY place LIMIT 200
"""
_END = """
UPDATE pending_reply SET ended = %(ended)s
WHERE conversation_id = %(conversation)s AND client_id = %(client)s
"""
_REMOVE = """
DELETE FROM pending_reply WHERE conversation_id = %(conversation)s AND client_id = %(client)s
"""
_HASTEN = """
UPDATE pending_reply SET due_at = least(due_at, %(now)s)
WHERE conversation_id = %(conversation)s AND staff_id = %(staff)s AND ended IS NULL
  AND place <= %(place)s
"""
_DUE = """
SELECT DISTINCT conversation_id FROM pending_reply
WHERE due_at <= %(now)s AND ended IS NULL ORDER BY conversation_id LIMIT 500
"""
_FORGET = """
WITH ended AS (DELETE FROM pending_reply WHERE ended IS NOT NULL AND made_at < %(before)s),
  gone AS (DELETE FROM conversation_looker WHERE until < %(before)s)
DELETE FROM desk_draft WHERE updated_at < %(drafts_before)s
  OR (text = '' AND updated_at < %(before)s)
"""
_CHANNEL = """
SELECT k.kind, m.created_at, m.data ->> 'event' AS event,
  (SELECT count(*) FROM message s WHERE s.conversation_id = c.id
     AND s.seq > c.last_customer_seq AND s.sender_kind IN ('agent', 'bot')) AS sent
FROM conversation c JOIN channel k ON k.id = c.channel_id
LEFT JOIN message m ON m.conversation_id = c.id AND m.seq = c.last_customer_seq
WHERE c.id = %(conversation)s
"""
_TENANTS = "SELECT id FROM tenant ORDER BY id LIMIT 10000"


class WritingStore:
    """Drafts and waiting replies in the database."""

    async def draft(
        self, session: Session, conversation_id: ConversationId, staff_id: StaffId
    ) -> Draft:
        """What stands in a person's draft; an empty one when nothing was written."""
        params = {"conversation": conversation_id, "staff": staff_id}
        row = await session.maybe(_DRAFT, params)
        return _draft(row) if row else Draft()

    async def write(
        self,
        session: Session,
        conversation_id: ConversationId,
        staff_id: StaffId,
        *,
        typed: Typed,
        returned: Returned | None,
        now: datetime,
    ) -> Draft:
        """Replace a draft by what was typed."""
        params = {
            "conversation": conversation_id,
            "staff": staff_id,
            "mode": typed.mode,
            "text": typed.text,
            "tab": typed.tab,
            "returned": returned,
            "now": now,
        }
        return _draft(await session.one(_WRITE, params))

    async def with_drafts(self, session: Session, staff_id: StaffId) -> list[ConversationId]:
        """In which conversations a person has words unsent."""
        rows = await session.all(_WITH_DRAFTS, {"staff": staff_id})
        return [ConversationId.of(row["conversation_id"]) for row in rows]

    async def add(self, session: Session, reply: PendingReply) -> PendingReply:
        """Keep a reply back."""
        params = {
            "conversation": reply.conversation_id,
            "client": reply.client_id,
            "staff": reply.staff_id,
            "name": reply.staff_name,
            "kind": reply.kind,
            "text": reply.text,
            "data": Jsonb(reply.data),
            "made_at": reply.made_at,
            "due_at": reply.due_at,
        }
        return _pending(await session.one(_ADD, params))

    async def find(
        self, session: Session, conversation_id: ConversationId, client_id: UUID
    ) -> PendingReply | None:
        """A reply that waits or has ended, locked; None when it is not kept here."""
        params = {"conversation": conversation_id, "client": client_id}
        row = await session.maybe(_FIND, params)
        return _pending(row) if row else None

    async def waiting(
        self, session: Session, conversation_id: ConversationId
    ) -> list[PendingReply]:
        """Every reply that waits in a conversation, in the order in which they were given."""
        rows = await session.all(_WAITING, {"conversation": conversation_id})
        return [_pending(row) for row in rows]

    async def end(self, session: Session, reply: PendingReply, ended: str | None) -> None:
        """Note how it ended; without a word it was sent, and the message is the record."""
        params = {
            "conversation": reply.conversation_id,
            "client": reply.client_id,
            "ended": ended,
        }
        await session.execute(_END if ended else _REMOVE, params)

    async def hasten(self, session: Session, reply: PendingReply, *, now: datetime) -> None:
        """Make a reply, and what its writer gave before it, due now."""
        params = {
            "conversation": reply.conversation_id,
            "staff": reply.staff_id,
            "place": reply.place,
            "now": now,
        }
        await session.execute(_HASTEN, params)

    async def due(self, session: Session, *, now: datetime) -> list[ConversationId]:
        """Conversations in which a reply is due."""
        rows = await session.all(_DUE, {"now": now})
        return [ConversationId.of(row["conversation_id"]) for row in rows]

    async def forget(self, session: Session, *, before: datetime, drafts_before: datetime) -> None:
        """Forget what ended long ago, and drafts that nobody will send."""
        await session.execute(_FORGET, {"before": before, "drafts_before": drafts_before})

    async def contact(
        self, session: Session, conversation_id: ConversationId
    ) -> tuple[ChannelKind, LastContact | None, int]:
        """The channel, the customer's last sign, and how many answers went out since."""
        row = await session.one(_CHANNEL, {"conversation": conversation_id})
        last = LastContact(row["created_at"], row["event"] in EVENTS) if row["created_at"] else None
        return ChannelKind(row["kind"]), last, row["sent"]


async def tenants(session: Session) -> list[TenantId]:
    """Every tenant; for a session without one."""
    return [TenantId.of(row["id"]) for row in await session.all(_TENANTS)]


def _draft(row: Row) -> Draft:
    return Draft(
        text=row["text"],
        mode=Mode(row["mode"]),
        version=row["version"],
        tab=row["tab"],
        returned=Returned(row["returned"]) if row["returned"] else None,
    )


def _pending(row: Row) -> PendingReply:
    facts: dict[str, Any] = row["data"]
    return PendingReply(
        conversation_id=ConversationId.of(row["conversation_id"]),
        client_id=UUID(str(row["client_id"])),
        staff_id=StaffId.of(row["staff_id"]),
        staff_name=row["staff_name"],
        kind=MessageKind(row["kind"]),
        text=row["text"],
        made_at=row["made_at"],
        due_at=row["due_at"],
        data=facts,
        place=row["place"],
        ended=row["ended"],
    )
