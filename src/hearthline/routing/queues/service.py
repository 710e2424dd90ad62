"""Setting queues up: their rules, who serves them, what people can and how much they take.

Whoever saves says which counter he saw; a queue that moved on meanwhile is not written over.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeAlias

from hearthline.access import Audit, Staff
from hearthline.kernel import Clock, QueueId, StaffId
from hearthline.platform.db import Session
from hearthline.routing.model import DEFAULT_CAPACITY
from hearthline.routing.queues.errors import (
    AgentChanged,
    AgentUnknown,
    DefaultQueueStays,
    HoursUnsound,
    MemberMayNotReply,
    OverflowUnsound,
    QueueChanged,
    QueueNameTaken,
    QueueNeeded,
)
from hearthline.routing.queues.model import LOCAL, AgentSetting, Hours, Member, Queue, Span
from hearthline.routing.queues.store import Change, QueueSettingStore
from hearthline.routing.standing import Standing, Standings
from hearthline.routing.store import PresenceStore

Names: TypeAlias = Callable[[Session, list[StaffId]], Awaitable[dict[StaffId, str]]]
_DAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日", "节假日")


class QueueSettings:
    """The settings of a tenant's queues."""

    def __init__(self, clock: Clock, *, names: Names) -> None:
        """`names` tells what staff are called."""
        self._clock = clock
        self._names = names
        self._audit = Audit(clock)
        self._store, self._presence = QueueSettingStore(), PresenceStore()
        self._standings = Standings(clock)

    async def every(self, session: Session, *, archived: bool = False) -> list[Queue]:
        """The queues, the default one first."""
        return await self._store.every(session, archived=archived)

    async def get(self, session: Session, queue_id: QueueId) -> Queue:
        """A queue; raises QueueUnknown."""
        return await self._store.get(session, queue_id)

    async def members(self, session: Session, queues: list[QueueId]) -> dict[QueueId, list[Member]]:
        """Who serves each of these."""
        return await self._store.members(session, queues)

    async def standing(self, session: Session, queue: Queue) -> Standing:
        """How a queue stands now: whether it is open, or when it opens."""
        return await self._standings.now(session, queue)

    async def create(self, session: Session, queue: Queue, *, by: Staff) -> Queue:
        """Add a queue; raises QueueNameTaken, OverflowUnsound, HoursUnsound."""
        await self._check(session, queue)
        await self._store.save(session, queue, Change(by.id, self._clock.now()))
        await self._record(session, by, "queue.created", queue)
        return await self._store.get(session, queue.id)

    async def change(self, session: Session, queue: Queue, *, by: Staff) -> Queue:
        """Save a changed queue, whose `counter` is the one that was seen.

        Raises QueueUnknown, QueueChanged, QueueNameTaken, OverflowUnsound, HoursUnsound.
        """
        before = await self._seen(session, queue.id, queue.counter)
        await self._check(session, queue)
        changed = replace(queue, counter=queue.counter + 1, is_default=before.is_default)
        await self._store.save(session, changed, Change(by.id, self._clock.now()))
        await self._record(session, by, "queue.changed", changed, before=before)
        return await self._store.get(session, queue.id)

    async def archive(
        self, session: Session, queue_id: QueueId, *, counter: int, by: Staff
    ) -> None:
        """Take a queue out of use; what happened in it stays readable.

        Raises QueueUnknown, QueueChanged, DefaultQueueStays, QueueNeeded.
        """
        queue = await self._seen(session, queue_id, counter)
        if queue.archived_at is not None:
            return
        if queue.is_default:
            raise DefaultQueueStays
        waiting = await self._store.waiting(session, queue_id)
        if waiting:
            raise QueueNeeded(why=f"还有 {waiting} 位客户在等")
        if leaning := await self._store.leaning(session, queue_id):
            raise QueueNeeded(why=f"“{'、'.join(leaning)}”的溢出或支援指向它")
        now = self._clock.now()
        archived = replace(queue, counter=counter + 1, archived_at=now)
        await self._store.save(session, archived, Change(by.id, now))
        await self._record(session, by, "queue.archived", archived)

    async def set_members(
        self,
        session: Session,
        queue_id: QueueId,
        *,
        counter: int,
        levels: Mapping[StaffId, int],
        by: Staff,
    ) -> Queue:
        """Have these people serve a queue; raises QueueChanged, MemberMayNotReply."""
        queue = await self._seen(session, queue_id, counter)
        able = {one.staff_id for one in await self._every_agent(session)}
        if strange := sorted(set(levels) - able):
            names = await self._names(session, strange)
            told = [names.get(one, "不认识的人") for one in strange]
            raise MemberMayNotReply(names="、".join(told))
        now = self._clock.now()
        for staff_id in sorted(levels):
            await self._presence.ensure(session, staff_id, now=now)
        await self._store.set_members(session, queue_id, levels)
        changed = replace(queue, counter=counter + 1)
        await self._store.save(session, changed, Change(by.id, now))
        details = {"members": {str(one): levels[one] for one in sorted(levels)}}
        await self._audit.record(
            session, by, "queue.staffed", subject_kind="queue", subject_id=queue_id, details=details
        )
        return await self._store.get(session, queue_id)

    async def agents(self, session: Session) -> list[AgentSetting]:
        """Everybody who may answer customers, with what he can and takes."""
        return await self._every_agent(session)

    async def set_agent(
        self, session: Session, setting: AgentSetting, *, by: Staff
    ) -> AgentSetting:
        """Save what a person can and takes; raises AgentUnknown, AgentChanged."""
        now = self._clock.now()
        await self._agent(session, setting.staff_id)
        await self._presence.lock(session, setting.staff_id, now=now)
        before = await self._agent(session, setting.staff_id)
        if before.counter != setting.counter:
            raise AgentChanged(**await self._who(session, before.changed_by, before.changed_at))
        await self._store.set_agent(session, setting, Change(by.id, now))
        details = {
            "skills": dict(setting.skills),
            "total": setting.total,
            "by_channel": dict(setting.by_channel),
            "interrupts": {kind: list(over) for kind, over in setting.interrupts.items()},
            "before": {"skills": dict(before.skills), "total": before.total},
        }
        await self._audit.record(
            session,
            by,
            "agent.set",
            subject_kind="staff",
            subject_id=setting.staff_id,
            details=details,
        )
        return await self._agent(session, setting.staff_id)

    async def skills(self, session: Session) -> list[str]:
        """The words for skills that are in use."""
        return await self._store.skills(session)

    async def _every_agent(self, session: Session) -> list[AgentSetting]:
        return await self._store.agents(session, usual=DEFAULT_CAPACITY)

    async def _agent(self, session: Session, staff_id: StaffId) -> AgentSetting:
        found = await self._store.agents(session, usual=DEFAULT_CAPACITY, staff_id=staff_id)
        if not found:
            raise AgentUnknown
        return found[0]

    async def _seen(self, session: Session, queue_id: QueueId, counter: int) -> Queue:
        """The queue, held; raises QueueChanged when it is not the one that was seen."""
        queue = await self._store.get(session, queue_id, lock=True)
        if queue.counter != counter:
            raise QueueChanged(**await self._who(session, queue.changed_by, queue.changed_at))
        return queue

    async def _who(
        self, session: Session, by: StaffId | None, at: datetime | None
    ) -> dict[str, str]:
        names = await self._names(session, [by]) if by else {}
        name = names.get(by, "同事") if by else "同事"
        return {"name": name, "at": f"{at.astimezone(LOCAL):%m-%d %H:%M}" if at else "刚才"}

    async def _check(self, session: Session, queue: Queue) -> None:
        named = await self._store.named(session, queue.name)
        if named not in {None, queue.id}:
            raise QueueNameTaken(name=queue.name)
        others = {one.id for one in await self._store.every(session)} - {queue.id}
        leans_on = {one.queue_id for one in queue.backups}
        leans_on |= {queue.overflow_to} if queue.overflow_to else set()
        has_seconds = (queue.overflow_to is None) == (queue.overflow_after_s is None)
        if not leans_on <= others or not has_seconds:
            raise OverflowUnsound
        if queue.hours is not None:
            _check_hours(queue.hours)

    async def _record(
        self, session: Session, by: Staff, deed: str, queue: Queue, *, before: Queue | None = None
    ) -> None:
        details = _told(queue) if before is None else _changes(before, queue)
        await self._audit.record(
            session, by, deed, subject_kind="queue", subject_id=queue.id, details=details
        )


