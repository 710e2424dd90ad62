"""Who comes first: danger, then people who must not wait, then everybody by wait and weight.

The formula is told in docs/algorithms/assignment.md. It gives a lane and a bonus; within a lane,
whoever joined the line earlier less the bonus comes first. So each minute of waiting counts like a
minute of bonus (that is the ageing), and the order of two who wait never changes by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from hearthline.kernel import StaffId

DANGER_LANE, VULNERABLE_LANE, COMMON_LANE = 0, 1, 2
USUAL_PRIORITY = 3
# Seconds before others for each step of priority above the usual, and behind for each below.
PRIORITY_STEP_S = 300
EMOTION_BONUS_S: Mapping[str, int] = {
    "WORRIED": 60,
    "ANNOYED": 120,
    "ANGRY": 300,
    "THREATENING": 600,
}
# What the customer's tags ask for (elderly alone, infant, electricity for medical devices …).
NEED_STEP_S = 300
AS_DANGER = 3
# Why a person is asked for: whoever was let down already comes before a first question.
TYPE_BONUS_S: Mapping[str, int] = {"still_broken": 300, "complaint": 180, "urge": 120}


@dataclass(frozen=True, slots=True)
class Urgency:
    """What makes it urgent: danger, a person in need, the mood, why a person is asked for."""

    hazard: bool = False
    vulnerable: bool = False
    emotion: str = "CALM"
    type: str = ""
    need: int = 0

    def with_need(self, need: int) -> "Urgency":
        """The same for a customer whose tags ask so much: 1 to 3, where 3 is as danger."""
        return replace(
            self,
            hazard=self.hazard or need >= AS_DANGER,
            vulnerable=self.vulnerable or need > 0,
            need=max(self.need, need),
        )

    def lane(self, priority: int) -> int:
        """0 for danger, 1 for people who must not wait, 2 for all others."""
        if self.hazard or priority <= 0:
            return DANGER_LANE
        return VULNERABLE_LANE if self.vulnerable else COMMON_LANE

    def bonus_s(self, priority: int) -> int:
        """How many seconds it is put before others of its lane who joined at the same time."""
        steps = USUAL_PRIORITY - priority
        weight = EMOTION_BONUS_S.get(self.emotion, 0) + TYPE_BONUS_S.get(self.type, 0)
        return steps * PRIORITY_STEP_S + weight + self.need * NEED_STEP_S

    def shown(self, priority: int) -> int:
        """The priority as the desk shows it: 0 for danger, at most 1 for people in need."""
        return min(priority, self.lane(priority)) if self.lane(priority) < COMMON_LANE else priority


@dataclass(frozen=True, slots=True)
class Wish:
    """What a conversation needs of its person: skills with least levels, a certain one, haste.

    `about` are words for skills too, the weightier first: they choose the queue and nothing more.
    """

    skills: Mapping[str, int] = field(default_factory=dict)
    about: tuple[str, ...] = ()
    preferred: StaffId | None = None
    urgency: Urgency = field(default_factory=Urgency)


NO_WISH = Wish()
