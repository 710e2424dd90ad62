"""When something was published or withdrawn, read it into the graph."""

from hearthline.knowledge.events import KnowledgePublished
from hearthline.knowledge.graph.reading import read_all
from hearthline.knowledge.graph.service import Graph
from hearthline.platform.db import Database
from hearthline.platform.outbox import Reaction


def graph_reactions(graph: Graph, database: Database) -> list[Reaction]:
    """The reactions of the graph, for the worker to register."""

    async def read(event: KnowledgePublished) -> None:
        """Read what changed; the same news again changes nothing."""
        await read_all(graph, database, event.tenant_id)

    return [Reaction("knowledge.read_into_graph", KnowledgePublished, read)]
