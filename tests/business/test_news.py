"""What each kind of event tells, and of which thing it is news."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from hearthline.business import (
    Application,
    Balance,
    Bill,
    Outage,
    Payment,
    ReadingAnomaly,
    Temperatures,
    Verification,
    WorkOrder,
    read_anomaly,
    read_application,
    read_balance,
    read_bill,
    read_news,
    read_outage,
    read_payment,
    read_temperatures,
    read_verification,
    read_work_order,
)
from hearthline.business.contract import read_event
from hearthline.business.news import is_readable, thing_of
from tests.business import answers as told

pytestmark = pytest.mark.unit

NEWS: list[tuple[str, dict[str, Any], type, Callable[[str], object], str]] = [
    ("outage.changed", told.OUTAGE, Outage, read_outage, "OT5531"),
    ("workorder.changed", told.WORK_ORDER, WorkOrder, read_work_order, "WO202611200017"),
    ("application.changed", told.APPLICATION, Application, read_application, "AP20261120003"),
    ("bill.issued", told.BILL, Bill, read_bill, "B20260001"),
    ("balance.low", told.BALANCE, Balance, read_balance, "6200112233"),
    ("payment.done", told.PAYMENT, Payment, read_payment, "PM88120"),
    ("reading.anomaly", told.ANOMALY, ReadingAnomaly, read_anomaly, "2026-11-19"),
    ("temperature.low", told.TEMPERATURES, Temperatures, read_temperatures, "1203005678"),
    ("identity.verified", told.VERIFICATION, Verification, read_verification, "VF1"),
]
every_kind = pytest.mark.parametrize(
    ("name", "data", "kind", "read", "thing"), NEWS, ids=[one[0] for one in NEWS]
)


def event(name: str, data: object, /, **changes: Any) -> bytes:
    body = {
        "event_id": "EV1",
        "type": name,
        "occurred_at": told.AT,
        "sequence": 3,
        "key": "K1",
        "tenant": "example",
        "data": data,
    } | changes
    return json.dumps({name: value for name, value in body.items() if value != "gone"}).encode()


@every_kind
def test_each_kind_is_read_into_the_model(
    name: str, data: dict[str, Any], kind: type, read: Callable[[str], object], thing: str
) -> None:
    payload = json.dumps(data)

    assert isinstance(read(payload), kind)
    assert read(payload) == read_news(name, payload)
    assert thing_of(read_event(event(name, data))) == thing


@every_kind
def test_data_that_do_not_fit_their_kind_are_not_read(
    name: str, data: dict[str, Any], kind: type, read: Callable[[str], object], thing: str
) -> None:
    del kind, thing
    assert is_readable(read_event(event(name, data)))

    for odd in ({}, dict.fromkeys(data, 7), {"items": [data]}):
        assert not is_readable(read_event(event(name, odd)))
        with pytest.raises(ValueError, match=r"."):
            read(json.dumps(odd))


def test_a_kind_that_is_not_of_the_contract_is_not_read() -> None:
    assert not is_readable(read_event(event("moon.changed", told.OUTAGE)))
    with pytest.raises(ValueError, match="unknown"):
        read_news("moon.changed", json.dumps(told.OUTAGE))


@pytest.mark.parametrize("number", [None, 7, "", "x" * 201, "a\x00b", ["B1"]])
def test_a_thing_without_a_number_is_its_key(number: object) -> None:
    assert thing_of(read_event(event("bill.issued", told.BILL | {"bill_no": number}))) == "K1"


def test_an_event_without_a_key_is_about_its_thing_or_itself() -> None:
    known = read_event(event("bill.issued", told.BILL, key="gone"))
    unknown = read_event(event("moon.changed", {}, key="gone"))

    assert (known.key, thing_of(known)) == (None, "B20260001")
    assert (unknown.key, thing_of(unknown)) == (None, "EV1")


@pytest.mark.parametrize(
    "changes",
    [
        {"occurred_at": "2026-11-20T09:00:00"},
        {"occurred_at": 1_700_000_000},
        {"sequence": True},
        {"sequence": 2.5},
        {"event_id": "x" * 201},
        {"type": ""},
        {"type": "gone"},
        {"tenant": "gone"},
        {"data": "gone"},
    ],
)
def test_an_envelope_out_of_form_is_not_read(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_event(event("bill.issued", told.BILL, **changes))
