"""Accounts: locating them, and their profile."""

from typing import Any

from fastapi import APIRouter

from hearthline.entrypoints.simulator.billing import owes
from hearthline.entrypoints.simulator.place import place_of
from hearthline.entrypoints.simulator.policy import profile_now
from hearthline.entrypoints.simulator.route import CallerHere, GatewayRoute, WorldHere, known_for
from hearthline.entrypoints.simulator.town import Household
from hearthline.entrypoints.simulator.wire import AccountSearch
from hearthline.entrypoints.simulator.world import World, page_of

router = APIRouter(route_class=GatewayRoute)

_MOST_FOUND = 200


@router.post("/accounts/search", operation_id="searchAccounts")
async def search_accounts(wanted: AccountSearch, world: WorldHere) -> dict[str, Any]:
    """Accounts that match all criteria."""
    found = [one for one in world.households() if _matches(one, wanted, world)]
    items = [
        {
            "account_no": one.account_no,
            "domain": one.domain,
            "name_masked": one.name_masked,
            "phone_masked": one.phone_masked,
            "address_masked": one.address_masked,
            "status": one.status,
            "usage_class": one.usage_class,
            "score": 1,
        }
        for one in found
    ]
    return world.read(page_of(items, key="account_no", limit=_MOST_FOUND, cursor=None))


@router.get("/accounts/{account_no}", operation_id="getAccount")
async def get_account(account_no: str, world: WorldHere, caller: CallerHere) -> dict[str, Any]:
    """The profile; address, opening and technical facts only from L2."""
    one = world.household(account_no)
    known_for(world, caller, account_no)
    profile: dict[str, Any] = {
        "account_no": one.account_no,
        "domain": one.domain,
        "tenant": world.settings.tenant,
        "status": one.status,
        "usage_class": one.usage_class,
        "name_masked": one.name_masked,
        "phone_masked": one.phone_masked,
        "address_masked": one.address_masked,
        "has_arrears": owes(world, one),
        "policy": profile_now(world, one.domain).ref,
        "flags": list(one.flags),
    }
    if caller.has("L2"):
        profile |= _from_l2(one, world)
    return world.read(profile)


def _matches(one: Household, wanted: AccountSearch, world: World) -> bool:
    pairs = (
        (wanted.domain, one.domain),
        (wanted.account_no, one.account_no),
        (wanted.phone, one.phone),
        (wanted.name, one.name),
        (wanted.meter_no, one.meter_no),
        (wanted.old_card_no, f"K{one.account_no[-5:]}"),
    )
    if any(want is not None and want != real for want, real in pairs):
        return False
    if wanted.address is None:
        return True
    place = place_of(wanted.address, world.town)
    return place.community is not None and place.holds(one)


def _from_l2(one: Household, world: World) -> dict[str, Any]:
    return {
        "address": {
            "raw": one.address,
            "community": one.community,
            "building": one.building,
            "unit": one.unit,
            "room": one.room,
        },
        "open_date": one.opened_on.isoformat(),
        "heating": _heating(one, world) if one.domain == "heating" else None,
        "power": _power(one, world) if one.domain == "power" else None,
    }


def _heating(one: Household, world: World) -> dict[str, Any]:
    community = world.town.community(one.community)
    is_open = one.status == "ACTIVE"
    until = one.warranty_until
    return {
        "billed_area_m2": one.area_m2,
        "deed_area_m2": one.area_m2 if one.deed_area_m2 is None else one.deed_area_m2,
        "storey_height_m": None,
        "charge_mode": one.charge_mode,
        "heat_type": one.heat_type,
        "individually_valved": one.is_valved,
        "valve_state": one.valve_state or ("OPEN" if is_open else "SEALED"),
        "warranty_until": until.isoformat() if until else None,
        "substation": community.substation if community else "",
        "heat_source": "城北热电厂",
        "position": one.position,
        "meter_no": one.meter_no if one.is_metered else None,
    }


def _power(one: Household, world: World) -> dict[str, Any]:
    community = world.town.community(one.community)
    home = "居民峰谷" if one.is_tou else "居民阶梯"
    return {
        "tariff_class": home if one.usage_class == "RESIDENTIAL" else "一般工商业",
        "tou": one.is_tou,
        "prepaid": one.is_prepaid,
        "phase": one.phase,
        "capacity_kw": one.capacity_kw,
        "transformer_district": f"{one.community}{one.building}号台区",
        "line": community.line if community else "",
        "meter_no": one.meter_no,
        "persons": one.persons,
    }
