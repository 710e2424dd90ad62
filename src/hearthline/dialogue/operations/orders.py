"""Operations on work orders: open ones, file, danger, urge, withdraw."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from hearthline.business import Acting, Urging, Withdrawal, WorkOrder, WorkOrderDraft
from hearthline.dialogue.machine.effects import Done
from hearthline.dialogue.operations.errand import Errand
from hearthline.dialogue.operations.ports import Carried, TicketBook
from hearthline.dialogue.operations.wordings import (
    age,
    bare,
    day_text,
    known,
    lines,
    moment,
)
from hearthline.kernel import TicketId
from hearthline.platform.db import Session

_MOST_LINES = 5
_SAME: Final = {"yes": True, "no": False}
_TRUE: Final = {"yes": True, "true": True, "no": False, "false": False}
_SAME_WORDS: Final = {"yes": "邻居家情况一样", "no": "只有这一家"}
_DETAILS: Final = (
    "since",
    "temp_c",
    "room",
    "symptom",
    "meter_no",
    "reading",
    "appliance",
    "target_person",
    "event_time",
    "location_hint",
    "appointment",
    "previous",
)
_FACTS: Final = ("closable", "electric_risk", "injured", "anonymous")
_LEAKS: Final = {"drip": "DRIP", "flow": "FLOW", "burst": "BURST"}
_LONGEST: Final = 1900
_SUBMITTERS: Final = frozenset({"self", "family", "property", "gov"})


async def list_open(errand: Errand) -> Carried:
    """The newest open ticket of an account, of these types when they are given."""
    found = await errand.business.list_work_orders(
        errand.acting, account_no=errand.account, open_only=True, domain=errand.domain
    )
    types = errand.value("types")
    orders = [
        order
        for order in await with_kept(errand, found.items)
        if order.is_open and (types is None or order.type_code in types)
    ]
    values: dict[str, Any] = {"count": len(orders), **age(found.as_of, stale=found.stale)}
    if not orders:
        return Carried(Done(values, "查在办工单：没有"))
    values["lines_text"] = lines(order_line(order) for order in orders[:_MOST_LINES])
    values |= order_values(orders[0])
    return Carried(Done(values, f"查在办工单：{orders[0].work_order_no}"))


async def get_order(errand: Errand) -> Carried:
    """One ticket with its progress; only one of the customer's own accounts."""
    number = errand.needed("number")
    order = await _kept(errand, number)
    if order is None:
        order = await errand.business.get_work_order(errand.acting, number)
    errand.acting_for_own(order.account_no, "L1")
    return Carried(Done(order_values(order), f"查工单 {order.work_order_no}"))


async def open_order(errand: Errand, tickets: TicketBook) -> Carried:
    """File a work order and mirror it; a reopened one is linked to the one before."""
    before = errand.text("previous") if errand.text("reopens") else None
    kept = await _kept(errand, before) if before else None
    if kept is not None:
        # It goes on in the same ticket, as soon as the customer's word is recorded.
        return Carried(Done(order_values(kept), f"工单 {before} 未解决，重新处理"))
    draft = _draft(errand, priority=errand.needed("priority"))
    return await _filed(errand, tickets, draft)


async def raise_alarm(errand: Errand, tickets: TicketBook) -> Carried:
    """File danger at the highest priority, with what is known and without waiting for a yes."""
    return await _filed(errand, tickets, _draft(errand, priority="P0"))


async def urge(errand: Errand, tickets: TicketBook) -> Carried:
    """Urge a work order; the mirror follows."""
    urging = Urging(
        reason=errand.needed("reason"), emotion=errand.emotion(), source=errand.source()
    )
    number = errand.needed("number")
    if await _is_own_and_kept(errand, number):
        urged = await errand.kept.urge(
            errand.asking.tenant_id,
            number,
            text=urging.reason,
            emotion=errand.asking.emotion,
            key=errand.key,
        )
        return Carried(Done(order_values(urged), f"已催办工单 {number}"))
    acting = await _own(errand, number)
    order = await errand.business.urge_work_order(
        acting, number, urging, idempotency_key=errand.key
    )
    return _mirrored(errand, tickets, order, note=f"已催办工单 {number}")


async def withdraw(errand: Errand, tickets: TicketBook) -> Carried:
    """Take a work order back."""
    withdrawal = Withdrawal(reason=errand.needed("reason"), confirmation=errand.yes())
    number = errand.needed("number")
    if await _is_own_and_kept(errand, number):
        back = await errand.kept.withdraw(
            errand.asking.tenant_id, number, reason=withdrawal.reason, key=errand.key
        )
        return Carried(Done(order_values(back), f"已撤销工单 {number}"))
    acting = await _own(errand, number)
    order = await errand.business.withdraw_work_order(
        acting, number, withdrawal, idempotency_key=errand.key
    )
    return _mirrored(errand, tickets, order, note=f"已撤销工单 {number}")


async def call_back_finished(errand: Errand, tickets: TicketBook) -> Carried:
    """Record in the closing transaction what the customer said of the work."""
    score = errand.whole("score")

    async def record(session: Session) -> None:
        await tickets.call_back_finished(
            session,
            TicketId.of(errand.needed("ticket_id")),
            solved=errand.value("solved"),
            score=score,
            comment=errand.text("comment"),
        )

    return Carried(Done({}, "已记录回访结果"), (record,))


