"""Who waits in a queue and who is on duty for it, with all that the choice looks at.

The load is counted from the conversations themselves: those that somebody holds (one that the bot
runs a step in for him included), those that ring or are handed to him, and those of others in which
he helps: whoever has joined a conference reads and writes there too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from hearthline.access import GRANTS, Permission
from hearthline.conversations import Conversation
from hearthline.kernel import ConversationId, CustomerId, QueueId, StaffId
from hearthline.platform.db import Row, Session
from hearthline.routing.capacity import Capacity
from hearthline.routing.matching import Agent, InLine
from hearthline.routing.urgency import Wish

_REPLIERS = sorted(role.value for role, may in GRANTS.items() if Permission.DESK_REPLY in may)
LONGEST_LOOK = 1000

# A conversation that others than routing put in line has no place of its own: its priority counts.
_LANE = "coalesce(p.lane, CASE WHEN c.priority = 0 THEN 0 ELSE 2 END)"
_RANK = (
    "c.queued_at - make_interval(secs => coalesce(p.bonus_s, CASE WHEN c.priority = 0 THEN 0"
    " ELSE 300 * (3 - c.priority) END))"
)
_IN_LINE = f"""
SELECT c.id, {_LANE} AS lane, {_RANK} AS rank_at, c.queued_at, ch.kind,
  coalesce(p.skills, '{{}}') AS skills, p.preferred, p.preferred_until,
  array(SELECT a.staff_id FROM assignment a WHERE a.tenant_id = c.tenant_id
    AND a.conversation_id = c.id AND a.outcome = 'declined'
    AND a.answered_at > %(declined_since)s)
  || array(SELECT g.from_staff FROM transfer g WHERE g.tenant_id = c.tenant_id
    AND g.conversation_id = c.id AND g.outcome IS NULL
    AND g.began_at > %(declined_since)s) AS declined
FROM conversation c
JOIN channel ch ON ch.tenant_id = c.tenant_id AND ch.id = c.channel_id
LEFT JOIN line_place p ON p.tenant_id = c.tenant_id AND p.conversation_id = c.id
"""  # noqa: S608  (our own words only)
_WAITING = f"""{_IN_LINE}
WHERE c.queue_id = %(queue)s AND c.status = 'queued' AND c.offered_to IS NULL
ORDER BY lane, rank_at, c.id LIMIT {LONGEST_LOOK}
"""
_ONE = f"{_IN_LINE} WHERE c.id = %(conversation)s"
_AHEAD = f"""
SELECT count(*) AS ahead FROM conversation c
LEFT JOIN line_place p ON p.tenant_id = c.tenant_id AND p.conversation_id = c.id
WHERE c.queue_id = %(queue)s AND c.status = 'queued' AND c.id <> %(conversation)s
  AND ({_LANE}, {_RANK}, c.id) < (%(lane)s, %(rank_at)s, %(conversation)s)
"""  # noqa: S608  (our own words only)
_KEEP = """
INSERT INTO line_place (conversation_id, lane, bonus_s, skills, preferred, preferred_until, urgency)
VALUES (%(conversation)s, %(lane)s, %(bonus)s, %(skills)s, %(preferred)s, %(until)s, %(urgency)s)
ON CONFLICT (tenant_id, conversation_id) DO UPDATE SET lane = excluded.lane,
  bonus_s = excluded.bonus_s, skills = excluded.skills, preferred = excluded.preferred,
  preferred_until = excluded.preferred_until, urgency = excluded.urgency, came_from = NULL
"""
_HELD = """
SELECT jsonb_object_agg(kind, n) AS loads FROM (
  SELECT ch.kind, count(*) AS n FROM (
    SELECT c.tenant_id, c.channel_id FROM conversation c
    WHERE {whose} AND (c.holder_id = {who} OR c.offered_to = {who})
    UNION ALL
    SELECT h.tenant_id, h.channel_id FROM conference_member c
    JOIN conversation h ON h.tenant_id = c.tenant_id AND h.id = c.conversation_id
    WHERE {whose} AND c.staff_id = {who} AND c.ended_at IS NULL AND c.joined_at IS NOT NULL
      AND h.status <> 'closed' AND h.holder_id IS DISTINCT FROM {who}
      AND h.offered_to IS DISTINCT FROM {who}) AS his
  JOIN channel ch ON ch.tenant_id = his.tenant_id AND ch.id = his.channel_id
  GROUP BY ch.kind) AS counted
"""
_LOADS = _HELD.format(whose="true", who="%(staff)s")
# The queue's own members before helpers; whoever is both is a member.
_ON_DUTY = f"""
SELECT m.staff_id, m.level, m.helps_after_s, p.capacity, p.by_channel, p.interrupts, p.idle_since,
  coalesce(held.loads, '{{}}') AS loads, coalesce(can.skills, '{{}}') AS skills
