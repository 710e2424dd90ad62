"""How a queue stands at a moment: as it was set up, by its hours, and with a storm's measures."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from hearthline.kernel import Clock, QueueId
from hearthline.platform.calendar import CalendarDays
from hearthline.platform.db import Session
from hearthline.routing.capacity import Capacity
from hearthline.routing.line import Helper, LineStore
from hearthline.routing.matching import Agent
from hearthline.routing.model import CONNECTION_GRACE
from hearthline.routing.queues.model import Queue
from hearthline.routing.queues.store import QueueSettingStore
from hearthline.routing.storm import Storms

# A longer expected wait, in seconds, and a call-back is offered instead; a storm has its own.
CALL_BACK_OVER_S: Final = 180


@dataclass(frozen=True, slots=True)
class Standing:
    """A queue now. In a storm rings are relaxed at once, other queues join, more chats fit."""

    queue: Queue
    now: datetime
    opens_at: datetime | None
    extra_chats: int = 0
    joining: tuple[QueueId, ...] = ()
    overflows: bool = False
    callback_over_s: int = CALL_BACK_OVER_S

    @property
    def is_open(self) -> bool:
        """Whether it is served now."""
        return self.opens_at is not None and self.opens_at <= self.now

    @property
    def helpers(self) -> list[Helper]:
        """Which other queues' members help, after which wait, and if only while nobody waits."""
        joined = [Helper(queue_id, 0, is_spare=False) for queue_id in self.joining]
        lent = [Helper(one.queue_id, one.after_s, is_spare=True) for one in self.queue.backups]
        return joined + lent

    def offers_call(self, eta_seconds: int | None) -> bool:
        """Whether a wait so long, or of unknown length, is worth a call-back instead."""
        return eta_seconds is None or eta_seconds > self.callback_over_s

    def room(self, capacity: Capacity) -> Capacity:
        """What somebody takes at once for this queue."""
        return capacity.widened(self.extra_chats) if self.extra_chats else capacity


class Standings:
    """Tells how queues stand."""

    def __init__(self, clock: Clock) -> None:
        """Know the time."""
        self._clock = clock
        self._settings, self._days = QueueSettingStore(), CalendarDays()
        self._storms, self._line = Storms(clock), LineStore()

    async def of(self, session: Session, queue_id: QueueId) -> Standing:
        """How a queue stands now; raises QueueUnknown."""
        return await self.now(session, await self._settings.get(session, queue_id))

    async def now(self, session: Session, queue: Queue) -> Standing:
        """The same for one whose settings were read already."""
        now = self._clock.now()
        opens_at: datetime | None = now
        if queue.hours is not None:
            opens_at = queue.opens_at(now, await self._days.of(session))
        storm = await self._storms.in_force(session, queue.id)
        if storm is None:
            return Standing(queue, now, opens_at)
        if storm.relaxes_rings:
            queue = replace(queue, rings=tuple(replace(one, after_s=0) for one in queue.rings))
        return Standing(
            queue,
            now,
            opens_at,
            extra_chats=storm.extra_chats,
            joining=tuple(one for one in storm.joining if one != queue.id),
            overflows=storm.overflows,
            callback_over_s=storm.callback_over_s or CALL_BACK_OVER_S,
        )

    async def agents(self, session: Session, standing: Standing) -> list[Agent]:
        """Who is on duty for a queue, helpers included, with the room that there is now."""
        found = await self._line.agents(
            session,
            standing.queue.id,
            gone=standing.now - CONNECTION_GRACE,
            helpers=standing.helpers,
        )
        return [replace(one, capacity=standing.room(one.capacity)) for one in found]

    async def hasty(self, session: Session) -> list[QueueId]:
        """The queues that send everybody on at once, because of a storm."""
        if not await self._storms.all_in_force(session):
            return []
        queues = await self._settings.every(session)
        standings = [await self.now(session, queue) for queue in queues if queue.overflow_to]
        return [one.queue.id for one in standings if one.overflows]
