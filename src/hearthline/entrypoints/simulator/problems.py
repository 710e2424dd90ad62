"""Refusals as RFC 9457 problem documents with a sentence for the customer."""

from dataclasses import dataclass, field
from typing import Any

from fastapi.responses import JSONResponse

STATUS = {
    "BAD_REQUEST": 400,
    "UNAUTHENTICATED": 401,
    "FORBIDDEN": 403,
    "NEED_VERIFY": 403,
    "VERIFY_FAILED": 403,
    "NOT_FOUND": 404,
    "MULTI_MATCH": 409,
    "NOT_ELIGIBLE": 409,
    "CONFLICT": 409,
    "IDEMPOTENCY_MISMATCH": 409,
    "PRECHECK_EXPIRED": 409,
    "RATE_LIMITED": 429,
    "TIMEOUT": 504,
    "INTERNAL": 500,
    "UPSTREAM_DOWN": 503,
}


@dataclass
class Problem(Exception):
    """A refusal; `more` holds further members such as `required_level`."""

    code: str
    title: str
    hint: str
    retryable: bool = False
    reasons: list[dict[str, Any]] = field(default_factory=list)
    more: dict[str, Any] = field(default_factory=dict)

    def response(self, trace_id: str | None = None) -> JSONResponse:
        """The problem document."""
        status = STATUS[self.code]
        body: dict[str, Any] = {
            "type": "about:blank",
            "title": self.title,
            "status": status,
            "code": self.code,
            "retryable": self.retryable,
            "customer_hint": self.hint,
            "reasons": self.reasons,
        } | self.more
        if trace_id:
            body["trace_id"] = trace_id
        return JSONResponse(body, status, media_type="application/problem+json")


def not_found(what: str) -> Problem:
    """There is no such thing."""
    return Problem("NOT_FOUND", f"未找到{what}", f"没有找到这个{what}，请核对后再试。")


def bad_request(field_pointer: str, text: str) -> Problem:
    """A value is missing or wrong."""
    reason = {"code": "INVALID_FIELD", "text": text, "field": field_pointer}
    return Problem(
        "BAD_REQUEST", "请求内容有误", "提交的内容有误，请核对后再试。", reasons=[reason]
    )


def conflict(title: str, hint: str) -> Problem:
    """It cannot be done any more, or not at the same time."""
    return Problem("CONFLICT", title, hint)


def not_eligible(title: str, *reasons: dict[str, Any]) -> Problem:
    """The rules do not allow it; each reason is a sentence for the customer."""
    hint = "；".join(reason["text"] for reason in reasons) or title
    return Problem("NOT_ELIGIBLE", title, f"{hint}。", reasons=list(reasons))


def need_verify(level: str, what: str = "查询这项内容") -> Problem:
    """The person is not known well enough for this."""
    hint = f"{what}需要先核验您的身份。"
    return Problem("NEED_VERIFY", "需要核验身份", hint, more={"required_level": level})
