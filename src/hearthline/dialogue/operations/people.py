"""Operations about the person: prove who one is, ask for a call, praise, suggest, report.

Whatever is wrong with a proof, the flow learns only that it did not hold: nobody can find out here
whether an account exists, or which part of an answer was right.
"""

from hearthline.business import (
    BusinessRefused,
    CallbackWish,
    FeedbackDraft,
    IdentityProof,
    Verification,
)
from hearthline.dialogue.machine.effects import Done
from hearthline.dialogue.machine.levels import OwnAccount
from hearthline.dialogue.operations.errand import Errand
from hearthline.dialogue.operations.ports import Attempts, Carried
from hearthline.dialogue.operations.wordings import day_text, known, moment_text

LOCKED = BusinessRefused("RATE_LIMITED", "核实次数已用完，请转人工客服")
_SILENT = frozenset({"NOT_FOUND", "MULTI_MATCH", "NOT_ELIGIBLE", "CONFLICT", "BAD_REQUEST"})


async def send_code(errand: Errand, attempts: Attempts) -> Carried:
    """Send a code to the phone bound to the account; to a stranger the answer never varies."""
    if await attempts.is_locked(errand.asking, errand.domain, errand.account):
        raise LOCKED
    try:
        sent = await errand.business.send_otp(
            errand.acting,
            errand.account,
            purpose=errand.text("purpose") or "QUERY",
            idempotency_key=errand.key,
        )
    except BusinessRefused as refusal:
        if refusal.gateway_code not in _SILENT:
            raise
        await attempts.note(errand.asking, errand.domain, errand.account, tried=("OTP", "unknown"))
        return Carried(Done({}, "验证码：未能发出"))
    is_own = errand.asking.owns(errand.domain, errand.account)
    values = {
        "otp_id": sent.otp_id,
        "phone_masked": sent.phone_masked if is_own else None,
        "resend_after_s": sent.resend_after_s,
    }
    return Carried(Done(known(values), "已向登记手机发送验证码"))


async def verify(errand: Errand, attempts: Attempts) -> Carried:
    """Check a proof; every try is noted before anything is told."""
    method = errand.needed("method")
    if await attempts.is_locked(errand.asking, errand.domain, errand.account):
        await attempts.note(errand.asking, errand.domain, errand.account, tried=(method, "locked"))
        raise LOCKED
    proof = IdentityProof(
        account_no=errand.account,
        method=method,
        otp_id=errand.text("otp_id"),
        code=errand.text("code"),
        name=errand.text("name"),
        address=errand.address(),
        id_last4=errand.text("id_last4"),
    )
    try:
        made = await errand.business.verify_identity(
            errand.acting, proof, idempotency_key=errand.key
        )
    except BusinessRefused as refusal:
        outcome = "locked" if refusal.gateway_code == "RATE_LIMITED" else "failed"
        await attempts.note(errand.asking, errand.domain, errand.account, tried=(method, outcome))
        raise
    outcome = "proved" if made.status == "VERIFIED" else "pending"
    await attempts.note(errand.asking, errand.domain, errand.account, tried=(method, outcome))
    return Carried(_verification(errand, made))


async def get_verification(errand: Errand) -> Carried:
    """How a check stands that ends elsewhere."""
    made = await errand.business.get_verification(errand.acting, errand.needed("verification_id"))
    return Carried(_verification(errand, made))


async def request_callback(errand: Errand) -> Carried:
    """Ask for a call by a person."""
    wish = CallbackWish(
        phone=errand.needed("phone"),
        topic=errand.needed("topic"),
        source=errand.source(),
        prefer_from=errand.moment("prefer_from"),
        prefer_to=errand.moment("prefer_to"),
        account_no=errand.text("account_no"),
    )
    made = await errand.business.create_callback(errand.acting, wish, idempotency_key=errand.key)
    when = f"{moment_text(made.planned_by)} 前"
    values = {"callback_id": made.callback_id, "window_text": when}
    return Carried(Done(values, f"已预约回电，{when}"))


async def send_feedback(errand: Errand) -> Carried:
    """Praise, suggestion, opinion, or a report; an anonymous one tells nothing of who speaks."""
    draft = FeedbackDraft(
        domain=errand.domain,
        kind=errand.needed("kind"),
        text=errand.needed("text"),
        source=errand.source(),
        anonymous=str(errand.value("anonymous")).lower() in ("true", "yes"),
        place=errand.address(),
        target=errand.text("target"),
        contact_phone=errand.text("contact_phone"),
        account_no=errand.text("account_no"),
    )
    made = await errand.business.create_feedback(errand.acting, draft, idempotency_key=errand.key)
    parts = [
        f"查询码 {made.query_code}" if made.query_code else "",
        f"{day_text(made.answer_by)}前答复" if made.answer_by else "",
    ]
    told = "，".join(part for part in parts if part)
    values = known({"number": made.feedback_no, "status_text": told or None})
    return Carried(Done(values, f"已登记意见 {made.feedback_no}"))


def _verification(errand: Errand, made: Verification) -> Done:
    """What a check came to; only a good one raises the level, for its own account alone."""
    expires = None if made.expires_at is None else made.expires_at.isoformat()
    proof = None
    if made.status == "VERIFIED":
        proof = OwnAccount(
            errand.domain, made.account_no, made.level, made.verification_id, expires
        )
    values = known(
        {
            "status": made.status,
            "level": made.level,
            "url": made.url,
            "verification_id": made.verification_id,
            "expires_at": expires,
        }
    )
    return Done(values, f"身份核验：{made.level if proof else '待完成'}", proof)
