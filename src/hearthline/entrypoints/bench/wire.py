"""Customers at the lowest cost in Python, so that a benchmark measures the server.

HTTP/1.1 by hand on one kept-alive connection, and the socket of the same conversation.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, Self

from websockets.asyncio.client import ClientConnection, connect

from hearthline.kernel import HearthlineError, MessageId, Words

_END_OF_HEAD = b"\r\n\r\n"
_LENGTH = b"content-length:"


class BenchRefused(HearthlineError):
    """The server refused what a benchmark asked; the figures would mean nothing."""

    code = "bench.refused"
    detail = Words(zh="服务器拒绝：{status} {said}", en="The server refused: {status} {said}")


class Wire:
    """One connection; one request at a time; opened again when the server has closed it."""

    def __init__(self, host: str, port: int, *, source: str | None = None) -> None:
        """Where to; `source` is a loopback address to come from, which the rate limits see."""
        self._to = (host, port)
        self._from = (source, 0) if source else None
        self._ends: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def post(
        self, path: str, body: dict[str, Any], *, token: str = ""
    ) -> tuple[int, dict[str, Any]]:
        """POST JSON and read the answer; every POST of ours may be repeated."""
        payload = json.dumps(body, ensure_ascii=False).encode()
        bearer = f"Authorization: Bearer {token}\r\n" if token else ""
        head = (
            f"POST {path} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
            f"{bearer}Content-Length: {len(payload)}\r\n\r\n"
        )
        return await self._ask(head.encode() + payload)

    async def get(self, path: str, *, token: str) -> tuple[int, dict[str, Any]]:
        """GET and read the answer."""
        head = f"GET {path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\n\r\n"
        return await self._ask(head.encode())

    def close(self) -> None:
        """Hang up."""
        if self._ends is not None:
            self._ends[1].close()
            self._ends = None

    async def _ask(self, request: bytes) -> tuple[int, dict[str, Any]]:
        if self._ends is not None:
            try:
                return await self._exchange(self._ends, request)
            except (OSError, asyncio.IncompleteReadError):
                self.close()
        self._ends = await asyncio.open_connection(*self._to, local_addr=self._from)
        return await self._exchange(self._ends, request)

    async def _exchange(
        self, ends: tuple[asyncio.StreamReader, asyncio.StreamWriter], request: bytes
    ) -> tuple[int, dict[str, Any]]:
        reader, writer = ends
        writer.write(request)
        head = (await reader.readuntil(_END_OF_HEAD)).lower()
        status = int(head[9:12])
        at = head.find(_LENGTH)
        length = int(head[at + len(_LENGTH) : head.index(b"\r\n", at)]) if at >= 0 else 0
        body = await reader.readexactly(length)
        return status, json.loads(body) if body else {}


@dataclass(slots=True)
class Peer:
    """A customer: one conversation, its wire and, once opened, its socket."""

    host: str
    port: int
    wire: Wire
    conversation_id: str
    token: str = field(repr=False)
    last_seq: int
    epoch: str
    socket: ClientConnection | None = None

    @classmethod
    async def arrive(
        cls, host: str, port: int, channel: str, *, wire: Wire, at: int | None = None
    ) -> Self:
        """Open a session; `at` is where to connect afterwards, when not at `port`."""
        visitor = {"identity": None, "visitor_id": str(MessageId.new()), "locale": "zh-CN"}
        status, opened = await wire.post(f"/api/v1/channels/{channel}/sessions", visitor)
        check(status, opened)
        conversation = opened["conversation"]
        return cls(
            host=host,
            port=at or port,
            wire=wire,
            conversation_id=conversation["id"],
            token=opened["session_token"],
            last_seq=conversation["last_seq"],
            epoch=conversation["epoch"],
        )

    @property
    def path(self) -> str:
        """The conversation's address."""
        return f"/api/v1/conversations/{self.conversation_id}"

    async def post(
        self, text: str, *, client_id: str | None = None, wire: Wire | None = None
    ) -> dict[str, Any]:
        """Send a text; the stored message."""
        body = {"client_id": client_id or str(MessageId.new()), "kind": "text", "text": text}
        answer = await (wire or self.wire).post(f"{self.path}/messages", body, token=self.token)
        check(*answer)
        message: dict[str, Any] = answer[1]["message"]
        return message

    async def listen(self, after_seq: int | None = None) -> ClientConnection:
        """Open the socket, which begins after a number."""
        after = self.last_seq if after_seq is None else after_seq
        self.socket = await connect(
            f"ws://{self.host}:{self.port}{self.path}/stream?after_seq={after}&epoch={self.epoch}",
            subprotocols=[f"bearer.{self.token}"],  # type: ignore[list-item]  # a NewType of str
            compression=None,
            open_timeout=30,
            ping_interval=None,
            proxy=None,
        )
        return self.socket

    async def messages(self) -> AsyncIterator[dict[str, Any]]:
        """Every message that the socket brings."""
        if self.socket is None:
            await self.listen()
        assert self.socket is not None  # noqa: S101  # listen has opened it
        async for frame in self.socket:
            told = json.loads(frame)
            if told["type"] == "message":
                yield told["message"]


def check(status: int, body: dict[str, Any]) -> None:
    """Stop a benchmark whose requests are refused."""
    if status >= 400:
        raise BenchRefused(status=status, said=body.get("detail") or body)
