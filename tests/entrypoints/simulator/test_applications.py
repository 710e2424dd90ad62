"""Applications: who may, what it costs, once submitted how it goes, and what is different then."""

from datetime import timedelta
from typing import Any

import pytest

from tests.entrypoints.simulator.conftest import YES, Asker
from tests.make.business import ZHANG

pytestmark = pytest.mark.api

HERE = {"raw": "幸福小区4号楼1单元101室"}
OWNER = {"new_owner_name": "王丽", "new_owner_phone": "13711112222"}
SEASON, NEXT = {"season": "2026-2027"}, {"season": "2027-2028"}


@pytest.mark.parametrize(
    ("kind", "account_no", "data"),
    [
        ("HEAT_STOP", ZHANG, NEXT),
        ("HEAT_RESUME", "1203003579", {"start_date": "2026-12-01"}),
        ("HEAT_TRANSFER", "1203007001", OWNER),
        ("HEAT_AREA_CHECK", ZHANG, {"deed_area_m2": 90.1}),
        ("HEAT_CONNECT", None, {"address": HERE, "area_m2": 88.0}),
        ("HEAT_RETROFIT", "1203007203", {"work": "VALVE"}),
        ("HEAT_REFUND", "1203007203", {"period": "2026-2027"}),
        ("POWER_TOU", "6200107001", {"action": "OPEN"}),
        ("POWER_MULTI_PERSON", "6200107607", {"person_count": 5}),
        ("POWER_LOW_INCOME", "6200107304", {}),
        ("POWER_TRANSFER", "6200107607", OWNER),
        ("POWER_NEW", None, {"address": HERE, "load_kw": 8, "phase": "SINGLE"}),
        ("POWER_CAPACITY", "6200107607", {"action": "INCREASE", "load_kw": 12}),
        ("POWER_CHARGING_PILE", None, {"address": HERE, "parking_no": "B1-023"}),
        ("POWER_PV", None, {"address": HERE, "load_kw": 12}),
        ("POWER_METER_TEST", "6200107304", {"meter_no": "E107304"}),
    ],
)
async def test_every_type_can_be_applied_for_and_done(
    town: Asker, kind: str, account_no: str | None, data: dict[str, Any]
) -> None:
    made = await town.apply(kind, account_no, data)
    path = f"/applications/{made['application_no']}"

    done = (await town.ops("POST", path + "/move", {"to": "done"})).json()

    assert made["steps"][0]["state"] == "DONE"
    assert made["steps"][1]["state"] == "CURRENT"
    assert made["status"] == "WAITING_DOCS" if made["missing_docs"] else made["next_date"]
    assert (done["status"], {step["state"] for step in done["steps"]}) == ("DONE", {"DONE"})
    told = [one["status"] for one in await town.told("application.changed")]
    assert (told[0], told[-1]) == (made["status"], "DONE")
    order = (await town.ops("GET", "/state")).json()["work_orders"][0]
    assert (order["status"], order["account_no"]) == ("closed", account_no)


