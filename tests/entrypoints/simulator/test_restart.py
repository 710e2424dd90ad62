"""The simulator killed in the middle finds its work orders and its unsent events again."""

import asyncio
import sys
from pathlib import Path

import httpx2
import pytest

from hearthline.business import Business, Gateway
from hearthline.entrypoints.ports import any_free_port
from hearthline.entrypoints.simulator import BASE
from hearthline.kernel import SystemClock
from tests.make.business import BOT, TOKEN, ZHANG, cold_home, until

pytestmark = pytest.mark.journey

PROGRAM = """
import sys
from pathlib import Path
from hearthline.entrypoints.simulator import SimulatorSettings, run
nowhere = "http://127.0.0.1:9/"
run(SimulatorSettings(token=sys.argv[1], data_dir=Path(sys.argv[2]), webhook_url=nowhere,
    webhook_secret="s"), int(sys.argv[3]))
"""


async def started(folder: Path, port: int) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", PROGRAM, TOKEN, str(folder), str(port),
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip


async def test_killed_with_force_it_loses_nothing_that_it_answered(tmp_path: Path) -> None:
    port = any_free_port()
    address = f"http://127.0.0.1:{port}"
    business = Business(Gateway(address + BASE, TOKEN, clock=SystemClock()))

    first = await started(tmp_path, port)
    await until(lambda: answers(address), seconds=20)
    order = await business.create_work_order(BOT, cold_home(), idempotency_key="order-1")
    first.kill()
    await first.wait()
    second = await started(tmp_path, port)
    try:
        await until(lambda: answers(address), seconds=20)
        found = await business.list_work_orders(BOT, account_no=ZHANG)
        async with httpx2.AsyncClient(trust_env=False) as client:
            state = (await client.get(address + "/ops/api/state")).json()
    finally:
        second.terminate()
        await second.wait()
        await business.close()

    assert [one.work_order_no for one in found.items] == [order.work_order_no]
    assert [one["waits"] for one in state["deliveries"]] == [True]


async def answers(address: str) -> bool:
    async with httpx2.AsyncClient(trust_env=False) as client:
        try:
            return (await client.get(address + BASE + "/health")).is_success
        except httpx2.HTTPError:
            return False
