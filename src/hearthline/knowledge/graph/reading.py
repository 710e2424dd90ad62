"""Bringing a tenant's graph up to date, in transactions that are never long."""

from hearthline.kernel import TenantId
from hearthline.knowledge.graph.service import Graph
from hearthline.platform.db import Database


async def read_all(graph: Graph, database: Database, tenant_id: TenantId) -> None:
    """Read until nothing is due; where nothing changed, this is a few queries."""
    is_complete = False
    while not is_complete:
        async with database.session(tenant_id) as session:
            is_complete = (await graph.extract(session)).is_complete
