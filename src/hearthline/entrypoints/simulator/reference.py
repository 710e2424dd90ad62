"""What is the same for everybody: policy sections and business halls; and whether we are up."""

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query

from hearthline.entrypoints.simulator.asking import BranchQuery
from hearthline.entrypoints.simulator.order_types import TYPES
from hearthline.entrypoints.simulator.problems import Problem, bad_request, not_found
from hearthline.entrypoints.simulator.route import GatewayRoute, WorldHere
from hearthline.entrypoints.simulator.wire import Domain
from hearthline.entrypoints.simulator.world import page_of

router = APIRouter(route_class=GatewayRoute)

_FACTS: dict[str, Any] = json.loads(
    Path(__file__).with_name("reference.json").read_text(encoding="utf-8")
)


@router.get("/health", operation_id="getHealth")
async def get_health() -> dict[str, str]:
    """We are up."""
    return {"status": "ok"}


@router.get("/policies/{tenant}/{topic}", operation_id="getPolicy")
async def get_policy(
    tenant: str,
    topic: str,
    world: WorldHere,
    domain: Domain | None = None,
    at: datetime | None = None,
) -> dict[str, Any]:
    """A section of the policy profile; the town knows no older one than the present."""
    if tenant not in ("default", world.settings.tenant):
        raise not_found("单位")
    if at is not None and at.date().isoformat() < _FACTS["policy"]["effective_from"]:
        raise not_found("当时的政策")
    if topic not in _FACTS["topics"]:
        raise bad_request("/topic", "没有这个政策主题")
    section = _FACTS["policies"].get(topic)
    if section is None or domain == "power":
        title = "模拟系统没有这部分政策"
        raise Problem("INTERNAL", title, "这项规定暂时查不到，可以为您转人工。")
    values = section["values"] if topic != "repair_sla" else {"items": _repair_limits()}
    policy = {
        "tenant": world.settings.tenant,
        "topic": topic,
        "domain": "heating",
        "policy": _FACTS["policy"],
        "values": values,
        "text": section["text"],
        "sources": section["sources"],
    }
    return world.read(policy)


@router.get("/branches", operation_id="listBranches")
async def list_branches(asked: Annotated[BranchQuery, Query()], world: WorldHere) -> dict[str, Any]:
    """Business halls; those of the named district first."""
    near = asked.near or ""
    halls = [hall for hall in _FACTS["branches"] if asked.domain in (None, hall["domain"])]
    community = next((one for one in world.town.communities if one.name in near), None)
    district = community.district if community else near
    halls.sort(key=lambda hall: hall["district"] not in district)
    inner = ("domain", "district")
    items = [{name: hall[name] for name in hall if name not in inner} for hall in halls]
    return world.read(page_of(items, key="branch_id", limit=asked.limit, cursor=asked.cursor))


def _repair_limits() -> list[dict[str, Any]]:
    return [
        {
            "type_code": code,
            "arrive_min": kind.arrive_min,
            "resolve_h": kind.resolve_h,
            "contact_h": kind.contact_h,
            "note": kind.name,
        }
        for code, kind in TYPES.items()
        if code.startswith(("H-EM", "H-AR", "H-RP", "H-TP"))
    ]
