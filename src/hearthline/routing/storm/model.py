"""Storms: a plan prepared in calm weather, and the decision that puts it in force for a while.

Nothing is written anywhere else: whoever is concerned asks what is in force when it acts, so at
the end everything is what it was, whatever happened to the processes meanwhile.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from hearthline.kernel import Id, QueueId, StaffId, Words

SHORTEST = timedelta(minutes=10)
LONGEST = timedelta(hours=72)


class StormPlanId(Id):
    """One wording of a plan; a changed plan is a new one of the same name."""


class StormId(Id):
    """One decision to put a plan in force."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What a storm changes; left empty, a thing stays as it is.

    `intents` are the intents whose answers begin with the announcement, empty for all;
    `joining` are queues whose agents serve the concerned ones too; `callback_over_s` is the
    expected wait in seconds above which a call-back is offered instead.
    """

    greeting: str = ""
    greeting_en: str = ""
    announcement: str = ""
    announcement_en: str = ""
    intents: tuple[str, ...] = ()
    banner: bool = False
    relaxes_rings: bool = False
    overflows: bool = False
    joining: tuple[QueueId, ...] = ()
    extra_chats: int = 0
    callback_over_s: int | None = None
    wrap_up_s: int | None = None

    def greets(self, locale: str) -> str:
        """The greeting in a customer's language; empty when it stays."""
        return Words(self.greeting, self.greeting_en or self.greeting).in_(locale)

    def announces(self, locale: str) -> str:
        """The announcement in a customer's language; empty when there is none."""
        return Words(self.announcement, self.announcement_en or self.announcement).in_(locale)

    def concerns(self, intents: Sequence[str]) -> bool:
        """Whether what was understood calls for the announcement."""
        return bool(self.announcement) and (
            not self.intents or not set(intents).isdisjoint(self.intents)
        )


@dataclass(frozen=True, slots=True)
class StormPlan:
    """What is to change when it comes to it, under a name that everybody knows."""

    id: StormPlanId
    name: str
    measures: Measures
    written_by: StaffId
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a storm is in force; with neither queues nor districts, everywhere."""

    queues: tuple[QueueId, ...] = ()
    districts: tuple[str, ...] = ()

    @property
    def is_everywhere(self) -> bool:
        """Whether it is the whole tenant's."""
        return not self.queues and not self.districts


@dataclass(frozen=True, slots=True)
class Storm:
    """A plan put in force by somebody for a reason, until a moment."""

    id: StormId
    plan: StormPlan
    reason: str
    scope: Scope
    began_at: datetime
    ends_at: datetime
    ended_at: datetime | None
    declared_by: StaffId
    ended_by: StaffId | None
    extends: StormId | None

    @property
    def greeting(self) -> str:
        """The Chinese greeting while it lasts; empty when it stays."""
        return self.plan.measures.greeting

    @property
    def relaxes_rings(self) -> bool:
        """Whether skills are relaxed at once."""
        return self.plan.measures.relaxes_rings

    @property
    def overflows(self) -> bool:
        """Whether a line flows over at once."""
        return self.plan.measures.overflows

    @property
    def joining(self) -> tuple[QueueId, ...]:
        """Queues whose agents serve the concerned ones too."""
        return self.plan.measures.joining

    @property
    def extra_chats(self) -> int:
        """By how many conversations an agent takes more."""
        return self.plan.measures.extra_chats

    @property
    def callback_over_s(self) -> int | None:
        """The expected wait, in seconds, above which a call-back is offered."""
        return self.plan.measures.callback_over_s

    @property
    def wrap_up_s(self) -> int | None:
        """Seconds of wrap-up while it lasts."""
        return self.plan.measures.wrap_up_s

    def is_in_force(self, now: datetime) -> bool:
        """Whether it holds at a moment; its end needs nobody."""
        return self.ended_at is None and self.began_at <= now < self.ends_at


def foremost(
    storms: Sequence[Storm], *, queue_id: QueueId | None = None, district: str | None = None
) -> Storm | None:
    """The storm that counts here: one for the queue, then for the district, then the tenant's."""
    for concerns in (
        [storm for storm in storms if queue_id is not None and queue_id in storm.scope.queues],
        [storm for storm in storms if district is not None and district in storm.scope.districts],
        [storm for storm in storms if storm.scope.is_everywhere],
    ):
        if concerns:
            return max(concerns, key=lambda storm: (storm.began_at, storm.id))
    return None
