"""What other desks are known to do wrong with queues and presence, each by its own name.

The table in docs/algorithms/assignment.md says where each was seen.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, suppress
from datetime import timedelta

import pytest

from hearthline.access import Staff
from hearthline.kernel import Conflict, ConversationId, TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from hearthline.platform.postgres import Endpoints
from hearthline.platform.streams import Streams
from hearthline.routing import OfferedToOther, PresenceState
from hearthline.routing.queues.store import QueueSettingStore
from tests.fakes.fake_clock import FakeClock
from tests.make.desk import DeskOf

pytestmark = pytest.mark.store

AVAILABLE, OFFLINE = PresenceState.AVAILABLE, PresenceState.OFFLINE


@pytest.fixture
async def desks(
    endpoints: Endpoints, tenant: TenantId, clock: FakeClock, vault: Vault
) -> AsyncIterator[list[DeskOf]]:
    """One desk as three processes see it."""
    async with AsyncExitStack() as stack:
        pools = [
            await stack.enter_async_context(Database(endpoints.app_url, min_size=1, max_size=4))
            for _ in range(3)
        ]
        yield [DeskOf(pool, tenant, clock, vault) for pool in pools]


async def test_three_processes_and_a_limit_of_three_never_make_four(desks: list[DeskOf]) -> None:
    [agent] = await desks[0].hire("李静", capacity=3)
    other = await desks[0].queue_of("电力", agent)
    ids = [await desks[0].begin() for _ in range(9)]
    queues = [None, other, None, other, None, other, None, other, None]

    async def come(desk: DeskOf, one: ConversationId, queue: object) -> None:
        await desk.ask(one, queue_id=queue)
        await desk.routing.settle(desk.tenant)

    await asyncio.gather(
        desks[0].set(AVAILABLE, agent),
        *(come(desks[n % 3], one, queues[n]) for n, one in enumerate(ids)),
    )
    await desks[0].routing.settle(desks[0].tenant)

    offered = [one.offered_to for one in await desks[0].all(ids)]
    assert offered.count(agent.id) == 3


async def test_two_agents_who_take_the_same_end_with_one_holder(desks: list[DeskOf]) -> None:
    people = await desks[0].hire("李静", "赵强", "钱进")
    waiting = await desks[0].wait()
    won: list[Staff] = []

    async def take(desk: DeskOf, person: Staff) -> None:
        with suppress(Conflict):
            await desk.accept(waiting, person)
            won.append(person)

    await asyncio.gather(*map(take, desks, people))

    assert [(await desks[0].get(waiting)).holder_id] == [one.id for one in won]


async def test_a_backlog_goes_out_the_moment_an_agent_comes(desk: DeskOf) -> None:
    [agent] = await desk.hire("李静", capacity=2)
    ids = [await desk.wait() for _ in range(3)]

    await desk.set(AVAILABLE, agent)

    assert [one.offered_to for one in await desk.all(ids)] == [agent.id, agent.id, None]


@pytest.mark.parametrize("state", [one for one in PresenceState if one is not AVAILABLE])
async def test_nothing_is_offered_to_whoever_is_not_available(
    desk: DeskOf, state: PresenceState
) -> None:
    [agent] = await desk.hire("李静")
    await desk.set(state, agent)

    waiting = await desk.wait()
    await desk.routing.settle(desk.tenant)

    assert (await desk.get(waiting)).offered_to is None


async def test_an_offer_does_not_ring_on_at_whoever_went_offline(desk: DeskOf) -> None:
    first, second = await desk.hire("李静", "赵强")
    await desk.set(AVAILABLE, first)
    waiting = await desk.wait()
    await desk.set(AVAILABLE, second)

    await desk.set(OFFLINE, first)

    assert (await desk.get(waiting)).offered_to == second.id
    with pytest.raises(OfferedToOther):
        await desk.accept(waiting, first)


async def test_one_who_joins_the_line_shows_up_without_a_reload(desk: DeskOf) -> None:
    [agent] = await desk.hire("李静")
    queue = await desk.queue()
    streams = Streams()
    async with desk.database.session(desk.tenant) as session:
        before = (await streams.head(session, queue)).last_seq
    waiting = await desk.wait()
    async with desk.database.session(desk.tenant) as session:
        in_queue = await streams.read(session, queue, after_seq=before)
        own_before = (await streams.head(session, agent.id)).last_seq
    await desk.set(AVAILABLE, agent)
    async with desk.database.session(desk.tenant) as session:
        own = await streams.read(session, agent.id, after_seq=own_before)

    assert waiting in {entry.ref for entry in in_queue}
    assert waiting in {entry.ref for entry in own}


async def test_a_quiet_customer_keeps_counting_as_load(desk: DeskOf, clock: FakeClock) -> None:
    [agent] = await desk.hire("李静", capacity=1)
    await desk.set(AVAILABLE, agent)
    quiet = await desk.wait()
    await desk.accept(quiet, agent)
    clock.advance(timedelta(minutes=11))

    behind = await desk.wait()
    await desk.routing.settle(desk.tenant)

    assert (await desk.get(behind)).offered_to is None


async def test_work_is_shared_out_evenly_under_a_limit(desk: DeskOf) -> None:
    people = await desk.hire("李静", "赵强", "钱进", capacity=3)
    await desk.set(AVAILABLE, *people)

    ids = [await desk.wait() for _ in range(6)]

    offered = [one.offered_to for one in await desk.all(ids)]
    assert [offered.count(person.id) for person in people] == [2, 2, 2]


async def test_an_agent_taken_out_of_a_queue_is_asked_no_more(desk: DeskOf) -> None:
    [agent] = await desk.hire("李静")
    queue = await desk.queue_of("供热", agent)
    await desk.set(AVAILABLE, agent)
    async with desk.database.session(desk.tenant) as session:
        await QueueSettingStore().set_members(session, queue, {})

    waiting = await desk.wait(queue_id=queue)

    assert (await desk.get(waiting)).offered_to is None
