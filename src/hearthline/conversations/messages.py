"""Reading messages: after a number, before one, of one turn, by the sender's own id."""

from datetime import datetime
from uuid import UUID

from hearthline.conversations.model import Conversation, Message, MessageKind, Sender, SenderKind
from hearthline.conversations.store import conversation_of
from hearthline.kernel import ConversationId, MessageId, StaffId
from hearthline.platform.db import Row, Session

_MESSAGES = "SELECT * FROM message WHERE conversation_id = %(conversation)s"
_AFTER = f"{_MESSAGES} AND seq > %(seq)s ORDER BY seq LIMIT %(limit)s"
_BEFORE = f"{_MESSAGES} AND seq < %(seq)s ORDER BY seq DESC LIMIT %(limit)s"
_TURN = f"""{_MESSAGES} AND turn_seq = %(seq)s AND sender_kind IN ('bot', 'system')
ORDER BY seq LIMIT 50"""
_BY_CLIENT = f"{_MESSAGES} AND sender_kind = %(sender_kind)s AND client_id = %(client_id)s"


_NEWS = """
SELECT head, messages FROM conversation_news(%(tenant)s, %(conversation)s, %(seq)s, %(limit)s)
"""


class MessageStore:
    """Messages in the database; `append_message` writes them (see store.py)."""

    async def news(
        self, session: Session, conversation_id: ConversationId, *, seq: int, limit: int
    ) -> tuple[Conversation, list[Message]] | None:
        """A conversation with its messages after a number, in one statement."""
        params = {
            "tenant": session.tenant_id,
            "conversation": conversation_id,
            "seq": seq,
            "limit": limit,
        }
        row = await session.maybe(_NEWS, params)
        if row is None:
            return None
        messages = [message_of(timed(one)) for one in row["messages"] or ()]
        return conversation_of(timed(row["head"])), messages

    async def after(
        self, session: Session, conversation_id: ConversationId, *, seq: int, limit: int
    ) -> list[Message]:
        """Messages after a number, oldest first."""
        params = {"conversation": conversation_id, "seq": seq, "limit": limit}
        return [message_of(row) for row in await session.all(_AFTER, params)]

    async def before(
        self, session: Session, conversation_id: ConversationId, *, seq: int, limit: int
    ) -> list[Message]:
        """The last messages before a number, oldest first."""
        params = {"conversation": conversation_id, "seq": seq, "limit": limit}
        return [message_of(row) for row in reversed(await session.all(_BEFORE, params))]

    async def of_turn(
        self, session: Session, conversation_id: ConversationId, seq: int
    ) -> list[Message]:
        """What the bot and the system said in the turn of one customer message."""
        params = {"conversation": conversation_id, "seq": seq}
        return [message_of(row) for row in await session.all(_TURN, params)]

    async def by_client(
        self,
        session: Session,
        conversation_id: ConversationId,
        sender_kind: SenderKind,
        *,
        client_id: UUID | None,
    ) -> Message | None:
        """The message that was sent with this client_id before."""
        params = {
            "conversation": conversation_id,
            "sender_kind": sender_kind,
            "client_id": client_id,
        }
        row = await session.maybe(_BY_CLIENT, params)
        return message_of(row) if row else None


def timed(row: Row) -> Row:
    """A row that came as JSON, with its times as times (names end in `_at` or `_since`)."""
    return {
        name: datetime.fromisoformat(value)
        if value is not None and name.endswith(("_at", "_since"))
        else value
        for name, value in row.items()
    }


def message_of(row: Row) -> Message:
    """A row as the model."""
    staff_id = StaffId.or_none(row["staff_id"])
    return Message(
        id=MessageId.of(row["id"]),
        conversation_id=ConversationId.of(row["conversation_id"]),
        seq=row["seq"],
        client_id=row["client_id"] and UUID(str(row["client_id"])),
        sender=Sender(
            SenderKind(row["sender_kind"]), row["sender_name"], row["sender_ai"], staff_id
        ),
        kind=MessageKind(row["kind"]),
        text=row["text"],
        data=row["data"],
        reply_to=row["reply_to"],
        created_at=row["created_at"],
    )
