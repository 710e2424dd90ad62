"""Money: what is owed, what was paid, links to pay, invoices, refunds, automatic debits."""

from hearthline.business.call import delete, get, post, segment
from hearthline.business.model import (
    Autopay,
    Balance,
    Bill,
    Invoice,
    Listing,
    PayLink,
    Payment,
    RefundEstimate,
)
from hearthline.business.reading import Reading
from hearthline.business.requests import (
    Acting,
    AutopayWish,
    InvoiceWish,
    PayLinkWish,
    RefundQuestion,
)


class MoneyVerbs(Reading):
    """Everything about money. Amounts need L2."""

    async def list_bills(
        self,
        acting: Acting,
        account_no: str,
        *,
        season: str | None = None,
        month: str | None = None,
        status: str | None = None,
    ) -> Listing[Bill]:
        """Bills, newest first; of all periods without season and month."""
        path = f"accounts/{segment(account_no)}/bills"
        call = get("listBills", path, season=season, month=month, status=status)
        return await self._listing(acting, call, Bill)

    async def get_balance(self, acting: Acting, account_no: str) -> Balance:
        """The prepaid balance, its threshold and when it will be used up."""
        call = get("getBalance", f"accounts/{segment(account_no)}/balance")
        return await self._one(acting, call, Balance)

    async def list_payments(self, acting: Acting, account_no: str) -> Listing[Payment]:
        """Payments and refunds, newest first."""
        call = get("listPayments", f"accounts/{segment(account_no)}/payments")
        return await self._listing(acting, call, Payment)

    async def create_pay_link(
        self, acting: Acting, account_no: str, wish: PayLinkWish, *, idempotency_key: str
    ) -> PayLink:
        """A link and a QR code to pay with; nothing has been paid by that."""
        path = f"accounts/{segment(account_no)}/pay-links"
        # A link that nobody saw cannot be paid: losing one needs no looking into.
        call = post("createPayLink", path, wish, key=idempotency_key, changes=False)
        return await self._one(acting, call, PayLink)

    async def create_invoice(
        self, acting: Acting, wish: InvoiceWish, *, idempotency_key: str
    ) -> Invoice:
        """Issue an e-invoice; refused with UNPAID_FEE while the period is not paid."""
        call = post("createInvoice", "invoices", wish, key=idempotency_key)
        return await self._one(acting, call, Invoice)

    async def list_invoices(self, acting: Acting, account_no: str) -> Listing[Invoice]:
        """The invoices of an account."""
        call = get("listInvoices", "invoices", account_no=account_no)
        return await self._listing(acting, call, Invoice)

    async def estimate_refund(
        self, acting: Acting, question: RefundQuestion, *, idempotency_key: str
    ) -> RefundEstimate:
        """What a refund may come to by the policy of those days; never a promise."""
        key = idempotency_key
        call = post("estimateRefund", "refunds/estimate", question, key=key, changes=False)
        return await self._one(acting, call, RefundEstimate)

    async def create_autopay(
        self, acting: Acting, wish: AutopayWish, *, idempotency_key: str
    ) -> Autopay:
        """Start an automatic debit; needs L3, and is not active before the customer signs."""
        call = post("createAutopay", "autopay", wish, key=idempotency_key)
        return await self._one(acting, call, Autopay)

    async def list_autopay(self, acting: Acting, account_no: str) -> Listing[Autopay]:
        """The debit contracts of an account."""
        call = get("listAutopay", "autopay", account_no=account_no)
        return await self._listing(acting, call, Autopay)

    async def cancel_autopay(self, acting: Acting, autopay_id: str) -> None:
        """End an automatic debit; needs L3."""
        await self._done(acting, delete("cancelAutopay", f"autopay/{segment(autopay_id)}"))
