"""Rows of plans and storms."""

from dataclasses import astuple
from datetime import datetime
from typing import Any

from hearthline.kernel import QueueId, StaffId
from hearthline.platform.db import Row, Session
from hearthline.routing.storm.model import (
    Measures,
    Scope,
    Storm,
    StormId,
    StormPlan,
    StormPlanId,
)

_MEASURES = (
    *("greeting", "greeting_en", "announcement", "announcement_en", "intents", "banner"),
    *("relaxes_rings", "overflows", "joining", "extra_chats", "callback_over_s", "wrap_up_s"),
)
_PLANS = """
SELECT * FROM storm_plan WHERE replaced_at IS NULL ORDER BY name LIMIT 100
"""
_PLAN = "SELECT * FROM storm_plan WHERE id = %(id)s"
_REPLACE = """
UPDATE storm_plan SET replaced_at = %(now)s WHERE name = %(name)s AND replaced_at IS NULL
"""
_WRITE = f"""
INSERT INTO storm_plan (id, name, {", ".join(_MEASURES)}, written_by, written_at)
VALUES (%(id)s, %(name)s, {", ".join(f"%({name})s" for name in _MEASURES)}, %(by)s, %(now)s)
ON CONFLICT DO NOTHING
"""  # noqa: S608  (our own words only)
_STORM = """
SELECT s.*, p.id AS plan, p.name, p.greeting, p.greeting_en, p.announcement, p.announcement_en,
  p.intents, p.banner, p.relaxes_rings, p.overflows, p.joining, p.extra_chats, p.callback_over_s,
  p.wrap_up_s, p.written_by, p.written_at
FROM storm s JOIN storm_plan p ON p.tenant_id = s.tenant_id AND p.id = s.plan_id
"""
_OPEN = f"{_STORM} WHERE s.ended_at IS NULL AND s.ends_at > %(now)s ORDER BY s.began_at LIMIT 50"
_ONE = f"{_STORM} WHERE s.id = %(id)s"
_PAST = f"{_STORM} WHERE s.began_at < %(before)s ORDER BY s.began_at DESC LIMIT %(limit)s"
_DECLARE = """
INSERT INTO storm (id, plan_id, reason, queue_ids, districts, began_at, ends_at, declared_by,
  extends)
VALUES (%(id)s, %(plan)s, %(reason)s, %(queues)s, %(districts)s, %(began)s, %(ends)s, %(by)s,
  %(extends)s)
ON CONFLICT DO NOTHING RETURNING id
"""
_END = """
UPDATE storm SET ended_at = %(now)s, ended_by = %(by)s
WHERE id = %(id)s AND ended_at IS NULL AND ends_at > %(now)s RETURNING id
"""
_EXPIRE = """
UPDATE storm SET ended_at = ends_at WHERE ended_at IS NULL AND ends_at <= %(now)s RETURNING id
"""


class StormStore:
    """Plans and storms in the database."""

    async def plans(self, session: Session) -> list[StormPlan]:
        """The plans as they are worded now."""
        return [_plan(row) for row in await session.all(_PLANS)]

    async def plan(self, session: Session, plan_id: StormPlanId) -> StormPlan | None:
        """A plan in one of its wordings."""
        row = await session.maybe(_PLAN, {"id": plan_id})
        return _plan(row) if row else None

    async def write(self, session: Session, plan: StormPlan) -> None:
        """Keep a plan; one of the same name is replaced by it."""
        await session.execute(_REPLACE, {"name": plan.name, "now": plan.written_at})
        values: dict[str, Any] = dict(zip(_MEASURES, astuple(plan.measures), strict=True))
        values |= {"intents": list(plan.measures.intents), "joining": list(plan.measures.joining)}
        params = {
            "id": plan.id,
            "name": plan.name,
            "by": plan.written_by,
            "now": plan.written_at,
        }
        await session.execute(_WRITE, params | values)

    async def drop(self, session: Session, name: str, *, now: datetime) -> None:
        """Take a plan off the list; what was decided by it stays readable."""
        await session.execute(_REPLACE, {"name": name, "now": now})

    async def open(self, session: Session, *, now: datetime) -> list[Storm]:
        """Storms in force at a moment."""
        return [_storm(row) for row in await session.all(_OPEN, {"now": now})]

    async def find(self, session: Session, storm_id: StormId) -> Storm | None:
        """A storm, over or not."""
        row = await session.maybe(_ONE, {"id": storm_id})
        return _storm(row) if row else None

    async def past(self, session: Session, *, before: datetime, limit: int) -> list[Storm]:
        """Storms that began before a moment, newest first."""
        rows = await session.all(_PAST, {"before": before, "limit": limit})
        return [_storm(row) for row in rows]

    async def declare(self, session: Session, storm: Storm) -> bool:
        """Keep a decision; False when a storm is in force in the same place."""
        params = {
            "id": storm.id,
            "plan": storm.plan.id,
            "reason": storm.reason,
            "queues": sorted(storm.scope.queues),
            "districts": sorted(storm.scope.districts),
            "began": storm.began_at,
            "ends": storm.ends_at,
            "by": storm.declared_by,
            "extends": storm.extends,
        }
        return await session.maybe(_DECLARE, params) is not None

    async def end(self, session: Session, storm_id: StormId, *, by: StaffId, now: datetime) -> bool:
        """End it now; False when it is over already."""
        row = await session.maybe(_END, {"id": storm_id, "by": by, "now": now})
        return row is not None

    async def expire(self, session: Session, *, now: datetime) -> list[StormId]:
        """Write down the end of those whose time is over; the ones that were not yet."""
        return [StormId.of(row["id"]) for row in await session.all(_EXPIRE, {"now": now})]


def _plan(row: Row, key: str = "id") -> StormPlan:
    values = {name: row[name] for name in _MEASURES}
    values["intents"] = tuple(row["intents"])
    values["joining"] = tuple(QueueId.of(one) for one in row["joining"])
    return StormPlan(
        id=StormPlanId.of(row[key]),
        name=row["name"],
        measures=Measures(**values),
        written_by=StaffId.of(row["written_by"]),
        written_at=row["written_at"],
    )


def _storm(row: Row) -> Storm:
    return Storm(
        id=StormId.of(row["id"]),
        plan=_plan(row, "plan"),
        reason=row["reason"],
        scope=Scope(tuple(QueueId.of(one) for one in row["queue_ids"]), tuple(row["districts"])),
        began_at=row["began_at"],
        ends_at=row["ends_at"],
        ended_at=row["ended_at"],
        declared_by=StaffId.of(row["declared_by"]),
        ended_by=StaffId.or_none(row["ended_by"]),
        extends=StormId.or_none(row["extends"]),
    )
