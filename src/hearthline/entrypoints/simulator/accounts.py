"""Accounts: locating them, their profile, bills, balance and room temperatures."""

from datetime import date, datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query

from hearthline.entrypoints.simulator.asking import BillQuery
from hearthline.entrypoints.simulator.place import Place, read_place
from hearthline.entrypoints.simulator.route import CallerHere, GatewayRoute, WorldHere, known_for
from hearthline.entrypoints.simulator.town import Household
from hearthline.entrypoints.simulator.wire import AccountSearch
from hearthline.entrypoints.simulator.world import World, page_of

router = APIRouter(route_class=GatewayRoute)

POLICY = {"id": "cn-heat-example", "version": 4, "effective_from": "2026-07-01"}
PRICE_FEN = 2500
_COLD_C, _WARM_C = 15.5, 20.5
_NEW_SEASON_MONTH = 7


@router.post("/accounts/search", operation_id="searchAccounts")
async def search_accounts(wanted: AccountSearch, world: WorldHere) -> dict[str, Any]:
    """Accounts that match all criteria."""
    found = [one for one in world.town.households.values() if _matches(one, wanted, world)]
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
    return world.read(page_of(items, key="account_no", limit=50, cursor=None))


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
        "has_arrears": one.arrears_fen > 0 or one.prepaid_fen < 0,
        "policy": POLICY,
        "flags": list(one.flags),
    }
    if caller.has("L2"):
        profile |= _from_l2(one, world)
    return world.read(profile)


@router.get("/accounts/{account_no}/bills", operation_id="listBills")
async def list_bills(
    account_no: str, asked: Annotated[BillQuery, Query()], world: WorldHere, caller: CallerHere
) -> dict[str, Any]:
    """Bills, newest first."""
    one = world.household(account_no)
    known_for(world, caller, account_no)
    items = [
        bill
        for bill in _bills(one, world.now())
        if asked.season in (None, bill["period"])
        and asked.month in (None, bill["period"])
        and asked.status in (None, bill["status"])
    ]
    return world.read(page_of(items, key="bill_no", limit=asked.limit, cursor=asked.cursor))


