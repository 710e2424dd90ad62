"""A simulator that is asked directly, without a socket."""

import json
from collections.abc import AsyncIterator
from itertools import count
from typing import Any

import httpx2
import pytest

from hearthline.entrypoints.simulator import BASE, SimulatorSettings, create_simulator
from tests.fakes.fake_clock import FakeClock
from tests.make.business import TOKEN

YES = {"text": "确认", "at": "2026-11-20T09:15:02+08:00"}
SOURCE = {"channel": "web", "conversation_id": "0192f1c2-6e55-7f10-8d31-90d1f7f9a001"}


class Asker:
    """Asks operations with good headers unless told otherwise."""

    def __init__(self, clock: FakeClock, **settings: Any) -> None:
        """Make a town whose clock the test moves."""
        self.clock = clock
        self.app = create_simulator(SimulatorSettings(token=TOKEN, **settings), clock)
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

    async def put(self, path: str, body: Any, **more: Any) -> httpx2.Response:
        """A write that replaces."""
        return await self.ask("PUT", path, json=body, **more)

    async def delete(self, path: str, **more: Any) -> httpx2.Response:
        """A write that ends something."""
        return await self.ask("DELETE", path, **more)

    async def check(
        self, kind: str, account_no: str | None, data: dict[str, Any]
    ) -> dict[str, Any]:
        """The precheck of an application."""
        body = {"type": kind, "account_no": account_no, "data": data}
        answer = await self.post("/applications/precheck", body, level="L2")
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def apply(
        self, kind: str, account_no: str | None, data: dict[str, Any]
    ) -> dict[str, Any]:
        """An application that is prechecked and submitted."""
        check = await self.check(kind, account_no, data)
        body = {"precheck_id": check["precheck_id"], "confirmation": YES}
        answer = await self.post("/applications", body, level="L3")
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()
        return made

    async def told(self, event_type: str) -> list[dict[str, Any]]:
        """The webhooks of a type, oldest first."""
        deliveries = (await self.ops("GET", "/state")).json()["deliveries"]
        bodies = [json.loads(one["body"]) for one in reversed(deliveries)]
        return [body["data"] for body in bodies if body["type"] == event_type]

    async def ops(self, method: str, path: str, body: Any = None) -> httpx2.Response:
        """A button of the operations page."""
        return await self.client.request(method, "/ops/api" + path, json=body)


@pytest.fixture
async def town(clock: FakeClock) -> AsyncIterator[Asker]:
    """A town of the test's own."""
    asker = Asker(clock)
    async with asker.client:
        yield asker
