"""What staff tell each other beside a conversation reaches no customer, by no route or socket."""

import asyncio
import json
from typing import Any

import httpx2
import pytest
import websockets
from fastapi.routing import APIRoute
from websockets.typing import Subprotocol

from hearthline.access import Access
from hearthline.channels.api import router
from hearthline.conversations import (
    Doing,
    Finding,
    Indexer,
    Looking,
    NoteKind,
    Notes,
    NoteWords,
    Receipts,
    SenderKind,
)
from hearthline.kernel import ConversationId, Id, SystemClock
from tests.make import product as make
from tests.make.product import Customer, Running

pytestmark = pytest.mark.api

SECRET = "内部机密四三二一"
BODIES: dict[str, Any] = {
    "openSession": {"locale": "zh-CN"},
    "postMessage": {"client_id": str(Id.new()), "kind": "text", "text": "您好"},
    "rate": {"score": 5},
    "judgeAnswer": {"verdict": "like"},
}


async def confide(running: Running, person: Customer) -> None:
    """A note, a whisper and a look, by staff."""
    services = running.product.services
    here = ConversationId(person.conversation_id)
    async with running.database.session(running.tenant) as session:
        people = await services.get(Access).list_staff(session)
        agent, boss = people[0], people[1]
        for kind in NoteKind:
            words = NoteWords(SECRET, Id.new(), (boss.id,), kind)
            await services.get(Notes).write(session, here, agent, words=words)
        await services.get(Looking).tell(session, here, agent, doing=Doing.WRITING)
    await Indexer(running.database, SystemClock()).catch_up(running.tenant)


async def test_no_route_of_customers_tells_a_note(
    running: Running, http: httpx2.AsyncClient
) -> None:
    person = await make.customer(running, http)
    await confide(running, person)
    tried = 0

    for route in router.routes:
        assert isinstance(route, APIRoute)
        for method in route.methods or ():
            path = route.path.format(
                channel_key=running.channel_key,
                conversation_id=person.conversation_id,
                seq=1,
                token="x",
            )
            body = BODIES.get(str(route.operation_id), {})
            answer = await http.request(
                method, path, headers=person.headers, json=None if method == "GET" else body
            )
            assert SECRET not in answer.text, route.path
            tried += 1

    assert tried >= 8
    thread = json.dumps(await person.read(), ensure_ascii=False)
    assert SECRET not in thread


async def test_no_customers_socket_hears_of_notes_or_of_who_looks(
    running: Running, http: httpx2.AsyncClient
) -> None:
    person = await make.customer(running, http)
    url = f"{running.ws}{person.path}/stream?after_seq=0"
    protocol = Subprotocol(f"bearer.{person.token}")

    async with websockets.connect(url, subprotocols=[protocol], proxy=None) as line:
        await confide(running, person)
        await person.post("最后一句")
        said = []
        while True:
            frame = await asyncio.wait_for(line.recv(), 10)
            said.append(str(frame))
            if "最后一句" in str(frame):
                break

    assert not any(SECRET in frame or "looking" in frame or "notes" in frame for frame in said)


async def test_staff_do_find_it(running: Running, http: httpx2.AsyncClient) -> None:
    from_customers = await make.customer(running, http)
    await confide(running, from_customers)
    async with running.database.session(running.tenant) as session:
        found = await running.product.services.get(Finding).conversations(session, SECRET)

    assert str(from_customers.conversation_id) in {str(one) for one in found}


async def test_what_is_being_typed_is_told_only_where_the_channel_says_so(
    running: Running, http: httpx2.AsyncClient
) -> None:
    person = await make.customer(running, http)
    here = ConversationId(person.conversation_id)
    receipts = running.product.services.get(Receipts)

    async def heard() -> dict[str, Any]:
        async with running.product.foundation.hub.watch(f"conversation:{here}") as watch:
            async with running.database.session(running.tenant) as session:
                await receipts.type(
                    session, here, by=SenderKind.CUSTOMER, on=True, preview="还没想好"
                )
            signal = await watch.next(timeout_seconds=5)
        assert signal
        return signal.note or {}

    off = await heard()
    assert person.opened["typing_preview"] is False
    async with running.database.session(running.tenant) as session:
        await session.execute("UPDATE channel SET typing_preview = true")
    on = await heard()
    again = await make.customer(running, http)
    async with running.database.session(running.tenant) as session:
        await session.execute("UPDATE channel SET typing_preview = false")

    assert "preview" not in off
    assert on["preview"] == "还没想好"
    assert again.opened["typing_preview"] is True
