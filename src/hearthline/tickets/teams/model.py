"""Teams and who belongs to them."""

from collections.abc import Sequence
from dataclasses import dataclass

from hearthline.kernel import StaffId, TeamId
from hearthline.tickets.model import Place


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a team; whoever is not on duty is not proposed for work."""

    staff_id: StaffId
    is_on_duty: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamFacts:
    """What is said of a team: `areas` are words that its addresses contain."""

    name: str
    skills: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    lead_id: StaffId | None = None
    phone: str = ""
    is_active: bool = True
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class Team:
    """A team; `load` is the number of its open tickets."""

    id: TeamId
    facts: TeamFacts
    load: int = 0

    @property
    def name(self) -> str:
        """What it is called."""
        return self.facts.name

    @property
    def on_duty(self) -> tuple[StaffId, ...]:
        """Who may be given work now."""
        return tuple(one.staff_id for one in self.facts.members if one.is_on_duty)

    def has(self, staff_id: StaffId) -> bool:
        """Whether somebody belongs to it."""
        return staff_id == self.facts.lead_id or any(
            one.staff_id == staff_id for one in self.facts.members
        )

    def covers(self, place: Place) -> bool:
        """Whether a place lies in one of its areas."""
        told = " ".join(part for part in (place.address, place.community, place.station) if part)
        return any(area in told for area in self.facts.areas)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A team that fits a ticket, and why: by area, by skill, with its load."""

    team: Team
    in_area: bool
    has_skill: bool


def suggested(teams: Sequence[Team], *, skill: str, place: Place) -> list[Suggestion]:
    """The active teams that can do it, best first: of the area, with people on duty, least loaded.

    A team without areas works everywhere, and comes after those of the area.
    """
    fitting = [
        Suggestion(team, team.covers(place), not skill or skill in team.facts.skills)
        for team in teams
        if team.facts.is_active
    ]
    return sorted(
        fitting,
        key=lambda one: (
            not one.has_skill,
            not one.in_area,
            bool(one.team.facts.areas),
            not one.team.on_duty,
            one.team.load,
            one.team.name,
        ),
    )
