"""Rows of booked calls and of the tries to make them."""

from datetime import datetime
from uuid import UUID

from hearthline.kernel import ConversationId, CustomerId, Id, QueueId, StaffId
from hearthline.platform.db import Row, Session
from hearthline.routing.callbacks.model import (
    BookedCall,
    BookedCallId,
    CallCounts,
    CallState,
    Tried,
)

_SELECT = """
SELECT r.*, c.label AS customer, (SELECT count(*) FROM callback_try t
  WHERE t.tenant_id = r.tenant_id AND t.callback_id = r.id AND t.outcome = 'not_reached') AS tries
FROM callback_request r
JOIN conversation c ON c.tenant_id = r.tenant_id AND c.id = r.conversation_id
"""
_ADD = """
INSERT INTO callback_request (id, client_id, conversation_id, customer_id, queue_id, priority,
  place_at, sealed_phone, phone_masked, from_at, until_at, due_at, note, booked_by, wanted_staff,
  booked_at)
VALUES (%(id)s, %(client)s, %(conversation)s, %(customer)s, %(queue)s, %(priority)s, %(place)s,
  %(sealed)s, %(masked)s, %(from)s, %(until)s, %(from)s, %(note)s, %(by)s, %(wanted)s, %(now)s)
"""
_ONE = f"{_SELECT} WHERE r.id = %(id)s"
_BY_CLIENT = f"{_SELECT} WHERE r.conversation_id = %(conversation)s AND r.client_id = %(client)s"
_OPEN_OF = f"{_SELECT} WHERE r.conversation_id = %(conversation)s AND r.ended_at IS NULL"
_IN = f"{_SELECT} WHERE r.taken_in = %(conversation)s AND r.ended_at IS NULL"
_LOCK = "SELECT sealed_phone FROM callback_request WHERE id = %(id)s FOR UPDATE"
_DUE = """
SELECT id FROM callback_request WHERE state = 'booked' AND due_at <= %(now)s
ORDER BY priority, place_at LIMIT 100
"""
# The conversation that was put in line for it is neither in line nor with an agent any more.
_STRANDED = """
SELECT r.id FROM callback_request r
JOIN conversation c ON c.tenant_id = r.tenant_id AND c.id = r.taken_in
WHERE r.state = 'offered' AND r.ended_at IS NULL AND c.status NOT IN ('queued', 'agent')
LIMIT 100
"""
_STATE = """
UPDATE callback_request SET state = %(state)s, taken_in = %(taken_in)s, taken_by = %(taken_by)s,
  due_at = %(due)s, until_at = %(until)s, ended_at = %(ended)s
WHERE id = %(id)s
"""
_TAKEN = """
UPDATE callback_request r SET state = 'taken', taken_by = c.holder_id
FROM conversation c
WHERE c.tenant_id = r.tenant_id AND c.id = r.taken_in AND r.taken_in = %(conversation)s
  AND r.state = 'offered' AND c.status = 'agent'
"""
_TRY = """
INSERT INTO callback_try (id, callback_id, client_id, staff_id, outcome, note, at)
VALUES (%(id)s, %(call)s, %(client)s, %(staff)s, %(outcome)s, %(note)s, %(now)s)
ON CONFLICT DO NOTHING RETURNING id
"""
_HAS_TRY = "SELECT FROM callback_try WHERE callback_id = %(call)s AND client_id = %(client)s"
_LATE = f"""{_SELECT}
WHERE r.ended_at IS NULL AND r.overdue_told_at IS NULL AND r.until_at < %(now)s LIMIT 100
"""
_TOLD = """
UPDATE callback_request SET overdue_told_at = %(now)s
WHERE id = %(id)s AND overdue_told_at IS NULL RETURNING id
"""
_COUNTS = """
SELECT count(*) FILTER (WHERE due_at <= %(now)s) AS due,
  count(*) FILTER (WHERE until_at < %(now)s) AS overdue
FROM callback_request WHERE ended_at IS NULL
"""
_VIEWS = {
    "mine": "r.ended_at IS NULL AND (r.taken_by = %(staff)s OR r.wanted_staff = %(staff)s)",
    "due": "r.ended_at IS NULL AND r.due_at <= %(now)s",
    "coming": "r.ended_at IS NULL AND r.due_at > %(now)s",
    "overdue": "r.ended_at IS NULL AND r.until_at < %(now)s",
    "done": "r.ended_at IS NOT NULL",
}


