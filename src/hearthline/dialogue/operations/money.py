"""Operations on money: bills, balance, payments, links, invoices, refunds, direct debit."""

from itertools import pairwise
from typing import Any

from hearthline.business import (
    AutopayWish,
    Bill,
    ColdDays,
    Invoice,
    InvoiceWish,
    PayLinkWish,
    Payment,
    RefundQuestion,
)
from hearthline.dialogue.machine.effects import Done
from hearthline.dialogue.operations.errand import Errand
from hearthline.dialogue.operations.ports import Carried
from hearthline.dialogue.operations.wordings import (
    CHANNELS,
    age,
    bare,
    day,
    day_text,
    known,
    lines,
    moment,
    moment_text,
    period_text,
    rule,
    state_text,
    yuan,
)

_MOST_LINES = 6
_ONE_DAY = 1


async def list_bills(errand: Errand) -> Carried:
    """The bill of a period, else the newest; and what is owed over all periods."""
    found = await errand.business.list_bills(
        errand.acting,
        errand.account,
        season=errand.text("season"),
        month=errand.text("month"),
    )
    bills = [bill for bill in found.items if bill.status != "CANCELLED"]
    owed = [bill for bill in bills if bill.arrears_fen > 0]
    values: dict[str, Any] = {
        "count": len(bills),
        "has_arrears": bool(owed),
        "unpaid_count": len(owed),
        "all_arrears_fen": sum(bill.arrears_fen for bill in owed),
        "all_late_fee_fen": sum(bill.late_fee_fen for bill in owed),
        "bills_text": lines(_bill_line(bill) for bill in bills[:_MOST_LINES]),
        **age(found.as_of, stale=found.stale),
    }
    if bills:
        values |= _bill(bills[0])
    if len(bills) > 1:
        values["previous_period"] = period_text(bills[1].period)
        values["previous_payable_fen"] = bills[1].payable_fen
    return Carried(Done(known(values), "已查账单"))


async def get_balance(errand: Errand) -> Carried:
    """The prepaid balance."""
    found = await errand.business.get_balance(errand.acting, errand.account)
    limit = found.threshold_fen
    values = {
        "prepaid": found.prepaid,
        "balance_fen": found.balance_fen,
        "threshold_fen": limit,
        "empty_on": day(found.estimated_empty_date),
        "daily_average_fen": found.daily_average_fen,
        "is_low": found.balance_fen < (limit or 0),
        **age(found.as_of, stale=found.stale),
    }
    return Carried(Done(known(values), "已查余额"))


async def list_payments(errand: Errand) -> Carried:
    """The newest payment, and whether one is under way or was made twice."""
    found = await errand.business.list_payments(errand.acting, errand.account)
    paid = [one for one in found.items if one.kind == "PAYMENT"]
    returned = [one for one in found.items if one.kind == "REFUND"]
    values: dict[str, Any] = {
        "count": len(paid),
        "has_processing": any(one.status == "PROCESSING" for one in paid),
        "has_double": _has_double(paid),
        "lines_text": lines(_payment_line(one) for one in found.items[:_MOST_LINES]),
        "refund_text": _payment_line(returned[0]) if returned else None,
        **age(found.as_of, stale=found.stale),
    }
    if paid:
        newest = paid[0]
        values |= {
            "amount_fen": newest.amount_fen,
            "paid_at": moment(newest.paid_at),
            "channel_text": CHANNELS.get(newest.channel, newest.channel),
            "status": newest.status,
            "status_text": state_text(newest.status),
            "credited_at": moment(newest.credited_at),
            "is_credited": newest.status == "CREDITED",
        }
    return Carried(Done(known(values), "已查缴费记录"))


async def pay_link(errand: Errand) -> Carried:
    """A link under which an amount can be paid; no card data pass us."""
    channel = errand.needed("channel")
    wish = PayLinkWish(
        channel=channel, amount_fen=errand.whole("amount_fen") or 0, bill_no=errand.text("bill_no")
    )
    made = await errand.business.create_pay_link(
        errand.acting, errand.account, wish, idempotency_key=errand.key
    )
    values = {
        "url": made.url,
        "amount_fen": made.amount_fen,
        "expires_at": moment(made.expires_at),
        "account_masked": made.account_masked,
        "channel_text": CHANNELS.get(channel, channel),
    }
    return Carried(Done(known(values), f"已生成缴费链接（{yuan(made.amount_fen)}）"))


async def list_invoices(errand: Errand) -> Carried:
    """Invoices, newest first."""
    found = await errand.business.list_invoices(errand.acting, errand.account)
    values: dict[str, Any] = {
        "count": len(found.items),
        "lines_text": lines(_invoice_line(one) for one in found.items[:_MOST_LINES]),
        **age(found.as_of, stale=found.stale),
    }
    if found.items:
        values |= _invoice(found.items[0])
    return Carried(Done(known(values), "已查发票"))


async def create_invoice(errand: Errand) -> Carried:
    """Issue an invoice for a paid period."""
    wish = InvoiceWish(
        account_no=errand.account,
        period=errand.needed("period"),
        title_kind=errand.needed("title_kind"),
        title=errand.needed("title"),
        email=errand.needed("email"),
        confirmation=errand.yes(),
        tax_no=errand.text("tax_no"),
    )
    made = await errand.business.create_invoice(errand.acting, wish, idempotency_key=errand.key)
    return Carried(Done(known(_invoice(made)), f"已申请开票 {made.invoice_no}"))


