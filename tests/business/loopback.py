"""A gateway on a loopback port that says what a test tells it to, and keeps what it was asked."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from hearthline.business import Business, Gateway, GatewayLimits
from hearthline.kernel import SystemClock

TOKEN = "a-token-for-tests"
REASONS = {200: "OK", 201: "Created", 202: "Accepted", 204: "No Content"}


@dataclass(frozen=True)
class Got:
    """One request as it arrived."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> list[tuple[str, str]]:
        return parse_qsl(urlsplit(self.target).query, keep_blank_values=True)

    @property
    def json(self) -> Any:
        return json.loads(self.body) if self.body else None


@dataclass(frozen=True)
class Said:
    """One answer; `cut` closes without it, `slow` keeps it back for so many seconds."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False
    slow: float = 0.0

    def raw(self) -> bytes:
        lines = [f"HTTP/1.1 {self.status} {REASONS.get(self.status, 'Other')}"]
        named = {"Content-Type": "application/json", "Connection": "close"} | self.headers
        named |= {} if self.status == 204 else {"Content-Length": str(len(self.body))}
        lines += [f"{name}: {value}" for name, value in named.items()]
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + self.body


def said(answer: Any, status: int = 200, **headers: str) -> Said:
    """A JSON answer; None is a bare 204."""
    if answer is None:
        return Said(204)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Said(status, json.dumps(answer).encode(), named)


def problem(status: int, code: str, *, retryable: object = False, **more: Any) -> Said:
    """A problem document."""
    body = {
        "type": "about:blank",
        "title": "业务系统没有办理",
        "status": status,
        "code": code,
        "retryable": retryable,
        "customer_hint": "请稍后再试。",
    }
    kind = {"Content-Type": "application/problem+json"}
    return Said(status, json.dumps(body | more).encode(), kind)


@dataclass
class Loopback:
    """Answers with what was queued, the last of it again and again."""

    business: Business
    answers: list[Said]
    got: list[Got] = field(default_factory=list)

    def next(self) -> Said:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            self.got.append(await _read(reader))
            answer = self.next()
            await asyncio.sleep(answer.slow)
            if not answer.cut:
                writer.write(answer.raw())
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            self.got.append(Got("", "", {}, b""))
        finally:
            writer.close()


async def _read(reader: asyncio.StreamReader) -> Got:
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    first, *lines = head.strip().split("\r\n")
    method, target, _ = first.split(" ")
    headers = {line.partition(": ")[0].lower(): line.partition(": ")[2] for line in lines}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Got(method, target, headers, body)


@asynccontextmanager
async def gateway(*answers: Said, **limits: Any) -> AsyncIterator[Loopback]:
    """A gateway that answers so, and a client of it with the product's limits or others."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await here.serve(reader, writer)

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        chosen = GatewayLimits(**limits)
        business = Business(Gateway(address, TOKEN, clock=SystemClock(), limits=chosen))
        here = Loopback(business, list(answers))
        try:
            yield here
        finally:
            await business.close()
