"""Work that comes round by itself: forget what is over."""

from hearthline.access.service import Access
from hearthline.access.store import TenantStore
from hearthline.platform.db import Database
from hearthline.platform.jobs import Job


def access_jobs(access: Access, database: Database) -> list[Job]:
    """The jobs of access, for the worker to register."""

    async def sweep_sessions(timestamp: int) -> None:
        """Forget sessions that are over, in every tenant."""
        del timestamp
        async with database.open_session() as session:
            tenants = await TenantStore().ids(session)
        for tenant_id in tenants:
            async with database.session(tenant_id) as session:
                await access.sweep(session)

    return [Job("access.sweep_sessions", sweep_sessions, every="17 * * * *")]
