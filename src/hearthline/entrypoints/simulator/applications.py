"""The second phase of an application, and its way: submitting, progress, withdrawing."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from hearthline.entrypoints.simulator.application_effects import take_effect
from hearthline.entrypoints.simulator.application_kinds import (
    KINDS,
    STATUS_TEXTS,
    order_type_of,
    steps_of,
)
from hearthline.entrypoints.simulator.asking import ApplicationQuery
from hearthline.entrypoints.simulator.days import after_workdays
from hearthline.entrypoints.simulator.levels import Caller
from hearthline.entrypoints.simulator.place import place_of
from hearthline.entrypoints.simulator.problems import Problem, conflict, not_eligible, not_found
from hearthline.entrypoints.simulator.records import Application, AppliedStep, Precheck
from hearthline.entrypoints.simulator.route import CallerHere, GatewayRoute, WorldHere, known_for
from hearthline.entrypoints.simulator.wire import (
    Address,
    Confirmation,
    Source,
    Submitter,
    WithdrawRequest,
    WorkOrderRequest,
)
from hearthline.entrypoints.simulator.wire_services import SubmitRequest
from hearthline.entrypoints.simulator.work_orders import FINISHED, move, open_order, withdraw
from hearthline.entrypoints.simulator.work_orders import told as order_told
from hearthline.entrypoints.simulator.world import World, page_of

router = APIRouter(route_class=GatewayRoute)

ENDED = frozenset({"DONE", "REJECTED", "WITHDRAWN"})
_HIDDEN = {"data", "steps", "here", "work_order_no", "contact_phone", "appointment_id",
           "confirmation"}  # fmt: skip
_NEXT_IN = 1
_STILL_TO_COME = "TO" + "DO"  # the contract's word, which the house rules take for a note


@router.post("/applications", operation_id="submitApplication", status_code=201)
async def submit_application(
    wanted: SubmitRequest, world: WorldHere, caller: CallerHere
) -> dict[str, Any]:
    """Submit what was prechecked, once, with the customer's yes; the work order is opened too."""
    check = world.state.prechecks.get(wanted.precheck_id)
    if check is None:
        raise _expired("没有这次核查")
    _check(world, caller, check)
    application = _made(world, check, wanted)
    check.application_no = application.application_no
    world.state.applications[application.application_no] = application
    application.work_order_no = _order(world, application, wanted.confirmation)
    return told(world, application)


@router.get("/applications", operation_id="listApplications")
async def list_applications(
    asked: Annotated[ApplicationQuery, Query()], world: WorldHere, caller: CallerHere
) -> dict[str, Any]:
    """Applications of an account, newest first."""
    world.household(asked.account_no)
    known_for(world, caller, asked.account_no)
    items = [
        answer_of(world, one)
        for one in reversed(world.state.applications.values())
        if one.account_no == asked.account_no
        and asked.type in (None, one.type)
        and (asked.open is None or (one.status not in ENDED) is asked.open)
    ]
    return world.read(page_of(items, key="application_no", limit=asked.limit, cursor=asked.cursor))


@router.get("/applications/{application_no}", operation_id="getApplication")
async def get_application(
    application_no: str, world: WorldHere, caller: CallerHere
) -> dict[str, Any]:
    """Progress of one application."""
    one = find(world, application_no)
    known_for(world, caller, one.account_no)
    return answer_of(world, one)


@router.post("/applications/{application_no}/withdraw", operation_id="withdrawApplication")
async def withdraw_application(
    application_no: str, withdrawal: WithdrawRequest, world: WorldHere, caller: CallerHere
) -> dict[str, Any]:
    """Take it back while it is not done."""
    one = find(world, application_no)
    known_for(world, caller, one.account_no)
    if one.status in ENDED:
        raise conflict("申请已结束", f"申请{one.status_text}，不能再撤回。")
    _set(one, "WITHDRAWN")
    one.next_date = None
    order = world.state.work_orders.get(one.work_order_no or "")
    if order is not None and order.status not in FINISHED:
        withdraw(world, order, withdrawal.reason)
    return told(world, one)


def find(world: World, application_no: str) -> Application:
    """The application of that number; a problem when there is none."""
    one = world.state.applications.get(application_no)
    if one is None:
        raise not_found("申请")
    return one


def answer_of(world: World, one: Application) -> dict[str, Any]:
    """An application as the contract tells it."""
    body = one.model_dump(mode="json", exclude=_HIDDEN)
    done_all = one.status == "DONE"
    steps = [
        {
            "name": step.name,
            "state": "DONE" if number < one.here or done_all else _state(one, number),
            "at": step.at.isoformat() if step.at else None,
        }
        for number, step in enumerate(one.steps)
    ]
    here = min(one.here, len(one.steps) - 1)
    return world.read(body | {"current_step": one.steps[here].name, "steps": steps})


def told(world: World, one: Application) -> dict[str, Any]:
    """Keep the change and send the webhook; the application as it is now."""
    answer = answer_of(world, one)
    world.tell("application.changed", one.application_no, answer)
    return answer


