"""Who somebody is: every method, for one account, for half an hour, and no guessing."""

from datetime import timedelta
from typing import Any

import pytest

from tests.entrypoints.simulator.conftest import Asker
from tests.make.business import ZHANG

pytestmark = pytest.mark.api

PLACE = {"raw": "幸福小区三号楼二单元501"}


async def code(town: Asker) -> dict[str, Any]:
    otp = (await town.post("/identity/otp", {"account_no": ZHANG}, level="L0")).json()
    sent = (await town.ops("GET", "/state")).json()["otps"][0]["code"]
    return {"otp_id": otp["otp_id"], "code": sent}


async def verify(town: Asker, method: str, **proof: Any) -> Any:
    body = {"account_no": ZHANG, "method": method} | proof
    return await town.post("/identity/verify", body, level="L0")


async def test_each_method_gives_its_level(town: Asker) -> None:
    by_code = await verify(town, "OTP", **await code(town))
    by_place = await verify(town, "NAME_ADDRESS", name="张伟", address=PLACE)
    by_card = await verify(town, "ID_CHECK", name="张伟", id_last4="5678", **await code(town))

    levels = [answer.json()["level"] for answer in (by_code, by_place, by_card)]
    assert levels == ["L2", "L2", "L3"]
    assert {answer.json()["status"] for answer in (by_code, by_place, by_card)} == {"VERIFIED"}


async def test_a_link_is_pending_until_the_customer_has_been_there(town: Asker) -> None:
    made = (await verify(town, "REAL_NAME_LINK")).json()
    number = made["verification_id"]
    named = {"X-Verification-Id": number}

    early = await town.get(f"/accounts/{ZHANG}/bills", level="L3", headers=named)
    assert "完成人脸核验" in (await town.client.get(made["url"])).text
    assert "核验通过" in (await town.client.post(made["url"])).text
    state = (await town.get(f"/identity/verifications/{number}", level="L0")).json()
    late = await town.get(f"/accounts/{ZHANG}/bills", level="L3", headers=named)

    assert (made["status"], state["status"], state["level"]) == ("PENDING", "VERIFIED", "L3")
    assert (early.status_code, late.status_code) == (403, 200)
    told = await town.told("identity.verified")
    assert [one["verification_id"] for one in told] == [number]


async def test_the_operations_page_can_complete_it_too_and_once(town: Asker) -> None:
    number = (await verify(town, "REAL_NAME_LINK")).json()["verification_id"]

    for _ in range(2):
        await town.ops("POST", f"/verifications/{number}/complete")

    assert len(await town.told("identity.verified")) == 1


async def test_a_link_that_has_expired_proves_nothing(town: Asker) -> None:
    made = (await verify(town, "REAL_NAME_LINK")).json()
    town.clock.advance(timedelta(minutes=31))

    assert "已过期" in (await town.client.post(made["url"])).text
    assert await town.told("identity.verified") == []


async def test_a_proof_ends_after_half_an_hour(town: Asker) -> None:
    made = (await verify(town, "NAME_ADDRESS", name="张伟", address=PLACE)).json()
    named = {"X-Verification-Id": made["verification_id"]}
    path = f"/accounts/{ZHANG}/bills"

    assert (await town.get(path, level="L2", headers=named)).status_code == 200
    town.clock.advance(timedelta(minutes=31))
    assert (await town.get(path, level="L2", headers=named)).json()["code"] == "NEED_VERIFY"


async def test_a_wrong_name_does_not_use_the_code_up(town: Asker) -> None:
    sent = await code(town)

    wrong = await verify(town, "ID_CHECK", name="李四", id_last4="5678", **sent)
    right = await verify(town, "ID_CHECK", name="张伟", id_last4="5678", **sent)

    assert wrong.json()["code"] == "VERIFY_FAILED"
    assert right.json()["level"] == "L3"


async def test_a_link_does_not_wipe_wrong_answers_away(town: Asker) -> None:
    for _ in range(2):
        await verify(town, "NAME_ADDRESS", name="李四", address=PLACE)
    await verify(town, "REAL_NAME_LINK")
    await verify(town, "NAME_ADDRESS", name="王五", address=PLACE)

    barred = await verify(town, "NAME_ADDRESS", name="张伟", address=PLACE)

    assert barred.status_code == 429


async def test_a_wrong_answer_sent_again_with_its_key_counts_once(town: Asker) -> None:
    body = {"account_no": ZHANG, "method": "NAME_ADDRESS", "name": "李四", "address": PLACE}
    headers = {"Idempotency-Key": "one-guess-1"}

    answers = [
        await town.post("/identity/verify", body, level="L0", headers=headers) for _ in range(5)
    ]

    assert {answer.json()["code"] for answer in answers} == {"VERIFY_FAILED"}
    assert answers[-1].headers["Idempotent-Replay"] == "true"
    right = await verify(town, "NAME_ADDRESS", name="张伟", address=PLACE)
    assert right.status_code == 201


@pytest.mark.parametrize(
    ("method", "proof"),
    [
        ("OTP", {}),
        ("NAME_ADDRESS", {"name": "张伟"}),
        ("FACE", {}),
    ],
)
async def test_a_proof_that_lacks_something_is_no_wrong_answer(
    town: Asker, method: str, proof: dict[str, Any]
) -> None:
    for _ in range(4):
        assert (await verify(town, method, **proof)).status_code == 400