@pytest.mark.parametrize(
    ("kind", "account_no", "data", "codes"),
    [
        ("HEAT_STOP", ZHANG, SEASON, ["DEADLINE_PASSED"]),
        ("HEAT_STOP", "1203002468", NEXT, ["ARREARS"]),
        ("HEAT_STOP", "1203007203", NEXT, ["NOT_INDIVIDUALLY_VALVED"]),
        ("HEAT_STOP", "1203007102", NEXT, ["WARRANTY_YEAR1"]),
        ("HEAT_STOP", "1203007708", NEXT, ["OPEN_DISPUTE"]),
        ("HEAT_STOP", "1203003579", SEASON, ["DEADLINE_PASSED", "STATUS_INVALID"]),
        ("HEAT_STOP", "1203007304", NEXT, ["ARREARS", "STATUS_INVALID"]),
        ("HEAT_STOP", ZHANG, {"season": "2040-2041"}, ["STATUS_INVALID"]),
        ("HEAT_STOP", ZHANG, {}, ["MISSING_FIELD"]),
        ("HEAT_STOP", "1203007910", NEXT, ["STATUS_INVALID"]),
        ("HEAT_RESUME", ZHANG, {"start_date": "2026-12-01"}, ["STATUS_INVALID"]),
        ("HEAT_RESUME", "1203003579", {"start_date": "2026-11-22"}, ["DEADLINE_PASSED"]),
        ("HEAT_TRANSFER", "1203002468", OWNER, ["ARREARS"]),
        ("HEAT_TRANSFER", ZHANG, OWNER | {"new_owner_name": "张伟"}, ["STATUS_INVALID"]),
        ("HEAT_AREA_CHECK", ZHANG, {"deed_area_m2": 93.6}, ["STATUS_INVALID"]),
        ("HEAT_CONNECT", None, {"address": {"raw": "翠湖雅居3号楼1单元101"}, "area_m2": 80},
         ["NO_CAPACITY"]),
        ("HEAT_CONNECT", None, {"address": {"raw": "幸福小区3号楼2单元501"}, "area_m2": 93.6},
         ["DUPLICATE"]),
        ("HEAT_RETROFIT", ZHANG, {"work": "SPLIT"}, ["STATUS_INVALID"]),
        ("HEAT_REFUND", ZHANG, {"period": "2026-2027"}, ["NO_VALID_RECORDS"]),
        ("HEAT_REFUND", "1203002468", {"period": "2026-2027"}, ["UNPAID_FEE", "NO_VALID_RECORDS"]),
        ("HEAT_REFUND", "1203007203", {"period": "2025-2026"},
         ["DEADLINE_PASSED", "NO_VALID_RECORDS"]),
        ("POWER_TOU", "6200112244", {"action": "CLOSE"}, ["ARREARS"]),
        ("POWER_TOU", "6200107001", {"action": "CLOSE"}, ["STATUS_INVALID"]),
        ("POWER_TOU", "6200107405", {"action": "OPEN"}, ["CLASS_MISMATCH"]),
        ("POWER_MULTI_PERSON", "6200107607", {"person_count": 4}, ["CLASS_MISMATCH"]),
        ("POWER_MULTI_PERSON", "6200107001", {"person_count": 5}, ["STATUS_INVALID"]),
        ("POWER_LOW_INCOME", "6200102468", {}, ["STATUS_INVALID"]),
        ("POWER_NEW", None, {"address": HERE, "load_kw": 20, "phase": "SINGLE"},
         ["CLASS_MISMATCH"]),
        ("POWER_NEW", None, {"address": {"raw": "铁西新村1号楼"}, "load_kw": 8, "phase": "SINGLE"},
         ["NO_CAPACITY"]),
        ("POWER_CAPACITY", "6200107607", {"action": "INCREASE", "load_kw": 8}, ["STATUS_INVALID"]),
        ("POWER_CAPACITY", "6200107607", {"action": "SUSPEND", "load_kw": 8},
         ["MISSING_FIELD"]),
        ("POWER_CAPACITY", "6200107506",
         {"action": "SUSPEND", "load_kw": 630, "start_date": "2026-12-01",
          "end_date": "2026-12-05"}, ["STATUS_INVALID"]),
        ("POWER_PV", None, {"address": HERE, "load_kw": 31}, ["NO_CAPACITY"]),
        ("POWER_METER_TEST", "6200107304", {"meter_no": "E1"}, ["STATUS_INVALID"]),
    ],
)  # fmt: skip
async def test_who_may_not_hears_every_reason(
    town: Asker, kind: str, account_no: str | None, data: dict[str, Any], codes: list[str]
) -> None:
    check = await town.check(kind, account_no, data)
    submission = {"precheck_id": check["precheck_id"], "confirmation": YES}
    refused = await town.post("/applications", submission, level="L3")

    assert [reason["code"] for reason in check["reasons"]] == codes
    assert (check["eligible"], check["expires_at"]) == (False, None)
    assert (refused.status_code, refused.json()["code"]) == (409, "NOT_ELIGIBLE")
    assert refused.json()["reasons"] == check["reasons"]


