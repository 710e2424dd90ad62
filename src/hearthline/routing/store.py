"""Rows of queues, presence and offers.

Locks are taken in one order everywhere: conversation, queue, presence, streams. A pass over a
queue holds the queue and takes conversations and presence only if they are free (SKIP LOCKED),
so it never waits for a lock that somebody who waits for it holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from hearthline.access import GRANTS, Permission
from hearthline.kernel import ConversationId, QueueId, StaffId, TenantId
from hearthline.platform.db import Row, Session
from hearthline.routing.errors import QueueUnknown
from hearthline.routing.model import (
    DEFAULT_CAPACITY,
    Pace,
    Presence,
    PresenceState,
    QueueState,
    Waiting,
)

_REPLIERS = sorted(role.value for role, may in GRANTS.items() if Permission.DESK_REPLY in may)

_LOCK_QUEUE = "SELECT FROM queue WHERE id = %(queue)s FOR NO KEY UPDATE"
_ADD_QUEUE = """
INSERT INTO queue (id, name, is_default, created_at)
VALUES (%(id)s, %(name)s, %(default)s, %(now)s) ON CONFLICT DO NOTHING
"""
_WAITING = """
SELECT id, priority, queued_at FROM conversation
WHERE queue_id = %(queue)s AND status = 'queued' AND offered_to IS NULL
ORDER BY priority, queued_at, id LIMIT %(limit)s
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
_AHEAD = """
SELECT count(*) AS ahead, count(*) FILTER (WHERE offered_to IS NULL) AS unoffered
FROM conversation
WHERE queue_id = %(queue)s AND status = 'queued' AND id <> %(conversation)s
  AND (priority, queued_at, id) < (%(priority)s, %(queued_at)s, %(conversation)s)
"""
# The load is counted from the conversations themselves: those held (one that the bot runs a step
# in is held too), and those that ring, from the queue or from a colleague.
_LOAD = """
SELECT count(*) AS load FROM conversation
WHERE holder_id = %(staff)s OR offered_to = %(staff)s
"""
_ON_DUTY = """
SELECT p.staff_id, p.capacity, p.idle_since, coalesce(held.n, 0) + coalesce(rings.n, 0) AS load
FROM queue_member m
JOIN presence p ON p.tenant_id = m.tenant_id AND p.staff_id = m.staff_id
JOIN staff s ON s.tenant_id = m.tenant_id AND s.id = m.staff_id
LEFT JOIN LATERAL (SELECT count(*) AS n FROM conversation c
  WHERE c.tenant_id = m.tenant_id AND c.holder_id = m.staff_id) held ON true
LEFT JOIN LATERAL (SELECT count(*) AS n FROM conversation c
  WHERE c.tenant_id = m.tenant_id AND c.offered_to = m.staff_id) rings
  ON true
WHERE m.queue_id = %(queue)s AND p.state = 'available' AND s.is_active
  AND (p.disconnected_at IS NULL OR p.disconnected_at > %(gone)s)
  AND EXISTS (SELECT FROM staff_role r WHERE r.tenant_id = m.tenant_id
    AND r.staff_id = m.staff_id AND r.role = ANY(%(repliers)s))
ORDER BY load, p.idle_since, p.staff_id
"""
_TAKE_PRESENCE = """
SELECT capacity FROM presence WHERE staff_id = %(staff)s AND state = 'available'
  AND (disconnected_at IS NULL OR disconnected_at > %(gone)s)
FOR UPDATE SKIP LOCKED
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
ORDER BY q.is_default DESC, q.name LIMIT 200
"""
_QUEUES_OF = """
SELECT q.id FROM queue q WHERE %(all)s OR EXISTS (SELECT FROM queue_member m
  WHERE m.tenant_id = q.tenant_id AND m.queue_id = q.id AND m.staff_id = %(staff)s)
ORDER BY q.id LIMIT 200
"""
_LONGEST_LOOK = 50


