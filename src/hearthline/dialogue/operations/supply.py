"""Operations on supply: outages, temperatures, usage, meters, rules, prices, business halls."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from hearthline.business import AccountSearch, Branch, Outage, OutageWish, Tariff, Usage
from hearthline.dialogue.flows.template import LOCAL_TIME
from hearthline.dialogue.machine.effects import Done
from hearthline.dialogue.operations.errand import Errand
from hearthline.dialogue.operations.ports import OWN_INCIDENT, Carried, Spot
from hearthline.dialogue.operations.wordings import (
    OUTAGES,
    STAGES,
    age,
    bare,
    day,
    known,
    lines,
    moment,
    moment_text,
    period_text,
    rule,
    state_text,
)

_MOST_LINES = 5
_MONTHS_BACK = 12
_STOPS = {"heating": "查停热", "power": "查停电"}


async def outage_at_place(errand: Errand) -> Carried:
    """The outage that is going on at a place, else the next that is planned."""
    number, address, area = await _place(errand)
    found = await errand.business.list_outages(
        errand.acting, domain=errand.domain, account_no=number, address=address, area=area
    )
    spot = Spot(errand.domain, errand.text("account_no") or number, address, area)
    active = [outage for outage in found.items if outage.status == "ACTIVE"]
    active += await errand.nearby(errand.asking, spot)
    planned = sorted(
        (outage for outage in found.items if outage.status == "SCHEDULED"),
        key=lambda outage: outage.start_at,
    )
    word = _STOPS.get(errand.domain, "查停供")
    values: dict[str, Any] = {
        "is_active": bool(active),
        "is_planned": bool(planned) and not active,
        "count": len(active) + len(planned),
        **age(found.as_of, stale=found.stale),
    }
    if planned:
        values["planned_text"] = lines(_planned_line(one) for one in planned[:_MOST_LINES])
    if not active and not planned:
        return Carried(Done(values, f"{word}：没有，也没有计划"))
    values |= _outage((active or planned)[0])
    state = "正在停供" if active else "计划停供"
    return Carried(Done(values, f"{word}：{values['area']}{state}（{values['reason']}）"))


async def subscribe_outage(errand: Errand) -> Carried:
    """Have the phone of the account told of every change.

    An incident of our own is told in this conversation, to whoever asked about it.
    """
    if errand.needed("outage_id").startswith(OWN_INCIDENT):
        own = {"subscription_id": errand.needed("outage_id"), "target_masked": "这个会话"}
        return Carried(Done(own, "事件有进展会在会话里告知"))
    wish = OutageWish(account_no=errand.account, confirmation=errand.confirmation())
    made = await errand.business.subscribe_outage(
        errand.acting, errand.needed("outage_id"), wish, idempotency_key=errand.key
    )
    values = {
        "subscription_id": made.subscription_id,
        "target_masked": made.target_masked or "登记的手机",
    }
    return Carried(Done(values, "已订阅停供通知"))


async def list_temperatures(errand: Errand) -> Carried:
    """Room temperatures, newest first, and which of them count."""
    found = await errand.business.list_temperatures(errand.acting, errand.account)
    rooms = sorted(found.rooms, key=lambda room: room.at, reverse=True)
    valid = [room for room in rooms if room.valid]
    told = [
        f"{room.room} {room.value_c:g} ℃（{moment_text(room.at)}）" for room in rooms[:_MOST_LINES]
    ]
    station = found.station
    values = {
        "count": len(rooms),
        "rooms_text": lines(told),
        "lowest_c": min((room.value_c for room in rooms), default=None),
        "latest_at": moment(rooms[0].at) if rooms else None,
        "valid_count": len(valid),
        "record_nos": [room.record_no for room in valid if room.record_no],
        "station_text": None
        if station is None
        else f"{station.name}供水 {station.supply_c:g} ℃、回水 {station.return_c:g} ℃",
        **age(found.as_of, stale=found.stale),
    }
    return Carried(Done(known(values), "已查室温记录"))


async def get_usage(errand: Errand) -> Carried:
    """Energy of a month, or of a range of days, with what went before."""
    month = errand.text("month")
    since, until = _range(errand, month)
    found = await errand.business.get_usage(
        errand.acting,
        errand.account,
        since=since,
        until=until,
        granularity=errand.text("granularity") or "month",
    )
    return Carried(Done(known(_usage(found, month)), "已查用量"))


async def get_meter(errand: Errand) -> Carried:
    """A meter's state and last reading."""
    number = errand.text("meter_no")
    if number is None:
        account = await errand.business.get_account(errand.acting, errand.account)
        facts = account.power or account.heating
        number = None if facts is None else facts.meter_no
    if number is None:
        values: dict[str, Any] = age(errand.at, stale=False)
        return Carried(Done(values, "查表计：户号下没有表计"))
    meter = await errand.business.get_meter(errand.acting, number)
    values = {
        "meter_no": meter.meter_no,
        "status": meter.status,
        "status_text": state_text(meter.status),
        "certificate_until": day(meter.certificate_until),
        "last_reading": meter.last_reading,
        "last_read_at": moment(meter.read_at),
        "reading_text": bare(meter.display_text),
        **age(meter.as_of, stale=meter.stale),
    }
    return Carried(Done(known(values), "已查表计"))


