"""What the business systems told us, as frozen data; times are aware, money is integer fen.

Every answer to a read carries `as_of` (time the data are of) and `stale` (older data were given).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from hearthline.business.requests import Address

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Listing(Generic[Item]):
    """One page of a list, with the age of its data."""

    items: tuple[Item, ...]
    next_cursor: str | None
    as_of: datetime
    stale: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountCandidate:
    """An account that matches a search, masked."""

    account_no: str
    domain: str
    name_masked: str
    address_masked: str
    status: str
    usage_class: str
    phone_masked: str | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatingFacts:
    """The heating side of an account; told from L2 on."""

    billed_area_m2: float
    charge_mode: str
    individually_valved: bool
    valve_state: str
    substation: str
    heat_type: str | None = None
    position: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyRef:
    """The policy profile that was in force for an answer."""

    id: str
    version: int
    effective_from: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The profile of an account; `address` and `heating` only from L2 on."""

    account_no: str
    domain: str
    status: str
    usage_class: str
    name_masked: str
    address_masked: str
    has_arrears: bool
    policy: PolicyRef
    as_of: datetime
    stale: bool
    phone_masked: str | None = None
    address: Address | None = None
    flags: tuple[str, ...] = ()
    heating: HeatingFacts | None = None
    power: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BillLine:
    """A line of a bill."""

    name: str
    amount_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """What is owed for a season (`2026-2027`) or a month (`2026-10`)."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """A prepaid balance, and the day it is expected to run out."""

    account_no: str
    prepaid: bool
    balance_fen: int
    as_of: datetime
    stale: bool
    threshold_fen: int | None = None
    estimated_empty_date: date | None = None
    daily_average_fen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageArea:
    """A community or road; no buildings means all of it."""

    name: str
    buildings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """A known or planned stop of supply; `reason_text` and `progress_text` are for customers."""

    outage_id: str
    domain: str
    kind: str
    status: str
    areas: tuple[OutageArea, ...]
    start_at: datetime
    reason_text: str
    planned_end_at: datetime | None = None
    actual_end_at: datetime | None = None
    progress_text: str | None = None
    progress: str | None = None
    affected_households: int | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageSubscription:
    """The customer is told of every change of an outage."""

    subscription_id: str
    outage_id: str
    channel: str
    target_masked: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomReading:
    """One room temperature; `valid` counts for a refund."""

    room: str
    value_c: float
    at: datetime
    source: str
    valid: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PipeReading:
    """Supply and return temperature of a pipe or a station."""

    supply_c: float
    return_c: float
    at: datetime
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Temperatures:
    """Room temperatures of an account with the pipe and station behind them."""

    account_no: str
    rooms: tuple[RoomReading, ...]
    as_of: datetime
    stale: bool
    pipe: PipeReading | None = None
    station: PipeReading | None = None
    outdoor_c: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A section of the policy profile; `text` may be said to a customer as it is."""

    tenant: str
    topic: str
    domain: str
    policy: PolicyRef
    values: Mapping[str, Any]
    text: str
    as_of: datetime
    stale: bool
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A business hall."""

    branch_id: str
    name: str
    address: str
    hours: str
    phone: str | None = None
    distance_m: int | None = None
    services: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Promises:
    """Limits by the policy in force; nothing else may be promised."""

    contact_by: datetime | None = None
    arrive_by: datetime | None = None
    resolve_by: datetime | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressStep:
    """One step of a work order, in words for the customer."""

    at: datetime
    text: str
    status: str | None = None


FINISHED = frozenset(
    {"resolved", "callback_pending", "closed", "archived", "merged", "voided", "withdrawn"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkOrder:
    """A ticket of the business system as it stands there."""

    work_order_no: str
    domain: str
    type_code: str
    type_name: str
    priority: str
    status: str
    created_at: datetime
    repeat_no: int
    urge_count: int
    as_of: datetime
    stale: bool
    status_text: str | None = None
    account_no: str | None = None
    address_masked: str | None = None
    description: str | None = None
    related_outage_id: str | None = None
    team: str | None = None
    worker_masked: str | None = None
    promises: Promises = Promises()
    progress: tuple[ProgressStep, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether work is still to be done."""
        return self.status not in FINISHED


@dataclass(frozen=True, slots=True, kw_only=True)
class Callback:
    """A call by a person that is planned."""

    callback_id: str
    planned_by: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Otp:
    """A code that was sent to the phone bound to the account."""

    otp_id: str
    phone_masked: str
    expires_at: datetime
    resend_after_s: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """The outcome of a proof, for one account."""

    verification_id: str
    account_no: str
    status: str
    level: str
    url: str | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One cause of a refusal, in words for the customer."""

    code: str
    text: str
    field: str | None = None
    ref: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """The gateway says that it is up."""

    status: str
