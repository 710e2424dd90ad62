"""What comes round by itself: alarms are judged, quarters kept, days' changes given back."""

from hearthline.kernel import TenantId
from hearthline.platform.db import Database
from hearthline.platform.jobs import Job
from hearthline.routing.service import Routing
from hearthline.routing.store import tenants
from hearthline.routing.storm.service import Storms
from hearthline.routing.supervision.alarms import Alarms
from hearthline.routing.supervision.duty import Duties
from hearthline.routing.supervision.quarters import Quarters


class Rounds:
    """The rounds of supervision, over every tenant."""

    def __init__(
        self,
        database: Database,
        *,
        alarms: Alarms,
        quarters: Quarters,
        duties: Duties,
        storms: Storms,
        routing: Routing,
    ) -> None:
        """Collaborators."""
        self._database = database
        self._alarms = alarms
        self._quarters = quarters
        self._duties = duties
        self._storms = storms
        self._routing = routing

    async def watch(self) -> None:
        """Judge every tenant's alarms."""
        for tenant_id in await self._tenants():
            await self._alarms.watch(tenant_id)

    async def keep(self) -> None:
        """Keep the quarters that are over, a day in each transaction."""
        for tenant_id in await self._tenants():
            has_more = True
            while has_more:
                async with self._database.session(tenant_id) as session:
                    has_more = await self._quarters.keep(session)

    async def restore(self) -> None:
        """Give back what ended by itself: changes for the day, and storms."""
        for tenant_id in await self._tenants():
            async with self._database.session(tenant_id) as session:
                storms = await self._storms.note_ends(session)
                people = await self._duties.undo_over(session)
            if storms or people:
                await self._routing.settle(tenant_id)

    async def _tenants(self) -> list[TenantId]:
        async with self._database.open_session() as session:
            return await tenants(session)


def supervision_jobs(rounds: Rounds) -> list[Job]:
    """The jobs of supervision, for the worker to register."""

    async def watch_thresholds(timestamp: int) -> None:
        """Judge alarms, every ten seconds."""
        del timestamp
        await rounds.watch()

    async def keep_quarters(timestamp: int) -> None:
        """Keep the quarters that are over, every minute."""
        del timestamp
        await rounds.keep()

    async def restore_duties(timestamp: int) -> None:
        """Give back what ended by itself, every minute."""
        del timestamp
        await rounds.restore()

    return [
        Job(
            "routing.watch_thresholds",
            watch_thresholds,
            every="* * * * * */10",
            lock="routing.watch_thresholds",
        ),
        Job(
            "routing.keep_quarters", keep_quarters, every="* * * * *", lock="routing.keep_quarters"
        ),
        Job(
            "routing.restore_duties",
            restore_duties,
            every="* * * * *",
            lock="routing.restore_duties",
        ),
    ]