@router.get("/accounts/{account_no}/balance", operation_id="getBalance")
async def get_balance(account_no: str, world: WorldHere, caller: CallerHere) -> dict[str, Any]:
    """The prepaid balance of a power account; what is owed of a heating account."""
    one = world.household(account_no)
    known_for(world, caller, account_no)
    daily = 610 if one.domain == "power" else None
    empty_on = world.now().date() + timedelta(days=max(0, one.prepaid_fen) // 610)
    balance = {
        "account_no": account_no,
        "prepaid": one.domain == "power",
        "balance_fen": one.prepaid_fen if one.domain == "power" else -one.arrears_fen,
        "threshold_fen": 5000 if daily else None,
        "estimated_empty_date": empty_on.isoformat() if daily else None,
        "daily_average_fen": daily,
    }
    return world.read(balance)


@router.get("/accounts/{account_no}/temperature", operation_id="listTemperatures")
async def list_temperatures(
    account_no: str, world: WorldHere, caller: CallerHere
) -> dict[str, Any]:
    """Room temperatures; cold where there is an outage or an open work order."""
    one = world.household(account_no)
    known_for(world, caller, account_no)
    cold = _is_cold(world, one)
    at = world.now().replace(minute=50, second=0, microsecond=0) - timedelta(hours=1)
    stamp = at.isoformat()
    warmth = _COLD_C if cold else _WARM_C
    community = world.town.community(one.community)
    pipes = (31.0, 27.5) if cold else (42.0, 35.5)
    heated = one.domain == "heating"
    rooms = [("客厅", warmth), ("主卧", round(warmth + 0.5, 1))] if heated else []
    temperature = {
        "account_no": account_no,
        "rooms": [
            {"room": room, "value_c": value, "at": stamp, "source": "SENSOR", "valid": False,
             "record_no": None}
            for room, value in rooms
        ],
        "pipe": {"supply_c": pipes[0], "return_c": pipes[1], "at": stamp} if heated else None,
        "station": {
            "name": community.substation if community else "", "supply_c": pipes[0] + 6.0,
            "return_c": pipes[1] + 4.0, "at": stamp,
        } if heated else None,
        "outdoor_c": -6.0,
    }  # fmt: skip
    return world.read(temperature)


def _matches(one: Household, wanted: AccountSearch, world: World) -> bool:
    pairs = (
        (wanted.domain, one.domain),
        (wanted.account_no, one.account_no),
        (wanted.phone, one.phone),
        (wanted.name, one.name),
        (wanted.meter_no, _meter_no(one)),
        (wanted.old_card_no, None),
    )
    if any(want is not None and want != real for want, real in pairs):
        return False
    if wanted.address is None:
        return True
    read = read_place(wanted.address.raw, world.town)
    place = Place(
        wanted.address.community or read.community,
        wanted.address.building or read.building,
        wanted.address.unit or read.unit,
        wanted.address.room or read.room,
    )
    return place.community is not None and place.holds(one)


def _from_l2(one: Household, world: World) -> dict[str, Any]:
    community = world.town.community(one.community)
    heating = {
        "billed_area_m2": one.area_m2,
        "deed_area_m2": one.area_m2,
        "charge_mode": "AREA",
        "heat_type": one.heat_type,
        "individually_valved": True,
        "valve_state": "OPEN" if one.status == "ACTIVE" else "CLOSED",
        "substation": community.substation if community else "",
        "position": one.position,
        "meter_no": _meter_no(one),
    }
    power = {
        "tariff_class": "居民阶梯",
        "tou": True,
        "prepaid": True,
        "phase": "SINGLE",
        "capacity_kw": 8.0,
        "meter_no": _meter_no(one),
        "persons": 3,
    }
    return {
        "address": {
            "raw": one.address,
            "community": one.community,
            "building": one.building,
            "unit": one.unit,
            "room": one.room,
        },
        "open_date": one.opened_on.isoformat(),
        "heating": heating if one.domain == "heating" else None,
        "power": power if one.domain == "power" else None,
    }


def _meter_no(one: Household) -> str:
    return f"{'M' if one.domain == 'heating' else 'E'}{one.account_no[-6:]}"


def _bills(one: Household, now: datetime) -> list[dict[str, Any]]:
    if one.domain != "heating":
        return []
    this_year = now.year if now.month >= _NEW_SEASON_MONTH else now.year - 1
    return [_bill(one, this_year, one.arrears_fen), _bill(one, this_year - 1, 0)]


def _bill(one: Household, year: int, arrears_fen: int) -> dict[str, Any]:
    payable = round(one.area_m2 * PRICE_FEN)
    return {
        "bill_no": f"B{year}{one.account_no[-4:]}",
        "domain": "heating",
        "period": f"{year}-{year + 1}",
        "status": "UNPAID" if arrears_fen >= payable else "PARTIAL" if arrears_fen else "PAID",
        "payable_fen": payable,
        "paid_fen": payable - arrears_fen,
        "arrears_fen": arrears_fen,
        "late_fee_fen": 0,
        "due_date": date(year, 12, 31).isoformat(),
        "items": [{"name": f"采暖费 {one.area_m2}㎡×25.00元", "amount_fen": payable}],
        "reading": None,
        "area_m2": one.area_m2,
        "unit_price_fen": PRICE_FEN,
    }


def _is_cold(world: World, one: Household) -> bool:
    open_order = any(
        order.account_no == one.account_no and order.status not in ("resolved", "closed")
        for order in world.state.work_orders.values()
    )
    return open_order or any(
        outage.status == "ACTIVE"
        and any(
            area.name == one.community and one.building in (area.buildings or [one.building])
            for area in outage.areas
        )
        for outage in world.state.outages.values()
    )
