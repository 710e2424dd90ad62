"""Thousands of sockets on one server process, and a message to each of them.

The messages are said by a process beside the server, as a notice to many customers would be.
A message's clock starts when the transaction that stores it begins to commit.
"""

import asyncio
import json
from collections.abc import Callable, Iterator
from time import monotonic
from typing import Any

import psutil
from websockets.asyncio.client import ClientConnection

from hearthline.conversations import Conversations, Saying, Sender
from hearthline.entrypoints.bench.rig import Rig
from hearthline.entrypoints.bench.talk import gather_peers, hang_up
from hearthline.entrypoints.bench.wire import Peer
from hearthline.entrypoints.figures import latency_ms
from hearthline.entrypoints.terminal import Column, Terminal
from hearthline.kernel import ConversationId, SystemClock
from hearthline.platform.db import Database
from hearthline.platform.outbox import Outbox
from hearthline.platform.streams import Streams

WORDS = "您所在的小区今晚 22 点到次日 6 点检修，室温会略有下降。"
_A_TRANSACTION = 20
_OPENING_AT_A_TIME = 50
_PATIENCE_SECONDS = 60.0


async def bench_sockets(rig: Rig, count: int, tell: Callable[[str], None]) -> dict[str, Any]:
    """Open the sockets, send to each, and weigh the server."""
    tell(f"{count} customers arrive")
    peers = await gather_peers(rig, count)
    server = _server_process(rig)
    before = server.memory_info().rss
    tell(f"{count} sockets open")
    began = monotonic()
    await _open_sockets(peers)
    opened_s = monotonic() - began
    after = server.memory_info().rss
    tell("a message to each")
    try:
        took, missing, all_s = await _broadcast(rig, peers)
    finally:
        for peer in peers:
            await hang_up(peer)
    return {
        "sockets": count,
        "opened_s": round(opened_s, 2),
        "delivered": len(took),
        "missing": missing,
        "rss_before_mb": round(before / 2**20, 1),
        "rss_after_mb": round(after / 2**20, 1),
        "rss_per_socket_kb": round((after - before) / 1024 / count, 1),
        **latency_ms(took),
        "slowest_ms": round(max(took, default=0.0) * 1000, 1),
        "all_heard_ms": round(all_s * 1000, 1),
    }


def report(terminal: Terminal, facts: dict[str, Any]) -> None:
    """The figures as a table."""
    shown = [
        *("sockets", "delivered", "missing", "p50_ms", "p95_ms", "slowest_ms"),
        *("all_heard_ms", "rss_per_socket_kb"),
    ]
    terminal.table([Column(name, is_figure=True) for name in shown], [[facts[n] for n in shown]])


def _server_process(rig: Rig) -> psutil.Process:
    pid = rig.server.pid
    if pid is None:
        raise LookupError("the server has ended")
    return psutil.Process(pid)


async def _open_sockets(peers: list[Peer]) -> None:
    gate = asyncio.Semaphore(_OPENING_AT_A_TIME)

    async def open_one(peer: Peer) -> None:
        async with gate:
            socket = await peer.listen()
            await socket.recv()  # the state, which ends the catching up

    await asyncio.gather(*(open_one(peer) for peer in peers))


async def _broadcast(rig: Rig, peers: list[Peer]) -> tuple[list[float], int, float]:
    began = monotonic()
    hearing = [asyncio.create_task(_hear(peer.socket)) for peer in peers if peer.socket]
    everybody = [ConversationId.of(peer.conversation_id) for peer in peers]
    stored_at = await _say_to_all(rig, everybody)
    await asyncio.wait(hearing, timeout=_PATIENCE_SECONDS)
    heard = {n: task.result() for n, task in enumerate(hearing) if task.done()}
    for task in hearing:
        task.cancel()
    took = [at - stored_at[everybody[number]] for number, at in heard.items()]
    return took, len(hearing) - len(heard), max(heard.values(), default=began) - began


async def _hear(socket: ClientConnection) -> float:
    async for frame in socket:
        told = json.loads(frame)
        if told["type"] == "message" and told["message"]["text"] == WORDS:
            return monotonic()
    raise ConnectionError("the server closed a socket")


async def _say_to_all(rig: Rig, everybody: list[ConversationId]) -> dict[ConversationId, float]:
    """Store a message in each conversation; when each one's transaction began to commit."""
    conversations = Conversations(Streams(), Outbox(), SystemClock())
    saying = Saying(Sender.system("安和供热"), WORDS)
    stored_at: dict[ConversationId, float] = {}
    async with Database(rig.database.app_url, min_size=1, max_size=2) as database:
        for some in batched(everybody, _A_TRANSACTION):
            async with database.session(rig.tenant_id) as session:
                for conversation_id in some:
                    await conversations.say(session, conversation_id, saying)
                stored_at |= dict.fromkeys(some, monotonic())
    return stored_at


def batched(everybody: list[ConversationId], size: int) -> Iterator[list[ConversationId]]:
    """Groups of at most `size`, in order."""
    for start in range(0, len(everybody), size):
        yield everybody[start : start + size]
