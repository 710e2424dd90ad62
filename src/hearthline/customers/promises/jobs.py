"""Work that comes round by itself: reminders before promises fall due, and broken promises."""

from hearthline.customers.promises.service import Promises
from hearthline.platform.db import Database
from hearthline.platform.jobs import Job


def promise_jobs(promises: Promises, database: Database) -> list[Job]:
    """The jobs of promises, for the worker to register."""

    async def remind(timestamp: int) -> None:
        """Remind and raise for every tenant; what was missed is made up within half a minute."""
        del timestamp
        async with database.open_session() as session:
            tenants = await promises.tenants(session)
        for tenant_id in tenants:
            async with database.session(tenant_id) as session:
                await promises.remind(session)
                await promises.raise_broken(session)

    return [
        Job("promises.remind_makers", remind, every="* * * * * */30", lock="promises.remind_makers")
    ]
