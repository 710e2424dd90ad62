"""Assignment: who waits is offered to who is free, safely over any number of processes.

One transaction moves one conversation. A pass holds the queue, so whoever joins the queue or
comes free at the same moment is seen by this pass or by the next one, never by neither
(docs/algorithms/assignment.md).
"""

import asyncio
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from hearthline.conversations import Conversation, Conversations, Move, Status
from hearthline.kernel import Clock, ConversationId, QueueId, StaffId, TenantId
from hearthline.platform.db import Database, Session
from hearthline.platform.streams import Streams
from hearthline.routing.line import LineStore, Overdue
from hearthline.routing.matching import Agent, InLine, Match, matches, moments
from hearthline.routing.model import (
    ASK_AGAIN_AFTER,
    CONNECTION_GRACE,
    OFFER_LASTS,
    UNANSWERED,
    Outcome,
    PresenceState,
)
from hearthline.routing.offers import OfferStore
from hearthline.routing.ripening import Ripening
from hearthline.routing.standing import Standing, Standings
from hearthline.routing.store import PresenceStore, QueueStore

PRESENCE_CHANGED = "presence.changed"
QUEUE_CHANGED = "queue.changed"
_TRIES = 40
_PAUSE_SECONDS = 0.025


class Pass(StrEnum):
    """How one look at a queue ended."""

    ASSIGNED = "assigned"
    NOTHING = "nothing"
    BUSY = "busy"


class _Held(StrEnum):
    """Whether a person could be held for one more."""

    YES = "yes"
    FULL = "full"
    BY_OTHERS = "by_others"


@dataclass(frozen=True, slots=True)
class Seat:
    """A person, and the kind of conversation that is to fit beside what he has."""

    staff_id: StaffId
    kind: str


@dataclass(frozen=True, slots=True)
class Look:
    """What a settling has to do: offers to take back, people to send on, queues to go through."""

    stranded: list[ConversationId]
    overdue: list[Overdue]
    queues: list[QueueId]


