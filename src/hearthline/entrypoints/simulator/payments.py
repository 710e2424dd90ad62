"""Payments: those of the past, and those that come through pay links."""

import zlib
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from hearthline.entrypoints.simulator.asking import Paged
from hearthline.entrypoints.simulator.billing import (
    Bill,
    balance_of,
    bills_of,
    owes,
    season_fee,
)
from hearthline.entrypoints.simulator.problems import bad_request, conflict, not_found
from hearthline.entrypoints.simulator.records import PayLink, Payment
from hearthline.entrypoints.simulator.route import CallerHere, GatewayRoute, WorldHere, known_for
from hearthline.entrypoints.simulator.town import Household
from hearthline.entrypoints.simulator.wire_services import PayLinkRequest
from hearthline.entrypoints.simulator.world import World, page_of

router = APIRouter(route_class=GatewayRoute)

CHANNELS = ("WECHAT", "ALIPAY", "BANK", "HALL")
_LINK_LIVES = timedelta(hours=1)
_HIDDEN = {"account_no", "bill_no"}


@router.get("/accounts/{account_no}/payments", operation_id="listPayments")
async def list_payments(
    account_no: str, asked: Annotated[Paged, Query()], world: WorldHere, caller: CallerHere
) -> dict[str, Any]:
    """Payments and refunds, newest first."""
    one = world.household(account_no)
    known_for(world, caller, account_no)
    items = [
        payment.model_dump(mode="json", exclude=_HIDDEN) for payment in payments_of(world, one)
    ]
    return world.read(page_of(items, key="payment_no", limit=asked.limit, cursor=asked.cursor))


@router.post("/accounts/{account_no}/pay-links", operation_id="createPayLink", status_code=201)
async def create_pay_link(
    account_no: str, wanted: PayLinkRequest, request: Request, world: WorldHere, caller: CallerHere
) -> dict[str, Any]:
    """A page to pay at; an amount out of a bill only from L2."""
    one = world.household(account_no)
    if wanted.bill_no is not None:
        caller.needs("L2", "按账单缴费")
        known_for(world, caller, account_no)
        _check_bill(world, one, wanted)
    now = world.now()
    number = f"PL{900 + world.state.next_number('pay_link')}"
    link = PayLink(
        pay_link_id=number,
        account_no=account_no,
        channel=wanted.channel,
        amount_fen=wanted.amount_fen,
        bill_no=wanted.bill_no,
        created_at=now,
        expires_at=now + _LINK_LIVES,
    )
    world.state.pay_links[number] = link
    world.save()
    url = f"{request.base_url}pay/{number}"
    return {
        "pay_link_id": number,
        "url": url,
        "qr_text": url,
        "amount_fen": link.amount_fen,
        "expires_at": link.expires_at.isoformat(),
        "account_masked": one.account_masked,
    }


def pay(world: World, pay_link_id: str, *, status: str) -> Payment:
    """Somebody has paid at the link: credited, or still on its way, or failed."""
    link = find_link(world, pay_link_id)
    if link.payment_no is not None:
        raise conflict("已经支付过", "这个链接已经支付过。")
    if link.expires_at < world.now():
        raise conflict("链接已过期", "这个链接已经过期，请重新获取。")
    bill = _bill(world, link)
    payment = Payment(
        payment_no=f"PM{88000 + world.state.next_number('payment')}",
        account_no=link.account_no,
        bill_no=link.bill_no,
        period=bill.period if bill else None,
        amount_fen=link.amount_fen,
        channel=link.channel,
        status="PROCESSING",
        paid_at=world.now(),
    )
    world.state.payments[payment.payment_no] = payment
    link.payment_no = payment.payment_no if status != "FAILED" else None
    if status == "PROCESSING":
        world.save()
        return payment
    return settle(world, payment, status)


def settle(world: World, payment: Payment, status: str) -> Payment:
    """The money has arrived, or not; whoever hears of payments is told."""
    if payment.status != "PROCESSING":
        raise conflict("已经处理过", "这笔款已经处理过。")
    payment.status = status
    if status == "CREDITED":
        payment.credited_at = world.now()
        _spread(world, payment)
        _bring_back(world, payment.account_no)
    body = payment.model_dump(mode="json", exclude=_HIDDEN)
    world.tell("payment.done", payment.account_no, body)
    return payment


def find_link(world: World, pay_link_id: str) -> PayLink:
    """The link of that number; a problem when there is none."""
    link = world.state.pay_links.get(pay_link_id)
    if link is None:
        raise not_found("缴费链接")
    return link