async def test_reasons_carry_amount_deadline_and_field(town: Asker) -> None:
    async def reason(account_no: str, data: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = (await town.check("HEAT_STOP", account_no, data))["reasons"][0]
        return found

    assert (await reason("1203002468", NEXT))["amount_fen"] == 195500
    assert "1,955.00 元" in (await reason("1203002468", NEXT))["text"]
    assert (await reason(ZHANG, SEASON))["deadline"] == "2026-10-31"
    assert (await reason(ZHANG, {}))["field"] == "/data/season"


async def test_a_stop_tells_its_fee_its_papers_and_its_rule(town: Asker) -> None:
    check = await town.check("HEAT_STOP", ZHANG, NEXT)

    assert check["fee_preview"]["amount_fen"] == round(93.6 * 2500 * 0.3)
    assert check["fee_preview"]["ratio"] == 0.3
    assert check["docs"] == ["ID_CARD", "DEED"]
    assert check["summary"] == f"为户号 {ZHANG} 申请报停（2027-2028 供暖期）"
    assert check["policy"]["id"] == "cn-heat-example"


async def test_a_check_is_good_once_and_for_half_an_hour(town: Asker) -> None:
    check = await town.check("POWER_TOU", "6200107001", {"action": "OPEN"})
    submission = {"precheck_id": check["precheck_id"], "confirmation": YES}
    other = await town.check("HEAT_AREA_CHECK", ZHANG, {"deed_area_m2": 90.1})

    first = await town.post("/applications", submission, level="L3")
    second = await town.post("/applications", submission, level="L3")
    town.clock.advance(timedelta(minutes=31))
    late = await town.post(
        "/applications", submission | {"precheck_id": other["precheck_id"]}, level="L3"
    )
    unknown = await town.post("/applications", submission | {"precheck_id": "pc_0"}, level="L3")

    assert first.status_code == 201
    codes = {answer.json()["code"] for answer in (second, late, unknown)}
    assert codes == {"PRECHECK_EXPIRED"}
    assert len(await listed(town, "6200107001")) == 1


async def test_a_submission_repeated_with_its_key_is_one_application(town: Asker) -> None:
    check = await town.check("POWER_TOU", "6200107001", {"action": "OPEN"})
    submission = {"precheck_id": check["precheck_id"], "confirmation": YES}
    headers = {"Idempotency-Key": "one-submission"}

    first = await town.post("/applications", submission, level="L3", headers=headers)
    again = await town.post("/applications", submission, level="L3", headers=headers)

    assert first.json() == again.json()
    assert again.headers["Idempotent-Replay"] == "true"


async def test_without_a_yes_nothing_is_submitted(town: Asker) -> None:
    check = await town.check("POWER_TOU", "6200107001", {"action": "OPEN"})

    answer = await town.post("/applications", {"precheck_id": check["precheck_id"]}, level="L3")

    assert (answer.status_code, answer.json()["reasons"][0]["field"]) == (400, "/confirmation")


async def test_the_same_application_is_not_made_twice_at_a_time(town: Asker) -> None:
    made = await town.apply("POWER_TOU", "6200107001", {"action": "OPEN"})

    again = await town.check("POWER_TOU", "6200107001", {"action": "OPEN"})

    assert again["reasons"][0]["code"] == "DUPLICATE"
    assert again["reasons"][0]["ref"] == made["application_no"]


@pytest.mark.parametrize(
    ("kind", "account_no", "data", "field", "value"),
    [
        ("HEAT_RESUME", "1203003579", {"start_date": "2026-12-01"}, "status", "ACTIVE"),
        ("HEAT_TRANSFER", "1203007001", OWNER, "name", "王丽"),
        ("HEAT_RETROFIT", "1203007203", {"work": "VALVE"}, "is_valved", True),
        ("POWER_TOU", "6200107001", {"action": "OPEN"}, "is_tou", True),
        ("POWER_MULTI_PERSON", "6200107607", {"person_count": 6}, "persons", 6),
        ("POWER_CAPACITY", "6200107607", {"action": "INCREASE", "load_kw": 12}, "capacity_kw", 12),
    ],
)
async def test_what_was_applied_for_is_so_once_it_is_done(
    town: Asker, kind: str, account_no: str, data: dict[str, Any], field: str, value: Any
) -> None:
    made = await town.apply(kind, account_no, data)
    before = (await town.ops("GET", f"/accounts/{account_no}")).json()[field]
    await town.ops("POST", f"/applications/{made['application_no']}/move", {"to": "done"})

    after = (await town.ops("GET", f"/accounts/{account_no}")).json()[field]

    assert (before != value, after) == (True, value)


async def test_a_stop_in_time_stops_the_heat_and_lowers_the_bill(town: Asker) -> None:
    await town.ops("PUT", "/stop-until", SEASON | {"until": "2026-12-31"})
    made = await town.apply("HEAT_STOP", ZHANG, SEASON)
    await town.ops("POST", f"/applications/{made['application_no']}/move", {"to": "done"})

    account = (await town.get(f"/accounts/{ZHANG}", level="L2")).json()
    bill = (await town.get(f"/accounts/{ZHANG}/bills", level="L2")).json()["items"][0]

    assert (account["status"], account["heating"]["valve_state"]) == ("STOPPED", "SEALED")
    assert bill["payable_fen"] == made["amount_fen"] == 70200


async def test_papers_start_the_review(town: Asker) -> None:
    made = await town.apply("HEAT_TRANSFER", "1203007001", OWNER)
    path = f"/applications/{made['application_no']}"

    first = await upload(town, path, "ID_CARD", b"%PDF-1.7 ...")
    half = (await town.get(path, level="L2")).json()
    await upload(town, path, "DEED", b"\xff\xd8\xff\xe0 a picture")
    whole = (await town.get(path, level="L2")).json()

    assert (first.status_code, first.json()["scan"]) == (201, "CLEAN")
    assert (half["status"], half["missing_docs"]) == ("WAITING_DOCS", ["DEED"])
    assert (whole["status"], whole["missing_docs"]) == ("REVIEW", [])


@pytest.mark.parametrize(
    ("kind", "content", "code"),
    [
        ("DEED", b"MZ\x90 a program", "FILE_TYPE"),
        ("DEED", b"<html>", "FILE_TYPE"),
        ("DEED", b"%PDF- EICAR-STANDARD-ANTIVIRUS-TEST-FILE", "FILE_INFECTED"),
        ("DEED", b"%PDF-" + b"x" * (20 * 1024 * 1024), "FILE_TOO_LARGE"),
        ("SELFIE", b"%PDF-1.7", "INVALID_FIELD"),
    ],
)
async def test_a_paper_that_may_not_be_taken_is_refused(
    town: Asker, kind: str, content: bytes, code: str
) -> None:
    made = await town.apply("HEAT_TRANSFER", "1203007001", OWNER)

    answer = await upload(town, f"/applications/{made['application_no']}", kind, content)

    assert (answer.status_code, answer.json()["reasons"][0]["code"]) == (400, code)


async def test_a_paper_sent_again_is_one_paper_whatever_its_boundary(town: Asker) -> None:
    made = await town.apply("HEAT_TRANSFER", "1203007001", OWNER)
    path = f"/applications/{made['application_no']}"
    headers = {"Idempotency-Key": "one-paper-1"}

    first = await upload(town, path, "DEED", b"%PDF-1.7", headers=headers)
    again = await upload(town, path, "DEED", b"%PDF-1.7", headers=headers)
    other = await upload(town, path, "DEED", b"%PDF-1.4", headers=headers)

    assert first.json() == again.json()
    assert again.headers["Idempotent-Replay"] == "true"
    assert other.json()["code"] == "IDEMPOTENCY_MISMATCH"


async def test_it_is_withdrawn_with_its_order_while_it_is_not_done(town: Asker) -> None:
    made = await town.apply("POWER_TOU", "6200107001", {"action": "OPEN"})
    path = f"/applications/{made['application_no']}"
    back = {"reason": "不办了", "confirmation": YES}

    gone = await town.post(path + "/withdraw", back, level="L3")
    twice = await town.post(path + "/withdraw", back, level="L3")

    assert gone.json()["status"] == "WITHDRAWN"
    assert twice.json()["code"] == "CONFLICT"
    order = (await town.ops("GET", "/state")).json()["work_orders"][0]
    assert order["status"] == "withdrawn"


async def test_a_rejection_says_why(town: Asker) -> None:
    made = await town.apply("POWER_LOW_INCOME", "6200107304", {})
    path = f"/applications/{made['application_no']}"

    await town.ops("POST", path + "/move", {"to": "rejected", "text": "证件已过期"})
    told = (await town.get(path, level="L2")).json()

    assert (told["status"], told["reasons"][0]["text"]) == ("REJECTED", "证件已过期")
    assert (await town.ops("POST", path + "/move", {"to": "next"})).status_code == 409


async def test_applications_of_an_account_are_listed_newest_first(town: Asker) -> None:
    made = [
        (await town.apply(kind, "6200107607", data))["application_no"]
        for kind, data in (("POWER_TOU", {"action": "OPEN"}), ("POWER_TRANSFER", OWNER))
    ]
    await town.ops("POST", f"/applications/{made[0]}/move", {"to": "done"})

    assert [one["application_no"] for one in await listed(town, "6200107607")] == made[::-1]
    open_ones = await listed(town, "6200107607", "&open=true")
    assert [one["application_no"] for one in open_ones] == made[1:]
    of_type = await listed(town, "6200107607", "&type=POWER_TOU")
    assert [one["application_no"] for one in of_type] == made[:1]


async def test_some_applications_are_under_way_from_the_start(town: Asker) -> None:
    area = (await listed(town, "1203007102"))[0]
    more = (await listed(town, "6200107405"))[0]
    stop = (await listed(town, "1203003579"))[0]

    assert (area["type"], area["current_step"]) == ("HEAT_AREA_CHECK", "现场测量")
    assert (more["status"], more["missing_docs"]) == ("WAITING_DOCS", ["DEED"])
    assert (stop["type"], stop["status"]) == ("HEAT_STOP", "DONE")


async def listed(town: Asker, account_no: str, query: str = "") -> list[dict[str, Any]]:
    answer = await town.get(f"/applications?account_no={account_no}{query}", level="L2")
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def upload(town: Asker, path: str, kind: str, content: bytes, **more: Any) -> Any:
    files = {"file": ("paper.pdf", content)}
    return await town.ask(
        "POST", path + "/files", level="L2", data={"kind": kind}, files=files, **more
    )
