"""The verbs of booked calls: book, cancel, take, note what came of it; and what comes round.

When its time comes, the conversation (or a new one, if it was closed) waits in the line again at
the place it had: the same machine offers it, so nobody gets more than fits.
"""

from dataclasses import replace
from datetime import datetime

from hearthline.access import Audit, Permission, Staff
from hearthline.conversations import (
    Channels,
    Conversation,
    ConversationClosed,
    Saying,
    Status,
)
from hearthline.customers import Phones, masked_phone
from hearthline.kernel import ConversationId, QueueId, TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database, Session
from hearthline.platform.outbox import Outbox
from hearthline.routing.callbacks import notices
from hearthline.routing.callbacks.errors import (
    CallIsOver,
    CallUnknown,
    CallWithOther,
    PhoneNeeded,
    WindowUnfit,
)
from hearthline.routing.callbacks.model import (
    FARTHEST,
    MOST_TRIES,
    SHORTEST,
    TRY_AGAIN_AFTER,
    BookedCall,
    BookedCallId,
    CallCounts,
    CallState,
    Tried,
    TryOutcome,
    Wanted,
)
from hearthline.routing.callbacks.placing import Placing
from hearthline.routing.callbacks.rounds import CallRounds
from hearthline.routing.callbacks.store import CallStore, TryStore
from hearthline.routing.errors import HeldByOther
from hearthline.routing.model import DEFAULT_QUEUE
from hearthline.routing.service import Routing
from hearthline.routing.store import QueueStore

QUEUE_CHANGED = "queue.changed"


