"""What supervision counts, and the arithmetic of its figures (definitions.py has their words).

A measure is a count and a sum of milliseconds. Every measure belongs to the moment at which it
happened, so a quarter hour that is over changes no more, and sums of quarters are exact.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from hearthline.kernel import ChannelId, ConversationId, QueueId, StaffId
from hearthline.routing.model import PresenceState

SHANGHAI = ZoneInfo("Asia/Shanghai")
QUARTER = timedelta(minutes=15)
RECENT = timedelta(minutes=30)
# Whoever leaves so soon pressed the wrong button; kept out of offered and abandoned.
SHORT_ABANDON_MS = 5_000


class Measure(StrEnum):
    """One thing that is counted."""

    ENTERED = "entered"
    ANSWERED = "answered"
    IN_TARGET = "in_target"
    ABANDONED = "abandoned"
    ABANDONED_LATE = "abandoned_late"
    SHORT_ABANDONED = "short_abandoned"
    MOVED_ON = "moved_on"
    RETURNED = "returned"
    HANDLED = "handled"
    TRANSFERRED = "transferred"
    FIRST_REPLY = "first_reply"
    WRAPPED = "wrapped"
    BUSY = "busy"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Sum:
    """How often, and how many milliseconds together."""

    n: int = 0
    ms: int = 0

    def __add__(self, other: "Sum") -> "Sum":
        """Both together."""
        return Sum(self.n + other.n, self.ms + other.ms)


@dataclass(frozen=True, slots=True)
class Fact:
    """A sum of one measure in one quarter hour, by where and by whom."""

    quarter_at: datetime
    measure: Measure
    queue_id: QueueId | None
    channel_id: ChannelId | None
    staff_id: StaffId | None
    sum: Sum


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of some time, place or person; None where there is nothing to divide by.

    Times are seconds, shares 0 to 1.
    """

    offered: int
    answered: int
    abandoned: int
    moved_on: int
    handled: int
    transferred: int
    service_level: float | None
    answer_rate: float | None
    abandon_rate: float | None
    asa_s: float | None
    first_response_s: float | None
    aht_s: float | None
    wrap_up_s: float | None
    occupancy: float | None

    @classmethod
    def of(cls, sums: Mapping[Measure, Sum]) -> "Figures":
        """The figures of some sums."""

        def n(measure: Measure) -> int:
            return sums.get(measure, Sum()).n

        def ms(measure: Measure) -> int:
            return sums.get(measure, Sum()).ms

        offered = n(Measure.ENTERED) - n(Measure.SHORT_ABANDONED)
        answered, handled = n(Measure.ANSWERED), n(Measure.HANDLED)
        worked = ms(Measure.HANDLED) + ms(Measure.WRAPPED)
        busy = ms(Measure.BUSY)
        return cls(
            offered=offered,
            answered=answered,
            abandoned=n(Measure.ABANDONED),
            moved_on=n(Measure.MOVED_ON),
            handled=handled,
            transferred=n(Measure.TRANSFERRED),
            service_level=_share(n(Measure.IN_TARGET), answered + n(Measure.ABANDONED_LATE)),
            answer_rate=_share(answered, offered),
            abandon_rate=_share(n(Measure.ABANDONED), offered),
            asa_s=_seconds(ms(Measure.ANSWERED), answered),
            first_response_s=_seconds(ms(Measure.FIRST_REPLY), n(Measure.FIRST_REPLY)),
            aht_s=_seconds(worked, handled),
            wrap_up_s=_seconds(ms(Measure.WRAPPED), n(Measure.WRAPPED)),
            occupancy=_share(busy, busy + ms(Measure.READY)),
        )


def summed(facts: Iterable[Fact]) -> dict[Measure, Sum]:
    """All facts together, by measure."""
    sums: dict[Measure, Sum] = {}
    for fact in facts:
        sums[fact.measure] = sums.get(fact.measure, Sum()) + fact.sum
    return sums


def day_of(at: datetime) -> tuple[datetime, datetime]:
    """The beginning and the end of the company's day around a moment."""
    return bounds_of(at.astimezone(SHANGHAI).date())


def bounds_of(day: date) -> tuple[datetime, datetime]:
    """The beginning and the end of a day."""
    begins = datetime.combine(day, time(), SHANGHAI)
    return begins, begins + timedelta(days=1)


def quarter_of(at: datetime) -> datetime:
    """The beginning of the quarter hour around a moment."""
    seconds = int(QUARTER.total_seconds())
    return datetime.fromtimestamp(int(at.timestamp()) // seconds * seconds, SHANGHAI)


@dataclass(frozen=True, slots=True)
class QueueNow:
    """A line as it is now."""

    id: QueueId
    name: str
    waiting: int
    longest_wait_s: int | None
    eta_s: int | None
    target_s: int
    target_share: float
    agents_available: int
    agents_total: int
    today: Figures
    recent: Figures


@dataclass(frozen=True, slots=True)
class Person:
    """An agent as he is now; `idle_s` is how long he has been available with nothing to do."""

    id: StaffId
    name: str
    state: PresenceState
    reason: str | None
    since: datetime
    is_connected: bool
    load: int
    capacity: int
    idle_s: int | None
    queues: tuple[QueueId, ...]


class WaitKind(StrEnum):
    """For what somebody waits."""

    LINE = "line"
    REPLY = "reply"


@dataclass(frozen=True, slots=True)
class Wait:
    """Somebody who waits: for an agent, or for the next words of one."""

    conversation_id: ConversationId
    kind: WaitKind
    label: str
    since: datetime
    queue_id: QueueId | None
    holder_id: StaffId | None
    priority: int
    emotion: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertLine:
    """Something severe in a conversation that goes on; `rule` tells the signs apart."""

    conversation_id: ConversationId
    rule: str
    title: str
    label: str
    holder_id: StaffId | None
    since: datetime


@dataclass(frozen=True, slots=True)
class Today:
    """The whole house today; handling times are of what ended today, in seconds."""

    figures: Figures
    handling_p50_s: int | None
    handling_p90_s: int | None
    sessions: int
    contained: int
    bot_resolved: int
    callbacks_due: int
    callbacks_overdue: int
    tickets_overdue: int | None
    promises_overdue: int = 0

    @property
    def bot_resolved_share(self) -> float | None:
        """Sessions that the bot finished for good ÷ sessions."""
        return _share(self.bot_resolved, self.sessions)

    @property
    def contained_share(self) -> float | None:
        """Sessions that reached no person ÷ sessions."""
        return _share(self.contained, self.sessions)


@dataclass(frozen=True, slots=True)
class Wall:
    """Everything that the wall shows, read at one moment."""

    at: datetime
    queues: tuple[QueueNow, ...]
    people: tuple[Person, ...]
    waits: tuple[Wait, ...]
    today: Today
    recent: Figures
    alerts: Sequence[AlertLine] = ()


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _seconds(ms: int, n: int) -> float | None:
    return ms / n / 1000 if n else None
