"""Queues as a company sets them up: who is needed, when they serve, and what happens otherwise."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from hearthline.kernel import QueueId, StaffId
from hearthline.platform.calendar import WorkCalendar

LOCAL = ZoneInfo("Asia/Shanghai")
WHOLE_DAY = 24 * 60
_SATURDAY = 5
_LOOK_AHEAD_DAYS = 60


class Closed(StrEnum):
    """What happens to whoever asks for a person outside business hours."""

    CALLBACK = "callback"
    QUEUE = "queue"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A part of a day in minutes after midnight; `until` is not included, 1440 is midnight."""

    since: int
    until: int


@dataclass(frozen=True, slots=True)
class Hours:
    """Business hours, Chinese time: seven weekdays from Monday, and public holidays.

    A weekend worked in exchange (调休) has Monday's hours. No span means closed.
    """

    weekdays: tuple[tuple[Span, ...], ...]
    holiday: tuple[Span, ...] = ()

    def spans(self, day: date, calendar: WorkCalendar) -> tuple[Span, ...]:
        """The hours of one day."""
        if calendar.is_holiday(day):
            return self.holiday
        weekday = day.weekday()
        is_exchanged = weekday >= _SATURDAY and calendar.is_workday(day)
        return self.weekdays[0 if is_exchanged else weekday]

    def is_open(self, at: datetime, calendar: WorkCalendar) -> bool:
        """Whether it is served at that moment."""
        local = at.astimezone(LOCAL)
        minute = local.hour * 60 + local.minute
        spans = self.spans(local.date(), calendar)
        return any(span.since <= minute < span.until for span in spans)

    def opens_at(self, after: datetime, calendar: WorkCalendar) -> datetime | None:
        """When it opens next; None when it does not within 60 days. Now, if it is open."""
        if self.is_open(after, calendar):
            return after
        today = after.astimezone(LOCAL).date()
        for ahead in range(_LOOK_AHEAD_DAYS + 1):
            day = today + timedelta(days=ahead)
            midnight = datetime.combine(day, time(), LOCAL)
            starts = (midnight + timedelta(minutes=s.since) for s in self.spans(day, calendar))
            later = [start for start in starts if start > after]
            if later:
                return min(later)
        return None


@dataclass(frozen=True, slots=True)
class Ring:
    """After so many seconds a lower level is enough; without a level the skill is not needed.

    It holds for one skill, or for all of them.
    """

    after_s: int
    min_level: int | None
    skill: str | None = None


@dataclass(frozen=True, slots=True)
class Backup:
    """Another queue's members help whoever has waited so long here, while nobody waits there."""

    queue_id: QueueId
    after_s: int


@dataclass(frozen=True, slots=True)
class Queue:
    """A line of customers, and who may serve them.

    `channels` are kinds, none means every kind. `target_share` of those in line are to be answered
    within `target_s` seconds. `counter` rises with every change.
    """

    id: QueueId
    name: str
    is_default: bool = False
    channels: tuple[str, ...] = ()
    skills: Mapping[str, int] = field(default_factory=dict)
    rings: tuple[Ring, ...] = ()
    hours: Hours | None = None
    overflow_to: QueueId | None = None
    overflow_after_s: int | None = None
    backups: tuple[Backup, ...] = ()
    closed: Closed = Closed.QUEUE
    target_s: int = 20
    target_share: float = 0.8
    counter: int = 1
    changed_at: datetime | None = None
    changed_by: StaffId | None = None
    archived_at: datetime | None = None

    def is_open(self, at: datetime, calendar: WorkCalendar) -> bool:
        """Whether it is served at that moment; without hours it always is."""
        return self.hours is None or self.hours.is_open(at, calendar)

    def opens_at(self, after: datetime, calendar: WorkCalendar) -> datetime | None:
        """When it opens next, or now."""
        return after if self.hours is None else self.hours.opens_at(after, calendar)

    def serves(self, kind: str) -> bool:
        """Whether conversations of that kind of channel belong here."""
        return not self.channels or kind in self.channels

    def required(self, own: Mapping[str, int], waited_s: float) -> dict[str, int]:
        """The skills with least levels that are needed after so long a wait.

        `own` are the conversation's; of a skill in both the higher level is needed.
        """
        needed = dict(self.skills)
        for skill, level in own.items():
            needed[skill] = max(level, needed.get(skill, 0))
        for ring in self.rings:
            if ring.after_s > waited_s:
                continue
            for skill in list(needed):
                if ring.skill not in {None, skill}:
                    continue
                if ring.min_level is None:
                    del needed[skill]
                else:
                    needed[skill] = min(needed[skill], ring.min_level)
        return needed


def best_for(queues: Iterable[Queue], kind: str, words: Sequence[str]) -> Queue | None:
    """The queue with the most skills, all of them among the words, that serves the kind.

    Of two alike the one with the word that stands first, then the first by name; None when no
    queue fits.
    """
    fitting = [
        queue
        for queue in queues
        if queue.archived_at is None and queue.serves(kind)
        if queue.skills and set(queue.skills) <= set(words)
    ]

    def order(queue: Queue) -> tuple[int, int, str]:
        return -len(queue.skills), min(words.index(skill) for skill in queue.skills), queue.name

    return min(fitting, key=order, default=None)


@dataclass(frozen=True, slots=True)
class Member:
    """Who serves a queue; those of level 1 are asked before those of level 2, and so on."""

    staff_id: StaffId
    name: str
    level: int = 1
    skills: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AgentSetting:
    """What a person can and how much he takes, as supervisors set it."""

    staff_id: StaffId
    name: str
    skills: Mapping[str, int]
    total: int
    by_channel: Mapping[str, int]
    interrupts: Mapping[str, tuple[str, ...]]
    queues: tuple[QueueId, ...]
    may_reply: bool = True
    counter: int = 1
    changed_at: datetime | None = None
    changed_by: StaffId | None = None
