"""Rows of promises."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from hearthline.customers.promises.model import NewPromise, Promise, PromiseId
from hearthline.kernel import ConversationId, CustomerId, StaffId, TenantId, TicketId
from hearthline.platform.db import Row, Session

_ADD = """
INSERT INTO promise (id, client_id, customer_id, conversation_id, message_seq, ticket_id, text,
  made, made_by, made_at, due_at)
VALUES (%(id)s, %(client)s, %(customer)s, %(conversation)s, %(seq)s, %(ticket)s, %(text)s,
  %(made)s, %(by)s, %(now)s, %(due)s)
ON CONFLICT (tenant_id, client_id) DO NOTHING RETURNING *
"""
_BY_CLIENT = "SELECT * FROM promise WHERE client_id = %(client)s"
_GET = "SELECT * FROM promise WHERE id = %(id)s FOR UPDATE"
_OF_CUSTOMERS = """
SELECT * FROM promise WHERE customer_id = ANY(%(customers)s)
ORDER BY ended IS NOT NULL, CASE WHEN ended IS NULL THEN due_at END, due_at DESC LIMIT %(limit)s
"""
_OPEN = """
SELECT * FROM promise WHERE ended IS NULL AND (%(maker)s::uuid IS NULL OR made_by = %(maker)s)
  AND (%(before)s::timestamptz IS NULL OR due_at < %(before)s)
ORDER BY due_at, id LIMIT %(limit)s
"""
_END = """
UPDATE promise SET ended = %(ended)s, ended_at = %(now)s, ended_by = %(by)s, done_text = %(text)s
WHERE id = %(id)s RETURNING *
"""
_REOPEN = """
UPDATE promise SET ended = NULL, ended_at = NULL, ended_by = NULL, done_text = NULL
WHERE id = %(id)s RETURNING *
"""
_MOVE = """
UPDATE promise SET due_at = %(due)s, reminded_at = NULL, raised_at = NULL
WHERE id = %(id)s RETURNING *
"""
_NEAR = """
SELECT * FROM promise WHERE ended IS NULL AND reminded_at IS NULL AND due_at <= %(before)s
ORDER BY due_at LIMIT 200 FOR UPDATE SKIP LOCKED
"""
_REMINDED = "UPDATE promise SET reminded_at = %(now)s WHERE id = %(id)s"
_OVERDUE = """
SELECT * FROM promise WHERE ended IS NULL AND raised_at IS NULL AND due_at < %(now)s
ORDER BY due_at LIMIT 200 FOR UPDATE SKIP LOCKED
"""
_RAISED = "UPDATE promise SET raised_at = %(now)s WHERE id = %(id)s"
_WORKS_HERE = "SELECT FROM staff WHERE id = %(id)s AND is_active"
_TENANTS = "SELECT id FROM tenant ORDER BY id LIMIT 10000"


class PromiseStore:
    """Promises in the database."""

    async def add(
        self,
        session: Session,
        customer_id: CustomerId,
        new: NewPromise,
        *,
        by: StaffId,
        now: datetime,
    ) -> tuple[Promise, bool]:
        """Add one; with a `client_id` that is known the first comes back, and False."""
        params = {
            "id": PromiseId.new(),
            "client": new.client_id,
            "customer": customer_id,
            "conversation": new.conversation_id,
            "seq": new.message_seq,
            "ticket": new.ticket_id,
            "text": new.text,
            "made": new.made,
            "by": by,
            "now": now,
            "due": new.due_at,
        }
        row = await session.maybe(_ADD, params)
        if row is not None:
            return promise_of(row), True
        return promise_of(await session.one(_BY_CLIENT, params)), False

    async def get(self, session: Session, promise_id: PromiseId) -> Promise | None:
        """One, held until the session ends."""
        row = await session.maybe(_GET, {"id": promise_id})
        return promise_of(row) if row else None

    async def of_customers(
        self, session: Session, customers: Sequence[CustomerId], *, limit: int
    ) -> list[Promise]:
        """Open ones first by their time, then what was, newest first."""
        params = {"customers": list(customers), "limit": limit}
        return [promise_of(row) for row in await session.all(_OF_CUSTOMERS, params)]

    async def still_open(
        self, session: Session, *, maker: StaffId | None, before: datetime | None, limit: int
    ) -> list[Promise]:
        """Open promises of one maker or of all, those due first."""
        params = {"maker": maker, "before": before, "limit": limit}
        return [promise_of(row) for row in await session.all(_OPEN, params)]

    async def end(
        self, session: Session, promise: Promise, ended: str, *, by: StaffId, now: datetime
    ) -> Promise:
        """Note what became of it (`done_text` of the promise given)."""
        params = {
            "id": promise.id,
            "ended": ended,
            "now": now,
            "by": by,
            "text": promise.done_text,
        }
        return promise_of(await session.one(_END, params))

    async def reopen(self, session: Session, promise_id: PromiseId) -> Promise:
        """Undo the end."""
        return promise_of(await session.one(_REOPEN, {"id": promise_id}))

    async def move(self, session: Session, promise_id: PromiseId, *, due: datetime) -> Promise:
        """Another time; reminders begin anew."""
        return promise_of(await session.one(_MOVE, {"id": promise_id, "due": due}))

    async def near(self, session: Session, *, now: datetime, lead: timedelta) -> list[Promise]:
        """Promises due soon of which nobody was reminded, held."""
        rows = await session.all(_NEAR, {"before": now + lead})
        return [promise_of(row) for row in rows]

    async def reminded(self, session: Session, promise_id: PromiseId, *, now: datetime) -> None:
        """Note that its maker was reminded."""
        await session.execute(_REMINDED, {"id": promise_id, "now": now})

    async def overdue(self, session: Session, *, now: datetime) -> list[Promise]:
        """Promises whose time has passed and that nobody was told of, held."""
        return [promise_of(row) for row in await session.all(_OVERDUE, {"now": now})]

    async def raised(self, session: Session, promise_id: PromiseId, *, now: datetime) -> None:
        """Note that it was told."""
        await session.execute(_RAISED, {"id": promise_id, "now": now})

    async def tenants(self, session: Session) -> list[TenantId]:
        """Everybody, for sweeps."""
        return [TenantId.of(row["id"]) for row in await session.all(_TENANTS)]


async def works_here(session: Session, staff_id: StaffId) -> bool:
    """Whether somebody can keep a promise."""
    return await session.maybe(_WORKS_HERE, {"id": staff_id}) is not None


def promise_of(row: Row) -> Promise:
    """A row as a promise."""
    return Promise(
        id=PromiseId.of(row["id"]),
        customer_id=CustomerId.of(row["customer_id"]),
        text=row["text"],
        made=row["made"],
        made_by=StaffId.of(row["made_by"]),
        made_at=row["made_at"],
        due_at=row["due_at"],
        conversation_id=ConversationId.or_none(row["conversation_id"]),
        message_seq=row["message_seq"],
        ticket_id=TicketId.or_none(row["ticket_id"]),
        ended=row["ended"],
        ended_at=row["ended_at"],
        ended_by=StaffId.or_none(row["ended_by"]),
        done_text=row["done_text"],
    )
