"""The customer's socket: nothing lost, nothing twice, order kept, over any number of cuts."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import pytest
import websockets
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from websockets.typing import Subprotocol

from hearthline.conversations import Conversations, Saying, Sender
from hearthline.kernel import ConversationId
from tests.make import product as make
from tests.make.product import Customer, Running

pytestmark = pytest.mark.api


@asynccontextmanager
async def socket(
    running: Running,
    person: Customer,
    *,
    after_seq: int = 0,
    token: str | None = None,
    **query: Any,
) -> AsyncIterator[websockets.ClientConnection]:
    more = "".join(f"&{name}={value}" for name, value in query.items())
    url = f"{running.ws}{person.path}/stream?after_seq={after_seq}{more}"
    protocol = Subprotocol(f"bearer.{token or person.token}")
    async with websockets.connect(url, subprotocols=[protocol], proxy=None) as connection:
        yield connection


async def frames(connection: websockets.ClientConnection, count: int) -> list[dict[str, Any]]:
    return [json.loads(await asyncio.wait_for(connection.recv(), 10)) for _ in range(count)]


async def say(running: Running, person: Customer, *texts: str) -> None:
    conversations = running.product.services.get(Conversations)
    for text in texts:
        async with running.database.session(running.tenant) as session:
            await conversations.say(
                session,
                ConversationId(person.conversation_id),
                Saying(Sender.system("系统"), text),
            )


async def test_first_everything_then_the_state_then_live(
    running: Running, http: httpx2.AsyncClient
) -> None:
    person = await make.customer(running, http)
    await say(running, person, "甲", "乙")

    async with socket(running, person) as connection:
        caught_up = await frames(connection, 4)
        await say(running, person, "丙")
        live = (await frames(connection, 1))[0]

    assert connection.subprotocol == f"bearer.{person.token}"
    assert [frame["type"] for frame in caught_up] == ["message"] * 3 + ["state"]
    assert [frame["message"]["seq"] for frame in caught_up[:3]] == [1, 2, 3]
    assert caught_up[3] == {"type": "state", "status": "bot", "queue": None, "agent": None}
    assert live["message"]["text"] == "丙"


async def test_an_offset_beyond_the_end_or_of_another_epoch_is_reset(
    running: Running, http: httpx2.AsyncClient
) -> None:
    person = await make.customer(running, http)

    async with socket(running, person, after_seq=99) as connection:
        beyond = (await frames(connection, 1))[0]
        with pytest.raises(websockets.ConnectionClosed):
            await connection.recv()
    other = "00000000-0000-0000-0000-000000000000"
    async with socket(running, person, after_seq=1, epoch=other) as connection:
        elsewhere = (await frames(connection, 1))[0]

    epoch = person.opened["conversation"]["epoch"]
    assert beyond == elsewhere == {"type": "reset", "epoch": epoch}


@pytest.mark.parametrize("token", ["", "forged", "a.b.c"])
async def test_a_socket_without_a_good_token_is_refused(
    running: Running, http: httpx2.AsyncClient, token: str
) -> None:
    person = await make.customer(running, http)

    with pytest.raises(websockets.InvalidStatus) as refused:
        async with socket(running, person, token=token or "-"):
            pass
    assert refused.value.response.status_code == 401


async def test_another_conversations_socket_is_404(
    running: Running, http: httpx2.AsyncClient
) -> None:
    mine, theirs = await make.customer(running, http), await make.customer(running, http)

    with pytest.raises(websockets.InvalidStatus) as refused:
        async with socket(running, theirs, token=mine.token):
            pass
    assert refused.value.response.status_code == 404


async def test_going_to_the_queue_is_told_with_the_place_in_it(
    running: Running, http: httpx2.AsyncClient
) -> None:
    person = await make.customer(running, http)

    async with socket(running, person, after_seq=1) as connection:
        await frames(connection, 1)
        await http.post(f"{person.path}/handoff", json={}, headers=person.headers)
        told: list[dict[str, Any]] = []
        while not told or told[-1].get("status") != "queued":
            told += await frames(connection, 1)

    assert told[-1]["queue"]["position"] >= 1


async def test_hostile_frames_end_the_socket_and_nothing_else(
    running: Running, http: httpx2.AsyncClient
) -> None:
    person = await make.customer(running, http)

    for words in ("not json", "[]", "x" * 5000):
        async with socket(running, person) as connection:
            await connection.send(words)
            with pytest.raises(websockets.ConnectionClosed):
                while True:
                    await asyncio.wait_for(connection.recv(), 10)
    async with socket(running, person) as connection:
        await connection.send('{"type": "read", "seq": -5}')
        await connection.send('{"type": "read", "seq": "many"}')
        await connection.send('{"type": "unheard-of"}')
        await frames(connection, 2)


async def test_an_agents_reading_and_typing_reach_the_customer(
    running: Running, http: httpx2.AsyncClient
) -> None:
    person = await make.customer(running, http)
    conversations = running.product.services.get(Conversations)

    async with socket(running, person, after_seq=1) as connection:
        await frames(connection, 1)
        async with running.database.session(running.tenant) as session:
            thread = ConversationId(person.conversation_id)
            await session.notify(f"conversation:{thread}", {"typing": True, "by": "agent"})
            await session.notify(f"conversation:{thread}", {"receipt": 1, "by": "agent"})
        told = await frames(connection, 2)
        async with running.database.session(running.tenant) as session:
            assert (await conversations.get(session, thread)).last_seq == 1

    assert told == [
        {"type": "typing", "sender": "agent", "on": True},
        {"type": "receipt", "seq": 1, "state": "read"},
    ]


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(cuts=st.lists(st.integers(0, 6), min_size=1, max_size=6))
async def test_cuts_at_any_frame_lose_and_repeat_nothing(
    running: Running, http: httpx2.AsyncClient, cuts: list[int]
) -> None:
    person = await make.customer(running, http)
    seen: list[int] = []

    for number, cut in enumerate(cuts):
        await say(running, person, f"第{number}句", "又一句")
        async with socket(running, person, after_seq=seen[-1] if seen else 0) as connection:
            for frame in await frames(connection, min(cut, 1)):
                seen += [frame["message"]["seq"]] if frame["type"] == "message" else []
    async with socket(running, person, after_seq=seen[-1] if seen else 0) as connection:
        while True:
            frame = (await frames(connection, 1))[0]
            if frame["type"] == "state":
                break
            seen.append(frame["message"]["seq"])

    assert seen == list(range(1, 2 * len(cuts) + 2))


async def test_who_waits_hears_when_the_line_moves_and_not_when_others_write(
    running: Running, http: httpx2.AsyncClient
) -> None:
    first, second = await make.customer(running, http), await make.customer(running, http)
    for person in (first, second):
        await http.post(f"{person.path}/handoff", json={}, headers=person.headers)
    last_seq = (await second.read())["last_seq"]

    async with socket(running, second, after_seq=last_seq) as connection:
        before = (await frames(connection, 1))[0]["queue"]["position"]
        await first.post("我补充一句")
        await http.post(f"{first.path}/close", headers=first.headers)
        after = (await frames(connection, 1))[0]

    assert after["type"] == "state"
    assert after["queue"]["position"] == before - 1
