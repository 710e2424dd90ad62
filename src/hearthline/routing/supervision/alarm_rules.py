"""Thresholds and when an alarm is raised, kept, cleared: pure rules, so that none can flap.

A value must be past its bound for `hold_s` before anybody hears of it (debounce), must come well
back inside and stay there for a minute before it is over (hysteresis), and if it comes again
within ten minutes it is the same alarm, which makes no new noise.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal, TypeAlias

from hearthline.kernel import ConversationId, Id, QueueId, StaffId, Words

CALM_FOR = timedelta(seconds=60)
SAME_WITHIN = timedelta(minutes=10)
# How far back inside a value must come: a fifth of the bound, or five points of a share.
_BACK_SHARE = 0.8
_BACK_POINTS = 5

Severity: TypeAlias = Literal["warn", "danger"]


class AlarmId(Id):
    """One alarm, from its first sign to its end."""


class ThresholdId(Id):
    """A bound that a tenant set."""


class AlarmKind(StrEnum):
    """What is watched; the unit of the bound stands in `UNITS`."""

    WAITING = "waiting"
    LONGEST_WAIT = "longest_wait"
    SERVICE_LEVEL = "service_level"
    ABANDONED = "abandoned"
    IDLE = "idle"
    AWAY = "away"
    UNANSWERED = "unanswered"
    ANGRY_WAITING = "angry_waiting"
    TICKETS_OVERDUE = "tickets_overdue"
    CALLBACKS_OVERDUE = "callbacks_overdue"
    PROMISES_OVERDUE = "promises_overdue"
    SEVERE = "severe"

    @property
    def is_below(self) -> bool:
        """Whether a small value is the bad one."""
        return self is AlarmKind.SERVICE_LEVEL

    @property
    def is_of_queue(self) -> bool:
        """Whether a queue can have a bound of its own."""
        return self in _OF_QUEUES


_OF_QUEUES = {
    AlarmKind.WAITING,
    AlarmKind.LONGEST_WAIT,
    AlarmKind.SERVICE_LEVEL,
    AlarmKind.ABANDONED,
    AlarmKind.UNANSWERED,
    AlarmKind.ANGRY_WAITING,
}
COUNT, SECONDS, PERCENT = "count", "seconds", "percent"
UNITS = {
    AlarmKind.WAITING: COUNT,
    AlarmKind.LONGEST_WAIT: SECONDS,
    AlarmKind.SERVICE_LEVEL: PERCENT,
    AlarmKind.ABANDONED: COUNT,
    AlarmKind.IDLE: SECONDS,
    AlarmKind.AWAY: SECONDS,
    AlarmKind.UNANSWERED: SECONDS,
    AlarmKind.ANGRY_WAITING: SECONDS,
    AlarmKind.TICKETS_OVERDUE: COUNT,
    AlarmKind.CALLBACKS_OVERDUE: COUNT,
    AlarmKind.PROMISES_OVERDUE: COUNT,
    AlarmKind.SEVERE: COUNT,
}
WHAT_TO_DO = {
    AlarmKind.WAITING: Words(
        zh="调人进来，或把一部分移到空闲队列；持续上涨考虑应急模式。",
        en="Bring people in or move some to a free queue; if it keeps rising, think of a storm.",
    ),
    AlarmKind.LONGEST_WAIT: Words(
        zh="先接等得最久的那位，或请他预约回拨。",
        en="Take the one who has waited longest first, or offer a call-back.",
    ),
    AlarmKind.SERVICE_LEVEL: Words(
        zh="看谁小休或话后过长，先请回；再考虑跨队列支援。",
        en="Ask back who is away or wraps up for long; then borrow from other queues.",
    ),
    AlarmKind.ABANDONED: Words(
        zh="客户在放弃等待。打开回拨预约，减少空等。",
        en="Customers give up waiting. Offer call-backs instead.",
    ),
    AlarmKind.IDLE: Words(
        zh="这位同事一直空闲，可以临时加入更忙的队列。",
        en="This colleague has nothing to do; have him join a busier queue for today.",
    ),
    AlarmKind.AWAY: Words(
        zh="联系本人确认；人不在就改成离线，免得排班失真。",
        en="Ask the person; if nobody is there, set him offline.",
    ),
    AlarmKind.UNANSWERED: Words(
        zh="看一眼会话，提醒坐席；坐席走不开就接管。",
        en="Look at the conversation and nudge the agent; take it over if he cannot.",
    ),
    AlarmKind.ANGRY_WAITING: Words(
        zh="客户已经着急，优先接起，先致歉再处理。",
        en="The customer is upset: answer him first, and begin with the apology.",
    ),
    AlarmKind.TICKETS_OVERDUE: Words(
        zh="打开工单页的“已超时”，逐单催办或升级。",
        en="Open the overdue tickets and urge or escalate them one by one.",
    ),
    AlarmKind.CALLBACKS_OVERDUE: Words(
        zh="约好的回拨过点了，安排人现在就打。",
        en="Promised call-backs are late: have somebody call now.",
    ),
    AlarmKind.PROMISES_OVERDUE: Words(
        zh="对客户的承诺过时了：先联系客户说明，再办完或改期。",
        en="Promises to customers are late: tell the customer first, then keep or move them.",
    ),
    AlarmKind.SEVERE: Words(
        zh="打开会话看一眼：先保人身安全，需要时接管或派人协助。",
        en="Look at the conversation: safety first; take it over or send help if need be.",
    ),
}


@dataclass(frozen=True, slots=True)
class Threshold:
    """A bound: for one queue, or for all of them and the house."""

    kind: AlarmKind
    queue_id: QueueId | None
    bound: int
    hold_s: int
    severity: Severity
    is_on: bool = True
    changed_by: StaffId | None = None
    changed_at: datetime | None = None

    def is_past(self, value: int) -> bool:
        """Whether a value is one that should be heard of."""
        return value < self.bound if self.kind.is_below else value >= self.bound

    def is_back(self, value: int) -> bool:
        """Whether a value is well inside again."""
        if self.kind.is_below:
            return value >= min(100, self.bound + _BACK_POINTS)
        return value < self.bound * _BACK_SHARE


# In force until the tenant says otherwise; all of them are the product's own judgement.
_SHIPPED: tuple[tuple[AlarmKind, int, int, Severity], ...] = (
    (AlarmKind.WAITING, 10, 30, "warn"),
    (AlarmKind.LONGEST_WAIT, 180, 0, "danger"),
    (AlarmKind.SERVICE_LEVEL, 60, 120, "warn"),
    (AlarmKind.ABANDONED, 5, 0, "warn"),
    (AlarmKind.IDLE, 1800, 0, "warn"),
    (AlarmKind.AWAY, 1800, 0, "warn"),
    (AlarmKind.UNANSWERED, 180, 0, "danger"),
    (AlarmKind.ANGRY_WAITING, 30, 0, "danger"),
    (AlarmKind.TICKETS_OVERDUE, 1, 60, "warn"),
    (AlarmKind.CALLBACKS_OVERDUE, 1, 0, "danger"),
    (AlarmKind.PROMISES_OVERDUE, 1, 0, "warn"),
    (AlarmKind.SEVERE, 1, 0, "danger"),
)
DEFAULTS = tuple(
    Threshold(kind, None, bound, hold_s, severity) for kind, bound, hold_s, severity in _SHIPPED
)


def threshold_for(
    thresholds: Sequence[Threshold], kind: AlarmKind, queue_id: QueueId | None
) -> Threshold | None:
    """The bound that counts: the queue's own, else everybody's; None when it is off."""
    own = [one for one in thresholds if one.kind is kind and one.queue_id == queue_id]
    general = [one for one in thresholds if one.kind is kind and one.queue_id is None]
    found = next(iter(own or general), None)
    return found if found and found.is_on else None


@dataclass(frozen=True, slots=True)
class Reading:
    """A value that is watched: what, whose (`key` tells them apart), and what people call it."""

    kind: AlarmKind
    key: str
    value: int
    subject: str
    queue_id: QueueId | None = None
    staff_id: StaffId | None = None
    conversation_id: ConversationId | None = None


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something past its bound; nobody is told before `raised_at`."""

    id: AlarmId
    reading: Reading
    severity: Severity
    bound: int
    peak: int
    times: int
    pending_since: datetime
    raised_at: datetime | None = None
    calm_since: datetime | None = None
    cleared_at: datetime | None = None
    acknowledged_by: StaffId | None = None
    acknowledged_at: datetime | None = None
    note: str | None = None
    snoozed_by: StaffId | None = None
    snoozed_until: datetime | None = None

    def is_loud(self, now: datetime) -> bool:
        """Whether it still calls for somebody: raised, not over, nobody has it, not snoozed."""
        is_quiet = self.snoozed_until is not None and self.snoozed_until > now
        is_up = self.raised_at is not None and self.cleared_at is None
        return is_up and self.acknowledged_at is None and not is_quiet


