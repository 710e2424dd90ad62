"""Every operation asks for the level that the contract gives it."""

import re
from typing import Any

import pytest

from hearthline.entrypoints.simulator import BASE
from hearthline.entrypoints.simulator.levels import LEVELS
from tests.entrypoints.simulator.conftest import YES, Asker
from tests.fakes.fake_clock import FakeClock
from tests.make.business import ZHANG

pytestmark = pytest.mark.api

BELOW = {"L1": "L0", "L2": "L1", "L3": "L2"}
GUARDED = [
    ("GET", f"/accounts/{ZHANG}", "L1"),
    ("GET", f"/accounts/{ZHANG}/bills", "L2"),
    ("GET", f"/accounts/{ZHANG}/balance", "L2"),
    ("GET", f"/accounts/{ZHANG}/usage?from=2026-11-01&to=2026-11-02", "L2"),
    ("GET", f"/accounts/{ZHANG}/payments", "L2"),
    ("POST", f"/accounts/{ZHANG}/pay-links", "L1"),
    ("POST", "/outages/OT1/subscriptions", "L1"),
    ("GET", f"/accounts/{ZHANG}/temperature", "L2"),
    ("GET", f"/work-orders?account_no={ZHANG}", "L1"),
    ("GET", "/work-orders/WO1", "L1"),
    ("POST", "/work-orders/WO1/urge", "L1"),
    ("POST", "/work-orders/WO1/withdraw", "L1"),
    ("GET", f"/applications?account_no={ZHANG}", "L2"),
    ("GET", "/applications/AP1", "L2"),
    ("POST", "/applications/AP1/withdraw", "L3"),
    ("POST", "/applications/AP1/files", "L2"),
    ("GET", "/appointments/slots?purpose=REPAIR", "L1"),
    ("POST", "/appointments", "L1"),
    ("DELETE", "/appointments/AT1", "L1"),
    ("POST", "/invoices", "L2"),
    ("GET", f"/invoices?account_no={ZHANG}", "L2"),
    ("POST", "/refunds/estimate", "L2"),
    ("POST", f"/accounts/{ZHANG}/profile-changes", "L2"),
    ("POST", "/autopay", "L3"),
    ("GET", f"/autopay?account_no={ZHANG}", "L2"),
    ("DELETE", "/autopay/AD1", "L3"),
    ("GET", "/meters/E112233", "L2"),
    ("POST", "/meters/E112233/tests", "L3"),
    ("GET", f"/accounts/{ZHANG}/subscriptions", "L1"),
    ("PUT", f"/accounts/{ZHANG}/subscriptions", "L1"),
]


@pytest.mark.parametrize(("method", "path", "level"), GUARDED)
async def test_below_its_level_an_operation_says_which_one_it_needs(
    town: Asker, method: str, path: str, level: str
) -> None:
    answer = await town.ask(method, path, level=BELOW[level], json={})

    assert (answer.status_code, answer.json()["code"]) == (403, "NEED_VERIFY")
    assert answer.json()["required_level"] == level


async def test_every_operation_has_a_level_and_a_route(town: Asker) -> None:
    described = town.app.openapi()["paths"]
    routes = {
        operation["operationId"]
        for path, methods in described.items()
        if path.startswith(BASE)
        for operation in methods.values()
    }

    assert routes == set(LEVELS)
    assert len(routes) == 45


async def test_an_application_for_an_account_is_checked_from_l2_and_made_from_l3(
    town: Asker,
) -> None:
    body: dict[str, Any] = {"type": "POWER_TOU", "account_no": "6200107001"}
    body["data"] = {"action": "OPEN"}

    low = await town.post("/applications/precheck", body, level="L1")
    check = (await town.post("/applications/precheck", body, level="L2")).json()
    submission = {"precheck_id": check["precheck_id"], "confirmation": YES}
    early = await town.post("/applications", submission, level="L2")
    made = await town.post("/applications", submission, level="L3")

    assert (low.json()["code"], low.json()["required_level"]) == ("NEED_VERIFY", "L2")
    assert (early.json()["code"], early.json()["required_level"]) == ("NEED_VERIFY", "L3")
    assert made.status_code == 201


