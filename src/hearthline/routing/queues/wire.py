"""Bodies of the settings of queues, members and people's capacity."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from hearthline.conversations import ChannelKind
from hearthline.kernel import QueueId, StaffId
from hearthline.routing.queues.model import (
    WHOLE_DAY,
    AgentSetting,
    Backup,
    Closed,
    Hours,
    Member,
    Queue,
    Ring,
    Span,
)
from hearthline.routing.standing import Standing

_PLAIN = r"^[^\x00]*$"
_Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64, pattern=_PLAIN)
]
_Skill = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=32, pattern=_PLAIN)
]
_Level = Annotated[int, Field(ge=0, le=100)]
_Skills = Annotated[dict[_Skill, _Level], Field(max_length=30)]
_Seconds = Annotated[int, Field(ge=1, le=86_400)]
_Count = Annotated[int, Field(ge=0, le=50)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SpanBody(_Body):
    """Part of a day in minutes after midnight, Chinese time; 1440 is the next midnight."""

    since: Annotated[int, Field(ge=0, lt=WHOLE_DAY)]
    until: Annotated[int, Field(gt=0, le=WHOLE_DAY)]


_Spans = Annotated[list[SpanBody], Field(max_length=6)]


class HoursBody(_Body):
    """Seven weekdays from Monday, and public holidays; weekends worked in exchange go as Monday."""

    weekdays: Annotated[list[_Spans], Field(min_length=7, max_length=7)]
    holiday: _Spans = Field(default_factory=list)

    @classmethod
    def of(cls, hours: Hours) -> Self:
        """The hours on the wire."""
        return cls(
            weekdays=[_spans_out(day) for day in hours.weekdays], holiday=_spans_out(hours.holiday)
        )

    def hours(self) -> Hours:
        """The hours that were sent."""
        return Hours(tuple(_spans_in(day) for day in self.weekdays), _spans_in(self.holiday))


class RingBody(_Body):
    """After so many seconds a lower level is enough, or (null) the skill is not needed."""

    after_s: _Seconds
    min_level: _Level | None
    skill: _Skill | None = None


class BackupBody(_Body):
    """Another queue's members help whoever has waited so long."""

    queue_id: QueueId
    after_s: Annotated[int, Field(ge=0, le=86_400)]


class SetQueue(_Body):
    """A queue's settings."""

    name: _Name
    channels: Annotated[list[ChannelKind], Field(max_length=20)] = Field(default_factory=list)
    skills: _Skills = Field(default_factory=dict)
    rings: Annotated[list[RingBody], Field(max_length=6)] = Field(default_factory=list)
    hours: HoursBody | None = None
    overflow_to: QueueId | None = None
    overflow_after_s: _Seconds | None = None
    backups: Annotated[list[BackupBody], Field(max_length=10)] = Field(default_factory=list)
    closed: Closed = Closed.QUEUE
    target_s: _Seconds = 20
    target_share: Annotated[float, Field(ge=0, le=1)] = 0.8

    def queue(self, queue_id: QueueId, *, counter: int = 1) -> Queue:
        """The queue that was sent."""
        return Queue(
            id=queue_id,
            name=self.name,
            channels=tuple(sorted({kind.value for kind in self.channels})),
            skills=self.skills,
            rings=tuple(
                Ring(one.after_s, one.min_level, one.skill)
                for one in sorted(self.rings, key=lambda ring: ring.after_s)
            ),
            hours=None if self.hours is None else self.hours.hours(),
            overflow_to=self.overflow_to,
            overflow_after_s=self.overflow_after_s,
            backups=tuple(Backup(one.queue_id, one.after_s) for one in self.backups),
            closed=self.closed,
            target_s=self.target_s,
            target_share=self.target_share,
            counter=counter,
        )


class ChangeQueue(SetQueue):
    """A queue's settings, changed; `counter` is the one that was seen."""

    counter: int


class SeenCounter(_Body):
    """The counter that was seen."""

    counter: int


class MemberBody(_Body):
    """Who serves; level 1 is asked before level 2."""

    staff_id: StaffId
    level: Annotated[int, Field(ge=1, le=9)] = 1


class SetMembers(_Body):
    """Everybody who serves from now on; `counter` is the queue's as it was seen."""

    counter: int
    members: Annotated[list[MemberBody], Field(max_length=1000)]


