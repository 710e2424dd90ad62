"""Rows of teams and their members."""

from collections.abc import Sequence

from hearthline.kernel import StaffId, TeamId
from hearthline.platform.db import Row, Session
from hearthline.tickets.store import IS_OPEN
from hearthline.tickets.teams.model import Member, Team, TeamFacts

_MOST = 500
_TEAMS = f"""
SELECT t.*, (SELECT count(*) FROM ticket k WHERE k.tenant_id = t.tenant_id AND k.team_id = t.id
  AND {IS_OPEN.replace("status", "k.status")}) AS load
FROM team t {{where}} ORDER BY t.name LIMIT {_MOST}
"""  # noqa: S608  (our own words only)
_MEMBERS = """
SELECT team_id, staff_id, is_on_duty FROM team_member WHERE team_id = ANY(%(ids)s)
ORDER BY staff_id LIMIT 20000
"""
_PUT = """
INSERT INTO team (id, name, skills, areas, lead_id, phone, is_active)
VALUES (%(id)s, %(name)s, %(skills)s, %(areas)s, %(lead)s, %(phone)s, %(is_active)s)
ON CONFLICT (tenant_id, id) DO UPDATE SET name = excluded.name, skills = excluded.skills,
  areas = excluded.areas, lead_id = excluded.lead_id, phone = excluded.phone,
  is_active = excluded.is_active
"""
_NAMED = "SELECT id FROM team WHERE name = %(name)s AND id <> %(id)s"
_CLEAR = "DELETE FROM team_member WHERE team_id = %(id)s"
_JOIN = """
INSERT INTO team_member (team_id, staff_id, is_on_duty)
VALUES (%(id)s, %(staff)s, %(is_on_duty)s) ON CONFLICT DO NOTHING
"""
_DUTY = """
UPDATE team_member SET is_on_duty = %(is_on_duty)s
WHERE team_id = %(id)s AND staff_id = %(staff)s RETURNING staff_id
"""
_OF_STAFF = """
SELECT m.team_id FROM team_member m WHERE m.staff_id = %(staff)s
UNION SELECT t.id FROM team t WHERE t.lead_id = %(staff)s LIMIT 500
"""


class TeamStore:
    """Teams in the database."""

    async def every(self, session: Session) -> list[Team]:
        """Every team by name (at most 500)."""
        return await self._read(session, "")

    async def get(self, session: Session, team_id: TeamId) -> Team | None:
        """One team, or None."""
        found = await self._read(session, "WHERE t.id = %(id)s", team_id)
        return found[0] if found else None

    async def _read(
        self, session: Session, where: str, team_id: TeamId | None = None
    ) -> list[Team]:
        rows = await session.all(_TEAMS.format(where=where), {"id": team_id})
        members = await self._members(session, [TeamId.of(row["id"]) for row in rows])
        return [_team(row, members.get(TeamId.of(row["id"]), [])) for row in rows]

    async def _members(self, session: Session, ids: Sequence[TeamId]) -> dict[TeamId, list[Member]]:
        found: dict[TeamId, list[Member]] = {}
        for row in await session.all(_MEMBERS, {"ids": list(ids)}):
            member = Member(StaffId.of(row["staff_id"]), row["is_on_duty"])
            found.setdefault(TeamId.of(row["team_id"]), []).append(member)
        return found

    async def is_named(self, session: Session, name: str, *, but: TeamId) -> bool:
        """Whether another team has this name."""
        return await session.maybe(_NAMED, {"name": name, "id": but}) is not None

    async def put(self, session: Session, team_id: TeamId, facts: TeamFacts) -> None:
        """Add a team, or write it anew with its members."""
        params = {
            "id": team_id,
            "name": facts.name,
            "skills": list(facts.skills),
            "areas": list(facts.areas),
            "lead": facts.lead_id,
            "phone": facts.phone,
            "is_active": facts.is_active,
        }
        await session.execute(_PUT, params)
        await session.execute(_CLEAR, {"id": team_id})
        for member in facts.members:
            joining = {"staff": member.staff_id, "is_on_duty": member.is_on_duty}
            await session.execute(_JOIN, joining | {"id": team_id})

    async def set_duty(
        self, session: Session, team_id: TeamId, staff_id: StaffId, *, is_on_duty: bool
    ) -> bool:
        """Note whether a member is on duty; False when he does not belong to the team."""
        params = {"id": team_id, "staff": staff_id, "is_on_duty": is_on_duty}
        return await session.maybe(_DUTY, params) is not None

    async def of_staff(self, session: Session, staff_id: StaffId) -> frozenset[TeamId]:
        """The teams that somebody belongs to or leads."""
        rows = await session.all(_OF_STAFF, {"staff": staff_id})
        return frozenset(TeamId.of(row["team_id"]) for row in rows)


def _team(row: Row, members: Sequence[Member]) -> Team:
    facts = TeamFacts(
        name=row["name"],
        skills=tuple(row["skills"]),
        areas=tuple(row["areas"]),
        lead_id=StaffId.or_none(row["lead_id"]),
        phone=row["phone"],
        is_active=row["is_active"],
        members=tuple(members),
    )
    return Team(TeamId.of(row["id"]), facts, row["load"])