FROM (SELECT DISTINCT ON (q.tenant_id, q.staff_id) q.*, h.after_s AS helps_after_s
  FROM queue_member q
  LEFT JOIN unnest(%(helpers)s::uuid[], %(afters)s::int[], %(spare)s::bool[])
    AS h(queue_id, after_s, is_spare) ON h.queue_id = q.queue_id
  WHERE q.queue_id = %(queue)s OR (h.queue_id IS NOT NULL
    AND NOT (h.is_spare AND EXISTS (SELECT FROM conversation w WHERE w.tenant_id = q.tenant_id
      AND w.queue_id = q.queue_id AND w.status = 'queued' AND w.offered_to IS NULL)))
  ORDER BY q.tenant_id, q.staff_id, q.queue_id = %(queue)s DESC, h.after_s) m
JOIN presence p ON p.tenant_id = m.tenant_id AND p.staff_id = m.staff_id
JOIN staff s ON s.tenant_id = m.tenant_id AND s.id = m.staff_id
LEFT JOIN LATERAL ({_HELD.format(whose="c.tenant_id = m.tenant_id", who="m.staff_id")}) held ON true
LEFT JOIN LATERAL (SELECT jsonb_object_agg(k.skill, k.level) AS skills FROM staff_skill k
  WHERE k.tenant_id = m.tenant_id AND k.staff_id = m.staff_id) can ON true
WHERE p.state = 'available' AND s.is_active
  AND (p.disconnected_at IS NULL OR p.disconnected_at > %(gone)s)
  AND EXISTS (SELECT FROM staff_role r WHERE r.tenant_id = m.tenant_id
    AND r.staff_id = m.staff_id AND r.role = ANY(%(repliers)s))
ORDER BY m.staff_id LIMIT 2000
"""  # noqa: S608  (our own words only)
_TAKE_PRESENCE = """
SELECT capacity, by_channel, interrupts FROM presence
WHERE staff_id = %(staff)s AND state = 'available'
  AND (disconnected_at IS NULL OR disconnected_at > %(gone)s)
FOR UPDATE SKIP LOCKED
"""
# The newest twenty conversations of a customer are looked at, and no hand-over older than a month.
_LAST_AGENT = """
SELECT a.staff_id FROM (SELECT id, tenant_id FROM conversation
    WHERE customer_id = ANY(%(persons)s::uuid[]) OR id = %(conversation)s
    ORDER BY id DESC LIMIT 20) c
JOIN assignment a ON a.tenant_id = c.tenant_id AND a.conversation_id = c.id
WHERE a.outcome = 'accepted' AND a.answered_at > %(since)s ORDER BY a.answered_at DESC LIMIT 1
"""
_OVERDUE = """
SELECT c.id, q.id AS queue_id, q.overflow_to FROM conversation c
JOIN queue q ON q.tenant_id = c.tenant_id AND q.id = c.queue_id
LEFT JOIN line_place p ON p.tenant_id = c.tenant_id AND p.conversation_id = c.id
WHERE c.status = 'queued' AND c.offered_to IS NULL AND p.came_from IS NULL
  AND q.overflow_to IS NOT NULL AND (q.id = ANY(%(hasty)s::uuid[])
    OR c.queued_at + make_interval(secs => q.overflow_after_s) <= %(now)s)
ORDER BY c.queued_at LIMIT 100
"""
_CAME_FROM = """
INSERT INTO line_place (conversation_id, lane, bonus_s, came_from)
SELECT id, CASE WHEN priority = 0 THEN 0 ELSE 2 END,
  CASE WHEN priority = 0 THEN 0 ELSE 300 * (3 - priority) END, %(queue)s
FROM conversation WHERE id = %(conversation)s
ON CONFLICT (tenant_id, conversation_id) DO UPDATE SET came_from = excluded.came_from
"""
_NEXT_END = """
SELECT min(offer_expires_at) AS at FROM conversation
WHERE status = 'queued' AND offered_to IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Helper:
    """Another queue whose members help; `is_spare`: only while nobody waits there unoffered."""

    queue_id: QueueId
    after_s: int
    is_spare: bool


@dataclass(frozen=True, slots=True)
class Overdue:
    """One who waited here for so long that another queue is to serve him."""

    conversation_id: ConversationId
    queue_id: QueueId
    overflow_to: QueueId


