"""The verbs of teams."""

from collections.abc import Mapping, Sequence

from hearthline.access import Audit, Staff
from hearthline.kernel import Clock, StaffId, TeamId
from hearthline.platform.db import Session
from hearthline.tickets.duties import DutyRules, TeamPlan
from hearthline.tickets.model import Place
from hearthline.tickets.teams.errors import NotOfTeam, TeamHasWork, TeamNameTaken, TeamUnknown
from hearthline.tickets.teams.model import Member, Suggestion, Team, TeamFacts, suggested
from hearthline.tickets.teams.store import TeamStore


class Teams:
    """Who works on tickets, and whom to send."""

    def __init__(self, clock: Clock, *, rules: DutyRules) -> None:
        """The rules say which skill a type of ticket needs."""
        self._store = TeamStore()
        self._rules = rules
        self._audit = Audit(clock)

    async def every(self, session: Session) -> list[Team]:
        """Every team with its load, by name."""
        return await self._store.every(session)

    async def get(self, session: Session, team_id: TeamId) -> Team:
        """One team; raises TeamUnknown."""
        found = await self._store.get(session, team_id)
        if found is None:
            raise TeamUnknown
        return found

    async def of_staff(self, session: Session, staff_id: StaffId) -> frozenset[TeamId]:
        """The teams that somebody belongs to or leads."""
        return await self._store.of_staff(session, staff_id)

    async def suggest(
        self, session: Session, type_code: str, place: Place, *, limit: int = 5
    ) -> list[Suggestion]:
        """The teams that fit a ticket of a type at a place, best first."""
        form = self._rules.form_of(type_code)
        skill = form.skill if form else ""
        return suggested(await self.every(session), skill=skill, place=place)[:limit]

    async def put(self, session: Session, team_id: TeamId, facts: TeamFacts, *, by: Staff) -> Team:
        """Add a team or write it anew; raises TeamNameTaken, TeamHasWork.

        The id is the caller's, so that a repeat is harmless.
        """
        if await self._store.is_named(session, facts.name, but=team_id):
            raise TeamNameTaken(name=facts.name)
        before = await self._store.get(session, team_id)
        if before is not None and before.load and not facts.is_active:
            raise TeamHasWork(count=before.load)
        await self._store.put(session, team_id, facts)
        deed = "team.changed" if before else "team.added"
        await self._audit.record(session, by, deed, subject_kind="team", subject_id=team_id)
        return await self.get(session, team_id)

    async def set_duty(
        self, session: Session, team_id: TeamId, staff_id: StaffId, *, is_on_duty: bool
    ) -> Team:
        """Note who is on duty; raises TeamUnknown, NotOfTeam."""
        await self.get(session, team_id)
        known = await self._store.set_duty(session, team_id, staff_id, is_on_duty=is_on_duty)
        if not known:
            raise NotOfTeam
        return await self.get(session, team_id)

    async def plant(
        self, session: Session, plans: Sequence[TeamPlan], people: Mapping[str, StaffId]
    ) -> None:
        """Add the teams that a pack proposes, of those people who are there; no name twice."""
        known = {team.name for team in await self.every(session)}
        for plan in plans:
            if plan.name in known:
                continue
            members = tuple(Member(people[name]) for name in plan.members if name in people)
            facts = TeamFacts(
                name=plan.name,
                skills=plan.skills,
                areas=plan.areas,
                lead_id=people.get(plan.lead or ""),
                members=members,
            )
            await self._store.put(session, TeamId.new(), facts)
