"""Bodies of thresholds and alarms."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from hearthline.kernel import ConversationId, QueueId, StaffId
from hearthline.routing.supervision.alarm_rules import (
    UNITS,
    WHAT_TO_DO,
    Alarm,
    AlarmKind,
    Threshold,
)
from hearthline.routing.supervision.wire import Body

_Note = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=500, pattern=r"^[^\x00]*$")
]


class ThresholdOut(BaseModel):
    """A bound; `unit` is count, seconds or percent; without a queue it is everybody's."""

    kind: AlarmKind
    unit: str
    queue_id: QueueId | None
    bound: int
    hold_s: int
    severity: Literal["warn", "danger"]
    is_on: bool
    takes_queue: bool
    is_own: bool
    changed_at: datetime | None

    @classmethod
    def of(cls, threshold: Threshold) -> Self:
        """The bound on the wire."""
        return cls(
            kind=threshold.kind,
            unit=UNITS[threshold.kind],
            queue_id=threshold.queue_id,
            bound=threshold.bound,
            hold_s=threshold.hold_s,
            severity=threshold.severity,
            is_on=threshold.is_on,
            takes_queue=threshold.kind.is_of_queue,
            is_own=threshold.changed_by is not None,
            changed_at=threshold.changed_at,
        )


class ThresholdList(BaseModel):
    """Every bound that counts."""

    items: list[ThresholdOut]


class SetThreshold(Body):
    """A bound to be set; `hold_s` is how long a value must be past it first."""

    kind: AlarmKind
    queue_id: QueueId | None = None
    bound: int = Field(ge=0, le=1_000_000)
    hold_s: int = Field(0, ge=0, le=3600)
    severity: Literal["warn", "danger"] = "warn"
    is_on: bool = True

    def threshold(self) -> Threshold:
        """The bound as the service takes it."""
        return Threshold(
            self.kind, self.queue_id, self.bound, self.hold_s, self.severity, self.is_on
        )


class AlarmOut(BaseModel):
    """An alarm: what, where, since when, what to do, and who has it."""

    id: UUID
    kind: AlarmKind
    unit: str
    subject: str
    severity: Literal["warn", "danger"]
    bound: int
    value: int
    peak: int
    times: int
    todo_zh: str
    todo_en: str
    queue_id: QueueId | None
    staff_id: StaffId | None
    conversation_id: ConversationId | None
    raised_at: datetime | None
    cleared_at: datetime | None
    acknowledged_at: datetime | None
    acknowledged_by: str | None
    note: str | None
    snoozed_until: datetime | None

    @classmethod
    def of(cls, alarm: Alarm, names: dict[StaffId, str]) -> Self:
        """The alarm on the wire; `names` are those of who took alarms on."""
        reading, by = alarm.reading, alarm.acknowledged_by
        todo = WHAT_TO_DO[reading.kind]
        return cls(
            id=alarm.id,
            kind=reading.kind,
            unit=UNITS[reading.kind],
            subject=reading.subject,
            severity=alarm.severity,
            bound=alarm.bound,
            value=reading.value,
            peak=alarm.peak,
            times=alarm.times,
            todo_zh=todo.zh,
            todo_en=todo.en,
            queue_id=reading.queue_id,
            staff_id=reading.staff_id,
            conversation_id=reading.conversation_id,
            raised_at=alarm.raised_at,
            cleared_at=alarm.cleared_at,
            acknowledged_at=alarm.acknowledged_at,
            acknowledged_by=names.get(by, "") if by else None,
            note=alarm.note,
            snoozed_until=alarm.snoozed_until,
        )


class AlarmPage(BaseModel):
    """Alarms; `next` is the `before` of the following page."""

    items: list[AlarmOut]
    next: UUID | None = None


class Acknowledge(Body):
    """Taking an alarm on."""

    note: _Note | None = None


class Snooze(Body):
    """Keeping an alarm quiet for so long."""

    minutes: int = Field(ge=1, le=480)
