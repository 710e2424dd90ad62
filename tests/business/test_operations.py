"""Each operation: what goes over the wire, what becomes of the answer, what a fault leaves."""

from dataclasses import is_dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from structlog.testing import capture_logs

from hearthline.business import (
    Acting,
    BreakerLimits,
    BusinessNonsense,
    BusinessRefused,
    BusinessUnavailable,
    FeedbackDraft,
    Listing,
    RetryPolicy,
    WorkOrderDraft,
)
from hearthline.business.contract import write_request
from tests.business import answers as told
from tests.business.examples import EXAMPLES, HEAT, KEY, KNOWN, WEB, Example
from tests.business.loopback import TOKEN, Said, gateway, problem, said

pytestmark = pytest.mark.api

NONSENSE = [
    Said(200, b"<html>login</html>", {"Content-Type": "text/html"}),
    Said(200, b'{"a": 1'),
    Said(200, b"[]"),
    Said(200, b"null"),
    Said(200, b"\xff\xfe"),
    Said(200, b""),
    Said(200, b'{"items": "' + b"x" * 3000 + b'"}'),
    Said(301, b"", {"Location": "/"}),
    Said(403, b"<html>", {"Content-Type": "text/html"}),
    problem(409, "SOMETHING_ELSE"),
    problem(409, "CONFLICT", retryable="yes"),
    problem(403, "NEED_VERIFY", required_level="L9"),
    problem(429, "RATE_LIMITED", retry_after_s="soon"),
    problem(409, "NOT_ELIGIBLE", reasons=[{"code": "ARREARS"}]),
]
QUICK: dict[str, Any] = {"retries": RetryPolicy(first_pause=timedelta(milliseconds=2))}
every_operation = pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.operation)


def answer_of(example: Example) -> Said:
    return said(example.answer, example.status)


def same_moments(value: Any) -> Any:
    """JSON as the model would write it: without what is null or empty."""
    if isinstance(value, dict):
        parts = {name: same_moments(part) for name, part in value.items()}
        return {name: part for name, part in parts.items() if part not in (None, [], {})}
    return [same_moments(part) for part in value] if isinstance(value, list) else value


@every_operation
async def test_a_request_goes_out_as_the_contract_has_it(example: Example) -> None:
    async with gateway(answer_of(example)) as loopback:
        await example.ask(loopback.business)

    (got,) = loopback.got
    target = example.wire.partition(" ")[2]
    assert (got.method, unquote(got.path)) == (example.method, urlsplit(target).path)
    assert got.query == parse_qsl(urlsplit(target).query)
    if example.operation != "uploadApplicationFile":
        assert got.json == example.body
    assert got.headers["authorization"] == f"Bearer {TOKEN}"
    assert got.headers.get("idempotency-key") == (KEY if example.method == "POST" else None)


@every_operation
async def test_a_request_says_who_acts_and_how_well_he_is_known(example: Example) -> None:
    async with gateway(answer_of(example)) as loopback:
        await example.ask(loopback.business)

    headers = loopback.got[0].headers
    if example.operation == "getHealth":
        assert (headers["x-actor"], headers["x-verify-level"]) == ("system", "L0")
        return
    assert (headers["x-actor"], headers["x-verify-level"]) == ("bot", "L2")
    assert (headers["x-verification-id"], headers["x-subject"]) == ("VF1", "s-1")
    assert headers["x-trace-id"] == "t-1"


@every_operation
async def test_an_answer_is_read_whole(example: Example) -> None:
    async with gateway(answer_of(example)) as loopback:
        answer = await example.ask(loopback.business)

    if example.answer is None or example.operation == "getHealth":
        assert answer is None
        return
    assert is_dataclass(answer)
    assert not isinstance(answer, type)
    assert same_moments(write_request(answer)) == same_moments(example.answer)


@pytest.mark.parametrize(
    "example", [one for one in EXAMPLES if one.answer], ids=lambda one: one.operation
)
async def test_members_that_the_contract_does_not_name_are_let_be(example: Example) -> None:
    more = (example.answer or {}) | {"colour": {"shade": [1]}}
    async with gateway(said(example.answer), said(more)) as loopback:
        assert await example.ask(loopback.business) == await example.ask(loopback.business)


