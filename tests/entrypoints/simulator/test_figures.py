"""Bills add up, payments count, usage falls into tiers, meters agree with bills."""

from datetime import timedelta
from typing import Any

import pytest

from tests.entrypoints.simulator.conftest import YES, Asker
from tests.make.business import ZHANG

pytestmark = pytest.mark.api


async def bills(town: Asker, account_no: str, query: str = "") -> list[dict[str, Any]]:
    answer = await town.get(f"/accounts/{account_no}/bills?limit=200&{query}", level="L2")
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def payments(town: Asker, account_no: str) -> list[dict[str, Any]]:
    answer = await town.get(f"/accounts/{account_no}/payments", level="L2")
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_every_bill_of_the_town_adds_up(town: Asker) -> None:
    everybody = (await town.ops("GET", "/accounts")).json()

    for one in everybody:
        for bill in await bills(town, one["account_no"]):
            assert bill["payable_fen"] == sum(line["amount_fen"] for line in bill["items"]), bill
            assert bill["arrears_fen"] == max(0, bill["payable_fen"] - bill["paid_fen"]), bill
            counted = bill["reading"]
            if counted:
                used = round(counted["current"] - counted["previous"], 1)
                assert used == counted["usage_kwh"], bill


async def test_a_season_a_month_or_a_state_can_be_asked_for(town: Asker) -> None:
    season = await bills(town, ZHANG, "season=2025-2026")
    month = await bills(town, "6200112244", "month=2026-10")
    unpaid = await bills(town, "6200112244", "status=UNPAID")

    assert [bill["period"] for bill in season] == ["2025-2026"]
    assert [bill["period"] for bill in month] == ["2026-10"]
    assert unpaid == month


async def test_a_family_that_uses_much_pays_the_third_tier(town: Asker) -> None:
    newest = (await bills(town, "6200107001"))[0]
    usage = await town.get(
        "/accounts/6200107001/usage?from=2026-01-01&to=2026-10-31&granularity=month", level="L2"
    )

    assert [line["name"][:3] for line in newest["items"]] == ["第二档", "第三档"]
    tier = usage.json()["tier"]
    assert (tier["current"], tier["until_next_tier_kwh"]) == (3, None)
    assert tier["used_in_tier_year_kwh"] == pytest.approx(usage.json()["total"])
    assert usage.json()["points"][-1]["value"] == newest["reading"]["usage_kwh"]


async def test_peak_and_valley_are_told_where_they_count(town: Asker) -> None:
    query = "usage?from=2026-11-01&to=2026-11-30&granularity=day"
    split = (await town.get(f"/accounts/6200112244/{query}", level="L2")).json()
    whole = (await town.get(f"/accounts/6200112233/{query}", level="L2")).json()

    assert split["points"][-1]["period"] == "2026-11-20", "today is not counted yet"
    for point in split["points"]:
        assert point["peak"] + point["valley"] == pytest.approx(point["value"])
    assert "peak" not in whole["points"][0]


@pytest.mark.parametrize(
    ("account_no", "query", "status"),
    [
        (ZHANG, "from=2026-11-01&to=2026-11-02", 404),
        ("6200112233", "from=2026-11-02&to=2026-11-01", 400),
        ("6200112233", "from=2020-11-02&to=2026-11-01", 400),
        ("6200112233", "to=2026-11-01", 400),
    ],
)
async def test_usage_that_cannot_be_told_is_refused(
    town: Asker, account_no: str, query: str, status: int
) -> None:
    answer = await town.get(f"/accounts/{account_no}/usage?{query}", level="L2")

    assert answer.status_code == status


async def test_two_part_heating_is_settled_by_the_meter(town: Asker) -> None:
    this_season, last = (await bills(town, "1203007001"))[:2]
    back = [one for one in await payments(town, "1203007001") if one["kind"] == "REFUND"]

    assert this_season["items"][0]["name"].startswith("预交采暖费")
    assert [line["name"][:4] for line in last["items"]] == ["基本热费", "计量热费"]
    assert last["payable_fen"] + back[0]["amount_fen"] == this_season["payable_fen"]


