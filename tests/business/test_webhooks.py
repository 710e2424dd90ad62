"""From the simulator's page to the outbox, over real sockets and a real database."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from hearthline.business import BusinessEvents, HookKey, HookKeys, read_outage, read_work_order
from hearthline.business.api import router
from hearthline.entrypoints.ports import any_free_port
from hearthline.kernel import SystemClock, TenantId
from hearthline.platform.db import Database
from hearthline.platform.http import Services, install_problems
from hearthline.platform.outbox import Outbox
from tests.make.business import BOT, SECRET, Simulator, cold_home, serving, simulating, until

pytestmark = pytest.mark.api

PATH = "/api/v1/business/events"
ROAD = ["accepted", "dispatched", "taken", "en_route", "on_site", "handling", "resolved"]


@asynccontextmanager
async def receiving(
    database: Database, tenant: TenantId, port: int = 0, secret: str = SECRET
) -> AsyncIterator[str]:
    """Our receiver on a loopback port; the address for the simulator."""
    app = FastAPI()
    keys = HookKeys([HookKey(tenant, secret)])
    app.state.services = Services(database, BusinessEvents(keys, Outbox(), SystemClock()))
    app.include_router(router)
    install_problems(app)
    async with serving(app, port) as address:
        yield address + PATH


async def taken(database: Database, tenant: TenantId) -> list[dict[str, Any]]:
    async with database.session(tenant) as session:
        rows = await session.all("SELECT body FROM outbox ORDER BY id LIMIT 100")
    return [row["body"] for row in rows]


async def all_sent(simulator: Simulator) -> bool:
    return all(one["delivered_at"] for one in (await simulator.state())["deliveries"])


async def once_refused(simulator: Simulator) -> bool:
    return any(one["attempts"] for one in (await simulator.state())["deliveries"])


async def test_every_step_of_a_work_order_arrives_in_order(
    database: Database, tenant: TenantId
) -> None:
    async with receiving(database, tenant) as address, simulating(hook_url=address) as simulator:
        business = simulator.client()
        order = await business.create_work_order(BOT, cold_home(), idempotency_key="order-1")
        await simulator.move(order.work_order_no, "resolved")
        await until(lambda: all_sent(simulator))

    events = await taken(database, tenant)
    assert [one["sequence"] for one in events] == [1, 2, 3, 4, 5, 6, 7]
    told = [read_work_order(one["payload_json"]) for one in events]
    assert [one.status for one in told] == ROAD
    assert told[-1].worker_masked is not None


async def test_an_outage_and_its_end_arrive(database: Database, tenant: TenantId) -> None:
    async with receiving(database, tenant) as address, simulating(hook_url=address) as simulator:
        made = await simulator.outage("幸福小区", "3", "5")
        await simulator.ops.post(f"/outages/{made['outage_id']}/restore")
        await until(lambda: all_sent(simulator))

    events = await taken(database, tenant)
    assert {one["event_type"] for one in events} == {"outage.changed"}
    told = [read_outage(one["payload_json"]) for one in events]
    assert [one.status for one in told] == ["ACTIVE", "RESTORED"]


async def test_a_webhook_sent_again_changes_nothing(database: Database, tenant: TenantId) -> None:
    async with receiving(database, tenant) as address, simulating(hook_url=address) as simulator:
        await simulator.outage("和平里")
        await until(lambda: all_sent(simulator))
        event_id = (await simulator.state())["deliveries"][0]["event_id"]
        await simulator.ops.post(f"/deliveries/{event_id}/again")
        await until(lambda: all_sent(simulator))

    assert len(await taken(database, tenant)) == 1


async def test_what_happens_while_we_are_down_arrives_later_in_order(
    database: Database, tenant: TenantId
) -> None:
    port = any_free_port()
    async with simulating(hook_url=f"http://127.0.0.1:{port}{PATH}") as simulator:
        business = simulator.client()
        order = await business.create_work_order(BOT, cold_home(), idempotency_key="order-1")
        await simulator.move(order.work_order_no, "resolved")
        await until(lambda: once_refused(simulator))
        async with receiving(database, tenant, port):
            await until(lambda: all_sent(simulator))

    assert [one["sequence"] for one in await taken(database, tenant)] == [1, 2, 3, 4, 5, 6, 7]


async def test_a_wrong_secret_is_refused_and_nothing_is_taken(
    database: Database, tenant: TenantId
) -> None:
    async with (
        receiving(database, tenant, secret="another") as address,
        simulating(hook_url=address) as simulator,
    ):
        await simulator.outage("和平里")
        await until(lambda: once_refused(simulator))
        outcome = (await simulator.state())["deliveries"][0]["last_outcome"]

    assert outcome == "401"
    assert await taken(database, tenant) == []


async def test_a_restart_of_the_simulator_keeps_orders_and_unsent_events(
    database: Database, tenant: TenantId, tmp_path: Path
) -> None:
    nowhere = f"http://127.0.0.1:{any_free_port()}{PATH}"
    async with simulating(hook_url=nowhere, folder=tmp_path) as simulator:
        business = simulator.client()
        order = await business.create_work_order(BOT, cold_home(), idempotency_key="order-1")

    async with (
        receiving(database, tenant) as address,
        simulating(hook_url=address, folder=tmp_path) as simulator,
    ):
        again = simulator.client()
        same = await again.create_work_order(BOT, cold_home(), idempotency_key="order-1")
        await until(lambda: all_sent(simulator))

    assert same.work_order_no == order.work_order_no
    events = await taken(database, tenant)
    assert [json.loads(one["payload_json"])["status"] for one in events] == ["accepted"]
