"""The log of offers: who was asked, and what came of it."""

from datetime import datetime
from uuid import UUID

from hearthline.kernel import ConversationId, StaffId
from hearthline.platform.db import Session
from hearthline.routing.model import AssignmentId, Outcome

_STRANDED = """
SELECT c.id FROM conversation c
LEFT JOIN presence p ON p.tenant_id = c.tenant_id AND p.staff_id = c.offered_to
LEFT JOIN staff s ON s.tenant_id = c.tenant_id AND s.id = c.offered_to
WHERE c.status = 'queued' AND c.offered_to IS NOT NULL
  AND (c.offer_expires_at <= %(now)s OR p.state IS DISTINCT FROM 'available'
    OR p.disconnected_at <= %(gone)s OR NOT s.is_active)
ORDER BY c.queued_at LIMIT 100
"""
_LOCK_OFFERED = """
SELECT FROM conversation WHERE id = %(conversation)s AND offered_to IS NOT NULL
FOR UPDATE SKIP LOCKED
"""
_OFFER = """
INSERT INTO assignment (id, conversation_id, queue_id, staff_id, offered_at)
VALUES (%(id)s, %(conversation)s, %(queue)s, %(staff)s, %(now)s)
"""
_ANSWER = """
UPDATE assignment SET outcome = %(outcome)s, answered_at = %(now)s
WHERE conversation_id = %(conversation)s AND outcome IS NULL
"""
_FINISH = """
UPDATE assignment SET finished_at = %(now)s, note = %(note)s
WHERE conversation_id = %(conversation)s AND outcome = 'accepted' AND finished_at IS NULL
"""


class OfferStore:
    """Rows of offers."""

    async def add(
        self,
        session: Session,
        conversation_id: ConversationId,
        *,
        queue_id: UUID,
        staff_id: StaffId,
        now: datetime,
    ) -> None:
        """Note that a conversation is offered to somebody."""
        params = {
            "id": AssignmentId.new(),
            "conversation": conversation_id,
            "queue": queue_id,
            "staff": staff_id,
            "now": now,
        }
        await session.execute(_OFFER, params)

    async def answer(
        self, session: Session, conversation_id: ConversationId, outcome: Outcome, *, now: datetime
    ) -> None:
        """Note how the present offer ended, if there is one."""
        params = {"conversation": conversation_id, "outcome": outcome.value, "now": now}
        await session.execute(_ANSWER, params)

    async def finish(
        self, session: Session, conversation_id: ConversationId, *, note: str | None, now: datetime
    ) -> None:
        """Note that the agent has finished."""
        params = {"conversation": conversation_id, "note": note, "now": now}
        await session.execute(_FINISH, params)

    async def stranded(
        self, session: Session, *, now: datetime, gone: datetime
    ) -> list[ConversationId]:
        """Offers that ran out, or that ring where nobody is."""
        rows = await session.all(_STRANDED, {"now": now, "gone": gone})
        return [ConversationId.of(row["id"]) for row in rows]

    async def lock(self, session: Session, conversation_id: ConversationId) -> bool:
        """Hold an offered conversation; False when somebody else holds it or it moved on."""
        return await session.maybe(_LOCK_OFFERED, {"conversation": conversation_id}) is not None
