"""A graph read from a few items."""

from collections.abc import AsyncIterator

import pytest

from hearthline.access import Staff
from hearthline.kernel import TenantId
from hearthline.knowledge import Graph, GraphEditing, Knowledge
from hearthline.platform.db import Database, Session
from tests.fakes.fake_clock import FakeClock
from tests.make import graph as make_graph


@pytest.fixture
def knowledge(database: Database, clock: FakeClock) -> Knowledge:
    return Knowledge(database, clock)


@pytest.fixture
def graph(clock: FakeClock) -> Graph:
    return Graph(clock)


@pytest.fixture
def editing(graph: Graph, clock: FakeClock) -> GraphEditing:
    return GraphEditing(graph, clock)


@pytest.fixture
def editor(tenant: TenantId) -> Staff:
    return make_graph.editor(tenant)


@pytest.fixture
async def session(
    database: Database, tenant: TenantId, knowledge: Knowledge, graph: Graph
) -> AsyncIterator[Session]:
    """A session of a tenant whose items were read."""
    async with database.session(tenant) as opened:
        await knowledge.load_pack(opened, make_graph.DRAFTS)
        await graph.extract(opened)
        yield opened
