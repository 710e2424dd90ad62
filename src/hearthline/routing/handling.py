"""Accept, decline, resolve: an agent takes a conversation, or lets it go."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from hearthline.access import Permission, Staff
from hearthline.conversations import (
    Conversation,
    ConversationClosed,
    Move,
    Status,
)
from hearthline.kernel import ConversationId, StaffId, TenantId
from hearthline.platform.db import Database, Session
from hearthline.routing import notices
from hearthline.routing.errors import (
    AgentIsFull,
    AlreadyTaken,
    HeldByOther,
    NotHeld,
    NotOffered,
    NotWaiting,
    OfferedToOther,
    QueueNotServed,
)
from hearthline.routing.line import LineStore
from hearthline.routing.model import BY_HAND, Outcome, PresenceState
from hearthline.routing.moves.bench import Bench
from hearthline.routing.moves.passing import Passing
from hearthline.routing.offers import OfferStore
from hearthline.routing.standing import Standings
from hearthline.routing.store import PresenceStore, QueueStore

Unfinished: TypeAlias = Callable[[Session, Conversation], Awaitable[bool]]


async def nothing_open(session: Session, conversation: Conversation) -> bool:
    """For an installation in which nothing outlives a conversation."""
    del session, conversation
    return False


class Handling:
    """What agents do with a conversation's turn at their desk."""

    def __init__(
        self,
        database: Database,
        bench: Bench,
        passing: Passing,
        *,
        unfinished: Unfinished,
        tell_presence: Callable[[Session, StaffId], Awaitable[None]],
    ) -> None:
        """`passing` is the end of moves; `unfinished` tells if a conversation is to go on."""
        self._tell_presence = tell_presence
        self._database = database
        self._conversations = bench.conversations
        self._clock = bench.clock
        self._name = bench.name
        self._passing = passing
        self._unfinished = unfinished
        self._queues, self._presence, self._offers = QueueStore(), PresenceStore(), OfferStore()
        self._line, self._standings = LineStore(), Standings(bench.clock)

    async def accept(
        self, session: Session, conversation_id: ConversationId, staff: Staff
    ) -> Conversation:
        """Take what waits or what a colleague gives; one's own again changes nothing.

        Whoever is offline is there for this one: he becomes busy, and is offered nothing more.
        """
        conversation = await self._conversations.get(session, conversation_id, lock=True)
        if conversation.holder_id == staff.id:
            return conversation
        passed = await self._passing.accept(session, conversation, staff)
        if passed is not None:
            return passed
        await self._check_waiting(session, conversation, staff)
        await self._take_room(session, conversation, staff)
        held = await self._conversations.move(
            session, conversation_id, Move(Status.AGENT, holder_id=staff.id)
        )
        await self._passing.came_out_of_line(session, conversation_id, staff)
        saying = notices.agent_joined(conversation, staff)
        await self._conversations.say(session, conversation_id, saying)
        return held

    async def decline(
        self, session: Session, conversation_id: ConversationId, staff: Staff
    ) -> None:
        """Let an offer go to the next, or back to who gave it; raises NotOffered."""
        conversation = await self._conversations.get(session, conversation_id, lock=True)
        if await self._passing.decline(session, conversation, staff):
            return
        if conversation.offered_to != staff.id or conversation.status is not Status.QUEUED:
            raise NotOffered
        now = self._clock.now()
        await self._presence.lock(session, staff.id, now=now)
        await self._presence.touch(session, staff.id, now=now)
        await self._offers.answer(session, conversation_id, Outcome.DECLINED, now=now)
        place = Move(Status.QUEUED, queue_id=conversation.queue_id)
        await self._conversations.move(session, conversation_id, place)

    async def resolve(
        self,
        session: Session,
        conversation_id: ConversationId,
        staff: Staff,
        *,
        give_back: bool | None,
        note: str | None,
    ) -> Conversation:
        """Finish: back to the bot while something is still open, else closed.

        Raises NotHeld, HeldByOther.
        """
        conversation = await self._conversations.get(session, conversation_id, lock=True)
        holder = conversation.holder_id
        if conversation.status is not Status.AGENT or holder is None:
            raise NotHeld
        if holder != staff.id and not staff.may(Permission.DESK_SUPERVISE):
            raise HeldByOther(name=await self._name(session, holder))
        goes_on = give_back
        if goes_on is None:
            goes_on = await self._unfinished(session, conversation)
        now = self._clock.now()
        await self._presence.lock(session, holder, now=now)
        await self._presence.touch(session, holder, now=now)
        await self._offers.answer(session, conversation_id, Outcome.WITHDRAWN, now=now)
        await self._offers.finish(session, conversation_id, note=note, now=now)
        words = notices.handed_back if goes_on else notices.closed
        await self._conversations.say(session, conversation_id, words(conversation, staff))
        after = Move(Status.BOT if goes_on else Status.CLOSED)
        moved = await self._conversations.move(session, conversation_id, after)
        await self._passing.left_people(session, moved)
        return moved

    async def close_log(self, tenant_id: TenantId, conversation_id: ConversationId) -> None:
        """End the offers of a conversation that others moved: the customer left, say."""
        now = self._clock.now()
        async with self._database.session(tenant_id) as session:
            conversation = await self._conversations.get(session, conversation_id, lock=True)
            await self._passing.left_people(session, conversation)
            if conversation.status is not Status.QUEUED and conversation.offered_to is None:
                await self._offers.answer(session, conversation_id, Outcome.WITHDRAWN, now=now)
            if conversation.holder_id is None:
                await self._offers.finish(session, conversation_id, note=None, now=now)

    async def _check_waiting(
        self, session: Session, conversation: Conversation, staff: Staff
    ) -> None:
        if conversation.status is Status.CLOSED:
            raise ConversationClosed
        if conversation.status is Status.AGENT and conversation.holder_id:
            raise AlreadyTaken(name=await self._name(session, conversation.holder_id))
        if conversation.status is not Status.QUEUED or conversation.queue_id is None:
            raise NotWaiting
        if conversation.offered_to == staff.id or staff.may(Permission.DESK_SUPERVISE):
            return
        if not await self._queues.is_member(session, conversation.queue_id, staff.id):
            raise QueueNotServed
        expires_at = conversation.offer_expires_at
        if conversation.offered_to and expires_at and expires_at > self._clock.now():
            raise OfferedToOther(name=await self._name(session, conversation.offered_to))

    async def _take_room(self, session: Session, conversation: Conversation, staff: Staff) -> None:
        """Hold the agent's presence and note who has the conversation; raises AgentIsFull."""
        now = self._clock.now()
        await self._presence.lock(session, staff.id, now=now)
        is_mine = conversation.offered_to == staff.id
        presence = await self._presence.get(session, staff.id)
        kind = await self._line.kind(session, conversation)
        room = presence.room
        if conversation.queue_id and not is_mine:
            room = (await self._standings.of(session, conversation.queue_id)).room(room)
        if not is_mine and not room.fits(kind, presence.loads):
            raise AgentIsFull(load=presence.load, capacity=presence.capacity)
        if presence.state is PresenceState.OFFLINE:
            busy = PresenceState.BUSY
            await self._presence.set_state(session, staff.id, state=busy, reason=BY_HAND, now=now)
            await self._tell_presence(session, staff.id)
        if not is_mine and conversation.queue_id:
            await self._offers.answer(session, conversation.id, Outcome.WITHDRAWN, now=now)
            await self._offers.add(
                session,
                conversation.id,
                queue_id=conversation.queue_id,
                staff_id=staff.id,
                now=now,
            )
            await self._presence.touch(session, staff.id, now=now)
        await self._offers.answer(session, conversation.id, Outcome.ACCEPTED, now=now)