@every_operation
async def test_a_moment_of_down_and_a_cut_line_are_bridged_with_the_same_request(
    example: Example,
) -> None:
    down = problem(503, "UPSTREAM_DOWN", retryable=True)
    async with gateway(down, Said(cut=True), answer_of(example), **QUICK) as loopback:
        await example.ask(loopback.business)

    first, second, third = loopback.got
    assert first == second == third


@every_operation
async def test_a_system_that_is_down_for_good_is_asked_once(example: Example) -> None:
    async with gateway(problem(503, "UPSTREAM_DOWN"), **QUICK) as loopback:
        with pytest.raises(BusinessUnavailable) as failed:
            await example.ask(loopback.business)

    assert len(loopback.got) == 1
    assert failed.value.operation == example.operation
    assert failed.value.uncertain is example.writes


@every_operation
async def test_a_line_that_is_cut_each_time_is_given_up_after_two_repeats(
    example: Example,
) -> None:
    async with gateway(Said(cut=True), **QUICK) as loopback:
        with pytest.raises(BusinessUnavailable) as failed:
            await example.ask(loopback.business)

    assert len(loopback.got) == 3
    assert failed.value.uncertain is example.writes


@every_operation
async def test_a_slow_answer_is_given_up(example: Example) -> None:
    slow = Said(slow=0.4)
    async with gateway(slow, read=timedelta(milliseconds=50)) as loopback:
        with pytest.raises(BusinessUnavailable) as failed:
            await example.ask(loopback.business)

    assert (failed.value.cause, failed.value.uncertain) == ("slow", example.writes)
    assert len(loopback.got) == 1


@every_operation
async def test_nonsense_is_recognised_and_not_asked_for_again(example: Example) -> None:
    patient = BreakerLimits(failures_in_a_row=100)
    async with gateway(*NONSENSE, body_bytes=2000, breaker=patient, **QUICK) as loopback:
        for number, answer in enumerate(NONSENSE, 1):
            with pytest.raises(BusinessNonsense) as nonsense:
                await example.ask(loopback.business)
            assert nonsense.value.uncertain is example.writes, answer
            assert len(loopback.got) == number


@every_operation
async def test_a_refusal_is_no_trouble_of_the_gateway(example: Example) -> None:
    refusal = problem(403, "NEED_VERIFY", required_level="L3")
    breaker = BreakerLimits(failures_in_a_row=1)
    async with gateway(refusal, refusal, answer_of(example), breaker=breaker) as loopback:
        for _ in range(2):
            with pytest.raises(BusinessRefused) as refused:
                await example.ask(loopback.business)
        await example.ask(loopback.business)

    assert (refused.value.gateway_code, refused.value.required_level) == ("NEED_VERIFY", "L3")


@every_operation
async def test_nothing_of_a_request_or_an_answer_is_logged(example: Example) -> None:
    async with gateway(answer_of(example)) as loopback:
        with capture_logs() as lines:
            await example.ask(loopback.business)

    (line,) = [line for line in lines if line["event"] == "business call"]
    assert set(line) == {"event", "log_level", "where", "operation", "ms", "outcome"}
    assert (line["operation"], line["outcome"]) == (example.operation, "answered")
    assert HEAT not in str(lines)


async def test_a_replayed_answer_is_noted_as_one() -> None:
    (example,) = [one for one in EXAMPLES if one.operation == "createWorkOrder"]
    replay = said(example.answer, 201, Idempotent_Replay="true")
    async with gateway(answer_of(example), replay) as loopback:
        with capture_logs() as lines:
            first = await example.ask(loopback.business)
            second = await example.ask(loopback.business)

    assert first == second
    outcomes = [line["outcome"] for line in lines if line["event"] == "business call"]
    assert outcomes == ["answered", "answered:replayed"]


async def test_a_write_that_may_have_arrived_stays_uncertain_when_the_gateway_goes_away() -> None:
    (example,) = [one for one in EXAMPLES if one.operation == "createAutopay"]
    forbidden = problem(401, "UNAUTHENTICATED")
    async with gateway(Said(cut=True), forbidden, **QUICK) as loopback:
        with pytest.raises(BusinessUnavailable) as after_a_cut:
            await example.ask(loopback.business)
    async with gateway(forbidden, **QUICK) as loopback:
        with pytest.raises(BusinessUnavailable) as at_once:
            await example.ask(loopback.business)

    assert (after_a_cut.value.cause, after_a_cut.value.uncertain) == ("unauthenticated", True)
    assert (at_once.value.cause, at_once.value.uncertain) == ("unauthenticated", False)


