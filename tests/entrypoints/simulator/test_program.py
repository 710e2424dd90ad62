"""The simulator keeps the contract: levels, keys, repeats, lists, and honest refusals."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from hearthline.business.contract import write_request
from tests.entrypoints.simulator.conftest import Asker
from tests.make.business import ZHANG, cold_home

pytestmark = pytest.mark.api


def cold(**changes: Any) -> dict[str, Any]:
    return write_request(cold_home()) | changes


async def filed(town: Asker, **changes: Any) -> dict[str, Any]:
    answer = await town.post("/work-orders", cold(**changes))
    assert answer.status_code == 201, answer.text
    order: dict[str, Any] = answer.json()
    return order


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({"Authorization": "Bearer wrong"}, 401, "UNAUTHENTICATED"),
        ({"Authorization": None}, 401, "UNAUTHENTICATED"),
        ({"X-Actor": None}, 400, "BAD_REQUEST"),
        ({"X-Actor": "robot"}, 400, "BAD_REQUEST"),
        ({"X-Verify-Level": "L9"}, 400, "BAD_REQUEST"),
        ({"X-Tenant": "somebody-else"}, 403, "FORBIDDEN"),
        ({"X-Verify-Level": "L0"}, 403, "NEED_VERIFY"),
        ({"X-Verification-Id": "VF999"}, 403, "NEED_VERIFY"),
    ],
)
async def test_a_caller_who_is_not_in_order_is_told_so(
    town: Asker, headers: dict[str, str | None], status: int, code: str
) -> None:
    answer = await town.get(f"/accounts/{ZHANG}", headers=headers | {"X-Trace-Id": "t1"})

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["trace_id"] == "t1"


async def test_a_repeat_gets_the_first_answer_and_says_so(town: Asker) -> None:
    headers = {"Idempotency-Key": "one-effect"}

    first = await town.post("/work-orders", cold(), headers=headers)
    second = await town.post("/work-orders", cold(), headers=headers)
    other = await town.post("/work-orders", cold(emotion="ANGRY"), headers=headers)

    assert "Idempotent-Replay" not in first.headers
    assert (second.json(), second.headers["Idempotent-Replay"]) == (first.json(), "true")
    assert (other.status_code, other.json()["code"]) == (409, "IDEMPOTENCY_MISMATCH")


async def test_the_same_key_at_once_has_one_effect(town: Asker) -> None:
    headers = {"Idempotency-Key": "one-effect"}

    answers = await asyncio.gather(
        *(town.post("/work-orders", cold(), headers=headers) for _ in range(10))
    )

    assert len({answer.json()["work_order_no"] for answer in answers}) == 1


@pytest.mark.parametrize("key", [None, "short", "k" * 129])
async def test_a_write_without_a_proper_key_is_refused(town: Asker, key: str | None) -> None:
    answer = await town.post("/work-orders", cold(), headers={"Idempotency-Key": key})

    assert (answer.status_code, answer.json()["code"]) == (400, "BAD_REQUEST")


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"confirmation": None}, "BAD_REQUEST", "/confirmation"),
        ({"account_no": None}, "BAD_REQUEST", "/account_no"),
        ({"type_code": "H-XX-99"}, "BAD_REQUEST", "/type_code"),
        ({"description": "冷"}, "BAD_REQUEST", "/description"),
        ({"source": None}, "BAD_REQUEST", "/source"),
        ({"account_no": "999"}, "NOT_FOUND", None),
        ({"type_code": "H-AP-02"}, "NOT_ELIGIBLE", None),
    ],
)
async def test_a_work_order_that_lacks_something_is_refused_with_the_field(
    town: Asker, changes: dict[str, Any], code: str, field: str | None
) -> None:
    problem = (await town.post("/work-orders", cold(**changes))).json()

    assert problem["code"] == code
    assert [reason.get("field") for reason in problem["reasons"]] == ([field] if field else [])


async def test_danger_needs_no_confirmation(town: Asker) -> None:
    order = await filed(town, type_code="H-EM-01", priority="P0", confirmation=None)

    assert order["priority"] == "P0"


async def test_the_same_trouble_again_is_counted_and_raised(town: Asker) -> None:
    first = await filed(town)
    await town.ops("POST", f"/work-orders/{first['work_order_no']}/move", {"status": "resolved"})

    second = await filed(town)

    assert (first["repeat_no"], first["priority"]) == (1, "P1")
    assert (second["repeat_no"], second["priority"]) == (2, "P0")


@pytest.mark.parametrize(
    ("passed", "changes"),
    [
        (timedelta(hours=73), {}),
        (timedelta(), {"type_code": "H-TP-01"}),
        (timedelta(), {"account_no": "1203002468"}),
    ],
)
async def test_another_time_type_or_account_is_no_repeat(
    town: Asker, passed: timedelta, changes: dict[str, Any]
) -> None:
    await filed(town)
    town.clock.advance(passed)

    assert (await filed(town, **changes))["repeat_no"] == 1


async def test_a_list_is_read_page_by_page(town: Asker) -> None:
    made = [(await filed(town))["work_order_no"] for _ in range(5)]
    seen: list[str] = []
    cursor = ""
    for _ in range(3):
        query = f"account_no={ZHANG}&limit=2&cursor={cursor}".removesuffix("&cursor=")
        page = (await town.get(f"/work-orders?{query}")).json()
        seen += [order["work_order_no"] for order in page["items"]]
        cursor = page["next_cursor"] or ""

    assert seen == made[::-1]
    assert cursor == ""


async def test_by_place_a_list_tells_no_person(town: Asker) -> None:
    await filed(town)

    page = (await town.get("/work-orders?address=幸福小区3号楼")).json()

    assert len(page["items"]) == 1
    assert not {"account_no", "description", "address_masked"} & set(page["items"][0])


async def test_a_crew_on_site_is_not_sent_away_and_a_finished_order_not_urged(town: Asker) -> None:
    order = await filed(town)
    path = f"/work-orders/{order['work_order_no']}"
    back = {"reason": "热了", "confirmation": cold()["confirmation"]}
    await town.ops("POST", path + "/move", {"status": "on_site"})

    assert (await town.post(path + "/withdraw", back)).json()["code"] == "CONFLICT"
    await town.ops("POST", path + "/move", {"status": "resolved"})
    assert (await town.post(path + "/urge", {"reason": "还冷"})).json()["code"] == "CONFLICT"


async def test_three_wrong_answers_end_the_proof_for_an_hour(town: Asker) -> None:
    wrong = {"account_no": ZHANG, "method": "NAME_ADDRESS", "name": "李四",
             "address": {"raw": "幸福小区3号楼2单元501室"}}  # fmt: skip
    right = wrong | {"name": "张伟"}

    codes = [(await town.post("/identity/verify", wrong)).json()["code"] for _ in range(3)]
    barred = await town.post("/identity/verify", right)
    town.clock.advance(timedelta(hours=1))
    later = await town.post("/identity/verify", right)

    assert codes == ["VERIFY_FAILED"] * 3
    assert (barred.status_code, barred.json()["code"]) == (429, "RATE_LIMITED")
    assert later.json()["level"] == "L2"


async def test_a_sixth_code_within_an_hour_is_refused_with_the_wait(town: Asker) -> None:
    answers = [await town.post("/identity/otp", {"account_no": ZHANG}) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [201] * 5 + [429]
    assert 3500 < answers[-1].json()["retry_after_s"] <= 3601


async def test_a_code_works_once_and_for_five_minutes(town: Asker) -> None:
    async def proof() -> dict[str, Any]:
        otp = (await town.post("/identity/otp", {"account_no": ZHANG})).json()
        code = (await town.ops("GET", "/state")).json()["otps"][0]["code"]
        return {"account_no": ZHANG, "method": "OTP", "otp_id": otp["otp_id"], "code": code}

    first, second = await proof(), await proof()
    statuses = [(await town.post("/identity/verify", first)).status_code for _ in range(2)]
    town.clock.advance(timedelta(minutes=6))
    late = await town.post("/identity/verify", second)

    assert statuses == [201, 403]
    assert late.status_code == 403


async def test_an_outage_is_found_at_its_buildings_and_gone_when_restored(town: Asker) -> None:
    wanted = {"community": "幸福小区", "buildings": ["3"], "reason_text": "抢修", "lasts_hours": 2}
    made = (await town.ops("POST", "/outages", wanted)).json()

    async def at(query: str) -> int:
        return len((await town.get(f"/outages?domain=heating&{query}")).json()["items"])

    assert [await at("address=幸福小区3号楼"), await at("address=幸福小区4号楼")] == [1, 0]
    assert [await at("area=城东区"), await at(f"account_no={ZHANG}")] == [1, 1]
    await town.ops("POST", f"/outages/{made['outage_id']}/restore")
    assert await at(f"account_no={ZHANG}") == 0
    assert await at("area=幸福小区&status=RESTORED") == 1


async def test_a_planned_outage_is_told_within_fourteen_days(town: Asker) -> None:
    for hours in (24, 24 * 20):
        wanted = {"community": "和平里", "reason_text": "计划检修", "kind": "PLANNED",
                  "start_in_hours": hours, "lasts_hours": 4}  # fmt: skip
        await town.ops("POST", "/outages", wanted)

    items = (await town.get("/outages?domain=heating&area=和平里")).json()["items"]

    assert [item["status"] for item in items] == ["SCHEDULED"]


async def test_what_the_page_sees_stays_the_same_until_something_changes(town: Asker) -> None:
    await filed(town)
    before = (await town.ops("GET", "/state")).json()["work_orders"]
    town.clock.advance(timedelta(seconds=5))

    assert (await town.ops("GET", "/state")).json()["work_orders"] == before