async def test_an_application_without_an_account_is_checked_by_anybody(town: Asker) -> None:
    data = {"address": {"raw": "幸福小区4号楼1单元101室"}, "area_m2": 88.0}
    body = {"type": "HEAT_CONNECT", "account_no": None, "data": data}

    check = (await town.post("/applications/precheck", body, level="L0")).json()
    submission = {"precheck_id": check["precheck_id"], "confirmation": YES}
    made = await town.post("/applications", submission, level="L2")

    assert check["eligible"]
    assert made.status_code == 201, "HEAT_CONNECT is submitted at L2"


async def test_an_amount_out_of_a_bill_and_a_threshold_need_l2(town: Asker) -> None:
    link = {"channel": "WECHAT", "amount_fen": 100, "bill_no": "B20262468"}
    notice = {"topic": "BALANCE_LOW", "channel": "SMS", "enabled": True, "threshold_fen": 8000}
    wish = {"items": [notice], "confirmation": YES}

    of_bill = await town.post("/accounts/1203002468/pay-links", link)
    own = await town.post("/accounts/1203002468/pay-links", link | {"bill_no": None})
    threshold = await town.put("/accounts/6200112233/subscriptions", wish)

    assert of_bill.json()["required_level"] == threshold.json()["required_level"] == "L2"
    assert own.status_code == 201


async def test_a_proxy_reads_like_l2_and_changes_nothing(town: Asker) -> None:
    invoice = {"account_no": ZHANG, "period": "2026-2027", "title_kind": "PERSONAL",
               "title": "张伟", "email": "a@example.com", "confirmation": YES}  # fmt: skip
    estimate = {"account_no": ZHANG, "season": "2026-2027", "records": []}

    assert (await town.get(f"/accounts/{ZHANG}/bills", level="LP")).status_code == 200
    assert (await town.post("/refunds/estimate", estimate, level="LP")).status_code == 200
    refused = await town.post("/invoices", invoice, level="LP")
    assert (refused.json()["code"], refused.json()["required_level"]) == ("NEED_VERIFY", "L2")


async def test_above_the_level_of_the_companys_tokens_a_proof_must_be_named(
    clock: FakeClock,
) -> None:
    town = Asker(clock, proof_above="L1")
    async with town.client:
        claimed = await town.get(f"/accounts/{ZHANG}/bills", level="L2")
        proof = await town.post(
            "/identity/verify",
            {"account_no": ZHANG, "method": "NAME_ADDRESS", "name": "张伟",
             "address": {"raw": "幸福小区3号楼2单元501室"}},
            level="L1",
        )  # fmt: skip
        named = {"X-Verification-Id": proof.json()["verification_id"]}
        shown = await town.get(f"/accounts/{ZHANG}/bills", level="L2", headers=named)
        raised = await town.get(f"/accounts/{ZHANG}/bills", level="L3", headers=named)
        other = await town.get("/accounts/1203002468/bills", level="L2", headers=named)

    assert (claimed.json()["code"], claimed.json()["required_level"]) == ("NEED_VERIFY", "L2")
    assert shown.status_code == 200
    assert raised.json()["required_level"] == "L3", "a proof is good for its own level only"
    assert other.status_code == 403, "a proof is good for its own account only"


async def test_below_l2_a_profile_has_no_address_and_no_amount(town: Asker) -> None:
    low = (await town.get("/accounts/1203002468", level="L1")).json()
    high = (await town.get("/accounts/1203002468", level="L2")).json()

    assert not {"address", "open_date", "heating", "power"} & set(low)
    assert not re.search(r"_fen|195500|1955", str(low))
    assert low["has_arrears"] is True
    assert high["heating"]["billed_area_m2"] == 78.2
