"""Work that comes round by itself: new words in every conversation are looked at."""

from hearthline.assist.watching.service import TalkWatch
from hearthline.platform.db import Database
from hearthline.platform.jobs import Job


def watching_jobs(watch: TalkWatch, database: Database) -> list[Job]:
    """The jobs of watching, for the worker to register."""

    async def watch_talks(timestamp: int) -> None:
        """Every ten seconds, for every tenant."""
        del timestamp
        async with database.open_session() as session:
            found = await watch.tenants(session)
        for tenant_id in found:
            await watch.round(tenant_id)

    return [
        Job("assist.watch_talks", watch_talks, every="* * * * * */10", lock="assist.watch_talks")
    ]
