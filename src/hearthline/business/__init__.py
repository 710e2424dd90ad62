"""The gateway to a tenant's own business systems: accounts, outages, work orders, identity.

`Business` asks them; `BusinessEvents` takes their signed webhooks and passes each on once, in
order, as `BusinessEventReceived`. Answers are frozen data with `as_of` and `stale`. A refusal
carries `gateway_code` (NEED_VERIFY, CONFLICT, …) and a hint that may be said as it is.
"""

from hearthline.business.breaker import BreakerLimits
from hearthline.business.contract import (
    read_outage,
    read_work_order,
)
from hearthline.business.errors import (
    BusinessNonsense,
    BusinessRefused,
    BusinessUnavailable,
    EventNotSigned,
    EventNotValid,
    EventTooLarge,
)
from hearthline.business.events import BusinessEventReceived
from hearthline.business.gateway import (
    Gateway,
    GatewayLimits,
)
from hearthline.business.model import (
    Account,
    AccountCandidate,
    Balance,
    Bill,
    BillLine,
    Branch,
    Callback,
    HeatingFacts,
    Listing,
    Otp,
    Outage,
    OutageArea,
    OutageSubscription,
    PipeReading,
    Policy,
    PolicyRef,
    ProgressStep,
    Promises,
    Reason,
    RoomReading,
    Temperatures,
    Verification,
    WorkOrder,
)
from hearthline.business.receiving import BusinessEvents
from hearthline.business.requests import (
    AccountSearch,
    Acting,
    Address,
    CallbackWish,
    Confirmation,
    IdentityProof,
    Level,
    OutageWish,
    Source,
    Urging,
    Withdrawal,
    WorkOrderDraft,
)
from hearthline.business.retry import RetryPolicy
from hearthline.business.service import Business
from hearthline.business.signature import (
    HookKey,
    HookKeys,
)

__all__ = [
    "Account",
    "AccountCandidate",
    "AccountSearch",
    "Acting",
    "Address",
    "Balance",
    "Bill",
    "BillLine",
    "Branch",
    "BreakerLimits",
    "Business",
    "BusinessEventReceived",
    "BusinessEvents",
    "BusinessNonsense",
    "BusinessRefused",
    "BusinessUnavailable",
    "Callback",
    "CallbackWish",
    "Confirmation",
    "EventNotSigned",
    "EventNotValid",
    "EventTooLarge",
    "Gateway",
    "GatewayLimits",
    "HeatingFacts",
    "HookKey",
    "HookKeys",
    "IdentityProof",
    "Level",
    "Listing",
    "Otp",
    "Outage",
    "OutageArea",
    "OutageSubscription",
    "OutageWish",
    "PipeReading",
    "Policy",
    "PolicyRef",
    "ProgressStep",
    "Promises",
    "Reason",
    "RetryPolicy",
    "RoomReading",
    "Source",
    "Temperatures",
    "Urging",
    "Verification",
    "Withdrawal",
    "WorkOrder",
    "WorkOrderDraft",
    "read_outage",
    "read_work_order",
]
