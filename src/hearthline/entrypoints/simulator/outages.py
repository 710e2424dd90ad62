"""Outages: what is known at a place, and how the operations page makes and ends them."""

from datetime import datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query

from hearthline.entrypoints.simulator.asking import OutageQuery, OutageStatus
from hearthline.entrypoints.simulator.levels import Caller
from hearthline.entrypoints.simulator.place import Place, read_place
from hearthline.entrypoints.simulator.problems import bad_request, not_found
from hearthline.entrypoints.simulator.route import CallerHere, GatewayRoute, WorldHere, known_for
from hearthline.entrypoints.simulator.state import Outage, Subscription
from hearthline.entrypoints.simulator.town import Household
from hearthline.entrypoints.simulator.wire import SubscriptionRequest
from hearthline.entrypoints.simulator.world import World, dump, page_of

router = APIRouter(route_class=GatewayRoute)

_AHEAD = timedelta(days=14)
_PHONE_DIGITS = 11
_BY_CLOCK = frozenset({"PLANNED", "TEMPORARY", "FILLING_TEST"})
RESTORED = {"heating": "已恢复供热", "power": "已恢复供电"}


@router.get("/outages", operation_id="listOutages")
async def list_outages(
    asked: Annotated[OutageQuery, Query()], world: WorldHere, caller: CallerHere
) -> dict[str, Any]:
    """Known and planned outages at one place."""
    place = _asked_place(world, caller, asked)
    progress_by_clock(world)
    now = world.now()
    found = [
        outage
        for outage in reversed(world.state.outages.values())
        if outage.domain == asked.domain
        and _touches(outage, place, world)
        and _wanted(outage, asked.status, now)
        and _overlaps(outage, asked.since, asked.until)
    ]
    items = [dump(outage) for outage in found]
    return world.read(page_of(items, key="outage_id", limit=asked.limit, cursor=asked.cursor))


@router.get("/outages/{outage_id}", operation_id="getOutage")
async def get_outage(outage_id: str, world: WorldHere) -> dict[str, Any]:
    """One outage."""
    return dump(find(world, outage_id))


@router.post(
    "/outages/{outage_id}/subscriptions", operation_id="createOutageSubscription", status_code=201
)
async def subscribe(
    outage_id: str, wanted: SubscriptionRequest, world: WorldHere, caller: CallerHere
) -> dict[str, Any]:
    """Tell this customer of every change."""
    outage = find(world, outage_id)
    household = None
    if wanted.account_no is not None:
        household = world.household(wanted.account_no)
        known_for(world, caller, wanted.account_no)
    if wanted.target == "bound" and household is None:
        raise bad_request("/account_no", "用预留方式通知时需要户号")
    subscription = Subscription(
        subscription_id=f"SB{world.state.next_number('subscription')}",
        outage_id=outage.outage_id,
        channel=wanted.channel,
        target_masked=_masked(wanted.target, household),
    )
    world.state.subscriptions.append(subscription)
    world.save()
    return dump(subscription)


def find(world: World, outage_id: str) -> Outage:
    """The outage of that number; a problem when there is none."""
    outage = world.state.outages.get(outage_id)
    if outage is None:
        raise not_found("停供信息")
    return outage


def progress_by_clock(world: World) -> None:
    """What was planned begins and ends by itself; a fault waits for its crew."""
    now = world.now()
    for outage in world.state.outages.values():
        if outage.status == "SCHEDULED" and outage.start_at <= now:
            outage.status, outage.progress = "ACTIVE", "REPAIRING"
            told(world, outage)
        ends = outage.planned_end_at
        if outage.status == "ACTIVE" and outage.kind in _BY_CLOCK and ends and ends <= now:
            outage.status, outage.progress, outage.actual_end_at = "RESTORED", "DONE", ends
            outage.progress_text = RESTORED[outage.domain]
            told(world, outage)


def told(world: World, outage: Outage) -> dict[str, Any]:
    """Mark the change, keep it and send the webhook."""
    outage.updated_at = world.now()
    world.tell("outage.changed", outage.outage_id, dump(outage))
    return dump(outage)


def _asked_place(world: World, caller: Caller, asked: OutageQuery) -> Place | str:
    if asked.account_no is not None:
        caller.needs("L1", "按户号查询")
        household = world.household(asked.account_no)
        known_for(world, caller, asked.account_no)
        return Place(household.community, household.building)
    if asked.address is not None:
        return read_place(asked.address, world.town)
    if asked.area is None:
        raise bad_request("/query/area", "请给出户号、地址或区域")
    return asked.area.strip()


def _touches(outage: Outage, place: Place | str, world: World) -> bool:
    if isinstance(place, str):
        return any(_in_area(place, area.name, world) for area in outage.areas)
    return any(
        area.name == place.community
        and (not area.buildings or place.building is None or place.building in area.buildings)
        for area in outage.areas
    )


def _in_area(words: str, name: str, world: World) -> bool:
    community = world.town.community(name)
    district = community.district if community else ""
    return bool(words) and (name in words or words in name or words == district)


def _wanted(outage: Outage, status: list[OutageStatus], now: datetime) -> bool:
    if status:
        return outage.status in status
    planned = outage.status == "SCHEDULED" and outage.start_at <= now + _AHEAD
    return outage.status == "ACTIVE" or planned


def _overlaps(outage: Outage, since: datetime | None, until: datetime | None) -> bool:
    ends = outage.actual_end_at or outage.planned_end_at
    begins_in_time = until is None or outage.start_at <= until
    return begins_in_time and (since is None or ends is None or ends >= since)


def _masked(target: str, household: Household | None) -> str | None:
    if target == "bound":
        return household.phone_masked if household else None
    if len(target) == _PHONE_DIGITS and target.isdigit():
        return f"{target[:3]}****{target[-4:]}"
    return f"{target[:2]}***"
