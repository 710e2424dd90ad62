"""Rows of queues, presence and offers.

Locks are taken in one order everywhere: conversation, queue, presence, streams. A pass over a
queue holds the queue and takes conversations and presence only if they are free (SKIP LOCKED),
so it never waits for a lock that somebody who waits for it holds.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from hearthline.kernel import ConversationId, QueueId, StaffId, TenantId
from hearthline.platform.db import Row, Session
from hearthline.routing.errors import QueueUnknown
from hearthline.routing.line import LineStore, capacity_of
from hearthline.routing.model import (
    DEFAULT_CAPACITY,
    Pace,
    Presence,
    PresenceState,
    QueueState,
    Seats,
)

_LOCK_QUEUE = "SELECT FROM queue WHERE id = %(queue)s FOR NO KEY UPDATE"
_ADD_QUEUE = """
INSERT INTO queue (id, name, is_default, created_at)
VALUES (%(id)s, %(name)s, %(default)s, %(now)s) ON CONFLICT DO NOTHING
"""
_TAKE = """
SELECT FROM conversation
WHERE id = %(conversation)s AND queue_id = %(queue)s AND status = 'queued'
  AND offered_to IS NULL
FOR UPDATE SKIP LOCKED
"""
_QUEUES_WAITING = """
SELECT DISTINCT queue_id FROM conversation
WHERE status = 'queued' AND offered_to IS NULL AND queue_id IS NOT NULL ORDER BY queue_id
"""
_ENSURE_PRESENCE = """
INSERT INTO presence (staff_id, since, capacity, idle_since)
VALUES (%(staff)s, %(now)s, %(capacity)s, %(now)s) ON CONFLICT DO NOTHING
"""
_PRESENCE = """
SELECT p.*, array(SELECT m.queue_id FROM queue_member m
  WHERE m.tenant_id = p.tenant_id AND m.staff_id = p.staff_id ORDER BY m.queue_id) AS queues
FROM presence p WHERE p.staff_id = %(staff)s
"""
_SET_STATE = """
UPDATE presence SET state = %(state)s, reason = %(reason)s,
  since = CASE WHEN state = %(state)s AND reason IS NOT DISTINCT FROM %(reason)s THEN since
    ELSE %(now)s END,
  ends_at = NULL, forced_by = NULL, forced_why = NULL,
  idle_since = CASE WHEN state = 'available' THEN idle_since ELSE %(now)s END
WHERE staff_id = %(staff)s
"""
_GONE = """
SELECT staff_id FROM presence
WHERE state IN ('available', 'busy') AND disconnected_at < %(before)s ORDER BY staff_id LIMIT 200
"""
_PACE = """
SELECT count(*) AS accepted, min(answered_at) AS first_at FROM assignment
WHERE queue_id = %(queue)s AND outcome = 'accepted' AND answered_at > %(since)s
"""
_QUEUES = """
SELECT q.id, q.name, coalesce(line.waiting, 0) AS waiting, line.first_at,
  coalesce(people.total, 0) AS total, coalesce(people.available, 0) AS available
FROM queue q
LEFT JOIN LATERAL (SELECT count(*) AS waiting, min(c.queued_at) AS first_at FROM conversation c
  WHERE c.tenant_id = q.tenant_id AND c.queue_id = q.id AND c.status = 'queued') line ON true
LEFT JOIN LATERAL (SELECT count(*) AS total, count(*) FILTER (WHERE p.state = 'available'
    AND (p.disconnected_at IS NULL OR p.disconnected_at > %(gone)s)) AS available
  FROM queue_member m
  JOIN staff s ON s.tenant_id = m.tenant_id AND s.id = m.staff_id AND s.is_active
  LEFT JOIN presence p ON p.tenant_id = m.tenant_id AND p.staff_id = m.staff_id
  WHERE m.tenant_id = q.tenant_id AND m.queue_id = q.id) people ON true
WHERE q.archived_at IS NULL ORDER BY q.is_default DESC, q.name LIMIT 200
"""
_QUEUES_OF = """
SELECT q.id FROM queue q WHERE q.archived_at IS NULL AND (%(all)s
  OR EXISTS (SELECT FROM queue_member m
    WHERE m.tenant_id = q.tenant_id AND m.queue_id = q.id AND m.staff_id = %(staff)s))
