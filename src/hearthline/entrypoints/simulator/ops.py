"""The API of the operations page: cause, progress and end things, and see what was sent."""

from datetime import datetime, timedelta
from typing import Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from hearthline.entrypoints.simulator import identity, ops_services, outages, work_orders
from hearthline.entrypoints.simulator.calls import Call
from hearthline.entrypoints.simulator.faults import ALL, Fault
from hearthline.entrypoints.simulator.levels import LEVELS
from hearthline.entrypoints.simulator.problems import Problem, bad_request, not_found
from hearthline.entrypoints.simulator.route import WorldHere
from hearthline.entrypoints.simulator.state import Area, Outage
from hearthline.entrypoints.simulator.town import HOUSEHOLDS_A_BUILDING, Community
from hearthline.entrypoints.simulator.world import World, dump

router = APIRouter()

Progress = Literal["REPORTED", "CREW_SENT", "CREW_ON_SITE", "REPAIRING", "RESTORING"]
_PROGRESS_TEXTS = {
    "REPORTED": "已接到报告，正在核实",
    "CREW_SENT": "抢修人员已出发",
    "CREW_ON_SITE": "抢修人员已到现场",
    "REPAIRING": "正在抢修",
    "RESTORING": "抢修完成，正在恢复",
}
_SHOWN = 60


class NewOutage(BaseModel):
    """An outage to be caused; without an end it is not yet known."""

    community: str
    buildings: list[str] = []
    domain: Literal["heating", "power"] = "heating"
    kind: Literal["PLANNED", "TEMPORARY", "FAULT", "LIMIT", "FILLING_TEST"] = "FAULT"
    reason_text: Annotated[str, Field(min_length=2, max_length=200)]
    start_in_hours: Annotated[float, Field(ge=0, le=24 * 30)] = 0
    lasts_hours: Annotated[float | None, Field(gt=0, le=24 * 30)] = None


class NewProgress(BaseModel):
    """A step of the repair, and perhaps another planned end."""

    progress: Progress
    progress_text: str | None = None
    planned_end_at: datetime | None = None


class NewStatus(BaseModel):
    """Where a work order is to go."""

    status: Literal["dispatched", "taken", "en_route", "on_site", "handling", "resolved", "closed"]


@router.get("/state")
async def see(world: WorldHere) -> dict[str, Any]:
    """Everything that the page shows."""
    state = world.state
    return {
        "now": world.now().isoformat(),
        "tenant": world.settings.tenant,
        "households": len(world.town.households),
        "webhook_url": world.settings.webhook_url,
        "communities": [_community(one) for one in world.town.communities],
        "outages": [dump(one) for one in reversed(state.outages.values())],
        "work_orders": work_orders.listed(world)[:_SHOWN],
        "deliveries": [
            dump(one) | {"waits": one.waits} for one in reversed(state.deliveries[-_SHOWN:])
        ],
        "otps": [dump(one) for one in reversed(list(state.otps.values())[-10:])],
        "verifications": [dump(one) for one in reversed(list(state.verifications.values())[-10:])],
        "callbacks": [dump(one) for one in reversed(state.callbacks[-10:])],
        "faults": {name: dump(fault) for name, fault in world.faults.active.items()},
        "calls": [_call(call) for call in world.calls.newest_first()[:_SHOWN]],
    } | ops_services.seen(world)


@router.get("/accounts")
async def see_accounts(world: WorldHere) -> list[dict[str, Any]]:
    """Every household of the town, unmasked: these are made-up people."""
    return [
        {
            "account_no": one.account_no,
            "domain": one.domain,
            "name": one.name,
            "phone": one.phone,
            "address": one.address,
            "status": one.status,
            "usage_class": one.usage_class,
            "arrears_fen": one.arrears_fen,
            "flags": list(one.flags),
            "quirks": list(one.quirks),
            "id_last4": one.id_last4,
        }
        for one in world.households()
    ]


