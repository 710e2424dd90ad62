"""Operations that only look: accounts, outages, open tickets, bills."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hearthline.business import AccountSearch, Address, Outage, WorkOrder
from hearthline.dialogue.machine.effects import Call, Done
from hearthline.dialogue.operations.ports import Asking, BusinessSystems, Carried

_END = "。.；; "


async def find_account(business: BusinessSystems, asking: Asking, call: Call) -> Carried:
    """Whether there is such an account; several or none are counted, never listed."""
    address = call.args.get("address")
    search = AccountSearch(
        domain=call.domain,
        account_no=call.args.get("account_no"),
        address=None if address is None else Address(raw=str(address)),
    )
    found = await business.search_accounts(
        asking.acting(call.domain, _number(call)), search, idempotency_key=call.key
    )
    values: dict[str, Any] = {"count": len(found.items)}
    if len(found.items) == 1:
        values["account_no"] = found.items[0].account_no
        values["address_masked"] = found.items[0].address_masked
    return Carried(Done(values, f"查户号：{len(found.items)} 个结果"))


async def account_facts(business: BusinessSystems, asking: Asking, call: Call) -> Carried:
    """The masked profile."""
    account = await business.get_account(
        asking.acting(call.domain, _number(call)), str(call.args["account_no"])
    )
    values = {
        "status": account.status,
        "address_masked": account.address_masked,
        "name_masked": account.name_masked,
        "has_arrears": account.has_arrears,
        **_age(account.as_of, stale=account.stale),
    }
    return Carried(Done(values, "已查户号资料"))


async def list_bills(business: BusinessSystems, asking: Asking, call: Call) -> Carried:
    """The newest bill."""
    found = await business.list_bills(
        asking.acting(call.domain, _number(call)), str(call.args["account_no"])
    )
    values: dict[str, Any] = {"count": len(found.items), **_age(found.as_of, stale=found.stale)}
    if found.items:
        bill = found.items[0]
        values |= {
            "season": bill.period,
            "payable_fen": bill.payable_fen,
            "paid_fen": bill.paid_fen,
            "arrears_fen": bill.arrears_fen,
            "late_fee_fen": bill.late_fee_fen,
            "due_date": bill.due_date.isoformat(),
            "has_arrears": bill.arrears_fen > 0,
        }
    return Carried(Done(values, "已查热费账单"))


async def outage_at_place(business: BusinessSystems, asking: Asking, call: Call) -> Carried:
    """The outage that is going on at a place, else the next that is planned."""
    place = await _place(business, asking, call)
    found = await business.list_outages(
        asking.acting(call.domain, _number(call)), domain=call.domain, **place
    )
    active = [outage for outage in found.items if outage.status == "ACTIVE"]
    planned = [outage for outage in found.items if outage.status == "SCHEDULED"]
    age = _age(found.as_of, stale=found.stale)
    if not active and not planned:
        values = {"is_active": False, "is_planned": False, **age}
        return Carried(Done(values, "查停热：没有停热，也没有计划"))
    outage = active[0] if active else min(planned, key=lambda one: one.start_at)
    values = {"is_active": bool(active), "is_planned": not active, **_outage(outage), **age}
    word = "正在停热" if active else "计划停热"
    return Carried(Done(values, f"查停热：{values['area']}{word}（{outage.reason_text}）"))


async def open_work_orders(business: BusinessSystems, asking: Asking, call: Call) -> Carried:
    """The newest open ticket of an account, of these types when they are given."""
    found = await business.list_work_orders(
        asking.acting(call.domain, _number(call)),
        account_no=str(call.args["account_no"]),
        open_only=True,
        domain=call.domain,
    )
    types = call.args.get("types")
    orders = [
        order
        for order in found.items
        if order.is_open and (types is None or order.type_code in types)
    ]
    if not orders:
        values = {"count": 0, **_age(found.as_of, stale=found.stale)}
        return Carried(Done(values, "查在办工单：没有"))
    values = {"count": len(orders), **order_values(orders[0])}
    return Carried(Done(values, f"查在办工单：{orders[0].work_order_no}"))


def order_values(order: WorkOrder) -> dict[str, Any]:
    """A work order as flows and words see it; what is not known is left out."""
    promises = order.promises
    last = order.progress[-1].text if order.progress else None
    values = {
        "number": order.work_order_no,
        "type_code": order.type_code,
        "type_name": order.type_name,
        "priority": order.priority,
        "status": order.status,
        "status_text": _bare(order.status_text or order.status),
        "promise": _bare(promises.text),
        "arrive_by": _moment(promises.arrive_by),
        "resolve_by": _moment(promises.resolve_by),
        "created_at": _moment(order.created_at),
        "team": order.team,
        "last_progress": _bare(last),
        **_age(order.as_of, stale=order.stale),
    }
    return {name: value for name, value in values.items() if value is not None}


def _number(call: Call) -> str | None:
    """The account that a call is about."""
    number = call.args.get("account_no")
    return None if number is None else str(number)


async def _place(business: BusinessSystems, asking: Asking, call: Call) -> Mapping[str, str]:
    account_no, address = call.args.get("account_no"), call.args.get("address")
    if account_no is None:
        return {"address": str(address or "")}
    if asking.owns(call.domain, account_no):
        return {"account_no": str(account_no)}
    # Without a known person the gateway answers for places only: the masked address will do.
    search = AccountSearch(domain=call.domain, account_no=str(account_no))
    found = await business.search_accounts(
        asking.acting(call.domain, _number(call)), search, idempotency_key=call.key
    )
    masked = found.items[0].address_masked if found.items else str(address or account_no)
    return {"address": masked.rstrip("*")}


def _outage(outage: Outage) -> dict[str, Any]:
    values = {
        "outage_id": outage.outage_id,
        "reason": _bare(outage.reason_text),
        "progress": _bare(outage.progress_text),
        "area": "、".join(_area(area.name, area.buildings) for area in outage.areas),
        "start_at": _moment(outage.start_at),
        "end_at": _moment(outage.planned_end_at),
    }
    return {name: value for name, value in values.items() if value is not None}


def _area(name: str, buildings: tuple[str, ...]) -> str:
    return f"{name} {'、'.join(buildings)} 号楼" if buildings else name


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _age(as_of: datetime, *, stale: bool) -> dict[str, Any]:
    return {"as_of": as_of.isoformat(), "stale": stale}


def _bare(text: str | None) -> str | None:
    """A sentence of the gateway without its full stop: ours follows."""
    return None if text is None else text.rstrip(_END)
