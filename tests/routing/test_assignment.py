"""Who gets what: order, load, capacity, offers that run out (R11, R170)."""

from datetime import timedelta

import pytest

from hearthline.access import Role, StaffChange
from hearthline.conversations import Status
from hearthline.routing import PresenceState
from hearthline.routing.model import ASK_AGAIN_AFTER, GONE_AFTER, OFFER_LASTS
from hearthline.routing.states.wire import PresenceOut
from tests.fakes.fake_clock import FakeClock
from tests.make.desk import DeskOf

pytestmark = pytest.mark.store

AVAILABLE, BUSY, AWAY = PresenceState.AVAILABLE, PresenceState.BUSY, PresenceState.AWAY


async def test_a_free_agent_is_offered_a_conversation_at_once(desk: DeskOf) -> None:
    [agent] = await desk.hire("李静")
    await desk.set(AVAILABLE, agent)

    waiting = await desk.get(await desk.wait())

    assert waiting.status is Status.QUEUED
    assert waiting.offered_to == agent.id
    assert waiting.offer_expires_at == desk.clock.now() + OFFER_LASTS


async def test_whoever_waits_is_offered_when_an_agent_comes(desk: DeskOf) -> None:
    [agent] = await desk.hire("李静")
    waiting = await desk.wait()

    await desk.set(AVAILABLE, agent)

    assert (await desk.get(waiting)).offered_to == agent.id


async def test_the_more_urgent_then_the_longer_waiting_comes_first(
    desk: DeskOf, clock: FakeClock
) -> None:
    [agent] = await desk.hire("李静", capacity=1)
    late_but_urgent: list[object] = []
    first = await desk.wait()
    clock.advance(timedelta(seconds=1))
    second = await desk.wait()
    clock.advance(timedelta(seconds=1))
    urgent = await desk.wait(priority=0)

    await desk.set(AVAILABLE, agent)
    for expected in (urgent, first, second):
        states = {one.id: one for one in await desk.all([first, second, urgent])}
        offered = [one for one, state in states.items() if state.offered_to]
        late_but_urgent.append(offered == [expected])
        await desk.accept(expected, agent)
        await desk.resolve(expected, agent)

    assert late_but_urgent == [True, True, True]


async def test_the_least_loaded_then_the_longest_idle_is_asked(
    desk: DeskOf, clock: FakeClock
) -> None:
    one, two, three = await desk.hire("李静", "赵强", "钱进")
    for agent in (two, three, one):
        await desk.set(AVAILABLE, agent)
        clock.advance(timedelta(seconds=1))

    asked = []
    for _ in range(6):
        asked.append((await desk.get(await desk.wait())).offered_to)
        clock.advance(timedelta(seconds=1))

    assert asked == [two.id, three.id, one.id, two.id, three.id, one.id]


async def test_nobody_gets_more_than_fits(desk: DeskOf) -> None:
    [agent] = await desk.hire("李静", capacity=2)
    await desk.set(AVAILABLE, agent)

    waiting = [await desk.wait() for _ in range(3)]

    offered = [state.offered_to for state in await desk.all(waiting)]
    assert offered == [agent.id, agent.id, None]


async def test_an_offer_that_runs_out_goes_to_the_next_and_sets_the_first_away(
    desk: DeskOf, clock: FakeClock
) -> None:
    first, second = await desk.hire("李静", "赵强")
    await desk.set(AVAILABLE, first)
    waiting = await desk.wait()
    await desk.set(AVAILABLE, second)
    before = await desk.get(waiting)

    clock.advance(OFFER_LASTS)
    await desk.routing.settle(desk.tenant)

    after = await desk.get(waiting)
    assert (before.offered_to, after.offered_to) == (first.id, second.id)
    assert after.queued_at == before.queued_at
    async with desk.database.session(desk.tenant) as session:
        presence = await desk.routing.presence_of(session, first.id)
    assert (presence.state, presence.load) == (AWAY, 0)
    assert presence.reason


async def test_an_offer_lasts_until_its_last_moment(desk: DeskOf, clock: FakeClock) -> None:
    first, second = await desk.hire("李静", "赵强")
    await desk.set(AVAILABLE, first)
    waiting = await desk.wait()
    await desk.set(AVAILABLE, second)

    clock.advance(OFFER_LASTS - timedelta(seconds=1))
    await desk.routing.settle(desk.tenant)

    assert (await desk.get(waiting)).offered_to == first.id


