"""The parts of an installation as single processes, on a database of their own."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import httpx2
import psycopg
from psycopg.rows import dict_row

from hearthline.entrypoints.demo.seed import seed
from hearthline.entrypoints.ports import any_free_port
from hearthline.entrypoints.simulator import BASE
from hearthline.platform.db import migrate
from hearthline.platform.postgres import Endpoints
from hearthline.platform.settings import load_settings
from tests.make.business import Simulator
from tests.make.product import PASSWORD, USERS
from tests.make.programs import Child

HOOK = "/api/v1/business/events"
SIGNS = {"server": "/readyz", "second": "/readyz", "simulator": "/ops/api/state"}


@dataclass
class Parts:
    """Programs that belong together: a simulator, one or two servers, a worker."""

    home: Path
    owner_url: str
    app_url: str
    ports: dict[str, int]
    running: dict[str, Child] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """The settings that all of them share."""
        return {
            "HEARTHLINE_DATABASE_URL": self.app_url,
            "HEARTHLINE_DATABASE_POOL_SIZE": "8",
            "HEARTHLINE_DATA_DIR": str(self.home),
            "HEARTHLINE_SECRET_KEY": "a-secret-for-journeys-which-is-long-enough",
            "HEARTHLINE_SERVER_DEMO": "true",
            "HEARTHLINE_BUSINESS_URL": f"http://127.0.0.1:{self.ports['simulator']}{BASE}",
            "HEARTHLINE_BUSINESS_TOKEN": "a-token-for-journeys",
            "HEARTHLINE_BUSINESS_WEBHOOK_SECRET": "a-webhook-secret-for-journeys",
        }

    async def see_to(self, *names: str) -> None:
        """Start those that do not run, and wait until all of these serve."""
        for name in names:
            child = self.running.get(name)
            if child is None or child.process.returncode is not None:
                self.running[name] = await self._start(name)
        for name in names:
            if name in SIGNS:
                await self.running[name].ready(SIGNS[name])

    async def kill(self, name: str) -> None:
        """End one as a power cut would."""
        await self.running[name].kill()

    def address(self, name: str) -> str:
        """Where a program answers; a worker does not."""
        return f"http://127.0.0.1:{self.ports[name]}" if name in self.ports else ""

    async def _start(self, name: str) -> Child:
        url = self.address(name)
        words = {
            "server": ["serve", f"--port={self.ports['server']}"],
            "second": ["serve", f"--port={self.ports['second']}"],
            "simulator": [
                "simulate-business",
                f"--port={self.ports['simulator']}",
                f"--webhook-url={self.address('server')}{HOOK}",
            ],
            "worker": ["worker"],
        }[name]
        log = self.home / f"{name}.log"
        return await Child.start(name, words, environment=self.environment, log=log, url=url)

    async def ask(self, query: str, **values: Any) -> list[dict[str, Any]]:
        """Look into the database itself, past every tenant's walls."""
        opened = await psycopg.AsyncConnection.connect(
            self.owner_url, autocommit=True, row_factory=dict_row
        )
        async with opened as connection:
            cursor = await connection.execute(query.encode(), values)
            return await cursor.fetchall() if cursor.description else []

    @asynccontextmanager
    async def town(self) -> AsyncIterator[Simulator]:
        """Hands on the simulator's operations page; what was broken is mended at the end."""
        address = self.address("simulator")
        async with httpx2.AsyncClient(
            base_url=f"{address}/ops/api", trust_env=False, timeout=20
        ) as ops:
            town = Simulator(address, None, ops)  # type: ignore[arg-type]  # runs elsewhere
            try:
                yield town
            finally:
                await town.mend()


@asynccontextmanager
async def parts(endpoints: Endpoints, home: Path) -> AsyncIterator[Parts]:
    """A migrated, seeded database of its own in the test run's server; nothing runs yet."""
    name = f"journey_{secrets.token_hex(4)}"
    await _administer(endpoints.owner_url, f'CREATE DATABASE "{name}"')
    owner_url, app_url = (_at(url, name) for url in (endpoints.owner_url, endpoints.app_url))
    ports = {program: any_free_port() for program in SIGNS}
    made = Parts(home, owner_url, app_url, ports)
    try:
        migrate(owner_url)
        await seed(load_settings(made.environment), app_url, dict.fromkeys(USERS, PASSWORD))
        yield made
    finally:
        for child in made.running.values():
            await child.kill()
        await _administer(endpoints.owner_url, f'DROP DATABASE "{name}" WITH (FORCE)')


def _at(url: str, database: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


async def _administer(url: str, statement: str) -> None:
    opened = await psycopg.AsyncConnection.connect(url, autocommit=True)
    async with opened as connection:
        await connection.execute(statement.encode())