def begun(reading: Reading, threshold: Threshold, now: datetime, *, last: Alarm | None) -> Alarm:
    """The alarm of a value that is past its bound now; `last` is the one before of the same key."""
    fresh = Alarm(
        id=AlarmId.new(),
        reading=reading,
        severity=threshold.severity,
        bound=threshold.bound,
        peak=reading.value,
        times=1,
        pending_since=now,
    )
    is_same = last and last.cleared_at and now - last.cleared_at <= SAME_WITHIN
    if last and is_same:
        fresh = replace(
            last, reading=reading, cleared_at=None, calm_since=None, times=last.times + 1
        )
        return replace(fresh, peak=_worse(threshold, last.peak, reading.value))
    return _matured(fresh, threshold, now)


def followed(
    alarm: Alarm, reading: Reading | None, threshold: Threshold | None, *, now: datetime
) -> Alarm | None:
    """The alarm a moment later; None when it was no more than a flicker.

    `reading` is None when what was watched is gone (answered, closed, signed out).
    """
    if reading is None or threshold is None:
        return None if alarm.raised_at is None else replace(alarm, cleared_at=now)
    seen = replace(
        alarm,
        reading=reading,
        bound=threshold.bound,
        severity=threshold.severity,
        peak=_worse(threshold, alarm.peak, reading.value),
    )
    if threshold.is_past(reading.value):
        return _matured(replace(seen, calm_since=None), threshold, now)
    if alarm.raised_at is None:
        return None
    if not threshold.is_back(reading.value):
        return replace(seen, calm_since=None)
    since = alarm.calm_since or now
    over = now if now - since >= CALM_FOR else None
    return replace(seen, calm_since=since, cleared_at=over)


def _matured(alarm: Alarm, threshold: Threshold, now: datetime) -> Alarm:
    held = now - alarm.pending_since >= timedelta(seconds=threshold.hold_s)
    return replace(alarm, raised_at=now) if held and alarm.raised_at is None else alarm


def _worse(threshold: Threshold, one: int, other: int) -> int:
    return min(one, other) if threshold.kind.is_below else max(one, other)
