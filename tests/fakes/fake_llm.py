"""A scripted OpenAI-compatible server on loopback that also misbehaves, and a model without one.

`FakeLlm` speaks HTTP; `ScriptedModel` is the port itself, for tests in which no socket matters.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from hearthline.platform.llm import ModelUnavailable, Request

HUGE_BYTES = 2_000_000


def completion(content: str, *, finish: str = "stop") -> bytes:
    """The body of a good answer."""
    message = {"role": "assistant", "content": content}
    body = {"object": "chat.completion", "choices": [{"message": message, "finish_reason": finish}]}
    return json.dumps(body, ensure_ascii=False).encode()


@dataclass
class FakeLlm:
    """How the server answers, and what it was asked.

    `kind`: right (says `content`), status (`status`), cut (hangs up), hold (until `release`),
    huge, html, raw (`content` as the whole body).
    """

    kind: str = "right"
    content: str = "{}"
    status: int = 500
    finish: str = "stop"
    cuts_left: int = 1_000_000
    address: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    release: asyncio.Event = field(default_factory=asyncio.Event)
    holding: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def sent(self) -> str:
        """Everything that left the house, as one text."""
        return json.dumps(self.asked, ensure_ascii=False)

    def says(self, content: object) -> None:
        """Answer well with a text, or with something as JSON."""
        self.kind = "right"
        is_text = isinstance(content, str)
        self.content = str(content) if is_text else json.dumps(content, ensure_ascii=False)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection."""
        try:
            while await self._answer(reader, writer):
                pass
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        fields = dict(line.lower().split(": ", 1) for line in head.splitlines()[1:] if ": " in line)
        self.asked.append(json.loads(await reader.readexactly(int(fields["content-length"]))))
        self.keys.append(fields.get("authorization", ""))
        if self.kind == "hold":
            self.holding.set()
            await self.release.wait()
        if self.kind == "cut" and self.cuts_left > 0:
            self.cuts_left -= 1
            return False
        status, body = self._reply()
        kind = "text/html" if self.kind == "html" else "application/json"
        line = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
        writer.write(line.encode() + body)
        await writer.drain()
        return True

    def _reply(self) -> tuple[int, bytes]:
        match self.kind:
            case "status":
                return self.status, b'{"error": {"message": "no"}}'
            case "huge":
                return 200, completion("x" * HUGE_BYTES)
            case "html":
                return 200, b"<html><body>Welcome to the proxy</body></html>"
            case "raw":
                return 200, self.content.encode()
        return 200, completion(self.content, finish=self.finish)


@asynccontextmanager
async def fake_llm() -> AsyncIterator[FakeLlm]:
    """The server for the length of the block."""
    made = FakeLlm()
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
    try:
        yield made
    finally:
        made.release.set()
        server.close()


@dataclass
class ScriptedModel:
    """The port, answered by a function of the request, or failing with a cause."""

    answer: Callable[[Request], object] | None = None
    cause: str = ""
    asked: list[Request] = field(default_factory=list)
    deadlines: list[float] = field(default_factory=list)

    async def complete(self, request: Request, *, deadline_seconds: float) -> str:
        """What the script says."""
        self.asked.append(request)
        self.deadlines.append(deadline_seconds)
        if self.answer is None:
            raise ModelUnavailable(self.cause or "unreachable")
        said = self.answer(request)
        return said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)

    @property
    def sent(self) -> str:
        """Everything that it was told."""
        return "\n".join(part.content for one in self.asked for part in one.messages)


def saying(content: Mapping[str, object] | str) -> ScriptedModel:
    """A model that always says the same."""
    return ScriptedModel(lambda _: content)
