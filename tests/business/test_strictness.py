"""Every member of every answer: which must be there, of what type, with which words."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from hearthline.business import (
    Account,
    AccountCandidate,
    Application,
    Appointment,
    Autopay,
    Balance,
    Bill,
    Branch,
    Callback,
    Feedback,
    FileResult,
    Invoice,
    Meter,
    MeterTest,
    Otp,
    Outage,
    OutageSubscription,
    PayLink,
    Payment,
    Policy,
    Precheck,
    ProfileChange,
    ReadingAnomaly,
    RefundEstimate,
    Subscriptions,
    Tariff,
    Temperatures,
    Usage,
    Verification,
    WorkOrder,
)
from hearthline.business.contract import read_answer, read_listing
from hearthline.business.model import Health, Slots
from tests.business import answers as told

pytestmark = pytest.mark.unit

# What must be there, by answer; a dotted name is a member of each thing inside.
REQUIRED: dict[type, tuple[dict[str, Any], str]] = {
    AccountCandidate: (
        told.CANDIDATE,
        "account_no domain name_masked address_masked status usage_class",
    ),
    Account: (
        told.ACCOUNT,
        "account_no domain status usage_class name_masked address_masked has_arrears policy as_of "
        "stale policy.id policy.version address.raw heating.billed_area_m2 heating.charge_mode "
        "heating.individually_valved heating.valve_state heating.substation power.tariff_class "
        "power.prepaid power.capacity_kw",
    ),
    Bill: (
        told.BILL,
        "bill_no domain period status payable_fen paid_fen arrears_fen late_fee_fen due_date items "
        "items.name items.amount_fen reading.meter_no reading.previous reading.current "
        "reading.multiplier reading.usage_kwh",
    ),
    Balance: (told.BALANCE, "account_no balance_fen prepaid as_of stale"),
    Usage: (
        told.USAGE,
        "account_no unit granularity points total as_of stale points.period points.value "
        "tier.current tier.used_in_tier_year_kwh",
    ),
    Payment: (told.PAYMENT, "payment_no kind amount_fen channel status paid_at"),
    PayLink: (told.PAY_LINK, "pay_link_id url qr_text expires_at amount_fen"),
    Outage: (
        told.OUTAGE,
        "outage_id domain kind status areas start_at reason_text areas.name",
    ),
    OutageSubscription: (told.OUTAGE_SUBSCRIPTION, "subscription_id outage_id channel"),
    Temperatures: (
        told.TEMPERATURES,
        "account_no rooms as_of stale rooms.room rooms.value_c rooms.at rooms.source "
        "pipe.supply_c pipe.return_c pipe.at station.name station.supply_c station.return_c "
        "station.at",
    ),
    Policy: (
        told.POLICY,
        "tenant topic domain policy values text as_of stale policy.id policy.version",
    ),
    Tariff: (
        told.TARIFF,
        "tariff_id domain usage_class name prices prices.label prices.unit prices.price_fen",
    ),
    Branch: (told.BRANCH, "branch_id name address hours"),
    WorkOrder: (
        told.WORK_ORDER,
        "work_order_no domain type_code type_name priority status created_at repeat_no urge_count "
        "as_of stale progress.at progress.text appointment.appointment_id appointment.date "
        "appointment.start appointment.end appointment.status",
    ),
    Precheck: (
        told.PRECHECK,
        "precheck_id eligible reasons docs policy as_of reasons.code reasons.text "
        "fee_preview.amount_fen fee_preview.text policy.id policy.version",
    ),
    Application: (
        told.APPLICATION,
        "application_no type status created_at steps as_of stale steps.name steps.state "
        "reasons.code reasons.text",
    ),
    FileResult: (told.FILE, "file_id kind scan"),
    Slots: (told.SLOTS, "items as_of stale items.slot_id items.date items.start items.end"),
    Appointment: (told.APPOINTMENT, "appointment_id date start end status"),
    Invoice: (told.INVOICE, "invoice_no period amount_fen status"),
    RefundEstimate: (
        told.REFUND,
        "amount_fen binding policy lines as_of stale lines.days lines.ratio lines.amount_fen "
        "policy.id policy.version",
    ),
    ProfileChange: (told.PROFILE_CHANGE, "change_id field status"),
    Autopay: (told.AUTOPAY, "autopay_id status channel"),
    Otp: (told.OTP, "otp_id phone_masked expires_at"),
    Verification: (told.VERIFICATION, "verification_id account_no status level"),
    Callback: (told.CALLBACK, "callback_id planned_by"),
    Meter: (told.METER, "meter_no domain status as_of stale"),
    MeterTest: (told.METER_TEST, "test_no status"),
    Feedback: (told.FEEDBACK, "feedback_no"),
    Subscriptions: (
        told.SUBSCRIPTIONS,
        "account_no items as_of stale items.topic items.channel items.enabled",
    ),
    ReadingAnomaly: (told.ANOMALY, "account_no period value_kwh expected_kwh"),
    Health: (told.HEALTH, "status"),
}
# Members that take the words of a list only.
WORDS: dict[type, str] = {
    AccountCandidate: "domain status usage_class",
    Account: "domain status usage_class flags heating.charge_mode heating.heat_type "
    "heating.valve_state heating.position power.phase",
    Bill: "domain status",
    Usage: "unit granularity",
    Payment: "kind channel status",
    Outage: "domain kind status progress",
    Temperatures: "rooms.source",
    Policy: "topic domain",
    Tariff: "domain usage_class prices.unit tier_period",
    WorkOrder: "domain type_code priority status progress.status appointment.status",
    Precheck: "docs",
    Application: "type status missing_docs steps.state",
    FileResult: "kind scan",
    Appointment: "status",
    Invoice: "status",
    ProfileChange: "status",
    Autopay: "status",
    Verification: "status level",
    Meter: "domain status",
    MeterTest: "status",
    Subscriptions: "items.topic items.channel",
    Health: "status",
}
LEAST: dict[type, dict[str, object]] = {
    AccountCandidate: {"score": 1.5},
    Bill: {"reading.usage_kwh": -1.0},
    Usage: {
        "total": -1.0,
        "points.value": -1.0,
        "points.peak": -1.0,
        "points.valley": -1.0,
        "tier.current": 4,
        "tier.used_in_tier_year_kwh": -1.0,
        "tier.until_next_tier_kwh": -1.0,
    },
    Tariff: {"prices.price_fen": -1.0},
    RefundEstimate: {"binding": True},
    ReadingAnomaly: {"value_kwh": -1.0, "expected_kwh": -1.0},
}
LINKS = {PayLink: "url", Autopay: "sign_url", Invoice: "download_url", Verification: "url"}
GONE = object()
WRONG: dict[type, tuple[object, ...]] = {
    str: (7, ["a"], {}),
    bool: ("yes", 1, []),
    int: ("7", 7.5, True, 2**70),
    float: ("7", [], True, float("nan"), float("inf")),
    list: ({}, "a", 7),
    dict: ([], "a", 7),
}
kinds = pytest.mark.parametrize("kind", REQUIRED, ids=lambda kind: kind.__name__)


def replaced(answer: dict[str, Any], where: str, value: object) -> dict[str, Any]:
    """The answer with one member, also of a thing inside, replaced or left out."""
    whole: dict[str, Any] = json.loads(json.dumps(answer))
    *path, last = where.split(".")
    thing: Any = whole
    for name in path:
        thing = thing[name][0] if isinstance(thing[name], list) else thing[name]
    if value is GONE:
        del thing[last]
    else:
        thing[last] = value
    return whole


def is_read(kind: type, answer: dict[str, Any]) -> bool:
    try:
        read_answer(kind, json.dumps(answer).encode())
    except ValueError:
        return False
    return True


def members(thing: dict[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Each member with its dotted name, also of things inside; `values` of a policy are free."""
    for name, value in thing.items():
        yield before + name, value
        inner = value[0] if isinstance(value, list) else value
        if isinstance(inner, dict) and name != "values":
            yield from members(inner, f"{before}{name}.")