@pytest.mark.parametrize("operation", ["cancelAppointment", "cancelAutopay"])
async def test_what_is_gone_after_a_cut_was_ended_by_the_first_attempt(operation: str) -> None:
    (example,) = [one for one in EXAMPLES if one.operation == operation]
    gone = problem(404, "NOT_FOUND")
    async with gateway(Said(cut=True), gone, **QUICK) as loopback:
        await example.ask(loopback.business)
    async with gateway(gone) as loopback:
        with pytest.raises(BusinessRefused):
            await example.ask(loopback.business)


async def test_an_anonymous_report_names_nobody() -> None:
    report = FeedbackDraft(
        domain="heating", kind="REPORT", text="有人私装循环泵", source=WEB, anonymous=True,
        contact_phone="13800005678", account_no=HEAT,
    )  # fmt: skip
    acting = Acting(verify_level="L2", verification_id="VF1", subject="s-1", consent_id="c-1")
    async with gateway(said(told.FEEDBACK, 201)) as loopback:
        await loopback.business.create_feedback(acting, report, idempotency_key=KEY)

    (got,) = loopback.got
    assert set(got.json) == {"domain", "kind", "text", "source", "anonymous"}
    assert got.headers["x-verify-level"] == "L0"
    assert not {"x-subject", "x-verification-id", "x-consent-id"} & set(got.headers)


async def test_words_longer_than_the_contract_takes_are_cut() -> None:
    draft = WorkOrderDraft(
        domain="heating", type_code="H-EM-01", priority="P0", description="漏" * 3000, source=WEB
    )
    async with gateway(said(told.WORK_ORDER, 201)) as loopback:
        await loopback.business.create_work_order(KNOWN, draft, idempotency_key=KEY)

    assert loopback.got[0].json["description"] == "漏" * 2000


async def test_a_list_in_pages_is_put_together() -> None:
    older = "2026-11-19T00:00:00+08:00"
    first = said(told.page(told.BILL, next_cursor="a b"))
    second = said(told.page(told.BILL | {"bill_no": "B2"}, as_of=older, stale=True))
    async with gateway(first, second) as loopback:
        bills = await loopback.business.list_bills(KNOWN, HEAT, season="2026-2027")

    assert [bill.bill_no for bill in bills.items] == ["B20260001", "B2"]
    assert (bills.as_of.isoformat(), bills.stale, bills.next_cursor) == (older, True, None)
    assert loopback.got[1].query == [("season", "2026-2027"), ("cursor", "a b")]


async def test_a_list_without_end_is_left_at_a_bound_and_says_so() -> None:
    pages = [said(told.page(told.PAYMENT, next_cursor=f"c{number}")) for number in range(9)]
    async with gateway(*pages) as loopback:
        payments = await loopback.business.list_payments(KNOWN, HEAT)

    assert (len(loopback.got), len(payments.items), payments.next_cursor) == (5, 5, "c4")


@pytest.mark.parametrize("cursor", ["again", ""])
async def test_pages_that_lead_nowhere_are_nonsense(cursor: str) -> None:
    async with gateway(said(told.page(told.BRANCH, next_cursor=cursor))) as loopback:
        with pytest.raises(BusinessNonsense):
            await loopback.business.list_branches(KNOWN)


async def test_half_a_list_is_never_given_for_a_whole_one() -> None:
    first = said(told.page(told.BILL, next_cursor="more"))
    async with gateway(first, problem(503, "UPSTREAM_DOWN")) as loopback:
        with pytest.raises(BusinessUnavailable):
            await loopback.business.list_bills(KNOWN, HEAT)


async def test_free_times_come_without_pages() -> None:
    async with gateway(said(told.SLOTS)) as loopback:
        slots = await loopback.business.list_slots(KNOWN, "REPAIR")

    assert isinstance(slots, Listing)
    assert slots.next_cursor is None
