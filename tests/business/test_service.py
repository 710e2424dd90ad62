"""The verbs of the story that the gateway's tests do not play: identity, urging, notices."""

import pytest

from hearthline.business import (
    Acting,
    BusinessRefused,
    BusinessUnavailable,
    CallbackWish,
    IdentityProof,
    OutageWish,
    Source,
    Urging,
    Withdrawal,
)
from hearthline.business.requests import Confirmation
from tests.fakes.fake_clock import MORNING
from tests.make.business import BOT, ZHANG, Simulator, cold_home

pytestmark = pytest.mark.api

WEB = Source(channel="web", conversation_id="c-1")
YES = Confirmation(text="对", at=MORNING)


async def test_the_gateway_is_up(simulator: Simulator) -> None:
    await simulator.client().health()

    await simulator.fault("getHealth", "down")
    with pytest.raises(BusinessUnavailable):
        await simulator.client().health()


async def test_a_code_from_the_phone_opens_the_bills_of_one_account(simulator: Simulator) -> None:
    business = simulator.client()
    otp = await business.send_otp(BOT, ZHANG, idempotency_key="otp-1-key")
    code = (await simulator.state())["otps"][0]["code"]
    proof = IdentityProof(account_no=ZHANG, method="OTP", otp_id=otp.otp_id, code=code)

    verified = await business.verify_identity(BOT, proof, idempotency_key="verify-1")
    known = Acting(verify_level="L2", verification_id=verified.verification_id)

    assert (await business.list_bills(known, ZHANG)).items[0].status == "PAID"
    with pytest.raises(BusinessRefused):
        await business.list_bills(known, "1203002468")


async def test_a_name_with_its_place_verifies_too(simulator: Simulator) -> None:
    business = simulator.client()
    place = (await business.get_account(Acting(verify_level="L2"), ZHANG)).address
    proof = IdentityProof(account_no=ZHANG, method="NAME_ADDRESS", name="张伟", address=place)

    verified = await business.verify_identity(BOT, proof, idempotency_key="verify-1")

    assert (await business.get_verification(BOT, verified.verification_id)).level == "L2"


async def test_an_order_is_urged_then_withdrawn(simulator: Simulator) -> None:
    business = simulator.client()
    order = await business.create_work_order(BOT, cold_home(), idempotency_key="order-1")
    number = order.work_order_no

    urged = await business.urge_work_order(
        BOT, number, Urging(reason="还没来", emotion="UPSET"), idempotency_key="urge-key-1"
    )
    gone = await business.withdraw_work_order(
        BOT, number, Withdrawal(reason="热了", confirmation=YES), idempotency_key="back-key-1"
    )

    assert (urged.urge_count, urged.promises) == (1, order.promises)
    assert not gone.is_open
    assert (await business.get_work_order(BOT, number)).status == "withdrawn"


async def test_a_customer_is_told_of_an_outage(simulator: Simulator) -> None:
    business = simulator.client()
    made = await simulator.outage("幸福小区")
    wish = OutageWish(account_no=ZHANG, confirmation=YES)

    kept = await business.subscribe_outage(
        BOT, made["outage_id"], wish, idempotency_key="sub-key-1"
    )

    assert kept.target_masked == "138****5678"
    assert (await business.get_outage(BOT, made["outage_id"])).status == "ACTIVE"


async def test_policy_halls_temperatures_and_balance_are_read(simulator: Simulator) -> None:
    business, known = simulator.client(), Acting(verify_level="L2")

    standard = await business.get_policy(BOT, "temp_standard")
    halls = await business.list_branches(BOT, near="阳光花园")
    rooms = await business.list_temperatures(known, ZHANG)
    balance = await business.get_balance(known, "6200112233")

    assert standard.values["min_c"] == 18.0
    assert halls.items[0].name.startswith("城东")
    assert rooms.rooms[0].value_c > 18
    assert balance.balance_fen == 3640


async def test_a_call_by_a_person_is_planned(simulator: Simulator) -> None:
    wish = CallbackWish(phone="13800005678", topic="咨询热费", source=WEB)

    planned = await simulator.client().create_callback(BOT, wish, idempotency_key="call-me-1")

    assert planned.planned_by > MORNING
