"""The staff API alone, served in this process."""

from collections.abc import AsyncIterator

import httpx2
import pytest
from fastapi import FastAPI

from hearthline.access import Access
from hearthline.access.api import router
from hearthline.kernel import TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from hearthline.platform.http import Services, install_problems
from tests.fakes.fake_clock import FakeClock
from tests.make import staff as make_staff


@pytest.fixture
def access(database: Database, clock: FakeClock, vault: Vault) -> Access:
    """The service with cheap hashes and a clock that the test moves."""
    return make_staff.access(database, clock, vault)


@pytest.fixture
async def slug(database: Database, tenant: TenantId) -> str:
    """What the tenant is called at the log-in."""
    async with database.open_session() as session:
        row = await session.one("SELECT slug FROM tenant WHERE id = %(id)s", {"id": tenant})
    return str(row["slug"])


@pytest.fixture
async def http(database: Database, access: Access) -> AsyncIterator[httpx2.AsyncClient]:
    """A browser's worth of client: it keeps cookies."""
    app = FastAPI()
    app.state.services = Services(database, access)
    app.include_router(router)
    install_problems(app)
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://desk.test") as client:
        yield client
