"""Electronic invoices for paid periods."""

from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from hearthline.entrypoints.simulator.asking import OfAccount
from hearthline.entrypoints.simulator.billing import Bill, bills_of
from hearthline.entrypoints.simulator.problems import (
    bad_request,
    conflict,
    not_eligible,
    not_found,
)
from hearthline.entrypoints.simulator.records import Invoice
from hearthline.entrypoints.simulator.route import CallerHere, GatewayRoute, WorldHere, known_for
from hearthline.entrypoints.simulator.town import Household
from hearthline.entrypoints.simulator.wire_services import InvoiceRequest
from hearthline.entrypoints.simulator.world import World, page_of

router = APIRouter(route_class=GatewayRoute)

_TAKES = timedelta(minutes=1)


@router.post("/invoices", operation_id="createInvoice", status_code=201)
async def create_invoice(
    wanted: InvoiceRequest, request: Request, world: WorldHere, caller: CallerHere
) -> dict[str, Any]:
    """Have an invoice issued; it is there a minute later."""
    one = world.household(wanted.account_no)
    known_for(world, caller, one.account_no)
    bill = _paid_bill(world, one, wanted.period)
    if wanted.title_kind == "COMPANY" and not wanted.tax_no:
        raise bad_request("/tax_no", "单位抬头要有纳税人识别号")
    if any(it.period == wanted.period and it.status != "REVERSED" for it in _of(world, one)):
        raise conflict("发票已开具", f"{wanted.period} 的发票已经开过，请在发票记录里下载。")
    number = f"IV{100 + world.state.next_number('invoice')}"
    invoice = Invoice(
        invoice_no=number,
        account_no=one.account_no,
        period=wanted.period,
        title=wanted.title,
        tax_no=wanted.tax_no,
        email=wanted.email,
        amount_fen=bill.paid_fen,
        status="ISSUING",
        download_url=f"{request.base_url}invoices/{number}",
        created_at=world.now(),
    )
    world.state.invoices[number] = invoice
    world.save()
    return _told(invoice)


@router.get("/invoices", operation_id="listInvoices")
async def list_invoices(
    asked: Annotated[OfAccount, Query()], request: Request, world: WorldHere, caller: CallerHere
) -> dict[str, Any]:
    """Invoices of an account, newest first; older seasons have theirs."""
    one = world.household(asked.account_no)
    known_for(world, caller, one.account_no)
    settle(world)
    made = [_told(invoice) for invoice in reversed(_of(world, one))]
    items = [*made, *_earlier(world, one, str(request.base_url))]
    return world.read(page_of(items, key="invoice_no", limit=asked.limit, cursor=asked.cursor))


def settle(world: World) -> None:
    """Invoices that have been issued meanwhile."""
    for invoice in world.state.invoices.values():
        if invoice.status == "ISSUING" and world.now() - invoice.created_at >= _TAKES:
            invoice.status = "ISSUED"
            invoice.issued_at = invoice.created_at + _TAKES


def _earlier(world: World, one: Household, base: str) -> list[dict[str, Any]]:
    """The invoice of the paid period before the newest, which everybody has had."""
    asked = {invoice.period for invoice in _of(world, one)}
    paid = [bill for bill in bills_of(world, one)[1:2] if bill.status == "PAID"]
    return [
        {
            "invoice_no": f"IV{bill.bill_no[1:]}",
            "period": bill.period,
            "title_masked": one.name_masked,
            "amount_fen": bill.paid_fen,
            "status": "ISSUED",
            "download_url": f"{base}invoices/IV{bill.bill_no[1:]}",
            "issued_at": f"{bill.issued}T10:00:00+08:00",
        }
        for bill in paid
        if bill.period not in asked
    ]


def _of(world: World, one: Household) -> list[Invoice]:
    return [it for it in world.state.invoices.values() if it.account_no == one.account_no]


def _paid_bill(world: World, one: Household, period: str) -> Bill:
    bill = next((it for it in bills_of(world, one) if it.period == period), None)
    if bill is None:
        raise not_found("账期")
    if bill.arrears_fen:
        text = f"{period} 还有 {bill.arrears_fen / 100:,.2f} 元未交，交清后才能开发票"
        reason = {"code": "UNPAID_FEE", "text": text, "amount_fen": bill.arrears_fen}
        raise not_eligible("账期未结清", reason | {"ref": bill.bill_no})
    return bill


def _told(invoice: Invoice) -> dict[str, Any]:
    is_issued = invoice.status == "ISSUED"
    return {
        "invoice_no": invoice.invoice_no,
        "period": invoice.period,
        "title_masked": f"{invoice.title[0]}*",
        "amount_fen": invoice.amount_fen,
        "status": invoice.status,
        "download_url": invoice.download_url if is_issued else None,
        "issued_at": invoice.issued_at.isoformat() if invoice.issued_at else None,
    }
