"""The pages that a customer is sent to: paying, signing, showing who he is, an invoice."""

from collections.abc import Callable
from html import escape
from pathlib import Path
from string import Template
from typing import Annotated, Literal

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse

from hearthline.entrypoints.simulator import identity, ops_services, payments, wishes
from hearthline.entrypoints.simulator.invoices import settle
from hearthline.entrypoints.simulator.problems import Problem, not_found
from hearthline.entrypoints.simulator.route import WorldHere

router = APIRouter(include_in_schema=False)

_PAGE = Template((Path(__file__).with_name("page") / "customer.html").read_text(encoding="utf-8"))
_CHANNELS = {"WECHAT": "微信支付", "ALIPAY": "支付宝", "UNIONPAY": "云闪付", "BANK": "银行卡",
             "HALL": "营业厅", "TERMINAL": "自助终端"}  # fmt: skip
_PAY_BUTTONS = (
    ("CREDITED", "支付"),
    ("PROCESSING", "支付，但款项迟迟不入账"),
    ("FAILED", "支付失败"),
)
_PAID = {
    "CREDITED": "支付成功，已经入账。",
    "PROCESSING": "支付成功，银行还在处理，入账后会通知您。",
    "FAILED": "支付没有成功，没有扣款，可以再试一次。",
}


@router.get("/pay/{pay_link_id}")
async def pay_page(pay_link_id: str, world: WorldHere) -> HTMLResponse:
    """What is to be paid, and three ways that it can end."""
    link = payments.find_link(world, pay_link_id)
    one = world.household(link.account_no)
    lines = [
        ("户号", one.account_masked),
        ("支付方式", _CHANNELS[link.channel]),
        ("有效期至", f"{link.expires_at:%m-%d %H:%M}"),
    ]
    said = ""
    if link.payment_no is not None:
        said = "这个链接已经支付过。"
    elif link.expires_at < world.now():
        said = "这个链接已经过期，请重新获取。"
    buttons = () if said else _PAY_BUTTONS
    return _page("缴费", f"{link.amount_fen / 100:,.2f} 元", lines, buttons=buttons, said=said)


@router.post("/pay/{pay_link_id}")
async def pay_now(
    pay_link_id: str,
    world: WorldHere,
    outcome: Annotated[Literal["CREDITED", "PROCESSING", "FAILED"], Form()],
) -> HTMLResponse:
    """The customer has pressed a button."""
    return _done("缴费", lambda: _PAID[payments.pay(world, pay_link_id, status=outcome).status])


@router.get("/sign/{autopay_id}")
async def sign_page(autopay_id: str, world: WorldHere) -> HTMLResponse:
    """The contract of an automatic debit."""
    one = wishes.find_autopay(world, autopay_id)
    account = world.household(one.account_no)
    lines = [("户号", account.account_masked), ("扣款方式", _CHANNELS[one.channel])]
    said = "" if one.status == "PENDING_SIGN" else "这份代扣签约已经办过。"
    buttons = () if said else (("sign", "同意并签约"),)
    return _page("自动缴费签约", "每期账单出来后自动扣款", lines, buttons=buttons, said=said)


@router.post("/sign/{autopay_id}")
async def sign_now(autopay_id: str, world: WorldHere) -> HTMLResponse:
    """The customer signs."""

    def signed() -> str:
        ops_services.sign(world, autopay_id)
        return "签约成功，下期账单起自动扣款。"

    return _done("自动缴费签约", signed)


@router.get("/verify/{verification_id}")
async def verify_page(verification_id: str, world: WorldHere) -> HTMLResponse:
    """Where a customer shows who he is."""
    one = identity.find(world, verification_id)
    lines = [("户号", world.household(one.account_no).account_masked)]
    said = "" if one.status == "PENDING" else "身份已经核验过，可以回到对话继续。"
    buttons = () if said else (("done", "完成人脸核验"),)
    return _page("实名核验", "请本人完成核验", lines, buttons=buttons, said=said)


@router.post("/verify/{verification_id}")
async def verify_now(verification_id: str, world: WorldHere) -> HTMLResponse:
    """The customer has shown his face."""

    def shown() -> str:
        identity.complete(world, verification_id)
        return "核验通过，可以回到对话继续办理。"

    return _done("实名核验", shown)


@router.get("/invoices/{invoice_no}")
async def invoice_page(invoice_no: str, world: WorldHere) -> HTMLResponse:
    """An invoice; older ones are known by their bill alone."""
    settle(world)
    one = world.state.invoices.get(invoice_no)
    if one is None and not invoice_no.removeprefix("IV").isdigit():
        raise not_found("发票")
    if one is None:
        return _page("电子发票", invoice_no, [("说明", "以前开具的发票")])
    lines = [("抬头", one.title), ("账期", one.period), ("发送到", one.email)]
    return _page("电子发票", f"{one.amount_fen / 100:,.2f} 元", [("号码", invoice_no), *lines])


def _done(title: str, act: Callable[[], str]) -> HTMLResponse:
    try:
        said = act()
    except Problem as problem:
        said = problem.hint
    return _page(title, "", [], said=said)


def _page(
    title: str,
    figure: str,
    lines: list[tuple[str, str]],
    *,
    buttons: tuple[tuple[str, str], ...] = (),
    said: str = "",
) -> HTMLResponse:
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in lines)
    pressed = "".join(
        f'<button name="outcome" value="{value}">{escape(word)}</button>' for value, word in buttons
    )
    body = _PAGE.substitute(
        title=escape(title), figure=escape(figure), lines=rows, said=escape(said), buttons=pressed
    )
    return HTMLResponse(body)
