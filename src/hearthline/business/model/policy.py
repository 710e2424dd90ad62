"""Rules and prices in force, and the halls where people sit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hearthline.business.model.listing import PolicyRef


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
class Price:
    """One price of a tariff, in fen with decimals for each `unit`; a tier has its bounds."""

    label: str
    unit: str
    price_fen: float
    from_kwh: float | None = None
    to_kwh: float | None = None
    hours: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tariff:
    """The prices of one class of customers; `text` may be said as it is."""

    tariff_id: str
    domain: str
    usage_class: str
    name: str
    prices: tuple[Price, ...]
    tier_period: str | None = None
    text: str | None = None
    effective_from: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A business hall."""

    branch_id: str
    name: str
    address: str
    hours: str
    phone: str | None = None
    lng: float | None = None
    lat: float | None = None
    distance_m: int | None = None
    services: tuple[str, ...] = ()
