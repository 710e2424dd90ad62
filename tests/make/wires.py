"""Listening to sockets over cuts, as a customer's or an agent's client does."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import websockets

from hearthline.access import SESSION_COOKIE
from tests.make.background import running
from tests.make.demo import Colleague
from tests.make.product import Customer

AGAIN_SECONDS = 0.1


@dataclass
class Ear:
    """What came over a socket that is opened again after each cut."""

    frames: list[dict[str, Any]] = field(default_factory=list)
    openings: int = 0
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def take(self, frame: dict[str, Any]) -> None:
        """Keep a frame."""
        self.frames.append(frame)
        self.news.set()

    def of(self, kind: str) -> list[dict[str, Any]]:
        """Frames of a kind, in order."""
        return [frame for frame in self.frames if frame["type"] == kind]

    @property
    def seqs(self) -> list[int]:
        """Numbers of the messages that came, in order."""
        return [frame["message"]["seq"] for frame in self.of("message")]

    async def hears(self, *wanted: Callable[[dict[str, Any]], bool], seconds: float = 20) -> None:
        """Wait until a frame came for each of these."""
        async with asyncio.timeout(seconds):
            while not all(any(map(fits, self.frames)) for fits in wanted):
                self.news.clear()
                await self.news.wait()


@contextlib.asynccontextmanager
async def customer_ear(url: str, person: Customer) -> AsyncIterator[Ear]:
    """A customer's widget: every message once, in order."""
    ear = Ear()

    async def listen() -> None:
        after = ear.seqs[-1] if ear.seqs else 0
        address = f"{url.replace('http', 'ws', 1)}{person.path}/stream?after_seq={after}"
        protocol = [websockets.Subprotocol(f"bearer.{person.token}")]
        async with websockets.connect(address, subprotocols=protocol, proxy=None) as socket:
            ear.openings += 1
            async for frame in socket:
                ear.take(json.loads(frame))

    async with _again_and_again(listen):
        await ear.hears(_is_state)
        yield ear


@contextlib.asynccontextmanager
async def desk_ear(url: str, agent: Colleague, conversation_id: str) -> AsyncIterator[Ear]:
    """An agent's console: his lists, and one open thread."""
    ear = Ear()
    page = await agent.get("/desk/conversations", view="mine")
    cursors = {head["stream"]: _cursor(head["epoch"], head["last_seq"]) for head in page["heads"]}

    async def listen() -> None:
        cookie = f"{SESSION_COOKIE}={agent.http.cookies[SESSION_COOKIE]}"
        address = f"{url.replace('http', 'ws', 1)}/api/v1/desk/stream"
        headers = {"Cookie": cookie, "Origin": url}
        async with websockets.connect(address, additional_headers=headers, proxy=None) as socket:
            ear.openings += 1
            threads = {conversation_id: ear.seqs[-1] if ear.seqs else 0}
            hello = {"type": "hello", "cursors": cursors, "threads": threads}
            await socket.send(json.dumps(hello))
            async for text in socket:
                frame = json.loads(text)
                ear.take(frame)
                if frame["type"] == "row":
                    epoch = cursors[frame["stream"]]["epoch"]
                    cursors[frame["stream"]] = _cursor(epoch, frame["seq"])

    async with _again_and_again(listen):
        await ear.hears(lambda frame: frame["type"] == "caught_up")
        yield ear


@contextlib.asynccontextmanager
async def _again_and_again(listen: Callable[[], Any]) -> AsyncIterator[None]:
    async def work() -> None:
        while True:
            with contextlib.suppress(OSError, websockets.WebSocketException):
                await listen()
            await asyncio.sleep(AGAIN_SECONDS)

    async with running(work()):
        yield


def _cursor(epoch: str, seq: int) -> dict[str, Any]:
    return {"epoch": epoch, "seq": seq}


def _is_state(frame: dict[str, Any]) -> bool:
    return bool(frame["type"] == "state")
