"""Durable jobs on PostgreSQL with procrastinate.

Finished jobs are deleted by the worker: a long history makes fetching stall until the next
ANALYZE (measured; ADR 0005).
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from procrastinate import App, PsycopgConnector, RetryStrategy
from psycopg import AsyncConnection

from hearthline.platform.db.database import APP_ROLE


@dataclass(frozen=True, slots=True)
class Job:
    """Work that survives a restart: `name` is `slice.verb_noun`, arguments are ids as text.

    `every` is a cron expression (seconds as a sixth field) for work that comes round by itself;
    such a job gets one argument `timestamp` (Unix seconds) and must be safe to run twice.
    """

    name: str
    run: Callable[..., Awaitable[None]]
    every: str | None = None
    attempts: int = 8
    lock: str | None = None


def job_app(url: str, jobs: list[Job]) -> App:
    """The queue with its jobs registered; open it with `async with app.open_async()`."""
    connector = PsycopgConnector(conninfo=url, min_size=1, max_size=6, configure=_become_app)
    app = App(connector=connector)
    for job in jobs:
        retry = RetryStrategy(max_attempts=job.attempts, exponential_wait=2)
        task = app.task(name=job.name, retry=retry, queueing_lock=job.lock, pass_context=False)(
            job.run
        )
        if job.every:
            app.periodic(cron=job.every)(task)
    return app


async def _become_app(connection: AsyncConnection[Any]) -> None:
    if connection.info.user != APP_ROLE:
        await connection.execute(f"SET ROLE {APP_ROLE}")
        await connection.commit()