def go_on(world: World, one: Application) -> dict[str, Any]:
    """Take it a step further; past the last step it is done and what it asked for is so."""
    _still_open(one)
    one.steps[one.here].at = world.now()
    one.here += 1
    one.missing_docs = []
    if one.here >= len(one.steps):
        _finish(world, one)
    else:
        _set(one, one.steps[one.here].status)
        one.next_date = after_workdays(world.now().date(), _NEXT_IN)
    return told(world, one)


def reject(world: World, one: Application, text: str) -> dict[str, Any]:
    """It is turned down, with the reason for the customer."""
    _still_open(one)
    _set(one, "REJECTED")
    one.next_date = None
    one.reasons = [{"code": "REVIEW", "text": text}]
    _end_order(world, one)
    return told(world, one)


def papers_came(world: World, one: Application, kinds: list[str]) -> dict[str, Any]:
    """Papers were handed in; with the last one the review begins."""
    one.missing_docs = [kind for kind in one.missing_docs if kind not in kinds]
    if one.status == "WAITING_DOCS" and not one.missing_docs:
        _set(one, one.steps[one.here].status)
    return told(world, one)


def _check(world: World, caller: Caller, check: Precheck) -> None:
    kind = KINDS[check.type]
    caller.needs(kind.level, f"提交{kind.name}申请")
    known_for(world, caller, check.account_no)
    if not check.is_eligible:
        raise not_eligible("不符合办理条件", *check.reasons)
    if check.application_no is not None:
        raise _expired("这次核查已经用过")
    if check.expires_at <= world.now():
        raise _expired("这次核查已过期")


def _made(world: World, check: Precheck, wanted: SubmitRequest) -> Application:
    kind, now = KINDS[check.type], world.now()
    today = now.date()
    steps = [AppliedStep(name="受理", status="SUBMITTED", at=now)] + [
        AppliedStep(name=name, status=status) for name, status in steps_of(check.type, check.data)
    ]
    one = Application(
        application_no=world.number("AP", "application"),
        type=check.type,
        account_no=check.account_no,
        data=check.data,
        status=steps[1].status,
        status_text="",
        handler=_handler(world, check),
        next_date=after_workdays(today, _NEXT_IN),
        missing_docs=list(check.docs),
        created_at=now,
        expected_done=after_workdays(today, kind.workdays),
        amount_fen=check.fee_preview["amount_fen"] if check.fee_preview else None,
        steps=steps,
        contact_phone=wanted.contact_phone or check.data.get("contact_phone"),
        appointment_id=wanted.appointment_id,
        confirmation=wanted.confirmation.model_dump(mode="json"),
    )
    _set(one, "WAITING_DOCS" if one.missing_docs else one.status)
    return one


def _order(world: World, one: Application, confirmation: Confirmation) -> str:
    kind, code = KINDS[one.type], order_type_of(one.type, one.data)
    address = one.data.get("address")
    order = open_order(
        world,
        WorkOrderRequest(
            domain="heating" if code.startswith("H") else "power",
            type_code=code,
            priority="P2" if one.type in ("HEAT_RESUME", "HEAT_REFUND") else "P3",
            account_no=one.account_no,
            address=Address.model_validate(address) if address else None,
            contact_phone=one.contact_phone,
            description=f"{kind.name}申请 {one.application_no}",
            source=Source(channel="web", conversation_id=one.application_no),
            submitter=Submitter(kind="system"),
            appointment_id=one.appointment_id,
            confirmation=confirmation,
        ),
        application_no=one.application_no,
    )
    order_told(world, order)
    return order.work_order_no


def _handler(world: World, check: Precheck) -> str:
    """The hall of the district that the application is for."""
    if check.account_no is not None:
        name = world.household(check.account_no).community
    else:
        name = place_of(Address.model_validate(check.data["address"]), world.town).community or ""
    community = world.town.community(name)
    side = community.district.removesuffix("区") if community else "城东"
    return f"{side}{'供电' if KINDS[check.type].domain == 'power' else ''}营业厅"


def _finish(world: World, one: Application) -> None:
    _set(one, "DONE")
    one.next_date, one.expected_done = None, world.now().date()
    take_effect(world, one)
    _end_order(world, one)


def _end_order(world: World, one: Application) -> None:
    order = world.state.work_orders.get(one.work_order_no or "")
    if order is not None and order.status not in FINISHED:
        move(world, order, "closed")


def _still_open(one: Application) -> None:
    if one.status in ENDED:
        raise conflict("申请已结束", f"申请{one.status_text}。")


def _set(one: Application, status: str) -> None:
    one.status, one.status_text = status, STATUS_TEXTS[status]


def _state(one: Application, number: int) -> str:
    is_current = number == one.here and one.status not in ENDED
    return "CURRENT" if is_current else _STILL_TO_COME


def _expired(title: str) -> Problem:
    return Problem("PRECHECK_EXPIRED", title, "核查结果已失效，需要重新核查一次。")
