"""Customers whose sockets are heard all the time, for benchmarks that wait for what comes back."""

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic

from hearthline.access import Access, Passwords, Role, SessionRules, Staff
from hearthline.conversations import Conversations, Move, Status
from hearthline.entrypoints.bench.rig import Rig
from hearthline.entrypoints.bench.wire import Peer, Wire
from hearthline.kernel import ConversationId, MessageId, StaffId, SystemClock
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database, Session
from hearthline.platform.outbox import Outbox
from hearthline.platform.streams import Streams

_PATIENCE_SECONDS = 30.0
_PEERS_AN_ADDRESS = 400
_OPENING_AT_A_TIME = 8
_CONVERSATIONS_AN_AGENT = 12


class Talk:
    """One customer; `is_held` says that no bot answers, so his own words are waited for."""

    def __init__(self, peer: Peer, *, is_held: bool) -> None:
        """Wait for nothing yet."""
        self.peer = peer
        self._is_held = is_held
        self._news = asyncio.Event()
        self._own_seq = 0
        self._answered_seq = 0

    async def hear(self) -> None:
        """Follow the socket until it closes."""
        async for message in self.peer.messages():
            if message["sender"]["kind"] == "customer":
                self._own_seq = max(self._own_seq, message["seq"])
            elif message["reply_to"]:
                self._answered_seq = max(self._answered_seq, message["reply_to"])
            self._news.set()

    async def say(self, text: str) -> float:
        """Send, and wait until it, or the bot's reply to it, is here; the seconds that took."""
        began = monotonic()
        seq = (await self.peer.post(text, client_id=str(MessageId.new())))["seq"]
        async with asyncio.timeout(_PATIENCE_SECONDS):
            while (self._own_seq if self._is_held else self._answered_seq) < seq:
                self._news.clear()
                await self._news.wait()
        return monotonic() - began


async def gather_peers(rig: Rig, count: int, *, first: int = 0) -> list[Peer]:
    """So many new customers, from several loopback addresses, each with a wire of its own."""
    gate = asyncio.Semaphore(_OPENING_AT_A_TIME)

    async def arrive(number: int) -> Peer:
        async with gate:
            source = f"127.0.{1 + number // _PEERS_AN_ADDRESS}.1"
            wire = Wire(rig.host, rig.port, source=source)
            return await Peer.arrive(rig.host, rig.port, rig.channel, wire=wire)

    return list(await asyncio.gather(*(arrive(first + n) for n in range(count))))


@asynccontextmanager
async def gather_talks(rig: Rig, count: int, *, is_held: bool) -> AsyncIterator[list[Talk]]:
    """Customers with open sockets; the held ones have asked for a person before."""
    peers = await gather_peers(rig, count, first=0 if is_held else 4 * _PEERS_AN_ADDRESS)
    if is_held:
        await hand_to_agents(rig, peers)
    talks = [Talk(peer, is_held=is_held) for peer in peers]
    for peer in peers:
        await peer.listen()
    hearing = [asyncio.create_task(talk.hear()) for talk in talks]
    try:
        yield talks
    finally:
        for task in hearing:
            task.cancel()
        await asyncio.gather(*hearing, return_exceptions=True)
        for peer in peers:
            await hang_up(peer)


async def hand_to_agents(rig: Rig, peers: list[Peer]) -> None:
    """Give the conversations to agents of this benchmark, a dozen each."""
    conversations = Conversations(Streams(), Outbox(), SystemClock())
    database = Database(rig.database.app_url, min_size=1, max_size=2)
    async with database, database.session(rig.tenant_id) as session:
        agents = await _agents(session, database, len(peers) // _CONVERSATIONS_AN_AGENT + 1)
        for number, peer in enumerate(peers):
            move = Move(Status.AGENT, holder_id=agents[number % len(agents)])
            await conversations.move(session, ConversationId.of(peer.conversation_id), move)


async def _agents(session: Session, database: Database, count: int) -> list[StaffId]:
    cheap = Passwords(time_cost=1, memory_kib=8, lanes=1)
    access = Access(
        database,
        SystemClock(),
        vault=Vault("nothing is sealed here"),
        passwords=cheap,
        rules=SessionRules(),
    )
    roles = frozenset({Role.AGENT})
    added = []
    for number in range(count):
        agent = Staff(StaffId.new(), session.tenant_id, f"bench{number}", "客服", roles)
        added.append(await access.add_staff(session, agent, password=secrets.token_hex(16)))
    return [agent.id for agent in added]


async def hang_up(peer: Peer) -> None:
    """Close a customer's wire and socket."""
    peer.wire.close()
    if peer.socket is not None:
        with contextlib.suppress(OSError):
            await peer.socket.close()
