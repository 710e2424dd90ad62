"""A thousand cuts at random moments, one-way cuts and a killed server included.

Customers write and listen through a proxy that cuts their connections. At the end each customer
must have heard every message of the conversation once, in order, and every message that was
acknowledged must be stored once.
"""

import asyncio
import contextlib
import json
import signal
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random
from time import monotonic
from typing import Any

from websockets.exceptions import WebSocketException

from hearthline.entrypoints.bench.proxy import Cut, Proxy
from hearthline.entrypoints.bench.rig import Rig
from hearthline.entrypoints.bench.wire import BenchRefused, Peer, Wire, check
from hearthline.entrypoints.terminal import Column, Steps, Terminal
from hearthline.kernel import MessageId

_LOST = (OSError, EOFError, WebSocketException, TimeoutError, asyncio.IncompleteReadError)
_CUSTOMERS = 24
_LONGEST_LINGER_SECONDS = 0.4
_ANSWER_PATIENCE_SECONDS = 3.0
_SETTLE_SECONDS = 60.0
_TOO_MANY = 429


@dataclass(slots=True)
class Ledger:
    """What one customer wrote and heard."""

    peer: Peer
    sent: set[str] = field(default_factory=set)
    heard: list[dict[str, Any]] = field(default_factory=list)
    epochs: set[str] = field(default_factory=set)
    connects: int = 0
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def last_seq(self) -> int:
        """The last number heard."""
        return int(self.heard[-1]["seq"]) if self.heard else 0

    def hear(self, message: dict[str, Any]) -> None:
        """Write down what the socket brought."""
        self.heard.append(message)
        self._news.set()

    async def has_heard(self, seq: int) -> None:
        """Wait until a number has been heard."""
        while self.last_seq < seq:
            self._news.clear()
            await self._news.wait()


async def bench_reconnect(
    rig: Rig, cuts: int, *, tell: Callable[[str], None], steps: Steps
) -> dict[str, Any]:
    """Cut, restart, wait until all is quiet, then count."""
    proxy = Proxy(rig.host, rig.port)
    port = await proxy.open()
    ledgers = [await _arrive(rig, port, number) for number in range(_CUSTOMERS)]
    chance = Random(20261121)  # noqa: S311  # repeatable, not secret
    stop = asyncio.Event()
    writing = [asyncio.create_task(_write(ledger, port, chance, stop)) for ledger in ledgers]
    listening = [asyncio.create_task(_listen(ledger, chance)) for ledger in ledgers]
    began = monotonic()
    kinds = await _cut(rig, proxy, cuts, chance=chance, steps=steps, tell=tell)
    stop.set()
    await asyncio.gather(*writing)
    facts = {"cuts": cuts, "customers": _CUSTOMERS, "seconds": round(monotonic() - began, 1)}
    tell("waiting until every customer has caught up")
    totals = await _settle(rig, ledgers)
    for task in listening:
        task.cancel()
    await asyncio.gather(*listening, return_exceptions=True)
    await proxy.close()
    return facts | kinds | totals


def report(terminal: Terminal, facts: dict[str, Any]) -> None:
    """The figures as a table."""
    shown = ("cuts", "one_way", "server_kills", "connects", "messages")
    bad = ("lost", "twice", "out_of_order", "acknowledged_lost", "stored_twice")
    columns = [Column(name, is_figure=True) for name in (*shown, *bad)]
    terminal.table(columns, [[facts[name] for name in (*shown, *bad)]])


def is_sound(facts: dict[str, Any]) -> bool:
    """Nothing lost, nothing twice, order kept."""
    bad = ("lost", "twice", "out_of_order", "acknowledged_lost", "stored_twice")
    return not any(facts[name] for name in bad)


async def _arrive(rig: Rig, proxy_port: int, number: int) -> Ledger:
    wire = Wire(rig.host, rig.port, source=f"127.0.3.{number + 1}")
    peer = await Peer.arrive(rig.host, rig.port, rig.channel, wire=wire, at=proxy_port)
    # A person's conversation: what is written here is answered by nobody, so all can be counted.
    check(*await wire.post(f"{peer.path}/handoff", {"reason": ""}, token=peer.token))
    wire.close()
    return Ledger(peer, epochs={peer.epoch})


