"""Work orders: opening, listing, urging, withdrawing, and moving them along."""

from datetime import datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query

from hearthline.entrypoints.simulator.asking import WorkOrderQuery
from hearthline.entrypoints.simulator.days import is_heating_day
from hearthline.entrypoints.simulator.order_types import (
    BY_APPLICATION,
    TYPES,
    limits,
    more_urgent,
    raised,
)
from hearthline.entrypoints.simulator.place import Place, place_of, read_place
from hearthline.entrypoints.simulator.problems import Problem, bad_request, not_found
from hearthline.entrypoints.simulator.route import CallerHere, GatewayRoute, WorldHere, known_for
from hearthline.entrypoints.simulator.state import Step, WorkOrder
from hearthline.entrypoints.simulator.wire import (
    Address,
    UrgeRequest,
    WithdrawRequest,
    WorkOrderRequest,
)
from hearthline.entrypoints.simulator.world import World, page_of

router = APIRouter(route_class=GatewayRoute)

ROAD = ("accepted", "dispatched", "taken", "en_route", "on_site", "handling", "resolved", "closed")
TEXTS = {
    "accepted": "已受理，正在派单",
    "dispatched": "已派单，等待维修员接单",
    "taken": "维修员已接单",
    "en_route": "维修员已出发",
    "on_site": "维修员已到场",
    "handling": "正在处理",
    "resolved": "已处理完成",
    "closed": "已办结",
    "withdrawn": "已按您的要求撤销",
}
FINISHED = frozenset({"resolved", "closed", "withdrawn"})
_PAST_WITHDRAWING = frozenset({"on_site", "handling"}) | FINISHED
_WORKERS = ("王建军", "刘志刚", "赵海", "孙国强")
_OFFICIAL_TEAM = "客服督办组"
_DOMAINS = {"H": "heating", "E": "power"}
VISIBLE = {"appointment_id", "date", "start", "end", "status", "work_order_no", "application_no"}
"""What the contract tells of a visit."""
_HIDDEN = {"contact_by", "arrive_by", "resolve_by", "promise_text", "address_raw", "worker",
           "emotion", "conversation_id", "details", "contact_phone", "appointment_id",
           "application_no"}  # fmt: skip
_BRIEF = ("work_order_no", "domain", "type_code", "type_name", "priority", "status",
          "status_text", "created_at", "repeat_no", "urge_count")  # fmt: skip


def answer_of(world: World, order: WorkOrder) -> dict[str, Any]:
    """A work order as the contract tells it."""
    body = order.model_dump(mode="json", exclude=_HIDDEN)
    promises = {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in (
            ("contact_by", order.contact_by),
            ("arrive_by", order.arrive_by),
            ("resolve_by", order.resolve_by),
            ("text", order.promise_text),
        )
    }
    masked = f"{order.worker[0]}师傅" if order.worker else None
    visit = world.state.appointments.get(order.appointment_id or "")
    more = {
        "promises": promises,
        "worker_masked": masked,
        "appointment": visit.model_dump(mode="json", include=VISIBLE) if visit else None,
    }
    return world.read(body | more)


@router.post("/work-orders", operation_id="createWorkOrder", status_code=201)
async def create_work_order(
    wanted: WorkOrderRequest, world: WorldHere, caller: CallerHere
) -> dict[str, Any]:
    """Open a ticket; the same trouble again within days counts as a repeat and is raised."""
    _check_request(world, wanted)
    if wanted.account_no is not None:
        known_for(world, caller, wanted.account_no)
    return told(world, open_order(world, wanted))


