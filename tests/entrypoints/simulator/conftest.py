"""A simulator that is asked directly, without a socket."""

from collections.abc import AsyncIterator
from itertools import count
from typing import Any

import httpx2
import pytest

from hearthline.entrypoints.simulator import BASE, SimulatorSettings, create_simulator
from tests.fakes.fake_clock import FakeClock
from tests.make.business import TOKEN


class Asker:
    """Asks operations with good headers unless told otherwise."""

    def __init__(self, clock: FakeClock) -> None:
        """Make a town whose clock the test moves."""
        self.clock = clock
        self.app = create_simulator(SimulatorSettings(token=TOKEN), clock)
        transport = httpx2.ASGITransport(app=self.app)
        self.client = httpx2.AsyncClient(transport=transport, base_url="http://town")
        self._keys = count(1)

    async def ask(
        self, method: str, path: str, *, level: str = "L1", **more: Any
    ) -> httpx2.Response:
        """One operation of the gateway."""
        headers = {
            "Authorization": f"Bearer {TOKEN}",
            "X-Actor": "bot",
            "X-Verify-Level": level,
            "Idempotency-Key": f"key-{next(self._keys):06d}",
        } | more.pop("headers", {})
        kept = {name: value for name, value in headers.items() if value is not None}
        return await self.client.request(method, BASE + path, headers=kept, **more)

    async def get(self, path: str, **more: Any) -> httpx2.Response:
        """A read."""
        return await self.ask("GET", path, **more)

    async def post(self, path: str, body: Any, **more: Any) -> httpx2.Response:
        """A write."""
        return await self.ask("POST", path, json=body, **more)

    async def ops(self, method: str, path: str, body: Any = None) -> httpx2.Response:
        """A button of the operations page."""
        return await self.client.request(method, "/ops/api" + path, json=body)


@pytest.fixture
async def town(clock: FakeClock) -> AsyncIterator[Asker]:
    """A town of the test's own."""
    asker = Asker(clock)
    async with asker.client:
        yield asker
