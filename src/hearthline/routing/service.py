"""The verbs of routing: join the queue, accept, decline, resolve, presence.

A verb changes one conversation in the caller's transaction; `settle` afterwards, in transactions
of its own, offers what waits to whoever came free. The worker settles too, if the caller cannot.
"""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import TypeAlias

from hearthline.access import Permission, Staff
from hearthline.conversations import (
    Conversation,
    ConversationClosed,
    Conversations,
    Move,
    Names,
    Status,
)
from hearthline.kernel import Clock, ConversationId, QueueId, StaffId, TenantId
from hearthline.platform.db import Database, Session
from hearthline.platform.streams import Streams
from hearthline.routing.assignment import Assigner
from hearthline.routing.handling import Handling, Unfinished, nothing_open
from hearthline.routing.joining import Joining, Request
from hearthline.routing.model import (
    CONNECTION_GRACE,
    DEFAULT_CAPACITY,
    DEFAULT_QUEUE,
    Placement,
    Presence,
    PresenceState,
    QueueState,
)
from hearthline.routing.moves.bench import Bench
from hearthline.routing.moves.passing import Passing
from hearthline.routing.places import Places
from hearthline.routing.presences import Presences
from hearthline.routing.queues.model import Closed
from hearthline.routing.ripening import Ripening
from hearthline.routing.states.service import States
from hearthline.routing.store import QueueStore
from hearthline.routing.urgency import NO_WISH, Wish

AtOpening: TypeAlias = Callable[[Session, Conversation, Placement], Awaitable[bool]]
_WITH_A_PERSON = Placement(queue_id=None, position=0, eta_seconds=0)


