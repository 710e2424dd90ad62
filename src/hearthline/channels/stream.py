"""The customer's socket: everything after a number, then the state, then live.

Every wake re-reads by number, so a lost notification delays a message and never loses it.
"""

import asyncio
import contextlib
import json
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, WebSocket, WebSocketDisconnect
from starlette.websockets import WebSocketState

from hearthline.channels.caller import socket_session
from hearthline.channels.service import link_of
from hearthline.channels.tokens import CustomerSession
from hearthline.channels.view import CustomerView
from hearthline.conversations import (
    Conversation,
    Message,
    MessageOut,
    Receipts,
    SenderKind,
    Status,
    ThreadNews,
    Uploads,
)
from hearthline.kernel import StaffId
from hearthline.platform.db import Database
from hearthline.platform.http import here
from hearthline.platform.hub import Hub, Signal, Watch

router = APIRouter(prefix="/api/v1", tags=["customer"])

REREAD_SECONDS = 25.0
LARGEST_FRAME = 4096
_BATCH = 200
_LINE = "line:"


class CustomerStreams:
    """Serves sockets; one of these for the process."""

    def __init__(
        self,
        database: Database,
        hub: Hub,
        *,
        receipts: Receipts,
        view: CustomerView,
        uploads: Uploads,
    ) -> None:
        """Collaborators, made by composition."""
        self.database = database
        self.hub = hub
        self.news = ThreadNews()
        self.receipts = receipts
        self.view = view
        self.uploads = uploads


class CustomerSocket:
    """One socket: where it stands, and what it was told last."""

    def __init__(
        self, streams: CustomerStreams, websocket: WebSocket, caller: CustomerSession, seq: int
    ) -> None:
        """Stand after message `seq`."""
        self._streams = streams
        self._websocket = websocket
        self._caller = caller
        self._seq = seq
        self._state: dict[str, Any] | None = None
        self._hands: tuple[Status, StaffId | None] | None = None
        self._queue: UUID | None = None
        self._link = partial(link_of, streams.uploads, caller.tenant_id)

    async def serve(self, epoch: str | None) -> None:
        """Catch up, then stay until the customer leaves."""
        topic = f"conversation:{self._caller.conversation_id}"
        async with self._streams.hub.watch(topic) as watch:
            if await self._must_reload(epoch):
                return
            listening = asyncio.create_task(self._listen())
            telling = asyncio.create_task(self._tell(watch))
            done, pending = await asyncio.wait(
                {listening, telling}, return_when=asyncio.FIRST_COMPLETED
            )
            for task in pending:
                task.cancel()
            await asyncio.gather(*pending, return_exceptions=True)
            for task in done:
                with contextlib.suppress(WebSocketDisconnect, RuntimeError):
                    task.result()

    async def _must_reload(self, epoch: str | None) -> bool:
        conversation, _ = await self._news(limit=0)
        is_same = epoch is None or epoch == str(conversation.epoch)
        if is_same and self._seq <= conversation.last_seq:
            return False
        await self._send({"type": "reset", "epoch": str(conversation.epoch)})
        await self._websocket.close(code=1000, reason="reset")
        return True

    async def _news(self, *, limit: int) -> tuple[Conversation, list[Message]]:
        streams, caller = self._streams, self._caller
        async with streams.database.statement(caller.tenant_id) as session:
            return await streams.news.since(
                session, caller.conversation_id, seq=self._seq, limit=limit
            )

    async def _tell(self, watch: Watch) -> None:
        await self._catch_up(watch)
        while True:
            signal = await watch.next(timeout_seconds=REREAD_SECONDS)
            if signal is None or signal.note is None:
                moved = signal is None or not signal.topic.startswith("conversation:")
                await self._catch_up(watch, line_moved=moved)
            else:
                await self._pass_on(signal)

    async def _catch_up(self, watch: Watch, *, line_moved: bool = True) -> None:
        while True:
            conversation, messages = await self._news(limit=_BATCH)
            for message in messages:
                body = MessageOut.of(message, self._link).model_dump(mode="json")
                await self._send({"type": "message", "message": body})
                self._seq = message.seq
            if len(messages) < _BATCH:
                break
        self._follow_queue(watch, conversation)
        await self._tell_state(conversation, line_moved=line_moved)

    async def _tell_state(self, conversation: Conversation, *, line_moved: bool) -> None:
        """Send the state when it changed; a place in line may change without a message."""
        hands = (conversation.status, conversation.holder_id)
        waits = conversation.status is Status.QUEUED
        if hands == self._hands and not (waits and line_moved):
            return
        self._hands = hands
        state = await self._streams.view.state(conversation)
        if state != self._state:
            self._state = state
            await self._send(state)

    def _follow_queue(self, watch: Watch, conversation: Conversation) -> None:
        if conversation.queue_id == self._queue:
            return
        if self._queue:
            watch.drop(f"{_LINE}{self._queue}")
        if conversation.queue_id:
            watch.add(f"{_LINE}{conversation.queue_id}")
        self._queue = conversation.queue_id

    async def _pass_on(self, signal: Signal) -> None:
        note = signal.note or {}
        if note.get("by") == SenderKind.CUSTOMER:
            return
        if "typing" in note:
            frame = {"type": "typing", "sender": note["by"], "on": bool(note["typing"])}
            await self._send(frame)
        elif "receipt" in note:
            await self._send({"type": "receipt", "seq": note["receipt"], "state": "read"})

    async def _listen(self) -> None:
        while True:
            text = await self._websocket.receive_text()
            frame = _frame(text)
            if frame is None:
                await self._websocket.close(code=1003, reason="frames are small JSON objects")
                return
            await self._take(frame)

    async def _take(self, frame: dict[str, Any]) -> None:
        streams, caller = self._streams, self._caller
        async with streams.database.session(caller.tenant_id) as session:
            if frame.get("type") == "typing":
                await streams.receipts.type(
                    session,
                    caller.conversation_id,
                    by=SenderKind.CUSTOMER,
                    on=bool(frame.get("on")),
                    preview=_words(frame.get("preview")),
                )
            elif frame.get("type") == "read" and isinstance(frame.get("seq"), int):
                await streams.receipts.mark_read(
                    session, caller.conversation_id, frame["seq"], by=SenderKind.CUSTOMER
                )

    async def _send(self, frame: dict[str, Any]) -> None:
        if self._websocket.application_state is WebSocketState.CONNECTED:
            await self._websocket.send_json(frame)


def _words(said: object) -> str | None:
    """Sound words of a frame, or None."""
    if not isinstance(said, str) or any("\ud800" <= c <= "\udfff" for c in said):
        return None
    return said.replace("\0", "") or None


def _frame(text: str) -> dict[str, Any] | None:
    if len(text) > LARGEST_FRAME:
        return None
    try:
        frame = json.loads(text)
    except ValueError:
        return None
    return frame if isinstance(frame, dict) else None


@router.websocket("/conversations/{conversation_id}/stream")
async def stream(
    websocket: WebSocket,
    session: Annotated[tuple[CustomerSession, str], Depends(socket_session)],
    streams: Annotated[CustomerStreams, Depends(here(CustomerStreams))],
    after_seq: Annotated[int, Query(ge=0)] = 0,
    epoch: Annotated[str | None, Query(max_length=64)] = None,
) -> None:
    """Messages after a number, the state, then live (customer API, section 3)."""
    caller, subprotocol = session
    await websocket.accept(subprotocol=subprotocol)
    await CustomerSocket(streams, websocket, caller, after_seq).serve(epoch)