async def estimate_refund(errand: Errand) -> Carried:
    """An estimate by the policy in force on the days concerned; never a promise."""
    records = errand.value("record_nos")
    numbers = records if isinstance(records, list) and records else [None]
    value_c, days = errand.number("value_c"), errand.whole("days") or _ONE_DAY
    question = RefundQuestion(
        account_no=errand.account,
        season=errand.needed("season"),
        records=tuple(
            ColdDays(days=days, value_c=value_c if value_c is not None else 0.0, record_no=number)
            for number in numbers
        ),
    )
    found = await errand.business.estimate_refund(
        errand.acting, question, idempotency_key=errand.key
    )
    told = [
        f"{line.days} 天，按日热费的 {line.ratio:.0%}，{yuan(line.amount_fen)}"
        for line in found.lines
    ]
    values = {
        "amount_fen": found.amount_fen,
        "text": bare(found.text),
        "lines_text": lines(told),
        **rule(found.policy),
        **age(found.as_of, stale=found.stale),
    }
    return Carried(Done(known(values), "已估算退费（仅供参考）"))


async def list_autopay(errand: Errand) -> Carried:
    """The direct debit that is on, or waits for its signature."""
    found = await errand.business.list_autopay(errand.acting, errand.account)
    on = [one for one in found.items if one.status != "CANCELLED"]
    values: dict[str, Any] = {"count": len(on), **age(found.as_of, stale=found.stale)}
    if on:
        values |= {
            "autopay_id": on[0].autopay_id,
            "channel": on[0].channel,
            "channel_text": CHANNELS.get(on[0].channel, on[0].channel),
            "status": on[0].status,
            "status_text": state_text(on[0].status),
        }
    return Carried(Done(values, "已查代扣"))


async def create_autopay(errand: Errand) -> Carried:
    """Begin a direct debit; the customer signs elsewhere."""
    channel = errand.needed("channel")
    wish = AutopayWish(account_no=errand.account, channel=channel, confirmation=errand.yes())
    made = await errand.business.create_autopay(errand.acting, wish, idempotency_key=errand.key)
    values = {
        "autopay_id": made.autopay_id,
        "status": made.status,
        "sign_url": made.sign_url,
        "channel_text": CHANNELS.get(channel, channel),
    }
    return Carried(Done(known(values), "已发起代扣签约"))


async def cancel_autopay(errand: Errand) -> Carried:
    """End a direct debit."""
    errand.yes()
    await errand.business.cancel_autopay(errand.acting, errand.needed("autopay_id"))
    return Carried(Done({}, "已取消代扣"))


def _bill(bill: Bill) -> dict[str, Any]:
    reading = bill.reading
    return {
        "period": bill.period,
        "season": bill.period,
        "period_text": period_text(bill.period),
        "bill_no": bill.bill_no,
        "status": bill.status,
        "payable_fen": bill.payable_fen,
        "paid_fen": bill.paid_fen,
        "arrears_fen": bill.arrears_fen,
        "late_fee_fen": bill.late_fee_fen,
        "total_due_fen": bill.arrears_fen + bill.late_fee_fen,
        "due_date": day(bill.due_date),
        "items_text": lines(f"{item.name}：{yuan(item.amount_fen)}" for item in bill.items),
        "area_m2": bill.area_m2,
        "usage_kwh": None if reading is None else reading.usage_kwh,
        "reading_text": None
        if reading is None
        else f"上次示数 {reading.previous:g}，本次示数 {reading.current:g}，"
        f"用电 {reading.usage_kwh:g} 度",
    }


def _bill_line(bill: Bill) -> str:
    state = state_text(bill.status)
    late = f"，违约金 {yuan(bill.late_fee_fen)}" if bill.late_fee_fen else ""
    owed = f"，还欠 {yuan(bill.arrears_fen)}{late}" if bill.arrears_fen else ""
    return f"{period_text(bill.period)}：应缴 {yuan(bill.payable_fen)}，{state}{owed}"


def _payment_line(payment: Payment) -> str:
    kind = "退款" if payment.kind == "REFUND" else "缴费"
    way = CHANNELS.get(payment.channel, payment.channel)
    return (
        f"{moment_text(payment.paid_at)} {way}{kind} {yuan(payment.amount_fen)}，"
        f"{state_text(payment.status)}"
    )


def _has_double(paid: list[Payment]) -> bool:
    """The same amount twice within a day: most likely paid twice."""
    good = [one for one in paid if one.status in ("CREDITED", "PROCESSING")]
    pairs = pairwise(good)
    return any(
        newer.amount_fen == older.amount_fen and (newer.paid_at - older.paid_at).days < _ONE_DAY
        for newer, older in pairs
    )


def _invoice(invoice: Invoice) -> dict[str, Any]:
    return {
        "number": invoice.invoice_no,
        "period": invoice.period,
        "period_text": period_text(invoice.period),
        "amount_fen": invoice.amount_fen,
        "status": invoice.status,
        "status_text": state_text(invoice.status),
        "download_url": invoice.download_url,
    }


def _invoice_line(invoice: Invoice) -> str:
    at = "" if invoice.issued_at is None else f"，{day_text(invoice.issued_at.date())}开具"
    return (
        f"{period_text(invoice.period)}：{yuan(invoice.amount_fen)}，"
        f"{state_text(invoice.status)}{at}"
    )