class LineStore:
    """Rows of the line and of those on duty."""

    async def waiting(
        self, session: Session, queue_id: QueueId, *, declined_since: datetime
    ) -> list[InLine]:
        """The head of the line: up to a thousand that nobody was offered, in order."""
        params = {"queue": queue_id, "declined_since": declined_since}
        return [_in_line(row) for row in await session.all(_WAITING, params)]

    async def one(
        self, session: Session, conversation_id: ConversationId, *, declined_since: datetime
    ) -> InLine:
        """A conversation in line, offered or not."""
        params = {"conversation": conversation_id, "declined_since": declined_since}
        return _in_line(await session.one(_ONE, params))

    async def kind(self, session: Session, conversation: Conversation) -> str:
        """By which kind of channel a conversation came."""
        row = await session.one(
            "SELECT kind FROM channel WHERE id = %(id)s", {"id": conversation.channel_id}
        )
        return str(row["kind"])

    async def ahead(self, session: Session, queue_id: QueueId, one: InLine) -> int:
        """How many stand before it in the queue, those being offered included."""
        params = {
            "queue": queue_id,
            "conversation": one.conversation_id,
            "lane": one.lane,
            "rank_at": one.rank_at,
        }
        return int((await session.one(_AHEAD, params))["ahead"])

    async def keep(self, session: Session, one: InLine, wish: Wish, *, bonus_s: int) -> None:
        """Write down what a conversation in line needs, and its rank."""
        urgency = wish.urgency
        params: dict[str, Any] = {
            "conversation": one.conversation_id,
            "lane": one.lane,
            "bonus": bonus_s,
            "skills": Jsonb(dict(one.skills)),
            "preferred": one.preferred,
            "until": one.preferred_until,
            "urgency": Jsonb(
                {
                    "hazard": urgency.hazard,
                    "vulnerable": urgency.vulnerable,
                    "emotion": urgency.emotion,
                    "type": urgency.type,
                    "need": urgency.need,
                }
            ),
        }
        await session.execute(_KEEP, params)

    async def agents(
        self, session: Session, queue_id: QueueId, *, gone: datetime, helpers: Sequence[Helper]
    ) -> list[Agent]:
        """Who is on duty for a queue, helpers included; the numbers are not held by a lock."""
        params = {
            "queue": queue_id,
            "gone": gone,
            "repliers": _REPLIERS,
            "helpers": [helper.queue_id for helper in helpers],
            "afters": [helper.after_s for helper in helpers],
            "spare": [helper.is_spare for helper in helpers],
        }
        return [_agent(row) for row in await session.all(_ON_DUTY, params)]

    async def take(self, session: Session, staff_id: StaffId, *, gone: datetime) -> Capacity | None:
        """Hold an available person's presence, if it is free; how much is taken at most."""
        row = await session.maybe(_TAKE_PRESENCE, {"staff": staff_id, "gone": gone})
        return capacity_of(row) if row else None

    async def loads(self, session: Session, staff_id: StaffId) -> dict[str, int]:
        """How many conversations of each kind a person has."""
        row = await session.one(_LOADS, {"staff": staff_id})
        return dict(row["loads"] or {})

    async def last_agent(
        self,
        session: Session,
        conversation_id: ConversationId,
        *,
        persons: Sequence[CustomerId],
        since: datetime,
    ) -> StaffId | None:
        """Who served this customer, under any of his entries, or this conversation last."""
        params = {"persons": list(persons), "conversation": conversation_id, "since": since}
        row = await session.maybe(_LAST_AGENT, params)
        return StaffId.of(row["staff_id"]) if row else None

    async def overdue(
        self, session: Session, *, now: datetime, hasty: Sequence[UUID] = ()
    ) -> list[Overdue]:
        """Who is to be served by another queue now; `hasty` queues let nobody wait for it."""
        rows = await session.all(_OVERDUE, {"now": now, "hasty": list(hasty)})
        return [
            Overdue(
                ConversationId.of(row["id"]),
                QueueId.of(row["queue_id"]),
                QueueId.of(row["overflow_to"]),
            )
            for row in rows
        ]

    async def came_from(
        self, session: Session, conversation_id: ConversationId, queue_id: QueueId
    ) -> None:
        """Note from which queue it came, so that it is not sent on again."""
        params = {"conversation": conversation_id, "queue": queue_id}
        await session.execute(_CAME_FROM, params)

    async def next_end(self, session: Session) -> datetime | None:
        """When the first of the offers that ring now runs out."""
        at: datetime | None = (await session.one(_NEXT_END))["at"]
        return at


def capacity_of(row: Row) -> Capacity:
    """The capacity that a row of presence says."""
    interrupts: Mapping[str, list[str]] = row["interrupts"]
    over = {kind: tuple(kinds) for kind, kinds in interrupts.items()}
    return Capacity(row["capacity"], row["by_channel"], over)


def _in_line(row: Row) -> InLine:
    return InLine(
        conversation_id=ConversationId.of(row["id"]),
        lane=row["lane"],
        rank_at=row["rank_at"],
        queued_at=row["queued_at"],
        kind=row["kind"],
        skills=row["skills"],
        preferred=StaffId.of(row["preferred"]) if row["preferred"] else None,
        preferred_until=row["preferred_until"],
        declined=frozenset(StaffId.of(one) for one in row["declined"]),
    )


def _agent(row: Row) -> Agent:
    return Agent(
        staff_id=StaffId.of(row["staff_id"]),
        capacity=capacity_of(row),
        loads=row["loads"],
        idle_since=row["idle_since"],
        skills=row["skills"],
        level=row["level"],
        helps_after_s=row["helps_after_s"],
    )
