"""The verbs of conversations: open, receive, say, read, move. Nothing here commits."""

from uuid import UUID

from hearthline.conversations.errors import ConversationClosed, NoSuchConversation
from hearthline.conversations.events import (
    ConversationMoved,
    ConversationOpened,
)
from hearthline.conversations.messages import MessageStore
from hearthline.conversations.model import (
    Conversation,
    Message,
    Move,
    Opening,
    Received,
    Saying,
    Sender,
    SenderKind,
)
from hearthline.conversations.notice import tell_line, tell_staff
from hearthline.conversations.store import ConversationStore
from hearthline.kernel import Clock, ConversationId, CustomerId, EventId
from hearthline.platform.db import Session
from hearthline.platform.outbox import Outbox
from hearthline.platform.streams import Streams


class Conversations:
    """Threads of messages: stored before they are acknowledged, numbered without holes."""

    def __init__(self, streams: Streams, outbox: Outbox, clock: Clock) -> None:
        """Collaborators: the staff's streams, the outbox, the time."""
        self._store, self._messages = ConversationStore(), MessageStore()
        self._streams = streams
        self._outbox = outbox
        self._clock = clock

    async def open(self, session: Session, opening: Opening) -> Conversation:
        """Begin a conversation, greeting included."""
        conversation = await self._store.open(session, opening, now=self._clock.now())
        event = ConversationOpened(
            event_id=EventId.new(),
            tenant_id=session.tenant_id,
            at=self._clock.now(),
            conversation_id=conversation.id,
        )
        await self._outbox.publish(session, event)
        english = opening.locale.startswith("en")
        greeting = opening.channel.greeting_en if english else opening.channel.greeting
        if not greeting:
            return conversation
        sender = Sender.system(opening.channel.bot_name, ai=True)
        await self.say(session, conversation.id, Saying(sender, greeting))
        return await self.get(session, conversation.id)

    async def resume_or_open(self, session: Session, opening: Opening) -> Conversation:
        """Give a returning person the open conversation back, else begin one."""
        conversation = await self._store.find_open(
            session, subject=opening.subject, visitor=opening.visitor_id
        )
        if conversation is None:
            return await self.open(session, opening)
        if opening.subject is None:
            return conversation
        return await self._store.identify(session, conversation.id, opening)

    async def get(
        self, session: Session, conversation_id: ConversationId, *, lock: bool = False
    ) -> Conversation:
        """A conversation; raises NoSuchConversation."""
        found = await self._store.find(session, conversation_id, lock=lock)
        if found is None:
            raise NoSuchConversation
        return found

    async def open_of_customer(
        self, session: Session, customer_id: CustomerId
    ) -> Conversation | None:
        """The newest open conversation of a customer."""
        return await self._store.find_open_of_customer(session, customer_id)

    async def receive(
        self, session: Session, conversation_id: ConversationId, saying: Saying
    ) -> Received:
        """Store a customer's message; sent again with its client_id it comes back as it was.

        Raises ConversationClosed, NoSuchConversation.
        """
        return await self._add(session, conversation_id, saying)

    async def receive_new(
        self, session: Session, conversation_id: ConversationId, saying: Saying
    ) -> Received | None:
        """`receive` for a message that is most likely new, in a session of one statement.

        None when it was not stored: ask `receive` why.
        """
        added = await self._store.append(session, conversation_id, saying, now=self._clock.now())
        return Received(added[1], added[0], is_new=True) if added else None

    async def say(
        self, session: Session, conversation_id: ConversationId, saying: Saying
    ) -> Message:
        """Add words of the bot, the system or an agent; repeated client_ids change nothing."""
        return (await self._add(session, conversation_id, saying)).message

    async def read(
        self,
        session: Session,
        conversation_id: ConversationId,
        *,
        after_seq: int = 0,
        before_seq: int | None = None,
        limit: int = 200,
    ) -> list[Message]:
        """Messages after a number, or the last ones before one; in order, without holes."""
        if before_seq is not None:
            return await self._messages.before(
                session, conversation_id, seq=before_seq, limit=limit
            )
        return await self._messages.after(session, conversation_id, seq=after_seq, limit=limit)

    async def move(
        self, session: Session, conversation_id: ConversationId, move: Move
    ) -> Conversation:
        """Change hands, and tell every list that showed or will show the conversation."""
        before = await self.get(session, conversation_id, lock=True)
        after = await self._store.move(session, conversation_id, move, now=self._clock.now())
        await tell_staff(session, self._streams, before, after)
        await tell_line(session, before, after)
        if before.status is not after.status:
            event = ConversationMoved(
                event_id=EventId.new(),
                tenant_id=session.tenant_id,
                at=self._clock.now(),
                conversation_id=conversation_id,
                before=before.status,
                after=after.status,
            )
            await self._outbox.publish(session, event)
        return after

    async def answered(self, session: Session, conversation_id: ConversationId, seq: int) -> bool:
        """Claim the turn of message `seq` (compare and set); False when it was dealt with."""
        return await self._store.answered(session, conversation_id, seq)

    async def unanswered(self, session: Session, *, limit: int = 100) -> list[ConversationId]:
        """Conversations in which the bot owes an answer, oldest first."""
        return await self._store.unanswered(session, limit=limit)

    async def _add(
        self, session: Session, conversation_id: ConversationId, saying: Saying
    ) -> Received:
        added = await self.receive_new(session, conversation_id, saying)
        return added or await self._not_added(session, conversation_id, saying)

    async def _not_added(
        self, session: Session, conversation_id: ConversationId, saying: Saying
    ) -> Received:
        conversation = await self.get(session, conversation_id)
        known = await self._known(session, conversation_id, saying.sender.kind, saying.client_id)
        if known is None:
            raise ConversationClosed
        return Received(known, conversation, is_new=False)

    async def _known(
        self,
        session: Session,
        conversation_id: ConversationId,
        kind: SenderKind,
        client_id: UUID | None,
    ) -> Message | None:
        return await self._messages.by_client(session, conversation_id, kind, client_id=client_id)
