"""Work of a killed worker is taken up by another."""

import asyncio

import pytest

from hearthline.entrypoints.worker import give_back_orphans
from hearthline.platform.db import Database
from hearthline.platform.jobs import Job, job_app

pytestmark = pytest.mark.store


async def test_a_job_whose_worker_was_killed_is_run_again(database: Database) -> None:
    runs: list[str] = []

    async def note(what: str) -> None:
        runs.append(what)

    queue = job_app(database.url, [Job("test.note_orphan", note)])
    async with queue.open_async():
        await queue.configure_task("test.note_orphan").defer_async(what="heard")
        async with database.open_session() as session:
            # As a worker leaves it that fetched the job and was killed.
            await session.execute(
                "UPDATE procrastinate_jobs SET status = 'doing' WHERE task_name = %(name)s",
                {"name": "test.note_orphan"},
            )

        given_back = await give_back_orphans(queue)
        async with asyncio.timeout(20):
            await queue.run_worker_async(wait=False, install_signal_handlers=False)

    assert given_back >= 1
    assert runs == ["heard"]
