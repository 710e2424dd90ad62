"""A simulator of the business systems on a loopback port, and clients of it."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx2
import uvicorn
from fastapi import FastAPI

from hearthline.business import (
    Acting,
    BreakerLimits,
    Business,
    Confirmation,
    Gateway,
    GatewayLimits,
    RetryPolicy,
    Source,
    WorkOrderDraft,
)
from hearthline.entrypoints.simulator import BASE, SimulatorSettings, create_simulator
from hearthline.kernel import Clock, SystemClock
from tests.fakes.fake_clock import MORNING

TOKEN = "a-token-for-tests"
SECRET = "a-hook-secret-for-tests"
ZHANG = "1203005678"
BOT = Acting()
QUICK = tuple(timedelta(milliseconds=value) for value in (20, 40, 80))


async def until(condition: Callable[[], Awaitable[bool]], *, seconds: float = 10) -> None:
    """Wait for something that must come true soon."""
    for _ in range(int(seconds / 0.02)):
        if await condition():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it did not come true in time")


@asynccontextmanager
async def serving(app: FastAPI, port: int = 0) -> AsyncIterator[str]:
    """Serve an application on a loopback port for the length of the block; its address."""
    config = uvicorn.Config(app, log_level="error", lifespan="on", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    listener = socket.create_server(("127.0.0.1", port), reuse_port=False)
    task = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        await task
        listener.close()


@dataclass
class Simulator:
    """A running simulator with hands on its operations page."""

    address: str
    app: FastAPI
    ops: httpx2.AsyncClient
    clients: list[Business] = field(default_factory=list)

    def client(self, *, clock: Clock | None = None, **limits: Any) -> Business:
        """A client with the product's own limits, or others."""
        chosen = GatewayLimits(**limits)
        business = Business(
            Gateway(self.address + BASE, TOKEN, clock=clock or SystemClock(), limits=chosen)
        )
        self.clients.append(business)
        return business

    async def fault(self, operation: str, kind: str, **more: Any) -> None:
        """Have an operation go wrong."""
        answer = await self.ops.put(f"/faults/{operation}", json={"kind": kind} | more)
        answer.raise_for_status()

    async def mend(self) -> None:
        """Everything works again."""
        await self.ops.delete("/faults")

    async def outage(self, community: str, *buildings: str) -> dict[str, Any]:
        """Cause an outage now."""
        body = {"community": community, "buildings": buildings, "reason_text": "管道漏水抢修"}
        answer = await self.ops.post("/outages", json=body)
        made: dict[str, Any] = answer.raise_for_status().json()
        return made

    async def move(self, work_order_no: str, status: str) -> None:
        """Take a work order along."""
        path = f"/work-orders/{work_order_no}/move"
        (await self.ops.post(path, json={"status": status})).raise_for_status()

    async def state(self) -> dict[str, Any]:
        """What the operations page sees."""
        seen: dict[str, Any] = (await self.ops.get("/state")).json()
        return seen


@asynccontextmanager
async def simulating(
    *, hook_url: str | None = None, folder: Path | None = None, secret: str = SECRET
) -> AsyncIterator[Simulator]:
    """A simulator for the length of the block."""
    settings = SimulatorSettings(
        token=TOKEN,
        data_dir=folder,
        webhook_url=hook_url,
        webhook_secret=secret,
        webhook_pauses=QUICK,
    )
    app = create_simulator(settings)
    async with (
        serving(app) as address,
        httpx2.AsyncClient(base_url=address + "/ops/api", trust_env=False) as ops,
    ):
        simulator = Simulator(address, app, ops)
        try:
            yield simulator
        finally:
            for client in simulator.clients:
                await client.close()


def impatient() -> dict[str, Any]:
    """Limits with which a test of slowness takes no time."""
    return {
        "read": timedelta(milliseconds=250),
        "deadline": timedelta(milliseconds=600),
        "retries": RetryPolicy(first_pause=timedelta(milliseconds=10)),
        "breaker": BreakerLimits(failures_in_a_row=1000),
    }


def cold_home(**changes: Any) -> WorkOrderDraft:
    """A whole home without heat, said back and agreed to."""
    draft: dict[str, Any] = {
        "domain": "heating",
        "type_code": "H-RP-01",
        "priority": "P1",
        "description": "全屋暖气不热，昨晚开始，邻居正常",
        "account_no": ZHANG,
        "details": {"since": "昨晚", "neighbour_same": False},
        "source": Source(channel="web", conversation_id="0192f1c2-6e55-7f10-8d31-90d1f7f9a001"),
        "confirmation": Confirmation(text="对", at=MORNING),
    }
    return WorkOrderDraft(**draft | changes)
