"""What is different about an agent for today: how much he takes, and which lines he serves.

What was before is kept beside it and comes back at the end of the day by itself.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hearthline.access import SYSTEM, Actor, Audit, Staff
from hearthline.kernel import Clock, Id, Invalid, NotFound, QueueId, StaffId, Words
from hearthline.platform.db import Row, Session
from hearthline.routing.errors import QueueUnknown
from hearthline.routing.store import PresenceStore
from hearthline.routing.storm.service import tell
from hearthline.routing.supervision.model import day_of

_KNOWN = "SELECT id FROM queue WHERE id = ANY(%(ids)s) AND archived_at IS NULL"
_MEMBER = "SELECT EXISTS (SELECT FROM staff WHERE id = %(staff)s AND is_active) AS is_there"
_OPEN = "SELECT * FROM duty_change WHERE undone_at IS NULL ORDER BY at LIMIT 1000"
_OPEN_OF = "SELECT * FROM duty_change WHERE staff_id = %(staff)s AND undone_at IS NULL FOR UPDATE"
_OVER = """
SELECT * FROM duty_change WHERE undone_at IS NULL AND until <= %(now)s ORDER BY until LIMIT 200
FOR UPDATE SKIP LOCKED
"""
_JOIN = """
INSERT INTO queue_member (queue_id, staff_id)
SELECT unnest(%(queues)s::uuid[]), %(staff)s ON CONFLICT DO NOTHING RETURNING queue_id
"""
_LEAVE = """
DELETE FROM queue_member WHERE staff_id = %(staff)s AND queue_id = ANY(%(queues)s)
RETURNING queue_id, level
"""
_BACK = """
INSERT INTO queue_member (queue_id, staff_id, level)
SELECT queue_id, %(staff)s, level FROM unnest(%(queues)s::uuid[], %(levels)s::smallint[])
  AS was (queue_id, level) JOIN queue q ON q.id = queue_id ON CONFLICT DO NOTHING
"""
_KEEP = """
INSERT INTO duty_change (id, staff_id, capacity, capacity_before, joined, left_queues, left_levels,
  by, at, until)
VALUES (%(id)s, %(staff)s, %(capacity)s, %(before)s, %(joined)s, %(left)s, %(levels)s, %(by)s,
  %(now)s, %(until)s)
"""
_UNDONE = "UPDATE duty_change SET undone_at = %(now)s WHERE id = %(id)s"


class AgentUnknown(NotFound):
    """There is no such agent."""

    code = "routing.agent_unknown"
    detail = Words(zh="没有这位坐席。", en="There is no such agent.")


class NothingToChange(Invalid):
    """Neither a number nor a queue was given."""

    code = "routing.duty_nothing"
    detail = Words(
        zh="请填写今天的接待上限，或选择要加入、退出的队列。",
        en="Give a capacity for today, or queues to join or leave.",
    )


class DutyId(Id):
    """One change for a day."""


@dataclass(frozen=True, slots=True)
class DutyChange:
    """What is different about somebody until a moment."""

    id: DutyId
    staff_id: StaffId
    capacity: int | None
    joined: tuple[QueueId, ...]
    left: tuple[QueueId, ...]
    by: StaffId
    until: datetime


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be different today."""

    capacity: int | None = None
    join: tuple[QueueId, ...] = ()
    leave: tuple[QueueId, ...] = ()


