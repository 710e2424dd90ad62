"""Who is there to give a conversation to, with how much to do."""

from collections.abc import Iterable
from datetime import datetime

from hearthline.access import GRANTS, Permission
from hearthline.kernel import ConversationId, QueueId, StaffId
from hearthline.platform.db import Row, Session
from hearthline.routing.model import DEFAULT_CAPACITY, PresenceState
from hearthline.routing.moves.model import PersonTarget, QueueTarget

_REPLIERS = sorted(role.value for role, may in GRANTS.items() if Permission.DESK_REPLY in may)
_PEOPLE = """
SELECT s.id, s.name, coalesce(p.state, 'offline') AS state, p.reason, p.capacity,
  p.connected_at IS NOT NULL AND p.disconnected_at IS NULL AS is_connected,
  p.disconnected_at <= %(gone)s AS is_gone,
  (SELECT count(*) FROM conversation c WHERE c.tenant_id = s.tenant_id
    AND c.holder_id = s.id AND c.id <> %(besides)s)
  + (SELECT count(*) FROM conversation c WHERE c.tenant_id = s.tenant_id
    AND c.offered_to = s.id AND c.id <> %(besides)s)
  + (SELECT count(*) FROM conference_member h WHERE h.tenant_id = s.tenant_id
    AND h.staff_id = s.id AND h.ended_at IS NULL AND h.joined_at IS NOT NULL
    AND h.conversation_id <> %(besides)s) AS load,
  array(SELECT k.skill FROM staff_skill k WHERE k.tenant_id = s.tenant_id AND k.staff_id = s.id
    ORDER BY k.level DESC, k.skill) AS skills
FROM staff s
LEFT JOIN presence p ON p.tenant_id = s.tenant_id AND p.staff_id = s.id
WHERE s.is_active AND (%(only)s::uuid IS NULL OR s.id = %(only)s)
  AND EXISTS (SELECT FROM staff_role r WHERE r.tenant_id = s.tenant_id
    AND r.staff_id = s.id AND r.role = ANY(%(repliers)s))
ORDER BY coalesce(p.state, 'offline') <> 'available', s.name, s.id LIMIT 500
"""
_QUEUES = """
SELECT q.id, q.name, line.waiting, line.first_at, people.total, people.available
FROM queue q
CROSS JOIN LATERAL (SELECT count(*) AS waiting, min(c.queued_at) AS first_at FROM conversation c
  WHERE c.tenant_id = q.tenant_id AND c.queue_id = q.id AND c.status = 'queued') line
CROSS JOIN LATERAL (SELECT count(*) AS total, count(*) FILTER (WHERE p.state = 'available'
    AND (p.disconnected_at IS NULL OR p.disconnected_at > %(gone)s)) AS available
  FROM queue_member m
  JOIN staff s ON s.tenant_id = m.tenant_id AND s.id = m.staff_id AND s.is_active
  LEFT JOIN presence p ON p.tenant_id = m.tenant_id AND p.staff_id = m.staff_id
  WHERE m.tenant_id = q.tenant_id AND m.queue_id = q.id) people
WHERE q.archived_at IS NULL AND (%(only)s::uuid IS NULL OR q.id = %(only)s)
ORDER BY q.is_default DESC, q.name LIMIT 200
"""
_LAST_QUEUE = """
SELECT coalesce(
  (SELECT queue_id FROM assignment WHERE conversation_id = %(conversation)s
    ORDER BY offered_at DESC LIMIT 1),
  (SELECT id FROM queue WHERE is_default)) AS queue_id
"""
_CUSTOMERS = "SELECT id, label FROM conversation WHERE id = ANY(%(ids)s)"


class PeopleStore:
    """People and queues, as whoever gives a conversation away must know them."""

    async def all(
        self, session: Session, *, besides: ConversationId, gone: datetime
    ) -> list[PersonTarget]:
        """Everybody who may answer customers; their loads without one conversation."""
        return await self._people(session, besides=besides, gone=gone, only=None)

    async def one(
        self, session: Session, staff_id: StaffId, *, besides: ConversationId, gone: datetime
    ) -> PersonTarget | None:
        """One of them; None when nobody of that id answers customers."""
        found = await self._people(session, besides=besides, gone=gone, only=staff_id)
        return found[0] if found else None

    async def queues(
        self, session: Session, *, now: datetime, gone: datetime, only: QueueId | None = None
    ) -> list[QueueTarget]:
        """The queues with who waits and who is there."""
        rows = await session.all(_QUEUES, {"gone": gone, "only": only})
        return [_queue(row, now) for row in rows]

    async def last_queue(self, session: Session, conversation_id: ConversationId) -> QueueId | None:
        """The queue through which a conversation came last, else the default one."""
        row = await session.one(_LAST_QUEUE, {"conversation": conversation_id})
        return QueueId.or_none(row["queue_id"])

    async def customers(
        self, session: Session, conversations: Iterable[ConversationId]
    ) -> dict[ConversationId, str]:
        """What the customers of some conversations are called, masked."""
        rows = await session.all(_CUSTOMERS, {"ids": list(conversations)})
        return {ConversationId.of(row["id"]): row["label"] for row in rows}

    async def _people(
        self,
        session: Session,
        *,
        besides: ConversationId,
        gone: datetime,
        only: StaffId | None,
    ) -> list[PersonTarget]:
        params = {"besides": besides, "gone": gone, "only": only, "repliers": _REPLIERS}
        return [_person(row) for row in await session.all(_PEOPLE, params)]


def _person(row: Row) -> PersonTarget:
    is_gone = bool(row["is_gone"])
    return PersonTarget(
        staff_id=StaffId.of(row["id"]),
        name=row["name"],
        state=PresenceState.OFFLINE if is_gone else PresenceState(row["state"]),
        reason=None if is_gone else row["reason"],
        is_connected=bool(row["is_connected"]),
        load=row["load"],
        capacity=DEFAULT_CAPACITY if row["capacity"] is None else row["capacity"],
        skills=tuple(_words(row["skills"])),
    )


def _queue(row: Row, now: datetime) -> QueueTarget:
    first = row["first_at"]
    return QueueTarget(
        id=QueueId.of(row["id"]),
        name=row["name"],
        waiting=row["waiting"],
        longest_wait_s=max(0, int((now - first).total_seconds())) if first else None,
        agents_available=row["available"],
        agents_total=row["total"],
    )


def _words(values: Iterable[str]) -> list[str]:
    return list(values)
