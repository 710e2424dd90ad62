"""Alarms: judged by a job and when something happens, taken on and snoozed by people."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TypeAlias

from hearthline.access import Audit, Staff
from hearthline.kernel import Clock, QueueId, StaffId, TenantId
from hearthline.platform.db import Database, Session
from hearthline.routing.errors import QueueUnknown
from hearthline.routing.storm.service import tell
from hearthline.routing.supervision.alarm_errors import (
    AlarmOver,
    AlarmTaken,
    AlarmUnknown,
    NotOfQueues,
)
from hearthline.routing.supervision.alarm_rules import (
    DEFAULTS,
    SAME_WITHIN,
    Alarm,
    AlarmId,
    AlarmKind,
    Reading,
    Threshold,
    begun,
    followed,
    threshold_for,
)
from hearthline.routing.supervision.alarm_store import AlarmStore, ThresholdStore
from hearthline.routing.supervision.readings import readings_of
from hearthline.routing.supervision.wall import Walls

Names: TypeAlias = Callable[[Session, Sequence[StaffId]], Awaitable[dict[StaffId, str]]]

# The job looks every ten seconds in any case; between two looks because of news lies this much.
_HURRY_SECONDS = 3.0


class Thresholds:
    """The bounds of a tenant."""

    def __init__(self, clock: Clock) -> None:
        """Know the time."""
        self._clock = clock
        self._audit = Audit(clock)
        self._store = ThresholdStore()

    async def all(self, session: Session) -> list[Threshold]:
        """Every bound that counts: the tenant's own in place of the product's, then the queues'."""
        own = await self._store.every(session)
        house = {one.kind: one for one in own if one.queue_id is None}
        general = [house.get(one.kind, one) for one in DEFAULTS]
        return general + [one for one in own if one.queue_id is not None]

    async def set(self, session: Session, threshold: Threshold, by: Staff) -> Threshold:
        """Set a bound; raises QueueUnknown, NotOfQueues."""
        if threshold.queue_id is not None:
            await self._check(session, threshold.kind, threshold.queue_id)
        kept = replace(threshold, changed_by=by.id, changed_at=self._clock.now())
        await self._store.set(session, kept)
        details = {"kind": kept.kind, "bound": kept.bound, "hold_s": kept.hold_s}
        await self._note(
            session, by, "threshold.set", kept.queue_id, details=details | {"on": kept.is_on}
        )
        return kept

    async def unset(
        self, session: Session, kind: AlarmKind, by: Staff, *, queue_id: QueueId | None
    ) -> None:
        """Go back to what counts without the tenant's own bound."""
        await self._store.unset(session, kind, queue_id)
        await self._note(session, by, "threshold.unset", queue_id, details={"kind": kind})

    async def _check(self, session: Session, kind: AlarmKind, queue_id: QueueId) -> None:
        if not kind.is_of_queue:
            raise NotOfQueues(kind=kind.value)
        found = await session.maybe("SELECT FROM queue WHERE id = %(id)s", {"id": queue_id})
        if found is None:
            raise QueueUnknown

    async def _note(
        self,
        session: Session,
        by: Staff,
        deed: str,
        queue_id: QueueId | None,
        *,
        details: dict[str, object],
    ) -> None:
        kind, subject = ("queue", queue_id) if queue_id else ("tenant", session.tenant_id)
        await self._audit.record(
            session, by, deed, subject_kind=kind, subject_id=subject, details=details
        )


