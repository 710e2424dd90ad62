"""What happens by itself or on demand: events, planned outages, accounts of the town."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from hearthline.business.contract import write_request
from tests.entrypoints.simulator.conftest import YES, Asker
from tests.fakes.fake_clock import FakeClock
from tests.make.business import ZHANG, cold_home

pytestmark = pytest.mark.api


async def happen(town: Asker, account_no: str, kind: str, **values: Any) -> dict[str, Any]:
    body = {"type": kind} | values
    answer = await town.ops("POST", f"/accounts/{account_no}/events", body)
    assert answer.status_code == 201, answer.text
    assert await town.told(kind) == [answer.json()]
    data: dict[str, Any] = answer.json()
    return data


async def test_a_low_balance_is_so_and_told(town: Asker) -> None:
    told = await happen(town, "6200103579", "balance.low", balance_fen=1200)
    balance = (await town.get("/accounts/6200103579/balance", level="L2")).json()

    assert told["balance_fen"] == balance["balance_fen"] == 1200
    await town.ops("DELETE", "/accounts/6200103579/events")
    balance = (await town.get("/accounts/6200103579/balance", level="L2")).json()
    assert balance["balance_fen"] == 18200


async def test_an_odd_reading_is_in_the_usage_too(town: Asker) -> None:
    told = await happen(town, "6200112233", "reading.anomaly")
    query = f"from={told['period']}&to={told['period']}"
    usage = (await town.get(f"/accounts/6200112233/usage?{query}", level="L2")).json()

    assert told["value_kwh"] > 5 * told["expected_kwh"]
    assert usage["total"] == told["value_kwh"]


async def test_a_cold_room_is_measured_so(town: Asker) -> None:
    told = await happen(town, ZHANG, "temperature.low", value_c=14.5)
    rooms = (await town.get(f"/accounts/{ZHANG}/temperature", level="L2")).json()["rooms"]

    assert told["rooms"][0]["value_c"] == rooms[0]["value_c"] == 14.5


async def test_a_bill_is_sent_as_it_is_listed(town: Asker) -> None:
    told = await happen(town, "6200112244", "bill.issued")
    listed = (await town.get("/accounts/6200112244/bills", level="L2")).json()["items"]

    assert told == listed[0]


@pytest.mark.parametrize(
    ("account_no", "kind"),
    [(ZHANG, "balance.low"), (ZHANG, "reading.anomaly"), ("6200112233", "temperature.low")],
)
async def test_what_cannot_happen_there_is_refused(town: Asker, account_no: str, kind: str) -> None:
    answer = await town.ops("POST", f"/accounts/{account_no}/events", {"type": kind})

    assert answer.status_code == 400
    assert await town.told(kind) == []


async def test_power_has_a_fault_and_a_planned_outage_from_the_start(town: Asker) -> None:
    async def at(place: str) -> list[dict[str, Any]]:
        found = await town.get(f"/outages?domain=power&address={place}", level="L0")
        items: list[dict[str, Any]] = found.json()["items"]
        return items

    fault, planned = (await at("翠湖雅居2号楼"))[0], (await at("铁西新村"))[0]
    assert (fault["kind"], fault["status"], fault["progress"]) == (
        "FAULT", "ACTIVE", "CREW_ON_SITE",
    )  # fmt: skip
    assert (planned["kind"], planned["status"]) == ("PLANNED", "SCHEDULED")
    assert await at("翠湖雅居3号楼") == []
    assert await at("幸福小区") == []


async def test_a_planned_outage_begins_and_ends_by_the_clock(town: Asker) -> None:
    wanted = {"community": "和平里", "reason_text": "计划检修", "kind": "PLANNED",
              "domain": "power", "start_in_hours": 2, "lasts_hours": 3}  # fmt: skip
    made = (await town.ops("POST", "/outages", wanted)).json()
    path = f"/outages?domain=power&area=和平里&status={'{}'}"
    states = []
    for hours in (0, 2, 3):
        town.clock.advance(timedelta(hours=hours))
        await town.get(path.format("ACTIVE"))
        states.append((await town.get(f"/outages/{made['outage_id']}")).json()["status"])

    assert states == ["SCHEDULED", "ACTIVE", "RESTORED"]
    told = [one["status"] for one in await town.told("outage.changed")]
    assert told == ["SCHEDULED", "ACTIVE", "RESTORED"]


@pytest.mark.parametrize(
    ("account_no", "facts"),
    [
        (ZHANG, {"status": "ACTIVE", "arrears_fen": 0}),
        ("1203007001", {"charge_mode": "METERED"}),
        ("1203007102", {"heat_type": "FLOOR", "warranty_until": "2028-09-30"}),
        ("1203007203", {"is_valved": False}),
        ("1203007304", {"status": "CUT_OFF"}),
        ("1203007405", {"usage_class": "NON_RESIDENTIAL"}),
        ("1203007809", {"status": "NOT_CONNECTED"}),
        ("1203007910", {"status": "CLOSED"}),
        ("6200112233", {"is_prepaid": True, "prepaid_fen": 3640}),
        ("6200112244", {"is_tou": True, "unpaid_months": 1}),
        ("6200107001", {"persons": 6}),
        ("6200107405", {"phase": "THREE", "capacity_kw": 30.0}),
        ("6200107506", {"flags": ["IMPORTANT", "OUTAGE_SENSITIVE"]}),
    ],
)
async def test_the_town_has_an_account_for_each_case(
    town: Asker, account_no: str, facts: dict[str, Any]
) -> None:
    told = (await town.ops("GET", f"/accounts/{account_no}")).json()

    assert {name: told[name] for name in facts} == facts


async def test_one_person_may_have_several_accounts_and_one_place_too(town: Asker) -> None:
    async def found(**wanted: Any) -> set[str]:
        items = (await town.post("/accounts/search", wanted, level="L0")).json()["items"]
        return {one["account_no"] for one in items}

    zhang = {"1203005678", "1203005679", "6200112233", "6200112244"}
    assert await found(phone="13800005678") == zhang
    assert await found(domain="power", name="张伟", phone="13800005678") == zhang & {
        "6200112233", "6200112244",
    }  # fmt: skip
    place = {"raw": "翠湖雅居1号楼1单元101室"}
    assert await found(domain="heating", address=place) >= {"1203007910", "1203007911"}
    assert await found(meter_no="E112233") == {"6200112233"}
    assert await found(phone="13800000000") == set()


async def test_signed_visits_are_told_and_make_a_refund(town: Asker) -> None:
    rooms = (await town.get("/accounts/1203007203/temperature", level="L2")).json()["rooms"]
    visits = [room for room in rooms if room["source"] == "VISIT"]
    late = await town.get(
        "/accounts/1203007203/temperature?from=2026-11-21T00:00:00%2B08:00", level="L2"
    )

    assert len(visits) == 3
    assert all(visit["valid"] and visit["record_no"] for visit in visits)
    assert {room["source"] for room in late.json()["rooms"]} == {"SENSOR"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"type_code": "E-FR-02"}, "/domain"),
        ({"account_no": "6200112233"}, "/account_no"),
    ],
)
async def test_an_order_of_the_wrong_trade_is_refused(
    town: Asker, changes: dict[str, Any], field: str
) -> None:
    answer = await town.post("/work-orders", write_request(cold_home()) | changes)

    assert (answer.status_code, answer.json()["reasons"][0]["field"]) == (400, field)


async def test_a_power_order_goes_to_the_power_crew_within_its_time(town: Asker) -> None:
    changes = {"domain": "power", "type_code": "E-FR-02", "account_no": "6200112233"}

    order = (await town.post("/work-orders", write_request(cold_home()) | changes)).json()

    assert (order["team"], order["type_name"]) == ("城东供电所", "单户停电")
    assert order["promises"]["text"] == "维修人员将在 45 分钟内上门"


async def test_what_was_done_is_there_after_a_restart(clock: FakeClock, tmp_path: Path) -> None:
    first = Asker(clock, data_dir=tmp_path)
    async with first.client:
        made = await first.apply("POWER_TOU", "6200107001", {"action": "OPEN"})
        await first.ops("POST", f"/applications/{made['application_no']}/move", {"to": "done"})
        wanted = {"channel": "WECHAT", "amount_fen": 500}
        link = (await first.post("/accounts/6200112233/pay-links", wanted)).json()
        await first.client.post(link["url"], data={"outcome": "CREDITED"})
        debit = {"account_no": ZHANG, "channel": "BANK", "confirmation": YES}
        await first.post("/autopay", debit, level="L3")
        bills = (await first.get("/accounts/6200107607/bills", level="L2")).json()["items"]
    clock.advance(timedelta(days=40))
    second = Asker(clock, data_dir=tmp_path)
    async with second.client:
        account = (await second.get("/accounts/6200107001", level="L2")).json()
        balance = (await second.get("/accounts/6200112233/balance", level="L2")).json()
        debits = (await second.get(f"/autopay?account_no={ZHANG}", level="L2")).json()["items"]
        later = (await second.get("/accounts/6200107607/bills", level="L2")).json()["items"]

    assert account["power"]["tou"] is True
    assert balance["balance_fen"] == 3640 + 500
    assert len(debits) == 1
    assert later[1] == bills[0], "the past stays as it was told"
