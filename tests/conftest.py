"""Real PostgreSQL for every test that asks for it; a fresh tenant each, so nothing is cleaned.

Property tests draw the same examples at every run: what passed here passes there.
"""

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from hearthline.kernel import TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database, migrate
from hearthline.platform.hub import Hub
from hearthline.platform.postgres import EmbeddedPostgres, Endpoints
from tests.fakes.fake_clock import FakeClock
from tests.make.background import running

settings.register_profile("same", derandomize=True)
settings.load_profile("same")


@pytest.fixture(scope="session")
def endpoints() -> Iterator[Endpoints]:
    """A server of this test run's own, migrated."""
    home = Path(tempfile.mkdtemp(prefix="hearthline-test-"))
    home.chmod(0o755)
    server = EmbeddedPostgres(home / "data")
    try:
        found = server.start()
        migrate(found.owner_url)
        yield found
    finally:
        server.stop()
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
async def database(endpoints: Endpoints) -> AsyncIterator[Database]:
    """A pool as the application's role."""
    async with Database(endpoints.app_url, max_size=12) as opened:
        yield opened


@pytest.fixture
async def tenant(database: Database) -> TenantId:
    """A tenant that no other test knows."""
    return await make_tenant(database)


@pytest.fixture
async def hub(database: Database) -> AsyncIterator[Hub]:
    """A hub that listens."""
    hub = Hub(database)
    async with running(hub.run()):
        await hub.listening.wait()
        yield hub


@pytest.fixture
def clock() -> FakeClock:
    """A clock that stands until it is told to move."""
    return FakeClock()


@pytest.fixture(scope="session")
def vault() -> Vault:
    """Keys that exist for this test run only."""
    return Vault("a-secret-for-tests-only")


@pytest.fixture(scope="module")
async def module_tenant(database: Database) -> TenantId:
    """A tenant that the tests of one module share with a served product."""
    return await make_tenant(database)


async def make_tenant(database: Database) -> TenantId:
    """Add a tenant with a short name of its own."""
    tenant_id = TenantId.new()
    async with database.open_session() as session:
        await session.execute(
            "INSERT INTO tenant (id, slug, name) VALUES (%(id)s, %(slug)s, '测试热力')",
            {"id": tenant_id, "slug": f"t-{tenant_id.hex}"},
        )
    return tenant_id