def order_values(order: WorkOrder) -> dict[str, Any]:
    """A work order as flows and words see it; what is not known is left out."""
    promises = order.promises
    last = order.progress[-1].text if order.progress else None
    return known(
        {
            "number": order.work_order_no,
            "account_no": order.account_no,
            "type_code": order.type_code,
            "type_name": order.type_name,
            "priority": order.priority,
            "status": order.status,
            "status_text": bare(order.status_text or order.status),
            "promise": bare(promises.text),
            "arrive_by": moment(promises.arrive_by),
            "resolve_by": moment(promises.resolve_by),
            "created_at": moment(order.created_at),
            "team": order.team,
            "last_progress": bare(last),
            "urge_count": order.urge_count,
            **age(order.as_of, stale=order.stale),
        }
    )


def order_line(order: WorkOrder) -> str:
    """A work order as a line of a list."""
    state = bare(order.status_text or order.status)
    made = day_text(order.created_at.date())
    return f"{order.work_order_no} {order.type_name}（{made}）：{state}"


async def with_kept(errand: Errand, orders: Sequence[WorkOrder]) -> list[WorkOrder]:
    """Work orders of an account with the open tickets of the desk, newest first."""
    tenant_id, domain = errand.asking.tenant_id, errand.domain
    kept = await errand.kept.open_of(tenant_id, domain, errand.account)
    return sorted((*kept, *orders), key=lambda order: order.created_at, reverse=True)


async def _kept(errand: Errand, number: str) -> WorkOrder | None:
    """The ticket with this number, if it is kept at the desk."""
    return await errand.kept.numbered(errand.asking.tenant_id, number)


async def _is_own_and_kept(errand: Errand, number: str) -> bool:
    """Whether a ticket is kept at the desk; only somebody whose account it is for may ask."""
    order = await _kept(errand, number)
    if order is None:
        return False
    errand.acting_for_own(order.account_no, "L1")
    return True


async def _own(errand: Errand, number: str) -> Acting:
    """For whom a ticket is changed: only somebody whose account it is for."""
    order = await errand.business.get_work_order(errand.acting, number)
    return errand.acting_for_own(order.account_no, "L1")


async def _filed(errand: Errand, tickets: TicketBook, draft: WorkOrderDraft) -> Carried:
    order = await errand.business.create_work_order(
        errand.acting, draft, idempotency_key=errand.key
    )
    note = f"已提交工单 {order.work_order_no}（{order.type_name}）"
    carried = _mirrored(errand, tickets, order, note=note, words=draft.description)
    reopens = errand.text("reopens")
    if reopens is None:
        return carried

    async def link(session: Session) -> None:
        await tickets.reopened(session, TicketId.of(reopens), order)

    return Carried(carried.done, (*carried.afters, link))


def _mirrored(
    errand: Errand, tickets: TicketBook, order: WorkOrder, *, note: str, words: str | None = None
) -> Carried:
    async def record(session: Session) -> None:
        await tickets.record(
            session,
            order,
            conversation_id=errand.asking.conversation_id,
            customer_id=errand.asking.customer_id,
            slots_text=words or order.description or "",
        )

    return Carried(Done(order_values(order), note), (record,))


def _draft(errand: Errand, *, priority: str) -> WorkOrderDraft:
    submitter = errand.text("submitter") or "self"
    anonymous = _truth(errand.value("anonymous")) is True
    return WorkOrderDraft(
        domain=errand.domain,
        type_code=errand.needed("type_code"),
        priority=priority,
        description=_description(errand),
        source=errand.source(),
        submitter_kind=submitter if submitter in _SUBMITTERS else "self",
        account_no=None if anonymous else errand.text("account_no"),
        address=errand.address(),
        contact_phone=None if anonymous else errand.text("contact_phone"),
        contact_name=None if anonymous else errand.text("contact_name"),
        details=_details(errand),
        emotion=errand.emotion(),
        related_outage_id=errand.text("related_outage_id"),
        confirmation=errand.confirmation(),
    )


def _details(errand: Errand) -> Mapping[str, Any]:
    details = {name: errand.value(name) for name in _DETAILS}
    details |= {name: _truth(errand.value(name)) for name in _FACTS}
    details["neighbour_same"] = _SAME.get(str(errand.value("neighbour_same")))
    leak = str(errand.value("leak_level") or "")
    details["leak_level"] = _LEAKS.get(leak.lower(), leak.upper() or None)
    return known(details)


def _truth(value: Any) -> bool | None:
    return value if isinstance(value, bool) else _TRUE.get(str(value).lower())


def _description(errand: Errand) -> str:
    """The request in a sentence, for the people who carry it out."""
    same = str(errand.value("neighbour_same"))
    temp = errand.number("temp_c")
    parts = [
        errand.needed("description"),
        errand.text("room"),
        errand.text("symptom"),
        f"从{errand.text('since')}开始" if errand.text("since") else None,
        f"室温 {temp:g} ℃" if temp is not None else None,
        _SAME_WORDS.get(same),
        f"方便上门：{errand.text('appointment')}" if errand.text("appointment") else None,
        f"原工单 {errand.text('previous')}" if errand.text("previous") else None,
    ]
    return "，".join(part for part in parts if part)[:_LONGEST]