def payments_of(world: World, one: Household) -> list[Payment]:
    """Everything that came in and went back, newest first."""
    linked = [it for it in world.state.payments.values() if it.account_no == one.account_no]
    past = [
        payment
        for bill in bills_of(world, one)
        for payment in _of_bill(world, one, bill)
        if payment.paid_at <= world.now()
    ]
    return sorted([*linked, *past], key=lambda it: it.paid_at, reverse=True)


def _of_bill(world: World, one: Household, bill: Bill) -> list[Payment]:
    linked = sum(
        it.amount_fen
        for it in world.state.payments.values()
        if it.bill_no == bill.bill_no and it.status == "CREDITED"
    )
    amount = bill.paid_fen - linked
    newest = bill.bill_no == bills_of(world, one)[0].bill_no
    if newest and amount == 0 and "PAY_PROCESSING" in one.quirks:
        return [_waiting(world, one, bill)]
    if amount <= 0:
        return []
    at, back = _paid_on(world, one, bill), _settlement(one, bill)
    made = [_payment(one, bill, amount + max(0, back), at=at)]
    if newest and "PAY_DOUBLE" in one.quirks:
        made.append(_payment(one, bill, amount, at=at + timedelta(minutes=3), mark="D"))
    if back > 0:
        day = datetime.combine(date(bill.due.year + 1, 6, 10), time(10), world.zone)
        made.append(_payment(one, bill, back, at=day, mark="R"))
    return made


def _waiting(world: World, one: Household, bill: Bill) -> Payment:
    made = _payment(one, bill, bill.payable_fen, at=world.born_at - timedelta(hours=20))
    is_linked = any(it.bill_no == bill.bill_no for it in world.state.payments.values())
    status = "REVERSED" if is_linked else "PROCESSING"
    return made.model_copy(update={"status": status, "credited_at": None})


def _payment(one: Household, bill: Bill, amount: int, *, at: datetime, mark: str = "") -> Payment:
    kind = zlib.crc32(f"{one.account_no}{bill.period}".encode())
    return Payment(
        payment_no=f"PM{bill.bill_no[1:]}{mark}",
        account_no=one.account_no,
        bill_no=bill.bill_no,
        period=bill.period,
        amount_fen=amount,
        channel=CHANNELS[kind % len(CHANNELS)],
        status="CREDITED",
        paid_at=at,
        credited_at=at + timedelta(seconds=30),
        kind="REFUND" if mark == "R" else "PAYMENT",
    )


def _paid_on(world: World, one: Household, bill: Bill) -> datetime:
    noise = zlib.crc32(f"{one.account_no}{bill.period}at".encode())
    wish = bill.issued + timedelta(days=4 if one.domain == "power" else 25 + noise % 30)
    at = datetime.combine(wish, time(8 + noise % 12, noise % 60), world.zone)
    return (
        min(at, world.born_at - timedelta(hours=3)) if bill.issued <= world.born_at.date() else at
    )


def _settlement(one: Household, bill: Bill) -> int:
    """What came back after the season by the meter; a season is paid by area first."""
    if one.domain != "heating" or bill.reading is None:
        return 0
    return season_fee(one) - bill.payable_fen


def _check_bill(world: World, one: Household, wanted: PayLinkRequest) -> None:
    bill = next((it for it in bills_of(world, one) if it.bill_no == wanted.bill_no), None)
    if bill is None:
        raise not_found("账单")
    if bill.arrears_fen == 0:
        raise conflict("账单已结清", "这张账单已经交清，不用再交。")
    if wanted.amount_fen > bill.arrears_fen + bill.late_fen:
        raise bad_request("/amount_fen", "金额超过账单应交金额")


def _bill(world: World, link: PayLink) -> Bill | None:
    bills = bills_of(world, world.household(link.account_no))
    return next((bill for bill in bills if bill.bill_no == link.bill_no), None)


def _spread(world: World, payment: Payment) -> None:
    """A payment without a bill settles the oldest one that it covers; prepaid it stays balance."""
    one = world.household(payment.account_no)
    if payment.bill_no is not None or one.is_prepaid:
        return
    for bill in reversed(bills_of(world, one)):
        if bill.arrears_fen:
            payment.bill_no, payment.period = bill.bill_no, bill.period
            return


def _bring_back(world: World, account_no: str) -> None:
    """Supply that was cut off for arrears comes back once nothing is owed."""
    one = world.household(account_no)
    has_means = balance_of(world, one) >= 0 if one.is_prepaid else not owes(world, one)
    if one.status == "CUT_OFF" and has_means:
        world.change(account_no, status="ACTIVE")
