"""One served product for the tests of the customer API."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest

from hearthline.kernel import TenantId
from hearthline.platform.postgres import Endpoints
from tests.make import product as make
from tests.make.product import Running


@pytest.fixture(scope="module")
async def running(
    endpoints: Endpoints, tmp_path_factory: pytest.TempPathFactory, module_tenant: TenantId
) -> AsyncIterator[Running]:
    """The server, with a tenant of this module's own; no other module's tests meet its sweeper."""
    home: Path = tmp_path_factory.mktemp("channels")
    settings = make.settings_for(endpoints.app_url, home)
    async with make.serving(settings, module_tenant) as running:
        yield running


@pytest.fixture
async def http(running: Running) -> AsyncIterator[httpx2.AsyncClient]:
    """A client of the server."""
    async with httpx2.AsyncClient(base_url=running.url, timeout=40, trust_env=False) as client:
        yield client
