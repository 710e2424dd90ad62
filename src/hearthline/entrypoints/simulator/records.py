"""What customers have started with the company: money, applications, visits, changes, wishes."""

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel


class PayLink(BaseModel):
    """A link at which somebody pays for an account."""

    pay_link_id: str
    account_no: str
    channel: str
    amount_fen: int
    bill_no: str | None = None
    created_at: datetime
    expires_at: datetime
    payment_no: str | None = None


class Payment(BaseModel):
    """Money that came through a link; it counts once it is credited."""

    payment_no: str
    kind: str = "PAYMENT"
    account_no: str
    bill_no: str | None = None
    period: str | None = None
    amount_fen: int
    channel: str
    status: str
    paid_at: datetime
    credited_at: datetime | None = None


class Precheck(BaseModel):
    """What a precheck found; good once, for half an hour."""

    precheck_id: str
    type: str
    account_no: str | None
    data: dict[str, Any]
    is_eligible: bool
    reasons: list[dict[str, Any]] = []
    fee_preview: dict[str, Any] | None = None
    summary: str
    docs: list[str] = []
    policy: dict[str, Any]
    expires_at: datetime
    application_no: str | None = None


class AppliedStep(BaseModel):
    """A step on the way of an application."""

    name: str
    status: str
    at: datetime | None = None


class Application(BaseModel):
    """An application on its way; `here` is the step that it is at."""

    application_no: str
    type: str
    account_no: str | None
    data: dict[str, Any]
    status: str
    status_text: str
    handler: str
    next_date: date | None = None
    missing_docs: list[str] = []
    reasons: list[dict[str, Any]] = []
    created_at: datetime
    expected_done: date | None = None
    amount_fen: int | None = None
    steps: list[AppliedStep]
    here: int = 1
    work_order_no: str | None = None
    contact_phone: str | None = None
    appointment_id: str | None = None
    confirmation: dict[str, Any] = {}


class StoredFile(BaseModel):
    """A paper that was handed in; only what it is, not its content."""

    file_id: str
    application_no: str
    kind: str
    media_type: str
    size: int
    sha256: str
    stored_at: datetime


class Appointment(BaseModel):
    """A visit that was booked."""

    appointment_id: str
    slot_id: str
    date: date
    start: str
    end: str
    team: str
    status: str = "BOOKED"
    work_order_no: str | None = None
    application_no: str | None = None
    account_no: str | None = None
    contact_phone: str
    note: str | None = None


class Invoice(BaseModel):
    """An electronic invoice."""

    invoice_no: str
    account_no: str
    period: str
    title: str
    tax_no: str | None = None
    email: str
    amount_fen: int
    status: str
    download_url: str | None = None
    created_at: datetime
    issued_at: datetime | None = None


class Autopay(BaseModel):
    """A contract for automatic debit; active once signed."""

    autopay_id: str
    account_no: str
    channel: str
    status: str
    sign_url: str | None


class ProfileChange(BaseModel):
    """A correction that waits for review."""

    change_id: str
    account_no: str
    field: str
    new_value: str
    evidence: list[str] = []
    status: str = "PENDING_REVIEW"
    created_at: datetime


class MeterTest(BaseModel):
    """The test of a meter."""

    test_no: str
    meter_no: str
    application_no: str | None
    status: str
    fee_fen: int
    result_by: date


class FeedbackKept(BaseModel):
    """Praise, a suggestion, an opinion or a report."""

    feedback_no: str
    domain: str
    kind: str
    text: str
    is_anonymous: bool
    place: str | None = None
    target: str | None = None
    contact_phone: str | None = None
    account_no: str | None = None
    query_code: str | None = None
    answer_by: date | None = None
    created_at: datetime


class Notice(BaseModel):
    """A notice that an account gets or not."""

    topic: str
    channel: str
    enabled: bool
    threshold_fen: int | None = None
