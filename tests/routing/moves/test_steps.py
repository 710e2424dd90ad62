"""Lent to the bot and back, and taken over: one speaks at a time, nothing is lost."""

import asyncio

import pytest

from hearthline.access import Role
from hearthline.conversations import ConversationClosed, NotTheHolder, Status
from hearthline.kernel import ConversationId
from hearthline.routing import HeldByOther, NotHeld, Placement
from hearthline.routing.moves.errors import FlowUnknown, NotWithAnAgent, OnItsWay, StepAtWork
from tests.make.desk import DeskOf
from tests.make.hands import HandsOf, asked

pytestmark = pytest.mark.store


async def begun(desk: DeskOf, it: ConversationId) -> bool:
    async with desk.database.session(desk.tenant) as session:
        return await desk.routing.passing.step_begun(session, it)


async def over(desk: DeskOf, it: ConversationId, outcome: str = "told") -> bool:
    async with desk.database.session(desk.tenant) as session:
        return await desk.routing.passing.step_over(session, it, outcome)


async def test_the_bot_answers_and_the_agent_has_it_again(desk: DeskOf, hands: HandsOf) -> None:
    [agent] = await hands.on_duty("李静", capacity=1)
    it = await hands.held_by(agent)
    lent = await hands.lend(it, agent)
    await hands.says(it)
    waiting = await desk.wait()
    with pytest.raises(NotTheHolder):
        await hands.writes(it, agent, "插话")
    async with desk.database.session(desk.tenant) as session:
        due = await desk.conversations.unanswered(session)

    assert lent.is_lent
    assert (lent.status, lent.holder_id) == (Status.BOT, agent.id)
    assert due == [it]
    assert (await desk.get(waiting)).offered_to is None, "the place at the desk stays his"
    assert await begun(desk, it)
    assert await over(desk, it)
    back = await desk.get(it)
    assert (back.status, back.holder_id) == (Status.AGENT, agent.id)
    assert (await hands.notices(it))[-2:] == ["bot_step", "bot_step_over"]
    assert not await over(desk, it), "a second end changes nothing"
    step = (await hands.hands(it)).step
    assert step is not None
    assert (step.outcome, step.flow.name) == ("told", "查费用")


async def test_the_end_of_another_flow_does_not_end_a_step_that_has_not_begun(
    desk: DeskOf, hands: HandsOf
) -> None:
    [agent] = await hands.on_duty("李静")
    it = await hands.held_by(agent)
    await hands.lend(it, agent)

    assert not await over(desk, it)
    assert (await desk.get(it)).is_lent


async def test_the_agent_takes_over_in_the_middle(desk: DeskOf, hands: HandsOf) -> None:
    agent, other = await hands.on_duty("李静", "赵强")
    it = await hands.held_by(agent)
    await hands.lend(it, agent)
    await begun(desk, it)
    with pytest.raises(HeldByOther):
        await hands.take_over(it, other)

    back = await hands.take_over(it, agent)
    again = await hands.take_over(it, agent)

    assert (back.status, again.status) == (Status.AGENT, Status.AGENT)
    assert not await over(desk, it), "the flow's end comes too late and changes nothing"
    step = (await hands.hands(it)).step
    assert step is not None
    assert step.outcome == "taken_over"


async def test_taking_over_and_the_end_of_the_flow_at_once(desk: DeskOf, hands: HandsOf) -> None:
    [agent] = await hands.on_duty("李静")
    for _ in range(4):
        it = await hands.held_by(agent)
        await hands.lend(it, agent)
        await begun(desk, it)

        await asyncio.gather(hands.take_over(it, agent), over(desk, it))

        held = await desk.get(it)
        assert (held.status, held.holder_id) == (Status.AGENT, agent.id)
        told = [one for one in await hands.notices(it) if one in ("bot_step_over", "agent_joined")]
        assert len(told) == 2, "when he accepted, and once when he had it again"
        await desk.resolve(it, agent)


