"""Faults on demand, for one operation or all, for some calls or until lifted; and the log."""

import asyncio
from typing import Any

import httpx2
import pytest

from hearthline.business.contract import write_request
from hearthline.entrypoints.simulator import BASE
from hearthline.entrypoints.simulator.levels import LEVELS
from tests.entrypoints.simulator.conftest import YES, Asker
from tests.make.business import BOT, TOKEN, ZHANG, cold_home, simulating

pytestmark = pytest.mark.api

BILLS = f"/accounts/{ZHANG}/bills"


async def fault(town: Asker, operation: str, kind: str, **more: Any) -> None:
    answer = await town.ops("PUT", f"/faults/{operation}", {"kind": kind} | more)
    assert answer.status_code == 200, answer.text


async def test_a_fault_lasts_for_the_calls_that_it_is_for(town: Asker) -> None:
    await fault(town, "listBills", "down", times=2)

    answers = [await town.get(BILLS, level="L2") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [503, 503, 200]
    assert answers[0].json()["retryable"] is True


async def test_a_fault_of_all_spares_nothing_until_it_is_lifted(town: Asker) -> None:
    await fault(town, "*", "down")

    assert (await town.get(BILLS, level="L2")).status_code == 503
    assert (await town.get("/health")).status_code == 503
    await town.ops("DELETE", "/faults")
    assert (await town.get("/health")).status_code == 200


@pytest.mark.parametrize("operation", sorted(LEVELS))
async def test_every_operation_can_go_wrong(town: Asker, operation: str) -> None:
    await fault(town, operation, "down")

    assert operation in (await town.ops("GET", "/state")).json()["faults"]


async def test_an_operation_that_is_none_has_no_faults(town: Asker) -> None:
    assert (await town.ops("PUT", "/faults/makeTea", {"kind": "down"})).status_code == 400


async def test_old_data_say_so(town: Asker) -> None:
    fresh = (await town.get(BILLS, level="L2")).json()
    await fault(town, "listBills", "stale", minutes=90)

    old = (await town.get(BILLS, level="L2")).json()

    assert (fresh["stale"], old["stale"]) == (False, True)
    assert (fresh["as_of"][11:16], old["as_of"][11:16]) == ("09:30", "08:00")
    assert old["items"] == fresh["items"]


@pytest.mark.parametrize(
    ("code", "status", "retryable"),
    [
        ("CONFLICT", 409, False),
        ("NOT_ELIGIBLE", 409, False),
        ("PRECHECK_EXPIRED", 409, False),
        ("NOT_FOUND", 404, False),
        ("RATE_LIMITED", 429, True),
        ("TIMEOUT", 504, True),
        ("INTERNAL", 500, False),
    ],
)
async def test_it_refuses_with_the_code_that_is_wanted(
    town: Asker, code: str, status: int, retryable: bool
) -> None:
    await fault(town, "listBills", "refused", code=code, hint="今天不行。")

    answer = await town.get(BILLS, level="L2")

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert (answer.json()["retryable"], answer.json()["customer_hint"]) == (retryable, "今天不行。")


async def test_a_refusal_for_the_level_says_which(town: Asker) -> None:
    await fault(town, "listBills", "refused", code="NEED_VERIFY", level="L2")

    assert (await town.get(BILLS, level="L2")).json()["required_level"] == "L2"


async def test_a_right_answer_may_be_labelled_wrongly(town: Asker) -> None:
    await fault(town, "listBills", "content_type")

    answer = await town.get(BILLS, level="L2")

    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.json()["items"]


async def test_a_lost_answer_was_carried_out_and_its_repeat_changes_nothing() -> None:
    headers = {"Authorization": f"Bearer {TOKEN}", "X-Actor": "bot", "X-Verify-Level": "L3",
               "Idempotency-Key": "lost-order-1"}  # fmt: skip
    async with (
        simulating() as simulator,
        httpx2.AsyncClient(base_url=simulator.address + BASE, trust_env=False) as client,
    ):
        await simulator.fault("createWorkOrder", "lost", seconds=0.2, times=1)
        body = write_request(cold_home())
        with pytest.raises(httpx2.HTTPError):
            await client.post("/work-orders", json=body, headers=headers)
        again = await client.post("/work-orders", json=body, headers=headers)
        made = await simulator.client().list_work_orders(BOT, account_no=ZHANG)

    assert again.headers["Idempotent-Replay"] == "true"
    assert [one.work_order_no for one in made.items] == [again.json()["work_order_no"]]


async def test_a_slow_answer_holds_no_other_up() -> None:
    async with simulating() as simulator:
        await simulator.fault("getPolicy", "slow", seconds=5, times=1)
        business = simulator.client()
        slow = asyncio.create_task(business.get_policy(BOT, "season"))
        await asyncio.sleep(0)

        quick = await business.list_outages(BOT, area="和平里")
        slow.cancel()
        await asyncio.gather(slow, return_exceptions=True)

    assert quick.items == ()


async def test_the_log_tells_what_was_asked_and_answered(town: Asker) -> None:
    wanted = {"channel": "WECHAT", "amount_fen": 10000}
    headers = {"Idempotency-Key": "one-link-1", "X-Subject": "nc-10021"}
    for _ in range(2):
        await town.post(f"/accounts/{ZHANG}/pay-links", wanted, headers=headers)
    await town.get(BILLS, level="L1")

    calls = (await town.client.get("/ops/calls?operation=createPayLink")).json()
    refused = (await town.client.get("/ops/calls?operation=listBills")).json()[0]

    assert [call["replayed"] for call in calls] == [True, False]
    assert calls[0]["body"] == wanted
    assert calls[0]["headers"]["Idempotency-Key"] == "one-link-1"
    assert calls[0]["headers"]["X-Subject"] == "nc-10021"
    assert "Authorization" not in calls[0]["headers"]
    assert calls[0]["answer"]["amount_fen"] == 10000
    assert (refused["status"], refused["code"], refused["query"]) == (403, "NEED_VERIFY", {})


async def test_the_log_goes_on_from_a_number_and_can_be_cleared(town: Asker) -> None:
    await fault(town, "listBranches", "html")
    await town.get("/branches?near=城西")
    first = (await town.client.get("/ops/calls")).json()[0]
    await town.get("/health")

    later = (await town.client.get(f"/ops/calls?since={first['number']}")).json()
    await town.client.delete("/ops/calls")

    assert (first["fault"], first["query"]) == ("html", {"near": "城西"})
    assert [call["operation"] for call in later] == ["getHealth"]
    assert (await town.client.get("/ops/calls")).json() == []


async def test_a_file_is_logged_by_its_size_alone(town: Asker) -> None:
    owner = {"new_owner_name": "王丽", "new_owner_phone": "13711112222"}
    made = await town.apply("HEAT_TRANSFER", "1203007001", owner)
    await town.ask(
        "POST", f"/applications/{made['application_no']}/files", level="L2",
        data={"kind": "DEED"}, files={"file": ("deed.pdf", b"%PDF-1.7 secret")},
    )  # fmt: skip

    call = (await town.client.get("/ops/calls?operation=uploadApplicationFile")).json()[0]

    assert set(call["body"]) == {"multipart_bytes"}
    assert "secret" not in str(call)


async def test_a_refusal_that_was_an_answer_is_given_again(town: Asker) -> None:
    check = await town.check("HEAT_STOP", ZHANG, {"season": "2026-2027"})
    body = {"precheck_id": check["precheck_id"], "confirmation": YES}
    headers = {"Idempotency-Key": "one-refusal-1"}

    first = await town.post("/applications", body, level="L3", headers=headers)
    again = await town.post("/applications", body, level="L3", headers=headers)

    assert first.json() == again.json()
    assert again.headers["content-type"] == "application/problem+json"
    assert again.headers["Idempotent-Replay"] == "true"


async def test_a_refusal_for_the_level_is_judged_anew(town: Asker) -> None:
    check = await town.check("POWER_TOU", "6200107001", {"action": "OPEN"})
    body = {"precheck_id": check["precheck_id"], "confirmation": YES}
    headers = {"Idempotency-Key": "one-effect-1"}

    low = await town.post("/applications", body, level="L2", headers=headers)
    high = await town.post("/applications", body, level="L3", headers=headers)

    assert (low.status_code, high.status_code) == (403, 201)
