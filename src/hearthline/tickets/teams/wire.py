"""Teams on the wire."""

from collections.abc import Mapping
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hearthline.kernel import StaffId, TeamId
from hearthline.tickets.teams.model import Member, Suggestion, Team, TeamFacts

Word = Annotated[str, Field(min_length=1, max_length=40)]


class MemberIn(BaseModel):
    """Somebody of a team."""

    model_config = ConfigDict(extra="forbid")

    staff_id: StaffId
    is_on_duty: bool = True


class PutTeam(BaseModel):
    """What is said of a team; members are written anew."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=60)]
    skills: Annotated[list[Word], Field(max_length=20)] = []
    areas: Annotated[list[Word], Field(max_length=100)] = []
    lead_id: StaffId | None = None
    phone: Annotated[str, Field(max_length=24)] = ""
    is_active: bool = True
    members: Annotated[list[MemberIn], Field(max_length=200)] = []

    def facts(self) -> TeamFacts:
        """The same for the service."""
        return TeamFacts(
            name=self.name.strip(),
            skills=tuple(dict.fromkeys(self.skills)),
            areas=tuple(dict.fromkeys(self.areas)),
            lead_id=self.lead_id,
            phone=self.phone,
            is_active=self.is_active,
            members=tuple(Member(one.staff_id, one.is_on_duty) for one in self.members),
        )


class AddTeam(PutTeam):
    """A new team, under an id of the caller's."""

    id: TeamId


class SetDuty(BaseModel):
    """Whether a member is on duty."""

    model_config = ConfigDict(extra="forbid")

    staff_id: StaffId
    is_on_duty: bool


class MemberOut(BaseModel):
    """Somebody of a team."""

    staff_id: StaffId
    name: str
    is_on_duty: bool


class TeamOut(BaseModel):
    """A team; `load` is the number of its open tickets."""

    id: TeamId
    name: str
    skills: list[str]
    areas: list[str]
    lead_id: StaffId | None
    lead_name: str | None
    phone: str
    is_active: bool
    load: int
    members: list[MemberOut]

    @classmethod
    def of(cls, team: Team, called: Mapping[UUID, str]) -> Self:
        """The team on the wire, with the names of its people."""
        facts = team.facts
        return cls(
            id=team.id,
            name=facts.name,
            skills=list(facts.skills),
            areas=list(facts.areas),
            lead_id=facts.lead_id,
            lead_name=called.get(facts.lead_id) if facts.lead_id else None,
            phone=facts.phone,
            is_active=facts.is_active,
            load=team.load,
            members=[
                MemberOut(
                    staff_id=one.staff_id,
                    name=called.get(one.staff_id, ""),
                    is_on_duty=one.is_on_duty,
                )
                for one in facts.members
            ],
        )


class TeamList(BaseModel):
    """Every team, by name."""

    items: list[TeamOut]


class SuggestionOut(BaseModel):
    """A team that fits a ticket, best first."""

    team: TeamOut
    in_area: bool
    has_skill: bool

    @classmethod
    def of(cls, suggestion: Suggestion, called: Mapping[UUID, str]) -> Self:
        """The same on the wire."""
        return cls(
            team=TeamOut.of(suggestion.team, called),
            in_area=suggestion.in_area,
            has_skill=suggestion.has_skill,
        )
