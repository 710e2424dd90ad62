"""`hearthline worker`: background jobs, and events handed to their reactions."""

import asyncio
import signal
from collections.abc import Coroutine
from typing import Any

import typer
from procrastinate import App

from hearthline.entrypoints.composition import Product, open_product
from hearthline.entrypoints.database import database_of
from hearthline.entrypoints.terminal import Terminal
from hearthline.platform.jobs import job_app
from hearthline.platform.log import configure_log, get_log
from hearthline.platform.settings import Settings, load_settings

app = typer.Typer(rich_markup_mode=None, add_completion=False)
log = get_log(__name__)

_STOP_PATIENCE_SECONDS = 10.0
_LOOK_FOR_ORPHANS_SECONDS = 20.0


@app.command()
def worker() -> None:
    """Run background jobs and reactions to events. Set by HEARTHLINE_* variables.

    Several workers share the work; without any, customers are answered and webhooks accepted,
    and what follows from them waits.

    Example: hearthline worker
    """
    settings = load_settings()
    configure_log(as_json=settings.log.json_lines, level=settings.log.level)
    with database_of(settings, Terminal().aside) as database:
        asyncio.run(_work_until_stopped(settings.at_database(database.app_url)))


async def _work_until_stopped(settings: Settings) -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    async with open_product(settings) as product:
        log.info("worker_started", jobs=len(product.jobs), reactions=len(product.reactions))
        await _first_to_end(stopped.wait(), product.work(), _run_jobs(product))
        log.info("worker_stopped")


async def _run_jobs(product: Product) -> None:
    """Fetch and run jobs; finished ones are deleted, or fetching would stall over the years."""
    settings = product.foundation.settings
    queue = job_app(product.foundation.database.url, product.jobs)
    async with queue.open_async():
        running = queue.run_worker_async(
            name="hearthline",
            concurrency=settings.worker.concurrency,
            delete_jobs="successful",
            install_signal_handlers=False,
            shutdown_graceful_timeout=_STOP_PATIENCE_SECONDS,
        )
        await _first_to_end(running, _adopt_orphans(queue))


async def _adopt_orphans(queue: App) -> None:
    """Again and again, give back the jobs of workers that were killed."""
    while True:
        count = await give_back_orphans(queue)
        if count:
            log.warning("jobs_given_back", count=count)
        await asyncio.sleep(_LOOK_FOR_ORPHANS_SECONDS)


async def give_back_orphans(queue: App) -> int:
    """Jobs whose worker has not been heard of for a while may be taken by another."""
    orphans = list(await queue.job_manager.get_stalled_jobs())
    for job in orphans:
        await queue.job_manager.retry_job(job)
    return len(orphans)


async def _first_to_end(*work: Coroutine[Any, Any, Any]) -> None:
    """Run all until one of them ends; an error of it ends the process, to be started again."""
    tasks = {asyncio.ensure_future(one) for one in work}
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    for task in done:
        task.result()
