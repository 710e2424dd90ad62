"""What Hearthline asks of the business systems: who acts, for which place, with which yes."""

from collections.abc import AsyncIterable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class Level(StrEnum):
    """How well a person is known for one account; LP reads like L2."""

    L0 = "L0"
    L1 = "L1"
    L2 = "L2"
    L3 = "L3"
    LP = "LP"


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """Who a call is made for, and how well that person is known."""

    actor: str = "bot"
    verify_level: str = "L1"
    verification_id: str | None = None
    subject: str | None = None
    tenant: str | None = None
    consent_id: str | None = None
    trace_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A place; `raw` is always there, the parts as far as they are known."""

    raw: str
    district: str | None = None
    community: str | None = None
    building: str | None = None
    unit: str | None = None
    room: str | None = None
    lng: float | None = None
    lat: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """The customer's recorded yes."""

    text: str
    at: datetime
    message_id: str | None = None
    summary: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a request came from."""

    channel: str
    conversation_id: str
    message_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountSearch:
    """Criteria that must all match; at least one is given."""

    domain: str | None = None
    account_no: str | None = None
    phone: str | None = None
    name: str | None = None
    address: Address | None = None
    meter_no: str | None = None
    old_card_no: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageWindow:
    """Which outages are meant; by itself active ones and those planned within 14 days."""

    statuses: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkOrderDraft:
    """A work order before it is filed; `confirmation` is needed unless it is P0.

    An account or an address is given. `media` are addresses of files, `external_no` is the number
    at a hotline that passed it on.
    """

    domain: str
    type_code: str
    priority: str
    description: str
    source: Source
    submitter_kind: str = "self"
    submitter_name: str | None = None
    submitter_phone: str | None = None
    account_no: str | None = None
    address: Address | None = None
    contact_phone: str | None = None
    contact_name: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    emotion: str | None = None
    appointment_id: str | None = None
    related_outage_id: str | None = None
    external_no: str | None = None
    media: tuple[str, ...] = ()
    confirmation: Confirmation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackWish:
    """A wish to be called by a person."""

    phone: str
    topic: str
    source: Source
    prefer_from: datetime | None = None
    prefer_to: datetime | None = None
    account_no: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityProof:
    """What a customer shows to be known for an account."""

    account_no: str
    method: str
    otp_id: str | None = None
    code: str | None = None
    name: str | None = None
    address: Address | None = None
    id_last4: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageWish:
    """A wish to hear of every change of an outage; `bound` is the phone on file."""

    channel: str = "SMS"
    target: str = "bound"
    account_no: str | None = None
    confirmation: Confirmation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Urging:
    """The customer asks again about a work order."""

    reason: str
    emotion: str | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """The customer takes a work order or an application back."""

    reason: str
    confirmation: Confirmation


@dataclass(frozen=True, slots=True, kw_only=True)
class PayLinkWish:
    """A wish to pay; without a bill it is a prepayment."""

    channel: str
    amount_fen: int
    bill_no: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationData:
    """What an application says; each type takes its own part of it, see the contract."""

    season: str | None = None
    reason: str | None = None
    start_date: date | None = None
    end_date: date | None = None
    new_owner_name: str | None = None
    new_owner_phone: str | None = None
    new_owner_id_last4: str | None = None
    deed_area_m2: float | None = None
    address: Address | None = None
    area_m2: float | None = None
    usage_class: str | None = None
    work: str | None = None
    period: str | None = None
    record_nos: tuple[str, ...] | None = None
    action: str | None = None
    person_count: int | None = None
    certificate_no_last4: str | None = None
    load_kw: float | None = None
    phase: str | None = None
    parking_no: str | None = None
    meter_no: str | None = None
    contact_phone: str | None = None
    contact_name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationDraft:
    """An application before it is checked; some types need no account."""

    type: str
    data: ApplicationData = field(default_factory=ApplicationData)
    account_no: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What was checked is handed in, with the customer's yes."""

    precheck_id: str
    confirmation: Confirmation
    contact_phone: str | None = None
    appointment_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper of an application: PDF, JPEG or PNG of `size` bytes, at most 20 MB.

    `open` gives the content from its start each time it is called, so that it can be sent again.
    """

    kind: str
    media_type: str
    size: int
    open: Callable[[], AsyncIterable[bytes]] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentWish:
    """A free time that the customer takes."""

    slot_id: str
    contact_phone: str
    confirmation: Confirmation
    work_order_no: str | None = None
    application_no: str | None = None
    account_no: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceWish:
    """A wish for an e-invoice of a paid period; a COMPANY has a `tax_no`."""

    account_no: str
    period: str
    title_kind: str
    title: str
    email: str
    confirmation: Confirmation
    tax_no: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ColdDays:
    """So many days at such a temperature; `area_share` of the home, by which record."""

    days: int
    value_c: float
    record_no: str | None = None
    area_share: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundQuestion:
    """What a refund for these days would come to."""

    account_no: str
    season: str
    records: tuple[ColdDays, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileCorrection:
    """A field of the profile as it should be; `evidence` are addresses of files."""

    field: str
    new_value: str
    confirmation: Confirmation
    evidence: tuple[str, ...] = ()
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AutopayWish:
    """A wish to have bills debited."""

    account_no: str
    channel: str
    confirmation: Confirmation


@dataclass(frozen=True, slots=True, kw_only=True)
class MeterTestWish:
    """A wish to have a meter tested."""

    confirmation: Confirmation
    application_no: str | None = None
    reason: str | None = None
    contact_phone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackDraft:
    """Praise, a suggestion, an opinion or a report.

    An anonymous one is sent without phone, account and anything else that tells who speaks.
    """

    domain: str
    kind: str
    text: str
    source: Source
    anonymous: bool = False
    place: Address | None = None
    target: str | None = None
    contact_phone: str | None = None
    account_no: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """One notice, on or off; `threshold_fen` for BALANCE_LOW only."""

    topic: str
    channel: str
    enabled: bool
    threshold_fen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionsUpdate:
    """Notices as they should be; topics that are not named stay."""

    items: tuple[Subscription, ...]
    confirmation: Confirmation