@kinds
def test_what_must_be_there_must_be_there_and_nothing_else_must(kind: type) -> None:
    answer, required = REQUIRED[kind]
    assert is_read(kind, answer)

    needed = {
        name for name, _ in members(answer) if not is_read(kind, replaced(answer, name, GONE))
    }

    assert needed == set(required.split())


@kinds
def test_a_member_of_a_wrong_type_is_nonsense(kind: type) -> None:
    answer, _ = REQUIRED[kind]

    for name, value in members(answer):
        for wrong in WRONG[type(value)]:
            assert not is_read(kind, replaced(answer, name, wrong)), (name, wrong)


@kinds
def test_null_is_nonsense_where_something_must_be(kind: type) -> None:
    answer, required = REQUIRED[kind]

    for name in required.split():
        odd = replaced(answer, name, None)
        assert not is_read(kind, odd), name


@pytest.mark.parametrize("kind", WORDS, ids=lambda kind: kind.__name__)
def test_an_unknown_word_is_nonsense(kind: type) -> None:
    answer, _ = REQUIRED[kind]

    given = dict(members(answer))
    for name in WORDS[kind].split():
        for odd in ("SOMETHING_NEW", "", " ACTIVE"):
            value = [odd] if isinstance(given[name], list) else odd
            assert not is_read(kind, replaced(answer, name, value)), (name, odd)


