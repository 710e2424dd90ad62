"""Rows of thresholds and alarms."""

from datetime import datetime
from typing import Any

from hearthline.kernel import ConversationId, QueueId, StaffId
from hearthline.platform.db import Row, Session
from hearthline.routing.supervision.alarm_rules import (
    Alarm,
    AlarmId,
    AlarmKind,
    Reading,
    Threshold,
    ThresholdId,
)

_THRESHOLDS = "SELECT * FROM threshold ORDER BY kind, queue_id LIMIT 2000"
_SET = """
INSERT INTO threshold (id, kind, queue_id, bound, hold_s, severity, is_on, changed_by, changed_at)
VALUES (%(id)s, %(kind)s, %(queue)s, %(bound)s, %(hold)s, %(severity)s, %(is_on)s, %(by)s, %(now)s)
ON CONFLICT (tenant_id, kind, queue_id) DO UPDATE SET bound = excluded.bound,
  hold_s = excluded.hold_s, severity = excluded.severity, is_on = excluded.is_on,
  changed_by = excluded.changed_by, changed_at = excluded.changed_at
"""
_UNSET = """
DELETE FROM threshold WHERE kind = %(kind)s AND queue_id IS NOT DISTINCT FROM %(queue)s
"""
_OPEN = "SELECT * FROM alarm WHERE cleared_at IS NULL ORDER BY id LIMIT 2000"
_LATEST = """
SELECT DISTINCT ON (kind, key) * FROM alarm
WHERE cleared_at > %(since)s AND raised_at IS NOT NULL ORDER BY kind, key, cleared_at DESC
"""
_FIND = "SELECT * FROM alarm WHERE id = %(id)s FOR UPDATE"
_SAVE = """
INSERT INTO alarm (id, kind, key, queue_id, staff_id, conversation_id, subject, severity, bound,
  value, peak, times, pending_since, raised_at, calm_since, cleared_at, acknowledged_by,
  acknowledged_at, note, snoozed_by, snoozed_until)
VALUES (%(id)s, %(kind)s, %(key)s, %(queue)s, %(staff)s, %(conversation)s, %(subject)s,
  %(severity)s, %(bound)s, %(value)s, %(peak)s, %(times)s, %(pending)s, %(raised)s, %(calm)s,
  %(cleared)s, %(acknowledged_by)s, %(acknowledged_at)s, %(note)s, %(snoozed_by)s, %(snoozed)s)
ON CONFLICT (tenant_id, id) DO UPDATE SET queue_id = excluded.queue_id,
  staff_id = excluded.staff_id, subject = excluded.subject, severity = excluded.severity,
  bound = excluded.bound, value = excluded.value, peak = excluded.peak, times = excluded.times,
  raised_at = excluded.raised_at, calm_since = excluded.calm_since,
  cleared_at = excluded.cleared_at
"""
_TAKE = """
UPDATE alarm SET acknowledged_by = %(by)s, acknowledged_at = %(now)s, note = %(note)s
WHERE id = %(id)s
"""
_SNOOZE = "UPDATE alarm SET snoozed_by = %(by)s, snoozed_until = %(until)s WHERE id = %(id)s"
_DROP = "DELETE FROM alarm WHERE id = %(id)s AND raised_at IS NULL"
_RAISED = """
SELECT * FROM alarm WHERE raised_at IS NOT NULL AND cleared_at IS NULL
ORDER BY severity, raised_at DESC, id DESC LIMIT %(limit)s
"""
_HISTORY = """
SELECT * FROM alarm WHERE raised_at IS NOT NULL AND id < %(before)s ORDER BY id DESC LIMIT %(limit)s
"""
_LAST = AlarmId(int=(1 << 128) - 1)


class ThresholdStore:
    """Thresholds in the database."""

    async def every(self, session: Session) -> list[Threshold]:
        """What the tenant set."""
        return [_threshold(row) for row in await session.all(_THRESHOLDS)]

    async def set(self, session: Session, threshold: Threshold) -> None:
        """Keep a bound; the one of the same kind and queue is written over."""
        params = {
            "id": ThresholdId.new(),
            "kind": threshold.kind,
            "queue": threshold.queue_id,
            "bound": threshold.bound,
            "hold": threshold.hold_s,
            "severity": threshold.severity,
            "is_on": threshold.is_on,
            "by": threshold.changed_by,
            "now": threshold.changed_at,
        }
        await session.execute(_SET, params)

    async def unset(self, session: Session, kind: AlarmKind, queue_id: QueueId | None) -> None:
        """Go back to what counts without it."""
        await session.execute(_UNSET, {"kind": kind, "queue": queue_id})