async def test_one_payment_hangs_and_one_came_twice(town: Asker) -> None:
    hanging = (await payments(town, "6200107102"))[0]
    first, second = (await payments(town, "6200107607"))[:2]

    assert (hanging["status"], hanging["credited_at"]) == ("PROCESSING", None)
    assert (await bills(town, "6200107102"))[0]["status"] == "UNPAID"
    assert first["amount_fen"] == second["amount_fen"]
    assert first["period"] == second["period"]
    assert first["payment_no"] != second["payment_no"]


async def test_old_arrears_carry_a_late_fee_with_a_cap(town: Asker) -> None:
    this_season, last = (await bills(town, "1203007304"))[:2]
    shop = (await bills(town, "6200107203"))[1]

    assert (this_season["late_fee_fen"], last["late_fee_fen"]) == (0, 64500)
    assert last["late_fee_fen"] == last["arrears_fen"] * 3 // 10
    assert shop["late_fee_fen"] >= 100, "never less than one yuan"


async def test_a_payment_at_the_link_is_credited_and_told(town: Asker) -> None:
    bill = (await bills(town, "1203002468", "status=UNPAID"))[0]
    wanted = {"channel": "ALIPAY", "amount_fen": bill["arrears_fen"], "bill_no": bill["bill_no"]}
    link = (await town.post("/accounts/1203002468/pay-links", wanted, level="L2")).json()
    page = link["url"].removeprefix("http://town")

    assert "1,955.00 元" in (await town.client.get(page)).text
    await town.client.post(page, data={"outcome": "FAILED"})
    await town.client.post(page, data={"outcome": "CREDITED"})

    assert (await bills(town, "1203002468"))[0]["status"] == "PAID"
    assert (await town.get("/accounts/1203002468")).json()["has_arrears"] is False
    assert [one["status"] for one in await town.told("payment.done")] == ["FAILED", "CREDITED"]
    assert "已经支付过" in (await town.client.post(page, data={"outcome": "CREDITED"})).text


async def test_a_payment_may_hang_until_the_bank_reports(town: Asker) -> None:
    wanted = {"channel": "WECHAT", "amount_fen": 10000}
    link = (await town.post("/accounts/6200112233/pay-links", wanted)).json()
    await town.client.post(link["url"], data={"outcome": "PROCESSING"})
    number = (await payments(town, "6200112233"))[0]["payment_no"]
    before = (await town.get("/accounts/6200112233/balance", level="L2")).json()

    await town.ops("POST", f"/payments/{number}/settle", {"status": "CREDITED"})
    again = await town.ops("POST", f"/payments/{number}/settle", {"status": "CREDITED"})
    after = (await town.get("/accounts/6200112233/balance", level="L2")).json()

    assert (before["balance_fen"], after["balance_fen"]) == (3640, 13640)
    assert after["estimated_empty_date"] > before["estimated_empty_date"]
    assert again.status_code == 409


async def test_supply_comes_back_when_everything_is_paid(town: Asker) -> None:
    for bill in await bills(town, "6200107203", "status=UNPAID"):
        total = bill["arrears_fen"] + bill["late_fee_fen"]
        wanted = {"channel": "WECHAT", "amount_fen": total, "bill_no": bill["bill_no"]}
        link = (await town.post("/accounts/6200107203/pay-links", wanted, level="L2")).json()
        assert (await town.get("/accounts/6200107203")).json()["status"] == "CUT_OFF"
        await town.client.post(link["url"], data={"outcome": "CREDITED"})

    assert (await town.get("/accounts/6200107203")).json()["status"] == "ACTIVE"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"bill_no": "B0"}, "NOT_FOUND"),
        ({"bill_no": "B20252468"}, "CONFLICT"),
        ({"bill_no": "B20262468", "amount_fen": 195501}, "BAD_REQUEST"),
        ({"amount_fen": 0}, "BAD_REQUEST"),
    ],
)
async def test_a_link_for_a_wrong_bill_or_amount_is_refused(
    town: Asker, changes: dict[str, Any], code: str
) -> None:
    wanted = {"channel": "WECHAT", "amount_fen": 100} | changes

    answer = await town.post("/accounts/1203002468/pay-links", wanted, level="L2")

    assert answer.json()["code"] == code


