"""One call to the business gateway: headers, time limits, repeats, circuit, and what came of it.

Nothing of an answer or a request is logged; one line a call says operation, time and outcome.
"""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar

import httpx2
from prometheus_client import Histogram

from hearthline.business.call import Call, headers_of
from hearthline.business.errors import BusinessNonsense, BusinessRefused, BusinessUnavailable
from hearthline.business.judging import Attempt, judge, nonsense, unanswered
from hearthline.business.requests import Acting
from hearthline.business.retry import RetryPolicy, Trouble
from hearthline.kernel import Clock
from hearthline.platform.breaker import Breaker, BreakerLimits
from hearthline.platform.log import get_log

Answer = TypeVar("Answer")

_log = get_log(__name__)
_SECONDS = Histogram(
    "hearthline_business_call_seconds",
    "Time of a call to the business gateway, repeats included.",
    ("operation", "outcome"),
)
_NOT_FOUND = "NOT_FOUND"


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewayLimits:
    """How long a call may take and how much may come back; `pages` of a list at most."""

    connect: timedelta = timedelta(seconds=2)
    read: timedelta = timedelta(seconds=4)
    deadline: timedelta = timedelta(seconds=6)
    upload_deadline: timedelta = timedelta(seconds=60)
    pages: int = 5
    body_bytes: int = 4 * 1024 * 1024
    connections: int = 40
    retries: RetryPolicy = field(default_factory=RetryPolicy)
    breaker: BreakerLimits = field(default_factory=BreakerLimits)


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
        self.limits = limits or GatewayLimits()
        self._jitter = jitter
        self._breakers: dict[str, Breaker] = {}
        seconds = self.limits.read.total_seconds()
        self._client = httpx2.AsyncClient(
            base_url=url.rstrip("/") + "/",
            headers={"Authorization": f"Bearer {token}", "Accept": "application/json"},
            timeout=httpx2.Timeout(seconds, connect=self.limits.connect.total_seconds()),
            limits=httpx2.Limits(max_connections=self.limits.connections),
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
            answer, replayed = await self._guarded(acting, call, read)
            outcome = "answered:replayed" if replayed else "answered"
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

    async def _guarded(
        self, acting: Acting, call: Call, read: Callable[[bytes], Answer]
    ) -> tuple[Answer, bool]:
        breaker = self._breakers.setdefault(
            call.operation, Breaker(self._clock, self.limits.breaker)
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
                last = nonsense(call, "not_of_the_contract")
        breaker.failed() if last.counts else breaker.succeeded()
        if last.error is not None:
            raise last.error
        return answer, last.replayed

    async def _attempts(self, acting: Acting, call: Call) -> Attempt:
        """Try until there is an answer, no further attempt is allowed, or the time is up."""
        last = unanswered(call, "deadline", Trouble.SLOW)
        limit = self.limits.upload_deadline if call.upload else self.limits.deadline
        ends = self._clock.monotonic() + limit.total_seconds()
        arrived = False
        try:
            async with asyncio.timeout(limit.total_seconds()):
                for number in range(1, self.limits.retries.again + 2):
                    last = _seen_after(call, await self._attempt(acting, call), arrived=arrived)
                    arrived = arrived or last.arrived
                    left = ends - self._clock.monotonic()
                    pause = self._pause(call, last, number=number + 1, left_seconds=left)
                    if pause is None:
                        break
                    await asyncio.sleep(pause)
        except TimeoutError:
            return unanswered(call, "deadline", Trouble.SLOW)
        return last

    def _pause(
        self, call: Call, last: Attempt, *, number: int, left_seconds: float
    ) -> float | None:
        if last.trouble is None or not call.may_repeat:
            return None
        return self.limits.retries.pause_before(
            number,
            last.trouble,
            left_seconds=left_seconds,
            jitter=self._jitter(),
            asked=last.asked_seconds,
        )

    async def _attempt(self, acting: Acting, call: Call) -> Attempt:
        try:
            async with self._client.stream(
                call.method,
                call.path,
                params=dict(call.query),
                headers=headers_of(acting, call),
                **_body(call),
            ) as response:
                return await judge(call, response, most_bytes=self.limits.body_bytes)
        except (httpx2.ConnectTimeout, httpx2.PoolTimeout):
            return unanswered(call, "no_connection", Trouble.BROKEN, arrived=False)
        except httpx2.TimeoutException:
            return unanswered(call, "slow", Trouble.SLOW)
        except httpx2.ConnectError:
            return unanswered(call, "no_connection", Trouble.BROKEN, arrived=False)
        except httpx2.DecodingError:
            return nonsense(call, "encoding")
        except httpx2.HTTPError:
            return unanswered(call, "broken", Trouble.BROKEN)


def _seen_after(call: Call, last: Attempt, *, arrived: bool) -> Attempt:
    """The attempt in the light of an earlier one that may have arrived and got no answer."""
    if not arrived or last.error is None:
        return last
    if isinstance(last.error, BusinessUnavailable) and not last.arrived:
        return unanswered(
            call, last.error.cause, last.trouble or Trouble.FINAL, asked_seconds=last.asked_seconds
        )
    is_gone = isinstance(last.error, BusinessRefused) and last.error.gateway_code == _NOT_FOUND
    # What was to be ended is not there any more: the earlier attempt ended it.
    return Attempt() if is_gone and call.method == "DELETE" else last


def _body(call: Call) -> dict[str, Any]:
    if call.upload is None:
        return {"json": call.body}
    return {"content": call.upload.open()}
