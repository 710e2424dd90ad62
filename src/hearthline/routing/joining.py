"""Joining the line: to which queue, at which rank, and what is said when nobody is there."""

from dataclasses import dataclass, replace
from datetime import timedelta

from hearthline.conversations import ChannelKind, Conversation, Conversations, Move, Status
from hearthline.customers import CustomerTags, Groups
from hearthline.kernel import Clock, CustomerId, QueueId
from hearthline.platform.db import Session
from hearthline.routing import notices
from hearthline.routing.assignment import Assigner
from hearthline.routing.line import LineStore
from hearthline.routing.matching import InLine
from hearthline.routing.model import (
    DEFAULT_QUEUE,
    LAST_AGENT_COUNTS,
    LAST_AGENT_WAITS,
    PREFERRED_WAITS,
    Placement,
)
from hearthline.routing.places import Places
from hearthline.routing.queues.model import Closed, Queue, best_for
from hearthline.routing.queues.store import QueueSettingStore
from hearthline.routing.standing import Standing
from hearthline.routing.store import QueueStore
from hearthline.routing.urgency import DANGER_LANE, Wish


@dataclass(frozen=True, slots=True)
class Request:
    """Why a person is asked for, how urgently, by which queue if one was named."""

    reason: str
    priority: int
    queue_id: QueueId | None
    wish: Wish

    @property
    def lane(self) -> int:
        """Danger, people in need, everybody."""
        return self.wish.urgency.lane(self.priority)


class Joining:
    """Puts conversations in line."""

    def __init__(
        self, conversations: Conversations, assigner: Assigner, places: Places, *, clock: Clock
    ) -> None:
        """Collaborators."""
        self._conversations = conversations
        self._assigner = assigner
        self._places = places
        self._clock = clock
        self._queues, self._settings = QueueStore(), QueueSettingStore()
        self._line = LineStore()
        self._tags, self._groups = CustomerTags(clock), Groups()

    async def join(
        self, session: Session, conversation: Conversation, request: Request
    ) -> Placement:
        """Have a conversation, held by its lock, wait for a person or be offered to one."""
        request = await self._heeding(session, conversation, request)
        kind = await self._line.kind(session, conversation)
        standing = await self._open_instead(session, await self._queue(session, request, kind))
        queue, is_danger = standing.queue, request.lane == DANGER_LANE
        if not standing.is_open and not is_danger and queue.closed is not Closed.QUEUE:
            return await self._turn_away(session, conversation, standing)
        await self._queues.lock(session, queue.id)
        newcomer = await self._newcomer(session, conversation, request, kind=kind)
        staff_id = await self._assigner.seat(session, queue.id, newcomer)
        urgency, priority = request.wish.urgency, request.priority
        bonus_s = urgency.bonus_s(priority)
        await self._line.keep(session, newcomer, request.wish, bonus_s=bonus_s)
        place = Move(
            Status.QUEUED,
            queue_id=queue.id,
            priority=urgency.shown(priority),
            reason=request.reason,
        )
        after = await self._assigner.wait(session, conversation.id, place, offered_to=staff_id)
        placement = await self._places.of(session, after)
        is_offered = staff_id is not None
        offers = not is_offered and not is_danger and kind != ChannelKind.PHONE
        with_call = offers and standing.opens_at is not None
        with_call = with_call and standing.offers_call(placement.eta_seconds)
        saying = notices.queued(after, placement, is_offered=is_offered, with_call=with_call)
        await self._conversations.say(session, conversation.id, saying)
        return placement

    async def _heeding(
        self, session: Session, conversation: Conversation, request: Request
    ) -> Request:
        """The request with what the customer's tags ask for."""
        found = await self._tags.vulnerability_of(session, conversation.customer_id)
        if not found.urgency:
            return request
        urgency = request.wish.urgency.with_need(found.urgency)
        return replace(request, wish=replace(request.wish, urgency=urgency))

    async def _queue(self, session: Session, request: Request, kind: str) -> Queue:
        """The one that was named, if in use; else the one that has the skills, else the default."""
        if request.queue_id is not None:
            named = await self._settings.get(session, request.queue_id)
            if named.archived_at is None:
                return named
        words = [*request.wish.skills, *request.wish.about]
        if words:
            found = best_for(await self._settings.every(session), kind, words)
            if found is not None:
                return found
        now = self._clock.now()
        queue_id = await self._queues.default(session, name=DEFAULT_QUEUE, now=now)
        return await self._settings.get(session, queue_id)

    async def _open_instead(self, session: Session, queue: Queue) -> Standing:
        """While a queue is closed, the one that it overflows to, if that is open."""
        standings = self._assigner.standings
        standing = await standings.now(session, queue)
        if standing.is_open or queue.overflow_to is None:
            return standing
        other = await standings.of(session, queue.overflow_to)
        is_served = other.is_open and other.queue.archived_at is None
        return other if is_served else standing

    async def _newcomer(
        self, session: Session, conversation: Conversation, request: Request, *, kind: str
    ) -> InLine:
        now, wish = self._clock.now(), request.wish
        preferred, waits = wish.preferred, PREFERRED_WAITS
        if preferred is None:
            since = now - LAST_AGENT_COUNTS
            persons = await self._persons(session, conversation)
            preferred = await self._line.last_agent(
                session, conversation.id, persons=persons, since=since
            )
            waits = LAST_AGENT_WAITS
        bonus_s = wish.urgency.bonus_s(request.priority)
        return InLine(
            conversation_id=conversation.id,
            lane=request.lane,
            rank_at=now - timedelta(seconds=bonus_s),
            queued_at=now,
            kind=kind,
            skills=wish.skills,
            preferred=preferred,
            preferred_until=None if preferred is None else now + waits,
        )

    async def _persons(self, session: Session, conversation: Conversation) -> list[CustomerId]:
        """All entries of the person who asks."""
        if conversation.customer_id is None:
            return []
        group = await self._groups.maybe(session, conversation.customer_id)
        return list(group.ids) if group else [conversation.customer_id]

    async def _turn_away(
        self, session: Session, conversation: Conversation, standing: Standing
    ) -> Placement:
        """Say honestly that nobody answers now, and leave the conversation where it is."""
        closed, opens_at = standing.queue.closed, standing.opens_at
        placement = Placement(standing.queue.id, 0, None, closed=closed, opens_at=opens_at)
        saying = notices.closed_hours(conversation, placement)
        await self._conversations.say(session, conversation.id, saying)
        return placement