async def get_policy(errand: Errand) -> Carried:
    """A section of the policy profile that was in force at a time."""
    found = await errand.business.get_policy(
        errand.acting, errand.needed("topic"), domain=errand.domain, at=errand.moment("at")
    )
    since = found.policy.effective_from
    values = {
        "text": bare(found.text),
        "values": dict(found.values),
        "effective_from": day(since),
        **rule(found.policy),
        **age(found.as_of, stale=found.stale),
    }
    note = f"已查政策 {found.topic}（{found.policy.id} v{found.policy.version}）"
    return Carried(Done(known(values), note))


async def get_tariffs(errand: Errand) -> Carried:
    """Prices for explanation."""
    found = await errand.business.get_tariffs(
        errand.acting,
        domain=errand.domain,
        usage_class=errand.text("usage_class"),
        at=errand.moment("at"),
    )
    tariffs = found.items
    values = {
        "count": len(tariffs),
        "name": tariffs[0].name if tariffs else None,
        "text": lines(bare(one.text) or _prices(one) for one in tariffs),
        "lines_text": lines(f"{one.name}：{_prices(one)}" for one in tariffs),
        **age(found.as_of, stale=found.stale),
    }
    return Carried(Done(known(values), "已查价格"))


async def branches_near(errand: Errand) -> Carried:
    """Business halls with their hours, the nearest first."""
    found = await errand.business.list_branches(
        errand.acting, domain=errand.domain, near=errand.text("near")
    )
    values: dict[str, Any] = {
        "count": len(found.items),
        "lines_text": lines(_branch_line(one) for one in found.items[:_MOST_LINES]),
        **age(found.as_of, stale=found.stale),
    }
    if found.items:
        nearest = found.items[0]
        values |= {
            "name": nearest.name,
            "address": nearest.address,
            "hours": bare(nearest.hours),
            "phone": nearest.phone,
        }
    return Carried(Done(known(values), "已查营业厅"))


async def _place(errand: Errand) -> tuple[str | None, str | None, str | None]:
    """Account, address or area: one of them."""
    number, address, area = (errand.text(name) for name in ("account_no", "address", "area"))
    if number is None:
        return (None, None, area) if area and not address else (None, address or "", None)
    if errand.asking.owns(errand.domain, number):
        return number, None, None
    # Whose account it is was not proved: the gateway answers for the place alone.
    search = AccountSearch(domain=errand.domain, account_no=number)
    found = await errand.business.search_accounts(errand.acting, search, idempotency_key=errand.key)
    masked = found.items[0].address_masked if found.items else address or number
    return None, masked.rstrip("*"), None


