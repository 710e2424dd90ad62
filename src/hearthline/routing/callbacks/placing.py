"""Where a booked call belongs: its thread, its place in line, and its row under lock."""

from collections.abc import Callable
from typing import TypeAlias

from hearthline.conversations import Channels, Conversation, Move, Opening, Saying, Status
from hearthline.platform.db import Session
from hearthline.routing.callbacks.errors import CallUnknown
from hearthline.routing.callbacks.model import BookedCall, BookedCallId
from hearthline.routing.callbacks.store import CallStore
from hearthline.routing.model import Outcome
from hearthline.routing.service import Routing

Telling: TypeAlias = Callable[[Conversation, BookedCall], Saying]


class Placing:
    """Finds the thread of a call and puts it in line."""

    def __init__(self, routing: Routing, channels: Channels) -> None:
        """Stand on routing; `channels` serve to open a new thread."""
        self._bench, self._assigner = routing.bench, routing.assigner
        self._clock = routing.bench.clock
        self._channels = channels
        self._store = CallStore()

    async def place(self, session: Session, call: BookedCall) -> Conversation:
        """The conversation for a call, locked: its own, another open one, else a new one."""
        conversations = self._bench.conversations
        own = await conversations.get(session, call.conversation_id, lock=True)
        if own.is_open:
            return own
        if call.taken_in is not None:
            before = await conversations.get(session, call.taken_in, lock=True)
            if before.is_open:
                return before
        if own.customer_id is not None:
            other = await conversations.open_of_customer(session, own.customer_id)
            if other is not None:
                return await conversations.get(session, other.id, lock=True)
        opening = Opening(
            channel=await self._channels.by_id(session, own.channel_id),
            label=own.label,
            locale=own.locale,
            customer_id=own.customer_id,
            visitor_id=own.visitor_id,
            subject=own.subject,
            accounts=own.accounts,
            verify_level=own.verify_level,
        )
        made = await conversations.open(session, opening)
        return await conversations.get(session, made.id, lock=True)

    async def wait(
        self, session: Session, conversation: Conversation, call: BookedCall
    ) -> Conversation:
        """In the line at the place it had."""
        place = Move(
            Status.QUEUED,
            queue_id=call.queue_id,
            priority=call.priority,
            reason=f"回拨 {call.phone_masked}",
            queued_at=call.place_at,
        )
        return await self._assigner.wait(session, conversation.id, place, offered_to=None)

    async def leave_line(self, session: Session, conversation: Conversation) -> None:
        """Let go of the line: the bot has the conversation meanwhile."""
        if conversation.status is not Status.QUEUED:
            return
        now = self._clock.now()
        if conversation.offered_to is not None:
            await self._bench.presence.lock(session, conversation.offered_to, now=now)
            await self._bench.offers.answer(session, conversation.id, Outcome.WITHDRAWN, now=now)
        await self._bench.conversations.move(session, conversation.id, Move(Status.BOT))

    async def locked(self, session: Session, call_id: BookedCallId) -> BookedCall:
        """A call, held after its conversation: locks are taken in one order everywhere."""
        call = await self.found(session, call_id)
        await self._bench.conversations.get(session, call.conversation_id, lock=True)
        await self._store.lock(session, call_id)
        return await self.found(session, call_id)

    async def found(self, session: Session, call_id: BookedCallId) -> BookedCall:
        """A call; raises CallUnknown."""
        found = await self._store.find(session, call_id)
        if found is None:
            raise CallUnknown
        return found

    async def thread(self, session: Session, call: BookedCall) -> Conversation | None:
        """Where the customer reads of the call, if that is open."""
        for conversation_id in (call.taken_in, call.conversation_id):
            if conversation_id is not None:
                found = await self._bench.conversations.get(session, conversation_id)
                if found.is_open:
                    return found
        return None

    async def say(self, session: Session, call: BookedCall, words: Telling) -> None:
        """Tell the customer, where the thread is open."""
        conversation = await self.thread(session, call)
        if conversation is not None:
            saying = words(conversation, call)
            await self._bench.conversations.say(session, conversation.id, saying)
