"""The benchmark of assignment: it sees what is wrong, and what it plays is sound (R57, R170)."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta

import pytest

from hearthline.entrypoints.bench.assignment import judged
from hearthline.entrypoints.bench.assignment_player import Player
from hearthline.entrypoints.bench.assignment_rules import excess, judge
from hearthline.entrypoints.bench.assignment_scene import HastyClock, Scene, make_scene
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from hearthline.platform.postgres import Endpoints

pytestmark = pytest.mark.store

CROWD = """
UPDATE conversation SET status = 'agent', holder_id = %(staff)s, queue_id = %(queue)s,
  queued_at = now()
"""
STRAND = """
UPDATE conversation SET status = 'queued', holder_id = NULL, queue_id = %(queue)s,
  priority = 0, queued_at = now()
"""


@pytest.fixture
async def pools(endpoints: Endpoints) -> AsyncIterator[list[Database]]:
    """Two processes' pools."""
    async with AsyncExitStack() as stack:
        yield [
            await stack.enter_async_context(Database(endpoints.app_url, min_size=1, max_size=4))
            for _ in range(2)
        ]


@pytest.mark.parametrize("seed", range(900, 910))
async def test_a_random_shift_over_two_processes_is_sound(
    pools: list[Database], vault: Vault, seed: int
) -> None:
    scene = await make_scene(pools[0], vault, seed, steps=4)
    players = [Player(pool, scene, number, of=2) for number, pool in enumerate(pools)]

    played = await asyncio.gather(*(player.play() for player in players))
    faults = await judged(pools[0], scene, list(played))

    assert {name: told for name, told in faults.items() if told} == {}


async def test_the_rules_see_what_is_wrong(pools: list[Database], vault: Vault) -> None:
    scene = await make_scene(pools[0], vault, 1, steps=1)
    where = {"staff": scene.people[0].id, "queue": scene.queues[0]}
    gone = HastyClock(scene.origin).now() - timedelta(minutes=1)

    async with pools[0].session(scene.tenant_id) as session:
        before = await judge(session, scene.customers, Counter(), gone=gone)
        await session.execute(CROWD, where)
        crowded = await excess(session)
        crowd = await judge(session, scene.customers, Counter(), gone=gone)
        await session.execute(STRAND, where)
        await session.execute("UPDATE presence SET state = 'available'")
        stranded = await judge(session, scene.customers, Counter(), gone=gone)

    assert len(before["lost"]) == len(scene.customers)
    assert crowded
    assert len(crowd["double_held"]) == len(scene.customers)
    assert stranded["forgotten"]
    assert told_by(scene, stranded["lost"]) == 0


def told_by(scene: Scene, told: list[str]) -> int:
    """How many of the scene's customers are told of."""
    return len({str(one) for one in scene.customers} & set(told))
