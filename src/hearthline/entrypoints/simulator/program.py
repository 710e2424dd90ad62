"""The simulator as a program: the gateway under `/gw/v1`, the operations page under `/`."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import cast

import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from hearthline.entrypoints.simulator import (
    accounts,
    application_files,
    applications,
    appointments,
    customer_pages,
    figures,
    identity,
    invoices,
    notices,
    ops,
    ops_calls,
    ops_events,
    ops_services,
    outages,
    payments,
    policy,
    prechecks,
    reference,
    refunds,
    temperatures,
    wishes,
    work_orders,
)
from hearthline.entrypoints.simulator.problems import Problem, bad_request, not_found
from hearthline.entrypoints.simulator.seeds import prepare
from hearthline.entrypoints.simulator.settings import SimulatorSettings
from hearthline.entrypoints.simulator.world import World
from hearthline.kernel import Clock, SystemClock

BASE = "/gw/v1"
_TICK_S = 5
_PAGE = Path(__file__).with_name("page")
_PARTS = (
    accounts,
    application_files,
    prechecks,
    applications,
    appointments,
    figures,
    identity,
    invoices,
    notices,
    outages,
    payments,
    policy,
    reference,
    refunds,
    temperatures,
    wishes,
    work_orders,
)


def create_simulator(settings: SimulatorSettings, clock: Clock | None = None) -> FastAPI:
    """The whole simulator; its webhooks are sent while the application runs."""
    world = World(settings, clock or SystemClock())
    prepare(world)

    @contextlib.asynccontextmanager
    async def live(_: FastAPI) -> AsyncIterator[None]:
        at_work = [asyncio.create_task(world.courier.run()), asyncio.create_task(_tick(world))]
        yield
        for task in at_work:
            task.cancel()
        await asyncio.gather(*at_work, return_exceptions=True)
        world.save()

    app = FastAPI(title="业务系统模拟器", lifespan=live, docs_url=None, redoc_url=None)
    app.state.world = world
    for part in _PARTS:
        app.include_router(part.router, prefix=BASE)
    for part in (ops, ops_calls, ops_services, ops_events):
        for prefix in ("/ops/api", "/ops"):
            app.include_router(part.router, prefix=prefix, include_in_schema=False)
    app.include_router(customer_pages.router)
    app.mount("/page", StaticFiles(directory=_PAGE), name="page")
    app.add_api_route("/", _page, include_in_schema=False)
    app.add_exception_handler(Problem, _on_problem)
    app.add_exception_handler(HTTPException, _on_http)
    return app


def run(settings: SimulatorSettings, port: int, *, host: str = "127.0.0.1") -> None:
    """Serve until stopped; loopback only unless told otherwise."""
    app = create_simulator(settings)
    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False)


async def _tick(world: World) -> None:
    """Planned outages begin and end on time, asked for or not."""
    while True:
        outages.progress_by_clock(world)
        await asyncio.sleep(_TICK_S)


async def _page() -> FileResponse:
    return FileResponse(_PAGE / "index.html")


async def _on_problem(_: Request, error: Exception) -> Response:
    return cast("Problem", error).response()


async def _on_http(_: Request, error: Exception) -> Response:
    status = cast("HTTPException", error).status_code
    problem = not_found("地址") if status in (404, 405) else bad_request("", "请求无法读取")
    return problem.response()
