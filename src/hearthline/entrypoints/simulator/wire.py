"""The requests of the contract that the simulator takes; more members may come with them."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Domain = Literal["heating", "power"]
Priority = Literal["P0", "P1", "P2", "P3", "P4"]
Emotion = Literal["CALM", "UPSET", "ANGRY"]
Channel = Literal[
    "web", "wechat", "app", "phone", "sms", "email", "alipay", "terminal", "gov", "property",
    "agent",
]  # fmt: skip
Phone = Annotated[str, Field(pattern=r"^1[0-9]{10}$")]


class Request(BaseModel):
    """What all bodies have in common: unknown members are let be."""

    model_config = ConfigDict(extra="ignore")


class Address(Request):
    """A place; `raw` always, the parts as far as known."""

    raw: Annotated[str, Field(max_length=200)]
    district: str | None = None
    community: str | None = None
    building: str | None = None
    unit: str | None = None
    room: str | None = None


class Confirmation(Request):
    """The customer's recorded yes."""

    text: Annotated[str, Field(max_length=500)]
    at: datetime
    message_id: str | None = None
    summary: str | None = None


class Source(Request):
    """Where a request came from."""

    channel: Channel
    conversation_id: str
    message_id: str | None = None


class Submitter(Request):
    """Who reports."""

    kind: Literal["self", "family", "property", "gov", "agent", "bot", "system"]
    name: str | None = None
    phone: str | None = None


class AccountSearch(Request):
    """At least one criterion."""

    domain: Domain | None = None
    account_no: str | None = None
    phone: Phone | None = None
    name: str | None = None
    address: Address | None = None
    meter_no: str | None = None
    old_card_no: str | None = None

    @model_validator(mode="after")
    def _something(self) -> "AccountSearch":
        if not self.model_fields_set - {"domain"}:
            raise ValueError("at least one criterion")
        return self


class SubscriptionRequest(Request):
    """Tell a customer of every change of an outage."""

    account_no: str | None = None
    channel: Literal["SMS", "WECHAT", "APP", "EMAIL", "VOICE"]
    target: str
    confirmation: Confirmation | None = None


class WorkOrderRequest(Request):
    """A ticket to be opened."""

    domain: Domain
    type_code: str
    priority: Priority
    account_no: str | None = None
    address: Address | None = None
    contact_phone: str | None = None
    contact_name: str | None = None
    description: Annotated[str, Field(min_length=4, max_length=2000)]
    details: dict[str, object] = {}
    emotion: Emotion | None = None
    source: Source
    submitter: Submitter
    appointment_id: str | None = None
    related_outage_id: str | None = None
    external_no: str | None = None
    media: list[str] = []
    confirmation: Confirmation | None = None


class UrgeRequest(Request):
    """The customer asks again."""

    reason: str
    emotion: Emotion | None = None
    source: Source | None = None


class WithdrawRequest(Request):
    """The customer takes a ticket back."""

    reason: str
    confirmation: Confirmation


class OtpRequest(Request):
    """Send a code to the phone on file."""

    account_no: str
    purpose: Literal["QUERY", "TRANSACT"] = "QUERY"


class VerifyRequest(Request):
    """A proof of who the customer is."""

    account_no: str
    method: Literal["OTP", "NAME_ADDRESS", "ID_CHECK", "REAL_NAME_LINK"]
    otp_id: str | None = None
    code: str | None = None
    name: str | None = None
    address: Address | None = None
    id_last4: str | None = None


class CallbackRequest(Request):
    """A wish to be called."""

    phone: str
    topic: str
    prefer_from: datetime | None = None
    prefer_to: datetime | None = None
    account_no: str | None = None
    source: Source
