"""An alarm, a storm plan and a storm of a tenant, for whoever needs one that is there."""

from datetime import timedelta

from hearthline.access import Staff
from hearthline.kernel import Id, SystemClock
from hearthline.platform.db import Session
from hearthline.routing.storm import Measures, Scope, StormPlanId, StormPlans, Storms
from hearthline.routing.supervision.alarm_rules import AlarmKind, Reading, Threshold, begun
from hearthline.routing.supervision.alarm_store import AlarmStore


async def alarm(session: Session) -> str:
    """An alarm that is up."""
    reading = Reading(AlarmKind.CALLBACKS_OVERDUE, str(Id.new()), 3, "预约回电")
    at_once = Threshold(AlarmKind.CALLBACKS_OVERDUE, None, 1, hold_s=0, severity="danger")
    raised = begun(reading, at_once, SystemClock().now(), last=None)
    await AlarmStore().save(session, raised)
    return str(raised.id)


async def storm_plan(session: Session, boss: Staff) -> str:
    """A plan that changes nothing."""
    name = f"预案{Id.new().hex[-12:]}"
    plan = await StormPlans(SystemClock()).write(session, name, boss, measures=Measures())
    return str(plan.id)


async def storm(session: Session, boss: Staff) -> str:
    """A storm in one district."""
    declared = await Storms(SystemClock()).declare(
        session,
        StormPlanId(await storm_plan(session, boss)),
        boss,
        reason="爆管",
        lasting=timedelta(hours=1),
        scope=Scope(districts=(Id.new().hex,)),
    )
    return str(declared.id)
