"""Bodies of the wall, and of the verbs beside it; shares are 0 to 1, times seconds."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from hearthline.kernel import ConversationId, QueueId, StaffId
from hearthline.routing.supervision.duty import DutyChange, Wanted
from hearthline.routing.supervision.lines import MOST_AT_ONCE, Moved
from hearthline.routing.supervision.model import (
    Figures,
    Person,
    QueueNow,
    Today,
    Wait,
    Wall,
)
from hearthline.routing.supervision.ports import IncidentLine

_PLAIN = r"^[^\x00]*$"
_Words = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000, pattern=_PLAIN)
]


class Body(BaseModel):
    """A request of supervision."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DeskFiguresOut(BaseModel):
    """Figures of a time and place; null where there is nothing to divide by."""

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
    def of(cls, figures: Figures) -> Self:
        """The figures on the wire, four places after the point."""
        values = {name: getattr(figures, name) for name in Figures.__slots__}
        return cls(**{k: round(v, 4) if isinstance(v, float) else v for k, v in values.items()})


class QueueNowOut(BaseModel):
    """A line as it is now, with its figures today and of the last half hour."""

    id: QueueId
    name: str
    waiting: int
    longest_wait_s: int | None
    eta_s: int | None
    target_s: int
    target_share: float
    agents_available: int
    agents_total: int
    today: DeskFiguresOut
    recent: DeskFiguresOut

    @classmethod
    def of(cls, queue: QueueNow) -> Self:
        """The queue on the wire."""
        return cls(
            id=queue.id,
            name=queue.name,
            waiting=queue.waiting,
            longest_wait_s=queue.longest_wait_s,
            eta_s=queue.eta_s,
            target_s=queue.target_s,
            target_share=queue.target_share,
            agents_available=queue.agents_available,
            agents_total=queue.agents_total,
            today=DeskFiguresOut.of(queue.today),
            recent=DeskFiguresOut.of(queue.recent),
        )


class AgentNowOut(BaseModel):
    """An agent as he is now."""

    id: StaffId
    name: str
    state: str
    reason: str | None
    since: datetime
    is_connected: bool
    load: int
    capacity: int
    idle_s: int | None
    queues: list[QueueId]

    @classmethod
    def of(cls, person: Person) -> Self:
        """The person on the wire."""
        return cls(
            id=person.id,
            name=person.name,
            state=person.state.value,
            reason=person.reason,
            since=person.since,
            is_connected=person.is_connected,
            load=person.load,
            capacity=person.capacity,
            idle_s=person.idle_s,
            queues=list(person.queues),
        )


class WaitOut(BaseModel):
    """Somebody who waits: for an agent (`line`) or for an agent's next words (`reply`)."""

    conversation_id: ConversationId
    kind: Literal["line", "reply"]
    label: str
    since: datetime
    queue_id: QueueId | None
    holder_id: StaffId | None
    priority: int
    emotion: str | None

    @classmethod
    def of(cls, wait: Wait) -> Self:
        """The wait on the wire."""
        return cls(
            conversation_id=wait.conversation_id,
            kind=wait.kind.value,
            label=wait.label,
            since=wait.since,
            queue_id=wait.queue_id,
            holder_id=wait.holder_id,
            priority=wait.priority,
            emotion=wait.emotion,
        )


class TodayOut(BaseModel):
    """The whole house today."""

    figures: DeskFiguresOut
    handling_p50_s: int | None
    handling_p90_s: int | None
    sessions: int
    contained_share: float | None
    bot_resolved_share: float | None
    callbacks_due: int
    callbacks_overdue: int
    promises_overdue: int
    tickets_overdue: int | None

    @classmethod
    def of(cls, today: Today) -> Self:
        """The day on the wire."""
        return cls(
            figures=DeskFiguresOut.of(today.figures),
            handling_p50_s=today.handling_p50_s,
            handling_p90_s=today.handling_p90_s,
            sessions=today.sessions,
            contained_share=today.contained_share,
            bot_resolved_share=today.bot_resolved_share,
            callbacks_due=today.callbacks_due,
            callbacks_overdue=today.callbacks_overdue,
            promises_overdue=today.promises_overdue,
            tickets_overdue=today.tickets_overdue,
        )


