"""Help while answering on the desk's socket: asked for beside the messages, never in their way.

For each conversation one piece of work at most is under way; new words end what was begun for
older ones, so a late card is never shown.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Protocol, TypeAlias

from hearthline.access import Staff
from hearthline.conversations import Message, SenderKind
from hearthline.kernel import ConversationId
from hearthline.platform.log import get_log

log = get_log(__name__)

Send: TypeAlias = Callable[[dict[str, Any]], Awaitable[None]]


class DeskHelp(Protocol):
    """What helps the person who answers; filled by the slice above."""

    async def card(self, staff: Staff, conversation_id: ConversationId) -> dict[str, Any] | None:
        """The frame to be sent after a customer's message, if there is one in time."""
        ...

    async def watch(self, staff: Staff, conversation_id: ConversationId) -> None:
        """Look whether something severe has come to hold."""
        ...

    async def completed(
        self, staff: Staff, conversation_id: ConversationId
    ) -> dict[str, Any] | None:
        """The frame again, once what it was sent without has come; None when nothing is to come."""
        ...


class ThreadHelp:
    """The help of one socket."""

    def __init__(self, desk_help: DeskHelp | None, staff: Staff, send: Send) -> None:
        """Without help nothing is done."""
        self._help = desk_help
        self._staff = staff
        self._send = send
        self._work: dict[ConversationId, asyncio.Task[None]] = {}

    def heard(self, conversation_id: ConversationId, messages: Sequence[Message]) -> None:
        """New messages of an open thread; a colleague's and the customer's call for a look."""
        kinds = {message.sender.kind for message in messages}
        if self._help is None or not kinds & {SenderKind.CUSTOMER, SenderKind.AGENT}:
            return
        is_asked = messages[-1].sender.kind is SenderKind.CUSTOMER
        begun = self._work.pop(conversation_id, None)
        if begun is not None:
            begun.cancel()
        work = self._look(self._help, conversation_id, is_asked=is_asked)
        self._work[conversation_id] = asyncio.create_task(work)

    async def close(self) -> None:
        """End what is under way."""
        tasks = list(self._work.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _look(
        self, desk_help: DeskHelp, conversation_id: ConversationId, *, is_asked: bool
    ) -> None:
        try:
            frame = await desk_help.card(self._staff, conversation_id) if is_asked else None
            if frame is not None:
                await self._send(frame)
            await desk_help.watch(self._staff, conversation_id)
            more = await desk_help.completed(self._staff, conversation_id) if frame else None
            if more is not None:
                await self._send(more)
        except Exception:
            # Help may fail; the words between customer and agent go on.
            log.exception("desk.help_failed", conversation_id=str(conversation_id))
