"""Work that comes round by itself: files that no item names any more."""

from hearthline.kernel import TenantId
from hearthline.knowledge.files.service import ItemFiles
from hearthline.platform.db import Database
from hearthline.platform.jobs import Job
from hearthline.platform.log import get_log

log = get_log(__name__)

_TENANTS = "SELECT id FROM tenant ORDER BY id LIMIT 10000"


def file_jobs(files: ItemFiles, database: Database) -> list[Job]:
    """The jobs of files, for the worker to register."""

    async def sweep_files(timestamp: int) -> None:
        """Let go of what was uploaded or taken out some days ago and is named nowhere."""
        del timestamp
        async with database.open_session() as session:
            everybody = [TenantId.of(row["id"]) for row in await session.all(_TENANTS)]
        for tenant_id in everybody:
            count = await files.sweep(tenant_id)
            if count:
                log.info("knowledge.files_swept", tenant_id=str(tenant_id), count=count)

    return [
        Job("knowledge.sweep_files", sweep_files, every="40 3 * * *", lock="knowledge.sweep_files")
    ]