def open_order(
    world: World, wanted: WorkOrderRequest, *, application_no: str | None = None
) -> WorkOrder:
    """Put a new order among the others."""
    now = world.now()
    repeat_no, priority = _repeat(world, wanted, now)
    kind = TYPES[wanted.type_code]
    promised = limits(kind, priority, now)
    raw, masked, team = _where(world, wanted)
    order = WorkOrder(
        work_order_no=world.number("WO", "work_order"),
        domain=wanted.domain,
        type_code=wanted.type_code,
        type_name=kind.name,
        priority=priority,
        status="accepted",
        status_text=TEXTS["accepted"],
        account_no=wanted.account_no,
        address_masked=masked,
        address_raw=raw,
        description=wanted.description,
        created_at=now,
        repeat_no=repeat_no,
        related_outage_id=wanted.related_outage_id,
        team=team,
        contact_by=promised.contact_by,
        arrive_by=promised.arrive_by,
        resolve_by=promised.resolve_by,
        promise_text=promised.text,
        emotion=wanted.emotion,
        conversation_id=wanted.source.conversation_id,
        details=wanted.details,
        contact_phone=wanted.contact_phone,
        appointment_id=wanted.appointment_id,
        application_no=application_no,
        progress=[Step(at=now, status="accepted", text="已受理")],
    )
    world.state.work_orders[order.work_order_no] = order
    return order


@router.get("/work-orders", operation_id="listWorkOrders")
async def list_work_orders(
    asked: Annotated[WorkOrderQuery, Query()], world: WorldHere, caller: CallerHere
) -> dict[str, Any]:
    """Tickets of an account or a place, newest first; by place only number, type and status."""
    if asked.account_no is None and asked.address is None:
        raise bad_request("/query/account_no", "请给出户号或地址")
    if asked.account_no is not None:
        world.household(asked.account_no)
        known_for(world, caller, asked.account_no)
    orders = [
        order
        for order in reversed(world.state.work_orders.values())
        if asked.domain in (None, order.domain)
        and (asked.open is None or (order.status not in FINISHED) is asked.open)
        and _is_at(world, order, asked.account_no, asked.address)
    ]
    items = [answer_of(world, order) for order in orders]
    if asked.account_no is None:
        items = [_brief(item) for item in items]
    page = page_of(items, key="work_order_no", limit=asked.limit, cursor=asked.cursor)
    return world.read(page)


@router.get("/work-orders/{work_order_no}", operation_id="getWorkOrder")
async def get_work_order(work_order_no: str, world: WorldHere) -> dict[str, Any]:
    """One ticket with its progress."""
    return answer_of(world, find(world, work_order_no))


@router.post("/work-orders/{work_order_no}/urge", operation_id="urgeWorkOrder")
async def urge_work_order(
    work_order_no: str, urging: UrgeRequest, world: WorldHere
) -> dict[str, Any]:
    """The customer asks again; no clock is reset."""
    order = find(world, work_order_no)
    if order.status in FINISHED:
        hint = "这张工单已经处理完成。如果问题还在，请重新报修，我们会优先安排。"
        raise Problem("CONFLICT", "工单已处理完成", hint)
    order.urge_count += 1
    order.emotion = urging.emotion or order.emotion
    note = f"客户第 {order.urge_count} 次催办"
    order.progress.append(Step(at=world.now(), status=order.status, text=note))
    order.status_text = f"已催办，{TEXTS.get(order.status, order.status_text)}"
    return told(world, order)


@router.post("/work-orders/{work_order_no}/withdraw", operation_id="withdrawWorkOrder")
async def withdraw_work_order(
    work_order_no: str, withdrawal: WithdrawRequest, world: WorldHere
) -> dict[str, Any]:
    """The customer takes it back; too late once the crew is on site."""
    order = find(world, work_order_no)
    if order.status in _PAST_WITHDRAWING:
        hint = f"工单{order.status_text}，不能再撤销。"
        raise Problem("CONFLICT", "工单不能撤销", hint)
    return withdraw(world, order, withdrawal.reason)


def withdraw(world: World, order: WorkOrder, reason: str) -> dict[str, Any]:
    """The customer wants it no longer."""
    _step(world, order, "withdrawn")
    order.progress[-1].text = f"客户撤销：{reason}"
    return told(world, order)


def find(world: World, work_order_no: str) -> WorkOrder:
    """The work order of that number; a problem when there is none."""
    order = world.state.work_orders.get(work_order_no)
    if order is None:
        raise not_found("工单")
    return order


def move(world: World, order: WorkOrder, status: str) -> None:
    """Take an order along the road to `status`, one step at a time, and tell of each."""
    here = ROAD.index(order.status) if order.status in ROAD else len(ROAD)
    for step in ROAD[here + 1 : ROAD.index(status) + 1]:
        _step(world, order, step)
        told(world, order)


