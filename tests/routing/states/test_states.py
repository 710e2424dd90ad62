"""States: reasons of the company, a booked next one, wrap-up that ends by itself, forced ones."""

from datetime import timedelta

import pytest

from hearthline.access import Role
from hearthline.kernel import StaffId
from hearthline.routing import PresenceState
from hearthline.routing.states.errors import NoSuchAgent, ReasonUnknown, StateNotYours
from tests.fakes.fake_clock import FakeClock
from tests.make.desk import DeskOf
from tests.make.hands import HandsOf

pytestmark = pytest.mark.store

AWAY, BUSY, AVAILABLE = PresenceState.AWAY, PresenceState.BUSY, PresenceState.AVAILABLE


async def test_a_reason_is_one_of_the_companys(desk: DeskOf, hands: HandsOf) -> None:
    [agent] = await hands.on_duty("李静")
    states = desk.routing.states
    async with desk.database.session(desk.tenant) as session:
        now = await states.choose(session, agent.id, AWAY, reason="用餐")
        with pytest.raises(ReasonUnknown) as unknown:
            await states.choose(session, agent.id, AWAY, reason="钓鱼")
        with pytest.raises(StateNotYours):
            await states.choose(session, agent.id, PresenceState.WRAP_UP, reason=None)

    assert (now.state, now.reason) == (AWAY, "用餐")
    assert "小休、用餐、培训、会议、外呼、其他" in unknown.value.told().zh


async def test_a_booked_state_follows_the_present_conversations(
    desk: DeskOf, hands: HandsOf
) -> None:
    [agent] = await hands.on_duty("李静")
    it = await hands.held_by(agent)
    states = desk.routing.states
    async with desk.database.session(desk.tenant) as session:
        booked = await states.book(session, agent.id, AWAY, reason="用餐")
    waiting = await desk.wait()

    assert (booked.state, booked.next_state, booked.next_reason) == (BUSY, AWAY, "用餐")
    assert (await desk.get(waiting)).offered_to is None, "nothing new comes while winding down"
    await hands.come_round()
    async with desk.database.session(desk.tenant) as session:
        assert (await states.get(session, agent.id)).state is BUSY
    await desk.resolve(it, agent)
    await hands.come_round()
    async with desk.database.session(desk.tenant) as session:
        after = await states.get(session, agent.id)
    assert (after.state, after.reason, after.next_state) == (AWAY, "用餐", None)


async def test_with_nothing_at_hand_it_is_at_once_and_may_be_taken_back(
    desk: DeskOf, hands: HandsOf
) -> None:
    idle, busy = await hands.on_duty("李静", "赵强")
    states = desk.routing.states
    async with desk.database.session(desk.tenant) as session:
        assert (await states.book(session, idle.id, AWAY, reason="小休")).state is AWAY
    await hands.held_by(busy)
    async with desk.database.session(desk.tenant) as session:
        await states.book(session, busy.id, AWAY, reason="小休")
        back = await states.unbook(session, busy.id)

    assert (back.state, back.next_state) == (AVAILABLE, None)


async def test_a_forced_state_says_who_and_why_and_is_audited(desk: DeskOf, hands: HandsOf) -> None:
    [agent] = await hands.on_duty("李静")
    [boss] = await desk.hire("王芳", role=Role.SUPERVISOR)
    states = desk.routing.states
    async with desk.database.session(desk.tenant) as session:
        for _ in range(2):
            forced = await states.force(session, agent.id, AWAY, by=boss, why="忘了下线")
        with pytest.raises(NoSuchAgent):
            await states.force(session, StaffId.new(), AWAY, by=boss, why="没有这个人")
        deeds = await session.all("SELECT details FROM audit WHERE deed = 'presence.forced'")
        again = await states.choose(session, agent.id, AVAILABLE, reason=None)

    assert (forced.state, forced.forced_by, forced.forced_why) == (AWAY, boss.id, "忘了下线")
    assert [row["details"]["why"] for row in deeds] == ["忘了下线"]
    assert (again.state, again.forced_by) == (AVAILABLE, None)


async def test_the_log_has_one_line_for_each_state(
    desk: DeskOf, hands: HandsOf, clock: FakeClock
) -> None:
    [agent] = await hands.on_duty("李静")
    began = clock.now()
    states = desk.routing.states
    for state, reason in ((AWAY, "小休"), (AWAY, "小休"), (AWAY, "用餐"), (AVAILABLE, None)):
        clock.advance(timedelta(minutes=10))
        async with desk.database.session(desk.tenant) as session:
            await states.choose(session, agent.id, state, reason=reason)
    clock.advance(timedelta(minutes=5))

    async with desk.database.session(desk.tenant) as session:
        lines = await states.log(session, since=began, until=clock.now(), staff_id=agent.id)

    minutes = [
        (
            line.state.value,
            line.reason,
            line.until_at and (line.until_at - line.from_at) // timedelta(minutes=1),
        )
        for line in lines
        if line.until_at != line.from_at
    ]
    assert minutes == [
        ("available", None, 10),
        ("away", "小休", 20),
        ("away", "用餐", 10),
        ("available", None, None),
    ]


async def test_the_connection_is_another_fact(desk: DeskOf, hands: HandsOf) -> None:
    [agent] = await hands.on_duty("李静")
    states = desk.routing.states
    async with desk.routing.connected(agent), desk.database.session(desk.tenant) as session:
        assert (await states.get(session, agent.id)).is_connected
    async with desk.database.session(desk.tenant) as session:
        after = await states.get(session, agent.id)
    assert (after.state, after.is_connected) == (AVAILABLE, False)