class Duties:
    """Changes for today."""

    def __init__(self, clock: Clock) -> None:
        """Know the time."""
        self._clock = clock
        self._audit = Audit(clock)
        self._presence = PresenceStore()

    async def in_force(self, session: Session) -> list[DutyChange]:
        """Everything that is different today."""
        return [_change(row) for row in await session.all(_OPEN)]

    async def change(
        self, session: Session, staff_id: StaffId, by: Staff, *, wanted: Wanted
    ) -> DutyChange:
        """Change somebody's duty until midnight; what was changed before today is undone first.

        Raises AgentUnknown, QueueUnknown, NothingToChange. The caller settles the queues.
        """
        await self._check(session, staff_id, wanted)
        now = self._clock.now()
        await self._presence.lock(session, staff_id, now=now)
        await self.undo(session, staff_id, by)
        before = await self._presence.get(session, staff_id)
        person = {"staff": staff_id}
        joined = await session.all(_JOIN, person | {"queues": list(wanted.join)})
        left = await session.all(_LEAVE, person | {"queues": list(wanted.leave)})
        if wanted.capacity is not None:
            await self._presence.set_capacity(session, staff_id, wanted.capacity)
        params = {
            "id": DutyId.new(),
            "staff": staff_id,
            "capacity": wanted.capacity,
            "before": before.capacity if wanted.capacity is not None else None,
            "joined": [row["queue_id"] for row in joined],
            "left": [row["queue_id"] for row in left],
            "levels": [row["level"] for row in left],
            "by": by.id,
            "now": now,
            "until": day_of(now)[1],
        }
        await session.execute(_KEEP, params)
        change = _change(await session.one(_OPEN_OF, person))
        await self._note(session, by, "duty.changed", change)
        return change

    async def undo(self, session: Session, staff_id: StaffId, by: Staff) -> bool:
        """Give back what was before; False when nothing was changed."""
        row = await session.maybe(_OPEN_OF, {"staff": staff_id})
        if row is not None:
            await self._undo(session, row, by)
        return row is not None

    async def known(self, session: Session, staff_id: StaffId) -> None:
        """Raise AgentUnknown unless the person works here."""
        row = await session.one(_MEMBER, {"staff": staff_id})
        if not row["is_there"]:
            raise AgentUnknown

    async def undo_over(self, session: Session) -> list[StaffId]:
        """Give back what ended by itself; whose."""
        rows = await session.all(_OVER, {"now": self._clock.now()})
        for row in rows:
            await self._undo(session, row, SYSTEM)
        return [StaffId.of(row["staff_id"]) for row in rows]

    async def _undo(self, session: Session, row: Row, by: Staff | Actor) -> None:
        now, staff_id = self._clock.now(), StaffId.of(row["staff_id"])
        await self._presence.lock(session, staff_id, now=now)
        person = {"staff": staff_id}
        await session.execute(_LEAVE, person | {"queues": row["joined"]})
        back = {"queues": row["left_queues"], "levels": row["left_levels"]}
        await session.execute(_BACK, person | back)
        is_ours = row["capacity"] is not None and (
            (await self._presence.get(session, staff_id)).capacity == row["capacity"]
        )
        if is_ours:
            await self._presence.set_capacity(session, staff_id, row["capacity_before"])
        await session.execute(_UNDONE, {"id": row["id"], "now": now})
        await self._note(session, by, "duty.restored", _change(row))

    async def _check(self, session: Session, staff_id: StaffId, wanted: Wanted) -> None:
        if wanted == Wanted():
            raise NothingToChange
        await self.known(session, staff_id)
        asked = {*wanted.join, *wanted.leave}
        known = await session.all(_KNOWN, {"ids": list(asked)})
        if len(known) < len(asked):
            raise QueueUnknown

    async def _note(
        self, session: Session, by: Staff | Actor, deed: str, change: DutyChange
    ) -> None:
        details: dict[str, Any] = {
            "capacity": change.capacity,
            "joined": [str(one) for one in change.joined],
            "left": [str(one) for one in change.left],
        }
        await self._audit.record(
            session, by, deed, subject_kind="staff", subject_id=change.staff_id, details=details
        )
        await tell(session)


def _change(row: Row) -> DutyChange:
    return DutyChange(
        id=DutyId.of(row["id"]),
        staff_id=StaffId.of(row["staff_id"]),
        capacity=row["capacity"],
        joined=tuple(QueueId.of(one) for one in row["joined"]),
        left=tuple(QueueId.of(one) for one in row["left_queues"]),
        by=StaffId.of(row["by"]),
        until=row["until"],
    )
