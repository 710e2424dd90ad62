"""What customers think of a conversation."""

from datetime import timedelta

from hearthline.conversations.events import ConversationRated
from hearthline.kernel import Clock, ConversationId, EventId
from hearthline.platform.db import Session
from hearthline.platform.outbox import Outbox

RATING_MAY_CHANGE = timedelta(hours=24)

_RATE = """
INSERT INTO rating AS r (conversation_id, score, solved, comment, first_at, changed_at)
VALUES (%(conversation)s, %(score)s, %(solved)s, %(comment)s, %(now)s, %(now)s)
ON CONFLICT (tenant_id, conversation_id) DO UPDATE SET score = excluded.score,
  solved = excluded.solved, comment = excluded.comment, changed_at = excluded.changed_at
WHERE r.first_at > %(since)s
RETURNING score
"""


class Ratings:
    """Keeps scores (R92)."""

    def __init__(self, outbox: Outbox, clock: Clock) -> None:
        """Each score is also an event."""
        self._outbox = outbox
        self._clock = clock

    async def rate(
        self,
        session: Session,
        conversation_id: ConversationId,
        *,
        score: int,
        solved: bool | None,
        comment: str | None,
    ) -> None:
        """Keep the customer's score; it may be changed for 24 hours, then it stands."""
        now = self._clock.now()
        params = {
            "conversation": conversation_id,
            "score": score,
            "solved": solved,
            "comment": comment,
            "now": now,
            "since": now - RATING_MAY_CHANGE,
        }
        if await session.maybe(_RATE, params) is None:
            return
        event = ConversationRated(
            event_id=EventId.new(),
            tenant_id=session.tenant_id,
            at=now,
            conversation_id=conversation_id,
            score=score,
            solved=solved,
        )
        await self._outbox.publish(session, event)
