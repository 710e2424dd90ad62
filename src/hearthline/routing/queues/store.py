"""Rows of queues' settings, their members, and what people can and take."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from hearthline.access import GRANTS, Permission
from hearthline.kernel import QueueId, StaffId
from hearthline.platform.db import Row, Session
from hearthline.routing.errors import QueueUnknown
from hearthline.routing.queues.model import (
    AgentSetting,
    Backup,
    Closed,
    Hours,
    Member,
    Queue,
    Ring,
    Span,
)

MOST_QUEUES = 200
MOST_PEOPLE = 1000
_REPLIERS = sorted(role.value for role, may in GRANTS.items() if Permission.DESK_REPLY in may)

_LIST = f"""
SELECT * FROM queue WHERE archived_at IS NULL OR %(archived)s
ORDER BY archived_at IS NOT NULL, is_default DESC, name LIMIT {MOST_QUEUES}
"""  # noqa: S608  (numbers of ours)
_SAVE = """
INSERT INTO queue (id, name, created_at, channels, skills, rings, hours, overflow_to,
  overflow_after_s, backups, closed, target_s, target_share, counter, changed_at, changed_by,
  archived_at)
VALUES (%(id)s, %(name)s, %(now)s, %(channels)s, %(skills)s, %(rings)s, %(hours)s, %(overflow_to)s,
  %(overflow_after_s)s, %(backups)s, %(closed)s, %(target_s)s, %(target_share)s, %(counter)s,
  %(now)s, %(by)s, %(archived_at)s)
ON CONFLICT (tenant_id, id) DO UPDATE SET name = excluded.name, channels = excluded.channels,
  skills = excluded.skills, rings = excluded.rings, hours = excluded.hours,
  overflow_to = excluded.overflow_to, overflow_after_s = excluded.overflow_after_s,
  backups = excluded.backups, closed = excluded.closed, target_s = excluded.target_s,
  target_share = excluded.target_share, counter = excluded.counter,
  changed_at = excluded.changed_at, changed_by = excluded.changed_by,
  archived_at = excluded.archived_at
"""
_MEMBERS = f"""
SELECT m.queue_id, m.staff_id, m.level, s.name, coalesce(can.skills, '{{}}') AS skills
FROM queue_member m
JOIN staff s ON s.tenant_id = m.tenant_id AND s.id = m.staff_id AND s.is_active
LEFT JOIN LATERAL (SELECT jsonb_object_agg(k.skill, k.level) AS skills FROM staff_skill k
  WHERE k.tenant_id = m.tenant_id AND k.staff_id = m.staff_id) can ON true
WHERE m.queue_id = ANY(%(queues)s) ORDER BY m.queue_id, m.level, s.name, m.staff_id
LIMIT {MOST_PEOPLE * 10}
"""  # noqa: S608  (numbers of ours)
_AGENTS = f"""
SELECT s.id, s.name, coalesce(p.capacity, %(usual)s) AS capacity,
  coalesce(p.by_channel, '{{}}') AS by_channel, coalesce(p.interrupts, '{{}}') AS interrupts,
  coalesce(p.setting_counter, 1) AS counter, p.setting_changed_at, p.setting_changed_by,
  coalesce(can.skills, '{{}}') AS skills,
  array(SELECT m.queue_id FROM queue_member m JOIN queue q ON q.tenant_id = m.tenant_id
    AND q.id = m.queue_id AND q.archived_at IS NULL
    WHERE m.tenant_id = s.tenant_id AND m.staff_id = s.id ORDER BY m.queue_id) AS queues
FROM staff s
LEFT JOIN presence p ON p.tenant_id = s.tenant_id AND p.staff_id = s.id
LEFT JOIN LATERAL (SELECT jsonb_object_agg(k.skill, k.level) AS skills FROM staff_skill k
  WHERE k.tenant_id = s.tenant_id AND k.staff_id = s.id) can ON true
WHERE s.is_active AND (%(staff)s::uuid IS NULL OR s.id = %(staff)s)
  AND EXISTS (SELECT FROM staff_role r WHERE r.tenant_id = s.tenant_id
    AND r.staff_id = s.id AND r.role = ANY(%(repliers)s))
