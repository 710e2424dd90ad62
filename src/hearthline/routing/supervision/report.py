"""The report of a day: by hour, queue, agent and channel, from the kept quarters."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TypeAlias
from uuid import UUID

from hearthline.kernel import Clock, QueueId, StaffId
from hearthline.platform.db import Session
from hearthline.routing.errors import QueueUnknown
from hearthline.routing.supervision.contacts import (
    Counted,
    Counts,
    Handling,
    handling_of,
    ratings_of,
    sessions_of,
)
from hearthline.routing.supervision.model import (
    SHANGHAI,
    Fact,
    Figures,
    Measure,
    Sum,
    bounds_of,
)
from hearthline.routing.supervision.ports import Neighbours, TicketTally
from hearthline.routing.supervision.quarters import Quarters

Names: TypeAlias = Callable[[Session, Sequence[StaffId]], Awaitable[dict[StaffId, str]]]
# Whose a sum is: an hour, a queue, an agent, a channel, or everybody's (None).
Whose: TypeAlias = datetime | UUID | None

_QUEUES = "SELECT id, name FROM queue ORDER BY is_default DESC, name LIMIT 500"
_CHANNELS = "SELECT id, name FROM channel ORDER BY key LIMIT 500"


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One row: a time, a queue, an agent or a channel (`key` is its hour or id)."""

    key: str
    name: str
    figures: Figures
    counts: Counts


@dataclass(frozen=True, slots=True)
class DayReport:
    """A day of the house, or of one queue."""

    day: date
    queue_id: QueueId | None
    until: datetime
    total: ReportRow
    hours: tuple[ReportRow, ...]
    queues: tuple[ReportRow, ...]
    agents: tuple[ReportRow, ...]
    channels: tuple[ReportRow, ...]
    handling: Handling
    tickets: TicketTally | None


@dataclass(slots=True)
class _Sums:
    """Everything of a day, summed once for each that it belongs to."""

    measures: dict[Whose, dict[Measure, Sum]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Sum))
    )
    counts: dict[Whose, Counts] = field(default_factory=lambda: defaultdict(Counts))
    agents: set[StaffId] = field(default_factory=set)

    def add(self, facts: Iterable[Fact], counted: Iterable[Counted]) -> None:
        """Take a day in."""
        for fact in facts:
            hour = fact.quarter_at.astimezone(SHANGHAI).replace(minute=0)
            for whose in {None, hour, fact.queue_id, fact.channel_id, fact.staff_id}:
                self.measures[whose][fact.measure] += fact.sum
            if fact.staff_id is not None:
                self.agents.add(fact.staff_id)
        for one in counted:
            hour = one.hour.astimezone(SHANGHAI)
            for whose in {None, hour, one.queue_id, one.channel_id, one.staff_id}:
                self.counts[whose] += one.counts

    def row(self, whose: Whose, name: str) -> ReportRow:
        """The row of one of them."""
        key = whose.isoformat() if isinstance(whose, datetime) else str(whose or "total")
        figures = Figures.of(self.measures.get(whose, {}))
        return ReportRow(key, name, figures, self.counts.get(whose, Counts()))


class DayReports:
    """Reports of days."""

    def __init__(self, clock: Clock, *, neighbours: Neighbours, names: Names) -> None:
        """`names` tells what staff are called."""
        self._clock = clock
        self._neighbours = neighbours
        self._names = names
        self._quarters = Quarters(clock)

    async def of(
        self, session: Session, day: date, *, queue_id: QueueId | None = None
    ) -> DayReport:
        """A day until its end, or until now; raises QueueUnknown.

        Of one queue, sessions of the bot and hours of presence are left out: they are no queue's.
        """
        queues = {row["id"]: row["name"] for row in await session.all(_QUEUES)}
        if queue_id is not None and queue_id not in queues:
            raise QueueUnknown
        since, ends = bounds_of(day)
        until = max(since, min(ends, self._clock.now()))
        sums = await self._sums(session, since, until, queue_id)
        names = await self._names(session, sorted(sums.agents))
        people = sorted(sums.agents, key=lambda one: (names.get(one, ""), one))
        channels = await session.all(_CHANNELS)
        tickets = self._neighbours.tickets
        return DayReport(
            day=day,
            queue_id=queue_id,
            until=until,
            total=sums.row(None, ""),
            hours=tuple(sums.row(at, f"{at:%H:00}") for at in _hours(since, until)),
            queues=tuple(
                sums.row(one, name) for one, name in queues.items() if queue_id in {None, one}
            ),
            agents=tuple(sums.row(one, names.get(one, "")) for one in people),
            channels=tuple(sums.row(row["id"], row["name"]) for row in channels),
            handling=await handling_of(session, since, until, queue_id=queue_id),
            tickets=await tickets(session, since, until) if tickets else None,
        )

    async def _sums(
        self, session: Session, since: datetime, until: datetime, queue_id: QueueId | None
    ) -> _Sums:
        facts = await self._quarters.read(session, since, until)
        counted = await ratings_of(session, since, until)
        if queue_id is None:
            counted += await sessions_of(session, since, until, now=self._clock.now())
        else:
            facts = [fact for fact in facts if fact.queue_id == queue_id]
            counted = [one for one in counted if one.queue_id == queue_id]
        sums = _Sums()
        sums.add(facts, counted)
        return sums


def _hours(since: datetime, until: datetime) -> list[datetime]:
    hours = []
    while since < until:
        hours.append(since)
        since += timedelta(hours=1)
    return hours
