"""The policy profiles of both trades, in versions: what is in force at a time."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from fastapi import APIRouter

from hearthline.entrypoints.simulator.days import season_name, season_year
from hearthline.entrypoints.simulator.order_types import TYPES
from hearthline.entrypoints.simulator.problems import bad_request, not_found
from hearthline.entrypoints.simulator.route import GatewayRoute, WorldHere
from hearthline.entrypoints.simulator.wire import Domain
from hearthline.entrypoints.simulator.world import World

router = APIRouter(route_class=GatewayRoute)

_PROFILES: dict[str, Any] = json.loads(
    Path(__file__).with_name("policies.json").read_text(encoding="utf-8")
)
_TOPICS = frozenset(topic for profile in _PROFILES.values() for topic in profile["topics"])


@dataclass(frozen=True, slots=True)
class Profile:
    """The profile of a trade that was in force on a day."""

    domain: str
    day: date
    version: int
    effective_from: str

    @property
    def ref(self) -> dict[str, Any]:
        """As answers name it."""
        number = {"id": _PROFILES[self.domain]["id"], "version": self.version}
        return number | {"effective_from": self.effective_from}

    def section(self, topic: str) -> dict[str, Any]:
        """Values, text and sources of a topic."""
        profile = _PROFILES[self.domain]
        earlier = profile["earlier"].get(str(self.version), {})
        section: dict[str, Any] = earlier.get(topic) or profile["topics"][topic]
        return section

    def values(self, topic: str) -> dict[str, Any]:
        """Only the values of a topic."""
        values: dict[str, Any] = self.section(topic)["values"]
        return values


def profile_at(domain: str, day: date) -> Profile | None:
    """The profile in force on a day; None before the first one."""
    known = [one for one in _PROFILES[domain]["versions"] if one["effective_from"] <= str(day)]
    return (
        Profile(domain, day, known[-1]["version"], known[-1]["effective_from"]) if known else None
    )


def profile_now(world: World, domain: str) -> Profile:
    """The profile in force now."""
    profile = profile_at(domain, world.now().date())
    if profile is None:
        raise not_found("政策")
    return profile


def stop_until(world: World, profile: Profile, year: int) -> date:
    """The last day on which heating can be stopped for the season that begins in this year."""
    moved = world.state.stop_until.get(season_name(year))
    if moved is not None:
        return moved
    month, day = profile.values("stop_heat")["apply_until"].split("-")
    return date(year, int(month), int(day))


@router.get("/policies/{tenant}/{topic}", operation_id="getPolicy")
async def get_policy(
    tenant: str,
    topic: str,
    world: WorldHere,
    domain: Domain | None = None,
    at: datetime | None = None,
) -> dict[str, Any]:
    """A section of the policy profile in force at a time."""
    if tenant not in ("default", world.settings.tenant):
        raise not_found("单位")
    profile = profile_at(_domain(topic, domain), (at or world.now()).astimezone(world.zone).date())
    if profile is None:
        raise not_found("当时的政策")
    section = profile.section(topic)
    values, text = _filled(world, profile, topic)
    return world.read(
        {
            "tenant": world.settings.tenant,
            "topic": topic,
            "domain": profile.domain,
            "policy": profile.ref,
            "values": values,
            "text": text,
            "sources": section["sources"],
        }
    )


def _domain(topic: str, domain: str | None) -> str:
    if topic not in _TOPICS:
        raise bad_request("/topic", "没有这个政策主题")
    having = [name for name, profile in _PROFILES.items() if topic in profile["topics"]]
    if domain is None and len(having) > 1:
        raise bad_request("/query/domain", "两个专业都有这个主题，请说明是供热还是供电")
    if domain is not None and domain not in having:
        raise not_found("政策")
    return domain or having[0]


def _filled(world: World, profile: Profile, topic: str) -> tuple[dict[str, Any], str]:
    section = profile.section(topic)
    values, text = section["values"], section["text"]
    if topic == "repair_sla":
        return {"items": _limits(profile.domain)}, text
    if topic == "stop_heat":
        year = season_year(profile.day)
        until = stop_until(world, profile, year)
        day = f"{until.year} 年 {until.month} 月 {until.day} 日"
        text = text.format(season=season_name(year), apply_until=day)
        return values | {"apply_until": until.isoformat()}, text
    return values, text


def _limits(domain: str) -> list[dict[str, Any]]:
    kinds = ("H-EM", "H-AR", "H-RP", "H-TP") if domain == "heating" else ("E-EM", "E-FR", "E-SR")
    return [
        {
            "type_code": code,
            "arrive_min": kind.arrive_min,
            "resolve_h": kind.resolve_h,
            "contact_h": kind.contact_h,
            "note": kind.name,
        }
        for code, kind in TYPES.items()
        if code.startswith(kinds)
    ]
