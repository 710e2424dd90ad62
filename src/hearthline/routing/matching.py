"""The choice itself, without database: which of those in line is offered to which free person.

Whoever is in line is looked at in order. Of the people who fit, the wanted one comes first, then
the queue's own before helpers, then by level, load and time without a new conversation.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hearthline.kernel import ConversationId, StaffId
from hearthline.routing.capacity import Capacity
from hearthline.routing.queues.model import Queue
from hearthline.routing.urgency import COMMON_LANE, DANGER_LANE


@dataclass(frozen=True, slots=True)
class InLine:
    """One who waits and is offered to nobody. `declined` are those not to be asked now."""

    conversation_id: ConversationId
    lane: int
    rank_at: datetime
    queued_at: datetime
    kind: str
    skills: Mapping[str, int] = field(default_factory=dict)
    preferred: StaffId | None = None
    preferred_until: datetime | None = None
    declined: AbstractSet[StaffId] = frozenset()

    @property
    def rank(self) -> tuple[int, datetime, ConversationId]:
        """Whoever has the smaller one comes first."""
        return self.lane, self.rank_at, self.conversation_id


@dataclass(frozen=True, slots=True)
class Agent:
    """One on duty; `helps_after_s` for somebody of another queue who helps out."""

    staff_id: StaffId
    capacity: Capacity
    loads: Mapping[str, int] = field(default_factory=dict)
    idle_since: datetime | None = None
    skills: Mapping[str, int] = field(default_factory=dict)
    level: int = 1
    helps_after_s: int | None = None

    @property
    def load(self) -> int:
        """How many conversations there are now."""
        return sum(self.loads.values())

    def can(self, required: Mapping[str, int]) -> bool:
        """Whether every skill is there, at its level."""
        return all(self.skills.get(skill, -1) >= level for skill, level in required.items())


@dataclass(frozen=True, slots=True)
class Match:
    """Who is to be offered to whom."""

    conversation_id: ConversationId
    staff_id: StaffId


@dataclass(slots=True)
class _Seat:
    """A person with what is promised to him so far in this look at the line."""

    agent: Agent
    loads: dict[str, int]
    turns: int = 0

    def order(self, wanted: StaffId | None) -> tuple[object, ...]:
        agent = self.agent
        idle = agent.idle_since.timestamp() if agent.idle_since else 0.0
        return (
            agent.staff_id != wanted,
            agent.helps_after_s is not None,
            agent.level,
            sum(self.loads.values()),
            self.turns,
            idle,
            agent.staff_id,
        )


def matches(
    queue: Queue, line: Sequence[InLine], agents: Sequence[Agent], *, now: datetime, is_open: bool
) -> Iterator[Match]:
    """Everything that can be offered now, in the order in which it is to be offered.

    Nobody is promised more than fits, and nobody behind takes what somebody before could have.
    While the queue is closed only danger is served.
    """
    seats = [_Seat(agent, dict(agent.loads)) for agent in agents]
    hopeless: set[tuple[object, ...]] = set()
    for one in sorted(line, key=lambda waiting: waiting.rank):
        if not is_open and one.lane != DANGER_LANE:
            continue
        required = queue.required(one.skills, (now - one.queued_at).total_seconds())
        sign = _sign(one, required, queue, now)
        if sign in hopeless or _is_kept(one, seats, required, now):
            continue
        fitting = [seat for seat in seats if _fits(one, seat, required, now)]
        if not fitting:
            hopeless.add(sign)
            continue
        seat = min(fitting, key=lambda it: it.order(one.preferred))
        seat.loads[one.kind] = seat.loads.get(one.kind, 0) + 1
        seat.turns += 1
        yield Match(one.conversation_id, seat.agent.staff_id)


def seats_for(queue: Queue, one: InLine, agents: Sequence[Agent], *, waited_s: float) -> int:
    """How many conversations of its kind all who could serve it after that wait take at once."""
    required = queue.required(one.skills, waited_s)
    able = [agent for agent in agents if agent.can(required) and _helps(agent, waited_s)]
    return sum(min(agent.capacity.most(one.kind), agent.capacity.total) for agent in able)


def moments(queue: Queue, one: InLine) -> list[datetime]:
    """When something becomes possible for one in line by time alone."""
    waits = [ring.after_s for ring in queue.rings]
    waits += [backup.after_s for backup in queue.backups]
    waits += [queue.overflow_after_s] if queue.overflow_after_s and queue.overflow_to else []
    found = [one.queued_at + timedelta(seconds=seconds) for seconds in waits]
    return found + ([one.preferred_until] if one.preferred_until else [])


def _fits(one: InLine, seat: _Seat, required: Mapping[str, int], now: datetime) -> bool:
    agent = seat.agent
    return (
        agent.staff_id not in one.declined
        and _helps(agent, (now - one.queued_at).total_seconds())
        and agent.can(required)
        and agent.capacity.fits(one.kind, seat.loads)
    )


def _helps(agent: Agent, waited_s: float) -> bool:
    return agent.helps_after_s is None or waited_s >= agent.helps_after_s


def _is_kept(
    one: InLine, seats: Sequence[_Seat], required: Mapping[str, int], now: datetime
) -> bool:
    """Whether it waits some seconds for a certain person, who is there and only has no room."""
    if one.preferred is None or one.preferred_until is None or one.lane != COMMON_LANE:
        return False
    if now >= one.preferred_until or one.preferred in one.declined:
        return False
    wanted = [seat for seat in seats if seat.agent.staff_id == one.preferred]
    return any(
        seat.agent.can(required) and not seat.agent.capacity.fits(one.kind, seat.loads)
        for seat in wanted
    )


def _sign(
    one: InLine, required: Mapping[str, int], queue: Queue, now: datetime
) -> tuple[object, ...]:
    """What two have in common who fit the same people."""
    waited = (now - one.queued_at).total_seconds()
    helped = tuple(waited >= backup.after_s for backup in queue.backups)
    return one.kind, frozenset(required.items()), frozenset(one.declined), helped
