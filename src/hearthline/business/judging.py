"""What one attempt brought: a good body, a refusal, no answer, or nonsense."""

from dataclasses import dataclass

import httpx2
from pydantic import ValidationError

from hearthline.business.call import Call
from hearthline.business.contract import GatewayProblem
from hearthline.business.errors import BusinessNonsense, BusinessRefused, BusinessUnavailable
from hearthline.business.retry import Trouble
from hearthline.kernel import HearthlineError

_NO_CONTENT = 204
_UNAUTHENTICATED = 401
_SERVER_FAULT = 500


@dataclass(frozen=True, slots=True)
class Attempt:
    """A body, or trouble with the error that it means.

    `arrived` when the work may have been done over there, `replayed` when it had been done by an
    earlier attempt with the same key, `counts` when the circuit counts it as a failure.
    """

    body: bytes = b""
    replayed: bool = False
    trouble: Trouble | None = None
    error: HearthlineError | None = None
    asked_seconds: float = 0.0
    counts: bool = False
    arrived: bool = False


async def judge(call: Call, response: httpx2.Response, *, most_bytes: int) -> Attempt:
    """What an answer means; at most so many bytes of it are read."""
    body = bytearray()
    async for piece in response.aiter_bytes():
        body += piece
        if len(body) > most_bytes:
            return nonsense(call, "too_large")
    if not response.is_success:
        return _problem(call, response.status_code, bytes(body))
    replayed = response.headers.get("idempotent-replay", "").lower() == "true"
    if call.is_silent:
        is_bare = response.status_code == _NO_CONTENT
        return Attempt(replayed=replayed) if is_bare else nonsense(call, "not_bare")
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        return nonsense(call, "not_json")
    return Attempt(body=bytes(body), replayed=replayed) if body else nonsense(call, "empty")


def _problem(call: Call, status: int, body: bytes) -> Attempt:
    """What an answer that is no success means for the caller and for the circuit."""
    down = status >= _SERVER_FAULT
    try:
        problem = GatewayProblem.model_validate_json(body)
    except ValidationError:
        cause = f"http_{status}"
        return unanswered(call, cause, Trouble.FINAL) if down else nonsense(call, cause)
    trouble = Trouble.SAID_RETRYABLE if problem.retryable else Trouble.FINAL
    asked = float(problem.retry_after_s or 0)
    if down or status == _UNAUTHENTICATED:
        cause = problem.code.lower()
        return unanswered(call, cause, trouble, arrived=down, asked_seconds=asked)
    refused = BusinessRefused(
        problem.code,
        problem.customer_hint,
        problem.reasons,
        problem.required_level,
        retry_after_s=problem.retry_after_s,
    )
    return Attempt(trouble=trouble, error=refused, asked_seconds=asked)


def unanswered(
    call: Call, cause: str, trouble: Trouble, *, arrived: bool = True, asked_seconds: float = 0.0
) -> Attempt:
    """No answer; after a write that may have arrived it is uncertain what became of it."""
    error = BusinessUnavailable(call.operation, cause, uncertain=arrived and call.is_write)
    return Attempt(
        trouble=trouble, error=error, asked_seconds=asked_seconds, counts=True, arrived=arrived
    )


def nonsense(call: Call, cause: str) -> Attempt:
    """An answer of which nothing can be used."""
    error = BusinessNonsense(call.operation, cause, uncertain=call.is_write)
    return Attempt(trouble=Trouble.FINAL, error=error, counts=True, arrived=True)