@dataclass(frozen=True, slots=True)
class View:
    """A queue at one moment: how it stands, who waits, and who is there."""

    standing: Standing
    line: list[InLine]
    agents: list[Agent]

    def matches(self, line: list[InLine], agents: list[Agent]) -> Iterator[Match]:
        """What can be offered of these to those."""
        now, is_open = self.standing.now, self.standing.is_open
        return matches(self.standing.queue, line, agents, now=now, is_open=is_open)

    def ripe_at(self) -> datetime | None:
        """When something becomes possible for somebody in line by time alone."""
        standing = self.standing
        found = [at for one in self.line for at in moments(standing.queue, one)]
        found += [standing.opens_at] if self.line and standing.opens_at else []
        return min((at for at in found if at > standing.now), default=None)


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
        self.ripening = Ripening(clock)
        self._queues, self._presence, self._offers = QueueStore(), PresenceStore(), OfferStore()
        self._line, self.standings = LineStore(), Standings(clock)

    async def settle(self, tenant_id: TenantId, *, freed: StaffId | None) -> None:
        """Take back stranded offers, send on who waited too long, then offer what can be offered.

        The queues of whoever was freed are held even if nobody is seen to wait there: somebody
        may be joining in a transaction that has not ended, and did not see the freed one.
        """
        look = await self._look(tenant_id, freed)
        for conversation_id in look.stranded:
            async with self._database.session(tenant_id) as session:
                await self._take_back(session, conversation_id)
        for one in look.overdue:
            async with self._database.session(tenant_id) as session:
                await self._send_on(session, one)
        if look.stranded or look.overdue:
            look = await self._look(tenant_id, freed)
        for queue_id in look.queues:
            await self._settle_queue(tenant_id, queue_id)

    async def _look(self, tenant_id: TenantId, freed: StaffId | None) -> Look:
        """What there is to do, and when the next of the offers that ring runs out."""
        now = self._now()
        async with self._database.session(tenant_id) as session:
            stranded = await self._offers.stranded(session, now=now, gone=self._gone())
            hasty = await self.standings.hasty(session)
            overdue = await self._line.overdue(session, now=now, hasty=hasty)
            queues = set(await self._queues.with_waiting(session))
            if freed:
                queues |= set(await self._queues.near(session, freed))
            ends_at = await self._line.next_end(session)
        if ends_at is not None:
            self.ripening.note(tenant_id, ends_at)
        return Look(stranded, overdue, sorted(queues))

    async def seat(self, session: Session, queue_id: QueueId, newcomer: InLine) -> StaffId | None:
        """A free person for one about to join the line, held until the transaction ends.

        None when nobody fits, or when whoever fits is wanted by somebody before. The queue must
        be held.
        """
        view = await self._view(session, queue_id, newcomer)
        agents = view.agents
        while True:
            staff_id = next(
                (
                    match.staff_id
                    for match in view.matches(view.line, agents)
                    if match.conversation_id == newcomer.conversation_id
                ),
                None,
            )
            if staff_id is None:
                return None
            seat = Seat(staff_id, newcomer.kind)
            if await self._hold(session, view.standing, seat) is _Held.YES:
                return staff_id
            agents = [it for it in agents if it.staff_id != staff_id]

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
        self.ripening.note(TenantId.of(session.tenant_id), now + OFFER_LASTS)
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
                outcome, ripe_at = await self._assign_one(session, queue_id)
            if outcome is Pass.NOTHING:
                if ripe_at is not None:
                    self.ripening.note(tenant_id, ripe_at)
                return
            if outcome is Pass.BUSY:
                tries -= 1
                await asyncio.sleep(_PAUSE_SECONDS * (0.5 + random.random()))  # noqa: S311  (jitter)

    async def _assign_one(
        self, session: Session, queue_id: QueueId
    ) -> tuple[Pass, datetime | None]:
        """Offer the first that can be offered; else when the next becomes possible."""
        await self._queues.lock(session, queue_id)
        view = await self._view(session, queue_id)
        line, agents, is_busy = view.line, view.agents, False
        while match := next(view.matches(line, agents), None):
            one = next(it for it in line if it.conversation_id == match.conversation_id)
            if not await self._queues.take(session, queue_id, one.conversation_id):
                is_busy = True
                line = [it for it in line if it is not one]
                continue
            seat = Seat(match.staff_id, one.kind)
            held = await self._hold(session, view.standing, seat)
            if held is _Held.YES:
                place = Move(Status.QUEUED, queue_id=queue_id)
                await self.wait(session, one.conversation_id, place, offered_to=match.staff_id)
                return Pass.ASSIGNED, None
            is_busy = is_busy or held is _Held.BY_OTHERS
            agents = [it for it in agents if it.staff_id != match.staff_id]
        return (Pass.BUSY if is_busy else Pass.NOTHING), view.ripe_at()

    async def _view(
        self, session: Session, queue_id: QueueId, newcomer: InLine | None = None
    ) -> View:
        """Who waits and who is there, as far as others' transactions have ended."""
        since = self._now() - ASK_AGAIN_AFTER
        line = await self._line.waiting(session, queue_id, declined_since=since)
        line += [newcomer] if newcomer else []
        standing = await self.standings.of(session, queue_id)
        agents = await self.standings.agents(session, standing) if line else []
        return View(standing, line, agents)

    async def _hold(self, session: Session, standing: Standing, seat: Seat) -> _Held:
        """Hold a person and look again, under the lock, whether one more fits."""
        capacity = await self._line.take(session, seat.staff_id, gone=self._gone())
        if capacity is None:
            return _Held.BY_OTHERS
        loads = await self._line.loads(session, seat.staff_id)
        fits = standing.room(capacity).fits(seat.kind, loads)
        return _Held.YES if fits else _Held.FULL

    async def _send_on(self, session: Session, one: Overdue) -> None:
        """Give one who waited too long to the queue that is to serve then, if it is open."""
        if not await self._queues.take(session, one.queue_id, one.conversation_id):
            return
        target = await self.standings.of(session, one.overflow_to)
        if target.queue.archived_at is not None or not target.is_open:
            return
        await self._queues.lock(session, target.queue.id)
        await self._line.came_from(session, one.conversation_id, one.queue_id)
        place = Move(Status.QUEUED, queue_id=target.queue.id)
        await self.wait(session, one.conversation_id, place, offered_to=None)

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
                session, staff_id, state=PresenceState.AWAY, reason=UNANSWERED, now=now
            )
            await self.tell_presence(session, staff_id, also=conversation.queue_id)
        place = Move(Status.QUEUED, queue_id=conversation.queue_id)
        await self._conversations.move(session, conversation_id, place)

    def _now(self) -> datetime:
        return self._clock.now()

    def _gone(self) -> datetime:
        return self._clock.now() - CONNECTION_GRACE
