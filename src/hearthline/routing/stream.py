"""The desk's socket: lists, queues and open threads of one agent, resumed by number.

One socket carries the inbox, the queues served and every open thread; the client says after which
number of each it stands. Nothing is lost or repeated over any number of cuts (R11, R170).
"""

import asyncio
import contextlib
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, WebSocket, WebSocketDisconnect
from pydantic import BaseModel, Field, ValidationError
from starlette.websockets import WebSocketState

from hearthline.access import Permission, Staff, socket_session, staff_of_socket
from hearthline.conversations import (
    Conversations,
    Desk,
    MessageOut,
    NoSuchConversation,
    RowOut,
    SenderKind,
    Uploads,
)
from hearthline.kernel import ConversationId, HearthlineError
from hearthline.platform.db import Database
from hearthline.platform.http import here
from hearthline.platform.hub import EVERYTHING, Hub, Signal, Watch
from hearthline.platform.streams import StreamHead, Streams
from hearthline.routing.helping import DeskHelp, ThreadHelp
from hearthline.routing.service import Routing
from hearthline.routing.wire import QueueOut

router = APIRouter(prefix="/api/v1/desk", tags=["desk"])

PING_SECONDS = 20.0
MOST_THREADS = 20
_BATCH = 200


class CursorIn(BaseModel):
    """Where the client stands in a log."""

    epoch: str
    seq: int = Field(ge=0)


class FrameIn(BaseModel):
    """Any frame of the client."""

    type: str
    cursors: dict[UUID, CursorIn] = Field(default_factory=dict)
    threads: dict[ConversationId, int] = Field(default_factory=dict)
    conversation_id: ConversationId | None = None
    after_seq: int = Field(0, ge=0)


class DeskStreams:
    """Serves the sockets of agents; one of these for the process."""

    def __init__(  # noqa: PLR0913  (a socket shows what all of these know)
        self,
        database: Database,
        hub: Hub,
        *,
        streams: Streams,
        desk: Desk,
        conversations: Conversations,
        routing: Routing,
        uploads: Uploads,
        desk_help: DeskHelp | None = None,
    ) -> None:
        """Collaborators, made by composition."""
        self.database = database
        self.hub = hub
        self.streams = streams
        self.desk = desk
        self.conversations = conversations
        self.routing = routing
        self.uploads = uploads
        self.desk_help = desk_help


