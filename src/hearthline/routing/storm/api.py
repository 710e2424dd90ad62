"""Routes of storms and their plans; whoever works at the desk may know what is in force."""

from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from hearthline.access import Access, Permission, Staff, needs
from hearthline.kernel import QueueId
from hearthline.platform.db import Database
from hearthline.platform.http import StrictJson, here
from hearthline.routing.service import Routing
from hearthline.routing.storm.model import Scope, StormId, StormPlanId
from hearthline.routing.storm.preview import Previews
from hearthline.routing.storm.service import StormPlans, Storms
from hearthline.routing.storm.wire import (
    DeclareStorm,
    EndStorm,
    ExtendStorm,
    StormChangeOut,
    StormList,
    StormOut,
    StormPlanList,
    StormPlanOut,
    StormPreviewOut,
    WriteStormPlan,
    names_in,
)

router = APIRouter(prefix="/api/v1", tags=["storm"], route_class=StrictJson)

Viewer = Annotated[Staff, Depends(needs(Permission.DESK_VIEW))]
Supervisor = Annotated[Staff, Depends(needs(Permission.DESK_SUPERVISE))]
DatabaseHere = Annotated[Database, Depends(here(Database))]
AccessHere = Annotated[Access, Depends(here(Access))]
RoutingHere = Annotated[Routing, Depends(here(Routing))]
StormsHere = Annotated[Storms, Depends(here(Storms))]
PlansHere = Annotated[StormPlans, Depends(here(StormPlans))]


@router.get("/desk/storms", operation_id="listStormsInForce")
async def list_in_force(
    caller: Viewer, database: DatabaseHere, storms: StormsHere, access: AccessHere
) -> StormList:
    """What is in force now; mostly nothing."""
    async with database.session(caller.tenant_id) as session:
        found = await storms.all_in_force(session)
        names = await names_in(session, access, found)
    return StormList(items=[StormOut.of(one, names) for one in found])


@router.get("/supervision/storms", operation_id="listStorms")
async def list_storms(
    caller: Supervisor,
    database: DatabaseHere,
    storms: StormsHere,
    access: AccessHere,
    before: datetime | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> StormList:
    """Every storm, newest first."""
    async with database.session(caller.tenant_id) as session:
        found = await storms.past(session, before=before, limit=limit + 1)
        names = await names_in(session, access, found)
    items = [StormOut.of(one, names) for one in found[:limit]]
    return StormList(items=items, next=items[-1].began_at if len(found) > limit else None)


@router.post("/supervision/storms", operation_id="declareStorm", status_code=201)
async def declare(
    body: DeclareStorm,
    caller: Supervisor,
    database: DatabaseHere,
    storms: StormsHere,
    access: AccessHere,
    routing: RoutingHere,
) -> StormOut:
    """Put a plan in force; 409 says who was first."""
    async with database.session(caller.tenant_id) as session:
        storm = await storms.declare(
            session,
            body.plan_id,
            caller,
            reason=body.reason,
            lasting=timedelta(minutes=body.minutes),
            scope=body.scope(),
        )
        names = await names_in(session, access, [storm])
    await routing.settle(caller.tenant_id)
    return StormOut.of(storm, names)


@router.post("/supervision/storms/{storm_id}/extend", operation_id="extendStorm", status_code=201)
async def extend(
    storm_id: StormId,
    body: ExtendStorm,
    caller: Supervisor,
    database: DatabaseHere,
    storms: StormsHere,
    access: AccessHere,
) -> StormOut:
    """A new decision in its place, so long from now."""
    lasting = timedelta(minutes=body.minutes)
    async with database.session(caller.tenant_id) as session:
        storm = await storms.extend(session, storm_id, caller, reason=body.reason, lasting=lasting)
        return StormOut.of(storm, await names_in(session, access, [storm]))


@router.post("/supervision/storms/{storm_id}/end", operation_id="endStorm")
async def end(  # noqa: PLR0913  (called by name)
    storm_id: StormId,
    body: EndStorm,
    caller: Supervisor,
    database: DatabaseHere,
    storms: StormsHere,
    access: AccessHere,
    routing: RoutingHere,
) -> StormOut:
    """End it before its hour; everything is as before."""
    async with database.session(caller.tenant_id) as session:
        storm = await storms.end(session, storm_id, caller, reason=body.reason)
        names = await names_in(session, access, [storm])
    await routing.settle(caller.tenant_id)
    return StormOut.of(storm, names)


@router.get("/supervision/storm-plans", operation_id="listStormPlans")
async def list_plans(caller: Supervisor, database: DatabaseHere, plans: PlansHere) -> StormPlanList:
    """The plans, by name."""
    async with database.session(caller.tenant_id) as session:
        return StormPlanList(items=[StormPlanOut.of(one) for one in await plans.all(session)])


@router.put("/supervision/storm-plans", operation_id="writeStormPlan")
async def write_plan(
    body: WriteStormPlan, caller: Supervisor, database: DatabaseHere, plans: PlansHere
) -> StormPlanOut:
    """Keep a plan under a name; one of the same name is replaced."""
    async with database.session(caller.tenant_id) as session:
        measures = body.measures.measures()
        return StormPlanOut.of(await plans.write(session, body.name, caller, measures=measures))


@router.delete(
    "/supervision/storm-plans/{storm_plan_id}", operation_id="removeStormPlan", status_code=204
)
async def remove_plan(
    storm_plan_id: StormPlanId, caller: Supervisor, database: DatabaseHere, plans: PlansHere
) -> None:
    """Take a plan off the list."""
    async with database.session(caller.tenant_id) as session:
        await plans.remove(session, storm_plan_id, caller)


@router.get("/supervision/storm-plans/{storm_plan_id}/preview", operation_id="previewStorm")
async def preview(
    storm_plan_id: StormPlanId,
    caller: Supervisor,
    database: DatabaseHere,
    plans: PlansHere,
    queue_id: Annotated[list[QueueId] | None, Query(max_length=50)] = None,
    district: Annotated[list[str] | None, Query(max_length=50)] = None,
) -> StormPreviewOut:
    """What it would change, thing by thing, if it were put in force now."""
    scope = Scope(tuple(queue_id or ()), tuple(district or ()))
    async with database.session(caller.tenant_id) as session:
        plan = await plans.get(session, storm_plan_id)
        changes = await Previews().of(session, plan.measures, scope=scope)
    return StormPreviewOut(
        plan=StormPlanOut.of(plan), changes=[StormChangeOut.of(change) for change in changes]
    )
