"""Money: bills, balances, payments, links to pay, invoices, refunds, automatic debits."""

from dataclasses import dataclass
from datetime import date, datetime

from hearthline.business.model.listing import PolicyRef


@dataclass(frozen=True, slots=True, kw_only=True)
class BillLine:
    """A line of a bill."""

    name: str
    amount_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BillReading:
    """The two readings between which a bill was made."""

    meter_no: str
    previous: float
    current: float
    multiplier: float
    usage_kwh: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """What is owed for a season (`2026-2027`) or a month (`2026-10`).

    `payable_fen` is the sum of the items and `arrears_fen` what is still to pay, both without the
    late fee.
    """

    bill_no: str
    domain: str
    period: str
    status: str
    payable_fen: int
    paid_fen: int
    arrears_fen: int
    late_fee_fen: int
    due_date: date
    items: tuple[BillLine, ...]
    issued_at: datetime | None = None
    reading: BillReading | None = None
    area_m2: float | None = None
    unit_price_fen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """A prepaid balance, negative when owed, and the day it is expected to run out."""

    account_no: str
    prepaid: bool
    balance_fen: int
    as_of: datetime
    stale: bool
    threshold_fen: int | None = None
    estimated_empty_date: date | None = None
    daily_average_fen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """A payment or a refund; `credited_at` when it has reached the account."""

    payment_no: str
    kind: str
    amount_fen: int
    channel: str
    status: str
    paid_at: datetime
    credited_at: datetime | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PayLink:
    """Where a customer pays; `qr_text` is the text of the QR code. No card data pass us."""

    pay_link_id: str
    url: str
    qr_text: str
    amount_fen: int
    expires_at: datetime
    account_masked: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """An e-invoice; `download_url` once it is issued."""

    invoice_no: str
    period: str
    amount_fen: int
    status: str
    title_masked: str | None = None
    download_url: str | None = None
    issued_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundLine:
    """So many days at so much of the daily fee."""

    days: int
    ratio: float
    amount_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundEstimate:
    """What a refund may come to; never a promise: `binding` is always false."""

    amount_fen: int
    binding: bool
    lines: tuple[RefundLine, ...]
    policy: PolicyRef
    as_of: datetime
    stale: bool
    daily_fee_fen: int | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Autopay:
    """An automatic debit; not active before the customer has signed at `sign_url`."""

    autopay_id: str
    status: str
    channel: str
    sign_url: str | None = None