def _outage(outage: Outage) -> dict[str, Any]:
    return known(
        {
            "outage_id": outage.outage_id,
            "kind": outage.kind,
            "kind_text": OUTAGES.get(outage.kind, outage.kind),
            "reason": bare(outage.reason_text),
            "progress": bare(outage.progress_text),
            "stage": STAGES.get(outage.progress or ""),
            "area": _areas(outage),
            "start_at": moment(outage.start_at),
            "end_at": moment(outage.planned_end_at),
            "updated_at": moment(outage.updated_at),
        }
    )


def _planned_line(outage: Outage) -> str:
    end = outage.planned_end_at
    until = "" if end is None else f"至 {moment_text(end)}"
    return f"{_areas(outage)}：{moment_text(outage.start_at)}{until}，{bare(outage.reason_text)}"


def _areas(outage: Outage) -> str:
    return "、".join(
        f"{area.name} {'、'.join(area.buildings)} 号楼" if area.buildings else area.name
        for area in outage.areas
    )


def _range(errand: Errand, month: str | None) -> tuple[date, date]:
    """The days asked for: a month with the one before it, a range, else the last months."""
    since, until = errand.day("from"), errand.day("to")
    if since is not None and until is not None:
        return since, until
    today = errand.at.astimezone(LOCAL_TIME).date()
    if month is None:
        first = today.replace(day=1)
        return _months_before(first, _MONTHS_BACK), today
    first = date.fromisoformat(f"{month}-01")
    following = (first + timedelta(days=32)).replace(day=1)
    return _months_before(first, 1), min(following - timedelta(days=1), max(today, first))


def _months_before(first: date, count: int) -> date:
    months = first.year * 12 + first.month - 1 - count
    return date(months // 12, months % 12 + 1, 1)


def _usage(usage: Usage, month: str | None) -> dict[str, Any]:
    points = sorted(usage.points, key=lambda point: point.period)
    chosen = [point for point in points if month is None or point.period == month]
    newest = chosen[-1] if chosen else None
    before = [point for point in points if newest is not None and point.period < newest.period]
    tier = usage.tier
    values: dict[str, Any] = {
        "points_text": lines(f"{_period(one.period)}：{one.value:g} 度" for one in points[-6:]),
        "tier": None if tier is None else tier.current,
        "used_in_year_kwh": None if tier is None else tier.used_in_tier_year_kwh,
        "until_next_tier_kwh": None if tier is None else tier.until_next_tier_kwh,
        "has_tou": any(point.peak is not None for point in points),
        **age(usage.as_of, stale=usage.stale),
    }
    if newest is None:
        return values | {"total_kwh": usage.total}
    values |= {
        "period_text": _period(newest.period),
        "total_kwh": newest.value,
        "peak_kwh": newest.peak,
        "valley_kwh": newest.valley,
    }
    if before:
        values |= {
            "previous_text": _period(before[-1].period),
            "previous_total_kwh": before[-1].value,
            "change_text": _change(newest.value, before[-1].value),
        }
    return values


def _change(now: float, before: float) -> str:
    difference = now - before
    if abs(difference) < 1:
        return "基本持平"
    share = f"（{abs(difference) / before:.0%}）" if before else ""
    return f"{'多' if difference > 0 else '少'}用 {abs(difference):g} 度{share}"


def _period(period: str) -> str:
    if len(period) == len("2026-10-01"):
        return f"{int(period[5:7])} 月 {int(period[8:])} 日"
    return period_text(period)


def _prices(tariff: Tariff) -> str:
    units = {"m2_season": "每平方米每采暖季", "kWh": "每度", "m2_basic": "每平方米基本热费"}
    told: Sequence[str] = [
        f"{price.label} {units.get(price.unit, '')} {price.price_fen / 100:g} 元"
        + (f"（{price.hours}）" if price.hours else "")
        for price in tariff.prices
    ]
    return "；".join(told)


def _branch_line(branch: Branch) -> str:
    phone = f"，电话 {branch.phone}" if branch.phone else ""
    return f"{branch.name}：{branch.address}，{bare(branch.hours)}{phone}"
