"""What can go wrong with the business systems.

Refused      BusinessRefused      they answered no (a 4xx problem); the hint may be said as it is
Unavailable  BusinessUnavailable  no answer: time-out, broken, 5xx after retries, circuit open
Unavailable  BusinessNonsense     an answer that is not of the contract; nothing of it is shown
Unauthenticated  EventNotSigned   a webhook whose signature or time is not right
"""

from collections.abc import Sequence

from hearthline.business.model import Reason
from hearthline.kernel import Invalid, Refused, Unauthenticated, Unavailable, Words


class BusinessRefused(Refused):
    """The business system answered no; `gateway_code` is its code, such as NEED_VERIFY."""

    code = "business.refused"
    title = Words(zh="业务系统没有办理", en="The business system refused")
    detail = Words(zh="{customer_hint}", en="{customer_hint}")

    def __init__(
        self,
        code: str,
        customer_hint: str,
        reasons: Sequence[Reason] = (),
        required_level: str | None = None,
    ) -> None:
        """Keep what may be said to the customer and what the flow decides by."""
        super().__init__(gateway_code=code, customer_hint=customer_hint)
        self.gateway_code = code
        self.customer_hint = customer_hint
        self.reasons = tuple(reasons)
        self.required_level = required_level


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
    """An answer that is not of the contract; none of it is ever shown to a customer."""

    code = "business.nonsense"
    title = Words(zh="业务系统的回应无法识别", en="The business system's answer makes no sense")
    detail = Words(
        zh="业务系统的回应无法识别。", en="The business system's answer could not be understood."
    )

    def __init__(self, operation: str, cause: str) -> None:
        """Keep the operation and what was wrong, never the answer itself."""
        super().__init__(operation=operation, cause=cause)
        self.operation = operation
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
