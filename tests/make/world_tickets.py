"""Teams and days that a path can name."""

from typing import Protocol

from hearthline.access import Staff
from hearthline.entrypoints.composition import Product
from hearthline.kernel import Id, TeamId, TenantId, TicketId, TicketTaskId
from hearthline.platform.db import Database
from hearthline.tickets import TeamFacts, Teams
from hearthline.tickets.tasks.service import TicketTask, TicketTasks


class _World(Protocol):
    product: Product
    tenant: TenantId

    @property
    def database(self) -> Database: ...

    def boss(self) -> Staff: ...

    async def ticket(self) -> str: ...


async def team(world: _World) -> str:
    """A team of the tenant."""
    facts = TeamFacts(name=f"班组 {Id.new().hex[-12:]}")
    async with world.database.session(world.tenant) as session:
        made = await world.product.services.get(Teams).put(
            session, TeamId.new(), facts, by=world.boss()
        )
    return str(made.id)


async def sub_task(world: _World) -> str:
    """A sub-task of a ticket."""
    ticket_id = TicketId(await world.ticket())
    task = TicketTask(id=TicketTaskId.new(), ticket_id=ticket_id, title="关阀")
    async with world.database.session(world.tenant) as session:
        made = await world.product.services.get(TicketTasks).add(session, task, by=world.boss())
    return str(made.id)


async def day(world: object) -> str:
    """A day that the company may count otherwise."""
    del world
    return "2026-11-28"
