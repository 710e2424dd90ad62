"""Who has read how far, and who is typing."""

from typing import Any

from hearthline.conversations.model import SenderKind
from hearthline.conversations.notice import tell_staff
from hearthline.conversations.store import conversation_of
from hearthline.kernel import ConversationId
from hearthline.platform.db import Session
from hearthline.platform.streams import Streams

_READ_BY = """
UPDATE conversation SET {column} = greatest({column}, least(%(seq)s, last_seq))
WHERE id = %(conversation)s AND {column} < least(%(seq)s, last_seq) RETURNING *
"""
_SHOWS_TYPING = """
SELECT k.typing_preview FROM conversation c JOIN channel k ON k.id = c.channel_id
WHERE c.id = %(conversation)s
"""
LONGEST_PREVIEW = 500
_READ_COLUMNS = {
    SenderKind.CUSTOMER: _READ_BY.format(column="customer_read_seq"),
    SenderKind.AGENT: _READ_BY.format(column="agent_read_seq"),
}


async def shows_typing(session: Session, conversation_id: ConversationId) -> bool:
    """Whether the channel shows agents what a customer types before it is sent (off by default)."""
    row = await session.maybe(_SHOWS_TYPING, {"conversation": conversation_id})
    return bool(row and row["typing_preview"])


class Receipts:
    """Read marks are kept; typing is only told."""

    def __init__(self, streams: Streams) -> None:
        """The staff's streams hear of what an agent has read."""
        self._streams = streams

    async def mark_read(
        self, session: Session, conversation_id: ConversationId, seq: int, *, by: SenderKind
    ) -> None:
        """Note how far the customer or the agent has read, and tell the other side."""
        params = {"conversation": conversation_id, "seq": seq}
        row = await session.maybe(_READ_COLUMNS[by], params)
        if row is None:
            return
        note = {"receipt": min(seq, row["last_seq"]), "by": by.value}
        await session.notify(f"conversation:{conversation_id}", note)
        if by is SenderKind.AGENT:
            conversation = conversation_of(row)
            await tell_staff(session, self._streams, conversation)

    async def type(
        self,
        session: Session,
        conversation_id: ConversationId,
        *,
        by: SenderKind,
        on: bool,
        preview: str | None = None,
    ) -> None:
        """Tell the other side that somebody is typing; nothing is stored.

        What a customer has typed so far is told to staff only, and only on a channel that says so.
        """
        note: dict[str, Any] = {"typing": on, "by": by.value}
        is_customer = by is SenderKind.CUSTOMER
        if preview and is_customer and await shows_typing(session, conversation_id):
            note["preview"] = preview[:LONGEST_PREVIEW]
        await session.notify(f"conversation:{conversation_id}", note)