ORDER BY s.name, s.id LIMIT {MOST_PEOPLE}
"""  # noqa: S608  (numbers of ours)
_SET_AGENT = """
UPDATE presence SET capacity = %(total)s, by_channel = %(by_channel)s,
  interrupts = %(interrupts)s, setting_counter = setting_counter + 1,
  setting_changed_at = %(now)s, setting_changed_by = %(by)s
WHERE staff_id = %(staff)s
"""
_SKILLS = """
SELECT skill FROM staff_skill UNION SELECT jsonb_object_keys(skills) FROM queue
ORDER BY 1 LIMIT 500
"""
_WAITING = """
SELECT count(*) AS waiting FROM conversation WHERE queue_id = %(queue)s AND status = 'queued'
"""
_LEANING = """
SELECT name FROM queue WHERE archived_at IS NULL AND id <> %(queue)s
  AND (overflow_to = %(queue)s OR backups @> %(backup)s) ORDER BY name LIMIT 10
"""


@dataclass(frozen=True, slots=True)
class Change:
    """Who changed something, and when."""

    by: StaffId
    at: datetime


class QueueSettingStore:
    """Settings as rows."""

    async def every(self, session: Session, *, archived: bool = False) -> list[Queue]:
        """The queues, the default one first; archived ones last, if wanted."""
        rows = await session.all(_LIST, {"archived": archived})
        return [_queue(row) for row in rows]

    async def get(self, session: Session, queue_id: QueueId, *, lock: bool = False) -> Queue:
        """A queue; raises QueueUnknown. Under `lock` it is held until the transaction ends."""
        sql = "SELECT * FROM queue WHERE id = %(queue)s"
        params = {"queue": queue_id}
        row = await session.maybe(sql + " FOR NO KEY UPDATE" if lock else sql, params)
        if row is None:
            raise QueueUnknown
        return _queue(row)

    async def named(self, session: Session, name: str) -> QueueId | None:
        """Which queue has the name, archived ones included."""
        row = await session.maybe("SELECT id FROM queue WHERE name = %(name)s", {"name": name})
        return QueueId.of(row["id"]) if row else None

    async def save(self, session: Session, queue: Queue, change: Change) -> None:
        """Write a queue, new or changed."""
        await session.execute(_SAVE, _params(queue) | {"now": change.at, "by": change.by})

    async def members(
        self, session: Session, queues: Sequence[QueueId]
    ) -> dict[QueueId, list[Member]]:
        """Who serves each queue."""
        found: dict[QueueId, list[Member]] = {queue_id: [] for queue_id in queues}
        for row in await session.all(_MEMBERS, {"queues": list(queues)}):
            member = Member(StaffId.of(row["staff_id"]), row["name"], row["level"], row["skills"])
            found[QueueId.of(row["queue_id"])].append(member)
        return found

    async def set_members(
        self, session: Session, queue_id: QueueId, levels: Mapping[StaffId, int]
    ) -> None:
        """Have these people, and nobody else, serve a queue."""
        people = sorted(levels)
        await session.execute(
            "DELETE FROM queue_member WHERE queue_id = %(queue)s AND staff_id <> ALL(%(staff)s)",
            {"queue": queue_id, "staff": people},
        )
        await session.execute(
            "INSERT INTO queue_member (queue_id, staff_id, level)"
            " SELECT %(queue)s, * FROM unnest(%(staff)s::uuid[], %(levels)s::int[])"
            " ON CONFLICT (tenant_id, queue_id, staff_id) DO UPDATE SET level = excluded.level",
            {"queue": queue_id, "staff": people, "levels": [levels[one] for one in people]},
        )

    async def agents(
        self, session: Session, *, usual: int, staff_id: StaffId | None = None
    ) -> list[AgentSetting]:
        """Everybody who may answer customers, or one of them."""
        params = {"usual": usual, "staff": staff_id, "repliers": _REPLIERS}
        return [_setting(row) for row in await session.all(_AGENTS, params)]

    async def set_agent(self, session: Session, setting: AgentSetting, change: Change) -> None:
        """Write what a person can and takes; the presence must be there."""
        params: dict[str, Any] = {
            "staff": setting.staff_id,
            "total": setting.total,
            "by_channel": Jsonb(dict(setting.by_channel)),
            "interrupts": Jsonb({kind: list(over) for kind, over in setting.interrupts.items()}),
            "now": change.at,
            "by": change.by,
        }
        await session.execute(_SET_AGENT, params)
        await self.set_skills(session, setting.staff_id, setting.skills)

    async def set_skills(
        self, session: Session, staff_id: StaffId, skills: Mapping[str, int]
    ) -> None:
        """Write what a person can, and nothing else."""
        words = sorted(skills)
        params = {"staff": staff_id, "skills": words, "levels": [skills[word] for word in words]}
        await session.execute(
            "DELETE FROM staff_skill WHERE staff_id = %(staff)s AND skill <> ALL(%(skills)s)",
            params,
        )
        await session.execute(
            "INSERT INTO staff_skill (staff_id, skill, level)"
            " SELECT %(staff)s, * FROM unnest(%(skills)s::text[], %(levels)s::int[])"
            " ON CONFLICT (tenant_id, staff_id, skill) DO UPDATE SET level = excluded.level",
            params,
        )

    async def skills(self, session: Session) -> list[str]:
        """Every word for a skill in use."""
        return [row["skill"] for row in await session.all(_SKILLS)]

    async def waiting(self, session: Session, queue_id: QueueId) -> int:
        """How many wait in a queue."""
        return int((await session.one(_WAITING, {"queue": queue_id}))["waiting"])

    async def leaning(self, session: Session, queue_id: QueueId) -> list[str]:
        """The names of queues that send people to this one, or borrow from it."""
        backup = Jsonb([{"queue_id": str(UUID(int=queue_id.int))}])
        rows = await session.all(_LEANING, {"queue": queue_id, "backup": backup})
        return [row["name"] for row in rows]


def _params(queue: Queue) -> dict[str, Any]:
    hours = queue.hours
    return {
        "id": queue.id,
        "name": queue.name,
        "channels": list(queue.channels),
        "skills": Jsonb(dict(queue.skills)),
        "rings": Jsonb([[one.after_s, one.min_level, one.skill] for one in queue.rings]),
        "hours": None if hours is None else Jsonb(_hours_json(hours)),
        "overflow_to": queue.overflow_to,
        "overflow_after_s": queue.overflow_after_s,
        "backups": Jsonb(
            [
                {"queue_id": str(UUID(int=one.queue_id.int)), "after_s": one.after_s}
                for one in queue.backups
            ]
        ),
        "closed": queue.closed.value,
        "target_s": queue.target_s,
        "target_share": queue.target_share,
        "counter": queue.counter,
        "archived_at": queue.archived_at,
    }


def _hours_json(hours: Hours) -> dict[str, Any]:
    return {
        "weekdays": [[[span.since, span.until] for span in day] for day in hours.weekdays],
        "holiday": [[span.since, span.until] for span in hours.holiday],
    }


def _hours(kept: Mapping[str, Any] | None) -> Hours | None:
    if kept is None:
        return None
    days = tuple(tuple(Span(*span) for span in day) for day in kept["weekdays"])
    return Hours(days, tuple(Span(*span) for span in kept["holiday"]))


def _queue(row: Row) -> Queue:
    overflow_to, changed_by = row["overflow_to"], row["changed_by"]
    return Queue(
        id=QueueId.of(row["id"]),
        name=row["name"],
        is_default=row["is_default"],
        channels=tuple(row["channels"]),
        skills=row["skills"],
        rings=tuple(Ring(*ring) for ring in row["rings"]),
        hours=_hours(row["hours"]),
        overflow_to=QueueId.of(overflow_to) if overflow_to else None,
        overflow_after_s=row["overflow_after_s"],
        backups=tuple(
            Backup(QueueId.of(UUID(one["queue_id"])), one["after_s"]) for one in row["backups"]
        ),
        closed=Closed(row["closed"]),
        target_s=row["target_s"],
        target_share=float(row["target_share"]),
        counter=row["counter"],
        changed_at=row["changed_at"],
        changed_by=StaffId.of(changed_by) if changed_by else None,
        archived_at=row["archived_at"],
    )


def _setting(row: Row) -> AgentSetting:
    by = row["setting_changed_by"]
    return AgentSetting(
        staff_id=StaffId.of(row["id"]),
        name=row["name"],
        skills=row["skills"],
        total=row["capacity"],
        by_channel=row["by_channel"],
        interrupts={kind: tuple(over) for kind, over in row["interrupts"].items()},
        queues=tuple(QueueId.of(one) for one in row["queues"]),
        counter=row["counter"],
        changed_at=row["setting_changed_at"],
        changed_by=StaffId.of(by) if by else None,
    )