async def test_when_the_bot_needs_a_person_it_is_the_one_who_lent(
    desk: DeskOf, hands: HandsOf
) -> None:
    [agent] = await hands.on_duty("李静")
    it = await hands.held_by(agent)
    await hands.lend(it, agent)
    await begun(desk, it)

    placement = await desk.ask(it)

    assert placement == Placement(queue_id=None, position=0, eta_seconds=0)
    held = await desk.get(it)
    assert (held.status, held.holder_id) == (Status.AGENT, agent.id)


async def test_the_customer_leaves_during_the_step(desk: DeskOf, hands: HandsOf) -> None:
    [agent] = await hands.on_duty("李静", capacity=1)
    it = await hands.held_by(agent)
    await hands.lend(it, agent)
    await begun(desk, it)
    waiting = await desk.wait()

    await hands.leave(it)

    assert not await over(desk, it)
    assert not await begun(desk, it)
    with pytest.raises(ConversationClosed):
        await hands.take_over(it, agent)
    assert (await desk.get(waiting)).offered_to == agent.id
    step = (await hands.hands(it)).step
    assert step is not None
    assert step.outcome == "left"


async def test_while_it_is_lent_nothing_else_is_done_with_it(desk: DeskOf, hands: HandsOf) -> None:
    agent, other = await hands.on_duty("李静", "赵强")
    it = await hands.held_by(agent)
    with pytest.raises(FlowUnknown) as unknown:
        await hands.lend(it, agent, flow="no_such_flow")
    await hands.lend(it, agent, flow="heating:outage_query")

    with pytest.raises(StepAtWork):
        await hands.give(it, agent, other)
    with pytest.raises(StepAtWork):
        await hands.lend(it, agent)
    with pytest.raises(NotHeld):
        await desk.resolve(it, agent)
    assert "查停供" in unknown.value.told().zh


async def test_what_is_on_its_way_is_not_lent_and_a_repeat_is_one_step(
    desk: DeskOf, hands: HandsOf
) -> None:
    agent, other = await hands.on_duty("李静", "赵强")
    it, how = await hands.held_by(agent), asked()
    await hands.give(it, agent, other)
    with pytest.raises(OnItsWay):
        await hands.lend(it, agent)
    await desk.decline(it, other)

    async def lend() -> None:
        async with desk.database.session(desk.tenant) as session:
            await hands.moves.to_bot(session, it, agent, flow="fee_query", asked=how)

    await asyncio.gather(*(lend() for _ in range(3)))
    await hands.take_over(it, agent)
    await lend()

    assert (await desk.get(it)).status is Status.AGENT
    async with desk.database.session(desk.tenant) as session:
        [count] = await session.all("SELECT count(*) AS n FROM bot_step")
        [events] = await session.all(
            "SELECT count(*) AS n FROM outbox WHERE name = 'routing.bot_step_asked'"
        )
    assert (count["n"], events["n"]) == (1, 1)


async def test_a_supervisor_takes_over_from_whoever_has_it(desk: DeskOf, hands: HandsOf) -> None:
    [agent] = await hands.on_duty("李静")
    [boss] = await desk.hire("王芳", role=Role.SUPERVISOR)
    held, with_bot = await hands.held_by(agent), await desk.begin()
    with pytest.raises(NotWithAnAgent):
        await hands.take_over(with_bot, agent)

    for it in (held, with_bot):
        taken = await hands.take_over(it, boss)
        assert (taken.status, taken.holder_id) == (Status.AGENT, boss.id)
    await desk.resolve(held, boss)

    async with desk.database.session(desk.tenant) as session:
        open_ = await session.all(
            "SELECT FROM assignment WHERE conversation_id = %(it)s AND finished_at IS NULL"
            " AND outcome = 'accepted'",
            {"it": held},
        )
    assert open_ == []
