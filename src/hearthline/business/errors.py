"""What can go wrong with the business systems.

Refused      BusinessRefused      they answered no (a 4xx problem); the hint may be said as it is
Unavailable  BusinessUnavailable  no answer: time-out, broken, 5xx after retries, circuit open
Unavailable  BusinessNonsense     an answer that is not of the contract; nothing of it is shown
Invalid      PaperNotTaken        a file that the contract does not allow; nothing was sent whole
Unauthenticated  EventNotSigned   a webhook whose signature or time is not right
"""

from collections.abc import Sequence

from hearthline.business.model import Reason
from hearthline.kernel import Invalid, Refused, Unauthenticated, Unavailable, Words


class BusinessRefused(Refused):
    """The business system answered no; `gateway_code` is its code.

    NEED_VERIFY comes with `required_level`, RATE_LIMITED with `retry_after_s`, MULTI_MATCH with
    `candidates`; VERIFY_FAILED, PRECHECK_EXPIRED, IDEMPOTENCY_MISMATCH, CONFLICT, NOT_ELIGIBLE
    and NOT_FOUND are told apart by their code, and `reasons` are kept whole.
    """

    code = "business.refused"
    title = Words(zh="业务系统没有办理", en="The business system refused")
    detail = Words(zh="{customer_hint}", en="{customer_hint}")

    def __init__(
        self,
        code: str,
        customer_hint: str,
        reasons: Sequence[Reason] = (),
        required_level: str | None = None,
        *,
        retry_after_s: int | None = None,
    ) -> None:
        """Keep what may be said to the customer and what the flow decides by."""
        super().__init__(gateway_code=code, customer_hint=customer_hint)
        self.gateway_code = code
        self.customer_hint = customer_hint
        self.reasons = tuple(reasons)
        self.required_level = required_level
        self.retry_after_s = retry_after_s

    @property
    def candidates(self) -> tuple[Reason, ...]:
        """The reasons that name something to choose from by its `ref`."""
        return tuple(reason for reason in self.reasons if reason.ref is not None)


class BusinessUnavailable(Unavailable):
    """No answer; after a write `uncertain` says that it may have been carried out."""

    code = "business.unavailable"
    title = Words(zh="业务系统没有回应", en="The business system does not answer")
    detail = Words(zh="业务系统暂时没有回应。", en="The business system does not answer right now.")

    def __init__(self, operation: str, cause: str, *, uncertain: bool = False) -> None:
        """Keep the operation and a constant word for the cause."""
        super().__init__(operation=operation, cause=cause, uncertain=uncertain)
        self.operation = operation
        self.cause = cause
        self.uncertain = uncertain


class BusinessNonsense(Unavailable):
    """An answer that is not of the contract; none of it is ever shown to a customer.

    After a write `uncertain` says that it may have been carried out.
    """

    code = "business.nonsense"
    title = Words(zh="业务系统的回应无法识别", en="The business system's answer makes no sense")
    detail = Words(
        zh="业务系统的回应无法识别。", en="The business system's answer could not be understood."
    )

    def __init__(self, operation: str, cause: str, *, uncertain: bool = False) -> None:
        """Keep the operation and what was wrong, never the answer itself."""
        super().__init__(operation=operation, cause=cause, uncertain=uncertain)
        self.operation = operation
        self.cause = cause
        self.uncertain = uncertain


class PaperNotTaken(Invalid):
    """A file that is no PDF, JPEG or PNG, is empty or larger than 20 MB, or not what it says."""

    code = "business.paper_not_taken"
    title = Words(zh="文件不能上传", en="The file cannot be handed in")
    detail = Words(
        zh="文件须为 PDF、JPEG 或 PNG，最大 20 MB。",
        en="The file must be a PDF, JPEG or PNG of 20 MB at most.",
    )

    def __init__(self, cause: str) -> None:
        """Keep in one word what is wrong: `media_type`, `size` or `content`."""
        super().__init__(cause=cause)
        self.cause = cause


class EventNotSigned(Unauthenticated):
    """A webhook whose signature is not ours or whose time is more than five minutes off."""

    code = "business.event_not_signed"
    title = Words(zh="签名无效", en="Signature not valid")
    detail = Words(
        zh="签名不符或时间相差超过 5 分钟。",
        en="The signature does not match, or its time is more than 5 minutes off.",
    )


class EventNotValid(Invalid):
    """A signed webhook whose body is not an event of the contract."""

    code = "business.event_not_valid"
    title = Words(zh="事件内容有误", en="Event not valid")
    detail = Words(zh="事件内容不符合约定。", en="The event is not of the agreed form.")


class EventTooLarge(Invalid):
    """A webhook body of more than 1 MB."""

    code = "business.event_too_large"
    title = Words(zh="事件过大", en="Event too large")
    detail = Words(zh="事件内容不能超过 1 MB。", en="An event may be 1 MB at most.")
