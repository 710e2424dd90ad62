"""The first phase of an application: may it be made, what does it cost, which papers."""

from datetime import timedelta
from typing import Any

from fastapi import APIRouter

from hearthline.entrypoints.simulator.application_kinds import KINDS, docs_of
from hearthline.entrypoints.simulator.billing import BASIC_RATIO, season_fee
from hearthline.entrypoints.simulator.days import season_name, season_year
from hearthline.entrypoints.simulator.eligibility import Case, reasons_against, records_for
from hearthline.entrypoints.simulator.policy import profile_now
from hearthline.entrypoints.simulator.problems import bad_request
from hearthline.entrypoints.simulator.records import Precheck
from hearthline.entrypoints.simulator.refunds import estimate_of_visits
from hearthline.entrypoints.simulator.route import CallerHere, GatewayRoute, WorldHere, known_for
from hearthline.entrypoints.simulator.town import Household
from hearthline.entrypoints.simulator.wire_services import PrecheckRequest
from hearthline.entrypoints.simulator.world import World

router = APIRouter(route_class=GatewayRoute)

LIVES = timedelta(minutes=30)
_KEPT = 500
_FREE = {"amount_fen": 0, "ratio": None, "text": "不收费"}
_ACTIONS = {"OPEN": "开通", "CLOSE": "取消", "INCREASE": "增容", "DECREASE": "减容",
            "SUSPEND": "暂停"}  # fmt: skip
_WORKS = {"FLOOR_HEATING": "改地暖", "ADD_RADIATOR": "加暖气片", "VALVE": "装分户阀",
          "SPLIT": "分户改造"}  # fmt: skip


@router.post("/applications/precheck", operation_id="precheckApplication")
async def precheck_application(
    wanted: PrecheckRequest, world: WorldHere, caller: CallerHere
) -> dict[str, Any]:
    """Check an application; nothing is changed but that the check is remembered."""
    kind = KINDS[wanted.type]
    one = _account(world, wanted)
    if kind.is_of_account:
        caller.needs("L2", f"办理{kind.name}")
    if one is not None:
        known_for(world, caller, one.account_no)
    data = wanted.data.model_dump(mode="json", exclude_none=True)
    case = Case(world, wanted.type, one, data, profile_now(world, kind.domain))
    return world.read(_told(_remembered(world, case)))


def summary_of(kind: str, account_no: str | None, data: dict[str, Any]) -> str:
    """What is read back to the customer before his yes."""
    place = (data.get("address") or {}).get("raw", "")
    whom = f"户号 {account_no} " if account_no else f"{place} " if place else ""
    action = _ACTIONS.get(data.get("action", ""), "")
    parts = {
        "HEAT_STOP": f"{data.get('season', '')} 供暖期",
        "HEAT_RESUME": f"从 {data.get('start_date', '')} 起",
        "HEAT_TRANSFER": f"过户给 {data.get('new_owner_name', '')}",
        "POWER_TRANSFER": f"过户给 {data.get('new_owner_name', '')}",
        "HEAT_AREA_CHECK": f"房产证面积 {data.get('deed_area_m2', '')} ㎡",
        "HEAT_CONNECT": f"{data.get('area_m2', '')} ㎡",
        "HEAT_RETROFIT": _WORKS.get(data.get("work", ""), ""),
        "HEAT_REFUND": f"{data.get('period', '')} 供暖期",
        "POWER_TOU": action,
        "POWER_MULTI_PERSON": f"{data.get('person_count', '')} 人",
        "POWER_NEW": f"{data.get('load_kw', '')} kW",
        "POWER_CAPACITY": f"{action} {data.get('load_kw', '')} kW",
        "POWER_CHARGING_PILE": f"车位 {data.get('parking_no', '')}",
        "POWER_PV": f"{data.get('load_kw', '')} kW",
    }
    more = parts.get(kind, "").strip()
    return f"为{whom}申请{KINDS[kind].name}" + (f"（{more}）" if more else "")


def _account(world: World, wanted: PrecheckRequest) -> Household | None:
    kind = KINDS[wanted.type]
    if wanted.account_no is None:
        if kind.is_of_account:
            raise bad_request("/account_no", "这项业务要有户号")
        return None
    one = world.household(wanted.account_no)
    if one.domain != kind.domain:
        raise bad_request("/account_no", "户号不属于这个专业")
    return one


def _remembered(world: World, case: Case) -> Precheck:
    reasons = reasons_against(case)
    is_complete = not any(reason["code"] == "MISSING_FIELD" for reason in reasons)
    account_no = case.one.account_no if case.one else None
    check = Precheck(
        precheck_id=f"pc_{world.now():%m%d}_{world.state.next_number('precheck')}",
        type=case.kind,
        account_no=account_no,
        data=case.data,
        is_eligible=not reasons,
        reasons=reasons,
        fee_preview=_fee(case) if is_complete else None,
        summary=summary_of(case.kind, account_no, case.data),
        docs=docs_of(case.kind, case.data),
        policy=case.profile.ref,
        expires_at=world.now() + LIVES,
    )
    kept = list(world.state.prechecks.items())[-_KEPT:]
    world.state.prechecks = dict(kept) | {check.precheck_id: check}
    world.save()
    return check


def _told(check: Precheck) -> dict[str, Any]:
    return {
        "precheck_id": check.precheck_id,
        "eligible": check.is_eligible,
        "reasons": check.reasons,
        "fee_preview": check.fee_preview,
        "summary": check.summary,
        "docs": check.docs,
        "expires_at": check.expires_at.isoformat() if check.is_eligible else None,
        "policy": check.policy,
    }


def _fee(case: Case) -> dict[str, Any] | None:
    if case.kind == "HEAT_STOP":
        ratio = case.profile.values("stop_heat")["basic_fee_ratio"]
        amount = round(season_fee(case.account) * ratio)
        text = f"基本热费 {amount / 100:,.2f} 元（面积热费的 {ratio:.0%}）"
        return {"amount_fen": amount, "ratio": ratio, "text": text}
    if case.kind == "HEAT_RESUME":
        return _resumed(case)
    if case.kind == "HEAT_REFUND":
        visits = records_for(case)
        if not visits:
            return None
        amount = estimate_of_visits(case.account, case.profile, visits)
        text = f"预计退费约 {amount / 100:,.2f} 元，以审核结果为准"
        return {"amount_fen": amount, "ratio": None, "text": text}
    if case.kind in ("HEAT_CONNECT", "HEAT_RETROFIT"):
        return None
    return dict(_FREE)


def _resumed(case: Case) -> dict[str, Any]:
    """A full season, less the basic fee that was paid for it."""
    full = season_fee(case.account)
    this = season_name(season_year(case.today))
    text = f"按整个 {this} 供暖期计收 {full / 100:,.2f} 元，已交的基本热费抵扣后"
    amount = full - round(full * BASIC_RATIO)
    return {"amount_fen": amount, "ratio": None, "text": f"{text}再交 {amount / 100:,.2f} 元"}
