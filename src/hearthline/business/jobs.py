"""Work that comes round by itself: forget events that are too old to be sent again."""

from hearthline.business.receiving import BusinessEvents
from hearthline.platform.db import Database
from hearthline.platform.jobs import Job


def business_jobs(events: BusinessEvents, database: Database) -> list[Job]:
    """The jobs of business, for the worker to register."""

    async def forget_events(timestamp: int) -> None:
        """Forget the ids of old events, in every tenant that receives any."""
        del timestamp
        for tenant_id in events.tenants:
            async with database.session(tenant_id) as session:
                await events.forget_old(session)

    return [Job("business.forget_events", forget_events, every="43 3 * * *")]