class Routing:
    """Brings conversations to people."""

    def __init__(
        self,
        database: Database,
        conversations: Conversations,
        *,
        streams: Streams,
        clock: Clock,
        names: Names,
        unfinished: Unfinished = nothing_open,
    ) -> None:
        """`names` tells what staff are called; `unfinished`, if a conversation is to go on."""
        self._conversations = conversations
        self._clock = clock
        self._assigner = self.assigner = Assigner(database, conversations, streams, clock)
        self.bench = Bench(conversations, streams, clock, names)
        self.passing = Passing(self.bench)
        self._handling = Handling(
            database,
            self.bench,
            self.passing,
            unfinished=unfinished,
            tell_presence=self.assigner.tell_presence,
        )
        self._presences = Presences(database, self._assigner, clock)
        self._places = Places(self._assigner.standings, clock)
        self._joining = Joining(conversations, self._assigner, self._places, clock=clock)
        self.states = States(self._presences, clock)
        # Set by composition, where calls can be booked; unset, whoever comes late is only told.
        self.at_opening: AtOpening | None = None
        self._queues = QueueStore()

    @property
    def ripening(self) -> Ripening:
        """What this process settles when its moment comes; `run` it beside the rest."""
        return self._assigner.ripening

    async def enqueue(
        self,
        session: Session,
        conversation_id: ConversationId,
        *,
        reason: str,
        priority: int = 3,
        queue_id: QueueId | None = None,
        wish: Wish = NO_WISH,
    ) -> Placement:
        """Have a conversation wait for a person, offered at once if one is free.

        `wish` says which skills are needed, who is preferred (else who served the customer last)
        and how urgent it is. In line already, or with a person: nothing changes. Outside business
        hours it goes as the queue says: see `Placement.closed`. Raises ConversationClosed.
        """
        before = await self._conversations.get(session, conversation_id, lock=True)
        if not before.is_open:
            raise ConversationClosed
        is_back = await self.passing.take_back(session, before, "handed_over")
        if is_back or before.status is Status.AGENT:
            return _WITH_A_PERSON
        placement = await self.place_of(session, before)
        if placement is not None:
            return placement
        request = Request(reason, priority, queue_id, wish)
        placement = await self._joining.join(session, before, request)
        return await self._called_or_waiting(session, before, placement, reason=reason)

    async def _called_or_waiting(
        self, session: Session, before: Conversation, placement: Placement, *, reason: str
    ) -> Placement:
        """Where a queue calls back outside its hours: a call is booked, else the customer waits."""
        if placement.closed is not Closed.CALLBACK or self.at_opening is None:
            return placement
        if await self.at_opening(session, before, placement):
            return placement
        place = Move(Status.QUEUED, queue_id=placement.queue_id, reason=reason)
        after = await self._assigner.wait(session, before.id, place, offered_to=None)
        return await self._places.of(session, after)

    async def place_of(self, session: Session, conversation: Conversation) -> Placement | None:
        """Where a waiting conversation stands; None when it does not wait."""
        if conversation.status is not Status.QUEUED or conversation.queue_id is None:
            return None
        return await self._places.of(session, conversation)

    async def accept(
        self, session: Session, conversation_id: ConversationId, staff: Staff
    ) -> Conversation:
        """Take a waiting conversation; raises AlreadyTaken, OfferedToOther, NotWaiting,
        AgentIsFull, QueueNotServed or ConversationClosed.
        """
        return await self._handling.accept(session, conversation_id, staff)

    async def decline(
        self, session: Session, conversation_id: ConversationId, staff: Staff
    ) -> None:
        """Let an offer go to the next; raises NotOffered."""
        await self._handling.decline(session, conversation_id, staff)

    async def resolve(
        self,
        session: Session,
        conversation_id: ConversationId,
        staff: Staff,
        *,
        give_back: bool | None = None,
        note: str | None = None,
    ) -> Conversation:
        """Finish, back to the bot or closed; left open, what is unfinished decides.

        Raises NotHeld, HeldByOther.
        """
        return await self._handling.resolve(
            session, conversation_id, staff, give_back=give_back, note=note
        )

    async def set_presence(
        self,
        session: Session,
        staff_id: StaffId,
        state: PresenceState,
        *,
        reason: str | None = None,
    ) -> Presence:
        """Say what an agent does now."""
        return await self._presences.set(session, staff_id, state=state, reason=reason)

    async def presence_of(self, session: Session, staff_id: StaffId) -> Presence:
        """What an agent does now, and with how many conversations."""
        return await self._presences.get(session, staff_id)

    def connected(self, staff: Staff) -> AbstractAsyncContextManager[None]:
        """A block during which an agent's socket is open (transactions of its own)."""
        return self._presences.connected(staff)

    async def queues(self, session: Session, staff: Staff) -> list[QueueState]:
        """The queues with who waits and who serves: a supervisor's all, an agent's own."""
        now = self._clock.now()
        own = set(await self.queues_of(session, staff))
        states = await self._queues.states(session, now=now, gone=now - CONNECTION_GRACE)
        return [state for state in states if state.id in own]

    async def queues_of(self, session: Session, staff: Staff) -> list[QueueId]:
        """The queues that a person may follow."""
        every = staff.may(Permission.DESK_SUPERVISE)
        return await self._queues.of_staff(session, staff.id, every=every)

    async def serve_queue(
        self,
        session: Session,
        members: list[StaffId],
        *,
        name: str = DEFAULT_QUEUE,
        capacity: int = DEFAULT_CAPACITY,
    ) -> QueueId:
        """Have people serve the default queue, made with this name if there is none."""
        queue_id = await self._queues.default(session, name=name, now=self._clock.now())
        await self._presences.serve(session, queue_id, members=members, capacity=capacity)
        return queue_id

    async def settle(
        self,
        tenant_id: TenantId,
        *,
        freed: StaffId | None = None,
        moved: ConversationId | None = None,
    ) -> None:
        """Offer what waits to who is free, after taking back offers that ran out.

        In transactions of its own; to be called after the one that set somebody free, or in which
        a conversation was moved by others than routing.
        """
        if moved:
            await self._handling.close_log(tenant_id, moved)
        await self._presences.leave_gone(tenant_id)
        await self._assigner.settle(tenant_id, freed=freed)
