"""A demo of our own through the command line, and hands on what it shows."""

import asyncio
import json
import shutil
import signal
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import httpx2
import psutil
from procrastinate.exceptions import AlreadyEnqueued

from hearthline.entrypoints.ports import any_free_port
from hearthline.kernel import MessageId, SystemClock
from hearthline.platform.jobs import job_app
from tests.make.product import Customer
from tests.make.programs import Child, until

READY_SECONDS = 240.0
CHANNEL = "demo-web"


@contextmanager
def folder() -> Iterator[Path]:
    """A data folder for the length of the block, which PostgreSQL's own user may enter."""
    home = Path(tempfile.mkdtemp(prefix="hearthline-journey-"))
    home.chmod(0o755)
    try:
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


@dataclass
class Demo:
    """A running demo, as its own JSON line tells of it."""

    child: Child
    url: str
    simulator_url: str
    logins: dict[str, str] = field(repr=False)
    ready_after_seconds: float

    def children(self) -> list[psutil.Process]:
        """The processes that it looks after, the database's included."""
        found: list[psutil.Process] = psutil.Process(self.child.process.pid).children(
            recursive=True
        )
        return found

    async def work_now(self, *rounds: str) -> None:
        """Have the worker do now what comes round by itself every few minutes, and wait for it."""
        worker = next(child for child in self.children() if "worker" in child.cmdline())
        queue = job_app(worker.environ()["HEARTHLINE_DATABASE_URL"], [])

        async def is_done(number: int) -> bool:
            return not list(await queue.job_manager.list_jobs_async(id=number))

        async with queue.open_async():
            for name in rounds:
                task = queue.configure_task(name, allow_unknown=True, queueing_lock=name)
                with suppress(AlreadyEnqueued):
                    number = await task.defer_async(timestamp=0)
                    await until(partial(is_done, number), f"{name} is done")

    async def interrupt(self) -> int:
        """Ctrl-C; the exit status."""
        return await self.child.stop(signal.SIGINT)


async def start(home: Path, port: int | None = None) -> Demo:
    """Run `hearthline demo` on a data folder until its page answers."""
    clock = SystemClock()
    began = clock.monotonic()
    at = port or any_free_port()
    child = await attempt(home, at)
    assert child.process.stdout is not None
    try:
        line = await asyncio.wait_for(child.process.stdout.readline(), READY_SECONDS)
        assert line, child.said()
        told: dict[str, Any] = json.loads(line)
        child.url = told["url"]
        await child.ready("/demo", seconds=10)
    except BaseException:
        await child.stop()
        raise
    took = clock.monotonic() - began
    return Demo(child, told["url"], told["simulator_url"], told["logins"], took)


async def attempt(home: Path, port: int) -> Child:
    """Run `hearthline demo` without waiting for anything."""
    return await Child.start(
        "demo",
        ["demo", "--no-browser", "--port", str(port), "--json"],
        environment={"HEARTHLINE_DATA_DIR": str(home / "data")},
        log=home / "demo.log",
    )


@asynccontextmanager
async def running(home: Path) -> AsyncIterator[Demo]:
    """A demo for the length of the block."""
    demo = await start(home)
    try:
        yield demo
    finally:
        await demo.interrupt()


async def resident(
    http: httpx2.AsyncClient, who: str | None = "zhangwei", *, channel: str = CHANNEL
) -> Customer:
    """A customer as the demo's company page signs him in, or a visitor."""
    identity = None
    if who is not None:
        identity = (await http.get("/demo/identity", params={"who": who})).text
    body = {"identity": identity, "visitor_id": str(MessageId.new()), "locale": "zh-CN"}
    answer = await http.post(f"/api/v1/channels/{channel}/sessions", json=body)
    assert answer.status_code == 201, answer.text
    opened = answer.json()
    return Customer(http, opened["conversation"]["id"], opened["session_token"], opened)


@dataclass
class Colleague:
    """Somebody of the staff, logged in."""

    http: httpx2.AsyncClient
    me: dict[str, Any]

    async def get(self, path: str, **query: Any) -> Any:
        """Read something."""
        answer = await self.http.get(f"/api/v1{path}", params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def do(self, method: str, path: str, **body: Any) -> httpx2.Response:
        """Change something; the answer as it came."""
        headers = {"X-CSRF-Token": self.me["csrf_token"]}
        return await self.http.request(method, f"/api/v1{path}", json=body, headers=headers)


@asynccontextmanager
async def colleague(url: str, username: str, password: str) -> AsyncIterator[Colleague]:
    """Log somebody in for the length of the block."""
    async with httpx2.AsyncClient(base_url=url, trust_env=False, timeout=30) as http:
        answer = await http.post(
            "/api/v1/staff/login", json={"username": username, "password": password}
        )
        assert answer.status_code == 200, answer.text
        yield Colleague(http, answer.json())


def on(url: str) -> httpx2.AsyncClient:
    """A client of a program, without the machine's proxies."""
    return httpx2.AsyncClient(base_url=url, trust_env=False, timeout=40)
