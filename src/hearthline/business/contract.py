"""Reads answers strictly into the model and writes requests; what does not fit is nonsense.

Members that the contract does not name are ignored; wrong types, unknown words and times
without an offset are not.
"""

import json
import math
import re
from collections.abc import Hashable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta, timezone
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, cast

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter, field_validator

from hearthline.business.choices import BOUNDS, CHOICES, LINKS, PROBLEMS
from hearthline.business.model import Listing, Reason
from hearthline.business.requests import (
    Address,
    Confirmation,
    FeedbackDraft,
    WorkOrderDraft,
)

Answer = TypeVar("Answer")
Word = Annotated[str, Field(pattern=r"^[^\x00-\x1f]{1,200}$")]

CHINA = timezone(timedelta(hours=8))
_LARGEST = 2**63
_LINK = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):[^\s\x00-\x1f<>\"]+")
_HARMFUL = frozenset({"javascript", "data", "vbscript", "file", "blob"})
_LONGEST: dict[type, tuple[str, int]] = {
    Address: ("raw", 200),
    Confirmation: ("text", 500),
    FeedbackDraft: ("text", 2000),
    WorkOrderDraft: ("description", 2000),
}


class GatewayProblem(BaseModel):
    """An RFC 9457 problem document of the gateway."""

    model_config = ConfigDict(extra="ignore", strict=True)

    title: str
    status: int
    code: str
    retryable: bool
    customer_hint: str
    reasons: tuple[Reason, ...] = ()
    required_level: Literal["L0", "L1", "L2", "L3", "LP"] | None = None
    retry_after_s: int | None = None

    @field_validator("code")
    @classmethod
    def _known(cls, code: str) -> str:
        if code not in PROBLEMS:
            raise ValueError("unknown code")
        return code


class GatewayEvent(BaseModel):
    """The envelope of a webhook; without a key an event has no order."""

    model_config = ConfigDict(extra="ignore", strict=True)

    event_id: Word
    type: Word
    occurred_at: AwareDatetime
    sequence: Annotated[int, Field(ge=0, lt=_LARGEST)]
    key: Word | None = None
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
    if listing.next_cursor == "":
        raise ValueError("an empty cursor")
    return listing


def read_event(body: bytes) -> GatewayEvent:
    """The event of a webhook body; raises ValueError when it does not fit."""
    return GatewayEvent.model_validate_json(body)


def _check(value: Any) -> None:
    """Raise ValueError for a time without an offset, an unknown word, a number out of bounds."""
    _check_leaf(value)
    if is_dataclass(value) and not isinstance(value, type):
        _check_members(value)
        value = [getattr(value, part.name) for part in fields(value)]
    parts = value.values() if isinstance(value, Mapping) else value
    if isinstance(value, Mapping | tuple | list):
        for part in parts:
            _check(part)


def _check_leaf(value: Any) -> None:
    if isinstance(value, datetime) and value.tzinfo is None:
        raise ValueError("a time without an offset")
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("not a number")
    if isinstance(value, int) and abs(value) >= _LARGEST:
        raise ValueError("a number too large")


def _check_members(value: Any) -> None:
    for name, allowed in CHOICES.get(type(value), {}).items():
        given = getattr(value, name)
        words = given if isinstance(given, tuple) else () if given is None else (given,)
        if not allowed.issuperset(words):
            raise ValueError(f"unknown {name}")
    for name, (least, most) in BOUNDS.get(type(value), {}).items():
        given = getattr(value, name)
        if given is not None and not least <= given <= most:
            raise ValueError(f"{name} out of bounds")
    for name in LINKS.get(type(value), ()):
        given = getattr(value, name)
        if given is not None and not _may_be_opened(given):
            raise ValueError(f"{name} is no address")


def _may_be_opened(link: str) -> bool:
    form = _LINK.fullmatch(link)
    return form is not None and form["scheme"].lower() not in _HARMFUL


def write_request(request: Any) -> dict[str, Any]:
    """The JSON body of a request; what is not known is left out."""
    body: dict[str, Any] = _plain(request)
    if isinstance(request, WorkOrderDraft):
        members = ("kind", "name", "phone")
        told = {name: body.pop(f"submitter_{name}", None) for name in members}
        body["submitter"] = {name: value for name, value in told.items() if value is not None}
    return body


def canonical(payload: Mapping[str, Any]) -> str:
    """JSON text in ASCII that does not depend on the order of the members."""
    return json.dumps(payload, sort_keys=True, separators=(",", ":"))


def china_time(moment: datetime) -> str:
    """RFC 3339 with +08:00, as the contract writes times; ValueError for a naive time."""
    if moment.tzinfo is None:
        raise ValueError("a time without an offset")
    return moment.astimezone(CHINA).isoformat(timespec="seconds")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return china_time(value)
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return _members(value)
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value


def _members(value: Any) -> dict[str, Any]:
    """The members that are known; a text longer than the contract takes is cut."""
    pairs = ((part.name, getattr(value, part.name)) for part in fields(value))
    known = {name: _plain(part) for name, part in pairs if part is not None}
    if type(value) in _LONGEST:
        name, most = _LONGEST[type(value)]
        known[name] = known[name][:most]
    return known
