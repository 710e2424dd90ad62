"""Wrap-up: begun by the end of a conversation, confirmed or run out, mandatory if so wanted."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hearthline.access import Staff
from hearthline.conversations import ConversationMoved, Move, Status
from hearthline.kernel import ConversationId, EventId
from hearthline.routing import Ending, Filled, PresenceState, wrap_up_reactions
from hearthline.routing.settings.store import SettingStore
from hearthline.routing.wrapup.errors import CodeNeeded, CodeUnknown, NothingToWrapUp
from hearthline.routing.wrapup.model import SummaryPart, WrapUp
from tests.fakes.fake_clock import FakeClock
from tests.make.desk import DeskOf
from tests.make.hands import HandsOf

pytestmark = pytest.mark.store


async def resolve(
    hands: HandsOf, it: ConversationId, staff: Staff, filled: Filled | None = None
) -> None:
    async with hands.desk.database.session(hands.desk.tenant) as session:
        await hands.wrap_ups.resolve(session, it, staff, ending=Ending(filled=filled))
    await hands.desk.routing.settle(hands.desk.tenant, freed=staff.id)


async def fill(
    hands: HandsOf, it: ConversationId, staff: Staff, filled: Filled, *, is_done: bool = True
) -> WrapUp:
    async with hands.desk.database.session(hands.desk.tenant) as session:
        return await hands.wrap_ups.fill(session, it, staff, filled=filled, is_done=is_done)


async def state_of(desk: DeskOf, staff: Staff) -> PresenceState:
    async with desk.database.session(desk.tenant) as session:
        return (await desk.routing.states.get(session, staff.id)).state


async def require(desk: DeskOf, staff: Staff) -> None:
    store = SettingStore()
    async with desk.database.session(desk.tenant) as session:
        setting = replace(await store.get(session), is_wrap_up_required=True)
        await store.put(session, setting, by=staff.id, now=desk.clock.now())


async def test_nothing_new_comes_before_it_is_confirmed(desk: DeskOf, hands: HandsOf) -> None:
    [agent] = await hands.on_duty("李静")
    it = await hands.held_by(agent)
    await resolve(hands, it, agent)
    waiting = await desk.wait()

    during = await state_of(desk, agent)
    assert (during, (await desk.get(waiting)).offered_to) == (PresenceState.WRAP_UP, None)
    written = await fill(
        hands,
        it,
        agent,
        Filled(
            code="heating.1.1",
            note="已派维修",
            solved=True,
            summary={"request": SummaryPart("整户不热", (1, 3))},
        ),
    )
    await desk.routing.settle(desk.tenant, freed=agent.id)
    again = await fill(hands, it, agent, Filled(note="已派维修"))

    assert (written.code_label, written.ended_by) == ("报修 / 整户不热", "done")
    assert written.summary["request"] == SummaryPart("整户不热", (1, 3))
    assert again.ended_at == written.ended_at
    assert await state_of(desk, agent) is PresenceState.AVAILABLE
    assert (await desk.get(waiting)).offered_to == agent.id


async def test_it_ends_by_itself_and_may_still_be_written(
    desk: DeskOf, hands: HandsOf, clock: FakeClock
) -> None:
    [agent] = await hands.on_duty("李静")
    it = await hands.held_by(agent)
    await resolve(hands, it, agent)
    clock.advance(timedelta(seconds=59))
    await hands.come_round()
    assert await state_of(desk, agent) is PresenceState.WRAP_UP

    clock.advance(timedelta(seconds=1))
    await hands.come_round()

    assert await state_of(desk, agent) is PresenceState.AVAILABLE
    late = await fill(hands, it, agent, Filled(code="heating.3.1"))
    assert (late.ended_by, late.code_label) == ("timer", "费用账单 / 热费查询")


async def test_done_with_the_same_call_no_time_follows(desk: DeskOf, hands: HandsOf) -> None:
    [agent] = await hands.on_duty("李静")
    it = await hands.held_by(agent)

    await resolve(hands, it, agent, Filled(code="common.1.6", solved=True))

    assert await state_of(desk, agent) is PresenceState.AVAILABLE
    async with desk.database.session(desk.tenant) as session:
        kept = await hands.wrap_ups.get(session, it)
        assert await hands.wrap_ups.labels(session, [it]) == {it: "其他 / 其他"}
        assert await hands.wrap_ups.open_of(session, agent) == []
    assert kept is not None
    assert kept.ended_by == "done"


async def test_mandatory_it_waits_for_a_code(
    desk: DeskOf, hands: HandsOf, clock: FakeClock
) -> None:
    [agent] = await hands.on_duty("李静")
    await require(desk, agent)
    it = await hands.held_by(agent)
    await resolve(hands, it, agent)
    clock.advance(timedelta(minutes=10))
    await hands.come_round()

    assert await state_of(desk, agent) is PresenceState.WRAP_UP
    with pytest.raises(CodeNeeded):
        await fill(hands, it, agent, Filled(note="没有代码"))
    with pytest.raises(CodeUnknown):
        await fill(hands, it, agent, Filled(code="no.such"))
    await fill(hands, it, agent, Filled(code="common.1.1"))
    assert await state_of(desk, agent) is PresenceState.AVAILABLE


async def test_the_state_lasts_until_the_last_of_two(desk: DeskOf, hands: HandsOf) -> None:
    [agent] = await hands.on_duty("李静")
    first, second = await hands.held_by(agent), await hands.held_by(agent)
    await resolve(hands, first, agent)
    await resolve(hands, second, agent)

    await fill(hands, first, agent, Filled())
    between = await state_of(desk, agent)
    await fill(hands, second, agent, Filled())

    assert between is PresenceState.WRAP_UP
    assert await state_of(desk, agent) is PresenceState.AVAILABLE


async def test_a_booked_state_follows_the_wrap_up(desk: DeskOf, hands: HandsOf) -> None:
    [agent] = await hands.on_duty("李静")
    it = await hands.held_by(agent)
    async with desk.database.session(desk.tenant) as session:
        await desk.routing.states.book(session, agent.id, PresenceState.AWAY, reason="用餐")
    await resolve(hands, it, agent)
    during = await state_of(desk, agent)

    await fill(hands, it, agent, Filled())

    assert during is PresenceState.WRAP_UP
    async with desk.database.session(desk.tenant) as session:
        after = await desk.routing.states.get(session, agent.id)
    assert (after.state, after.reason) == (PresenceState.AWAY, "用餐")


async def test_when_the_customer_leaves_the_agent_wraps_up_once(
    desk: DeskOf, hands: HandsOf
) -> None:
    [agent] = await hands.on_duty("李静")
    it = await hands.held_by(agent)
    async with desk.database.session(desk.tenant) as session:
        await desk.conversations.move(session, it, Move(Status.CLOSED))
    [reaction] = wrap_up_reactions(hands.wrap_ups, desk.database)
    event = ConversationMoved(
        event_id=EventId.new(),
        tenant_id=desk.tenant,
        at=desk.clock.now(),
        conversation_id=it,
        before="agent",
        after="closed",
    )

    for _ in range(2):
        await reaction.handle(event)

    assert await state_of(desk, agent) is PresenceState.WRAP_UP
    async with desk.database.session(desk.tenant) as session:
        assert len(await hands.wrap_ups.open_of(session, agent)) == 1


async def test_begun_early_it_is_the_same_one(desk: DeskOf, hands: HandsOf) -> None:
    agent, other = await hands.on_duty("李静", "赵强")
    it = await hands.held_by(agent)
    early = await fill(hands, it, agent, Filled(code="heating.1.1"), is_done=False)
    with pytest.raises(NothingToWrapUp):
        await fill(hands, it, other, Filled(code="heating.1.1"))

    await resolve(hands, it, agent)

    async with desk.database.session(desk.tenant) as session:
        [kept] = await hands.wrap_ups.open_of(session, agent)
    assert (kept.id, kept.code) == (early.id, "heating.1.1")