async def _write(ledger: Ledger, port: int, chance: Random, stop: asyncio.Event) -> None:
    """Write about once a second; a message without an answer is sent again, as it was."""
    number = 0
    while not stop.is_set():
        number += 1
        client_id = str(MessageId.new())
        is_sent = False
        while not is_sent:
            is_sent = await _sent(ledger, port, client_id, f"第 {number} 句")
            await asyncio.sleep(0 if is_sent else chance.uniform(0.05, 0.3))
        ledger.sent.add(client_id)
        await asyncio.sleep(chance.uniform(0.5, 1.0))


async def _sent(ledger: Ledger, port: int, client_id: str, text: str) -> bool:
    wire: Wire | None = None
    try:
        async with asyncio.timeout(_ANSWER_PATIENCE_SECONDS):
            wire = Wire("127.0.0.1", port)
            await ledger.peer.post(text, client_id=client_id, wire=wire)
    except BenchRefused as refusal:
        if refusal.details["status"] not in {_TOO_MANY, 503}:
            raise
        return False
    except _LOST:
        return False
    finally:
        if wire is not None:
            wire.close()
    return True


async def _listen(ledger: Ledger, chance: Random) -> None:
    """Listen for ever; after every cut, ask again from the last number heard."""
    while True:
        with contextlib.suppress(*_LOST):
            socket = await ledger.peer.listen(ledger.last_seq)
            ledger.connects += 1
            async for frame in socket:
                told = json.loads(frame)
                if told["type"] == "message":
                    ledger.hear(told["message"])
                elif told["type"] == "reset":
                    ledger.epochs.add(told["epoch"])
        await asyncio.sleep(chance.uniform(0, 0.3))


async def _cut(
    rig: Rig,
    proxy: Proxy,
    cuts: int,
    *,
    chance: Random,
    steps: Steps,
    tell: Callable[[str], None],
) -> dict[str, int]:
    """Cut at random moments; kill the server at one third, restart it gently at two thirds."""
    one_way = kills = 0
    lingering: set[asyncio.Task[None]] = set()
    for number in range(cuts):
        await asyncio.sleep(chance.expovariate(25))
        if number in {cuts // 3, 2 * cuts // 3}:
            kills += 1
            how_hard = signal.SIGKILL if number == cuts // 3 else signal.SIGTERM
            await asyncio.to_thread(rig.end_server, how_hard, tell)
        link = await proxy.some_link(chance)
        how = chance.choice(list(Cut))
        one_way += how is not Cut.BOTH
        linger = chance.uniform(0.05, _LONGEST_LINGER_SECONDS)
        lingering.add(asyncio.create_task(link.cut(how, linger_seconds=linger)))
        steps.step()
    await asyncio.gather(*lingering)
    return {"one_way": one_way, "server_kills": kills}


async def _settle(rig: Rig, ledgers: list[Ledger]) -> dict[str, int]:
    """Compare with what is stored, once everybody has heard the last message."""
    totals: Counter[str] = Counter()
    for ledger in ledgers:
        wire = Wire(rig.host, rig.port)
        stored = await _stored(ledger.peer, wire)
        wire.close()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_SETTLE_SECONDS):
                await ledger.has_heard(len(stored))
        totals.update(count_faults(ledger, stored))
    return dict(totals)


async def _stored(peer: Peer, wire: Wire) -> list[dict[str, Any]]:
    stored: list[dict[str, Any]] = []
    while True:
        path = f"{peer.path}/messages?after_seq={len(stored)}&limit=200"
        status, page = await wire.get(path, token=peer.token)
        check(status, page)
        stored += page["messages"]
        if not page["messages"]:
            return stored


def count_faults(ledger: Ledger, stored: list[dict[str, Any]]) -> dict[str, int]:
    """What went wrong for one customer, beside what is stored."""
    heard = [message["seq"] for message in ledger.heard]
    wanted = [message["seq"] for message in stored]
    own = [message["client_id"] for message in stored if message["client_id"]]
    return {
        "connects": ledger.connects,
        "messages": len(wanted),
        "lost": len(set(wanted) - set(heard)),
        "twice": len(heard) - len(set(heard)),
        "out_of_order": sum(b <= a for a, b in pairwise(heard)),
        "acknowledged_lost": len(ledger.sent - set(own)),
        "stored_twice": len(own) - len(set(own)),
        "resets": len(ledger.epochs) - 1,
    }
