"""Teams 班组: who works on tickets, with which skills, in which areas, and who is on duty."""

from hearthline.tickets.teams.errors import TeamNameTaken, TeamUnknown
from hearthline.tickets.teams.model import Member, Suggestion, Team, TeamFacts
from hearthline.tickets.teams.service import Teams

__all__ = [
    "Member",
    "Suggestion",
    "Team",
    "TeamFacts",
    "TeamNameTaken",
    "TeamUnknown",
    "Teams",
]
