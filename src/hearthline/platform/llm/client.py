"""A language model behind an OpenAI-compatible address: one POST, bounded in time and size.

Nothing of a question or an answer is logged; one line a call says task, time and outcome.
"""

import asyncio
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final, Literal

import httpx2
from prometheus_client import Histogram
from pydantic import BaseModel, Field, ValidationError

from hearthline.kernel import Clock
from hearthline.platform.breaker import Breaker, BreakerLimits
from hearthline.platform.llm.errors import ModelUnavailable
from hearthline.platform.llm.port import Request
from hearthline.platform.log import get_log

log = get_log(__name__)

Form = Literal["json_schema", "json_object", "none"]
_SECONDS = Histogram(
    "hearthline_llm_call_seconds",
    "Time of a call to the language model; outcome `answered` or the cause of the failure.",
    ("task", "outcome"),
    buckets=(0.1, 0.25, 0.5, 1, 1.5, 2, 2.5, 4, 8, 15),
)
_TRIES: Final = 2
_BROKEN: Final = (httpx2.NetworkError, httpx2.RemoteProtocolError)
_THOUGHTS: Final = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
_FENCE: Final = re.compile(r"\A```(?:json)?\s*\n(?P<inner>.*)\n```\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ModelAddress:
    """Where the model is: base address, its name there, and the key if one is needed.

    `form` says how the server is asked for JSON; `extra` are members for its own wishes, and a
    null in it takes one of ours away.
    """

    url: str
    model: str
    key: str = ""
    form: Form = "json_object"
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelLimits:
    """How many calls at a time, how much may come back, and when to stop trying for a while."""

    concurrency: int = 8
    body_bytes: int = 64 * 1024
    connect: timedelta = timedelta(seconds=1)
    breaker: BreakerLimits = field(
        default_factory=lambda: BreakerLimits(
            failures_in_a_row=3, window=timedelta(seconds=60), pause=timedelta(seconds=30)
        )
    )


class _Said(BaseModel):
    content: str = Field(min_length=1)


class _Choice(BaseModel):
    message: _Said
    finish_reason: str | None = None


class _Completion(BaseModel):
    choices: list[_Choice] = Field(min_length=1)


class OpenAiModel:
    """`LanguageModel` over HTTP; holds one pool of connections."""

    def __init__(
        self, address: ModelAddress, clock: Clock, *, limits: ModelLimits | None = None
    ) -> None:
        """Make the pool; nothing is sent before the first question."""
        self.address = address
        self._clock = clock
        self._limits = limits or ModelLimits()
        self._breaker = Breaker(clock, self._limits.breaker)
        self._at_work = 0
        connect = self._limits.connect.total_seconds()
        self._http = httpx2.AsyncClient(
            base_url=address.url.rstrip("/") + "/",
            headers={"Accept-Encoding": "identity", **_credentials(address.key)},
            timeout=httpx2.Timeout(None, connect=connect),
            limits=httpx2.Limits(max_connections=self._limits.concurrency),
            trust_env=False,
        )

    async def close(self) -> None:
        """Give the connections back."""
        await self._http.aclose()

    async def complete(self, request: Request, *, deadline_seconds: float) -> str:
        """The answer's text; raises `ModelUnavailable` at the deadline at the latest."""
        started, outcome = self._clock.monotonic(), "given_up"
        try:
            text = await self._admitted(request, deadline_seconds)
            outcome = "answered"
        except ModelUnavailable as failed:
            outcome = failed.cause
            raise
        else:
            return text
        finally:
            seconds = self._clock.monotonic() - started
            _SECONDS.labels(request.task, outcome).observe(seconds)
            log.info("language model", task=request.task, ms=round(seconds * 1000), outcome=outcome)

    async def _admitted(self, request: Request, deadline_seconds: float) -> str:
        """Ask, unless it is hopeless: nobody waits in a line for an optional helper."""
        if deadline_seconds <= 0:
            raise ModelUnavailable("slow")
        if self._at_work >= self._limits.concurrency:
            raise ModelUnavailable("busy")
        if not self._breaker.admits():
            raise ModelUnavailable("circuit_open")
        self._at_work += 1
        try:
            text = await self._in_time(request, deadline_seconds)
        except ModelUnavailable:
            self._breaker.failed()
            raise
        except BaseException:
            self._breaker.abandoned()
            raise
        else:
            self._breaker.succeeded()
            return text
        finally:
            self._at_work -= 1

    async def _in_time(self, request: Request, deadline_seconds: float) -> str:
        """Try, and once more when the connection broke; both within the same deadline."""
        body = self._body(request)
        try:
            async with asyncio.timeout(deadline_seconds):
                for left in reversed(range(_TRIES)):
                    try:
                        return _text_of(await self._posted(body))
                    except _BROKEN:
                        if not left:
                            raise
        except TimeoutError:
            raise ModelUnavailable("slow") from None
        except (httpx2.HTTPError, httpx2.InvalidURL):
            raise ModelUnavailable("unreachable") from None
        raise AssertionError("every try returns or raises")

    async def _posted(self, body: dict[str, Any]) -> bytes:
        async with self._http.stream("POST", "chat/completions", json=body) as answer:
            if answer.status_code >= 500 or answer.status_code == 429:
                raise ModelUnavailable("failing")
            if answer.status_code != 200:
                raise ModelUnavailable("refused")
            read = bytearray()
            async for piece in answer.aiter_raw():
                read += piece
                if len(read) > self._limits.body_bytes:
                    raise ModelUnavailable("too_large")
            return bytes(read)

    def _body(self, request: Request) -> dict[str, Any]:
        body: dict[str, Any] = {
            "model": self.address.model,
            "messages": [{"role": one.role, "content": one.content} for one in request.messages],
            "temperature": 0,
            "max_tokens": request.most_tokens,
            "stream": False,
        }
        if request.schema is not None and self.address.form == "json_schema":
            named = {"name": request.task, "schema": dict(request.schema)}
            body["response_format"] = {"type": "json_schema", "json_schema": named}
        elif request.schema is not None and self.address.form == "json_object":
            body["response_format"] = {"type": "json_object"}
        whole = {**body, **self.address.extra}
        return {name: value for name, value in whole.items() if value is not None}


def _credentials(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"} if key else {}


def _text_of(body: bytes) -> str:
    """What the model said, without its loud thoughts and without a fence around it."""
    try:
        choice = _Completion.model_validate(json.loads(body)).choices[0]
    except (ValidationError, ValueError, RecursionError):
        raise ModelUnavailable("nonsense") from None
    if choice.finish_reason == "length":
        raise ModelUnavailable("cut")
    text = _THOUGHTS.sub("", choice.message.content).strip()
    fenced = _FENCE.match(text)
    text = fenced["inner"].strip() if fenced else text
    if not text:
        raise ModelUnavailable("nonsense")
    return text
