"""Bills of both trades: their lines add up, and what came through pay links counts."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from hearthline.entrypoints.simulator.days import (
    STATUTORY_DAYS,
    month_start,
    next_month,
    past_months,
    season_name,
    season_year,
)
from hearthline.entrypoints.simulator.energy import (
    heat_in_season,
    reading_after,
    tier_limits,
    used_in,
    used_in_year,
)
from hearthline.entrypoints.simulator.town import Household
from hearthline.entrypoints.simulator.world import World

AREA_FEN, SHOP_AREA_FEN = 2500, 3600
BASIC_RATIO, HEAT_FEN = 0.3, 16
TIER_FEN, SHOP_FEN = (52, 57, 82), 78
PEAK_FEN, VALLEY_FEN = 55, 35
FREE_KWH = 15.0
MONTHS, SEASONS = 14, 3
_DUE_DAY, _PAID_AFTER = 20, timedelta(days=5)
_RATE, _SHOP_RATE, _HEAT_CAP, _LEAST_FEN = 0.001, 0.002, 0.3, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """A bill; `paid_fen` is what has been credited."""

    bill_no: str
    domain: str
    period: str
    items: tuple[tuple[str, int], ...]
    due: date
    issued: date
    paid_fen: int
    late_fen: int = 0
    reading: dict[str, Any] | None = None
    area_m2: float | None = None
    unit_price_fen: int | None = None

    @property
    def payable_fen(self) -> int:
        """The sum of the lines."""
        return sum(amount for _, amount in self.items)

    @property
    def arrears_fen(self) -> int:
        """Still to pay, late fee excluded."""
        return max(0, self.payable_fen - self.paid_fen)

    @property
    def status(self) -> str:
        """As the contract names it."""
        if self.arrears_fen == 0:
            return "PAID"
        return "PARTIAL" if self.paid_fen else "UNPAID"

    def told(self, world: World) -> dict[str, Any]:
        """As the contract tells it."""
        return {
            "bill_no": self.bill_no,
            "domain": self.domain,
            "period": self.period,
            "status": self.status,
            "payable_fen": self.payable_fen,
            "paid_fen": self.paid_fen,
            "arrears_fen": self.arrears_fen,
            "late_fee_fen": self.late_fen,
            "due_date": self.due.isoformat(),
            "issued_at": datetime.combine(self.issued, time(8), world.zone).isoformat(),
            "items": [{"name": name, "amount_fen": amount} for name, amount in self.items],
            "reading": self.reading,
            "area_m2": self.area_m2,
            "unit_price_fen": self.unit_price_fen,
        }


def bills_of(world: World, one: Household) -> list[Bill]:
    """All bills of an account, newest first."""
    if one.status == "NOT_CONNECTED":
        return []
    if one.domain == "heating":
        newest = season_year(world.now().date())
        return [_heat_bill(world, one, newest - back) for back in range(SEASONS)]
    return [_power_bill(world, one, month) for month in past_months(world.now().date(), MONTHS)]


def owed(world: World, one: Household) -> tuple[int, int]:
    """What an account owes: bills, and late fees. A prepaid one owes what it is under zero."""
    if one.is_prepaid:
        return max(0, -balance_of(world, one)), 0
    bills = bills_of(world, one)
    return sum(bill.arrears_fen for bill in bills), sum(bill.late_fen for bill in bills)


def owes(world: World, one: Household) -> bool:
    """Whether anything is overdue or, for heating, unpaid."""
    return sum(owed(world, one)) > 0


def balance_of(world: World, one: Household) -> int:
    """What a prepaid account still has."""
    return one.prepaid_fen + _credited(world, one, None)


def season_fee(one: Household) -> int:
    """The full fee of a season by area."""
    price = AREA_FEN if one.usage_class == "RESIDENTIAL" else SHOP_AREA_FEN
    return round(one.area_m2 * price)


def daily_fee(one: Household, *, without_basic: bool) -> float:
    """What a day of heating costs; refunds are a share of it."""
    share = 1 - BASIC_RATIO if without_basic else 1.0
    return season_fee(one) * share / STATUTORY_DAYS


def _heat_bill(world: World, one: Household, year: int) -> Bill:
    period, newest = season_name(year), season_year(world.now().date())
    born = season_year(world.born_at.date())
    items, reading = _heat_items(world, one, year)
    payable = sum(amount for _, amount in items)
    open_fen = {born: one.arrears_fen, born - 1: one.older_arrears_fen}.get(year, 0)
    if year > born:
        open_fen = payable
    number = f"B{year}{one.account_no[-4:]}"
    paid = max(0, payable - open_fen) + _credited(world, one, number)
    due = date(year, 12, 31)
    is_stopped = year == newest and one.status == "STOPPED"
    by_area = one.charge_mode == "AREA" and not is_stopped
    price = AREA_FEN if one.usage_class == "RESIDENTIAL" else SHOP_AREA_FEN
    return Bill(
        bill_no=number, domain="heating", period=period, items=items, due=due,
        issued=date(year, 9, 1), paid_fen=paid, reading=reading, area_m2=one.area_m2,
        late_fen=_late(world, payable - paid, due, _RATE, cap=_HEAT_CAP),
        unit_price_fen=price if by_area else None,
    )  # fmt: skip


def _heat_items(
    world: World, one: Household, year: int
) -> tuple[tuple[tuple[str, int], ...], dict[str, Any] | None]:
    full, newest = season_fee(one), season_year(world.now().date())
    stopped = season_name(year) in world.state.stops.get(one.account_no, [])
    if stopped or (year == newest and one.status == "STOPPED"):
        return (("基本热费（报停）", round(full * BASIC_RATIO)),), None
    price = f"{AREA_FEN / 100 if one.usage_class == 'RESIDENTIAL' else SHOP_AREA_FEN / 100:.2f}"
    if one.charge_mode == "AREA" or year >= newest:
        name = "采暖费" if one.charge_mode == "AREA" else "预交采暖费（季末按表结算）"
        return ((f"{name} {one.area_m2}㎡×{price}元", full),), None
    used = heat_in_season(world, one, year)
    basic = round(full * BASIC_RATIO)
    reading = _reading(one, previous=12_000.0, used=used)
    lines = (("基本热费", basic), (f"计量热费 {used}kWh×0.16元", round(used * HEAT_FEN)))
    return lines, reading


def _power_bill(world: World, one: Household, month: str) -> Bill:
    issued = month_start(next_month(month))
    due = issued.replace(day=_DUE_DAY)
    items = _power_items(world, one, month)
    payable = sum(amount for _, amount in items)
    number = f"E{month.replace('-', '')}{one.account_no[-4:]}"
    paid = 0 if _is_left(world, one, month, issued) else payable
    paid += _credited(world, one, number)
    used, after = used_in(world, one, month).total, reading_after(world, one, month)
    rate = _RATE if one.usage_class == "RESIDENTIAL" else _SHOP_RATE
    flat = one.usage_class != "RESIDENTIAL"
    return Bill(
        bill_no=number, domain="power", period=month, items=items, due=due, issued=issued,
        paid_fen=paid, late_fen=_late(world, payable - paid, due, rate, least=_LEAST_FEN),
        reading=_reading(one, previous=round(after - used, 1), used=used),
        unit_price_fen=SHOP_FEN if flat else None,
    )  # fmt: skip


def _power_items(world: World, one: Household, month: str) -> tuple[tuple[str, int], ...]:
    used = used_in(world, one, month)
    if one.usage_class != "RESIDENTIAL":
        return ((f"一般工商业 {used.total}kWh×0.78元", round(used.total * SHOP_FEN)),)
    first = month_start(month)
    before = used_in_year(world, one, first.year, before=first)
    shares = _tier_shares(one, before, used.total)
    lines = _tou_lines(used.peak or 0, used.valley or 0, shares) if one.is_tou else []
    for number, (kwh, fen) in enumerate(zip(shares, TIER_FEN, strict=True), start=1):
        if kwh and not one.is_tou:
            lines.append(
                (f"第{'一二三'[number - 1]}档 {kwh}kWh×{fen / 100:.2f}元", round(kwh * fen))
            )
    if "LOW_INCOME" in one.flags:
        free = min(FREE_KWH, used.total)
        lines.append((f"低保免费电量 {free}kWh", -round(free * TIER_FEN[0])))
    return tuple(lines)


def _tou_lines(peak: float, valley: float, shares: list[float]) -> list[tuple[str, int]]:
    lines = [
        (f"峰段 {peak}kWh×0.55元", round(peak * PEAK_FEN)),
        (f"谷段 {valley}kWh×0.35元", round(valley * VALLEY_FEN)),
    ]
    for word, kwh, fen in zip("二三", shares[1:], TIER_FEN[1:], strict=True):
        more = fen - TIER_FEN[0]
        if kwh:
            lines.append((f"第{word}档加价 {kwh}kWh×{more / 100:.2f}元", round(kwh * more)))
    return lines


def _tier_shares(one: Household, before: float, used: float) -> list[float]:
    bounds = (0.0, *tier_limits(one), float("inf"))
    edges = pairwise(bounds)
    return [round(max(0.0, min(before + used, high) - max(before, low)), 1) for low, high in edges]


def _reading(one: Household, *, previous: float, used: float) -> dict[str, Any]:
    return {
        "meter_no": one.meter_no,
        "previous": previous,
        "current": round(previous + used, 1),
        "multiplier": 1,
        "usage_kwh": used,
    }


def _is_left(world: World, one: Household, month: str, issued: date) -> bool:
    """Whether nobody has paid this bill yet, links aside."""
    if one.is_prepaid:
        return False
    behind = past_months(world.born_at.date(), max(1, one.unpaid_months))
    if month in behind:
        return one.unpaid_months > 0 or "PAY_PROCESSING" in one.quirks
    is_later = month > behind[0]
    pays_late = one.unpaid_months > 0 or world.now().date() < issued + _PAID_AFTER
    return is_later and pays_late


def _credited(world: World, one: Household, bill_no: str | None) -> int:
    return sum(
        payment.amount_fen
        for payment in world.state.payments.values()
        if payment.account_no == one.account_no
        and payment.status == "CREDITED"
        and (bill_no is None or payment.bill_no == bill_no)
    )


def _late(
    world: World, open_fen: int, due: date, rate: float, *, cap: float | None = None, least: int = 0
) -> int:
    days = (world.now().date() - due).days
    if open_fen <= 0 or days <= 0:
        return 0
    fee = open_fen * rate * days
    return max(least, round(fee if cap is None else min(fee, open_fen * cap)))
