"""The wall: one picture of the house, shared by everybody who looks for about a second."""

import asyncio
from datetime import datetime
from uuid import UUID

from hearthline.kernel import Clock, TenantId
from hearthline.platform.db import Database, Session
from hearthline.routing.supervision.contacts import Counts, handling_of, sessions_of
from hearthline.routing.supervision.facts import facts_of
from hearthline.routing.supervision.model import (
    RECENT,
    Fact,
    Figures,
    Today,
    Wall,
    day_of,
    summed,
)
from hearthline.routing.supervision.now import people_now, queues_now, waits_now
from hearthline.routing.supervision.ports import Neighbours
from hearthline.routing.supervision.quarters import Quarters

_KEPT_SECONDS = 1.0
_CALLBACKS = """
SELECT count(*) FILTER (WHERE due_at <= %(now)s AND until_at > %(now)s) AS due,
  count(*) FILTER (WHERE until_at <= %(now)s) AS overdue
FROM callback_request WHERE ended_at IS NULL
"""
_PROMISES = "SELECT count(*) AS n FROM promise WHERE ended IS NULL AND due_at < %(now)s"


class Walls:
    """Reads the wall."""

    def __init__(
        self, database: Database, clock: Clock, *, neighbours: Neighbours | None = None
    ) -> None:
        """`neighbours` are the tickets and incidents beside routing."""
        self._database = database
        self._clock = clock
        self.neighbours = neighbours or Neighbours()
        self._quarters = Quarters(clock)
        self._kept: dict[TenantId, tuple[float, Wall]] = {}
        self._reading: dict[TenantId, asyncio.Lock] = {}

    async def shared(self, tenant_id: TenantId) -> Wall:
        """The wall, at most a second old; read once however many look at it."""
        async with self._reading.setdefault(tenant_id, asyncio.Lock()):
            kept = self._kept.get(tenant_id)
            now = self._clock.monotonic()
            if kept and now - kept[0] < _KEPT_SECONDS:
                return kept[1]
            async with self._database.session(tenant_id) as session:
                wall = await self.read(session)
            self._kept[tenant_id] = (now, wall)
            return wall

    async def read(self, session: Session) -> Wall:
        """The wall at this moment."""
        now = self._clock.now()
        begins, _ = day_of(now)
        today = await self._quarters.read(session, begins, now, by_queue=True)
        recent = await facts_of(session, now - RECENT, now, occupied=False)
        figures = {
            queue: (_of(today, queue), _of(recent, queue))
            for queue in {f.queue_id for f in (*today, *recent) if f.queue_id is not None}
        }
        return Wall(
            at=now,
            queues=await queues_now(session, now, figures=figures),
            people=await people_now(session, now),
            waits=await waits_now(session),
            today=await self._today(session, begins, today),
            recent=Figures.of(summed(recent)),
            alerts=await self.neighbours.alerts(session),
        )

    async def _today(self, session: Session, begins: datetime, facts: list[Fact]) -> Today:
        now = self._clock.now()
        handling = await handling_of(session, begins, now)
        counted = await sessions_of(session, begins, now, now=now)
        bot = sum((one.counts for one in counted), Counts())
        callbacks = await session.one(_CALLBACKS, {"now": now})
        promises = await session.one(_PROMISES, {"now": now})
        tickets = self.neighbours.tickets
        tally = await tickets(session, begins, now) if tickets else None
        return Today(
            figures=Figures.of(summed(facts)),
            handling_p50_s=handling.p50_s,
            handling_p90_s=handling.p90_s,
            sessions=bot.sessions,
            contained=bot.contained,
            bot_resolved=bot.resolved,
            callbacks_due=callbacks["due"],
            callbacks_overdue=callbacks["overdue"],
            tickets_overdue=tally.overdue if tally else None,
            promises_overdue=promises["n"],
        )


def _of(facts: list[Fact], queue_id: UUID | None) -> Figures:
    return Figures.of(summed(fact for fact in facts if fact.queue_id == queue_id))
