"""Several server processes at one desk at once: nobody over capacity, nobody forgotten (R170)."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field

import pytest

from hearthline.access import Staff
from hearthline.kernel import Conflict, ConversationId, Refused, TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from hearthline.platform.postgres import Endpoints
from hearthline.routing import PresenceState
from hearthline.routing.model import OFFER_LASTS
from tests.fakes.fake_clock import FakeClock
from tests.make import conversations as make_conversations
from tests.make.desk import DeskOf

pytestmark = pytest.mark.store

PROCESSES = 4
AVAILABLE = PresenceState.AVAILABLE
OVER = """
SELECT p.staff_id FROM presence p JOIN conversation c ON c.tenant_id = p.tenant_id
  AND ((c.status = 'agent' AND c.holder_id = p.staff_id)
    OR (c.status = 'queued' AND c.offered_to = p.staff_id))
GROUP BY p.staff_id, p.capacity HAVING count(*) > p.capacity
"""
FREE = """
SELECT p.staff_id FROM presence p WHERE p.state = 'available' AND p.capacity > (
  SELECT count(*) FROM conversation c WHERE (c.status = 'agent' AND c.holder_id = p.staff_id)
    OR (c.status = 'queued' AND c.offered_to = p.staff_id))
  AND NOT EXISTS (SELECT FROM assignment a WHERE a.outcome = 'declined'
    AND a.staff_id = p.staff_id AND a.conversation_id = %(conversation)s)
