"""People: codes and proofs, calls back, what they have to say."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Otp:
    """A code that was sent to the phone bound to the account."""

    otp_id: str
    phone_masked: str
    expires_at: datetime
    resend_after_s: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """The outcome of a proof, for one account; `url` is where the customer goes on."""

    verification_id: str
    account_no: str
    status: str
    level: str
    url: str | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Callback:
    """A call by a person that is planned."""

    callback_id: str
    planned_by: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """Praise or a report that was recorded; the code lets an anonymous person ask after it."""

    feedback_no: str
    query_code: str | None = None
    answer_by: date | None = None
