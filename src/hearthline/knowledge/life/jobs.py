"""Work that comes round by itself: versions that were to come into force."""

from hearthline.kernel import TenantId
from hearthline.knowledge.life.service import Editing
from hearthline.platform.db import Database
from hearthline.platform.jobs import Job
from hearthline.platform.log import get_log

log = get_log(__name__)

_TENANTS = "SELECT id FROM tenant ORDER BY id LIMIT 10000"


def life_jobs(editing: Editing, database: Database) -> list[Job]:
    """The jobs of knowledge, for the worker to register."""

    async def publish_due(timestamp: int) -> None:
        """Put in force what is due; what was missed is made up within five seconds."""
        del timestamp
        async with database.open_session() as session:
            everybody = [TenantId.of(row["id"]) for row in await session.all(_TENANTS)]
        for tenant_id in everybody:
            async with database.session(tenant_id) as session:
                count = await editing.publish_due(session)
            if count:
                log.info("knowledge.came_into_force", tenant_id=str(tenant_id), count=count)

    return [
        Job(
            "knowledge.publish_due",
            publish_due,
            every="* * * * * */5",
            lock="knowledge.publish_due",
        )
    ]
