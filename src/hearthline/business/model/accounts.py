"""Accounts: who is found, the profile, its changes, and which notices it gets."""

from dataclasses import dataclass
from datetime import date, datetime

from hearthline.business.model.listing import PolicyRef
from hearthline.business.requests import Address, Subscription


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
    deed_area_m2: float | None = None
    storey_height_m: float | None = None
    heat_type: str | None = None
    warranty_until: date | None = None
    heat_source: str | None = None
    position: str | None = None
    meter_no: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerFacts:
    """The power side of an account; told from L2 on. `tou`: peak and valley prices apply."""

    tariff_class: str
    prepaid: bool
    capacity_kw: float
    tou: bool | None = None
    phase: str | None = None
    transformer_district: str | None = None
    line: str | None = None
    meter_no: str | None = None
    persons: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The profile of an account; `address`, `open_date`, `heating`, `power` only from L2 on."""

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
    tenant: str | None = None
    phone_masked: str | None = None
    address: Address | None = None
    open_date: date | None = None
    flags: tuple[str, ...] = ()
    heating: HeatingFacts | None = None
    power: PowerFacts | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileChange:
    """A correction of a profile field that was taken for review."""

    change_id: str
    field: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriptions:
    """Which notices an account gets."""

    account_no: str
    items: tuple[Subscription, ...]
    as_of: datetime
    stale: bool