class BookedCalls:
    """Calls instead of waiting (R68). Without a telephone system the agent dials himself."""

    def __init__(
        self, routing: Routing, outbox: Outbox, *, channels: Channels, vault: Vault
    ) -> None:
        """Stand on routing; the vault seals numbers, `channels` serve to open a new thread."""
        self._routing, self._bench = routing, routing.bench
        self._clock = routing.bench.clock
        self._placing = Placing(routing, channels)
        self._rounds = CallRounds(routing, self._placing, outbox)
        self._vault, self._phones = vault, Phones(vault)
        self._audit = Audit(self._clock)
        self._store, self._tries, self._queues = CallStore(), TryStore(), QueueStore()

    async def book(
        self,
        session: Session,
        conversation_id: ConversationId,
        wanted: Wanted,
        *,
        by: Staff | None = None,
    ) -> BookedCall:
        """Promise a call; the place in line is kept. Booked again, the time is another.

        Without `by` it is the customer who books. Raises ConversationClosed, WindowUnfit,
        PhoneNeeded, HeldByOther.
        """
        conversation = await self._bench.conversations.get(session, conversation_id, lock=True)
        known = await self._store.by_client(session, conversation_id, wanted.client_id)
        if known is not None:
            return known
        await self._check(session, conversation, wanted, by=by)
        phone = wanted.phone or await self._phones.of(session, conversation.customer_id)
        if phone is None:
            raise PhoneNeeded
        now = self._clock.now()
        before = await self._store.open_of(session, conversation_id)
        if before is not None:
            await self._store.put(session, replace(before, ended_at=now), CallState.CANCELLED)
        call = await self._made(session, conversation, wanted, phone=phone, by=by)
        if before is not None:
            call = replace(call, place_at=before.place_at, priority=before.priority)
        await self._store.add(session, call, sealed_phone=self._vault.seal(phone))
        await self._placing.leave_line(session, conversation)
        saying = notices.booked(conversation, call)
        await self._bench.conversations.say(session, conversation_id, saying)
        return call

    async def say(self, session: Session, saying: Saying, conversation_id: ConversationId) -> None:
        """Tell a customer of calls."""
        await self._bench.conversations.say(session, conversation_id, saying)

    async def of(self, session: Session, conversation_id: ConversationId) -> BookedCall | None:
        """The call that belongs to a conversation: waited for in it, or made in it."""
        found = await self._store.within(session, conversation_id)
        return found or await self._store.open_of(session, conversation_id)

    async def cancel(
        self, session: Session, call_id: BookedCallId, *, by: Staff | None = None
    ) -> BookedCall:
        """Not call after all; cancelling again changes nothing. Raises CallUnknown."""
        call = await self._placing.locked(session, call_id)
        if not call.is_open:
            return call
        if by is not None:
            await self._check_hand(session, call, by)
        now = self._clock.now()
        await self._store.put(session, replace(call, ended_at=now), CallState.CANCELLED)
        await self._placing.say(session, call, notices.cancelled)
        return await self._placing.found(session, call_id)

    async def page(
        self, session: Session, staff: Staff, view: str, *, limit: int
    ) -> list[BookedCall]:
        """A list of calls: mine, due, coming, overdue, done."""
        now = self._clock.now()
        return await self._store.page(session, view, staff.id, now=now, limit=limit)

    async def counts(self, session: Session) -> CallCounts:
        """How many calls are due, and how many overdue."""
        return await self._store.counts(session, now=self._clock.now())

    async def phone(self, session: Session, call_id: BookedCallId, staff: Staff) -> str:
        """The number to dial; who looked at it is written down."""
        sealed = await self._store.lock(session, call_id)
        if sealed is None:
            raise CallUnknown
        await self._audit.record(
            session,
            staff,
            "booked_call.phone_shown",
            subject_kind="booked_call",
            subject_id=call_id,
        )
        return self._vault.open(sealed)

    async def take(self, session: Session, call_id: BookedCallId, staff: Staff) -> Conversation:
        """Make a call oneself, now: its conversation comes to one's desk.

        Raises CallIsOver, CallWithOther, AgentIsFull, QueueNotServed.
        """
        call = await self._placing.locked(session, call_id)
        if not call.is_open:
            raise CallIsOver
        conversation = await self._placing.place(session, call)
        if conversation.status is Status.AGENT and conversation.holder_id != staff.id:
            name = await self._bench.name(session, conversation.holder_id or staff.id)
            raise CallWithOther(name=name)
        if conversation.status is not Status.AGENT:
            conversation = await self._placing.wait(session, conversation, call)
            conversation = await self._routing.accept(session, conversation.id, staff)
        taken = replace(call, taken_by=staff.id, taken_in=conversation.id)
        await self._store.put(session, taken, CallState.TAKEN)
        return conversation

    async def note(
        self,
        session: Session,
        call_id: BookedCallId,
        staff: Staff,
        *,
        tried: Tried,
    ) -> BookedCall:
        """Note what came of dialling; not reached: again twice, then it is given up.

        Noted again with the same client_id nothing changes. Raises CallIsOver, CallWithOther.
        """
        call = await self._placing.locked(session, call_id)
        await self._check_hand(session, call, staff)
        now = self._clock.now()
        if call.is_open:
            is_new = await self._tries.add(session, call_id, staff.id, tried=tried, now=now)
            if is_new:
                counted = await self._placing.found(session, call_id)
                await self._close_or_repeat(session, counted, tried.outcome, staff)
        elif not await self._tries.has(session, call_id, tried.client_id):
            raise CallIsOver
        return await self._placing.found(session, call_id)

    async def follow(self, session: Session, conversation_id: ConversationId) -> None:
        """A conversation changed hands: perhaps it was put in line for a call."""
        await self._store.taken(session, conversation_id)

    async def come_round(self, database: Database, tenant_id: TenantId) -> None:
        """Put into line what is due, give the alarm for what is late; each by itself."""
        await self._rounds.come_round(database, tenant_id)

    async def _close_or_repeat(
        self, session: Session, call: BookedCall, outcome: TryOutcome, staff: Staff
    ) -> None:
        now = self._clock.now()
        if outcome is TryOutcome.REACHED:
            await self._end(session, call, CallState.REACHED, staff)
            conversation = await self._placing.thread(session, call)
            if conversation is not None:
                saying = notices.reached(conversation, call, staff.name)
                await self._bench.conversations.say(session, conversation.id, saying)
        elif outcome is TryOutcome.GIVEN_UP or call.tries >= MOST_TRIES:
            await self._end(session, call, CallState.GIVEN_UP, staff)
            await self._placing.say(session, call, notices.given_up)
        else:
            due = now + TRY_AGAIN_AFTER
            later = replace(call, due_at=due, until_at=max(call.until_at, due + SHORTEST * 3))
            later = replace(later, taken_by=None, taken_in=None)
            await self._store.put(session, later, CallState.BOOKED)
            await self._placing.say(session, later, notices.again)

    async def _end(
        self, session: Session, call: BookedCall, state: CallState, staff: Staff
    ) -> None:
        ended = replace(call, taken_by=staff.id, ended_at=self._clock.now())
        await self._store.put(session, ended, state)

    async def _made(
        self,
        session: Session,
        conversation: Conversation,
        wanted: Wanted,
        *,
        phone: str,
        by: Staff | None,
    ) -> BookedCall:
        now = self._clock.now()
        return BookedCall(
            id=BookedCallId.new(),
            client_id=wanted.client_id,
            conversation_id=conversation.id,
            customer_id=conversation.customer_id,
            customer=conversation.label,
            queue_id=await self._queue(session, conversation, now),
            priority=conversation.priority,
            place_at=conversation.queued_at or now,
            phone_masked=masked_phone(phone),
            from_at=max(wanted.from_at, now),
            until_at=wanted.until_at,
            due_at=max(wanted.from_at, now),
            note=wanted.note,
            booked_by=by.id if by else None,
            wanted_staff=by.id if by and wanted.for_me else None,
            state=CallState.BOOKED,
            taken_by=None,
            taken_in=None,
            booked_at=now,
            ended_at=None,
            tries=0,
        )

    async def _queue(self, session: Session, conversation: Conversation, now: datetime) -> QueueId:
        if conversation.queue_id is not None:
            return conversation.queue_id
        last = await self._bench.queue_of(session, conversation.id)
        return last or await self._queues.default(session, name=DEFAULT_QUEUE, now=now)

    async def _check(
        self, session: Session, conversation: Conversation, wanted: Wanted, *, by: Staff | None
    ) -> None:
        if not conversation.is_open:
            raise ConversationClosed
        now = self._clock.now()
        starts = max(wanted.from_at, now)
        if wanted.until_at - starts < SHORTEST or starts > now + FARTHEST:
            raise WindowUnfit
        holder = conversation.holder_id
        if by is None or holder in (None, by.id) or by.may(Permission.DESK_SUPERVISE):
            return
        raise HeldByOther(name=await self._bench.name(session, holder or by.id))

    async def _check_hand(self, session: Session, call: BookedCall, staff: Staff) -> None:
        is_other = call.taken_by is not None and call.taken_by != staff.id
        if call.is_open and is_other and not staff.may(Permission.DESK_SUPERVISE):
            raise CallWithOther(name=await self._bench.name(session, call.taken_by or staff.id))
