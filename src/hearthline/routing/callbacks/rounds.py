"""What comes round for booked calls: the time to make them, lost places, alarms."""

from dataclasses import replace

from hearthline.conversations import Status
from hearthline.kernel import EventId, TenantId
from hearthline.platform.db import Database, Session
from hearthline.platform.outbox import Outbox
from hearthline.routing.callbacks import notices
from hearthline.routing.callbacks.events import CallOverdue
from hearthline.routing.callbacks.model import (
    LOOK_AGAIN_AFTER,
    BookedCall,
    BookedCallId,
    CallState,
)
from hearthline.routing.callbacks.placing import Placing
from hearthline.routing.callbacks.store import CallMoments, CallStore
from hearthline.routing.service import Routing

QUEUE_CHANGED = "queue.changed"


class CallRounds:
    """Offers calls when their time comes."""

    def __init__(self, routing: Routing, placing: Placing, outbox: Outbox) -> None:
        """Collaborators."""
        self._routing, self._bench = routing, routing.bench
        self._clock = routing.bench.clock
        self._placing = placing
        self._outbox = outbox
        self._store, self._moments = CallStore(), CallMoments()

    async def come_round(self, database: Database, tenant_id: TenantId) -> None:
        """Put into line what is due, give the alarm for what is late; each by itself."""
        now = self._clock.now()
        async with database.session(tenant_id) as session:
            due = await self._moments.due(session, now=now)
            stranded = await self._moments.stranded(session)
            late = await self._moments.late(session, now=now)
        for call_id in stranded:
            async with database.session(tenant_id) as session:
                await self._book_again(session, call_id)
        for call_id in due:
            async with database.session(tenant_id) as session:
                await self._start(session, call_id)
        for call in late:
            async with database.session(tenant_id) as session:
                await self._alarm(session, call)
        if due:
            await self._routing.settle(tenant_id)

    async def _start(self, session: Session, call_id: BookedCallId) -> None:
        call = await self._placing.locked(session, call_id)
        now = self._clock.now()
        if call.state is not CallState.BOOKED or call.due_at > now:
            return
        conversation = await self._placing.place(session, call)
        if conversation.status is Status.AGENT:
            later = replace(call, due_at=now + LOOK_AGAIN_AFTER)
            await self._store.put(session, later, CallState.BOOKED)
            return
        if conversation.status is Status.BOT:
            conversation = await self._placing.wait(session, conversation, call)
            saying = notices.soon(conversation, call)
            await self._bench.conversations.say(session, conversation.id, saying)
        offered = replace(call, taken_in=conversation.id)
        await self._store.put(session, offered, CallState.OFFERED)

    async def _book_again(self, session: Session, call_id: BookedCallId) -> None:
        call = await self._placing.locked(session, call_id)
        if call.state is CallState.OFFERED:
            lost = replace(call, due_at=self._clock.now(), taken_in=None)
            await self._store.put(session, lost, CallState.BOOKED)

    async def _alarm(self, session: Session, call: BookedCall) -> None:
        if not await self._moments.told(session, call.id, now=self._clock.now()):
            return
        event = CallOverdue(
            event_id=EventId.new(),
            tenant_id=session.tenant_id,
            at=self._clock.now(),
            call_id=str(call.id),
            conversation_id=call.conversation_id,
            queue_id=call.queue_id,
        )
        await self._outbox.publish(session, event)
        await self._bench.streams.append(session, call.queue_id, QUEUE_CHANGED, ref=call.queue_id)
