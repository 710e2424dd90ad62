"""May this be applied for: the reasons against it, by the policy in force."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from hearthline.entrypoints.simulator.application_kinds import FIELDS, KINDS
from hearthline.entrypoints.simulator.billing import bills_of, owed
from hearthline.entrypoints.simulator.days import (
    after_workdays,
    season_begins,
    season_finishes,
    season_name,
    season_year,
)
from hearthline.entrypoints.simulator.place import place_of
from hearthline.entrypoints.simulator.policy import Profile, stop_until
from hearthline.entrypoints.simulator.temperatures import visits_at
from hearthline.entrypoints.simulator.town import Community, Household
from hearthline.entrypoints.simulator.wire import Address
from hearthline.entrypoints.simulator.work_orders import FINISHED
from hearthline.entrypoints.simulator.world import World

Reason = dict[str, Any]
_CLEARED_FIRST = frozenset({
    "HEAT_STOP", "HEAT_RESUME", "HEAT_TRANSFER", "HEAT_RETROFIT", "POWER_TOU", "POWER_TRANSFER",
    "POWER_CAPACITY",
})  # fmt: skip
_AT_HOME = frozenset({"POWER_TOU", "POWER_MULTI_PERSON", "POWER_LOW_INCOME"})
_ENDED = frozenset({"DONE", "REJECTED", "WITHDRAWN"})
_FEWEST_PERSONS, _SHORTEST_SUSPENSION, _HOME_PV_KW, _PILE_KW = 5, 15, 30.0, 7.0


@dataclass(frozen=True, slots=True)
class Case:
    """One application that is asked about."""

    world: World
    kind: str
    one: Household | None
    data: dict[str, Any]
    profile: Profile

    @property
    def today(self) -> date:
        """The day of the question."""
        return self.world.now().date()

    @property
    def account(self) -> Household:
        """The account, where there must be one."""
        if self.one is None:
            raise LookupError("an application without an account")
        return self.one

    @property
    def community(self) -> Community | None:
        """The community of the address that the application is for."""
        place = place_of(Address.model_validate(self.data["address"]), self.world.town)
        return self.world.town.community(place.community or "")

    def day(self, name: str) -> date:
        """A date of the data."""
        return date.fromisoformat(self.data[name])


def reasons_against(case: Case) -> list[Reason]:
    """Everything that stands in the way; nothing means that it can be applied for."""
    missing = [
        _reason("MISSING_FIELD", f"请补充{FIELDS[name]}", field=f"/data/{name}")
        for name in KINDS[case.kind].needs
        if case.data.get(name) in (None, "", [])
    ]
    if case.data.get("action") == "SUSPEND" and not case.data.get("start_date"):
        missing.append(_reason("MISSING_FIELD", "请补充暂停开始日期", field="/data/start_date"))
    reasons = [*missing, *_of_account(case)]
    if not missing:
        reasons += _RULES.get(case.kind, _nothing)(case)
    return reasons


def _of_account(case: Case) -> list[Reason]:
    one, found = case.one, []
    same = [
        it
        for it in case.world.state.applications.values()
        if it.type == case.kind
        and it.status not in _ENDED
        and _is_same(it.account_no, it.data, case)
    ]
    if same:
        found.append(
            _reason("DUPLICATE", "已有一份同样的申请正在办理", ref=same[-1].application_no)
        )
    if one is None:
        return found
    if one.status in ("CLOSED", "NOT_CONNECTED"):
        found.append(_reason("STATUS_INVALID", f"户号{_STATES[one.status]}，不能办理"))
    if case.kind in _CLEARED_FIRST:
        found += _arrears(case, one)
    if case.kind in _AT_HOME and one.usage_class != "RESIDENTIAL":
        found.append(_reason("CLASS_MISMATCH", "这项业务只面向居民用户"))
    return found


def _is_same(account_no: str | None, data: dict[str, Any], case: Case) -> bool:
    if case.one is not None or account_no is not None:
        return case.one is not None and case.one.account_no == account_no
    there, here = data.get("address") or {}, case.data.get("address") or {}
    return bool(here) and there.get("raw") == here.get("raw")


def _arrears(case: Case, one: Household) -> list[Reason]:
    open_fen, late_fen = owed(case.world, one)
    total = open_fen + late_fen
    if total <= 0:
        return []
    late = f"（含违约金 {late_fen / 100:,.2f} 元）" if late_fen else ""
    return [_reason("ARREARS", f"尚有欠费 {total / 100:,.2f} 元{late}，请先交清", amount_fen=total)]


def _stop(case: Case) -> list[Reason]:
    one, found = case.account, []
    year = int(case.data["season"][:4])
    if case.data["season"] != season_name(year) or year > season_year(case.today) + 1:
        return [_reason("STATUS_INVALID", "供暖期写法有误，或者还没到可以申请的时候",
                        field="/data/season")]  # fmt: skip
    last = stop_until(case.world, case.profile, year)
    if case.today > last:
        day = f"{last.year} 年 {last.month} 月 {last.day} 日"
        text = f"{case.data['season']} 供暖期的报停申请已于 {day}截止"
        found.append(_reason("DEADLINE_PASSED", text, deadline=last.isoformat()))
    if not one.is_valved:
        found.append(_reason("NOT_INDIVIDUALLY_VALVED", "您家没有分户阀门，不能单独关断"))
    if one.warranty_until is not None and one.warranty_until >= season_begins(year):
        found.append(_reason("WARRANTY_YEAR1", "房屋还在供暖设施保修期内，不能报停"))
    if _in_dispute(case.world, one):
        found.append(_reason("OPEN_DISPUTE", "有一件争议还没处理完，结案后才能办理"))
    stopped = case.world.state.stops.get(one.account_no, [])
    is_now = year == season_year(case.today) and one.status == "STOPPED"
    if is_now or case.data["season"] in stopped:
        found.append(_reason("STATUS_INVALID", "这个供暖期已经报停，不用再办"))
    if one.status == "CUT_OFF":
        found.append(_reason("STATUS_INVALID", "户号因欠费已停热"))
    return found


def _resume(case: Case) -> list[Reason]:
    found = []
    if case.account.status != "STOPPED":
        found.append(_reason("STATUS_INVALID", "户号没有报停，不需要恢复用热"))
    first = after_workdays(case.today, case.profile.values("resume_heat")["apply_workdays"])
    if case.day("start_date") < first:
        text = f"恢复用热要提前 3 个工作日申请，最早可以从 {first.month} 月 {first.day} 日开始"
        found.append(_reason("DEADLINE_PASSED", text, deadline=first.isoformat()))
    return found


def _transfer(case: Case) -> list[Reason]:
    found = []
    if case.account.status == "CUT_OFF":
        found.append(_reason("STATUS_INVALID", "户号因欠费已停供，恢复后才能过户"))
    if case.data["new_owner_name"] == case.account.name:
        text = "新户主和现在的户主相同"
        found.append(_reason("STATUS_INVALID", text, field="/data/new_owner_name"))
    if _in_dispute(case.world, case.account):
        found.append(_reason("OPEN_DISPUTE", "有一件争议还没处理完，结案后才能办理"))
    return found


def _area(case: Case) -> list[Reason]:
    if case.data["deed_area_m2"] != case.account.area_m2:
        return []
    return [_reason("STATUS_INVALID", "登记的面积和房产证一致，不需要核查")]


def _connect(case: Case) -> list[Reason]:
    community = case.community
    if community is None:
        return [_reason("NO_CAPACITY", "这个地址不在集中供热范围内")]
    if community.is_heat_full:
        return [_reason("NO_CAPACITY", f"{community.substation}没有余量，暂时不能接入")]
    place = place_of(Address.model_validate(case.data["address"]), case.world.town)
    there = [
        one
        for one in case.world.households()
        if one.domain == "heating" and place.room and place.holds(one)
        and one.status not in ("NOT_CONNECTED", "CLOSED")
    ]  # fmt: skip
    if not there:
        return []
    return [_reason("DUPLICATE", "这个地址已经入网", ref=there[0].account_no)]


def _retrofit(case: Case) -> list[Reason]:
    if case.data["work"] in ("VALVE", "SPLIT") and case.account.is_valved:
        return [_reason("STATUS_INVALID", "您家已经有分户阀门，不需要改造")]
    if case.data["work"] == "FLOOR_HEATING" and case.account.heat_type == "FLOOR":
        return [_reason("STATUS_INVALID", "您家已经是地暖")]
    return []


def _refund(case: Case) -> list[Reason]:
    found = []
    season = case.data["period"]
    bill = next((it for it in bills_of(case.world, case.account) if it.period == season), None)
    if bill is None:
        return [_reason("NO_VALID_RECORDS", "没有这个供暖期的账单", field="/data/period")]
    if bill.arrears_fen:
        text = f"{season} 供暖期的热费还有 {bill.arrears_fen / 100:,.2f} 元未交"
        found.append(_reason("UNPAID_FEE", text, amount_fen=bill.arrears_fen, ref=bill.bill_no))
    year = int(season[:4])
    last = date(year + 1, 6, 30)
    if case.today > last:
        text = f"{season} 供暖期的退费申请已于 {last.year} 年 6 月 30 日截止"
        found.append(_reason("DEADLINE_PASSED", text, deadline=last.isoformat()))
    if not records_for(case):
        found.append(_reason("NO_VALID_RECORDS", "没有双方签字的测温记录，请先申请上门测温"))
    return found


def records_for(case: Case) -> list[dict[str, Any]]:
    """The signed measurements of the season that the application names, or all of them."""
    year = int(case.data["period"][:4])
    wanted = case.data.get("record_nos") or None
    return [
        visit
        for visit in visits_at(case.world, case.account)
        if season_begins(year) <= date.fromisoformat(visit["at"][:10]) <= season_finishes(year)
        and (wanted is None or visit["record_no"] in wanted)
    ]


def _tou(case: Case) -> list[Reason]:
    action, has = case.data["action"], case.account.is_tou
    if action not in ("OPEN", "CLOSE"):
        return [_reason("MISSING_FIELD", "请说明是开通还是取消", field="/data/action")]
    if action == "OPEN" and has:
        return [_reason("STATUS_INVALID", "已经执行峰谷电价，不用再开通")]
    if action == "CLOSE" and not has:
        return [_reason("STATUS_INVALID", "没有执行峰谷电价，不用取消")]
    return []


def _persons(case: Case) -> list[Reason]:
    if case.data["person_count"] < _FEWEST_PERSONS:
        return [_reason("CLASS_MISMATCH", "户籍人口满 5 人的家庭才能申请")]
    if (case.account.persons or 0) >= case.data["person_count"]:
        return [_reason("STATUS_INVALID", "登记的人口数不少于申请的人数，不用再办")]
    return []


def _low_income(case: Case) -> list[Reason]:
    if "LOW_INCOME" in case.account.flags:
        return [_reason("STATUS_INVALID", "已经享受低保电费减免")]
    return []


def _new_supply(case: Case) -> list[Reason]:
    found = _room(case, case.data["load_kw"])
    if case.data["phase"] == "SINGLE" and case.data["load_kw"] > 16:
        text = "单相供电最多 16 千瓦，请申请三相"
        found.append(_reason("CLASS_MISMATCH", text, field="/data/phase"))
    return found


def _capacity(case: Case) -> list[Reason]:
    action, one, load = case.data["action"], case.account, case.data["load_kw"]
    if action == "SUSPEND":
        return _suspension(case, one)
    if action == "INCREASE":
        if load <= one.capacity_kw:
            text = f"现在的容量是 {one.capacity_kw:g} 千瓦，增容后的容量要更大"
            return [_reason("STATUS_INVALID", text, field="/data/load_kw")]
        community = case.world.town.community(one.community)
        spare = community.spare_kw if community else 0.0
        return _short_of(spare, load - one.capacity_kw, one.community)
    if action == "DECREASE" and load < one.capacity_kw:
        return []
    if action == "DECREASE":
        text = f"现在的容量是 {one.capacity_kw:g} 千瓦，减容后的容量要更小"
        return [_reason("STATUS_INVALID", text, field="/data/load_kw")]
    return [_reason("MISSING_FIELD", "请说明是增容、减容还是暂停", field="/data/action")]


def _suspension(case: Case, one: Household) -> list[Reason]:
    if one.usage_class == "RESIDENTIAL":
        return [_reason("CLASS_MISMATCH", "居民用户不办暂停，可以申请销户或报停")]
    end = case.data.get("end_date")
    if end and (date.fromisoformat(end) - case.day("start_date")).days < _SHORTEST_SUSPENSION:
        return [_reason("STATUS_INVALID", "每次暂停不少于 15 天", field="/data/end_date")]
    return []


def _pile(case: Case) -> list[Reason]:
    return _room(case, case.data.get("load_kw") or _PILE_KW)


def _solar(case: Case) -> list[Reason]:
    if case.data["load_kw"] > _HOME_PV_KW and case.data.get("usage_class") in (None, "RESIDENTIAL"):
        return [_reason("NO_CAPACITY", "居民屋顶光伏最多 30 千瓦", field="/data/load_kw")]
    return _room(case, 0.0)


def _meter(case: Case) -> list[Reason]:
    number = case.data.get("meter_no")
    if number in (None, case.account.meter_no):
        return []
    return [_reason("STATUS_INVALID", "这个表号不属于该户号", field="/data/meter_no")]


def _room(case: Case, load_kw: float) -> list[Reason]:
    community = case.community
    if community is None:
        return [_reason("NO_CAPACITY", "这个地址不在供电范围内", field="/data/address")]
    return _short_of(community.spare_kw, load_kw, community.name)


def _short_of(spare_kw: float, load_kw: float, name: str) -> list[Reason]:
    if load_kw <= spare_kw:
        return []
    return [_reason("NO_CAPACITY", f"{name}的线路余量只有 {spare_kw:g} 千瓦，需要先改造线路")]


def _in_dispute(world: World, one: Household) -> bool:
    return "OPEN_DISPUTE" in one.flags or any(
        order.account_no == one.account_no
        and order.type_code in ("H-TP-02", "H-CP-03")
        and order.status not in FINISHED
        for order in world.state.work_orders.values()
    )


def _nothing(case: Case) -> list[Reason]:
    del case
    return []


def _reason(code: str, text: str, **more: Any) -> Reason:
    return {"code": code, "text": text} | more


_STATES = {"CLOSED": "已销户", "NOT_CONNECTED": "还没有入网"}
_RULES: dict[str, Callable[[Case], list[Reason]]] = {
    "HEAT_STOP": _stop,
    "HEAT_RESUME": _resume,
    "HEAT_TRANSFER": _transfer,
    "HEAT_AREA_CHECK": _area,
    "HEAT_CONNECT": _connect,
    "HEAT_RETROFIT": _retrofit,
    "HEAT_REFUND": _refund,
    "POWER_TOU": _tou,
    "POWER_MULTI_PERSON": _persons,
    "POWER_LOW_INCOME": _low_income,
    "POWER_TRANSFER": _transfer,
    "POWER_NEW": _new_supply,
    "POWER_CAPACITY": _capacity,
    "POWER_CHARGING_PILE": _pile,
    "POWER_PV": _solar,
    "POWER_METER_TEST": _meter,
}
