"""Assignment: who waits is offered to who is free, safely over any number of processes.

One transaction moves one conversation. A pass holds the queue, so whoever joins the queue or
comes free at the same moment is seen by this pass or by the next one, never by neither
(docs/algorithms/assignment.md).
"""

import asyncio
import random
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from hearthline.conversations import Conversation, Conversations, Move, Status
from hearthline.kernel import Clock, ConversationId, QueueId, StaffId, TenantId
from hearthline.platform.db import Database, Session
from hearthline.platform.streams import Streams
from hearthline.routing.model import (
    ASK_AGAIN_AFTER,
    CONNECTION_GRACE,
    OFFER_LASTS,
    Outcome,
    PresenceState,
)
from hearthline.routing.offers import OfferStore
from hearthline.routing.store import Candidate, PresenceStore, QueueStore

PRESENCE_CHANGED = "presence.changed"
QUEUE_CHANGED = "queue.changed"
_TRIES = 40
_PAUSE_SECONDS = 0.025


class Pass(StrEnum):
    """How one look at a queue ended."""

    ASSIGNED = "assigned"
    NOTHING = "nothing"
    BUSY = "busy"


class Assigner:
    """Brings waiting conversations and free agents together."""

    def __init__(
        self, database: Database, conversations: Conversations, streams: Streams, clock: Clock
    ) -> None:
        """Collaborators; the database because each step is a transaction of its own."""
        self._database = database
        self._conversations = conversations
        self._streams = streams
        self._clock = clock
        self._queues, self._presence, self._offers = QueueStore(), PresenceStore(), OfferStore()

    async def settle(self, tenant_id: TenantId, *, freed: StaffId | None) -> None:
        """Take back stranded offers, then offer until nobody waits or nobody is free.

        The queues of whoever was freed are held even if nobody is seen to wait there: somebody
        may be joining in a transaction that has not ended, and did not see the freed one.
        """
        async with self._database.session(tenant_id) as session:
            stranded = await self._offers.stranded(session, now=self._now(), gone=self._gone())
        for conversation_id in stranded:
            async with self._database.session(tenant_id) as session:
                await self._take_back(session, conversation_id)
        async with self._database.session(tenant_id) as session:
            queues = set(await self._queues.with_waiting(session))
            if freed:
                queues |= set(await self._queues.of_staff(session, freed, every=False))
        for queue_id in sorted(queues):
            await self._settle_queue(tenant_id, queue_id)

    async def choose(
        self, session: Session, queue_id: QueueId, conversation_id: ConversationId
    ) -> StaffId | None:
        """A free agent for a conversation, held until the transaction ends, if there is one."""
        staff_id, _ = await self._free_agent(session, queue_id, conversation_id)
        return staff_id

    async def wait(
        self,
        session: Session,
        conversation_id: ConversationId,
        place: Move,
        *,
        offered_to: StaffId | None,
    ) -> Conversation:
        """Have a conversation wait at a place in line, offered to somebody or to nobody yet."""
        now = self._now()
        await self._offers.answer(session, conversation_id, Outcome.WITHDRAWN, now=now)
        if offered_to is None or place.queue_id is None:
            return await self._conversations.move(session, conversation_id, place)
        await self._offers.add(
            session, conversation_id, queue_id=place.queue_id, staff_id=offered_to, now=now
        )
        await self._presence.touch(session, offered_to, now=now)
        offer = replace(place, offered_to=offered_to, offer_expires_at=now + OFFER_LASTS)
        return await self._conversations.move(session, conversation_id, offer)

    async def tell_presence(
        self, session: Session, staff_id: StaffId, *, also: QueueId | None = None
    ) -> None:
        """Tell the person's own lists, and those of the queues that the person serves."""
        queues = set(await self._queues.of_staff(session, staff_id, every=False))
        if also:
            queues.add(also)
        for stream in sorted({staff_id, *queues}):
            is_own = stream == staff_id
            kind = PRESENCE_CHANGED if is_own else QUEUE_CHANGED
            await self._streams.append(session, stream, kind, ref=staff_id)

    async def _settle_queue(self, tenant_id: TenantId, queue_id: QueueId) -> None:
        tries = _TRIES
        while tries:
            async with self._database.session(tenant_id) as session:
                outcome = await self._assign_one(session, queue_id)
            if outcome is Pass.NOTHING:
                return
            if outcome is Pass.BUSY:
                tries -= 1
                await asyncio.sleep(_PAUSE_SECONDS * (0.5 + random.random()))  # noqa: S311  (jitter)

    async def _assign_one(self, session: Session, queue_id: QueueId) -> Pass:
        await self._queues.lock(session, queue_id)
        if not await self._with_room(session, queue_id):
            return Pass.NOTHING
        is_busy = False
        for waiting in await self._queues.waiting(session, queue_id):
            if not await self._queues.take(session, queue_id, waiting.conversation_id):
                is_busy = True
                continue
            staff_id, was_held = await self._free_agent(session, queue_id, waiting.conversation_id)
            is_busy = is_busy or was_held
            if staff_id is None:
                continue
            place = Move(Status.QUEUED, queue_id=queue_id)
            await self.wait(session, waiting.conversation_id, place, offered_to=staff_id)
            return Pass.ASSIGNED
        return Pass.BUSY if is_busy else Pass.NOTHING

    async def _with_room(self, session: Session, queue_id: QueueId) -> list[Candidate]:
        on_duty = await self._presence.on_duty(session, queue_id, gone=self._gone())
        return [candidate for candidate in on_duty if candidate.load < candidate.capacity]

    async def _free_agent(
        self, session: Session, queue_id: QueueId, conversation_id: ConversationId
    ) -> tuple[StaffId | None, bool]:
        """The first who is free when looked at again under the lock, and if one could not be."""
        declined = await self._offers.declined(
            session, conversation_id, since=self._now() - ASK_AGAIN_AFTER
        )
        was_held = False
        for candidate in await self._with_room(session, queue_id):
            if candidate.staff_id in declined:
                continue
            capacity = await self._presence.take(session, candidate.staff_id, gone=self._gone())
            if capacity is None:
                was_held = True
            elif await self._presence.load(session, candidate.staff_id) < capacity:
                return candidate.staff_id, was_held
        return None, was_held

    async def _take_back(self, session: Session, conversation_id: ConversationId) -> None:
        """End an offer that ran out; whoever let it ring is set away."""
        if not await self._offers.lock(session, conversation_id):
            return
        conversation = await self._conversations.get(session, conversation_id)
        staff_id, expires_at = conversation.offered_to, conversation.offer_expires_at
        if staff_id is None or conversation.status is not Status.QUEUED:
            return
        now = self._now()
        await self._presence.lock(session, staff_id, now=now)
        presence = await self._presence.get(session, staff_id)
        is_over = expires_at is not None and expires_at <= now
        outcome = Outcome.EXPIRED if is_over else Outcome.WITHDRAWN
        await self._offers.answer(session, conversation_id, outcome, now=now)
        if is_over and presence.state is PresenceState.AVAILABLE:
            await self._presence.set_state(
                session, staff_id, state=PresenceState.AWAY, reason="有会话超时未接", now=now
            )
            await self.tell_presence(session, staff_id, also=conversation.queue_id)
        place = Move(Status.QUEUED, queue_id=conversation.queue_id)
        await self._conversations.move(session, conversation_id, place)

    def _now(self) -> datetime:
        return self._clock.now()

    def _gone(self) -> datetime:
        return self._clock.now() - CONNECTION_GRACE
