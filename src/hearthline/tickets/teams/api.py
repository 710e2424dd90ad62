"""Routes to teams."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from hearthline.access import Access, Permission, Staff, needs
from hearthline.kernel import TeamId
from hearthline.platform.db import Database, Session
from hearthline.platform.http import StrictJson, here
from hearthline.tickets.teams.model import Team
from hearthline.tickets.teams.service import Teams
from hearthline.tickets.teams.wire import AddTeam, PutTeam, SetDuty, TeamList, TeamOut

router = APIRouter(prefix="/api/v1/teams", tags=["tickets"], route_class=StrictJson)

DatabaseHere = Annotated[Database, Depends(here(Database))]
TeamsHere = Annotated[Teams, Depends(here(Teams))]
AccessHere = Annotated[Access, Depends(here(Access))]
Viewer = Annotated[Staff, Depends(needs(Permission.TICKETS_VIEW))]
Head = Annotated[Staff, Depends(needs(Permission.TICKETS_SUPERVISE))]


@router.get("", operation_id="listTeams")
async def list_teams(
    caller: Viewer, database: DatabaseHere, teams: TeamsHere, access: AccessHere
) -> TeamList:
    """Every team with its people and its load."""
    async with database.session(caller.tenant_id) as session:
        found = await teams.every(session)
        called = await names_of(session, access, found)
    return TeamList(items=[TeamOut.of(team, called) for team in found])


@router.post("", operation_id="addTeam", status_code=201)
async def add_team(
    body: AddTeam, caller: Head, database: DatabaseHere, teams: TeamsHere, access: AccessHere
) -> TeamOut:
    """Add a team under an id of the caller's; sent again, it is the same team."""
    async with database.session(caller.tenant_id) as session:
        team = await teams.put(session, body.id, body.facts(), by=caller)
        return TeamOut.of(team, await names_of(session, access, [team]))


@router.put("/{team_id}", operation_id="putTeam")
async def put_team(
    team_id: TeamId,
    body: PutTeam,
    caller: Head,
    database: DatabaseHere,
    teams: TeamsHere,
    access: AccessHere,
) -> TeamOut:
    """Write a team anew."""
    async with database.session(caller.tenant_id) as session:
        await teams.get(session, team_id)
        team = await teams.put(session, team_id, body.facts(), by=caller)
        return TeamOut.of(team, await names_of(session, access, [team]))


@router.put("/{team_id}/duty", operation_id="setTeamDuty")
async def set_duty(
    team_id: TeamId,
    body: SetDuty,
    caller: Head,
    database: DatabaseHere,
    teams: TeamsHere,
    access: AccessHere,
) -> TeamOut:
    """Note whether a member is on duty."""
    async with database.session(caller.tenant_id) as session:
        team = await teams.set_duty(session, team_id, body.staff_id, is_on_duty=body.is_on_duty)
        return TeamOut.of(team, await names_of(session, access, [team]))


async def names_of(session: Session, access: Access, teams: Sequence[Team]) -> dict[UUID, str]:
    """The names of everybody in these teams."""
    ids = {one.staff_id for team in teams for one in team.facts.members}
    ids |= {team.facts.lead_id for team in teams if team.facts.lead_id is not None}
    found: dict[UUID, str] = {}
    found.update((await access.names(session, ids)).items())
    return found