async def test_a_link_ends_after_an_hour(town: Asker) -> None:
    wanted = {"channel": "WECHAT", "amount_fen": 100}
    link = (await town.post(f"/accounts/{ZHANG}/pay-links", wanted)).json()
    town.clock.advance(timedelta(minutes=61))

    assert "已经过期" in (await town.client.post(link["url"], data={"outcome": "CREDITED"})).text
    assert await town.told("payment.done") == []


async def test_a_meter_tells_what_its_bills_say(town: Asker) -> None:
    meter = (await town.get("/meters/E112244", level="L2")).json()
    newest = (await bills(town, "6200112244"))[0]["reading"]

    assert meter["last_reading"] > newest["current"]
    assert (meter["meter_no"], newest["meter_no"]) == ("E112244", "E112244")
    assert (await town.get("/meters/M005678", level="L2")).status_code == 404, "by area: no meter"


async def test_an_invoice_is_issued_for_a_paid_period_once(town: Asker) -> None:
    wanted = {"account_no": ZHANG, "period": "2026-2027", "title_kind": "PERSONAL",
              "title": "张伟", "email": "zhang@example.com", "confirmation": YES}  # fmt: skip

    made = await town.post("/invoices", wanted, level="L2")
    again = await town.post("/invoices", wanted, level="L2")
    town.clock.advance(timedelta(minutes=2))
    listed = (await town.get(f"/invoices?account_no={ZHANG}", level="L2")).json()["items"]

    assert (made.status_code, made.json()["status"]) == (201, "ISSUING")
    assert again.json()["code"] == "CONFLICT"
    assert [one["status"] for one in listed] == ["ISSUED", "ISSUED"]
    assert "2,340.00 元" in (await town.client.get(listed[0]["download_url"])).text


@pytest.mark.parametrize(
    ("changes", "status", "reason"),
    [
        ({"account_no": "1203002468"}, 409, "UNPAID_FEE"),
        ({"title_kind": "COMPANY", "title": "和平商店"}, 400, "INVALID_FIELD"),
        ({"email": "nowhere"}, 400, "INVALID_FIELD"),
        ({"period": "1999-2000"}, 404, None),
    ],
)
async def test_an_invoice_that_cannot_be_is_refused_with_the_reason(
    town: Asker, changes: dict[str, Any], status: int, reason: str | None
) -> None:
    wanted = {"account_no": ZHANG, "period": "2026-2027", "title_kind": "PERSONAL",
              "title": "张伟", "email": "zhang@example.com", "confirmation": YES}  # fmt: skip

    answer = await town.post("/invoices", wanted | changes, level="L2")

    assert answer.status_code == status
    assert [one["code"] for one in answer.json()["reasons"]] == ([reason] if reason else [])


async def test_a_refund_is_estimated_by_bands_and_never_binding(town: Asker) -> None:
    records = [{"days": 20, "value_c": 16.5}, {"days": 3, "value_c": 13.9, "area_share": 0.5},
               {"days": 9, "value_c": 18.0}]  # fmt: skip
    body = {"account_no": ZHANG, "season": "2026-2027", "records": records}

    told = (await town.post("/refunds/estimate", body, level="L2")).json()

    fee = 93.6 * 2500 * 0.7 / 121
    assert told["daily_fee_fen"] == round(fee)
    assert [line["ratio"] for line in told["lines"]] == [0.2, 1.0, 0.0]
    assert told["amount_fen"] == round(20 * 0.2 * fee) + round(1.5 * fee)
    assert (told["binding"], told["policy"]["version"]) == (False, 4)


async def test_an_earlier_season_is_estimated_by_its_own_policy(town: Asker) -> None:
    body = {"account_no": ZHANG, "season": "2025-2026", "records": [{"days": 1, "value_c": 17.0}]}

    told = (await town.post("/refunds/estimate", body, level="L2")).json()

    assert (told["lines"][0]["ratio"], told["policy"]["version"]) == (0.1, 3)


async def test_an_unknown_record_is_refused(town: Asker) -> None:
    records = [{"record_no": "TR0", "days": 1, "value_c": 10.0}]
    body = {"account_no": ZHANG, "season": "2026-2027", "records": records}

    assert (await town.post("/refunds/estimate", body, level="L2")).status_code == 400
