"""Rows of wrap-ups."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from psycopg.types.json import Jsonb

from hearthline.kernel import ConversationId, StaffId
from hearthline.platform.db import Row, Session
from hearthline.routing.wrapup.model import WrapUp, WrapUpId, summary_json, summary_of

_ADD = """
INSERT INTO wrap_up (id, conversation_id, staff_id, began_at, due_at, changed_at)
VALUES (%(id)s, %(conversation)s, %(staff)s, %(began)s, %(due)s, %(began)s)
"""
_KNOWN = "SELECT FROM conversation WHERE id = %(conversation)s"
_DUE_AT = "UPDATE wrap_up SET due_at = %(due)s WHERE id = %(id)s"
_WITH_LABEL = """
SELECT w.*, c.label AS customer FROM wrap_up w
JOIN conversation c ON c.tenant_id = w.tenant_id AND c.id = w.conversation_id
"""
_LAST = f"""{_WITH_LABEL}
WHERE w.conversation_id = %(conversation)s AND (%(staff)s::uuid IS NULL OR w.staff_id = %(staff)s)
ORDER BY w.began_at DESC LIMIT 1
"""
_OPEN = f"""{_WITH_LABEL}
WHERE w.staff_id = %(staff)s AND w.ended_at IS NULL AND w.due_at IS NOT NULL
ORDER BY w.due_at LIMIT 50
"""
_SAVE = """
UPDATE wrap_up SET code = %(code)s, code_label = %(label)s, note = %(note)s, solved = %(solved)s,
  follow_up = %(follow_up)s, summary = %(summary)s, ended_at = %(ended)s, ended_by = %(ended_by)s,
  changed_at = %(now)s
WHERE id = %(id)s
"""
_RUN_OUT = """
UPDATE wrap_up SET ended_at = %(now)s, ended_by = 'timer', changed_at = %(now)s
WHERE ended_at IS NULL AND due_at <= %(now)s RETURNING staff_id
"""
_OWING = """
SELECT DISTINCT staff_id FROM wrap_up WHERE ended_at IS NULL AND due_at IS NOT NULL LIMIT 5000
"""
# Who had the conversation last, unless a wrap-up of that part is there already.
_LEFT_BY = """
SELECT a.staff_id, a.queue_id FROM assignment a
WHERE a.conversation_id = %(conversation)s AND a.outcome = 'accepted'
  AND NOT EXISTS (SELECT FROM wrap_up w WHERE w.tenant_id = a.tenant_id
    AND w.conversation_id = a.conversation_id AND w.staff_id = a.staff_id
    AND w.due_at IS NOT NULL AND w.began_at >= a.answered_at)
ORDER BY a.answered_at DESC LIMIT 1
"""
_HAD_IT = """
SELECT FROM assignment WHERE conversation_id = %(conversation)s AND staff_id = %(staff)s
  AND outcome = 'accepted' LIMIT 1
