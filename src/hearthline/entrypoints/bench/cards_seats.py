"""Agents at their desks for the benchmark of cards, each with known customers on the line."""

import asyncio
import contextlib
import json
import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import httpx2
from websockets.asyncio.client import ClientConnection, connect

from hearthline.access import (
    CSRF_HEADER,
    SESSION_COOKIE,
    Access,
    Credentials,
    Origin,
    Passwords,
    Role,
    SessionRules,
    Staff,
)
from hearthline.conversations import AccountRef, Channels, Conversations, Move, Opening, Status
from hearthline.customers import Claims, Customers, KnownAccount
from hearthline.entrypoints.bench.rig import Rig
from hearthline.entrypoints.demo.people import RESIDENTS, Resident
from hearthline.entrypoints.demo.seed import CHANNEL_KEY, TENANT_SLUG
from hearthline.kernel import ConversationId, StaffId, SystemClock
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database, Session
from hearthline.platform.outbox import Outbox
from hearthline.platform.streams import Streams

# Cards come up at most three times a minute, so nobody has more customers than that.
AT_A_SEAT: Final = 3


@dataclass
class Seat:
    """One agent: his socket, his client, and the cards that came by conversation."""

    agent: Staff
    client: httpx2.AsyncClient
    socket: ClientConnection
    talks: Sequence[ConversationId]
    cards: dict[str, asyncio.Event] = field(default_factory=dict)
    whole: dict[str, asyncio.Event] = field(default_factory=dict)

    async def hear(self) -> None:
        """Note when a conversation's card comes, and when one came with all its facts."""
        async for frame in self.socket:
            told = json.loads(frame)
            if told["type"] == "card":
                name = told["conversation_id"]
                self.cards.setdefault(name, asyncio.Event()).set()
                if not told["card"]["awaits"]:
                    self.whole.setdefault(name, asyncio.Event()).set()


@asynccontextmanager
async def seats_of(rig: Rig, database: Database, count: int) -> AsyncIterator[list[Seat]]:
    """So many agents with their customers, all of them connected."""
    seats = [await _seat(rig, database, number) for number in range(count)]
    hearing = [asyncio.create_task(seat.hear()) for seat in seats]
    try:
        yield seats
    finally:
        for task in hearing:
            task.cancel()
        await asyncio.gather(*hearing, return_exceptions=True)
        for seat in seats:
            with contextlib.suppress(OSError):
                await seat.socket.close()
            await seat.client.aclose()


async def _seat(rig: Rig, database: Database, number: int) -> Seat:
    vault = Vault(rig.settings.secret_key())
    access = Access(
        database,
        SystemClock(),
        vault=vault,
        passwords=Passwords(time_cost=1, memory_kib=8, lanes=1),
        rules=SessionRules(),
    )
    password, name = secrets.token_hex(16), f"cards{number}"
    async with database.session(rig.tenant_id) as session:
        agent = Staff(StaffId.new(), rig.tenant_id, name, "客服", frozenset({Role.AGENT}))
        added = await access.add_staff(session, agent, password=password)
        talks = [await _talk(session, vault, added, one) for one in _people(number)]
    claim = Credentials(TENANT_SLUG, name, password)
    signed = await access.log_in(claim, Origin(f"127.1.{number // 250}.{number % 250 + 1}"))
    headers = {"Cookie": f"{SESSION_COOKIE}={signed.token}", CSRF_HEADER: signed.csrf_token}
    client = httpx2.AsyncClient(base_url=rig.url, headers=headers, timeout=30.0)
    socket = await connect(
        f"ws://{rig.host}:{rig.port}/api/v1/desk/stream",
        additional_headers={"Cookie": headers["Cookie"]},
        compression=None,
        ping_interval=None,
        proxy=None,
    )
    threads: dict[str, Any] = {str(talk): 0 for talk in talks}
    await socket.send(json.dumps({"type": "hello", "threads": threads}))
    return Seat(added, client, socket, talks)


async def _talk(session: Session, vault: Vault, agent: Staff, who: Resident) -> ConversationId:
    """A conversation of a resident, who has proved himself, in the agent's hands."""
    known = [KnownAccount("heating", one) for one in who.heating[:1]]
    claims = Claims(who.sub, name=who.name, phone=who.phone, accounts=tuple(known))
    customer = await Customers(vault, SystemClock()).recognise(session, claims)
    conversations = Conversations(Streams(), Outbox(), SystemClock())
    opening = Opening(
        await Channels(vault).get(session, CHANNEL_KEY),
        customer.label,
        "zh-CN",
        customer_id=customer.id,
        subject=who.sub,
        accounts=tuple(AccountRef(one.domain, one.account_no) for one in known),
        verify_level="L1",
    )
    begun = await conversations.open(session, opening)
    moved = await conversations.move(session, begun.id, Move(Status.AGENT, holder_id=agent.id))
    return moved.id


def _people(number: int) -> list[Resident]:
    everybody = list(RESIDENTS.values())
    return [everybody[(number * AT_A_SEAT + one) % len(everybody)] for one in range(AT_A_SEAT)]
