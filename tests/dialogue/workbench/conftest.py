"""A served product on the small pack, which is trained in a moment, and signed-in people."""

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest

from hearthline.kernel import TenantId
from hearthline.platform.postgres import Endpoints
from tests.make import product as make
from tests.make import releases as make_releases
from tests.make.product import Running

Play = Callable[[], Awaitable[None]]


@pytest.fixture(scope="module")
async def running(
    endpoints: Endpoints, tmp_path_factory: pytest.TempPathFactory, module_tenant: TenantId
) -> AsyncIterator[Running]:
    """The server."""
    home: Path = tmp_path_factory.mktemp("workbench")
    files = {
        name.replace("small/", "heating/", 1): content
        for name, content in make_releases.small_files().items()
    }
    packs = make_releases.lay_out(home / "packs", files)
    more = {"HEARTHLINE_PACKS_DIR": str(packs)}
    settings = make.settings_for(endpoints.app_url, home, **more)
    async with make.serving(settings, module_tenant) as running:
        yield running


@pytest.fixture
async def play(running: Running) -> Play:
    """Do what the worker does for runs that wait."""
    (job,) = [one for one in running.product.jobs if one.name == "dialogue.play_releases"]

    async def played() -> None:
        await job.run(0)

    return played


@contextlib.asynccontextmanager
async def signed_in(running: Running, username: str) -> AsyncIterator[httpx2.AsyncClient]:
    """A client with somebody's session, whose writes carry the token."""
    async with httpx2.AsyncClient(base_url=running.url, timeout=120, trust_env=False) as client:
        body = {
            "tenant": f"t-{running.tenant.hex}",
            "username": username,
            "password": make.PASSWORD,
        }
        answer = await client.post("/api/v1/staff/login", json=body)
        assert answer.status_code == 200, answer.text
        client.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
        yield client


@pytest.fixture
async def editor(running: Running) -> AsyncIterator[httpx2.AsyncClient]:
    """Somebody who may manage the bot."""
    async with signed_in(running, "editor") as client:
        yield client


@pytest.fixture
async def analyst(running: Running) -> AsyncIterator[httpx2.AsyncClient]:
    """Somebody who may look only."""
    async with signed_in(running, "analyst") as client:
        yield client


async def get(client: httpx2.AsyncClient, path: str, **query: Any) -> Any:
    """What a route answers."""
    answer = await client.get(f"/api/v1/bot{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def post(client: httpx2.AsyncClient, path: str, body: Any, *, status: int = 200) -> Any:
    """What a route answers to a write."""
    answer = await client.post(f"/api/v1/bot{path}", json=body)
    assert answer.status_code == status, answer.text
    return answer.json()
