"""The operations page's hands on applications, money, profiles, contracts and visits."""

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from hearthline.entrypoints.simulator import applications, invoices, payments, wishes
from hearthline.entrypoints.simulator.billing import bills_of, owed
from hearthline.entrypoints.simulator.days import season_name, season_year
from hearthline.entrypoints.simulator.outages import progress_by_clock
from hearthline.entrypoints.simulator.policy import profile_now, stop_until
from hearthline.entrypoints.simulator.problems import bad_request, conflict, not_found
from hearthline.entrypoints.simulator.records import Application, Autopay, ProfileChange
from hearthline.entrypoints.simulator.route import WorldHere
from hearthline.entrypoints.simulator.wire_services import DocKind
from hearthline.entrypoints.simulator.world import World, dump

router = APIRouter()

_SHOWN = 30
_FACTS = {
    "phone": "phone",
    "contact_name": "name",
    "email": "email",
    "deed_area_m2": "deed_area_m2",
    "person_count": "persons",
    "id_last4": "id_last4",
}


class NextStep(BaseModel):
    """Where an application goes; a rejection says why."""

    to: Literal["next", "rejected", "done"]
    text: Annotated[str, Field(max_length=200)] = "资料不符合要求，请核对后重新申请"


class Papers(BaseModel):
    """Papers that came over the counter."""

    kinds: list[DocKind]


class Outcome(BaseModel):
    """What became of a payment."""

    status: Literal["CREDITED", "FAILED"]


class Review(BaseModel):
    """Whether a correction is accepted."""

    status: Literal["APPLIED", "REJECTED"]


class Deadline(BaseModel):
    """The last day on which heating can be stopped for a season; None as the policy says."""

    season: Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{4}$")]
    until: date | None


def seen(world: World) -> dict[str, Any]:
    """What the operations page shows of all this."""
    state = world.state
    invoices.settle(world)
    progress_by_clock(world)
    season = season_year(world.now().date())
    until = stop_until(world, profile_now(world, "heating"), season)
    return {
        "applications": [_application(world, one) for one in _newest(state.applications)],
        "profile_changes": [dump(one) for one in _newest(state.profile_changes)],
        "autopays": [dump(one) for one in _newest(state.autopays)],
        "pay_links": [dump(one) for one in _newest(state.pay_links)],
        "payments": [dump(one) for one in _newest(state.payments)],
        "invoices": [dump(one) for one in _newest(state.invoices)],
        "appointments": [dump(one) for one in _newest(state.appointments)],
        "meter_tests": [dump(one) for one in reversed(state.meter_tests[-_SHOWN:])],
        "feedback": [dump(one) for one in reversed(state.feedback[-_SHOWN:])],
        "stop_until": {"season": season_name(season), "until": until.isoformat()},
    }


@router.get("/accounts/{account_no}")
async def see_account(account_no: str, world: WorldHere) -> dict[str, Any]:
    """Everything that is known of an account, unmasked, with its newest bills."""
    one = world.household(account_no)
    open_fen, late_fen = owed(world, one)
    facts = {name: getattr(one, name) for name in one.__slots__}
    return facts | {
        "address": one.address,
        "meter_no": one.meter_no,
        "owed_fen": open_fen,
        "late_fen": late_fen,
        "bills": [bill.told(world) for bill in bills_of(world, one)[:3]],
    }


@router.post("/applications/{application_no}/move")
async def move_application(application_no: str, step: NextStep, world: WorldHere) -> dict[str, Any]:
    """Take an application a step further, to its end, or turn it down."""
    one = applications.find(world, application_no)
    if step.to == "rejected":
        return applications.reject(world, one, step.text)
    answer = applications.go_on(world, one)
    while step.to == "done" and one.status not in applications.ENDED:
        answer = applications.go_on(world, one)
    return answer


@router.post("/applications/{application_no}/papers")
async def take_papers(application_no: str, papers: Papers, world: WorldHere) -> dict[str, Any]:
    """Papers were handed in at a hall."""
    one = applications.find(world, application_no)
    return applications.papers_came(world, one, list(papers.kinds))


@router.post("/payments/{payment_no}/settle")
async def settle_payment(payment_no: str, outcome: Outcome, world: WorldHere) -> dict[str, Any]:
    """The bank has reported."""
    payment = world.state.payments.get(payment_no)
    if payment is None:
        raise not_found("缴费记录")
    return dump(payments.settle(world, payment, outcome.status))


@router.post("/profile-changes/{change_id}/review")
async def review_change(change_id: str, review: Review, world: WorldHere) -> dict[str, Any]:
    """Accept a correction, which then counts, or not."""
    change = world.state.profile_changes.get(change_id)
    if change is None:
        raise not_found("更正申请")
    if change.status != "PENDING_REVIEW":
        raise conflict("已经审核过", "这条更正已经审核过。")
    change.status = review.status
    if review.status == "APPLIED":
        world.change(change.account_no, **{_FACTS[change.field]: _value(change)})
    world.save()
    return dump(change)


@router.post("/autopay/{autopay_id}/sign")
async def sign_autopay(autopay_id: str, world: WorldHere) -> dict[str, Any]:
    """The customer has signed at the link."""
    return dump(sign(world, autopay_id))


@router.post("/meter-tests/{test_no}/finish")
async def finish_test(test_no: str, world: WorldHere) -> dict[str, Any]:
    """The meter was tested."""
    test = next((it for it in world.state.meter_tests if it.test_no == test_no), None)
    if test is None:
        raise not_found("校验记录")
    test.status = "DONE"
    world.save()
    return dump(test)


@router.put("/stop-until")
async def move_deadline(deadline: Deadline, world: WorldHere) -> dict[str, Any]:
    """Until when heating can be stopped: moved, or again as the policy says."""
    if deadline.until is None:
        world.state.stop_until.pop(deadline.season, None)
    else:
        world.state.stop_until[deadline.season] = deadline.until
    world.save()
    year = int(deadline.season[:4])
    until = stop_until(world, profile_now(world, "heating"), year)
    return {"season": deadline.season, "until": until.isoformat()}


def sign(world: World, autopay_id: str) -> Autopay:
    """The contract counts from now on."""
    one = wishes.find_autopay(world, autopay_id)
    if one.status != "PENDING_SIGN":
        raise conflict("不用再签", "这份代扣签约已经办过。")
    one.status, one.sign_url = "ACTIVE", None
    world.save()
    return one


def _value(change: ProfileChange) -> str | int | float:
    if change.field == "person_count":
        return int(change.new_value)
    if change.field == "deed_area_m2":
        return float(change.new_value)
    if not change.new_value.strip():
        raise bad_request("/new_value", "内容是空的")
    return change.new_value


def _application(world: World, one: Application) -> dict[str, Any]:
    told = applications.answer_of(world, one)
    shown = {name: value for name, value in told.items() if name != "as_of"}
    files = [dump(it) for it in world.state.files if it.application_no == one.application_no]
    return shown | {"data": one.data, "work_order_no": one.work_order_no, "files": files}


def _newest(kept: dict[str, Any]) -> list[Any]:
    return list(reversed(list(kept.values())[-_SHOWN:]))
