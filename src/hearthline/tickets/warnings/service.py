"""Gives each warning once: the highest that is due, whatever was missed while nobody looked (R87).

A warning goes up the pack's ladder: at its percentages the worker, the team's lead, the supervisors
and the managers are told. From the supervisors' rung on, the ticket counts as escalated.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final, TypeAlias

from hearthline.access import Role, Staff
from hearthline.kernel import StaffId, TenantId
from hearthline.platform.db import Database, Session
from hearthline.tickets.clocks import ClockReading
from hearthline.tickets.duties import Rung
from hearthline.tickets.events import TicketClockWarning
from hearthline.tickets.keeping import TicketFile
from hearthline.tickets.model import Ticket, TicketEvent
from hearthline.tickets.retelling import retold
from hearthline.tickets.service import Tickets
from hearthline.tickets.teams import Team, Teams
from hearthline.tickets.warnings import store

WARNED: Final = "ticket.warned"
WARNED_OFTEN: Final = "tickets.warned"
_AT_ONCE = 100
# Whoever would get more lines than this from one look is told once that there are many.
_BURST = 10
_ROLES: Final = {"supervisor": Role.SUPERVISOR, "manager": Role.ADMIN}
_INSTANT = timedelta(microseconds=1)

StaffOf: TypeAlias = Callable[[Session], Awaitable[Sequence[Staff]]]


@dataclass(frozen=True, slots=True)
class _People:
    """Who can be told."""

    staff: Sequence[Staff]
    teams: Sequence[Team]

    def on(self, rung: Rung, ticket: Ticket) -> set[StaffId]:
        """Whoever stands on a rung for a ticket; where nobody does, the next one up."""
        team = next((one for one in self.teams if one.id == ticket.team_id), None)
        if rung.to == "worker":
            return self._workers(ticket, team)
        if rung.to == "lead" and team and team.facts.lead_id:
            return {team.facts.lead_id}
        role = _ROLES.get(rung.to, Role.SUPERVISOR)
        return {one.id for one in self.staff if one.is_active and role in one.roles}

    def _workers(self, ticket: Ticket, team: Team | None) -> set[StaffId]:
        if ticket.worker_id is not None:
            return {ticket.worker_id}
        if team is not None:
            return set(team.on_duty)
        return {ticket.opened_by} if ticket.opened_by else set()


class Warnings:
    """Tells people what runs out."""

    def __init__(
        self, database: Database, tickets: Tickets, teams: Teams, *, staff_of: StaffOf
    ) -> None:
        """Know the tickets, and the people to tell."""
        self._database = database
        self._keeper = tickets.keeper
        self._teams = teams
        self._staff_of = staff_of

    async def give_all(self) -> None:
        """Give what is due, in every tenant."""
        async with self._database.open_session() as session:
            tenants = [TenantId.of(row["id"]) for row in await store.tenants(session)]
        for tenant_id in tenants:
            while await self.give(tenant_id) == _AT_ONCE:
                pass

    async def give(self, tenant_id: TenantId) -> int:
        """Give some of what is due in one tenant; the number of tickets looked at."""
        async with self._database.session(tenant_id) as session:
            now = self._keeper.clock.now()
            rows = await store.due(session, now=now, limit=_AT_ONCE)
            if not rows:
                return 0
            tickets = [self._keeper.store.read(row) for row in rows]
            files = await self._keeper.files(session, tickets)
            people = _People(await self._staff_of(session), await self._teams.every(session))
            told: dict[StaffId, list[Ticket]] = {}
            for file in files:
                for one in await self._warn(session, file, people):
                    told.setdefault(one, []).append(file.ticket)
            await self._tell(session, told)
        return len(rows)

    async def _warn(self, session: Session, file: TicketFile, people: _People) -> set[StaffId]:
        """Warn of every clock of a ticket; whom to tell."""
        told: set[StaffId] = set()
        ticket, lines = file.ticket, list(file.log)
        for reading in file.clocks:
            if not await self._is_new(session, ticket, reading):
                continue
            rungs = [one for one in self._keeper.rules.ladder if one.percent <= reading.warning]
            for rung in rungs:
                told |= people.on(rung, ticket)
            level = max((rung.level for rung in rungs), default=0)
            await self._keeper.publish(
                session,
                TicketClockWarning,
                ticket,
                clock=reading.code,
                percent=reading.warning,
                level=level,
            )
            if level > _level_of(lines):
                lines.append(await self._escalate(session, ticket, reading, level=level))
        after = retold(ticket, lines) if ticket.is_kept_here else _raised(ticket, lines)
        await self._keeper.keep(session, after)
        return told

    async def _is_new(self, session: Session, ticket: Ticket, reading: ClockReading) -> bool:
        if not reading.warning or reading.next_warning_at is None or reading.started_at is None:
            return False
        return await store.give(
            session,
            ticket.id,
            clock=reading.code,
            started_at=reading.started_at,
            percent=reading.warning,
            now=self._keeper.clock.now(),
        )

    async def _escalate(
        self, session: Session, ticket: Ticket, reading: ClockReading, *, level: int
    ) -> TicketEvent:
        now = self._keeper.clock.now()
        line = TicketEvent(
            at=now + level * _INSTANT,
            kind="escalated",
            text=f"{reading.name}用去时限的 {reading.warning}%",
            data={"level": level, "clock": reading.code, "percent": reading.warning},
            client_id=f"warning:{reading.code}:{reading.started_at}:{level}",
        )
        await self._keeper.store.note(session, ticket.id, [line], now=now)
        return line

    async def _tell(self, session: Session, told: dict[StaffId, list[Ticket]]) -> None:
        for staff_id in sorted(told):
            tickets = told[staff_id]
            if len(tickets) > _BURST:
                await self._keeper.streams.append(session, staff_id, WARNED_OFTEN, ref=staff_id)
                continue
            for ticket in tickets:
                await self._keeper.streams.append(session, staff_id, WARNED, ref=ticket.id)


def _level_of(lines: Sequence[TicketEvent]) -> int:
    """How far up it is known already."""
    levels = [int(line.data.get("level", 1)) for line in lines if line.kind == "escalated"]
    return max(levels, default=0)


def _raised(ticket: Ticket, lines: Sequence[TicketEvent]) -> Ticket:
    """A mirror with what we ourselves have told of it."""
    level = _level_of(lines)
    return replace(ticket, escalated_to=level, is_flagged=ticket.is_flagged or level > 0)
