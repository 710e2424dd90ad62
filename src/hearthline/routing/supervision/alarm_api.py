"""Routes of thresholds and alarms."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from hearthline.access import Access, Permission, Staff, needs
from hearthline.kernel import QueueId
from hearthline.platform.db import Database, Session
from hearthline.platform.http import StrictJson, here
from hearthline.routing.supervision.alarm_rules import Alarm, AlarmId, AlarmKind
from hearthline.routing.supervision.alarm_wire import (
    Acknowledge,
    AlarmOut,
    AlarmPage,
    SetThreshold,
    Snooze,
    ThresholdList,
    ThresholdOut,
)
from hearthline.routing.supervision.alarms import Alarms, Thresholds

router = APIRouter(prefix="/api/v1/supervision", tags=["supervision"], route_class=StrictJson)

Supervisor = Annotated[Staff, Depends(needs(Permission.DESK_SUPERVISE))]
DatabaseHere = Annotated[Database, Depends(here(Database))]
AccessHere = Annotated[Access, Depends(here(Access))]
AlarmsHere = Annotated[Alarms, Depends(here(Alarms))]
ThresholdsHere = Annotated[Thresholds, Depends(here(Thresholds))]


@router.get("/thresholds", operation_id="listThresholds")
async def list_thresholds(
    caller: Supervisor, database: DatabaseHere, thresholds: ThresholdsHere
) -> ThresholdList:
    """Every bound that counts, the product's own included."""
    async with database.session(caller.tenant_id) as session:
        found = await thresholds.all(session)
    return ThresholdList(items=[ThresholdOut.of(one) for one in found])


@router.put("/thresholds", operation_id="setThreshold")
async def set_threshold(
    body: SetThreshold, caller: Supervisor, database: DatabaseHere, thresholds: ThresholdsHere
) -> ThresholdOut:
    """Set a bound for a queue or for everybody; the one before is written over."""
    async with database.session(caller.tenant_id) as session:
        return ThresholdOut.of(await thresholds.set(session, body.threshold(), caller))


@router.delete("/thresholds", operation_id="unsetThreshold", status_code=204)
async def unset_threshold(
    kind: AlarmKind,
    caller: Supervisor,
    database: DatabaseHere,
    thresholds: ThresholdsHere,
    queue_id: QueueId | None = None,
) -> None:
    """Go back to what counts without it."""
    async with database.session(caller.tenant_id) as session:
        await thresholds.unset(session, kind, caller, queue_id=queue_id)


@router.get("/alarms", operation_id="listAlarms")
async def list_alarms(
    caller: Supervisor, database: DatabaseHere, alarms: AlarmsHere, access: AccessHere
) -> AlarmPage:
    """Alarms that are up now: the severe first, then the newest."""
    async with database.session(caller.tenant_id) as session:
        return AlarmPage(items=await told(session, access, await alarms.raised(session)))


@router.get("/alarms/history", operation_id="listAlarmHistory")
async def list_history(
    caller: Supervisor,
    database: DatabaseHere,
    alarms: AlarmsHere,
    access: AccessHere,
    before: AlarmId | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> AlarmPage:
    """Alarms of all time, newest first."""
    async with database.session(caller.tenant_id) as session:
        found = await alarms.history(session, before=before, limit=limit + 1)
        items = await told(session, access, found[:limit])
    return AlarmPage(items=items, next=items[-1].id if len(found) > limit else None)


@router.post("/alarms/{alarm_id}/acknowledge", operation_id="acknowledgeAlarm")
async def acknowledge(
    alarm_id: AlarmId,
    body: Acknowledge,
    caller: Supervisor,
    database: DatabaseHere,
    alarms: AlarmsHere,
    access: AccessHere,
) -> AlarmOut:
    """Take an alarm on, so that colleagues see who has it."""
    async with database.session(caller.tenant_id) as session:
        alarm = await alarms.acknowledge(session, alarm_id, caller, note=body.note)
        return (await told(session, access, [alarm]))[0]


@router.post("/alarms/{alarm_id}/snooze", operation_id="snoozeAlarm")
async def snooze(
    alarm_id: AlarmId,
    body: Snooze,
    caller: Supervisor,
    database: DatabaseHere,
    alarms: AlarmsHere,
    access: AccessHere,
) -> AlarmOut:
    """Keep an alarm quiet for a while."""
    async with database.session(caller.tenant_id) as session:
        alarm = await alarms.snooze(session, alarm_id, caller, minutes=body.minutes)
        return (await told(session, access, [alarm]))[0]


async def told(session: Session, access: Access, alarms: list[Alarm]) -> list[AlarmOut]:
    """Alarms on the wire, with the names of who has them."""
    takers = {one.acknowledged_by for one in alarms if one.acknowledged_by is not None}
    names = await access.names(session, list(takers)) if takers else {}
    return [AlarmOut.of(one, names) for one in alarms]
