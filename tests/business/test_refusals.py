"""What the gateway says no to, and by what a flow tells one no from another."""

from datetime import date, timedelta
from typing import Any

import pytest

from hearthline.business import (
    AccountSearch,
    ApplicationDraft,
    BusinessRefused,
    BusinessUnavailable,
    IdentityProof,
    RetryPolicy,
    Submission,
)
from tests.business import answers as told
from tests.business.examples import HEAT, KEY, KNOWN, YES
from tests.business.loopback import Loopback, Said, gateway, problem, said

pytestmark = pytest.mark.api

QUICK: dict[str, Any] = {"retries": RetryPolicy(first_pause=timedelta(milliseconds=2))}


async def refusal(answer: Said) -> BusinessRefused:
    async with gateway(answer, **QUICK) as loopback:
        with pytest.raises(BusinessRefused) as refused:
            await hand_in(loopback)
    assert len(loopback.got) == 1
    return refused.value


async def hand_in(loopback: Loopback) -> object:
    submission = Submission(precheck_id="pc_1", confirmation=YES)
    return await loopback.business.submit_application(KNOWN, submission, idempotency_key=KEY)


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (400, "BAD_REQUEST"),
        (403, "FORBIDDEN"),
        (403, "NEED_VERIFY"),
        (403, "VERIFY_FAILED"),
        (404, "NOT_FOUND"),
        (409, "MULTI_MATCH"),
        (409, "NOT_ELIGIBLE"),
        (409, "CONFLICT"),
        (409, "IDEMPOTENCY_MISMATCH"),
        (409, "PRECHECK_EXPIRED"),
        (429, "RATE_LIMITED"),
    ],
)
async def test_each_no_keeps_its_code_and_its_words(status: int, code: str) -> None:
    refused = await refusal(problem(status, code, customer_hint="请重新发起。"))

    assert (refused.gateway_code, refused.told().zh) == (code, "请重新发起。")
    assert (refused.required_level, refused.retry_after_s, refused.reasons) == (None, None, ())


async def test_a_level_that_is_missing_is_named() -> None:
    refused = await refusal(problem(403, "NEED_VERIFY", required_level="L3"))

    assert refused.required_level == "L3"


async def test_too_many_tries_say_how_long_to_wait() -> None:
    limited = problem(429, "RATE_LIMITED", retry_after_s=600)
    async with gateway(limited) as loopback:
        proof = IdentityProof(account_no=HEAT, method="OTP", otp_id="O1", code="000000")
        with pytest.raises(BusinessRefused) as refused:
            await loopback.business.verify_identity(KNOWN, proof, idempotency_key=KEY)

    assert (refused.value.gateway_code, refused.value.retry_after_s) == ("RATE_LIMITED", 600)


async def test_a_limit_that_passes_at_once_is_waited_for_when_the_gateway_says_so() -> None:
    limited = problem(429, "RATE_LIMITED", retryable=True)
    async with gateway(limited, said(told.APPLICATION, 201), **QUICK) as loopback:
        await hand_in(loopback)

    assert len(loopback.got) == 2


async def test_a_limit_longer_than_the_deadline_is_told_at_once() -> None:
    refused = await refusal(problem(429, "RATE_LIMITED", retryable=True, retry_after_s=60))

    assert refused.retry_after_s == 60


async def test_every_reason_is_kept_whole() -> None:
    reasons = [told.REASON, {"code": "OPEN_DISPUTE", "text": "有未结争议", "colour": "red"}]

    refused = await refusal(problem(409, "NOT_ELIGIBLE", reasons=reasons))

    first, second = refused.reasons
    assert (first.code, first.text, first.field) == ("ARREARS", "尚有欠费356.00元", "/account_no")
    assert (first.amount_fen, first.deadline) == (35600, date(2026, 9, 30))
    assert (second.code, second.text, second.ref) == ("OPEN_DISPUTE", "有未结争议", None)


async def test_a_precheck_that_says_no_is_an_answer_with_its_reasons() -> None:
    draft = ApplicationDraft(type="HEAT_STOP", account_no=HEAT)
    async with gateway(said(told.PRECHECK)) as loopback:
        checked = await loopback.business.precheck_application(KNOWN, draft, idempotency_key=KEY)

    assert loopback.got[0].json == {"type": "HEAT_STOP", "account_no": HEAT, "data": {}}
    assert not checked.eligible
    assert checked.reasons[0].amount_fen == 35600
    assert (checked.policy.id, checked.policy.version) == ("cn-heat-example", 4)


async def test_several_matches_can_be_chosen_from() -> None:
    several = [
        {"code": "CANDIDATE", "text": "幸福小区3号楼***", "ref": "1203005678"},
        {"code": "CANDIDATE", "text": "幸福小区5号楼***", "ref": "1203005679"},
        {"code": "NOTE", "text": "请选择"},
    ]
    async with gateway(problem(409, "MULTI_MATCH", reasons=several)) as loopback:
        with pytest.raises(BusinessRefused) as refused:
            await loopback.business.search_accounts(
                KNOWN, AccountSearch(name="张三"), idempotency_key=KEY
            )

    found = [(one.ref, one.text) for one in refused.value.candidates]
    assert found == [("1203005678", "幸福小区3号楼***"), ("1203005679", "幸福小区5号楼***")]
    assert len(refused.value.reasons) == 3


@pytest.mark.parametrize(
    ("status", "code", "retryable", "asked"),
    [
        (503, "UPSTREAM_DOWN", False, 1),
        (503, "UPSTREAM_DOWN", True, 3),
        (504, "TIMEOUT", True, 3),
        (500, "INTERNAL", False, 1),
        (501, "INTERNAL", False, 1),
        (401, "UNAUTHENTICATED", False, 1),
    ],
)
async def test_a_system_that_cannot_answer_is_asked_again_only_when_it_says_so(
    status: int, code: str, retryable: bool, asked: int
) -> None:
    async with gateway(problem(status, code, retryable=retryable), **QUICK) as loopback:
        with pytest.raises(BusinessUnavailable) as failed:
            await hand_in(loopback)

    assert (len(loopback.got), failed.value.cause) == (asked, code.lower())


async def test_a_down_that_lasts_longer_than_the_deadline_is_not_waited_for() -> None:
    down = problem(503, "UPSTREAM_DOWN", retryable=True, retry_after_s=30)
    async with gateway(down) as loopback:
        with pytest.raises(BusinessUnavailable):
            await hand_in(loopback)

    assert len(loopback.got) == 1
