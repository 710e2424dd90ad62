"""The agent's socket over cuts: every open view is repaired, not only the one that is looked at."""

import asyncio
import json
from collections.abc import AsyncIterator, MutableMapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from hearthline.access import SESSION_COOKIE, Credentials, Origin, Staff
from hearthline.conversations import (
    Desk,
    Move,
    Notes,
    NoteWords,
    Rows,
    Saying,
    Sender,
    Status,
    Uploads,
)
from hearthline.kernel import ConversationId, Id
from hearthline.platform.http import Services
from hearthline.platform.hub import Hub
from hearthline.platform.storage import Storage
from hearthline.platform.streams import Streams
from hearthline.routing import DeskStreams
from hearthline.routing.stream import router
from tests.make.desk import DeskOf
from tests.make.staff import PASSWORD

pytestmark = pytest.mark.api


@pytest.fixture
def app(desk: DeskOf, hub: Hub, tmp_path: Path) -> FastAPI:
    """The socket, served in this process."""
    lists = Desk(
        desk.conversations,
        Streams(),
        rows=Rows(desk.access.names),
        queues_of=desk.routing.queues_of,
    )
    sockets = DeskStreams(
        desk.database,
        hub,
        streams=Streams(),
        desk=lists,
        conversations=desk.conversations,
        routing=desk.routing,
        uploads=Uploads(desk.database, Storage(tmp_path), desk.vault, desk.clock),
    )
    made = FastAPI()
    made.state.services = Services(desk.database, desk.access, sockets)
    made.include_router(router)
    return made


class Line:
    """An agent's open socket."""

    def __init__(self) -> None:
        """Nothing said, nothing heard."""
        self.said: asyncio.Queue[MutableMapping[str, Any]] = asyncio.Queue()
        self.heard: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    def say(self, **frame: Any) -> None:
        """Send a frame."""
        self.heard.put_nowait({"type": "websocket.receive", "text": json.dumps(frame)})

    async def until(self, kind: str, **facts: Any) -> list[dict[str, Any]]:
        """Every frame up to the first of a kind with these facts."""
        frames: list[dict[str, Any]] = []
        async with asyncio.timeout(10):
            while True:
                message = await self.said.get()
                if message["type"] != "websocket.send":
                    continue
                frame = json.loads(message["text"])
                frames.append(frame)
                if frame["type"] == kind and facts.items() <= frame.items():
                    return frames


@asynccontextmanager
async def line(app: FastAPI, desk: DeskOf, staff: Staff) -> AsyncIterator[Line]:
    """A signed-in person's socket, cut at the end of the block."""
    async with desk.database.open_session() as session:
        row = await session.one("SELECT slug FROM tenant WHERE id = %(id)s", {"id": desk.tenant})
    claim = Credentials(row["slug"], staff.username, PASSWORD)
    signed = await desk.access.log_in(claim, Origin(f"stream-{Id.new()}"))
    opened = Line()
    opened.heard.put_nowait({"type": "websocket.connect"})
    headers = [(b"cookie", f"{SESSION_COOKIE}={signed.token}".encode()), (b"host", b"desk.test")]
    scope = {
        "type": "websocket",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "scheme": "ws",
        "path": "/api/v1/desk/stream",
        "raw_path": b"/api/v1/desk/stream",
        "query_string": b"",
        "root_path": "",
        "headers": headers,
        "client": ("127.0.0.1", 1),
        "server": ("desk.test", 80),
        "subprotocols": [],
        "state": {},
    }
    task = asyncio.create_task(app(scope, opened.heard.get, opened.said.put))
    try:
        yield opened
    finally:
        opened.heard.put_nowait({"type": "websocket.disconnect", "code": 1001})
        await asyncio.wait({task}, timeout=10)


async def held(desk: DeskOf, staff: Staff, count: int) -> list[ConversationId]:
    """Conversations that a person holds."""
    found = [await desk.wait() for _ in range(count)]
    for one in found:
        await desk.accept(one, staff)
    return found


async def says(desk: DeskOf, here: ConversationId, text: str) -> None:
    """The customer says something."""
    async with desk.database.session(desk.tenant) as session:
        saying = Saying(Sender.customer("张*"), text, client_id=Id.new())
        await desk.conversations.receive(session, here, saying)


def messages(frames: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Where and what was said, of message frames."""
    return [
        (frame["conversation_id"], frame["message"]["text"])
        for frame in frames
        if frame["type"] == "message"
    ]


async def test_a_cut_repairs_every_open_thread_and_the_status_once_each(
    desk: DeskOf, app: FastAPI
) -> None:
    """Known troubles: a reply in a thread that was not looked at was never seen, and a
    conversation that had ended meanwhile still looked open."""
    [agent] = await desk.hire("李静")
    threads = await held(desk, agent, 3)
    places = {str(one): (await desk.get(one)).last_seq for one in threads}
    async with line(app, desk, agent) as first:
        first.say(type="hello", cursors={}, threads=places)
        begun = await first.until("caught_up")
    reset = next(frame for frame in begun if frame["type"] == "reset")
    cursor = {reset["stream"]: {"epoch": reset["epoch"], "seq": reset["seq"]}}

    for one in threads:
        await says(desk, one, f"断线时说的 {one}")
    async with desk.database.session(desk.tenant) as session:
        await desk.conversations.move(session, threads[2], Move(Status.CLOSED))

    async with line(app, desk, agent) as second:
        second.say(type="hello", cursors=cursor, threads=places)
        frames = await second.until("message", conversation_id=str(threads[2]))
        rows = {f["conversation_id"]: f["row"] for f in frames if f["type"] == "row"}
        await says(desk, threads[0], "之后说的")
        later = await second.until("message", conversation_id=str(threads[0]))

    assert messages(frames) == [(str(one), f"断线时说的 {one}") for one in threads]
    assert rows[str(threads[2])]["status"] == "closed"
    assert rows[str(threads[0])]["unread"] == 1
    assert messages(later) == [(str(threads[0]), "之后说的")]


async def test_staff_with_the_thread_open_hear_of_notes_and_whoever_is_named_everywhere(
    desk: DeskOf, app: FastAPI
) -> None:
    agent, other = await desk.hire("李静", "赵强")
    [here] = await held(desk, agent, 1)
    notes = Notes(desk.conversations, desk.clock, colleagues=desk.access.list_staff)

    async with line(app, desk, agent) as open_here, line(app, desk, other) as elsewhere:
        open_here.say(type="hello", cursors={}, threads={str(here): 99})
        elsewhere.say(type="hello", cursors={}, threads={})
        await open_here.until("queues")
        await elsewhere.until("queues")
        open_here.say(type="open", conversation_id=str(here), after_seq=0)
        await open_here.until("message")
        async with desk.database.session(desk.tenant) as session:
            words = NoteWords("看一下", Id.new(), (other.id,))
            await notes.write(session, here, agent, words=words)
        await open_here.until("notes", conversation_id=str(here))
        told = await elsewhere.until("mention", conversation_id=str(here))

    assert not [frame for frame in told if frame["type"] in {"notes", "message"}]