class IncidentLineOut(BaseModel):
    """An incident on the strip."""

    id: UUID
    title: str
    where: str
    since: datetime
    reports: int
    state: str

    @classmethod
    def of(cls, line: IncidentLine) -> Self:
        """The line on the wire."""
        return cls(
            id=line.id,
            title=line.title,
            where=line.where,
            since=line.since,
            reports=line.reports,
            state=line.state,
        )


class WallOut(BaseModel):
    """The house at one moment."""

    at: datetime
    queues: list[QueueNowOut]
    people: list[AgentNowOut]
    waits: list[WaitOut]
    today: TodayOut
    recent: DeskFiguresOut
    incidents: list[IncidentLineOut]

    @classmethod
    def of(cls, wall: Wall, incidents: list[IncidentLine]) -> Self:
        """The wall on the wire."""
        return cls(
            at=wall.at,
            queues=[QueueNowOut.of(queue) for queue in wall.queues],
            people=[AgentNowOut.of(person) for person in wall.people],
            waits=[WaitOut.of(wait) for wait in wall.waits],
            today=TodayOut.of(wall.today),
            recent=DeskFiguresOut.of(wall.recent),
            incidents=[IncidentLineOut.of(line) for line in incidents],
        )


class DefinitionOut(BaseModel):
    """What a figure means."""

    name: str
    zh: str
    en: str


class DefinitionList(BaseModel):
    """What every figure means."""

    items: list[DefinitionOut]


class MoveWaiting(Body):
    """Move these, or the first so many of a line, to another line."""

    to_queue_id: QueueId
    conversation_ids: list[ConversationId] = Field(default=[], max_length=MOST_AT_ONCE)
    from_queue_id: QueueId | None = None
    count: int = Field(1, ge=1, le=MOST_AT_ONCE)

    @model_validator(mode="after")
    def somebody(self) -> Self:
        """Either people or a line."""
        if bool(self.conversation_ids) == (self.from_queue_id is not None):
            raise PydanticCustomError("one_of", "Give conversation_ids or from_queue_id")
        return self


class MovedOut(BaseModel):
    """Who was moved, and who was left because he waits no more or stands there already."""

    moved: list[ConversationId]
    left: list[ConversationId]

    @classmethod
    def of(cls, done: Moved) -> Self:
        """What was done, on the wire."""
        return cls(moved=list(done.moved), left=list(done.left))


class Whisper(Body):
    """What the agent alone reads."""

    text: _Words
    client_id: UUID


class ListeningOut(BaseModel):
    """A thread that is listened to: where it stands."""

    conversation_id: ConversationId
    status: str
    holder_id: StaffId | None
    last_seq: int


class WhisperedOut(BaseModel):
    """A whisper as it stands behind a message."""

    id: UUID
    after_seq: int
    created_at: datetime


class ChangeDuty(Body):
    """What is different about an agent until midnight."""

    capacity: int | None = Field(None, ge=0, le=50)
    join: list[QueueId] = Field(default=[], max_length=50)
    leave: list[QueueId] = Field(default=[], max_length=50)

    def wanted(self) -> Wanted:
        """The change as the service takes it."""
        return Wanted(self.capacity, tuple(self.join), tuple(self.leave))


class DutyOut(BaseModel):
    """A change for today."""

    staff_id: StaffId
    capacity: int | None
    joined: list[QueueId]
    left: list[QueueId]
    by: StaffId
    until: datetime

    @classmethod
    def of(cls, change: DutyChange) -> Self:
        """The change on the wire."""
        return cls(
            staff_id=change.staff_id,
            capacity=change.capacity,
            joined=list(change.joined),
            left=list(change.left),
            by=change.by,
            until=change.until,
        )


class DutyList(BaseModel):
    """Everything that is different today."""

    items: list[DutyOut]
