"""What agents do with conversations: list them, read a thread, reply, and which logs to follow."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from hearthline.access import Permission, Staff
from hearthline.conversations.errors import NotTheHolder
from hearthline.conversations.model import (
    Conversation,
    ListRow,
    Message,
    Status,
)
from hearthline.conversations.rows import Rows, Wanted
from hearthline.conversations.service import Conversations
from hearthline.kernel import ConversationId, QueueId
from hearthline.platform.db import Session
from hearthline.platform.streams import StreamHead, Streams

QueuesOf: TypeAlias = Callable[[Session, Staff], Awaitable[list[QueueId]]]


@dataclass(frozen=True, slots=True)
class Followed:
    """A numbered log that a member of staff may follow, and where it stands."""

    stream: UUID
    name: str
    head: StreamHead


class Desk:
    """Conversations as agents use them."""

    def __init__(
        self,
        conversations: Conversations,
        streams: Streams,
        *,
        rows: Rows,
        queues_of: QueuesOf,
    ) -> None:
        """`queues_of` tells which queues a person serves (the routing slice's verb)."""
        self._conversations = conversations
        self._streams = streams
        self._rows = rows
        self._queues_of = queues_of

    async def page(self, session: Session, wanted: Wanted) -> list[ListRow]:
        """One page of a list."""
        return await self._rows.page(session, wanted)

    async def row(self, session: Session, conversation_id: ConversationId) -> ListRow:
        """One conversation as lists show it; raises NoSuchConversation."""
        await self._conversations.get(session, conversation_id)
        return (await self._rows.of(session, [conversation_id]))[0]

    async def rows(self, session: Session, ids: list[ConversationId]) -> list[ListRow]:
        """Some conversations as lists show them."""
        return await self._rows.of(session, ids)

    async def followed(self, session: Session, staff: Staff) -> list[Followed]:
        """The logs that keep this person's lists true: the inbox and the queues served."""
        queues = await self._queues_of(session, staff)
        named = [(staff.id, "inbox"), *((queue, "queue") for queue in queues)]
        return [
            Followed(stream, name, await self._streams.head(session, stream))
            for stream, name in named
        ]

    async def thread(
        self,
        session: Session,
        conversation_id: ConversationId,
        *,
        after_seq: int | None,
        before_seq: int | None,
        limit: int,
    ) -> tuple[Conversation, list[Message]]:
        """Messages after or before a number; with neither, the last ones."""
        conversation = await self._conversations.get(session, conversation_id)
        if after_seq is not None:
            messages = await self._conversations.read(
                session, conversation_id, after_seq=after_seq, limit=limit
            )
        else:
            before = before_seq if before_seq is not None else conversation.last_seq + 1
            messages = await self._conversations.read(
                session, conversation_id, before_seq=before, limit=limit
            )
        return conversation, messages

    async def require_hand(
        self, session: Session, conversation_id: ConversationId, staff: Staff
    ) -> Conversation:
        """The conversation, if this person holds it or was offered it, or may supervise."""
        conversation = await self._conversations.get(session, conversation_id)
        is_mine = staff.id in {conversation.holder_id, conversation.offered_to}
        if not is_mine and not staff.may(Permission.DESK_SUPERVISE):
            raise NotTheHolder
        return conversation


def is_with_people(conversation: Conversation) -> bool:
    """Whether people, not the bot, have the conversation."""
    return conversation.status in {Status.QUEUED, Status.AGENT}
