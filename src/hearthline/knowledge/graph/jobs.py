"""Work that comes round by itself: read what came into force, or what no news told of."""

from hearthline.kernel import TenantId
from hearthline.knowledge.graph.reading import read_all
from hearthline.knowledge.graph.service import Graph
from hearthline.platform.db import Database
from hearthline.platform.jobs import Job


def graph_jobs(graph: Graph, database: Database) -> list[Job]:
    """The jobs of the graph, for the worker to register."""

    async def read_into_graph(timestamp: int) -> None:
        """Bring every tenant's graph up to date; what no news told of is made up."""
        del timestamp
        async with database.open_session() as session:
            rows = await session.all("SELECT id FROM tenant ORDER BY id LIMIT 10000")
        for tenant_id in [TenantId.of(row["id"]) for row in rows]:
            await read_all(graph, database, tenant_id)

    return [Job("knowledge.read_into_graph", read_into_graph, every="*/10 * * * *")]
