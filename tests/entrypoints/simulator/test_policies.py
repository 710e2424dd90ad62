"""What the rules, prices and halls are, and were."""

from typing import Any

import pytest

from tests.entrypoints.simulator.conftest import Asker

pytestmark = pytest.mark.api

HEATING = "season metering temp_standard measure refund stop_heat resume_heat late_fee notice "\
    "repair_sla indoor_maintenance drain_ban subsidy transfer area_check connection "\
    "arrears_stop meter_test complaint"  # fmt: skip
POWER = "late_fee notice repair_sla subsidy transfer connection arrears_stop prepaid meter_test "\
    "compensation complaint"  # fmt: skip


async def policy(town: Asker, topic: str, query: str = "") -> dict[str, Any]:
    answer = await town.get(f"/policies/default/{topic}?{query}", level="L0")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.parametrize(
    ("domain", "topic"),
    [("heating", topic) for topic in HEATING.split()]
    + [("power", topic) for topic in POWER.split()],
)
async def test_every_topic_has_values_and_a_sentence(town: Asker, domain: str, topic: str) -> None:
    told = await policy(town, topic, f"domain={domain}")

    assert (told["domain"], told["topic"], told["stale"]) == (domain, topic, False)
    assert told["values"]
    assert told["text"].endswith("。")
    assert "{" not in told["text"]
    assert told["policy"]["version"] == {"heating": 4, "power": 2}[domain]


async def test_all_topics_of_the_contract_are_there() -> None:
    assert len(set(HEATING.split()) | set(POWER.split())) == 21


async def test_the_rule_that_was_in_force_is_told(town: Asker) -> None:
    now = await policy(town, "stop_heat")
    then = await policy(town, "stop_heat", "at=2025-10-01T00:00:00%2B08:00")

    assert now["values"]["apply_until"] == "2026-10-31"
    assert "2026 年 10 月 31 日" in now["text"]
    assert (then["policy"]["version"], then["values"]["apply_until"]) == (3, "2025-10-15")
    assert then["values"]["basic_fee_ratio"] < now["values"]["basic_fee_ratio"]


async def test_a_new_version_is_in_force_from_its_first_day(town: Asker) -> None:
    eve = await policy(town, "notice", "domain=heating&at=2026-06-30T23:59:59%2B08:00")
    day = await policy(town, "notice", "domain=heating&at=2026-07-01T00:00:00%2B08:00")

    assert (eve["policy"]["version"], day["policy"]["version"]) == (3, 4)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("default/notice", 400),
        ("default/compensation?domain=heating", 404),
        ("default/season?at=2019-01-01T00:00:00%2B08:00", 404),
        ("default/weather", 400),
        ("somebody/season", 404),
    ],
)
async def test_a_rule_that_is_not_there_is_refused(town: Asker, path: str, status: int) -> None:
    assert (await town.get(f"/policies/{path}", level="L0")).status_code == status


async def test_the_deadline_can_be_moved_and_goes_back(town: Asker) -> None:
    moved = {"season": "2026-2027", "until": "2026-12-31"}
    await town.ops("PUT", "/stop-until", moved)
    later = await policy(town, "stop_heat")
    await town.ops("PUT", "/stop-until", moved | {"until": None})

    assert later["values"]["apply_until"] == "2026-12-31"
    assert (await policy(town, "stop_heat"))["values"]["apply_until"] == "2026-10-31"


async def test_prices_are_those_in_force(town: Asker) -> None:
    async def price(at: str) -> float:
        query = f"domain=power&class=NON_RESIDENTIAL&at={at}T12:00:00%2B08:00"
        items = (await town.get(f"/tariffs?{query}", level="L0")).json()["items"]
        assert len(items) == 1
        found: float = items[0]["prices"][0]["price_fen"]
        return found

    assert (await price("2025-12-31"), await price("2026-01-01")) == (81, 78)


async def test_prices_of_homes_tell_tiers_and_hours(town: Asker) -> None:
    query = "domain=power&class=RESIDENTIAL"
    tiers, hours = (await town.get(f"/tariffs?{query}", level="L0")).json()["items"]

    assert [one["from_kwh"] for one in tiers["prices"]] == [0, 2160, 4200]
    assert [one["hours"] for one in hours["prices"]] == ["08:00-22:00", "22:00-08:00"]


async def test_the_nearest_hall_comes_first(town: Asker) -> None:
    async def first(near: str) -> dict[str, Any]:
        items = (await town.get(f"/branches?domain=power&near={near}", level="L0")).json()["items"]
        found: dict[str, Any] = items[0]
        return found

    assert (await first("翠湖雅居"))["name"] == "城西供电营业厅"
    by_point = await first("120.003,44.956")
    assert by_point["name"] == "城南供电服务站"
    assert by_point["distance_m"] < 300
