"""Room temperatures, with what the pipes and the station have."""

from datetime import datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query

from hearthline.entrypoints.simulator.asking import TemperatureQuery
from hearthline.entrypoints.simulator.days import is_heating_day
from hearthline.entrypoints.simulator.route import CallerHere, GatewayRoute, WorldHere, known_for
from hearthline.entrypoints.simulator.town import Household
from hearthline.entrypoints.simulator.work_orders import FINISHED
from hearthline.entrypoints.simulator.world import World

router = APIRouter(route_class=GatewayRoute)

_COLD_C, _WARM_C, _STOPPED_C = 15.5, 20.5, 11.0
_COLD_ORDERS = ("H-AR", "H-RP", "H-TP", "H-CP-02")
_MEASURED = ((5, "客厅", 16.5), (3, "主卧", 15.5), (2, "客厅", 16.0))


@router.get("/accounts/{account_no}/temperature", operation_id="listTemperatures")
async def list_temperatures(
    account_no: str,
    asked: Annotated[TemperatureQuery, Query()],
    world: WorldHere,
    caller: CallerHere,
) -> dict[str, Any]:
    """Room temperatures; cold where there is an outage or an open work order."""
    one = world.household(account_no)
    known_for(world, caller, account_no)
    told = temperature(world, one)
    told["rooms"] = [
        room
        for room in told["rooms"]
        if (asked.since is None or datetime.fromisoformat(room["at"]) >= asked.since)
        and (asked.until is None or datetime.fromisoformat(room["at"]) <= asked.until)
    ]
    return told


def temperature(world: World, one: Household) -> dict[str, Any]:
    """Everything that is measured at an account, newest first."""
    at = world.now().replace(minute=50, second=0, microsecond=0) - timedelta(hours=1)
    stamp = at.isoformat()
    if one.domain != "heating":
        bare: dict[str, Any] = {"rooms": [], "pipe": None, "station": None, "outdoor_c": -6.0}
        return world.read({"account_no": one.account_no} | bare)
    community = world.town.community(one.community)
    warmth = _warmth(world, one)
    supply, back = (31.0, 27.5) if warmth < _WARM_C else (42.0, 35.5)
    sensed = [("客厅", warmth), ("主卧", round(warmth + 0.5, 1))]
    return world.read(
        {
            "account_no": one.account_no,
            "rooms": [_reading(room, value, stamp) for room, value in sensed]
            + visits_at(world, one),
            "pipe": {"supply_c": supply, "return_c": back, "at": stamp},
            "station": {
                "name": community.substation if community else "",
                "supply_c": supply + 6.0,
                "return_c": back + 4.0,
                "at": stamp,
            },
            "outdoor_c": -6.0,
        }
    )


def visits_at(world: World, one: Household) -> list[dict[str, Any]]:
    """What visitors measured and both sides signed; these count for a refund."""
    if "RECORDS" not in one.quirks:
        return []
    return [
        _reading(room, value, (world.born_at - timedelta(days=days)).isoformat())
        | {"source": "VISIT", "valid": True, "record_no": f"TR{one.account_no[-4:]}{days}"}
        for days, room, value in reversed(_MEASURED)
        if is_heating_day((world.born_at - timedelta(days=days)).date())
    ]


def _reading(room: str, value: float, at: str) -> dict[str, Any]:
    sensed = {"source": "SENSOR", "valid": False, "record_no": None}
    return {"room": room, "value_c": value, "at": at} | sensed


def _warmth(world: World, one: Household) -> float:
    told = world.state.room_c.get(one.account_no)
    if told is not None:
        return told
    if one.status in ("STOPPED", "CUT_OFF", "NOT_CONNECTED", "CLOSED"):
        return _STOPPED_C
    return _COLD_C if "COLD" in one.quirks or _is_troubled(world, one) else _WARM_C


def _is_troubled(world: World, one: Household) -> bool:
    open_order = any(
        order.account_no == one.account_no
        and order.status not in FINISHED
        and order.type_code.startswith(_COLD_ORDERS)
        for order in world.state.work_orders.values()
    )
    return open_order or any(
        outage.status == "ACTIVE"
        and outage.domain == "heating"
        and any(
            area.name == one.community and one.building in (area.buildings or [one.building])
            for area in outage.areas
        )
        for outage in world.state.outages.values()
    )
