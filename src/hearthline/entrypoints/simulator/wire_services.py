"""The requests for applications, money, visits and whatever else is done for an account."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from hearthline.entrypoints.simulator.wire import (
    Address,
    Confirmation,
    Domain,
    Phone,
    Request,
    Source,
)

UsageClass = Literal["RESIDENTIAL", "NON_RESIDENTIAL", "LARGE_INDUSTRY", "AGRICULTURE"]
PayChannel = Literal["WECHAT", "ALIPAY", "UNIONPAY", "BANK", "HALL", "TERMINAL"]
ApplicationType = Literal[
    "HEAT_STOP", "HEAT_RESUME", "HEAT_TRANSFER", "HEAT_AREA_CHECK", "HEAT_CONNECT",
    "HEAT_RETROFIT", "HEAT_REFUND", "POWER_TOU", "POWER_MULTI_PERSON", "POWER_LOW_INCOME",
    "POWER_TRANSFER", "POWER_NEW", "POWER_CAPACITY", "POWER_CHARGING_PILE", "POWER_PV",
    "POWER_METER_TEST",
]  # fmt: skip
DocKind = Literal[
    "ID_CARD", "DEED", "BUSINESS_LICENCE", "HOUSEHOLD_BOOK", "LOW_INCOME_CERT",
    "PROPERTY_CONSENT", "TEMP_RECORD", "INVOICE", "PHOTO", "AUTHORISATION",
]  # fmt: skip
NoticeChannel = Literal["SMS", "WECHAT", "APP", "EMAIL", "VOICE"]
NoticeTopic = Literal["OUTAGE", "BILL", "BALANCE_LOW", "WORK_ORDER", "SEASON"]


class ApplicationData(Request):
    """The fields of all types of applications; which are needed depends on the type."""

    season: Annotated[str | None, Field(pattern="^[0-9]{4}-[0-9]{4}$")] = None
    reason: str | None = None
    start_date: date | None = None
    end_date: date | None = None
    new_owner_name: str | None = None
    new_owner_phone: Phone | None = None
    new_owner_id_last4: str | None = None
    deed_area_m2: Annotated[float | None, Field(gt=0, lt=100_000)] = None
    address: Address | None = None
    area_m2: Annotated[float | None, Field(gt=0, lt=100_000)] = None
    usage_class: UsageClass | None = None
    work: Literal["FLOOR_HEATING", "ADD_RADIATOR", "VALVE", "SPLIT"] | None = None
    period: str | None = None
    record_nos: list[str] | None = None
    action: Literal["OPEN", "CLOSE", "INCREASE", "DECREASE", "SUSPEND"] | None = None
    person_count: Annotated[int | None, Field(ge=1, le=50)] = None
    certificate_no_last4: str | None = None
    load_kw: Annotated[float | None, Field(gt=0, lt=1_000_000)] = None
    phase: Literal["SINGLE", "THREE"] | None = None
    parking_no: str | None = None
    meter_no: str | None = None
    contact_phone: str | None = None
    contact_name: str | None = None


class PrecheckRequest(Request):
    """May this be applied for."""

    type: ApplicationType
    account_no: str | None = None
    data: ApplicationData


class SubmitRequest(Request):
    """Apply for what was prechecked, with the customer's yes."""

    precheck_id: str
    confirmation: Confirmation
    contact_phone: str | None = None
    appointment_id: str | None = None


class PayLinkRequest(Request):
    """A link to pay at; without a bill it is a prepayment."""

    channel: PayChannel
    amount_fen: Annotated[int, Field(ge=1)]
    bill_no: str | None = None


class AppointmentRequest(Request):
    """A visit at a free time."""

    slot_id: str
    work_order_no: str | None = None
    application_no: str | None = None
    account_no: str | None = None
    contact_phone: str
    note: str | None = None
    confirmation: Confirmation


class InvoiceRequest(Request):
    """An invoice for a paid period; a company gives its tax number."""

    account_no: str
    period: str
    title_kind: Literal["PERSONAL", "COMPANY"]
    title: Annotated[str, Field(min_length=1, max_length=100)]
    tax_no: str | None = None
    email: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    confirmation: Confirmation


class RefundRecord(Request):
    """Days at a temperature, in a part of the home."""

    record_no: str | None = None
    days: Annotated[int, Field(ge=0, le=200)]
    value_c: Annotated[float, Field(ge=-30, le=50)]
    area_share: Annotated[float, Field(gt=0, le=1)] = 1.0


class RefundEstimateRequest(Request):
    """The days that were too cold."""

    account_no: str
    season: Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{4}$")]
    records: list[RefundRecord]


class ProfileChangeRequest(Request):
    """A field of the profile that is wrong or missing."""

    field: Literal["phone", "contact_name", "email", "deed_area_m2", "person_count", "id_last4"]
    new_value: Annotated[str, Field(min_length=1, max_length=100)]
    evidence: Annotated[list[str], Field(default_factory=list)]
    source: Source | None = None
    confirmation: Confirmation


class AutopayRequest(Request):
    """An automatic debit."""

    account_no: str
    channel: Literal["WECHAT", "ALIPAY", "UNIONPAY", "BANK"]
    confirmation: Confirmation


class MeterTestRequest(Request):
    """The test of a meter."""

    application_no: str | None = None
    reason: str | None = None
    contact_phone: str | None = None
    confirmation: Confirmation


class FeedbackRequest(Request):
    """Praise, a suggestion, an opinion or a report; an anonymous one names nobody."""

    domain: Domain
    kind: Literal["PRAISE", "SUGGESTION", "OPINION", "REPORT"]
    text: Annotated[str, Field(min_length=4, max_length=2000)]
    anonymous: bool
    place: Address | None = None
    target: str | None = None
    contact_phone: str | None = None
    account_no: str | None = None
    source: Source


class Subscription(Request):
    """A notice that is switched on or off; a threshold only for the balance."""

    topic: NoticeTopic
    channel: NoticeChannel
    enabled: bool
    threshold_fen: Annotated[int | None, Field(ge=0)] = None


class SubscriptionsUpdate(Request):
    """The topics that are named are replaced."""

    items: list[Subscription]
    confirmation: Confirmation
