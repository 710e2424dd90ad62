"""Storms in force, for tests of what they change elsewhere."""

from datetime import timedelta

from hearthline.access import Role, Staff
from hearthline.kernel import Clock, StaffId
from hearthline.platform.db import Session
from hearthline.routing import Storm, Storms
from hearthline.routing.storm import Measures, Scope, StormPlans

EVERYWHERE = Scope()


async def storm(
    session: Session,
    clock: Clock,
    measures: Measures,
    *,
    lasting: timedelta = timedelta(hours=1),
    scope: Scope = EVERYWHERE,
) -> Storm:
    """A storm for everybody or for a scope, declared by a supervisor."""
    boss = Staff(StaffId.new(), session.tenant_id, "boss", "王芳", frozenset({Role.SUPERVISOR}))
    plan = await StormPlans(clock).write(session, "大面积停热", boss, measures=measures)
    return await Storms(clock).declare(
        session, plan.id, boss, reason="一次网爆管", lasting=lasting, scope=scope
    )
