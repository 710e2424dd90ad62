"""Answers are read strictly: what is not of the contract is nonsense."""

import json
from typing import Any

import pytest

from hearthline.business import WorkOrder
from hearthline.business.contract import read_answer, read_event, read_listing, write_request
from tests.make.business import cold_home

pytestmark = pytest.mark.unit

ORDER: dict[str, Any] = {
    "work_order_no": "WO202611200017",
    "domain": "heating",
    "type_code": "H-RP-01",
    "type_name": "整户不热",
    "priority": "P1",
    "status": "accepted",
    "created_at": "2026-11-20T09:15:04+08:00",
    "repeat_no": 1,
    "urge_count": 0,
    "promises": {"arrive_by": "2026-11-20T11:15:04+08:00", "text": "2 小时内上门"},
    "progress": [{"at": "2026-11-20T09:15:04+08:00", "status": "accepted", "text": "已受理"}],
    "as_of": "2026-11-20T09:12:00+08:00",
    "stale": False,
}


def told(**changes: Any) -> bytes:
    return json.dumps(ORDER | changes).encode()


def test_a_work_order_is_read_with_promises_and_progress() -> None:
    order = read_answer(WorkOrder, told())

    assert order.promises.arrive_by is not None
    assert order.progress[0].text == "已受理"
    assert order.is_open


def test_members_that_the_contract_does_not_name_are_let_be() -> None:
    assert read_answer(WorkOrder, told(colour="red")).work_order_no == "WO202611200017"


@pytest.mark.parametrize(
    "changes",
    [
        {"repeat_no": "1"},
        {"repeat_no": 1.5},
        {"stale": "no"},
        {"status": "finished"},
        {"priority": "P9"},
        {"domain": "water"},
        {"created_at": "yesterday"},
        {"created_at": "2026-11-20T09:15:04"},
        {"progress": [{"at": "2026-11-20T09:15:04", "text": "已受理"}]},
        {"progress": {"at": 1}},
        {"promises": []},
        {"work_order_no": None},
    ],
)
def test_a_wrong_type_state_or_time_is_nonsense(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_answer(WorkOrder, told(**changes))


@pytest.mark.parametrize(
    "body", [b"", b"{", b"null", b"[]", b"<html>", b"\xff\xfe", b'{"items": 7}']
)
def test_a_body_that_is_no_answer_is_nonsense(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_listing(WorkOrder, body)


def test_a_list_keeps_the_age_of_its_data() -> None:
    body = {"items": [ORDER], "next_cursor": None, "as_of": ORDER["as_of"], "stale": True}

    listing = read_listing(WorkOrder, json.dumps(body).encode())

    assert listing.stale
    assert [order.type_code for order in listing.items] == ["H-RP-01"]


def test_a_draft_is_written_as_the_contract_has_it() -> None:
    body = write_request(cold_home())

    assert body["submitter"] == {"kind": "self"}
    assert body["confirmation"] == {"text": "对", "at": "2026-11-21T09:30:00+08:00"}
    assert "contact_phone" not in body


@pytest.mark.parametrize(
    "changes",
    [
        {"key": ""},
        {"event_id": "a\x00b"},
        {"sequence": -1},
        {"sequence": "3"},
        {"sequence": 2**63},
        {"data": []},
    ],
)
def test_an_event_out_of_form_is_not_read(changes: dict[str, Any]) -> None:
    event = {"event_id": "EV1", "type": "workorder.changed", "sequence": 3, "key": "WO1",
             "occurred_at": ORDER["as_of"], "tenant": "example", "data": ORDER}  # fmt: skip
    read_event(json.dumps(event).encode())

    with pytest.raises(ValueError, match=r"."):
        read_event(json.dumps(event | changes).encode())
