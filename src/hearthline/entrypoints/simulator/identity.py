"""Who somebody is: codes, proofs, verifications; and call-backs."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from fastapi import APIRouter, Request

from hearthline.entrypoints.simulator.place import place_of
from hearthline.entrypoints.simulator.problems import Problem, bad_request, conflict, not_found
from hearthline.entrypoints.simulator.route import GatewayRoute, WorldHere
from hearthline.entrypoints.simulator.state import Callback, Otp, Verification
from hearthline.entrypoints.simulator.town import Household
from hearthline.entrypoints.simulator.wire import CallbackRequest, OtpRequest, VerifyRequest
from hearthline.entrypoints.simulator.world import World, dump

router = APIRouter(route_class=GatewayRoute)

_CODES_AN_HOUR = 5
_WRONG_ANSWERS = 3
_CODE_LIVES = timedelta(minutes=5)
_PROOF_LIVES = timedelta(minutes=30)
_HOUR = timedelta(hours=1)
_LEVELS = {"OTP": "L2", "NAME_ADDRESS": "L2", "ID_CHECK": "L3", "REAL_NAME_LINK": "L3"}
_CALL_WITHIN = timedelta(hours=2)


@router.post("/identity/otp", operation_id="sendOtp", status_code=201)
async def send_otp(wanted: OtpRequest, world: WorldHere) -> dict[str, Any]:
    """Send a code to the phone on file; the operations page shows it."""
    one = world.household(wanted.account_no)
    now = world.now()
    sent = [
        otp
        for otp in world.state.otps.values()
        if otp.account_no == one.account_no and now - otp.sent_at < _HOUR
    ]
    if len(sent) >= _CODES_AN_HOUR:
        wait = int((sent[0].sent_at + _HOUR - now).total_seconds()) + 1
        hint = "验证码发送次数已达上限，请稍后再试或转人工。"
        title, more = "验证码过于频繁", {"retry_after_s": wait}
        raise Problem("RATE_LIMITED", title, hint, retryable=True, more=more)
    otp = Otp(
        otp_id=f"OTP{world.state.next_number('otp')}",
        account_no=one.account_no,
        phone_masked=one.phone_masked,
        code=f"{secrets.randbelow(10**6):06d}",
        sent_at=now,
        expires_at=now + _CODE_LIVES,
    )
    world.state.otps[otp.otp_id] = otp
    world.save()
    return {
        "otp_id": otp.otp_id,
        "phone_masked": otp.phone_masked,
        "expires_at": otp.expires_at.isoformat(),
        "resend_after_s": 60,
    }


@router.post("/identity/verify", operation_id="verifyIdentity", status_code=201)
async def verify_identity(
    proof: VerifyRequest, request: Request, world: WorldHere
) -> dict[str, Any]:
    """Check a proof; three wrong answers within an hour end it."""
    one = world.household(proof.account_no)
    now = world.now()
    wrong = [at for at in world.state.wrong_answers.get(one.account_no, []) if now - at < _HOUR]
    if len(wrong) >= _WRONG_ANSWERS:
        hint = "核验未通过的次数过多，请转人工处理。"
        raise Problem("RATE_LIMITED", "核验次数过多", hint)
    if not _is_right(world, one, proof, now):
        world.state.wrong_answers[one.account_no] = [*wrong, now]
        world.save()
        raise Problem("VERIFY_FAILED", "核验未通过", "信息不一致，请核对后再试。")
    pending = proof.method == "REAL_NAME_LINK"
    number = f"VF{world.state.next_number('verification')}"
    verification = Verification(
        verification_id=number,
        account_no=one.account_no,
        status="PENDING" if pending else "VERIFIED",
        level=_LEVELS[proof.method],
        url=f"{request.base_url}verify/{number}" if pending else None,
        expires_at=now + _PROOF_LIVES,
    )
    world.state.verifications[number] = verification
    if not pending:
        world.state.wrong_answers.pop(one.account_no, None)
    world.save()
    return dump(verification)


@router.get("/identity/verifications/{verification_id}", operation_id="getVerification")
async def get_verification(verification_id: str, world: WorldHere) -> dict[str, Any]:
    """How a verification stands."""
    return dump(find(world, verification_id))


@router.post("/callbacks", operation_id="createCallback", status_code=201)
async def create_callback(wanted: CallbackRequest, world: WorldHere) -> dict[str, Any]:
    """Plan a call by a person."""
    callback = Callback(
        callback_id=f"CB{world.state.next_number('callback')}",
        phone=wanted.phone,
        topic=wanted.topic,
        account_no=wanted.account_no,
        planned_by=wanted.prefer_to or world.now() + _CALL_WITHIN,
    )
    world.state.callbacks.append(callback)
    world.save()
    return {"callback_id": callback.callback_id, "planned_by": callback.planned_by.isoformat()}


def find(world: World, verification_id: str) -> Verification:
    """The verification of that number; a problem when there is none."""
    verification = world.state.verifications.get(verification_id)
    if verification is None:
        raise not_found("核验记录")
    return verification


def complete(world: World, verification_id: str) -> dict[str, Any]:
    """The customer has finished at the link: verified, and told by webhook."""
    verification = find(world, verification_id)
    if verification.status == "VERIFIED":
        return dump(verification)
    if verification.expires_at <= world.now():
        raise conflict("核验链接已过期", "核验链接已过期，请回到对话重新获取。")
    verification.status = "VERIFIED"
    world.tell("identity.verified", verification.account_no, dump(verification))
    return dump(verification)


def _is_right(world: World, one: Household, proof: VerifyRequest, now: datetime) -> bool:
    if proof.method == "REAL_NAME_LINK":
        return True
    if proof.method == "NAME_ADDRESS":
        return _name_and_place(world, one, proof)
    otp = _sent_code(world, one, proof, now)
    if proof.method == "ID_CHECK" and not _is_named(one, proof):
        return False
    if otp is not None:
        otp.used = True
    return otp is not None


def _is_named(one: Household, proof: VerifyRequest) -> bool:
    if proof.name is None or proof.id_last4 is None:
        raise bad_request("/name", "姓名和身份证后四位都要给出")
    return (proof.name, proof.id_last4.upper()) == (one.name, one.id_last4.upper())


def _name_and_place(world: World, one: Household, proof: VerifyRequest) -> bool:
    if proof.name is None or proof.address is None:
        raise bad_request("/name", "姓名和地址都要给出")
    place = place_of(proof.address, world.town)
    complete_place = None not in (place.community, place.building, place.room)
    return proof.name == one.name and complete_place and place.holds(one)


def _sent_code(world: World, one: Household, proof: VerifyRequest, now: datetime) -> Otp | None:
    """The code that was sent to this account, unused and in time; None when it is not that one."""
    if proof.otp_id is None or proof.code is None:
        raise bad_request("/otp_id", "验证码编号和验证码都要给出")
    otp = world.state.otps.get(proof.otp_id)
    if otp is None or otp.used or otp.account_no != one.account_no or otp.expires_at < now:
        return None
    is_same = secrets.compare_digest(otp.code.encode(), proof.code.encode())
    return otp if is_same else None
