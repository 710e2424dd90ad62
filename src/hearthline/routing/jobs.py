"""Work that comes round by itself: offers that ran out, agents who are gone."""

from hearthline.platform.db import Database
from hearthline.platform.jobs import Job
from hearthline.routing.service import Routing
from hearthline.routing.store import tenants


def routing_jobs(routing: Routing, database: Database) -> list[Job]:
    """The jobs of routing, for the worker to register."""

    async def settle_queues(timestamp: int) -> None:
        """Settle every tenant's queues; what was missed is made up within five seconds."""
        del timestamp
        async with database.open_session() as session:
            everybody = await tenants(session)
        for tenant_id in everybody:
            await routing.settle(tenant_id)

    return [
        Job(
            "routing.settle_queues",
            settle_queues,
            every="* * * * * */5",
            lock="routing.settle_queues",
        )
    ]
