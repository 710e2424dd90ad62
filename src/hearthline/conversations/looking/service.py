"""Who is looking: an unlogged table that every process shares, told to open sockets at each change.

Lost at a crash of the database, which is right: nobody is looking then.
"""

from typing import Any

from hearthline.access import Staff
from hearthline.conversations.looking.model import LASTS, Doing, Looker
from hearthline.conversations.service import Conversations
from hearthline.kernel import Clock, ConversationId, StaffId
from hearthline.platform.db import Session

_TELL = """
INSERT INTO conversation_looker AS l (conversation_id, staff_id, staff_name, doing, until)
VALUES (%(conversation)s, %(staff)s, %(name)s, %(doing)s, %(until)s)
ON CONFLICT (tenant_id, conversation_id, staff_id) DO UPDATE
SET doing = excluded.doing, until = excluded.until, staff_name = excluded.staff_name
"""
_LEAVE = """
DELETE FROM conversation_looker
WHERE conversation_id = %(conversation)s AND staff_id = %(staff)s
"""
_NOW = """
SELECT * FROM conversation_looker
WHERE conversation_id = %(conversation)s AND until > %(now)s ORDER BY staff_name, staff_id LIMIT 20
"""


class Looking:
    """Keeps two colleagues from answering the same customer unaware."""

    def __init__(self, conversations: Conversations, clock: Clock) -> None:
        """Collaborators."""
        self._conversations = conversations
        self._clock = clock

    async def tell(
        self, session: Session, conversation_id: ConversationId, staff: Staff, *, doing: Doing
    ) -> list[Looker]:
        """Note what somebody does, tell the others if it is news, and say who else is there.

        Raises NoSuchConversation.
        """
        await self._conversations.get(session, conversation_id)
        before = await self.now(session, conversation_id)
        now = self._clock.now()
        params: dict[str, Any] = {
            "conversation": conversation_id,
            "staff": staff.id,
            "name": staff.name,
            "doing": doing,
            "until": now + LASTS,
        }
        await session.execute(_LEAVE if doing is Doing.GONE else _TELL, params)
        after = await self.now(session, conversation_id)
        if _seen(before) != _seen(after):
            await self._notify(session, conversation_id, after)
        return after

    async def now(self, session: Session, conversation_id: ConversationId) -> list[Looker]:
        """Who is there now, by name."""
        params = {"conversation": conversation_id, "now": self._clock.now()}
        return [
            Looker(
                StaffId.of(row["staff_id"]), row["staff_name"], Doing(row["doing"]), row["until"]
            )
            for row in await session.all(_NOW, params)
        ]

    async def _notify(
        self, session: Session, conversation_id: ConversationId, lookers: list[Looker]
    ) -> None:
        frame = {
            "type": "looking",
            "conversation_id": str(conversation_id),
            "items": [
                {"staff_id": str(one.staff_id), "name": one.name, "doing": one.doing}
                for one in lookers
            ],
        }
        await session.notify(f"desk:{conversation_id}", {"frame": frame})


def _seen(lookers: list[Looker]) -> set[tuple[StaffId, Doing]]:
    return {(one.staff_id, one.doing) for one in lookers}
