"""The verbs of routing: join the line, accept, decline, resolve."""

import asyncio
from datetime import timedelta

import pytest

from hearthline.access import Role
from hearthline.conversations import (
    Conversation,
    ConversationClosed,
    ConversationMoved,
    MessageKind,
    Move,
    NoSuchConversation,
    Status,
)
from hearthline.kernel import ConversationId, EventId, TenantId
from hearthline.platform.db import Database, Session
from hearthline.routing import (
    AgentIsFull,
    AlreadyTaken,
    HeldByOther,
    NotHeld,
    NotOffered,
    NotWaiting,
    OfferedToOther,
    PresenceState,
    QueueNotServed,
    routing_reactions,
)
from tests.fakes.fake_clock import FakeClock
from tests.make.desk import DeskOf

pytestmark = pytest.mark.store

AVAILABLE = PresenceState.AVAILABLE


async def notices(desk: DeskOf, conversation_id: ConversationId) -> list[tuple[str, str]]:
    async with desk.database.session(desk.tenant) as session:
        messages = await desk.conversations.read(session, conversation_id)
    found = [message for message in messages if message.kind is MessageKind.NOTICE]
    return [(message.data["notice"], message.text) for message in found]


async def test_the_place_in_line_is_exact(desk: DeskOf, clock: FakeClock) -> None:
    places = []
    ids = []
    for priority in (3, 3, 0, 3):
        conversation_id = await desk.begin()
        ids.append(conversation_id)
        places.append((await desk.ask(conversation_id, priority=priority)).position)
        clock.advance(timedelta(seconds=1))

    async with desk.database.session(desk.tenant) as session:
        now = [await desk.routing.place_of(session, one) for one in await desk.all(ids)]
    assert places == [1, 2, 1, 4]
    assert [place and place.position for place in now] == [2, 3, 1, 4]


async def test_asking_twice_keeps_the_place(desk: DeskOf, clock: FakeClock) -> None:
    conversation_id = await desk.begin()
    await desk.ask(conversation_id)
    clock.advance(timedelta(minutes=1))
    await desk.wait()

    again = await desk.ask(conversation_id)

    assert again.position == 1
    assert len(await notices(desk, conversation_id)) == 1


async def test_the_customer_hears_the_place_and_the_time(desk: DeskOf) -> None:
    [agent] = await desk.hire("李静", capacity=1)
    await desk.set(AVAILABLE, agent)

    ids = [await desk.wait() for _ in range(3)]

    instead = "不想一直等，可以回复“改为回电”，我们打给您。"
    said = [(await notices(desk, one))[0] for one in ids]
    assert said == [
        ("queued", "已为您转接人工，正在接通客服。"),
        ("queued", f"已为您转接人工，前面还有 1 位，预计等待约 10 分钟。{instead}"),
        ("queued", f"已为您转接人工，前面还有 2 位，预计等待约 15 分钟。{instead}"),
    ]


async def test_when_nobody_is_on_duty_no_time_is_promised(desk: DeskOf) -> None:
    placement = await desk.ask(conversation_id := await desk.begin())

    assert placement.eta_seconds is None
    assert "现在没有客服在线" in (await notices(desk, conversation_id))[0][1]


async def test_a_closed_conversation_does_not_wait(desk: DeskOf) -> None:
    conversation_id = await desk.begin()
    async with desk.database.session(desk.tenant) as session:
        await desk.conversations.move(session, conversation_id, Move(Status.CLOSED))

    with pytest.raises(ConversationClosed):
        await desk.ask(conversation_id)


async def test_whoever_has_a_person_does_not_wait_again(desk: DeskOf) -> None:
    [agent] = await desk.hire("李静")
    await desk.set(AVAILABLE, agent)
    conversation_id = await desk.wait()
    await desk.accept(conversation_id, agent)

    assert (await desk.ask(conversation_id)).position == 0
    assert (await desk.get(conversation_id)).holder_id == agent.id


async def test_accepting_hands_the_conversation_over(desk: DeskOf) -> None:
    [agent] = await desk.hire("李静")
    await desk.set(AVAILABLE, agent)
    conversation_id = await desk.wait()

    await desk.accept(conversation_id, agent)
    await desk.accept(conversation_id, agent)

    held = await desk.get(conversation_id)
    assert (held.status, held.holder_id, held.offered_to) == (Status.AGENT, agent.id, None)
    joined = [n for n in await notices(desk, conversation_id) if n[0] == "agent_joined"]
    assert joined == [("agent_joined", "客服 李静 为您服务。")]


async def test_of_two_who_accept_at_once_one_wins(desk: DeskOf) -> None:
    agents = await desk.hire("李静", "赵强")
    conversation_id = await desk.wait()

    outcomes = await asyncio.gather(
        *(desk.accept(conversation_id, agent) for agent in agents), return_exceptions=True
    )

    winner = agents[outcomes.index(None)]
    [lost] = [outcome for outcome in outcomes if outcome is not None]
    assert isinstance(lost, AlreadyTaken)
    assert lost.told().zh == f"{winner.name} 已经接起这个会话，您不用再处理。"
    assert (await desk.get(conversation_id)).holder_id == winner.id


async def test_what_rings_at_one_desk_is_not_taken_by_another(
    desk: DeskOf, clock: FakeClock
) -> None:
    first, second = await desk.hire("李静", "赵强")
    await desk.set(AVAILABLE, first)
    conversation_id = await desk.wait()

    with pytest.raises(OfferedToOther):
        await desk.accept(conversation_id, second)

    clock.advance(timedelta(seconds=30))
    await desk.accept(conversation_id, second)
    assert (await desk.get(conversation_id)).holder_id == second.id


