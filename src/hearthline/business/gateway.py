"""One call to the business gateway: headers, time limits, repeats, circuit, and what came of it.

Nothing of an answer or a request is logged; one line a call says operation, time and outcome.
"""

import asyncio
import hashlib
import random
import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar
from urllib.parse import quote

import httpx2
from prometheus_client import Histogram
from pydantic import ValidationError

from hearthline.business.breaker import Breaker, BreakerLimits
from hearthline.business.contract import GatewayProblem
from hearthline.business.errors import BusinessNonsense, BusinessRefused, BusinessUnavailable
from hearthline.business.requests import Acting
from hearthline.business.retry import RetryPolicy, Trouble
from hearthline.kernel import Clock, HearthlineError
from hearthline.platform.log import get_log

Answer = TypeVar("Answer")

_log = get_log(__name__)
_SECONDS = Histogram(
    "hearthline_business_call_seconds",
    "Time of a call to the business gateway, repeats included.",
    ("operation", "outcome"),
)
_PRINTABLE = string.ascii_letters + string.digits + string.punctuation.replace("%", "") + " "
_KEY_LENGTHS = range(8, 129)


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewayLimits:
    """How long a call may take and how much may come back."""

    connect: timedelta = timedelta(seconds=2)
    read: timedelta = timedelta(seconds=4)
    deadline: timedelta = timedelta(seconds=6)
    body_bytes: int = 4 * 1024 * 1024
    connections: int = 40
    retries: RetryPolicy = field(default_factory=RetryPolicy)
    breaker: BreakerLimits = field(default_factory=BreakerLimits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One operation of the contract with its values; a write has a key."""

    operation: str
    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    body: Mapping[str, Any] | None = None
    key: str | None = None

    @property
    def may_repeat(self) -> bool:
        """Whether sending it twice does no harm."""
        return self.method == "GET" or self.key is not None

    @property
    def is_write(self) -> bool:
        """Whether it changes something over there."""
        return self.method != "GET" and self.operation != "searchAccounts"


@dataclass(frozen=True, slots=True)
class _Attempt:
    """What one attempt brought: a body, or trouble with the error that it means."""

    body: bytes = b""
    trouble: Trouble | None = None
    error: HearthlineError | None = None
    asked_seconds: float = 0.0
    counts: bool = False


class Gateway:
    """The one pool of connections to a tenant's business systems."""

    def __init__(
        self,
        url: str,
        token: str,
        *,
        clock: Clock,
        limits: GatewayLimits | None = None,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        """Make the pool; nothing is sent before the first call."""
        self._clock = clock
        self._limits = limits or GatewayLimits()
        self._jitter = jitter
        self._breakers: dict[str, Breaker] = {}
        seconds = self._limits.read.total_seconds()
        self._client = httpx2.AsyncClient(
            base_url=url.rstrip("/") + "/",
            headers={"Authorization": f"Bearer {token}", "Accept": "application/json"},
            timeout=httpx2.Timeout(seconds, connect=self._limits.connect.total_seconds()),
            limits=httpx2.Limits(max_connections=self._limits.connections),
            trust_env=False,
        )

    async def close(self) -> None:
        """Give the connections back."""
        await self._client.aclose()

    async def ask(self, acting: Acting, call: Call, read: Callable[[bytes], Answer]) -> Answer:
        """A good answer as `read` understands it; raises one of the three business errors."""
        started = self._clock.monotonic()
        outcome = "given_up"
        try:
            answer = await self._guarded(acting, call, read)
            outcome = "answered"
        except BusinessRefused as refused:
            outcome = f"refused:{refused.gateway_code}"
            raise
        except (BusinessUnavailable, BusinessNonsense) as failed:
            outcome = f"{failed.code.removeprefix('business.')}:{failed.cause}"
            raise
        else:
            return answer
        finally:
            self._note(call, outcome, self._clock.monotonic() - started)

    def _note(self, call: Call, outcome: str, seconds: float) -> None:
        _SECONDS.labels(call.operation, outcome.partition(":")[0]).observe(seconds)
        _log.info(
            "business call", operation=call.operation, ms=round(seconds * 1000), outcome=outcome
        )

    async def _guarded(self, acting: Acting, call: Call, read: Callable[[bytes], Answer]) -> Answer:
        breaker = self._breakers.setdefault(
            call.operation, Breaker(self._clock, self._limits.breaker)
        )
        if not breaker.admits():
            raise BusinessUnavailable(call.operation, "circuit_open")
        try:
            last = await self._attempts(acting, call)
        except BaseException:
            breaker.abandoned()
            raise
        if last.error is None:
            try:
                answer = read(last.body)
            except ValueError:
                last = _nonsense(call, "not_of_the_contract")
        breaker.failed() if last.counts else breaker.succeeded()
        if last.error is not None:
            raise last.error
        return answer

    async def _attempts(self, acting: Acting, call: Call) -> _Attempt:
        """Try until there is an answer, no further attempt is allowed, or the time is up."""
        last = _unanswered(call, "deadline", Trouble.SLOW)
        ends = self._clock.monotonic() + self._limits.deadline.total_seconds()
        try:
            async with asyncio.timeout(self._limits.deadline.total_seconds()):
                for number in range(1, self._limits.retries.again + 2):
                    last = await self._attempt(acting, call)
                    left = ends - self._clock.monotonic()
                    pause = self._pause(call, last, number=number + 1, left_seconds=left)
                    if pause is None:
                        break
                    await asyncio.sleep(pause)
        except TimeoutError:
            return _unanswered(call, "deadline", Trouble.SLOW)
        return last

    def _pause(
        self, call: Call, last: _Attempt, *, number: int, left_seconds: float
    ) -> float | None:
        if last.trouble is None or not call.may_repeat:
            return None
        return self._limits.retries.pause_before(
            number,
            last.trouble,
            left_seconds=left_seconds,
            jitter=self._jitter(),
            asked=last.asked_seconds,
        )

    async def _attempt(self, acting: Acting, call: Call) -> _Attempt:
        try:
            async with self._client.stream(
                call.method,
                call.path,
                params=dict(call.query),
                json=call.body,
                headers=_headers(acting, call),
            ) as response:
                return await self._judge(call, response)
        except (httpx2.ConnectTimeout, httpx2.PoolTimeout):
            return _unanswered(call, "no_connection", Trouble.BROKEN, sent=False)
        except httpx2.TimeoutException:
            return _unanswered(call, "slow", Trouble.SLOW)
        except httpx2.ConnectError:
            return _unanswered(call, "no_connection", Trouble.BROKEN, sent=False)
        except httpx2.DecodingError:
            return _nonsense(call, "encoding")
        except httpx2.HTTPError:
            return _unanswered(call, "broken", Trouble.BROKEN)

    async def _judge(self, call: Call, response: httpx2.Response) -> _Attempt:
        body = bytearray()
        async for piece in response.aiter_bytes():
            body += piece
            if len(body) > self._limits.body_bytes:
                return _nonsense(call, "too_large")
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if response.is_success:
            if kind != "application/json":
                return _nonsense(call, "not_json")
            return _Attempt(body=bytes(body)) if body else _nonsense(call, "empty")
        return _judge_problem(call, response.status_code, bytes(body))


def _judge_problem(call: Call, status: int, body: bytes) -> _Attempt:
    """What an answer that is no success means for the caller and for the circuit."""
    down = status >= 500
    try:
        problem = GatewayProblem.model_validate_json(body)
    except ValidationError:
        cause = f"http_{status}"
        return _unanswered(call, cause, Trouble.FINAL) if down else _nonsense(call, cause)
    trouble = Trouble.SAID_RETRYABLE if problem.retryable else Trouble.FINAL
    asked = float(problem.retry_after_s or 0)
    if down or status == 401:
        return _unanswered(call, problem.code.lower(), trouble, asked_seconds=asked)
    refused = BusinessRefused(
        problem.code, problem.customer_hint, problem.reasons, problem.required_level
    )
    return _Attempt(trouble=trouble, error=refused, asked_seconds=asked)


def _unanswered(
    call: Call, cause: str, trouble: Trouble, *, sent: bool = True, asked_seconds: float = 0.0
) -> _Attempt:
    error = BusinessUnavailable(call.operation, cause, uncertain=sent and call.is_write)
    return _Attempt(trouble=trouble, error=error, asked_seconds=asked_seconds, counts=True)


def _nonsense(call: Call, cause: str) -> _Attempt:
    error = BusinessNonsense(call.operation, cause)
    return _Attempt(trouble=Trouble.FINAL, error=error, counts=True)


def _headers(acting: Acting, call: Call) -> dict[str, str]:
    named = {
        "X-Actor": acting.actor,
        "X-Verify-Level": acting.verify_level,
        "X-Verification-Id": acting.verification_id,
        "X-Subject": acting.subject,
        "X-Tenant": acting.tenant,
        "X-Consent-Id": acting.consent_id,
        "X-Trace-Id": acting.trace_id,
        "Idempotency-Key": None if call.key is None else _sized(call.key),
    }
    return {name: quote(value, safe=_PRINTABLE) for name, value in named.items() if value}


def _sized(key: str) -> str:
    """A key of the length that the contract takes; the same key gives the same result."""
    fits = len(key) in _KEY_LENGTHS and key.isascii() and key.isprintable()
    return key if fits else hashlib.sha256(key.encode()).hexdigest()
