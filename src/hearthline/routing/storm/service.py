"""The one switch: declare, extend, end; what is in force is asked for when somebody acts.

A storm ends at its hour by itself: nothing has to run for that. The job only writes the end down.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

from hearthline.access import SYSTEM, Audit, Staff
from hearthline.kernel import Clock, QueueId, StaffId
from hearthline.platform.db import Session
from hearthline.routing.storm.errors import (
    PlanInForce,
    StormAlreadyOn,
    StormIsOver,
    StormPlanUnknown,
    StormTooLong,
    StormUnknown,
)
from hearthline.routing.storm.model import (
    LONGEST,
    SHORTEST,
    Measures,
    Scope,
    Storm,
    StormId,
    StormPlan,
    StormPlanId,
    foremost,
)
from hearthline.routing.storm.store import StormStore

Names: TypeAlias = Callable[[Session, Sequence[StaffId]], Awaitable[dict[StaffId, str]]]
_SHANGHAI = ZoneInfo("Asia/Shanghai")


async def nameless(session: Session, ids: Sequence[StaffId]) -> dict[StaffId, str]:
    """For whoever only asks what is in force, and tells nobody who declared it."""
    del session, ids
    return {}


class Storms:
    """Storms of a tenant."""

    def __init__(self, clock: Clock, *, names: Names = nameless) -> None:
        """`names` tells what staff are called."""
        self._clock = clock
        self._names = names
        self._audit = Audit(clock)
        self._store = StormStore()

    async def in_force(
        self, session: Session, queue_id: QueueId | None = None, *, district: str | None = None
    ) -> Storm | None:
        """The storm that counts for a queue, a district, or (with neither) everybody."""
        return foremost(await self.all_in_force(session), queue_id=queue_id, district=district)

    async def about(self, session: Session, words: str) -> Storm | None:
        """The storm that counts for a place named in words: its district stands in them.

        Where none is named, the one that is everybody's.
        """
        storms = await self.all_in_force(session)
        districts = (one for storm in storms for one in storm.scope.districts)
        named = next((district for district in districts if district in words), None)
        return foremost(storms, district=named)

    async def all_in_force(self, session: Session) -> list[Storm]:
        """Every storm that is in force now; mostly none."""
        return await self._store.open(session, now=self._clock.now())

    async def get(self, session: Session, storm_id: StormId) -> Storm:
        """A storm, over or not; raises StormUnknown."""
        found = await self._store.find(session, storm_id)
        if found is None:
            raise StormUnknown
        return found

    async def past(
        self, session: Session, *, before: datetime | None = None, limit: int = 50
    ) -> list[Storm]:
        """Storms, newest first."""
        upper = before or self._clock.now() + timedelta(seconds=1)
        return await self._store.past(session, before=upper, limit=limit)

    async def declare(
        self,
        session: Session,
        plan_id: StormPlanId,
        by: Staff,
        *,
        reason: str,
        lasting: timedelta,
        scope: Scope | None = None,
    ) -> Storm:
        """Put a plan in force; raises StormPlanUnknown, StormTooLong, StormAlreadyOn."""
        plan = await self._store.plan(session, plan_id)
        if plan is None:
            raise StormPlanUnknown
        now = self._clock.now()
        storm = Storm(
            id=StormId.new(),
            plan=plan,
            reason=reason,
            scope=scope or Scope(),
            began_at=now,
            ends_at=now + _checked(lasting),
            ended_at=None,
            declared_by=by.id,
            ended_by=None,
            extends=None,
        )
        await self.note_ends(session)
        await self._keep(session, storm, by)
        return storm

    async def extend(
        self, session: Session, storm_id: StormId, by: Staff, *, reason: str, lasting: timedelta
    ) -> Storm:
        """A new decision in place of a storm in force, lasting from now; raises StormIsOver."""
        before = await self.get(session, storm_id)
        now = self._clock.now()
        lasts = _checked(lasting)
        if not await self._store.end(session, storm_id, by=by.id, now=now):
            raise StormIsOver
        storm = replace(
            before,
            id=StormId.new(),
            reason=reason,
            began_at=now,
            ends_at=now + lasts,
            ended_at=None,
            declared_by=by.id,
            ended_by=None,
            extends=before.id,
        )
        await self._keep(session, storm, by)
        return storm

    async def end(self, session: Session, storm_id: StormId, by: Staff, *, reason: str) -> Storm:
        """End a storm before its hour; raises StormIsOver, StormUnknown."""
        await self.get(session, storm_id)
        if not await self._store.end(session, storm_id, by=by.id, now=self._clock.now()):
            raise StormIsOver
        await self._audit.record(
            session,
            by,
            "storm.ended",
            subject_kind="storm",
            subject_id=storm_id,
            details={"reason": reason},
        )
        await tell(session)
        return await self.get(session, storm_id)

    async def note_ends(self, session: Session) -> list[StormId]:
        """Write down that storms ended at their hour; doing it again changes nothing."""
        over = await self._store.expire(session, now=self._clock.now())
        for storm_id in over:
            await self._audit.record(
                session, SYSTEM, "storm.expired", subject_kind="storm", subject_id=storm_id
            )
        if over:
            await tell(session)
        return over

    async def _keep(self, session: Session, storm: Storm, by: Staff) -> None:
        if not await self._store.declare(session, storm):
            raise StormAlreadyOn(**await self._in_the_way(session, storm.scope))
        await self._audit.record(
            session,
            by,
            "storm.extended" if storm.extends else "storm.declared",
            subject_kind="storm",
            subject_id=storm.id,
            details={
                "plan": storm.plan.name,
                "reason": storm.reason,
                "until": storm.ends_at.isoformat(),
                "queues": [str(one) for one in storm.scope.queues],
                "districts": list(storm.scope.districts),
                "extends": str(storm.extends) if storm.extends else None,
            },
        )
        await tell(session)

    async def _in_the_way(self, session: Session, scope: Scope) -> dict[str, str]:
        """What the one who comes second is told."""
        for storm in await self.all_in_force(session):
            if storm.scope == scope:
                names = await self._names(session, [storm.declared_by])
                until = storm.ends_at.astimezone(_SHANGHAI)
                by = names.get(storm.declared_by, "同事")
                return {"plan": storm.plan.name, "by": by, "until": f"{until:%m-%d %H:%M}"}
        return {"plan": "", "by": "", "until": ""}


class StormPlans:
    """Plans for storms, written in calm weather."""

    def __init__(self, clock: Clock) -> None:
        """Know the time."""
        self._clock = clock
        self._audit = Audit(clock)
        self._store = StormStore()

    async def all(self, session: Session) -> list[StormPlan]:
        """The plans as they are worded now, by name."""
        return await self._store.plans(session)

    async def get(self, session: Session, plan_id: StormPlanId) -> StormPlan:
        """A plan; raises StormPlanUnknown."""
        plan = await self._store.plan(session, plan_id)
        if plan is None:
            raise StormPlanUnknown
        return plan

    async def write(
        self, session: Session, name: str, by: Staff, *, measures: Measures
    ) -> StormPlan:
        """Keep a plan under a name; what is in force goes on by its old wording."""
        now = self._clock.now()
        plan = StormPlan(StormPlanId.new(), name, measures, by.id, now)
        await self._store.write(session, plan)
        await self._audit.record(
            session,
            by,
            "storm_plan.written",
            subject_kind="storm_plan",
            subject_id=plan.id,
            details={"name": name},
        )
        return plan

    async def remove(self, session: Session, plan_id: StormPlanId, by: Staff) -> None:
        """Take a plan off the list; raises PlanInForce, StormPlanUnknown."""
        plan = await self.get(session, plan_id)
        now = self._clock.now()
        if any(storm.plan.id == plan_id for storm in await self._store.open(session, now=now)):
            raise PlanInForce(plan=plan.name)
        await self._store.drop(session, plan.name, now=now)
        await self._audit.record(
            session,
            by,
            "storm_plan.removed",
            subject_kind="storm_plan",
            subject_id=plan_id,
            details={"name": plan.name},
        )


async def tell(session: Session) -> None:
    """Wake whoever watches the tenant's supervision."""
    await session.notify(f"supervision:{session.tenant_id}")


def _checked(lasting: timedelta) -> timedelta:
    if not SHORTEST <= lasting <= LONGEST:
        raise StormTooLong
    return lasting
