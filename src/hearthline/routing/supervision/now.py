"""What is now: lines, people, who waits longest. Read from the tables that live for the moment."""

from datetime import datetime

from hearthline.access import GRANTS, Permission
from hearthline.kernel import ConversationId, QueueId, StaffId
from hearthline.platform.db import Row, Session
from hearthline.routing.model import (
    CONNECTION_GRACE,
    PACE_WINDOW,
    Pace,
    PresenceState,
    eta_seconds,
)
from hearthline.routing.supervision.model import Figures, Person, QueueNow, Wait, WaitKind

_REPLIERS = sorted(role.value for role, may in GRANTS.items() if Permission.DESK_REPLY in may)
_MOST_WAITS = 50

_QUEUES = """
SELECT q.id, q.name, q.target_s, q.target_share, coalesce(line.waiting, 0) AS waiting,
  line.first_at, coalesce(people.total, 0) AS total, coalesce(people.available, 0) AS available,
  coalesce(people.seats, 0) AS seats, coalesce(pace.accepted, 0) AS accepted, pace.pace_from
FROM queue q
LEFT JOIN (SELECT queue_id, count(*) AS waiting, min(queued_at) AS first_at FROM conversation
  WHERE status = 'queued' GROUP BY queue_id) line ON line.queue_id = q.id
LEFT JOIN (SELECT m.queue_id, count(*) AS total, count(*) FILTER (WHERE is_here) AS available,
    sum(p.capacity) FILTER (WHERE is_here) AS seats
  FROM queue_member m JOIN staff s ON s.id = m.staff_id AND s.is_active
  LEFT JOIN presence p ON p.staff_id = m.staff_id
  CROSS JOIN LATERAL (SELECT p.state = 'available' AND (p.disconnected_at IS NULL
    OR p.disconnected_at > %(gone)s) AS is_here) h
  GROUP BY m.queue_id) people ON people.queue_id = q.id
LEFT JOIN (SELECT queue_id, count(*) AS accepted, min(ended_at) AS pace_from FROM desk_stay
  WHERE hand = 'queue' AND ended = 'answered' AND ended_at > %(paced)s GROUP BY queue_id) pace
  ON pace.queue_id = q.id
WHERE q.archived_at IS NULL ORDER BY q.is_default DESC, q.name LIMIT 200
"""
_PEOPLE = """
SELECT s.id, s.name, p.state, p.reason, p.since, p.capacity, p.idle_since, p.connected_at,
  p.disconnected_at, coalesce(held.n, 0) AS load, coalesce(m.queues, '{}') AS queues
FROM staff s JOIN presence p ON p.staff_id = s.id
LEFT JOIN (SELECT hand, count(*) AS n FROM (
    SELECT holder_id AS hand FROM conversation WHERE status = 'agent'
    UNION ALL SELECT offered_to FROM conversation
      WHERE status = 'queued' AND offered_to IS NOT NULL) hands
  GROUP BY hand) held ON held.hand = s.id
LEFT JOIN (SELECT staff_id, array_agg(queue_id ORDER BY queue_id) AS queues FROM queue_member
  GROUP BY staff_id) m ON m.staff_id = s.id
WHERE s.is_active AND EXISTS (SELECT FROM staff_role r
  WHERE r.staff_id = s.id AND r.role = ANY(%(repliers)s))
ORDER BY s.name, s.id LIMIT 1000
"""
_WAITS = f"""
(SELECT c.id, 'line' AS kind, c.label, c.queued_at AS since, c.queue_id, c.holder_id, c.priority,
  l.urgency ->> 'emotion' AS emotion
FROM conversation c LEFT JOIN line_place l ON l.conversation_id = c.id
WHERE c.status = 'queued' ORDER BY c.queued_at LIMIT {_MOST_WAITS})
UNION ALL
(SELECT c.id, 'reply', c.label, c.waiting_since, stay.queue_id, c.holder_id, c.priority,
  l.urgency ->> 'emotion'
FROM conversation c LEFT JOIN line_place l ON l.conversation_id = c.id
LEFT JOIN LATERAL (SELECT queue_id FROM desk_stay d
  WHERE d.tenant_id = c.tenant_id AND d.conversation_id = c.id ORDER BY no DESC LIMIT 1) stay
  ON true
WHERE c.status = 'agent' AND c.waiting_since IS NOT NULL
ORDER BY c.waiting_since LIMIT {_MOST_WAITS})
"""  # noqa: S608  (our own words only)


async def queues_now(
    session: Session, now: datetime, *, figures: dict[QueueId, tuple[Figures, Figures]]
) -> tuple[QueueNow, ...]:
    """The lines, each with its figures of today and of the last half hour."""
    params = {"gone": now - CONNECTION_GRACE, "paced": now - PACE_WINDOW}
    nothing = (Figures.of({}), Figures.of({}))
    return tuple(
        _queue(row, now, figures.get(QueueId.of(row["id"]), nothing))
        for row in await session.all(_QUEUES, params)
    )


async def people_now(session: Session, now: datetime) -> tuple[Person, ...]:
    """Everybody who may answer customers and was here once."""
    rows = await session.all(_PEOPLE, {"repliers": _REPLIERS})
    return tuple(_person(row, now) for row in rows)


async def waits_now(session: Session) -> tuple[Wait, ...]:
    """Who waits longest, for an agent and for an answer."""
    rows = await session.all(_WAITS)
    return tuple(sorted((_wait(row) for row in rows), key=lambda wait: wait.since))


def _queue(row: Row, now: datetime, figures: tuple[Figures, Figures]) -> QueueNow:
    pace = Pace(row["accepted"], now - (row["pace_from"] or now), int(row["seats"]))
    return QueueNow(
        id=QueueId.of(row["id"]),
        name=row["name"],
        waiting=row["waiting"],
        longest_wait_s=_seconds_since(row["first_at"], now) if row["first_at"] else None,
        eta_s=eta_seconds(row["waiting"] + 1, pace, is_offered=False),
        target_s=row["target_s"],
        target_share=float(row["target_share"]),
        agents_available=row["available"],
        agents_total=row["total"],
        today=figures[0],
        recent=figures[1],
    )


def _person(row: Row, now: datetime) -> Person:
    state = PresenceState(row["state"])
    is_idle = state is PresenceState.AVAILABLE and row["load"] == 0
    return Person(
        id=StaffId.of(row["id"]),
        name=row["name"],
        state=state,
        reason=row["reason"],
        since=row["since"],
        is_connected=row["connected_at"] is not None and row["disconnected_at"] is None,
        load=row["load"],
        capacity=row["capacity"],
        idle_s=_seconds_since(row["idle_since"], now) if is_idle else None,
        queues=tuple(QueueId.of(one) for one in row["queues"]),
    )


def _wait(row: Row) -> Wait:
    return Wait(
        conversation_id=ConversationId.of(row["id"]),
        kind=WaitKind(row["kind"]),
        label=row["label"],
        since=row["since"],
        queue_id=QueueId.or_none(row["queue_id"]),
        holder_id=StaffId.or_none(row["holder_id"]),
        priority=row["priority"],
        emotion=row["emotion"],
    )


def _seconds_since(at: datetime, now: datetime) -> int:
    return max(0, int((now - at).total_seconds()))
