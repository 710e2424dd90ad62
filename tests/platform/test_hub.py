"""News between processes, and after a listener's connection was cut."""

import asyncio

import pytest

from hearthline.kernel import TenantId
from hearthline.platform.db import Database
from hearthline.platform.hub import EVERYTHING, Hub, Watch

pytestmark = pytest.mark.store

CUT_LISTENERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE query = 'LISTEN hearthline' AND pid <> pg_backend_pid()
"""


async def test_news_arrives_after_the_commit(
    database: Database, tenant: TenantId, hub: Hub
) -> None:
    async with hub.watch("stream:1") as watch:
        async with database.session(tenant) as session:
            await session.notify("stream:1", {"typing": True})
            assert await watch.next(timeout_seconds=0.05) is None

        signal = await watch.next(timeout_seconds=5)

    assert signal is not None
    assert (signal.topic, signal.note) == ("stream:1", {"typing": True})


async def test_nobody_hears_of_a_rolled_back_session(
    database: Database, tenant: TenantId, hub: Hub
) -> None:
    async with hub.watch("stream:2") as watch:
        with pytest.raises(RuntimeError):
            async with database.session(tenant) as session:
                await session.notify("stream:2")
                raise RuntimeError
        async with database.session(tenant) as session:
            await session.notify("stream:2", {"real": True})

        signal = await watch.next(timeout_seconds=5)

    assert signal is not None
    assert signal.note == {"real": True}


async def test_every_watch_is_woken_after_a_cut(database: Database, hub: Hub) -> None:
    async with hub.watch("stream:3") as watch:
        async with database.open_session() as session:
            await session.execute(CUT_LISTENERS)

        signal = await watch.next(timeout_seconds=10)

    assert signal is not None
    assert signal.topic == EVERYTHING


async def test_repeated_news_without_a_note_counts_once(
    database: Database, tenant: TenantId, hub: Hub
) -> None:
    async with hub.watch("stream:4", "stream:5") as watch:
        for _ in range(3):
            async with database.session(tenant) as session:
                await session.notify("stream:4")
        async with database.session(tenant) as session:
            await session.notify("stream:5")
        await asyncio.wait_for(_until_heard(watch, "stream:5"), 5)


async def _until_heard(watch: Watch, topic: str) -> None:
    heard: list[str] = []
    while not heard or heard[-1] != topic:
        signal = await watch.next()
        heard.append(signal.topic if signal else "")
    assert len(heard) <= 4