@dataclass(frozen=True, slots=True)
class Candidate:
    """An agent on duty in a queue; the numbers hold until somebody else's transaction ends."""

    staff_id: StaffId
    capacity: int
    load: int


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

    async def waiting(self, session: Session, queue_id: QueueId) -> list[Waiting]:
        """The head of the line: those that nobody was offered."""
        rows = await session.all(_WAITING, {"queue": queue_id, "limit": _LONGEST_LOOK})
        return [
            Waiting(ConversationId.of(row["id"]), row["priority"], row["queued_at"]) for row in rows
        ]

    async def with_waiting(self, session: Session) -> list[QueueId]:
        """The queues in which somebody waits whom nobody was offered."""
        return [QueueId.of(row["queue_id"]) for row in await session.all(_QUEUES_WAITING)]

    async def take(
        self, session: Session, queue_id: QueueId, conversation_id: ConversationId
    ) -> bool:
        """Hold a waiting conversation; False when somebody else holds it or it moved on."""
        params = {"conversation": conversation_id, "queue": queue_id}
        return await session.maybe(_TAKE, params) is not None

    async def ahead(self, session: Session, queue_id: QueueId, waiting: Waiting) -> tuple[int, int]:
        """How many stand before it: all of them, and those that nobody was offered."""
        params = {
            "queue": queue_id,
            "conversation": waiting.conversation_id,
            "priority": waiting.priority,
            "queued_at": waiting.queued_at,
        }
        row = await session.one(_AHEAD, params)
        return row["ahead"], row["unoffered"]

    async def pace(
        self, session: Session, queue_id: QueueId, *, now: datetime, since: datetime, seats: int
    ) -> Pace:
        """How fast the queue moved since then."""
        row = await session.one(_PACE, {"queue": queue_id, "since": since})
        return Pace(row["accepted"], now - (row["first_at"] or now), seats)


class PresenceStore:
    """Who is there, and with how much to do."""

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
        return _presence(row, await self.load(session, staff_id))

    async def load(self, session: Session, staff_id: StaffId) -> int:
        """How many conversations the person holds or is being offered."""
        return int((await session.one(_LOAD, {"staff": staff_id}))["load"])

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

    async def on_duty(
        self, session: Session, queue_id: QueueId, *, gone: datetime
    ) -> list[Candidate]:
        """Who serves the queue and takes conversations: least loaded, then longest idle."""
        params = {"queue": queue_id, "gone": gone, "repliers": _REPLIERS}
        rows = await session.all(_ON_DUTY, params)
        return [Candidate(StaffId.of(r["staff_id"]), r["capacity"], r["load"]) for r in rows]

    async def take(self, session: Session, staff_id: StaffId, *, gone: datetime) -> int | None:
        """Hold an available person's presence, if it is free; how much is taken at most."""
        row = await session.maybe(_TAKE_PRESENCE, {"staff": staff_id, "gone": gone})
        return row["capacity"] if row else None

    async def gone(self, session: Session, *, before: datetime) -> list[StaffId]:
        """Who says to be there, without a socket since long."""
        rows = await session.all(_GONE, {"before": before})
        return [StaffId.of(row["staff_id"]) for row in rows]


async def tenants(session: Session) -> list[TenantId]:
    """Every tenant of the installation."""
    rows = await session.all("SELECT id FROM tenant ORDER BY id LIMIT 10000")
    return [TenantId.of(row["id"]) for row in rows]


def _presence(row: Row, load: int) -> Presence:
    return Presence(
        staff_id=StaffId.of(row["staff_id"]),
        state=PresenceState(row["state"]),
        reason=row["reason"],
        since=row["since"],
        capacity=row["capacity"],
        load=load,
        queues=tuple(_ids(row["queues"])),
        ends_at=row["ends_at"],
        next_state=PresenceState(row["next_state"]) if row["next_state"] else None,
        next_reason=row["next_reason"],
        forced_by=StaffId.or_none(row["forced_by"]),
        forced_why=row["forced_why"],
        is_connected=row["connected_at"] is not None and row["disconnected_at"] is None,
    )


def _ids(values: Iterable[UUID]) -> list[QueueId]:
    return [QueueId.of(value) for value in values]


def _seconds_since(at: datetime | None, now: datetime) -> int | None:
    return max(0, int((now - at).total_seconds())) if at else None
