"""What an account owes, has left and has used: bills, balance, usage, meters."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query

from hearthline.entrypoints.simulator.asking import BillQuery, UsageQuery
from hearthline.entrypoints.simulator.billing import TIER_FEN, balance_of, bills_of, owed
from hearthline.entrypoints.simulator.days import days_between, month_name
from hearthline.entrypoints.simulator.energy import (
    Used,
    reading_now,
    tier_of,
    used_in_year,
    used_on,
)
from hearthline.entrypoints.simulator.notices import threshold_of
from hearthline.entrypoints.simulator.problems import bad_request, not_found
from hearthline.entrypoints.simulator.route import CallerHere, GatewayRoute, WorldHere, known_for
from hearthline.entrypoints.simulator.town import Household
from hearthline.entrypoints.simulator.world import World, page_of

router = APIRouter(route_class=GatewayRoute)

_AVERAGE_DAYS = 30
_MOST_DAYS = 800
_CERTIFICATE_YEARS = 8


@router.get("/accounts/{account_no}/bills", operation_id="listBills")
async def list_bills(
    account_no: str, asked: Annotated[BillQuery, Query()], world: WorldHere, caller: CallerHere
) -> dict[str, Any]:
    """Bills, newest first."""
    one = world.household(account_no)
    known_for(world, caller, account_no)
    items = [
        bill.told(world)
        for bill in bills_of(world, one)
        if asked.season in (None, bill.period)
        and asked.month in (None, bill.period)
        and asked.status in (None, bill.status)
    ]
    return world.read(page_of(items, key="bill_no", limit=asked.limit, cursor=asked.cursor))


@router.get("/accounts/{account_no}/balance", operation_id="getBalance")
async def get_balance(account_no: str, world: WorldHere, caller: CallerHere) -> dict[str, Any]:
    """The prepaid balance; of an account that pays afterwards, what it owes as a negative one."""
    one = world.household(account_no)
    known_for(world, caller, account_no)
    return balance(world, one)


def balance(world: World, one: Household) -> dict[str, Any]:
    """The balance as the contract tells it."""
    if not one.is_prepaid:
        facts: dict[str, Any] = {
            "prepaid": False,
            "balance_fen": -sum(owed(world, one)),
            "threshold_fen": None,
            "estimated_empty_date": None,
            "daily_average_fen": None,
        }
        return world.read({"account_no": one.account_no} | facts)
    left, daily = balance_of(world, one), _daily_average(world, one)
    empty = world.now().date() + timedelta(days=max(0, left) // daily)
    return world.read(
        {
            "account_no": one.account_no,
            "prepaid": True,
            "balance_fen": left,
            "threshold_fen": threshold_of(world, one.account_no),
            "estimated_empty_date": empty.isoformat(),
            "daily_average_fen": daily,
        }
    )


@router.get("/accounts/{account_no}/usage", operation_id="getUsage")
async def get_usage(
    account_no: str, asked: Annotated[UsageQuery, Query()], world: WorldHere, caller: CallerHere
) -> dict[str, Any]:
    """Energy used per day or month, up to yesterday; heat only of those with a meter."""
    one = world.household(account_no)
    known_for(world, caller, account_no)
    if asked.since > asked.until or (asked.until - asked.since).days > _MOST_DAYS:
        raise bad_request("/query/from", "起止日期有误，最多查 800 天")
    if not one.is_metered:
        raise not_found("用热量记录")
    yesterday = world.now().date() - timedelta(days=1)
    days = days_between(asked.since, min(asked.until, yesterday))
    points = [used_on(world, one, day) for day in days]
    if asked.granularity == "month":
        points = _by_month(points)
    return world.read(
        {
            "account_no": account_no,
            "unit": "kWh",
            "granularity": asked.granularity,
            "total": round(sum(point.total for point in points), 1),
            "points": [_point(point) for point in points],
            "tier": _tier(world, one, min(asked.until, yesterday)),
        }
    )


@router.get("/meters/{meter_no}", operation_id="getMeter")
async def get_meter(meter_no: str, world: WorldHere, caller: CallerHere) -> dict[str, Any]:
    """State and last reading of a meter."""
    one = meter_owner(world, meter_no)
    known_for(world, caller, one.account_no)
    today = world.now().date()
    heats = one.domain == "heating"
    meter = {
        "meter_no": one.meter_no,
        "domain": one.domain,
        "account_masked": one.account_masked,
        "status": "OFFLINE" if "READING_JUMP" in one.quirks else "NORMAL",
        "last_reading": reading_now(world, one),
        "read_at": datetime.combine(today, time(), world.zone).isoformat(),
        "certificate_until": date(one.opened_on.year + 2 * _CERTIFICATE_YEARS, 9, 1).isoformat(),
        "display_text": "按一下面板上的按键，屏幕显示“累计热量”后的数字即为示数，单位千瓦时。"
        if heats
        else "屏幕显示“当前总电量”后的数字即为示数，单位千瓦时。",
    }
    return world.read(meter)


def meter_owner(world: World, meter_no: str) -> Household:
    """The account that a meter counts for; a problem when there is no such meter."""
    found = [one for one in world.households() if one.is_metered and one.meter_no == meter_no]
    if not found:
        raise not_found("表计")
    return found[0]


def _daily_average(world: World, one: Household) -> int:
    yesterday = world.now().date() - timedelta(days=1)
    days = days_between(yesterday - timedelta(days=_AVERAGE_DAYS - 1), yesterday)
    used = sum(used_on(world, one, day).total for day in days) / _AVERAGE_DAYS
    tier, _ = tier_of(one, used_in_year(world, one, yesterday.year, before=yesterday))
    return max(1, round(used * TIER_FEN[tier - 1]))


def _by_month(days: Iterable[Used]) -> list[Used]:
    months: dict[str, list[Used]] = {}
    for day in days:
        months.setdefault(month_name(date.fromisoformat(day.period)), []).append(day)
    return [
        Used(
            month,
            round(sum(day.total for day in used), 1),
            round(sum(day.peak or 0 for day in used), 1) if used[0].peak is not None else None,
            round(sum(day.valley or 0 for day in used), 1) if used[0].peak is not None else None,
        )
        for month, used in months.items()
    ]


def _point(used: Used) -> dict[str, Any]:
    parts = {} if used.peak is None else {"peak": used.peak, "valley": used.valley}
    return {"period": used.period, "value": used.total} | parts


def _tier(world: World, one: Household, last: date) -> dict[str, Any] | None:
    if one.domain != "power" or one.usage_class != "RESIDENTIAL":
        return None
    used = used_in_year(world, one, last.year, before=last + timedelta(days=1))
    number, left = tier_of(one, used)
    return {"current": number, "used_in_tier_year_kwh": used, "until_next_tier_kwh": left}