ORDER BY q.id LIMIT 200
"""
# Those that a person serves, and those that may borrow him.
_QUEUES_NEAR = """
SELECT q.id FROM queue q WHERE EXISTS (SELECT FROM queue_member m
  WHERE m.tenant_id = q.tenant_id AND m.staff_id = %(staff)s AND (m.queue_id = q.id
    OR q.backups @> jsonb_build_array(jsonb_build_object('queue_id', m.queue_id))))
ORDER BY q.id LIMIT 200
"""


class QueueStore:
    """Queues, who serves them, and who waits in them."""

    async def default(self, session: Session, *, name: str, now: datetime) -> QueueId:
        """The queue for whoever names none; made when the tenant has none yet."""
        for _ in range(2):
            row = await session.maybe("SELECT id FROM queue WHERE is_default")
            if row is not None:
                return QueueId.of(row["id"])
            await self.add(session, QueueId.new(), name=name, is_default=True, now=now)
        raise QueueUnknown

    async def add(
        self, session: Session, queue_id: QueueId, *, name: str, is_default: bool, now: datetime
    ) -> None:
        """Add a queue; one of the same name stays as it is."""
        params = {"id": queue_id, "name": name, "default": is_default, "now": now}
        await session.execute(_ADD_QUEUE, params)

    async def join(self, session: Session, queue_id: QueueId, staff_id: StaffId) -> None:
        """Have a person serve a queue."""
        await session.execute(
            "INSERT INTO queue_member (queue_id, staff_id) VALUES (%(queue)s, %(staff)s)"
            " ON CONFLICT DO NOTHING",
            {"queue": queue_id, "staff": staff_id},
        )

    async def is_member(self, session: Session, queue_id: QueueId, staff_id: StaffId) -> bool:
        """Whether a person serves a queue."""
        row = await session.maybe(
            "SELECT FROM queue_member WHERE queue_id = %(queue)s AND staff_id = %(staff)s",
            {"queue": queue_id, "staff": staff_id},
        )
        return row is not None

    async def of_staff(self, session: Session, staff_id: StaffId, *, every: bool) -> list[QueueId]:
        """The queues that a person serves, or every queue."""
        rows = await session.all(_QUEUES_OF, {"staff": staff_id, "all": every})
        return [QueueId.of(row["id"]) for row in rows]

    async def states(self, session: Session, *, now: datetime, gone: datetime) -> list[QueueState]:
        """Every queue with who waits and who serves."""
        rows = await session.all(_QUEUES, {"gone": gone})
        return [
            QueueState(
                id=QueueId.of(row["id"]),
                name=row["name"],
                waiting=row["waiting"],
                longest_wait_s=_seconds_since(row["first_at"], now),
                agents_available=row["available"],
                agents_total=row["total"],
            )
            for row in rows
        ]

    async def lock(self, session: Session, queue_id: QueueId) -> None:
        """Hold the queue until the transaction ends; raises QueueUnknown."""
        if await session.maybe(_LOCK_QUEUE, {"queue": queue_id}) is None:
            raise QueueUnknown

    async def with_waiting(self, session: Session) -> list[QueueId]:
        """The queues in which somebody waits whom nobody was offered."""
        return [QueueId.of(row["queue_id"]) for row in await session.all(_QUEUES_WAITING)]

    async def take(
        self, session: Session, queue_id: QueueId, conversation_id: ConversationId
    ) -> bool:
        """Hold a waiting conversation; False when somebody else holds it or it moved on."""
        params = {"conversation": conversation_id, "queue": queue_id}
        return await session.maybe(_TAKE, params) is not None

    async def near(self, session: Session, staff_id: StaffId) -> list[QueueId]:
        """The queues in which a person may be asked: those served, and those that borrow."""
        rows = await session.all(_QUEUES_NEAR, {"staff": staff_id})
        return [QueueId.of(row["id"]) for row in rows]

    async def pace(
        self, session: Session, queue_id: QueueId, *, now: datetime, since: datetime, seats: Seats
    ) -> Pace:
        """How fast the queue moved since then."""
        row = await session.one(_PACE, {"queue": queue_id, "since": since})
        over = now - (row["first_at"] or now)
        return Pace(row["accepted"], over, seats.fitting, of_seats=seats.all)


class PresenceStore:
    """Who is there, and with how much to do."""

    def __init__(self) -> None:
        """Count loads where the line is read."""
        self._line = LineStore()

    async def ensure(self, session: Session, staff_id: StaffId, *, now: datetime) -> None:
        """Have a person's presence be there; offline until the person says otherwise."""
        params = {"staff": staff_id, "capacity": DEFAULT_CAPACITY, "now": now}
        await session.execute(_ENSURE_PRESENCE, params)

    async def lock(self, session: Session, staff_id: StaffId, *, now: datetime) -> None:
        """Hold a person's presence until the transaction ends; made when it is not there yet."""
        await self.ensure(session, staff_id, now=now)
        await session.execute(
            "SELECT FROM presence WHERE staff_id = %(staff)s FOR UPDATE", {"staff": staff_id}
        )

    async def get(self, session: Session, staff_id: StaffId) -> Presence:
        """A person's presence with the present load; it must be there."""
        row = await session.one(_PRESENCE, {"staff": staff_id})
        return _presence(row, await self._line.loads(session, staff_id))

    async def set_state(
        self, session: Session, staff_id: StaffId, *, state: PresenceState, **why: Any
    ) -> None:
        """Write the state with its `reason` and `now`."""
        params = {"staff": staff_id, "state": state.value} | why
        await session.execute(_SET_STATE, params)

    async def set_capacity(self, session: Session, staff_id: StaffId, capacity: int) -> None:
        """Write how many conversations a person takes at once."""
        await session.execute(
            "UPDATE presence SET capacity = %(capacity)s WHERE staff_id = %(staff)s",
            {"staff": staff_id, "capacity": capacity},
        )

    async def touch(self, session: Session, staff_id: StaffId, *, now: datetime) -> None:
        """The person got or gave up a conversation: the turn goes to who has waited longer."""
        await session.execute(
            "UPDATE presence SET idle_since = %(now)s WHERE staff_id = %(staff)s",
            {"staff": staff_id, "now": now},
        )

    async def connect(self, session: Session, staff_id: StaffId, *, now: datetime) -> None:
        """Note that a socket of the person is open."""
        await session.execute(
            "UPDATE presence SET disconnected_at = NULL, connected_at = CASE"
            " WHEN disconnected_at IS NULL AND connected_at IS NOT NULL THEN connected_at"
            " ELSE %(now)s END WHERE staff_id = %(staff)s",
            {"staff": staff_id, "now": now},
        )

    async def disconnect(self, session: Session, staff_id: StaffId, *, now: datetime) -> None:
        """Note that the person's socket is gone."""
        await session.execute(
            "UPDATE presence SET disconnected_at = %(now)s WHERE staff_id = %(staff)s",
            {"staff": staff_id, "now": now},
        )

    async def gone(self, session: Session, *, before: datetime) -> list[StaffId]:
        """Who says to be there, without a socket since long."""
        rows = await session.all(_GONE, {"before": before})
        return [StaffId.of(row["staff_id"]) for row in rows]


async def tenants(session: Session) -> list[TenantId]:
    """Every tenant of the installation."""
    rows = await session.all("SELECT id FROM tenant ORDER BY id LIMIT 10000")
    return [TenantId.of(row["id"]) for row in rows]


def _presence(row: Row, loads: dict[str, int]) -> Presence:
    return Presence(
        staff_id=StaffId.of(row["staff_id"]),
        state=PresenceState(row["state"]),
        reason=row["reason"],
        since=row["since"],
        capacity=row["capacity"],
        load=sum(loads.values()),
        queues=tuple(_ids(row["queues"])),
        ends_at=row["ends_at"],
        next_state=PresenceState(row["next_state"]) if row["next_state"] else None,
        next_reason=row["next_reason"],
        forced_by=StaffId.or_none(row["forced_by"]),
        forced_why=row["forced_why"],
        is_connected=row["connected_at"] is not None and row["disconnected_at"] is None,
        room=capacity_of(row),
        loads=loads,
    )


def _ids(values: Iterable[UUID]) -> list[QueueId]:
    return [QueueId.of(value) for value in values]


def _seconds_since(at: datetime | None, now: datetime) -> int | None:
    return max(0, int((now - at).total_seconds())) if at else None
