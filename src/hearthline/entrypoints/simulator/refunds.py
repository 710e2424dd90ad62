"""What a cold home may get back, by the bands of the policy; never a promise."""

from datetime import date
from typing import Any

from fastapi import APIRouter

from hearthline.entrypoints.simulator.billing import daily_fee
from hearthline.entrypoints.simulator.days import season_begins
from hearthline.entrypoints.simulator.policy import Profile, profile_at
from hearthline.entrypoints.simulator.problems import bad_request, not_found
from hearthline.entrypoints.simulator.route import CallerHere, GatewayRoute, WorldHere, known_for
from hearthline.entrypoints.simulator.temperatures import visits_at
from hearthline.entrypoints.simulator.town import Household
from hearthline.entrypoints.simulator.wire_services import RefundEstimateRequest, RefundRecord
from hearthline.entrypoints.simulator.world import World

router = APIRouter(route_class=GatewayRoute)


@router.post("/refunds/estimate", operation_id="estimateRefund")
async def estimate_refund(
    wanted: RefundEstimateRequest, world: WorldHere, caller: CallerHere
) -> dict[str, Any]:
    """Estimate with the policy that was in force in that season; changes nothing."""
    one = world.household(wanted.account_no)
    known_for(world, caller, one.account_no)
    if one.domain != "heating":
        raise bad_request("/account_no", "只有供热户号有室温退费")
    profile = profile_at("heating", _day_of(world, wanted.season))
    if profile is None:
        raise not_found("当时的政策")
    records = [_checked(world, one, record) for record in wanted.records]
    fee = _fee(one, profile)
    lines: dict[float, list[float]] = {}
    for record in records:
        ratio = ratio_at(profile, record.value_c)
        line = lines.setdefault(ratio, [0, 0.0])
        line[0] += record.days
        line[1] += record.days * ratio * record.area_share * fee
    told = [
        {"days": int(days), "ratio": ratio, "amount_fen": round(amount)}
        for ratio, (days, amount) in lines.items()
    ]
    total = sum(line["amount_fen"] for line in told)
    return world.read(
        {
            "amount_fen": total,
            "binding": False,
            "daily_fee_fen": round(fee),
            "lines": told,
            "policy": profile.ref,
            "text": f"按测温记录估算约 {total / 100:,.2f} 元，以审核结果为准。",
        }
    )


def estimate_of_visits(one: Household, profile: Profile, visits: list[dict[str, Any]]) -> int:
    """What signed measurements come to, a day each."""
    fee = _fee(one, profile)
    return round(sum(ratio_at(profile, visit["value_c"]) * fee for visit in visits))


def ratio_at(profile: Profile, value_c: float) -> float:
    """The share of a day's fee that is refunded at a temperature."""
    for band in profile.values("refund")["bands"]:
        if (band["from_c"] is None or band["from_c"] <= value_c) and value_c < band["to_c"]:
            ratio: float = band["ratio"]
            return ratio
    return 0.0


def _fee(one: Household, profile: Profile) -> float:
    return daily_fee(one, without_basic=profile.values("refund")["exclude_basic_fee"])


def _day_of(world: World, season: str) -> date:
    return min(world.now().date(), season_begins(int(season[:4])))


def _checked(world: World, one: Household, record: RefundRecord) -> RefundRecord:
    if record.record_no is None:
        return record
    known = {visit["record_no"]: visit for visit in visits_at(world, one)}
    if record.record_no not in known:
        raise bad_request("/records", f"没有测温记录 {record.record_no}")
    return record.model_copy(update={"value_c": known[record.record_no]["value_c"]})
