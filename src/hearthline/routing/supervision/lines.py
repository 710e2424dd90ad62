"""Verbs on those who wait and on threads: move between lines, listen in, whisper."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from hearthline.access import Audit, Staff
from hearthline.conversations import (
    Conversation,
    Conversations,
    Doing,
    Looking,
    Move,
    Note,
    NoteKind,
    Notes,
    NoteWords,
    Status,
)
from hearthline.kernel import Clock, ConversationId, QueueId, TenantId
from hearthline.platform.db import Database, Session
from hearthline.routing.errors import NotWaiting, QueueUnknown
from hearthline.routing.model import Outcome
from hearthline.routing.offers import OfferStore

MOST_AT_ONCE = 200

_QUEUE = "SELECT name FROM queue WHERE id = %(id)s AND archived_at IS NULL"
_HEAD = """
SELECT id FROM conversation WHERE status = 'queued' AND queue_id = %(queue)s
  AND offered_to IS NULL
ORDER BY priority, queued_at, id LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True)
class Moved:
    """Who was moved, and who was not because he waits no more or stands there already."""

    moved: tuple[ConversationId, ...]
    left: tuple[ConversationId, ...]


class Lines:
    """Moves those who wait; each keeps the time that he has waited."""

    def __init__(self, database: Database, conversations: Conversations, clock: Clock) -> None:
        """The database because each conversation is moved in a transaction of its own."""
        self._database = database
        self._conversations = conversations
        self._clock = clock
        self._audit = Audit(clock)
        self._offers = OfferStore()

    async def head(
        self, session: Session, queue_id: QueueId, *, limit: int
    ) -> list[ConversationId]:
        """Those who come next in a line and are not being offered to anybody."""
        rows = await session.all(_HEAD, {"queue": queue_id, "limit": min(limit, MOST_AT_ONCE)})
        return [ConversationId.of(row["id"]) for row in rows]

    async def move_many(
        self, tenant_id: TenantId, ids: Sequence[ConversationId], by: Staff, *, to: QueueId
    ) -> Moved:
        """Move people to another line; whoever waits no more stays where he is.

        Raises QueueUnknown before anybody is moved. The caller settles the queues afterwards.
        """
        async with self._database.session(tenant_id) as session:
            if await session.maybe(_QUEUE, {"id": to}) is None:
                raise QueueUnknown
        moved: list[ConversationId] = []
        left: list[ConversationId] = []
        for conversation_id in dict.fromkeys(ids[:MOST_AT_ONCE]):
            async with self._database.session(tenant_id) as session:
                try:
                    done = await self.move(session, conversation_id, by, to=to)
                except NotWaiting:
                    done = False
            (moved if done else left).append(conversation_id)
        return Moved(tuple(moved), tuple(left))

    async def move(
        self, session: Session, conversation_id: ConversationId, by: Staff, *, to: QueueId
    ) -> bool:
        """Move one; False when he stands there already.

        Raises NotWaiting, NoSuchConversation.
        """
        conversation = await self._conversations.get(session, conversation_id, lock=True)
        if conversation.status is not Status.QUEUED:
            raise NotWaiting
        if conversation.queue_id == to:
            return False
        now = self._clock.now()
        await self._offers.answer(session, conversation_id, Outcome.WITHDRAWN, now=now)
        await self._conversations.move(session, conversation_id, Move(Status.QUEUED, queue_id=to))
        await self._audit.record(
            session,
            by,
            "conversation.moved_in_line",
            subject_kind="conversation",
            subject_id=conversation_id,
            details={"from": str(conversation.queue_id), "to": str(to)},
        )
        return True


class Listening:
    """A supervisor beside an agent: hears what is said, and says what the agent alone reads."""

    def __init__(
        self, conversations: Conversations, notes: Notes, looking: Looking, clock: Clock
    ) -> None:
        """Collaborators."""
        self._conversations = conversations
        self._notes = notes
        self._looking = looking
        self._audit = Audit(clock)

    async def listen(
        self, session: Session, conversation_id: ConversationId, by: Staff
    ) -> Conversation:
        """Begin to listen: colleagues see who looks, the customer does not; it is audited.

        Raises NoSuchConversation.
        """
        conversation = await self._conversations.get(session, conversation_id)
        await self._looking.tell(session, conversation_id, by, doing=Doing.LOOKING)
        await self._note(session, by, "conversation.listened", conversation)
        return conversation

    async def whisper(
        self,
        session: Session,
        conversation_id: ConversationId,
        by: Staff,
        *,
        text: str,
        client_id: UUID,
    ) -> Note:
        """Say something to whoever answers; raises NoSuchConversation."""
        words = NoteWords(text, client_id, kind=NoteKind.WHISPER)
        note = await self._notes.write(session, conversation_id, by, words=words)
        conversation = await self._conversations.get(session, conversation_id)
        await self._note(session, by, "conversation.whispered", conversation)
        return note

    async def _note(
        self, session: Session, by: Staff, deed: str, conversation: Conversation
    ) -> None:
        holder = conversation.holder_id
        await self._audit.record(
            session,
            by,
            deed,
            subject_kind="conversation",
            subject_id=conversation.id,
            details={"holder": str(holder) if holder else None},
        )
