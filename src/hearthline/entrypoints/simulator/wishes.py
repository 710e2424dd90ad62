"""What customers want changed or heard: profile, automatic debit, meter tests, feedback."""

import re
import secrets
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from hearthline.entrypoints.simulator.application_effects import book_test
from hearthline.entrypoints.simulator.applications import find as find_application
from hearthline.entrypoints.simulator.asking import OfAccount
from hearthline.entrypoints.simulator.days import after_workdays
from hearthline.entrypoints.simulator.figures import meter_owner
from hearthline.entrypoints.simulator.problems import bad_request, conflict, not_found
from hearthline.entrypoints.simulator.records import Autopay, FeedbackKept, ProfileChange
from hearthline.entrypoints.simulator.route import CallerHere, GatewayRoute, WorldHere, known_for
from hearthline.entrypoints.simulator.wire_services import (
    AutopayRequest,
    FeedbackRequest,
    MeterTestRequest,
    ProfileChangeRequest,
)
from hearthline.entrypoints.simulator.world import World, page_of

router = APIRouter(route_class=GatewayRoute)

_FORMS = {
    "phone": r"1[0-9]{10}",
    "contact_name": r".{2,20}",
    "email": r"[^@\s]+@[^@\s]+\.[^@\s]+",
    "deed_area_m2": r"[0-9]{1,5}(\.[0-9]{1,2})?",
    "person_count": r"[1-9][0-9]?",
    "id_last4": r"[0-9]{3}[0-9Xx]",
}
_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_ANSWER_WORKDAYS = 9


@router.post(
    "/accounts/{account_no}/profile-changes", operation_id="createProfileChange", status_code=202
)
async def create_profile_change(
    account_no: str, wanted: ProfileChangeRequest, world: WorldHere, caller: CallerHere
) -> dict[str, Any]:
    """A correction, to be reviewed before it counts."""
    world.household(account_no)
    known_for(world, caller, account_no)
    if not re.fullmatch(_FORMS[wanted.field], wanted.new_value):
        raise bad_request("/new_value", "新的内容写法有误")
    change = ProfileChange(
        change_id=f"PC{world.state.next_number('profile_change')}",
        account_no=account_no,
        field=wanted.field,
        new_value=wanted.new_value,
        evidence=wanted.evidence,
        created_at=world.now(),
    )
    world.state.profile_changes[change.change_id] = change
    world.save()
    return {"change_id": change.change_id, "field": change.field, "status": change.status}


@router.post("/autopay", operation_id="createAutopay", status_code=201)
async def create_autopay(
    wanted: AutopayRequest, request: Request, world: WorldHere, caller: CallerHere
) -> dict[str, Any]:
    """A contract for automatic debit; it counts once the customer has signed at the link."""
    world.household(wanted.account_no)
    known_for(world, caller, wanted.account_no)
    active = [it for it in _autopays(world, wanted.account_no) if it.status == "ACTIVE"]
    if active:
        raise conflict("已有代扣", "这个户号已经开通代扣，请先取消原来的再换。")
    number = f"AD{world.state.next_number('autopay')}"
    made = Autopay(
        autopay_id=number,
        account_no=wanted.account_no,
        channel=wanted.channel,
        status="PENDING_SIGN",
        sign_url=f"{request.base_url}sign/{number}",
    )
    world.state.autopays[number] = made
    world.save()
    return _autopay(made)


@router.get("/autopay", operation_id="listAutopay")
async def list_autopay(
    asked: Annotated[OfAccount, Query()], world: WorldHere, caller: CallerHere
) -> dict[str, Any]:
    """Debit contracts of an account, newest first."""
    world.household(asked.account_no)
    known_for(world, caller, asked.account_no)
    items = [_autopay(one) for one in reversed(_autopays(world, asked.account_no))]
    return world.read(page_of(items, key="autopay_id", limit=asked.limit, cursor=asked.cursor))


@router.delete("/autopay/{autopay_id}", operation_id="cancelAutopay", status_code=204)
async def cancel_autopay(autopay_id: str, world: WorldHere, caller: CallerHere) -> None:
    """End it; harmless twice."""
    one = find_autopay(world, autopay_id)
    known_for(world, caller, one.account_no)
    one.status, one.sign_url = "CANCELLED", None
    world.save()


def find_autopay(world: World, autopay_id: str) -> Autopay:
    """The contract of that number; a problem when there is none."""
    one = world.state.autopays.get(autopay_id)
    if one is None:
        raise not_found("代扣签约")
    return one


@router.post("/meters/{meter_no}/tests", operation_id="createMeterTest", status_code=201)
async def create_meter_test(
    meter_no: str, wanted: MeterTestRequest, world: WorldHere, caller: CallerHere
) -> dict[str, Any]:
    """Book the test of a meter, for an application that was made or without one."""
    one = meter_owner(world, meter_no)
    known_for(world, caller, one.account_no)
    if wanted.application_no is not None:
        applied = find_application(world, wanted.application_no)
        if applied.account_no != one.account_no or applied.type != "POWER_METER_TEST":
            raise bad_request("/application_no", "这份申请不是这块表的校验申请")
    if any(it.meter_no == meter_no and it.status == "ACCEPTED" for it in world.state.meter_tests):
        raise conflict("已约校验", "这块表已经约了校验，请等结果。")
    test = book_test(world, meter_no, wanted.application_no)
    world.save()
    return {
        "test_no": test.test_no,
        "status": test.status,
        "fee_fen": test.fee_fen,
        "result_by": test.result_by.isoformat(),
    }


@router.post("/feedback", operation_id="createFeedback", status_code=201)
async def create_feedback(wanted: FeedbackRequest, world: WorldHere) -> dict[str, Any]:
    """Record it; who stays unnamed gets a code to ask for the result."""
    if wanted.anonymous and (wanted.contact_phone or wanted.account_no):
        raise bad_request("/contact_phone", "匿名的不能带电话和户号")
    if wanted.account_no is not None:
        world.household(wanted.account_no)
    today = world.now().date()
    code = "".join(secrets.choice(_LETTERS) for _ in range(4)) if wanted.anonymous else None
    kept = FeedbackKept(
        feedback_no=f"FB{world.state.next_number('feedback')}",
        domain=wanted.domain,
        kind=wanted.kind,
        text=wanted.text,
        is_anonymous=wanted.anonymous,
        place=wanted.place.raw if wanted.place else None,
        target=wanted.target,
        contact_phone=wanted.contact_phone,
        account_no=wanted.account_no,
        query_code=code,
        answer_by=None if wanted.kind == "PRAISE" else after_workdays(today, _ANSWER_WORKDAYS),
        created_at=world.now(),
    )
    world.state.feedback.append(kept)
    world.save()
    return kept.model_dump(mode="json", include={"feedback_no", "query_code", "answer_by"})


def _autopays(world: World, account_no: str) -> list[Autopay]:
    return [it for it in world.state.autopays.values() if it.account_no == account_no]


def _autopay(one: Autopay) -> dict[str, Any]:
    return one.model_dump(mode="json", exclude={"account_no"})