class AlarmStore:
    """Alarms in the database."""

    async def lock(self, session: Session) -> bool:
        """Hold the judging of the tenant's alarms; False when somebody else is at it."""
        row = await session.one(
            "SELECT pg_try_advisory_xact_lock(hashtextextended(%(key)s, 21)) AS mine",
            {"key": str(session.tenant_id)},
        )
        return bool(row["mine"])

    async def open(self, session: Session) -> list[Alarm]:
        """Alarms that are not over, those that nobody was told of included."""
        return [_alarm(row) for row in await session.all(_OPEN)]

    async def lately(
        self, session: Session, *, since: datetime
    ) -> dict[tuple[AlarmKind, str], Alarm]:
        """The last alarm of each kind and key that ended since then."""
        found = [_alarm(row) for row in await session.all(_LATEST, {"since": since})]
        return {(one.reading.kind, one.reading.key): one for one in found}

    async def find(self, session: Session, alarm_id: AlarmId) -> Alarm | None:
        """An alarm, held until the transaction ends."""
        row = await session.maybe(_FIND, {"id": alarm_id})
        return _alarm(row) if row else None

    async def save(self, session: Session, alarm: Alarm) -> None:
        """Write what the judging changes; what people did to it is left as it stands."""
        await session.execute(_SAVE, _params(alarm))

    async def drop(self, session: Session, alarm_id: AlarmId) -> None:
        """Forget what was no more than a flicker."""
        await session.execute(_DROP, {"id": alarm_id})

    async def take(
        self, session: Session, alarm_id: AlarmId, *, by: StaffId, note: str | None, now: datetime
    ) -> None:
        """Write who takes it on."""
        params = {"id": alarm_id, "by": by, "note": note, "now": now}
        await session.execute(_TAKE, params)

    async def snooze(
        self, session: Session, alarm_id: AlarmId, *, by: StaffId, until: datetime
    ) -> None:
        """Write until when it is quiet."""
        await session.execute(_SNOOZE, {"id": alarm_id, "by": by, "until": until})

    async def raised(self, session: Session, *, limit: int = 200) -> list[Alarm]:
        """Alarms that are up: the severe first, then the newest."""
        return [_alarm(row) for row in await session.all(_RAISED, {"limit": limit})]

    async def history(self, session: Session, *, before: AlarmId | None, limit: int) -> list[Alarm]:
        """Alarms of all time, newest first."""
        params = {"before": before or _LAST, "limit": limit}
        return [_alarm(row) for row in await session.all(_HISTORY, params)]


def _params(alarm: Alarm) -> dict[str, Any]:
    reading = alarm.reading
    return {
        "id": alarm.id,
        "kind": reading.kind,
        "key": reading.key,
        "queue": reading.queue_id,
        "staff": reading.staff_id,
        "conversation": reading.conversation_id,
        "subject": reading.subject,
        "severity": alarm.severity,
        "bound": alarm.bound,
        "value": reading.value,
        "peak": alarm.peak,
        "times": alarm.times,
        "pending": alarm.pending_since,
        "raised": alarm.raised_at,
        "calm": alarm.calm_since,
        "cleared": alarm.cleared_at,
        "acknowledged_by": alarm.acknowledged_by,
        "acknowledged_at": alarm.acknowledged_at,
        "note": alarm.note,
        "snoozed_by": alarm.snoozed_by,
        "snoozed": alarm.snoozed_until,
    }


def _threshold(row: Row) -> Threshold:
    return Threshold(
        kind=AlarmKind(row["kind"]),
        queue_id=QueueId.or_none(row["queue_id"]),
        bound=row["bound"],
        hold_s=row["hold_s"],
        severity=row["severity"],
        is_on=row["is_on"],
        changed_by=StaffId.of(row["changed_by"]),
        changed_at=row["changed_at"],
    )


def _alarm(row: Row) -> Alarm:
    return Alarm(
        id=AlarmId.of(row["id"]),
        reading=Reading(
            kind=AlarmKind(row["kind"]),
            key=row["key"],
            value=row["value"],
            subject=row["subject"],
            queue_id=QueueId.or_none(row["queue_id"]),
            staff_id=StaffId.or_none(row["staff_id"]),
            conversation_id=ConversationId.or_none(row["conversation_id"]),
        ),
        severity=row["severity"],
        bound=row["bound"],
        peak=row["peak"],
        times=row["times"],
        pending_since=row["pending_since"],
        raised_at=row["raised_at"],
        calm_since=row["calm_since"],
        cleared_at=row["cleared_at"],
        acknowledged_by=StaffId.or_none(row["acknowledged_by"]),
        acknowledged_at=row["acknowledged_at"],
        note=row["note"],
        snoozed_by=StaffId.or_none(row["snoozed_by"]),
        snoozed_until=row["snoozed_until"],
    )