class MemberOut(BaseModel):
    """Who serves, with what the person can."""

    staff_id: StaffId
    name: str
    level: int
    skills: dict[str, int]

    @classmethod
    def of(cls, member: Member) -> Self:
        """The member on the wire."""
        return cls(
            staff_id=member.staff_id,
            name=member.name,
            level=member.level,
            skills=dict(member.skills),
        )


class QueueSettingOut(BaseModel):
    """A queue as it is set up; `is_open` says whether it is served now."""

    id: QueueId
    name: str
    is_default: bool
    channels: list[str]
    skills: dict[str, int]
    rings: list[RingBody]
    hours: HoursBody | None
    overflow_to: QueueId | None
    overflow_after_s: int | None
    backups: list[BackupBody]
    closed: Closed
    target_s: int
    target_share: float
    is_open: bool
    opens_at: datetime | None
    counter: int
    changed_at: datetime | None
    archived: bool
    members: list[MemberOut]

    @classmethod
    def of(cls, queue: Queue, members: list[Member], *, standing: Standing) -> Self:
        """The queue on the wire."""
        return cls(
            id=queue.id,
            name=queue.name,
            is_default=queue.is_default,
            channels=list(queue.channels),
            skills=dict(queue.skills),
            rings=[
                RingBody(after_s=one.after_s, min_level=one.min_level, skill=one.skill)
                for one in queue.rings
            ],
            hours=None if queue.hours is None else HoursBody.of(queue.hours),
            overflow_to=queue.overflow_to,
            overflow_after_s=queue.overflow_after_s,
            backups=[
                BackupBody(queue_id=one.queue_id, after_s=one.after_s) for one in queue.backups
            ],
            closed=queue.closed,
            target_s=queue.target_s,
            target_share=queue.target_share,
            is_open=standing.is_open,
            opens_at=standing.opens_at,
            counter=queue.counter,
            changed_at=queue.changed_at,
            archived=queue.archived_at is not None,
            members=[MemberOut.of(member) for member in members],
        )


class QueueSettingList(BaseModel):
    """Every queue, and the words for skills that are in use."""

    items: list[QueueSettingOut]
    skills: list[str]


class SetAgent(_Body):
    """What a person can and takes; `interrupts` says over which kinds one may come."""

    counter: int
    skills: _Skills
    total: _Count
    by_channel: dict[ChannelKind, _Count] = Field(default_factory=dict)
    interrupts: dict[ChannelKind, list[ChannelKind]] = Field(default_factory=dict)

    def setting(self, staff_id: StaffId) -> AgentSetting:
        """The setting that was sent."""
        return AgentSetting(
            staff_id=staff_id,
            name="",
            skills=self.skills,
            total=self.total,
            by_channel={kind.value: count for kind, count in self.by_channel.items()},
            interrupts={
                kind.value: tuple(sorted({one.value for one in over} - {kind.value}))
                for kind, over in self.interrupts.items()
            },
            queues=(),
            counter=self.counter,
        )


class AgentSettingOut(BaseModel):
    """What a person can and takes, and which queues the person serves."""

    staff_id: StaffId
    name: str
    skills: dict[str, int]
    total: int
    by_channel: dict[str, int]
    interrupts: dict[str, list[str]]
    queues: list[QueueId]
    counter: int
    changed_at: datetime | None

    @classmethod
    def of(cls, setting: AgentSetting) -> Self:
        """The setting on the wire."""
        return cls(
            staff_id=setting.staff_id,
            name=setting.name,
            skills=dict(setting.skills),
            total=setting.total,
            by_channel=dict(setting.by_channel),
            interrupts={kind: list(over) for kind, over in setting.interrupts.items()},
            queues=list(setting.queues),
            counter=setting.counter,
            changed_at=setting.changed_at,
        )


class AgentSettingList(BaseModel):
    """Everybody who may answer customers."""

    items: list[AgentSettingOut]


def _spans_in(spans: list[SpanBody]) -> tuple[Span, ...]:
    return tuple(sorted(Span(one.since, one.until) for one in spans))


def _spans_out(spans: tuple[Span, ...]) -> list[SpanBody]:
    return [SpanBody(since=one.since, until=one.until) for one in spans]