class DeskSocket:
    """One agent's socket: where it stands in each log and thread."""

    def __init__(self, shared: DeskStreams, websocket: WebSocket, staff: Staff) -> None:
        """Stand nowhere until the client says hello."""
        self._shared = shared
        self._websocket = websocket
        self._staff = staff
        self._logs: dict[UUID, int] = {}
        self._queues: set[UUID] = set()
        self._threads: dict[ConversationId, int] = {}
        self._sending = asyncio.Lock()
        self._link = partial(_link, shared.uploads, staff)
        self._help = ThreadHelp(shared.desk_help, staff, self._send)

    async def serve(self) -> None:
        """Stay until the client leaves or the session ends."""
        async with self._shared.hub.watch(f"staff:{self._staff.id}") as watch:
            work = (self._listen(watch), self._tell(watch), self._ping())
            tasks = [asyncio.create_task(part) for part in work]
            done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in pending:
                task.cancel()
            await asyncio.gather(*pending, return_exceptions=True)
            await self._help.close()
            for task in done:
                with contextlib.suppress(WebSocketDisconnect, RuntimeError):
                    task.result()

    async def _listen(self, watch: Watch) -> None:
        while True:
            try:
                frame = FrameIn.model_validate_json(await self._websocket.receive_text())
            except ValidationError:
                await self._websocket.close(code=1003, reason="frame not understood")
                return
            await self._take(frame, watch)

    async def _take(self, frame: FrameIn, watch: Watch) -> None:
        if frame.type == "hello":
            await self._hello(frame, watch)
        elif frame.type == "open" and frame.conversation_id:
            await self._open(frame.conversation_id, frame.after_seq, watch)
        elif frame.type == "close" and frame.conversation_id:
            self._threads.pop(frame.conversation_id, None)
            watch.drop(*_topics(frame.conversation_id))

    async def _hello(self, frame: FrameIn, watch: Watch) -> None:
        async with self._shared.database.session(self._staff.tenant_id) as session:
            followed = await self._shared.desk.followed(session, self._staff)
        for log in followed:
            watch.add(f"stream:{log.stream}")
            if log.name == "queue":
                self._queues.add(log.stream)
            await self._stand(log.stream, log.head, frame.cursors.get(log.stream))
        for stream in self._logs:
            await self._tell_log(stream)
        await self._tell_queues()
        for conversation_id, after_seq in list(frame.threads.items())[:MOST_THREADS]:
            await self._open(conversation_id, after_seq, watch)

    async def _stand(self, stream: UUID, head: StreamHead, cursor: CursorIn | None) -> None:
        if cursor and head.can_resume(cursor.epoch, cursor.seq):
            self._logs[stream] = cursor.seq
            return
        self._logs[stream] = head.last_seq
        await self._send(
            {
                "type": "reset",
                "stream": str(stream),
                "epoch": str(head.epoch),
                "seq": head.last_seq,
            }
        )

    async def _open(self, conversation_id: ConversationId, after_seq: int, watch: Watch) -> None:
        if not await self._is_ours(conversation_id):
            return
        if len(self._threads) >= MOST_THREADS and conversation_id not in self._threads:
            oldest = next(iter(self._threads))
            self._threads.pop(oldest)
            watch.drop(*_topics(oldest))
        watch.add(*_topics(conversation_id))
        self._threads[conversation_id] = after_seq
        await self._tell_thread(conversation_id)

    async def _is_ours(self, conversation_id: ConversationId) -> bool:
        """News of a topic knows no tenant, so the conversation must be seen to be ours."""
        async with self._shared.database.session(self._staff.tenant_id) as session:
            try:
                await self._shared.conversations.get(session, conversation_id)
            except NoSuchConversation:
                return False
        return True

    async def _tell(self, watch: Watch) -> None:
        while True:
            signal = await watch.next()
            if signal is None:
                continue
            if signal.note is not None:
                await self._pass_on(signal)
            elif not await self._tell_topic(signal.topic):
                return

    async def _tell_topic(self, topic: str) -> bool:
        """Tell what is new under a topic; False when the session has ended."""
        kind, _, name = topic.partition(":")
        if kind == "stream":
            await self._tell_log(UUID(name))
            if UUID(name) in self._queues:
                await self._tell_queues()
        elif kind == "conversation":
            await self._tell_thread(ConversationId(name))
        elif kind == "staff":
            return await self._is_signed_in()
        elif topic == EVERYTHING:
            await self._tell_everything()
        return True

    async def _tell_everything(self) -> None:
        for stream in tuple(self._logs):
            await self._tell_log(stream)
        for conversation_id in tuple(self._threads):
            await self._tell_thread(conversation_id)
        await self._tell_queues()

    async def _tell_log(self, stream: UUID) -> None:
        shared = self._shared
        while stream in self._logs:
            async with shared.database.session(self._staff.tenant_id) as session:
                entries = await shared.streams.read(
                    session, stream, after_seq=self._logs[stream], limit=_BATCH
                )
                newest = {entry.ref: entry for entry in entries}
                ids = [ConversationId.of(ref) for ref in newest]
                rows = {row.conversation.id: row for row in await shared.desk.rows(session, ids)}
            for ref, entry in sorted(newest.items(), key=lambda pair: pair[1].seq):
                row = rows.get(ConversationId.of(ref))
                frame = {
                    "type": "row",
                    "stream": str(stream),
                    "seq": entry.seq,
                    "kind": entry.kind,
                    "conversation_id": str(ref),
                    "row": RowOut.of(row).model_dump(mode="json") if row else None,
                }
                await self._send(frame)
            if entries:
                self._logs[stream] = max(self._logs[stream], entries[-1].seq)
            if len(entries) < _BATCH:
                break
        caught_up = {"type": "caught_up", "stream": str(stream), "seq": self._logs.get(stream, 0)}
        await self._send(caught_up)

    async def _tell_queues(self) -> None:
        async with self._shared.database.session(self._staff.tenant_id) as session:
            queues = await self._shared.routing.queues(session, self._staff)
        items = [QueueOut.of(queue).model_dump(mode="json") for queue in queues]
        await self._send({"type": "queues", "items": items})

    async def _tell_thread(self, conversation_id: ConversationId) -> None:
        shared = self._shared
        while conversation_id in self._threads:
            seq = self._threads[conversation_id]
            async with shared.database.session(self._staff.tenant_id) as session:
                messages = await shared.conversations.read(
                    session, conversation_id, after_seq=seq, limit=_BATCH
                )
            for message in messages:
                body = MessageOut.of(message, self._link).model_dump(mode="json")
                await self._send(
                    {
                        "type": "message",
                        "conversation_id": str(conversation_id),
                        "message": body,
                    }
                )
                self._threads[conversation_id] = message.seq
            if len(messages) < _BATCH:
                self._help.heard(conversation_id, messages)
                return

    async def _pass_on(self, signal: Signal) -> None:
        note = signal.note or {}
        if "frame" in note:
            await self._send(note["frame"])
            return
        conversation_id = signal.topic.partition(":")[2]
        if note.get("by") != SenderKind.CUSTOMER:
            return
        frame: dict[str, Any] = {"conversation_id": conversation_id, "sender": "customer"}
        if "typing" in note:
            typing = {"type": "typing", "on": bool(note["typing"]), "preview": note.get("preview")}
            await self._send(frame | typing)
        elif "receipt" in note:
            await self._send(frame | {"type": "receipt", "seq": note["receipt"]})

    async def _ping(self) -> None:
        while await self._is_signed_in():
            await self._send({"type": "ping"})
            await asyncio.sleep(PING_SECONDS)

    async def _is_signed_in(self) -> bool:
        try:
            await socket_session(self._websocket)
        except HearthlineError:
            await self._websocket.close(code=4401, reason="signed out")
            return False
        return True

    async def _send(self, frame: dict[str, Any]) -> None:
        async with self._sending:
            if self._websocket.application_state is WebSocketState.CONNECTED:
                await self._websocket.send_json(frame)


def _topics(conversation_id: ConversationId) -> tuple[str, str]:
    """What everybody in a conversation hears, and what only staff hear."""
    return f"conversation:{conversation_id}", f"desk:{conversation_id}"


def _link(uploads: Uploads, staff: Staff, upload_id: str) -> str:
    return uploads.link(staff.tenant_id, UUID(upload_id))


@router.websocket("/stream")
async def desk_stream(
    websocket: WebSocket, shared: Annotated[DeskStreams, Depends(here(DeskStreams))]
) -> None:
    """Everything that keeps an agent's screen true, after the numbers that the client knows."""
    staff = await staff_of_socket(websocket, Permission.DESK_VIEW)
    await websocket.accept()
    async with shared.routing.connected(staff):
        await DeskSocket(shared, websocket, staff).serve()
