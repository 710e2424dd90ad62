"""When something was published or withdrawn, read it into the graph."""

from hearthline.knowledge.events import KnowledgePublished
from hearthline.knowledge.graph.service import Graph
from hearthline.platform.db import Database
from hearthline.platform.outbox import Reaction


def graph_reactions(graph: Graph, database: Database) -> list[Reaction]:
    """The reactions of the graph, for the worker to register."""

    async def read(event: KnowledgePublished) -> None:
        """Read what changed; the same news again changes nothing."""
        async with database.session(event.tenant_id) as session:
            await graph.extract(session)

    return [Reaction("knowledge.read_into_graph", KnowledgePublished, read)]
