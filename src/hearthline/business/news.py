"""What the `data` of each kind of event is, and of which thing it is news.

`payload_json` of a `BusinessEventReceived` is read by the function for its `event_type`, or by
`read_news` for any. All raise ValueError when the payload does not fit.
"""

from collections.abc import Mapping
from typing import Any, TypeAlias

from hearthline.business.contract import GatewayEvent, canonical, read_answer
from hearthline.business.model import (
    Application,
    Balance,
    Bill,
    Outage,
    Payment,
    ReadingAnomaly,
    Temperatures,
    Verification,
    WorkOrder,
)

News: TypeAlias = (
    Outage
    | WorkOrder
    | Application
    | Bill
    | Balance
    | Payment
    | ReadingAnomaly
    | Temperatures
    | Verification
)

NEWS: Mapping[str, type[News]] = {
    "outage.changed": Outage,
    "workorder.changed": WorkOrder,
    "application.changed": Application,
    "bill.issued": Bill,
    "balance.low": Balance,
    "payment.done": Payment,
    "reading.anomaly": ReadingAnomaly,
    "temperature.low": Temperatures,
    "identity.verified": Verification,
}
# The member that says which thing an event is about. Events of one thing overtake each other:
# each carries its whole present state. Events of two things under one key do not.
_THINGS: Mapping[str, str] = {
    "outage.changed": "outage_id",
    "workorder.changed": "work_order_no",
    "application.changed": "application_no",
    "bill.issued": "bill_no",
    "balance.low": "account_no",
    "payment.done": "payment_no",
    "reading.anomaly": "period",
    "temperature.low": "account_no",
    "identity.verified": "verification_id",
}
_LONGEST = 200


def read_news(event_type: str, payload_json: str) -> News:
    """What an event tells, as the model has it; ValueError for an unknown kind too."""
    kind = NEWS.get(event_type)
    if kind is None:
        raise ValueError("unknown kind of event")
    return read_answer(kind, payload_json.encode())


def read_outage(payload_json: str) -> Outage:
    """The outage inside the payload of an `outage.changed` event."""
    return read_answer(Outage, payload_json.encode())


def read_work_order(payload_json: str) -> WorkOrder:
    """The work order inside the payload of a `workorder.changed` event."""
    return read_answer(WorkOrder, payload_json.encode())


def read_application(payload_json: str) -> Application:
    """The application inside the payload of an `application.changed` event."""
    return read_answer(Application, payload_json.encode())


def read_bill(payload_json: str) -> Bill:
    """The bill inside the payload of a `bill.issued` event."""
    return read_answer(Bill, payload_json.encode())


def read_balance(payload_json: str) -> Balance:
    """The balance inside the payload of a `balance.low` event."""
    return read_answer(Balance, payload_json.encode())


def read_payment(payload_json: str) -> Payment:
    """The payment or refund inside the payload of a `payment.done` event."""
    return read_answer(Payment, payload_json.encode())


def read_anomaly(payload_json: str) -> ReadingAnomaly:
    """The odd usage inside the payload of a `reading.anomaly` event."""
    return read_answer(ReadingAnomaly, payload_json.encode())


def read_temperatures(payload_json: str) -> Temperatures:
    """The cold rooms inside the payload of a `temperature.low` event."""
    return read_answer(Temperatures, payload_json.encode())


def read_verification(payload_json: str) -> Verification:
    """The verification inside the payload of an `identity.verified` event."""
    return read_answer(Verification, payload_json.encode())


def is_readable(event: GatewayEvent) -> bool:
    """Whether the data are what the contract says for this kind of event; unknown kinds are not."""
    try:
        read_news(event.type, canonical(event.data))
    except ValueError:
        return False
    return True


def thing_of(event: GatewayEvent) -> str:
    """The number of what an event is about; of an unknown kind, its key."""
    given: Any = event.data.get(_THINGS.get(event.type, ""))
    is_number = isinstance(given, str) and 0 < len(given) <= _LONGEST and given.isprintable()
    return given if is_number else event.key or event.event_id