"""
_LAST_PART = """
SELECT a.staff_id, a.queue_id FROM assignment a
WHERE a.conversation_id = %(conversation)s AND a.outcome = 'accepted'
ORDER BY a.answered_at DESC LIMIT 1
"""
_LABELS = """
SELECT DISTINCT ON (conversation_id) conversation_id, code_label FROM wrap_up
WHERE conversation_id = ANY(%(ids)s) AND code_label IS NOT NULL
ORDER BY conversation_id, began_at DESC
"""


class WrapUpStore:
    """Wrap-ups in the database."""

    async def add(self, session: Session, wrap_up: WrapUp) -> None:
        """Write one that begins."""
        params = {
            "id": wrap_up.id,
            "conversation": wrap_up.conversation_id,
            "staff": wrap_up.staff_id,
            "began": wrap_up.began_at,
            "due": wrap_up.due_at,
        }
        await session.execute(_ADD, params)

    async def due_at(self, session: Session, wrap_up_id: WrapUpId, due: datetime) -> None:
        """Say until when it is to be confirmed: the conversation is over now."""
        await session.execute(_DUE_AT, {"id": wrap_up_id, "due": due})

    async def last(
        self, session: Session, conversation_id: ConversationId, staff_id: StaffId | None = None
    ) -> WrapUp | None:
        """The last one of a conversation, of one person or of anybody."""
        params = {"conversation": conversation_id, "staff": staff_id}
        row = await session.maybe(_LAST, params)
        return _wrap_up(row) if row else None

    async def open_of(self, session: Session, staff_id: StaffId) -> list[WrapUp]:
        """What somebody has still to confirm, soonest first."""
        return [_wrap_up(row) for row in await session.all(_OPEN, {"staff": staff_id})]

    async def save(self, session: Session, wrap_up: WrapUp, *, now: datetime) -> None:
        """Write what was filled in."""
        params = {
            "id": wrap_up.id,
            "code": wrap_up.code,
            "label": wrap_up.code_label,
            "note": wrap_up.note,
            "solved": wrap_up.solved,
            "follow_up": wrap_up.follow_up,
            "summary": Jsonb(summary_json(wrap_up.summary)),
            "ended": wrap_up.ended_at,
            "ended_by": wrap_up.ended_by,
            "now": now,
        }
        await session.execute(_SAVE, params)

    async def run_out(self, session: Session, *, now: datetime) -> set[StaffId]:
        """End those whose time is up; whose they were."""
        return {StaffId.of(row["staff_id"]) for row in await session.all(_RUN_OUT, {"now": now})}

    async def owing(self, session: Session) -> set[StaffId]:
        """Who has one to confirm."""
        return {StaffId.of(row["staff_id"]) for row in await session.all(_OWING)}

    async def left_by(self, session: Session, conversation_id: ConversationId) -> Row | None:
        """Who had the conversation last and has not wrapped it up: staff and queue."""
        last = await session.maybe(_LAST_PART, {"conversation": conversation_id})
        owed = await session.maybe(_LEFT_BY, {"conversation": conversation_id})
        is_last = last is not None and owed is not None and last["staff_id"] == owed["staff_id"]
        return owed if is_last else None

    async def last_part(self, session: Session, conversation_id: ConversationId) -> Row | None:
        """Who had the conversation last, and from which queue."""
        return await session.maybe(_LAST_PART, {"conversation": conversation_id})

    async def had_it(
        self, session: Session, conversation_id: ConversationId, staff_id: StaffId
    ) -> bool:
        """Whether somebody has had the conversation."""
        params = {"conversation": conversation_id, "staff": staff_id}
        return await session.maybe(_HAD_IT, params) is not None

    async def is_known(self, session: Session, conversation_id: ConversationId) -> bool:
        """Whether there is such a conversation."""
        params = {"conversation": conversation_id}
        return await session.maybe(_KNOWN, params) is not None

    async def labels(
        self, session: Session, ids: Sequence[ConversationId]
    ) -> dict[ConversationId, str]:
        """What conversations were about, by the last code that each got."""
        rows = await session.all(_LABELS, {"ids": [UUID(int=one.int) for one in ids]})
        return {ConversationId.of(row["conversation_id"]): row["code_label"] for row in rows}


def _wrap_up(row: Row) -> WrapUp:
    return WrapUp(
        id=WrapUpId.of(row["id"]),
        conversation_id=ConversationId.of(row["conversation_id"]),
        staff_id=StaffId.of(row["staff_id"]),
        began_at=row["began_at"],
        due_at=row["due_at"],
        ended_at=row["ended_at"],
        ended_by=row["ended_by"],
        code=row["code"],
        code_label=row["code_label"],
        note=row["note"],
        solved=row["solved"],
        follow_up=row["follow_up"],
        summary=summary_of(row["summary"]),
        customer=row["customer"],
    )