"""
WAITING = "SELECT id FROM conversation WHERE status = 'queued' AND offered_to IS NULL"


@dataclass
class Storm:
    """What happens at random, and what is seen of it."""

    desks: list[DeskOf]
    agents: list[Staff]
    ids: list[ConversationId]
    clock: FakeClock
    accepted: Counter[ConversationId] = field(default_factory=Counter)
    resolved: Counter[ConversationId] = field(default_factory=Counter)

    async def actor(self, desk: DeskOf, chance: random.Random, steps: int) -> None:
        """One client of one process."""
        deeds = [self.accept, self.accept, self.resolve, self.decline, self.change, self.write]
        for _ in range(steps):
            deed = chance.choice(deeds)
            with suppress(Conflict, Refused):
                await deed(desk, chance)
            async with desk.database.session(desk.tenant) as session:
                assert await session.all(OVER) == []

    async def accept(self, desk: DeskOf, chance: random.Random) -> None:
        """Half of the time the one it was offered to, else anybody."""
        conversation_id = chance.choice(self.ids)
        state = await desk.get(conversation_id)
        offered = [agent for agent in self.agents if agent.id == state.offered_to]
        agent = chance.choice(offered if offered and chance.random() < 0.5 else self.agents)
        await desk.accept(conversation_id, agent)
        self.accepted[conversation_id] += 1

    async def resolve(self, desk: DeskOf, chance: random.Random) -> None:
        """By a random agent: only the holder succeeds."""
        conversation_id = chance.choice(self.ids)
        holder = (await desk.get(conversation_id)).holder_id
        agent = next((one for one in self.agents if one.id == holder), self.agents[0])
        await desk.resolve(conversation_id, agent)
        self.resolved[conversation_id] += 1

    async def decline(self, desk: DeskOf, chance: random.Random) -> None:
        """By whoever it was offered to."""
        conversation_id = chance.choice(self.ids)
        offered = (await desk.get(conversation_id)).offered_to
        agent = next((one for one in self.agents if one.id == offered), self.agents[0])
        await desk.decline(conversation_id, agent)

    async def change(self, desk: DeskOf, chance: random.Random) -> None:
        """Come, go, or let time pass."""
        if chance.random() < 0.1:
            self.clock.advance(OFFER_LASTS)
            await desk.routing.settle(desk.tenant)
        else:
            states = [AVAILABLE, AVAILABLE, AVAILABLE, PresenceState.BUSY, PresenceState.AWAY]
            await desk.set(chance.choice(states), chance.choice(self.agents))

    async def write(self, desk: DeskOf, chance: random.Random) -> None:
        """The customer writes meanwhile, which holds the conversation for a moment."""
        async with desk.database.session(desk.tenant) as session:
            saying = make_conversations.words("还在吗")
            await desk.conversations.receive(session, chance.choice(self.ids), saying)

    async def arrive(self, desk: DeskOf, ids: list[ConversationId]) -> None:
        """Customers ask for a person; the reaction to it settles."""
        for conversation_id in ids:
            await desk.ask(conversation_id)
            await desk.routing.settle(desk.tenant)


@pytest.fixture
async def desks(
    endpoints: Endpoints, tenant: TenantId, clock: FakeClock, vault: Vault
) -> AsyncIterator[list[DeskOf]]:
    """One desk as several processes see it, each with a pool of its own."""
    async with AsyncExitStack() as stack:
        pools = [
            await stack.enter_async_context(Database(endpoints.app_url, min_size=1, max_size=3))
            for _ in range(PROCESSES)
        ]
        yield [DeskOf(pool, tenant, clock, vault) for pool in pools]


async def stuck(desk: DeskOf) -> list[tuple[object, object]]:
    """Who waits although somebody is free."""
    async with desk.database.session(desk.tenant) as session:
        waiting = [row["id"] for row in await session.all(WAITING)]
        pairs = []
        for one in waiting:
            free = await session.all(FREE, {"conversation": one})
            pairs += [(one, row["staff_id"]) for row in free]
    return pairs


@pytest.mark.parametrize("seed", range(6))
async def test_a_storm_leaves_nobody_over_capacity_and_nobody_forgotten(
    desks: list[DeskOf], clock: FakeClock, seed: int
) -> None:
    chance = random.Random(seed)
    first = desks[0]
    agents = await first.hire("李静", "赵强", "钱进", capacity=chance.choice([1, 2, 3]))
    await first.set(AVAILABLE, *agents)
    ids = [await first.begin() for _ in range(16)]
    storm = Storm(desks, agents, ids, clock)

    await asyncio.gather(
        *(storm.arrive(desk, ids[n::PROCESSES]) for n, desk in enumerate(desks)),
        *(storm.actor(desk, random.Random(f"{seed}-{n}"), 15) for n, desk in enumerate(desks * 2)),
    )

    assert await stuck(first) == []
    assert all(count <= 1 for count in storm.resolved.values())
    assert all(storm.resolved[one] <= storm.accepted[one] for one in ids)


async def test_agents_who_all_accept_everything_share_it_out(desks: list[DeskOf]) -> None:
    first = desks[0]
    agents = await first.hire("李静", "赵强", "钱进", "孙悦", capacity=5)
    ids = [await first.wait() for _ in range(12)]

    async def grab(desk: DeskOf, agent: Staff) -> int:
        taken = 0
        for conversation_id in ids:
            with suppress(Conflict, Refused):
                await desk.accept(conversation_id, agent)
                taken += 1
        return taken

    taken = await asyncio.gather(*map(grab, desks, agents))

    assert sum(taken) == len(ids)
    assert max(taken) <= 5
    assert all(state.holder_id for state in await first.all(ids))


async def test_customers_and_agents_who_come_at_one_moment_meet(desks: list[DeskOf]) -> None:
    first = desks[0]
    for _ in range(10):
        agents = await first.hire("李静", "赵强", capacity=1)
        ids = [await first.begin() for _ in range(2)]

        async def come(desk: DeskOf, conversation_id: ConversationId) -> None:
            await desk.ask(conversation_id)
            await desk.routing.settle(desk.tenant)

        await asyncio.gather(
            come(desks[0], ids[0]),
            come(desks[1], ids[1]),
            desks[2].set(AVAILABLE, agents[0]),
            desks[3].set(AVAILABLE, agents[1]),
        )

        offered = {state.offered_to for state in await first.all(ids)}
        assert offered == {agent.id for agent in agents}
        await first.set(PresenceState.OFFLINE, *agents)
        for conversation_id in ids:
            await first.accept(conversation_id, agents[ids.index(conversation_id)])
            await first.resolve(conversation_id, agents[ids.index(conversation_id)])


BLOCKED = """
SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
"""


async def until_it_waits(database: Database, task: asyncio.Task[None]) -> None:
    """Until the task is held up by somebody's lock, or is over."""
    async with asyncio.timeout(10):
        while not task.done():
            async with database.open_session() as session:
                if await session.all(BLOCKED):
                    return
            await asyncio.sleep(0.01)


async def test_an_agent_and_a_customer_who_cannot_see_each_other_yet_meet(
    desks: list[DeskOf],
) -> None:
    here, there, elsewhere, _ = desks
    [agent] = await here.hire("李静")
    conversation_id = await here.begin()
    may_end = asyncio.Event()

    async def join() -> None:
        async with there.database.session(there.tenant) as session:
            await there.routing.enqueue(session, conversation_id, reason="要找真人")
            await may_end.wait()

    async with here.database.session(here.tenant) as session:
        await here.routing.set_presence(session, agent.id, AVAILABLE)
        joining = asyncio.create_task(join())
        await until_it_waits(elsewhere.database, joining)
    settling = asyncio.create_task(here.routing.settle(here.tenant, freed=agent.id))
    await until_it_waits(elsewhere.database, settling)
    may_end.set()
    await asyncio.gather(joining, settling)

    assert (await here.get(conversation_id)).offered_to == agent.id