async def test_a_declined_offer_goes_to_the_next(desk: DeskOf) -> None:
    first, second = await desk.hire("李静", "赵强")
    await desk.set(AVAILABLE, first)
    waiting = await desk.wait()
    await desk.set(AVAILABLE, second)

    await desk.decline(waiting, first)

    assert (await desk.get(waiting)).offered_to == second.id


async def test_whoever_declined_is_asked_again_later_if_nobody_else_is_there(
    desk: DeskOf, clock: FakeClock
) -> None:
    [agent] = await desk.hire("李静")
    await desk.set(AVAILABLE, agent)
    waiting = await desk.wait()
    behind = await desk.wait()

    await desk.decline(waiting, agent)
    assert [s.offered_to for s in await desk.all([waiting, behind])] == [None, agent.id]

    clock.advance(ASK_AGAIN_AFTER)
    await desk.accept(behind, agent)
    await desk.routing.settle(desk.tenant)
    assert (await desk.get(waiting)).offered_to == agent.id


async def test_offers_are_taken_back_from_whoever_goes(desk: DeskOf) -> None:
    first, second = await desk.hire("李静", "赵强")
    await desk.set(AVAILABLE, first)
    waiting = await desk.wait()
    await desk.set(AVAILABLE, second)

    await desk.set(BUSY, first)

    assert (await desk.get(waiting)).offered_to == second.id


async def test_whoever_may_not_reply_is_never_asked(desk: DeskOf) -> None:
    [analyst] = await desk.hire("吴磊", role=Role.ANALYST)
    await desk.set(AVAILABLE, analyst)

    assert (await desk.get(await desk.wait())).offered_to is None


async def test_whoever_left_the_company_is_not_asked(desk: DeskOf) -> None:
    [agent, boss] = await desk.hire("李静", "王芳")
    await desk.set(AVAILABLE, agent)
    waiting = await desk.wait()

    async with desk.database.session(desk.tenant) as session:
        await desk.access.change_staff(session, agent.id, StaffChange(is_active=False), by=boss)
    await desk.routing.settle(desk.tenant)

    assert (await desk.get(waiting)).offered_to is None


async def test_a_lost_socket_is_forgiven_for_a_minute(desk: DeskOf, clock: FakeClock) -> None:
    [agent] = await desk.hire("李静")
    await desk.set(AVAILABLE, agent)
    async with desk.routing.connected(agent):
        pass

    clock.advance(timedelta(seconds=59))
    soon = await desk.wait()
    clock.advance(timedelta(seconds=2))
    late = await desk.wait()

    assert [state.offered_to for state in await desk.all([soon, late])] == [agent.id, None]


async def test_an_open_socket_brings_the_offers_back(desk: DeskOf, clock: FakeClock) -> None:
    [agent] = await desk.hire("李静")
    await desk.set(AVAILABLE, agent)
    async with desk.routing.connected(agent):
        pass
    clock.advance(timedelta(minutes=2))
    waiting = await desk.wait()

    async with desk.routing.connected(agent):
        await desk.routing.settle(desk.tenant)

    assert (await desk.get(waiting)).offered_to == agent.id


async def test_whoever_has_no_socket_for_long_is_set_offline(
    desk: DeskOf, clock: FakeClock
) -> None:
    [agent] = await desk.hire("李静")
    await desk.set(AVAILABLE, agent)
    async with desk.routing.connected(agent):
        pass

    clock.advance(GONE_AFTER + timedelta(seconds=1))
    await desk.routing.settle(desk.tenant)

    async with desk.database.session(desk.tenant) as session:
        presence = await desk.routing.presence_of(session, agent.id)
    assert presence.state is PresenceState.OFFLINE
    assert PresenceOut.of(presence).is_line_lost

    await desk.set(AVAILABLE, agent)
    await desk.set(PresenceState.OFFLINE, agent)
    async with desk.database.session(desk.tenant) as session:
        own_wish = await desk.routing.presence_of(session, agent.id)
    assert not PresenceOut.of(own_wish).is_line_lost


async def test_presence_without_a_socket_ever_is_believed(desk: DeskOf, clock: FakeClock) -> None:
    [agent] = await desk.hire("李静")
    await desk.set(AVAILABLE, agent)
    clock.advance(timedelta(hours=3))

    assert (await desk.get(await desk.wait())).offered_to == agent.id
