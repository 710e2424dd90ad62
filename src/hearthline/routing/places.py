"""Where a conversation stands in line, and how long it will wait, as far as that is known."""

from hearthline.conversations import Conversation, Status
from hearthline.kernel import Clock
from hearthline.platform.db import Session
from hearthline.routing.line import LineStore
from hearthline.routing.matching import Agent, InLine, seats_for
from hearthline.routing.model import (
    ASK_AGAIN_AFTER,
    PACE_WINDOW,
    Placement,
    Seats,
    eta_seconds,
)
from hearthline.routing.queues.model import Queue
from hearthline.routing.standing import Standing, Standings
from hearthline.routing.store import QueueStore


class Places:
    """Tells places."""

    def __init__(self, standings: Standings, clock: Clock) -> None:
        """Know how queues stand, and the time."""
        self._clock = clock
        self._standings = standings
        self._queues, self._line = QueueStore(), LineStore()

    async def of(self, session: Session, conversation: Conversation) -> Placement:
        """The place of a conversation that waits; no time when nobody on duty could take it."""
        queue_id = conversation.queue_id
        if conversation.status is not Status.QUEUED or queue_id is None:
            raise LookupError("only who waits has a place")
        now = self._clock.now()
        standing = await self._standings.of(session, queue_id)
        one = await self._line.one(session, conversation.id, declined_since=now - ASK_AGAIN_AFTER)
        position = await self._line.ahead(session, queue_id, one) + 1
        is_offered = conversation.offered_to is not None
        if not standing.is_open and not is_offered:
            closed, opens_at = standing.queue.closed, standing.opens_at
            return Placement(queue_id, position, None, closed=closed, opens_at=opens_at)
        eta = await self._eta(session, standing, one, position=position, is_offered=is_offered)
        return Placement(queue_id, position, eta)

    async def _eta(
        self, session: Session, standing: Standing, one: InLine, *, position: int, is_offered: bool
    ) -> int | None:
        now, queue = standing.now, standing.queue
        agents = await self._standings.agents(session, standing)
        waited_s = (now - one.queued_at).total_seconds()
        fitting, wait_s = _first_fitting(queue, one, agents, waited_s)
        everybody = sum(agent.capacity.total for agent in agents)
        pace = await self._queues.pace(
            session, queue.id, now=now, since=now - PACE_WINDOW, seats=Seats(fitting, everybody)
        )
        return eta_seconds(position, pace, is_offered=is_offered, not_before_s=wait_s)


def _first_fitting(
    queue: Queue, one: InLine, agents: list[Agent], waited_s: float
) -> tuple[int, float]:
    """The seats of those whose skills are enough now or soonest, and how long until then."""
    later = {ring.after_s for ring in queue.rings} | {one.after_s for one in queue.backups}
    for at_s in [waited_s, *sorted(after for after in later if after > waited_s)]:
        seats = seats_for(queue, one, agents, waited_s=at_s)
        if seats:
            return seats, at_s - waited_s
    return 0, 0.0
