"""Visits, profile changes, automatic debit, meter tests, feedback, notices."""

from typing import Any

import pytest

from hearthline.business.contract import write_request
from tests.entrypoints.simulator.conftest import SOURCE, YES, Asker
from tests.make.business import ZHANG, cold_home

pytestmark = pytest.mark.api


async def free(town: Asker, query: str = "") -> list[dict[str, Any]]:
    found = await town.get(f"/appointments/slots?purpose=REPAIR&account_no={ZHANG}{query}")
    items: list[dict[str, Any]] = found.json()["items"]
    return items


def visit(slot: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"slot_id": slot["slot_id"], "contact_phone": "13800005678", "confirmation": YES} | more


async def test_the_next_three_days_are_offered_without_what_is_past(town: Asker) -> None:
    days = {slot["date"] for slot in await free(town)}
    today = await free(town, "&date=2026-11-21")

    assert days == {"2026-11-22", "2026-11-23", "2026-11-24"}
    assert all(slot["start"] > "09:30" for slot in today)
    assert await free(town, "&date=2020-01-01") == []
    assert (await free(town))[0]["label"].startswith("11 月 22 日（周日）")


async def test_a_visit_takes_its_time_away_and_shows_on_the_order(town: Asker) -> None:
    order = (await town.post("/work-orders", write_request(cold_home()))).json()
    slot = (await free(town))[0]
    number = order["work_order_no"]

    booked = await town.post("/appointments", visit(slot, work_order_no=number))
    taken = await town.post("/appointments", visit(slot))
    after = (await town.get(f"/work-orders/{number}")).json()

    assert (booked.status_code, booked.json()["status"]) == (201, "BOOKED")
    assert (taken.status_code, taken.json()["code"]) == (409, "CONFLICT")
    assert slot not in await free(town)
    assert after["appointment"]["appointment_id"] == booked.json()["appointment_id"]
    assert after["progress"][-1]["text"].startswith("已约 11 月")
    assert len(await town.told("workorder.changed")) == 2


async def test_a_cancelled_visit_gives_its_time_back(town: Asker) -> None:
    slot = (await free(town))[0]
    booked = (await town.post("/appointments", visit(slot))).json()
    path = f"/appointments/{booked['appointment_id']}"

    assert [(await town.delete(path)).status_code for _ in range(2)] == [204, 204]
    assert slot in await free(town)
    assert (await town.delete("/appointments/AT999")).status_code == 404


@pytest.mark.parametrize("slot_id", ["SL1", "SL-REPAIR-20261122-9-0", "SL-PARTY-20261122-1-0", ""])
async def test_a_time_that_is_none_is_refused(town: Asker, slot_id: str) -> None:
    assert (await town.post("/appointments", visit({"slot_id": slot_id}))).status_code == 400


@pytest.mark.parametrize(
    ("field", "value", "fact", "now"),
    [
        ("phone", "13900001234", "phone", "13900001234"),
        ("person_count", "5", "persons", 5),
        ("deed_area_m2", "90.5", "deed_area_m2", 90.5),
    ],
)
async def test_a_correction_counts_once_it_is_reviewed(
    town: Asker, field: str, value: str, fact: str, now: Any
) -> None:
    wanted = {"field": field, "new_value": value, "source": SOURCE, "confirmation": YES}
    made = await town.post(f"/accounts/{ZHANG}/profile-changes", wanted, level="L2")
    before = (await town.ops("GET", f"/accounts/{ZHANG}")).json()[fact]
    path = f"/profile-changes/{made.json()['change_id']}/review"

    await town.ops("POST", path, {"status": "APPLIED"})
    twice = await town.ops("POST", path, {"status": "REJECTED"})

    assert (made.status_code, made.json()["status"]) == (202, "PENDING_REVIEW")
    assert before != now
    assert (await town.ops("GET", f"/accounts/{ZHANG}")).json()[fact] == now
    assert twice.status_code == 409


async def test_a_correction_repeated_with_its_key_is_one(town: Asker) -> None:
    wanted = {"field": "phone", "new_value": "13900001234", "confirmation": YES}
    headers = {"Idempotency-Key": "one-change-1"}
    path = f"/accounts/{ZHANG}/profile-changes"

    answers = [await town.post(path, wanted, level="L2", headers=headers) for _ in range(2)]

    assert answers[0].json() == answers[1].json()
    assert answers[1].headers["Idempotent-Replay"] == "true"