class CallStore:
    """Booked calls in the database."""

    async def add(self, session: Session, call: BookedCall, *, sealed_phone: bytes) -> None:
        """Write a call that was booked; one at a time for a conversation."""
        params = {
            "id": call.id,
            "client": call.client_id,
            "conversation": call.conversation_id,
            "customer": call.customer_id,
            "queue": call.queue_id,
            "priority": call.priority,
            "place": call.place_at,
            "sealed": sealed_phone,
            "masked": call.phone_masked,
            "from": call.from_at,
            "until": call.until_at,
            "note": call.note,
            "by": call.booked_by,
            "wanted": call.wanted_staff,
            "now": call.booked_at,
        }
        await session.execute(_ADD, params)

    async def find(self, session: Session, call_id: BookedCallId) -> BookedCall | None:
        """A call."""
        row = await session.maybe(_ONE, {"id": call_id})
        return _call(row) if row else None

    async def by_client(
        self, session: Session, conversation_id: ConversationId, client_id: UUID
    ) -> BookedCall | None:
        """The call that a repeated booking names."""
        params = {"conversation": conversation_id, "client": client_id}
        row = await session.maybe(_BY_CLIENT, params)
        return _call(row) if row else None

    async def open_of(self, session: Session, conversation_id: ConversationId) -> BookedCall | None:
        """The call that the customer of a conversation waits for."""
        row = await session.maybe(_OPEN_OF, {"conversation": conversation_id})
        return _call(row) if row else None

    async def within(self, session: Session, conversation_id: ConversationId) -> BookedCall | None:
        """The call for which a conversation was put in line."""
        row = await session.maybe(_IN, {"conversation": conversation_id})
        return _call(row) if row else None

    async def lock(self, session: Session, call_id: BookedCallId) -> bytes | None:
        """Hold a call; its sealed number."""
        row = await session.maybe(_LOCK, {"id": call_id})
        return bytes(row["sealed_phone"]) if row else None

    async def put(self, session: Session, call: BookedCall, state: CallState) -> None:
        """Write a new state, with when it is due, who has it and in which conversation."""
        params = {
            "id": call.id,
            "state": state.value,
            "due": call.due_at,
            "until": call.until_at,
            "ended": call.ended_at,
            "taken_by": call.taken_by,
            "taken_in": call.taken_in,
        }
        await session.execute(_STATE, params)

    async def taken(self, session: Session, conversation_id: ConversationId) -> None:
        """Note who took the conversation that was put in line for a call."""
        await session.execute(_TAKEN, {"conversation": conversation_id})

    async def counts(self, session: Session, *, now: datetime) -> CallCounts:
        """How many are due and how many overdue."""
        row = await session.one(_COUNTS, {"now": now})
        return CallCounts(row["due"], row["overdue"])

    async def page(
        self, session: Session, view: str, staff_id: StaffId, *, now: datetime, limit: int
    ) -> list[BookedCall]:
        """A list of calls: mine, due, coming, overdue, done."""
        order = "r.ended_at DESC" if view == "done" else "r.due_at, r.id"
        sql = f"{_SELECT} WHERE {_VIEWS[view]} ORDER BY {order} LIMIT %(limit)s"
        params = {"staff": staff_id, "now": now, "limit": limit}
        return [_call(row) for row in await session.all(sql, params)]


class TryStore:
    """What came of dialling, in the database."""

    async def add(
        self,
        session: Session,
        call_id: BookedCallId,
        staff_id: StaffId,
        *,
        tried: Tried,
        now: datetime,
    ) -> bool:
        """Write what came of dialling; False when it was written before."""
        params = {
            "id": Id.new(),
            "call": call_id,
            "client": tried.client_id,
            "staff": staff_id,
            "outcome": tried.outcome.value,
            "note": tried.note,
            "now": now,
        }
        return await session.maybe(_TRY, params) is not None

    async def has(self, session: Session, call_id: BookedCallId, client_id: UUID) -> bool:
        """Whether a try was written before."""
        params = {"call": call_id, "client": client_id}
        return await session.maybe(_HAS_TRY, params) is not None


class CallMoments:
    """Which calls are due, stranded or late."""

    async def due(self, session: Session, *, now: datetime) -> list[BookedCallId]:
        """Calls whose time has come, those with the better place first."""
        return [BookedCallId.of(row["id"]) for row in await session.all(_DUE, {"now": now})]

    async def stranded(self, session: Session) -> list[BookedCallId]:
        """Calls whose place in line was lost: the customer closed the conversation, say."""
        return [BookedCallId.of(row["id"]) for row in await session.all(_STRANDED)]

    async def late(self, session: Session, *, now: datetime) -> list[BookedCall]:
        """Calls whose promised time has gone by and of which nobody was told."""
        return [_call(row) for row in await session.all(_LATE, {"now": now})]

    async def told(self, session: Session, call_id: BookedCallId, *, now: datetime) -> bool:
        """Note that the alarm was given; False when it was before."""
        return await session.maybe(_TOLD, {"id": call_id, "now": now}) is not None


def _call(row: Row) -> BookedCall:
    return BookedCall(
        id=BookedCallId.of(row["id"]),
        client_id=UUID(str(row["client_id"])),
        conversation_id=ConversationId.of(row["conversation_id"]),
        customer_id=CustomerId.or_none(row["customer_id"]),
        customer=row["customer"],
        queue_id=QueueId.of(row["queue_id"]),
        priority=row["priority"],
        place_at=row["place_at"],
        phone_masked=row["phone_masked"],
        from_at=row["from_at"],
        until_at=row["until_at"],
        due_at=row["due_at"],
        note=row["note"],
        booked_by=StaffId.or_none(row["booked_by"]),
        wanted_staff=StaffId.or_none(row["wanted_staff"]),
        state=CallState(row["state"]),
        taken_by=StaffId.or_none(row["taken_by"]),
        taken_in=ConversationId.or_none(row["taken_in"]),
        booked_at=row["booked_at"],
        ended_at=row["ended_at"],
        tries=row["tries"],
    )