class Alarms:
    """What is past its bound, and who has it."""

    def __init__(self, database: Database, clock: Clock, *, walls: Walls, names: Names) -> None:
        """Values come from the wall; `names` tells what staff are called."""
        self._database = database
        self._clock = clock
        self._walls = walls
        self._names = names
        self._audit = Audit(clock)
        self._thresholds = Thresholds(clock)
        self._store = AlarmStore()
        self._watched: dict[TenantId, float] = {}

    async def hurry(self, tenant_id: TenantId) -> list[Alarm]:
        """Look now, unless this process looked just before: a rush of news is one piece of news."""
        now = self._clock.monotonic()
        if now - self._watched.get(tenant_id, -_HURRY_SECONDS) < _HURRY_SECONDS:
            return []
        return await self.watch(tenant_id)

    async def watch(self, tenant_id: TenantId) -> list[Alarm]:
        """Look at the house now, and judge; the alarms that were raised or are over by this."""
        self._watched[tenant_id] = self._clock.monotonic()
        async with self._database.session(tenant_id) as session:
            if not await self._store.lock(session):
                return []
            wall = await self._walls.read(session)
            return await self.judge(session, readings_of(wall))

    async def judge(self, session: Session, readings: Sequence[Reading]) -> list[Alarm]:
        """Judge values; what is not among them is gone. The caller holds the judging."""
        now = self._clock.now()
        thresholds = await self._thresholds.all(session)
        before = {(a.reading.kind, a.reading.key): a for a in await self._store.open(session)}
        last = await self._store.lately(session, since=now - SAME_WITHIN)
        told: list[Alarm] = []
        for reading in readings:
            place = (reading.kind, reading.key)
            threshold = threshold_for(thresholds, reading.kind, reading.queue_id)
            alarm = before.pop(place, None)
            if alarm is not None:
                after = followed(alarm, reading, threshold, now=now)
                told += await self._keep(session, alarm, after)
            elif threshold is not None and threshold.is_past(reading.value):
                first = begun(reading, threshold, now, last=last.get(place))
                await self._store.save(session, first)
                told += [first] * (first.raised_at is not None)
        for alarm in before.values():
            told += await self._keep(session, alarm, followed(alarm, None, None, now=now))
        if told:
            await tell(session)
        return told

    async def raised(self, session: Session) -> list[Alarm]:
        """Alarms that are up: the severe first, then the newest."""
        return await self._store.raised(session)

    async def history(
        self, session: Session, *, before: AlarmId | None = None, limit: int = 50
    ) -> list[Alarm]:
        """Alarms of all time, newest first, a page at a time."""
        return await self._store.history(session, before=before, limit=limit)

    async def acknowledge(
        self, session: Session, alarm_id: AlarmId, by: Staff, *, note: str | None
    ) -> Alarm:
        """Take an alarm on; again by the same person changes nothing.

        Raises AlarmUnknown, AlarmOver, AlarmTaken.
        """
        alarm = await self._up(session, alarm_id)
        if alarm.acknowledged_by == by.id:
            return alarm
        if alarm.acknowledged_by is not None:
            names = await self._names(session, [alarm.acknowledged_by])
            raise AlarmTaken(name=names.get(alarm.acknowledged_by, "同事"))
        now = self._clock.now()
        await self._store.take(session, alarm_id, by=by.id, note=note, now=now)
        await self._note(session, by, "alarm.acknowledged", alarm, note=note)
        return replace(alarm, acknowledged_by=by.id, acknowledged_at=now, note=note)

    async def snooze(
        self, session: Session, alarm_id: AlarmId, by: Staff, *, minutes: int
    ) -> Alarm:
        """Keep an alarm quiet for a while; raises AlarmUnknown, AlarmOver."""
        alarm = await self._up(session, alarm_id)
        until = self._clock.now() + timedelta(minutes=minutes)
        await self._store.snooze(session, alarm_id, by=by.id, until=until)
        await self._note(session, by, "alarm.snoozed", alarm, until=until.isoformat())
        return replace(alarm, snoozed_by=by.id, snoozed_until=until)

    async def _up(self, session: Session, alarm_id: AlarmId) -> Alarm:
        alarm = await self._store.find(session, alarm_id)
        if alarm is None or alarm.raised_at is None:
            raise AlarmUnknown
        if alarm.cleared_at is not None:
            raise AlarmOver
        return alarm

    async def _keep(self, session: Session, before: Alarm, after: Alarm | None) -> list[Alarm]:
        if after is None:
            await self._store.drop(session, before.id)
            return []
        if after != before:
            await self._store.save(session, after)
        is_news = (after.raised_at, after.cleared_at) != (before.raised_at, before.cleared_at)
        return [after] if is_news else []

    async def _note(
        self, session: Session, by: Staff, deed: str, alarm: Alarm, **details: object
    ) -> None:
        about = {"kind": alarm.reading.kind, "subject": alarm.reading.subject}
        await self._audit.record(
            session, by, deed, subject_kind="alarm", subject_id=alarm.id, details=about | details
        )
        await tell(session)