@pytest.mark.parametrize(("field", "value"), [("phone", "12"), ("email", "x"), ("id_last4", "1")])
async def test_a_correction_that_cannot_be_is_refused(town: Asker, field: str, value: str) -> None:
    wanted = {"field": field, "new_value": value, "confirmation": YES}

    answer = await town.post(f"/accounts/{ZHANG}/profile-changes", wanted, level="L2")

    assert (answer.status_code, answer.json()["reasons"][0]["field"]) == (400, "/new_value")


async def test_a_debit_counts_from_the_signature_and_can_be_ended(town: Asker) -> None:
    wanted = {"account_no": "6200112233", "channel": "ALIPAY", "confirmation": YES}

    async def states() -> list[str]:
        found = await town.get("/autopay?account_no=6200112233", level="L2")
        return [one["status"] for one in found.json()["items"]]

    made = (await town.post("/autopay", wanted, level="L3")).json()
    assert "同意并签约" in (await town.client.get(made["sign_url"])).text
    assert await states() == ["PENDING_SIGN"]
    assert "签约成功" in (await town.client.post(made["sign_url"])).text
    assert await states() == ["ACTIVE"]
    assert (await town.post("/autopay", wanted, level="L3")).json()["code"] == "CONFLICT"
    assert (await town.delete(f"/autopay/{made['autopay_id']}", level="L3")).status_code == 204
    assert await states() == ["CANCELLED"]
    assert "已经办过" in (await town.client.post(made["sign_url"])).text


async def test_a_meter_is_tested_once_at_a_time(town: Asker) -> None:
    wanted = {"reason": "怀疑偏快", "confirmation": YES}

    made = await town.post("/meters/E107304/tests", wanted, level="L3")
    again = await town.post("/meters/E107304/tests", wanted, level="L3")
    await town.ops("POST", f"/meter-tests/{made.json()['test_no']}/finish")
    later = await town.post("/meters/E107304/tests", wanted, level="L3")

    assert (made.status_code, made.json()["fee_fen"]) == (201, 0)
    assert made.json()["result_by"] == "2026-11-27"
    assert (again.status_code, later.status_code) == (409, 201)


async def test_a_report_may_be_anonymous_and_praise_needs_no_answer(town: Asker) -> None:
    report = {"domain": "heating", "kind": "REPORT", "text": "有人私装循环泵", "anonymous": True,
              "source": SOURCE}  # fmt: skip
    praise = report | {"kind": "PRAISE", "text": "师傅很好谢谢", "anonymous": False}

    told = (await town.post("/feedback", report, level="L0")).json()
    thanked = (await town.post("/feedback", praise, level="L0")).json()
    named = await town.post("/feedback", report | {"contact_phone": "13800005678"}, level="L0")

    assert (len(told["query_code"]), told["answer_by"]) == (4, "2026-12-03")
    assert (thanked["query_code"], thanked["answer_by"]) == (None, None)
    assert named.status_code == 400


async def test_a_call_is_kept_with_its_account(town: Asker) -> None:
    wish = {"phone": "13800005678", "topic": "咨询热费", "account_no": ZHANG, "source": SOURCE}

    await town.post("/callbacks", wish, level="L0")

    kept = (await town.ops("GET", "/state")).json()["callbacks"][0]
    assert (kept["phone"], kept["account_no"]) == ("13800005678", ZHANG)


async def test_only_the_topics_that_are_named_are_replaced(town: Asker) -> None:
    path = "/accounts/6200112233/subscriptions"
    low = {"topic": "BALANCE_LOW", "channel": "SMS", "enabled": True, "threshold_fen": 8000}
    before = (await town.get(path)).json()["items"]

    changed = await town.put(path, {"items": [low], "confirmation": YES}, level="L2")
    after = {one["topic"]: one for one in (await town.get(path)).json()["items"]}

    assert changed.status_code == 200
    assert {one["topic"] for one in before} == set(after)
    assert after["BALANCE_LOW"]["threshold_fen"] == 8000
    assert after["OUTAGE"] == next(one for one in before if one["topic"] == "OUTAGE")
    balance = (await town.get("/accounts/6200112233/balance", level="L2")).json()
    assert balance["threshold_fen"] == 8000


async def test_a_balance_notice_is_for_prepaid_accounts_alone(town: Asker) -> None:
    low = {"topic": "BALANCE_LOW", "channel": "SMS", "enabled": True}

    answer = await town.put(
        f"/accounts/{ZHANG}/subscriptions", {"items": [low], "confirmation": YES}, level="L2"
    )

    assert answer.status_code == 400
