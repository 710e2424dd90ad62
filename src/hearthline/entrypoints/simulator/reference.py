"""What is the same for everybody: prices and business halls; and whether we are up."""

import json
import math
import re
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query

from hearthline.entrypoints.simulator.asking import BranchQuery, TariffQuery
from hearthline.entrypoints.simulator.route import GatewayRoute, WorldHere
from hearthline.entrypoints.simulator.world import World, page_of

router = APIRouter(route_class=GatewayRoute)

_FACTS: dict[str, Any] = json.loads(
    Path(__file__).with_name("reference.json").read_text(encoding="utf-8")
)
_DEGREE_M = 111_320.0
_POINT = re.compile(r"(-?\d{1,3}(?:\.\d+)?)\s*[,，]\s*(-?\d{1,2}(?:\.\d+)?)")


@router.get("/health", operation_id="getHealth")
async def get_health() -> dict[str, str]:
    """We are up."""
    return {"status": "ok"}


@router.get("/tariffs", operation_id="getTariffs")
async def get_tariffs(asked: Annotated[TariffQuery, Query()], world: WorldHere) -> dict[str, Any]:
    """The prices that were in force at a time."""
    day = (asked.at or world.now()).astimezone(world.zone).date().isoformat()
    items = [
        {name: value for name, value in tariff.items() if name != "effective_to"}
        for tariff in _FACTS["tariffs"]
        if tariff["domain"] == asked.domain
        and asked.usage_class in (None, tariff["usage_class"])
        and tariff["effective_from"] <= day <= (tariff["effective_to"] or day)
    ]
    return world.read(page_of(items, key="tariff_id", limit=asked.limit, cursor=asked.cursor))


@router.get("/branches", operation_id="listBranches")
async def list_branches(asked: Annotated[BranchQuery, Query()], world: WorldHere) -> dict[str, Any]:
    """Business halls; the nearest first, or those of the named district."""
    halls = [hall for hall in _FACTS["branches"] if asked.domain in (None, hall["domain"])]
    point = _point(asked.near or "")
    items = [_hall(hall, point) for hall in halls]
    if point is not None:
        items.sort(key=lambda hall: hall["distance_m"])
    else:
        district = _district(world, asked.near or "")
        order = {hall["branch_id"]: hall["district"] not in district for hall in halls}
        items.sort(key=lambda hall: order[hall["branch_id"]])
    return world.read(page_of(items, key="branch_id", limit=asked.limit, cursor=asked.cursor))


def _hall(hall: dict[str, Any], point: tuple[float, float] | None) -> dict[str, Any]:
    shown = {name: hall[name] for name in hall if name not in ("domain", "district")}
    return shown | {"distance_m": None if point is None else _metres(hall, point)}


def _point(near: str) -> tuple[float, float] | None:
    found = _POINT.fullmatch(near.strip())
    return (float(found[1]), float(found[2])) if found else None


def _metres(hall: dict[str, Any], point: tuple[float, float]) -> int:
    east = (hall["lng"] - point[0]) * math.cos(math.radians(point[1]))
    return round(math.hypot(east, hall["lat"] - point[1]) * _DEGREE_M)


def _district(world: World, near: str) -> str:
    community = next((one for one in world.town.communities if one.name in near), None)
    return community.district if community else near