@router.post("/outages", status_code=201)
async def cause_outage(wanted: NewOutage, world: WorldHere) -> dict[str, Any]:
    """Stop the supply of a community or of some of its buildings."""
    community = world.town.community(wanted.community)
    if community is None:
        raise not_found("小区")
    starts = world.now() + timedelta(hours=wanted.start_in_hours)
    lasts = None if wanted.lasts_hours is None else timedelta(hours=wanted.lasts_hours)
    outage = Outage(
        outage_id=f"OT{world.now():%m%d}{world.state.next_number('outage'):03d}",
        domain=wanted.domain,
        kind=wanted.kind,
        status="SCHEDULED" if wanted.start_in_hours else "ACTIVE",
        areas=[Area(name=community.name, buildings=wanted.buildings)],
        start_at=starts,
        planned_end_at=None if lasts is None else starts + lasts,
        reason_text=wanted.reason_text,
        progress="REPORTED",
        progress_text=_PROGRESS_TEXTS["REPORTED"] if not wanted.start_in_hours else None,
        affected_households=_affected(community, wanted.buildings),
        substations=[community.substation] if wanted.domain == "heating" else [],
        lines=[community.line] if wanted.domain == "power" else [],
        updated_at=world.now(),
    )
    world.state.outages[outage.outage_id] = outage
    return outages.told(world, outage)


@router.post("/outages/{outage_id}/progress")
async def progress_outage(outage_id: str, step: NewProgress, world: WorldHere) -> dict[str, Any]:
    """Take the repair a step further."""
    outage = _running(world, outage_id)
    if outage.status == "SCHEDULED":
        outage.status, outage.start_at = "ACTIVE", world.now()
    outage.progress = step.progress
    outage.progress_text = step.progress_text or _PROGRESS_TEXTS[step.progress]
    outage.planned_end_at = step.planned_end_at or outage.planned_end_at
    return outages.told(world, outage)


@router.post("/outages/{outage_id}/restore")
async def restore_outage(outage_id: str, world: WorldHere) -> dict[str, Any]:
    """The supply is back."""
    outage = _running(world, outage_id)
    outage.status, outage.progress = "RESTORED", "DONE"
    outage.progress_text = outages.RESTORED[outage.domain]
    outage.actual_end_at = world.now()
    return outages.told(world, outage)


@router.post("/outages/{outage_id}/cancel")
async def cancel_outage(outage_id: str, world: WorldHere) -> dict[str, Any]:
    """It does not take place."""
    outage = _running(world, outage_id)
    outage.status, outage.progress_text = "CANCELLED", "已取消"
    return outages.told(world, outage)


@router.post("/work-orders/{work_order_no}/move")
async def move_work_order(work_order_no: str, to: NewStatus, world: WorldHere) -> dict[str, Any]:
    """Take a work order along; each step on the way is told."""
    order = work_orders.find(world, work_order_no)
    if order.status not in work_orders.ROAD:
        raise Problem("CONFLICT", "工单已结束", f"工单{order.status_text}。")
    work_orders.move(world, order, to.status)
    return work_orders.answer_of(world, order)


@router.put("/faults/{operation}")
async def set_fault(operation: str, fault: Fault, world: WorldHere) -> dict[str, Any]:
    """Have an operation (or `*`, all of them) go wrong."""
    if operation != ALL and operation not in LEVELS:
        raise bad_request("/operation", "没有这个操作")
    world.faults.active[operation] = fault
    return {name: dump(one) for name, one in world.faults.active.items()}


@router.delete("/faults", status_code=204)
async def lift_faults(world: WorldHere) -> None:
    """Everything works again."""
    world.faults.active.clear()


@router.delete("/faults/{operation}", status_code=204)
async def lift_fault(operation: str, world: WorldHere) -> None:
    """This operation works again."""
    world.faults.active.pop(operation, None)


@router.post("/deliveries/{event_id}/again", status_code=204)
async def send_again(event_id: str, world: WorldHere) -> None:
    """Send a webhook once more, as a gateway may."""
    if not world.courier.again(event_id):
        raise not_found("事件")


@router.post("/verifications/{verification_id}/complete")
async def complete_verification(verification_id: str, world: WorldHere) -> dict[str, Any]:
    """The customer has shown his face at the link."""
    return identity.complete(world, verification_id)


def _call(call: Call) -> dict[str, Any]:
    """A line of the log as the page shows it; the whole of it is under `calls`."""
    names = {"number", "at", "operation", "method", "path", "status", "code", "fault", "replayed"}
    return call.model_dump(mode="json", include=names)


def _running(world: World, outage_id: str) -> Outage:
    outage = outages.find(world, outage_id)
    if outage.status in ("RESTORED", "CANCELLED"):
        raise Problem("CONFLICT", "停供已结束", "这条停供信息已经结束。")
    return outage


def _community(one: Community) -> dict[str, Any]:
    buildings = [str(number) for number in range(1, one.buildings + 1)]
    return {"name": one.name, "substation": one.substation, "buildings": buildings}


def _affected(community: Community, buildings: list[str]) -> int:
    return (len(buildings) or community.buildings) * HOUSEHOLDS_A_BUILDING
