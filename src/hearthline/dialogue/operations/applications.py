"""Operations on applications and visits: precheck, submit, progress, free times, appointments."""

from typing import Any, Final

from hearthline.business import (
    Application,
    ApplicationData,
    ApplicationDraft,
    AppointmentWish,
    MeterTestWish,
    Precheck,
    Submission,
    Withdrawal,
)
from hearthline.dialogue.machine.effects import Done
from hearthline.dialogue.operations.errand import Errand
from hearthline.dialogue.operations.orders import order_line, with_kept
from hearthline.dialogue.operations.ports import Carried
from hearthline.dialogue.operations.wordings import (
    APPLICATIONS,
    age,
    bare,
    day,
    day_text,
    documents,
    known,
    lines,
    reasons,
    rule,
    state_text,
    yuan,
)

_MOST_LINES = 6
_MOST_SLOTS = 6
_TEXTS: Final = (
    "season",
    "reason",
    "new_owner_name",
    "new_owner_phone",
    "new_owner_id_last4",
    "usage_class",
    "work",
    "period",
    "action",
    "certificate_no_last4",
    "phase",
    "parking_no",
    "meter_no",
    "contact_phone",
    "contact_name",
)


async def precheck(errand: Errand) -> Carried:
    """Whether it may be applied for, what it costs, which papers are needed."""
    kind = errand.needed("type")
    draft = ApplicationDraft(type=kind, account_no=errand.text("account_no"), data=_data(errand))
    found = await errand.business.precheck_application(
        errand.acting, draft, idempotency_key=errand.key
    )
    verdict = "可以办理" if found.eligible else f"不能办理（{reasons(found.reasons)}）"
    note = f"核查{APPLICATIONS.get(kind, kind)}条件：{verdict}"
    return Carried(Done(known(_precheck(found)), note))


async def submit(errand: Errand) -> Carried:
    """Submit what was prechecked, with the customer's yes."""
    submission = Submission(
        precheck_id=errand.needed("precheck_id"),
        confirmation=errand.yes(),
        contact_phone=errand.text("contact_phone"),
        appointment_id=errand.text("appointment_id"),
    )
    made = await errand.business.submit_application(
        errand.acting, submission, idempotency_key=errand.key
    )
    note = f"已提交申请 {made.application_no}（{APPLICATIONS.get(made.type, made.type)}）"
    return Carried(Done(_application(made), note))


async def list_applications(errand: Errand) -> Carried:
    """Applications of an account, newest first."""
    found = await errand.business.list_applications(
        errand.acting,
        errand.account,
        of_type=errand.text("type"),
        open_only=str(errand.value("open")).lower() in ("true", "yes"),
    )
    values: dict[str, Any] = {
        "count": len(found.items),
        "lines_text": lines(_line(one) for one in found.items[:_MOST_LINES]),
        **age(found.as_of, stale=found.stale),
    }
    if found.items:
        values |= _application(found.items[0])
    return Carried(Done(values, f"查申请：{len(found.items)} 件"))


async def get_application(errand: Errand) -> Carried:
    """One application."""
    found = await errand.business.get_application(errand.acting, errand.needed("number"))
    errand.acting_for_own(found.account_no, "L2")
    return Carried(Done(_application(found), f"查申请 {found.application_no}"))


async def withdraw(errand: Errand) -> Carried:
    """Take an application back."""
    withdrawal = Withdrawal(reason=errand.needed("reason"), confirmation=errand.yes())
    number = errand.needed("number")
    found = await errand.business.get_application(errand.acting, number)
    acting = errand.acting_for_own(found.account_no, "L3")
    made = await errand.business.withdraw_application(
        acting, number, withdrawal, idempotency_key=errand.key
    )
    return Carried(Done(_application(made), f"已撤回申请 {number}"))


async def list_progress(errand: Errand) -> Carried:
    """Open tickets and, where the level allows, applications of an account."""
    found = await errand.business.list_work_orders(
        errand.acting, account_no=errand.account, open_only=True, domain=errand.domain
    )
    orders = [order for order in await with_kept(errand, found.items) if order.is_open]
    told = [(order.created_at, order.work_order_no, "工单", order_line(order)) for order in orders]
    applications: list[Application] = []
    if errand.asking.reaches(errand.domain, errand.account, "L2"):
        made = await errand.business.list_applications(
            errand.acting, errand.account, open_only=True
        )
        applications = [one for one in made.items if one.is_open]
        told += [(one.created_at, one.application_no, "申请", _line(one)) for one in applications]
    told.sort(reverse=True)
    values: dict[str, Any] = {
        "count": len(told),
        "orders": len(orders),
        "applications": len(applications),
        "lines_text": lines(line for *_, line in told[:_MOST_LINES]),
        **age(found.as_of, stale=found.stale),
    }
    if told:
        _, number, kind, line = told[0]
        values |= {"newest_number": number, "newest_kind": kind, "newest_text": line}
    return Carried(Done(values, f"查业务进度：{len(told)} 件在办"))


