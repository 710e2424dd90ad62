"""What Hearthline asks of the business systems: who acts, for which place, with which yes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
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


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkOrderDraft:
    """A work order before it is filed; `confirmation` is needed unless it is P0."""

    domain: str
    type_code: str
    priority: str
    description: str
    source: Source
    submitter_kind: str = "self"
    account_no: str | None = None
    address: Address | None = None
    contact_phone: str | None = None
    contact_name: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    emotion: str | None = None
    related_outage_id: str | None = None
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
    """The customer takes a work order back."""

    reason: str
    confirmation: Confirmation
