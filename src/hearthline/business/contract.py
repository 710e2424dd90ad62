"""Reads answers strictly into the model and writes requests; what does not fit is nonsense.

Members that the contract does not name are ignored; wrong types, unknown states and times
without an offset are not.
"""

import json
from collections.abc import Hashable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta, timezone
from functools import cache
from typing import Annotated, Any, TypeVar, cast

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from hearthline.business.model import (
    FINISHED,
    Account,
    AccountCandidate,
    Bill,
    Health,
    Listing,
    Outage,
    Reason,
    Verification,
    WorkOrder,
)
from hearthline.business.requests import Level, WorkOrderDraft

Answer = TypeVar("Answer")
Word = Annotated[str, Field(pattern=r"^[^\x00-\x1f]{1,200}$")]

CHINA = timezone(timedelta(hours=8))

_LEVELS = frozenset(level.value for level in Level)
_DOMAINS = frozenset({"heating", "power"})
_ACCOUNT_STATES = frozenset({"ACTIVE", "STOPPED", "CUT_OFF", "NOT_CONNECTED", "CLOSED"})
_WORK_ORDER_STATES = FINISHED | {
    "accepted",
    "dispatched",
    "taken",
    "en_route",
    "on_site",
    "handling",
    "suspended",
    "returned",
    "reopened",
}
_CHOICES: dict[type, dict[str, frozenset[str]]] = {
    WorkOrder: {
        "domain": _DOMAINS,
        "priority": frozenset({"P0", "P1", "P2", "P3", "P4"}),
        "status": _WORK_ORDER_STATES,
    },
    Outage: {
        "domain": _DOMAINS,
        "status": frozenset({"SCHEDULED", "ACTIVE", "RESTORED", "CANCELLED"}),
    },
    Account: {"domain": _DOMAINS, "status": _ACCOUNT_STATES},
    AccountCandidate: {"domain": _DOMAINS, "status": _ACCOUNT_STATES},
    Bill: {"domain": _DOMAINS, "status": frozenset({"UNPAID", "PARTIAL", "PAID", "CANCELLED"})},
    Verification: {"level": _LEVELS, "status": frozenset({"VERIFIED", "PENDING"})},
    Health: {"status": frozenset({"ok"})},
}


class GatewayProblem(BaseModel):
    """An RFC 9457 problem document of the gateway."""

    model_config = ConfigDict(extra="ignore")

    title: str
    status: int
    code: str
    retryable: bool
    customer_hint: str
    reasons: tuple[Reason, ...] = ()
    required_level: Level | None = None
    retry_after_s: int | None = None


class GatewayEvent(BaseModel):
    """The envelope of a webhook."""

    model_config = ConfigDict(extra="ignore", strict=True)

    event_id: Word
    type: Word
    occurred_at: datetime
    sequence: Annotated[int, Field(ge=0, lt=2**63)]
    key: Word
    tenant: str
    data: dict[str, Any]


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(cast("Any", kind))


def read_answer(kind: type[Answer], body: bytes) -> Answer:
    """One thing of the model out of a JSON body; raises ValueError when it does not fit."""
    answer: Answer = _adapter(cast("Hashable", kind)).validate_json(body, strict=True)
    _check(answer)
    return answer


def read_listing(kind: type[Answer], body: bytes) -> Listing[Answer]:
    """A page of things out of a JSON body; raises ValueError when it does not fit."""
    listing: Listing[Answer] = _adapter(Listing[kind]).validate_json(body, strict=True)  # type: ignore[valid-type]  # a type is a value here
    _check(listing)
    return listing


def read_event(body: bytes) -> GatewayEvent:
    """The event of a webhook body; raises ValueError when it does not fit."""
    return GatewayEvent.model_validate_json(body)


def read_work_order(payload_json: str) -> WorkOrder:
    """The work order inside the payload of a `workorder.changed` event."""
    return read_answer(WorkOrder, payload_json.encode())


def read_outage(payload_json: str) -> Outage:
    """The outage inside the payload of an `outage.changed` event."""
    return read_answer(Outage, payload_json.encode())


def _check(value: Any) -> None:
    if isinstance(value, datetime) and value.tzinfo is None:
        raise ValueError("a time without an offset")
    if isinstance(value, tuple):
        for item in value:
            _check(item)
    if is_dataclass(value) and not isinstance(value, type):
        _check_choices(value)
        for part in fields(value):
            _check(getattr(value, part.name))


def _check_choices(value: Any) -> None:
    for name, allowed in _CHOICES.get(type(value), {}).items():
        if getattr(value, name) not in allowed:
            raise ValueError(f"unknown {name}")


def write_request(request: Any) -> dict[str, Any]:
    """The JSON body of a request; what is not known is left out."""
    body: dict[str, Any] = _plain(request)
    if isinstance(request, WorkOrderDraft):
        body["submitter"] = {"kind": body.pop("submitter_kind")}
    return body


def canonical(payload: Mapping[str, Any]) -> str:
    """JSON text in ASCII that does not depend on the order of the members."""
    return json.dumps(payload, sort_keys=True, separators=(",", ":"))


def china_time(moment: datetime) -> str:
    """RFC 3339 with +08:00, as the contract writes times."""
    return moment.astimezone(CHINA).isoformat(timespec="seconds")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return china_time(value)
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        pairs = ((part.name, getattr(value, part.name)) for part in fields(value))
        return {name: _plain(part) for name, part in pairs if part is not None}
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value