def _step(world: World, order: WorkOrder, status: str) -> None:
    order.status, order.status_text = status, TEXTS[status]
    if status == "taken":
        order.worker = _WORKERS[len(order.work_order_no + order.team) % len(_WORKERS)]
    order.progress.append(Step(at=world.now(), status=status, text=TEXTS[status]))


def told(world: World, order: WorkOrder) -> dict[str, Any]:
    """Keep the change and send the webhook; the order as it is now."""
    answer = answer_of(world, order)
    world.tell("workorder.changed", order.work_order_no, answer)
    return answer


def _check_request(world: World, wanted: WorkOrderRequest) -> None:
    if wanted.account_no is None and wanted.address is None:
        raise bad_request("/account_no", "请给出户号或地址")
    if wanted.confirmation is None and wanted.priority != "P0":
        raise bad_request("/confirmation", "缺少客户的确认")
    if wanted.type_code in BY_APPLICATION:
        hint = "这项业务需要先提交申请，我们会根据申请安排。"
        raise Problem("NOT_ELIGIBLE", "应通过申请办理", hint)
    if wanted.type_code not in TYPES:
        raise bad_request("/type_code", "没有这种工单类型")
    if _DOMAINS[wanted.type_code[0]] != wanted.domain:
        raise bad_request("/domain", "工单类型不属于这个专业")
    if wanted.account_no is not None and world.household(wanted.account_no).domain != wanted.domain:
        raise bad_request("/account_no", "户号不属于这个专业")


def _repeat(world: World, wanted: WorkOrderRequest, now: datetime) -> tuple[int, str]:
    """Same account, same group of types, within 7 days (72 h in season): one more, one higher."""
    within = timedelta(hours=72) if is_heating_day(now.date()) else timedelta(days=7)
    earlier = [
        order
        for order in world.state.work_orders.values()
        if wanted.account_no is not None
        and order.account_no == wanted.account_no
        and order.type_code[:4] == wanted.type_code[:4]
        and order.status != "withdrawn"
        and now - order.created_at <= within
    ]
    if not earlier:
        return 1, wanted.priority
    last = earlier[-1]
    return last.repeat_no + 1, more_urgent(wanted.priority, raised(last.priority))


def _where(world: World, wanted: WorkOrderRequest) -> tuple[str, str, str]:
    """Address, masked address and the team of the place."""
    if wanted.account_no is not None:
        household = world.household(wanted.account_no)
        place = Place(household.community)
        raw, masked = household.address, household.address_masked
    else:
        address = wanted.address or Address(raw="")
        place = place_of(address, world.town)
        building = f"{place.building}号楼" if place.building else ""
        raw, masked = address.raw, f"{place.community or ''}{building}***"
    community = world.town.community(place.community or "")
    if community is None:
        return raw, masked, _OFFICIAL_TEAM
    return raw, masked, community.team if wanted.domain == "heating" else community.power_team


def _is_at(world: World, order: WorkOrder, account_no: str | None, address: str | None) -> bool:
    if account_no is not None:
        return order.account_no == account_no
    wanted = read_place(address or "", world.town)
    there = read_place(order.address_raw, world.town)
    pairs = (
        (wanted.community, there.community),
        (wanted.building, there.building),
        (wanted.unit, there.unit),
        (wanted.room, there.room),
    )
    return wanted.community is not None and all(want in (None, real) for want, real in pairs)


def _brief(item: dict[str, Any]) -> dict[str, Any]:
    return {name: item[name] for name in (*_BRIEF, "as_of", "stale")}


def listed(world: World) -> list[dict[str, Any]]:
    """All work orders, newest first, as the operations page shows them: the same until changed."""
    orders = reversed(world.state.work_orders.values())
    shown = [
        answer_of(world, order)
        | {
            "worker": order.worker,
            "address": order.address_raw,
            "emotion": order.emotion,
            "details": order.details,
            "contact_phone": order.contact_phone,
        }
        for order in orders
    ]
    return [{name: one[name] for name in one if name != "as_of"} for one in shown]