async def list_slots(errand: Errand) -> Carried:
    """Free visiting times."""
    found = await errand.business.list_slots(
        errand.acting,
        errand.needed("purpose"),
        account_no=errand.text("account_no"),
        on=errand.day("date"),
    )
    slots = [
        {
            "slot_id": slot.slot_id,
            "label": slot.label or f"{day_text(slot.date)} {slot.start}–{slot.end}",
        }
        for slot in found.items[:_MOST_SLOTS]
    ]
    values = {"count": len(slots), "slots": slots, **age(found.as_of, stale=found.stale)}
    return Carried(Done(values, f"查可约时间：{len(slots)} 个"))


async def book(errand: Errand) -> Carried:
    """Book a visit."""
    wish = AppointmentWish(
        slot_id=errand.needed("slot_id"),
        contact_phone=errand.needed("contact_phone"),
        confirmation=errand.yes(),
        work_order_no=errand.text("work_order_no"),
        application_no=errand.text("application_no"),
        account_no=errand.text("account_no"),
        note=errand.text("note"),
    )
    made = await errand.business.create_appointment(errand.acting, wish, idempotency_key=errand.key)
    when = f"{day_text(made.date)} {made.start}–{made.end}"
    return Carried(
        Done({"appointment_id": made.appointment_id, "when_text": when}, f"已预约 {when}")
    )


async def cancel_visit(errand: Errand) -> Carried:
    """Cancel a visit."""
    errand.yes()
    await errand.business.cancel_appointment(errand.acting, errand.needed("appointment_id"))
    return Carried(Done({}, "已取消预约"))


async def test_meter(errand: Errand) -> Carried:
    """Have a meter tested."""
    wish = MeterTestWish(
        confirmation=errand.yes(),
        reason=errand.text("reason"),
        contact_phone=errand.text("contact_phone"),
    )
    made = await errand.business.create_meter_test(
        errand.acting, errand.needed("meter_no"), wish, idempotency_key=errand.key
    )
    values = known(
        {
            "number": made.test_no,
            "status": made.status,
            "status_text": "已受理" if made.status == "ACCEPTED" else state_text(made.status),
            "amount_fen": made.fee_fen,
            "expected_done": day(made.result_by),
        }
    )
    return Carried(Done(values, f"已申请校表 {made.test_no}"))


def _data(errand: Errand) -> ApplicationData:
    records = errand.value("record_nos")
    return ApplicationData(
        **{name: errand.text(name) for name in _TEXTS},
        start_date=errand.day("start_date"),
        end_date=errand.day("end_date"),
        deed_area_m2=errand.number("deed_area_m2"),
        area_m2=errand.number("area_m2"),
        load_kw=errand.number("load_kw"),
        person_count=errand.whole("person_count"),
        address=errand.address(),
        record_nos=tuple(records) if isinstance(records, list) else None,
    )


def _precheck(found: Precheck) -> dict[str, Any]:
    fee = found.fee_preview
    missing = [one.field or "" for one in found.reasons if one.code == "MISSING_FIELD"]
    deadlines = [one.deadline for one in found.reasons if one.deadline is not None]
    arrears = [one.amount_fen for one in found.reasons if one.code in ("ARREARS", "UNPAID_FEE")]
    return {
        "precheck_id": found.precheck_id,
        "eligible": found.eligible,
        "reasons_text": reasons(found.reasons),
        "reason_codes": [one.code for one in found.reasons],
        "missing_fields": [name.rpartition("/")[2] for name in missing],
        "deadline": day(deadlines[0]) if deadlines else None,
        "arrears_fen": next((fen for fen in arrears if fen is not None), None),
        "fee_fen": None if fee is None else fee.amount_fen,
        "fee_text": None if fee is None else bare(fee.text),
        "summary": bare(found.summary),
        "docs_text": documents(found.docs),
        "has_docs": bool(found.docs),
        **rule(found.policy),
        **age(found.as_of, stale=found.stale),
    }


def _application(made: Application) -> dict[str, Any]:
    return known(
        {
            "number": made.application_no,
            "account_no": made.account_no,
            "type": made.type,
            "type_text": APPLICATIONS.get(made.type, made.type),
            "status": made.status,
            "status_text": bare(made.status_text) or state_text(made.status),
            "current_step": made.current_step,
            "handler": made.handler,
            "next_date": day(made.next_date),
            "expected_done": day(made.expected_done),
            "missing_docs_text": documents(made.missing_docs),
            "has_missing": bool(made.missing_docs),
            "amount_fen": made.amount_fen,
            "is_done": not made.is_open,
            "reasons_text": reasons(made.reasons),
            **age(made.as_of, stale=made.stale),
        }
    )


def _line(made: Application) -> str:
    name = APPLICATIONS.get(made.type, made.type)
    state = bare(made.status_text) or state_text(made.status)
    step = f"，当前：{made.current_step}" if made.current_step and made.is_open else ""
    sum_ = f"，金额 {yuan(made.amount_fen)}" if made.amount_fen else ""
    return f"{made.application_no} {name}：{state}{step}{sum_}"