def _check_hours(hours: Hours) -> None:
    for name, spans in zip(_DAYS, (*hours.weekdays, hours.holiday), strict=True):
        last = -1
        for span in spans:
            if not last < span.since < span.until:
                raise HoursUnsound(day=name)
            last = span.until


def _told(queue: Queue) -> dict[str, Any]:
    """A queue's settings as the audit keeps them."""

    def shown(spans: tuple[Span, ...]) -> list[list[int]]:
        return [[span.since, span.until] for span in spans]

    hours = queue.hours
    return {
        "name": queue.name,
        "channels": list(queue.channels),
        "skills": dict(queue.skills),
        "rings": [[one.after_s, one.min_level, one.skill] for one in queue.rings],
        "hours": None if hours is None else [shown(day) for day in hours.weekdays],
        "holiday": None if hours is None else shown(hours.holiday),
        "overflow": [str(queue.overflow_to), queue.overflow_after_s] if queue.overflow_to else None,
        "backups": [[str(one.queue_id), one.after_s] for one in queue.backups],
        "closed": queue.closed.value,
        "target": [queue.target_s, queue.target_share],
    }


def _changes(before: Queue, after: Queue) -> dict[str, Any]:
    """What is different: from what to what."""
    old, new = _told(before), _told(after)
    return {name: {"from": old[name], "to": new[name]} for name in new if old[name] != new[name]}