@kinds
def test_a_time_without_an_offset_is_nonsense(kind: type) -> None:
    answer, _ = REQUIRED[kind]

    times = [name for name, value in members(answer) if re.match(r"\d{4}-.*T", str(value))]
    for name in times:
        if isinstance(dict(members(answer))[name], str):
            for odd in ("2026-11-20T09:12:00", "2026-11-20", "soon", 1_700_000_000):
                assert not is_read(kind, replaced(answer, name, odd)), (name, odd)


@kinds
def test_a_day_that_is_none_is_nonsense(kind: type) -> None:
    answer, _ = REQUIRED[kind]

    dates = [name for name, value in members(answer) if name.endswith(("_date", ".date"))]
    for name in dates:
        for odd in ("2026-02-30", "11-20", "2026-11-20T09:12:00+08:00"):
            assert not is_read(kind, replaced(answer, name, odd)), (name, odd)


@pytest.mark.parametrize("kind", LEAST, ids=lambda kind: kind.__name__)
def test_a_number_that_cannot_be_is_nonsense(kind: type) -> None:
    answer, _ = REQUIRED[kind]

    for name, odd in LEAST[kind].items():
        assert not is_read(kind, replaced(answer, name, odd)), name


@pytest.mark.parametrize("kind", LINKS, ids=lambda kind: kind.__name__)
def test_an_address_that_runs_or_hides_something_is_nonsense(kind: type) -> None:
    answer, _ = REQUIRED[kind]
    for good in ("https://a.example.com/x?y=1", "weixin://wxpay/bizpayurl?pr=1"):
        assert is_read(kind, replaced(answer, LINKS[kind], good))

    for odd in ("javascript:alert(1)", "DATA:text/html,x", "/x", "", "https://a b", "a\nb:c"):
        assert not is_read(kind, replaced(answer, LINKS[kind], odd)), odd


@pytest.mark.parametrize("member", ["items", "next_cursor", "as_of", "stale"])
def test_a_page_without_its_age_or_its_end_is_nonsense(member: str) -> None:
    page = told.page(told.BRANCH)
    read_listing(Branch, json.dumps(page).encode())

    del page[member]

    with pytest.raises(ValueError, match=r"."):
        read_listing(Branch, json.dumps(page).encode())


def test_one_bad_thing_spoils_its_page() -> None:
    page = told.page(told.BILL, told.BILL | {"status": "SOMETHING_NEW"})

    with pytest.raises(ValueError, match=r"status"):
        read_listing(Bill, json.dumps(page).encode())


def test_numbers_in_a_policy_must_be_numbers() -> None:
    odd = json.dumps(told.POLICY | {"values": {"bands": [{"to_c": float("nan")}]}}).encode()

    with pytest.raises(ValueError, match=r"."):
        read_answer(Policy, odd)
