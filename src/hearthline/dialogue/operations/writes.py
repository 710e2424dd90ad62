"""Operations that change something: file, urge, subscribe; and what we record of our own."""

from datetime import datetime
from typing import Any

from hearthline.business import Address, Confirmation, OutageWish, Source, Urging, WorkOrderDraft
from hearthline.dialogue.machine.effects import Call, Done
from hearthline.dialogue.operations.ports import Asking, BusinessSystems, Carried, TicketBook
from hearthline.dialogue.operations.reads import order_values
from hearthline.kernel import TicketId
from hearthline.platform.db import Session

_DETAILS = ("since", "temp_c", "room", "appointment", "previous")
_SAME = {"yes": True, "no": False}
_SAME_WORDS = {"yes": "邻居家也不热", "no": "只有这一家不热"}


async def open_work_order(
    business: BusinessSystems, tickets: TicketBook, *, asking: Asking, call: Call
) -> Carried:
    """File a work order and mirror it; a reopened one is linked to the one before."""
    draft = _draft(asking, call)
    order = await business.create_work_order(
        asking.acting(call.domain, _number(call)), draft, idempotency_key=call.key
    )
    reopens = call.args.get("reopens")

    async def record(session: Session) -> None:
        await tickets.record(
            session,
            order,
            conversation_id=asking.conversation_id,
            customer_id=asking.customer_id,
            slots_text=draft.description,
        )
        if reopens is not None:
            await tickets.reopened(session, TicketId.of(str(reopens)), order)

    note = f"已提交工单 {order.work_order_no}（{order.type_name}）"
    return Carried(Done(order_values(order), note), (record,))


async def urge_work_order(
    business: BusinessSystems, tickets: TicketBook, *, asking: Asking, call: Call
) -> Carried:
    """Urge a work order; the mirror follows."""
    urging = Urging(
        reason=str(call.args["reason"]),
        emotion=asking.emotion,
        source=_source(asking, call),
    )
    number = str(call.args["number"])
    order = await business.urge_work_order(
        asking.acting(call.domain, _number(call)), number, urging, idempotency_key=call.key
    )

    async def record(session: Session) -> None:
        await tickets.record(
            session,
            order,
            conversation_id=asking.conversation_id,
            customer_id=asking.customer_id,
            slots_text=order.description or "",
        )

    return Carried(Done(order_values(order), f"已催办工单 {number}"), (record,))


async def subscribe_outage(business: BusinessSystems, asking: Asking, call: Call) -> Carried:
    """Have the phone of the account told of every change."""
    wish = OutageWish(account_no=str(call.args["account_no"]), confirmation=_confirmation(call))
    made = await business.subscribe_outage(
        asking.acting(call.domain, _number(call)),
        str(call.args["outage_id"]),
        wish,
        idempotency_key=call.key,
    )
    values = {
        "subscription_id": made.subscription_id,
        "target_masked": made.target_masked or "登记的手机",
    }
    return Carried(Done(values, "已订阅停热通知"))


async def call_back_finished(tickets: TicketBook, call: Call) -> Carried:
    """Record in the closing transaction what the customer said of the work."""
    score = call.args.get("score")

    async def record(session: Session) -> None:
        await tickets.call_back_finished(
            session,
            TicketId.of(str(call.args["ticket_id"])),
            solved=call.args.get("solved"),
            score=None if score is None else int(score),
            comment=call.args.get("comment"),
        )

    return Carried(Done({}, "已记录回访结果"), (record,))


def _number(call: Call) -> str | None:
    """The account that a call is about."""
    number = call.args.get("account_no")
    return None if number is None else str(number)


def _draft(asking: Asking, call: Call) -> WorkOrderDraft:
    args = call.args
    address = args.get("address")
    same = _SAME.get(str(args.get("neighbour_same")))
    details = {name: args[name] for name in _DETAILS if name in args}
    if same is not None:
        details["neighbour_same"] = same
    return WorkOrderDraft(
        domain=call.domain,
        type_code=str(args["type_code"]),
        priority=str(args["priority"]),
        description=_description(call),
        source=_source(asking, call),
        account_no=args.get("account_no"),
        address=None if address is None else Address(raw=str(address)),
        contact_phone=args.get("contact_phone"),
        details=details,
        emotion=asking.emotion,
        confirmation=_confirmation(call),
    )


def _description(call: Call) -> str:
    """The request in a sentence, for the people who carry it out."""
    args: dict[str, Any] = dict(call.args)
    parts = [str(args["description"])]
    parts += [f"{args['room']}"] if "room" in args else []
    parts += [f"从{args['since']}开始"] if "since" in args else []
    parts += [f"室温 {args['temp_c']} ℃"] if "temp_c" in args else []
    parts += [_SAME_WORDS[args["neighbour_same"]]] if args.get("neighbour_same") in _SAME else []
    parts += [f"方便上门：{args['appointment']}"] if "appointment" in args else []
    parts += [f"原工单 {args['previous']}"] if "previous" in args else []
    return "，".join(parts)


def _source(asking: Asking, call: Call) -> Source:
    message_id = call.consent.message_id if call.consent else asking.message_id
    return Source(
        channel=asking.channel,
        conversation_id=str(asking.conversation_id),
        message_id=message_id or None,
    )


def _confirmation(call: Call) -> Confirmation | None:
    consent = call.consent
    if consent is None:
        return None
    return Confirmation(
        text=consent.text,
        at=datetime.fromisoformat(consent.at),
        message_id=consent.message_id,
        summary=consent.summary,
    )