async def test_a_supervisor_may_take_what_rings_elsewhere(desk: DeskOf) -> None:
    [agent] = await desk.hire("李静")
    [boss] = await desk.hire("王芳", role=Role.SUPERVISOR)
    await desk.set(AVAILABLE, agent)
    conversation_id = await desk.wait()

    await desk.accept(conversation_id, boss)

    assert (await desk.get(conversation_id)).holder_id == boss.id


async def test_taking_by_hand_stops_at_the_capacity_too(desk: DeskOf) -> None:
    [agent] = await desk.hire("李静", capacity=1)
    first, second = await desk.wait(), await desk.wait()
    await desk.accept(first, agent)

    with pytest.raises(AgentIsFull):
        await desk.accept(second, agent)


async def test_whoever_does_not_serve_the_queue_cannot_take_from_it(desk: DeskOf) -> None:
    await desk.hire("李静")
    async with desk.database.session(desk.tenant) as session:
        other = await desk.routing.serve_queue(session, [])
        stranger = (await desk.hire("外人"))[0]
        await session.execute(
            "DELETE FROM queue_member WHERE queue_id = %(queue)s AND staff_id = %(staff)s",
            {"queue": other, "staff": stranger.id},
        )
    conversation_id = await desk.wait()

    with pytest.raises(QueueNotServed):
        await desk.accept(conversation_id, stranger)


async def test_what_does_not_wait_cannot_be_accepted_or_declined(desk: DeskOf) -> None:
    [agent] = await desk.hire("李静")
    conversation_id = await desk.begin()

    with pytest.raises(NotWaiting):
        await desk.accept(conversation_id, agent)
    with pytest.raises(NotOffered):
        await desk.decline(conversation_id, agent)
    with pytest.raises(NoSuchConversation):
        await desk.accept(ConversationId.new(), agent)


async def test_resolving_closes_and_lets_the_next_in(desk: DeskOf) -> None:
    [agent] = await desk.hire("李静", capacity=1)
    await desk.set(AVAILABLE, agent)
    first, second = await desk.wait(), await desk.wait()
    await desk.accept(first, agent)

    after = await desk.resolve(first, agent)

    assert after.status is Status.CLOSED
    assert (await desk.get(second)).offered_to == agent.id
    assert (await notices(desk, first))[-1][0] == "closed"


async def test_while_something_is_open_the_bot_goes_on(desk: DeskOf) -> None:
    async def ticket_open(session: Session, conversation: Conversation) -> bool:
        return True

    desk.routing._handling._unfinished = ticket_open
    [agent] = await desk.hire("李静")
    await desk.set(AVAILABLE, agent)
    conversation_id = await desk.wait()
    await desk.accept(conversation_id, agent)

    after = await desk.resolve(conversation_id, agent)

    assert (after.status, after.holder_id) == (Status.BOT, None)
    assert (await notices(desk, conversation_id))[-1][0] == "handed_back"


async def test_only_the_holder_or_a_supervisor_resolves(desk: DeskOf) -> None:
    first, second = await desk.hire("李静", "赵强")
    [boss] = await desk.hire("王芳", role=Role.SUPERVISOR)
    conversation_id = await desk.wait()
    with pytest.raises(NotHeld):
        await desk.resolve(conversation_id, first)
    await desk.accept(conversation_id, first)

    with pytest.raises(HeldByOther):
        await desk.resolve(conversation_id, second)

    assert (await desk.resolve(conversation_id, boss)).status is Status.CLOSED


async def test_a_customer_who_leaves_makes_room(desk: DeskOf, clock: FakeClock) -> None:
    [agent] = await desk.hire("李静", capacity=1)
    await desk.set(AVAILABLE, agent)
    first, second = await desk.wait(), await desk.wait()
    await desk.accept(first, agent)
    async with desk.database.session(desk.tenant) as session:
        await desk.conversations.move(session, first, Move(Status.CLOSED))
    [reaction] = routing_reactions(desk.routing)
    event = ConversationMoved(
        event_id=EventId.new(),
        tenant_id=desk.tenant,
        at=clock.now(),
        conversation_id=first,
        before="agent",
        after="closed",
    )

    await reaction.handle(event)
    await reaction.handle(event)

    assert (await desk.get(second)).offered_to == agent.id


async def test_queues_say_who_waits_and_who_serves(desk: DeskOf, clock: FakeClock) -> None:
    one, two = await desk.hire("李静", "赵强", capacity=1)
    await desk.set(AVAILABLE, one)
    [await desk.wait() for _ in range(2)]
    clock.advance(timedelta(seconds=20))

    async with desk.database.session(desk.tenant) as session:
        [queue] = await desk.routing.queues(session, two)

    assert (queue.name, queue.waiting, queue.longest_wait_s) == ("综合客服", 2, 20)
    assert (queue.agents_available, queue.agents_total) == (1, 2)


async def test_another_tenants_conversation_is_not_to_be_had(
    desk: DeskOf, database: Database, clock: FakeClock
) -> None:
    conversation_id = await desk.wait()
    other = TenantId.new()
    async with database.open_session() as session:
        await session.execute(
            "INSERT INTO tenant (id, slug, name) VALUES (%(id)s, %(slug)s, '别家')",
            {"id": other, "slug": f"o-{other.hex}"},
        )
    elsewhere = DeskOf(database, other, clock, desk.vault)
    [stranger] = await elsewhere.hire("外人", role=Role.SUPERVISOR)

    with pytest.raises(NoSuchConversation):
        await elsewhere.accept(conversation_id, stranger)
