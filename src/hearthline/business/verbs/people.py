"""People: who it is, when to call, what he or she has to say."""

from dataclasses import replace

from hearthline.business.call import get, post, segment
from hearthline.business.model import Callback, Feedback, Otp, Verification
from hearthline.business.reading import Reading
from hearthline.business.requests import (
    Acting,
    CallbackWish,
    FeedbackDraft,
    IdentityProof,
    Level,
)


class PersonVerbs(Reading):
    """Everything about the person who writes."""

    async def send_otp(
        self, acting: Acting, account_no: str, *, purpose: str = "QUERY", idempotency_key: str
    ) -> Otp:
        """Send a code to the phone bound to the account; RATE_LIMITED after five in an hour."""
        body = {"account_no": account_no, "purpose": purpose}
        return await self._one(
            acting, post("sendOtp", "identity/otp", body, key=idempotency_key), Otp
        )

    async def verify_identity(
        self, acting: Acting, proof: IdentityProof, *, idempotency_key: str
    ) -> Verification:
        """Get a level for an account by a proof; VERIFY_FAILED, RATE_LIMITED after three."""
        call = post("verifyIdentity", "identity/verify", proof, key=idempotency_key)
        return await self._one(acting, call, Verification)

    async def get_verification(self, acting: Acting, verification_id: str) -> Verification:
        """How a verification stands that ends elsewhere (REAL_NAME_LINK)."""
        call = get("getVerification", f"identity/verifications/{segment(verification_id)}")
        return await self._one(acting, call, Verification)

    async def create_callback(
        self, acting: Acting, wish: CallbackWish, *, idempotency_key: str
    ) -> Callback:
        """Ask for a call by a person."""
        call = post("createCallback", "callbacks", wish, key=idempotency_key)
        return await self._one(acting, call, Callback)

    async def create_feedback(
        self, acting: Acting, draft: FeedbackDraft, *, idempotency_key: str
    ) -> Feedback:
        """Record praise, a suggestion, an opinion or a report; an anonymous one names nobody."""
        if draft.anonymous:
            acting = _unnamed(acting)
            draft = replace(draft, contact_phone=None, account_no=None)
        call = post("createFeedback", "feedback", draft, key=idempotency_key)
        return await self._one(acting, call, Feedback)


def _unnamed(acting: Acting) -> Acting:
    return replace(
        acting, verify_level=Level.L0.value, verification_id=None, subject=None, consent_id=None
    )
