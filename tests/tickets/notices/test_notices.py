"""The customer hears in the conversation how his ticket comes along (R85)."""

from datetime import timedelta

import pytest

from hearthline.access import Role
from hearthline.conversations import Conversation, Conversations
from hearthline.kernel import EventId
from hearthline.platform.outbox import Outbox
from hearthline.platform.streams import Streams
from hearthline.tickets import Notices, Ticket
from hearthline.tickets.handling import actions as do
from tests.fakes.fake_clock import FakeClock
from tests.make import conversations as make_conversations
from tests.make import staff as make_staff
from tests.make.tickets import Bench

pytestmark = pytest.mark.store


class Chat:
    """A customer's conversation, and what is said in it."""

    def __init__(self, bench: Bench, thread: Conversation) -> None:
        self.bench, self.thread = bench, thread
        access = make_staff.access(bench.database, bench.clock, bench.vault)
        self.conversations = Conversations(Streams(), Outbox(), bench.clock)
        self.notices = Notices(
            bench.database,
            bench.tickets,
            bench.teams,
            conversations=self.conversations,
            names=access.names,
        )

    async def hear(self, ticket: Ticket, event_id: EventId | None = None) -> list[str]:
        """Tell of the ticket's status, and read what was said."""
        event = event_id or EventId.new()
        await self.notices.take(self.bench.tenant, ticket.id, status=ticket.status, event_id=event)
        return await self.said()

    async def said(self) -> list[str]:
        async with self.bench.database.session(self.bench.tenant) as session:
            messages = await self.conversations.read(session, self.thread.id)
        return [one.text for one in messages if "ticket_id" in one.data]


@pytest.fixture
async def chat(bench: Bench) -> Chat:
    async with bench.database.session(bench.tenant) as session:
        thread = await make_conversations.conversation(session, bench.vault, bench.clock)
    return Chat(bench, thread)


async def test_steps_that_matter_are_said_once_with_name_and_time(bench: Bench, chat: Chat) -> None:
    agent, worker = await bench.person(Role.AGENT), await bench.person(Role.FIELD)
    team = await bench.team("城东维修班", worker)
    ticket = await bench.open(agent, conversation_id=chat.thread.id)
    assert (await chat.hear(ticket))[-1].startswith("您反映的“整户不热”已受理")

    dispatch = do.Dispatch(client_id="d", team_id=team.id, note="客户脾气不好，注意态度")
    ticket = (await bench.act(agent, ticket, dispatch)).ticket
    event = EventId.new()
    once = await chat.hear(ticket, event)
    assert once == await chat.hear(ticket, event)
    assert "城东维修班" in once[-1]

    ticket = (await bench.act(worker, ticket, do.Take(client_id="t"))).ticket
    assert f"{worker.name[:1]}师傅" in (await chat.hear(ticket))[-1]
    ticket = (await bench.act(worker, ticket, do.Depart(client_id="g", eta_minutes=20))).ticket
    assert "09:50" in (await chat.hear(ticket))[-1]
    ticket = (await bench.act(worker, ticket, do.Begin(client_id="b"))).ticket
    said = await chat.hear(ticket)
    assert "已出发" in said[-1], "beginning to work says nothing to the customer"

    waiting = do.Suspend(client_id="s", reason="waiting_customer", text="内部：客户不在家")
    ticket = (await bench.act(worker, ticket, waiting)).ticket
    assert "等客户" in (await chat.hear(ticket))[-1]
    assert not any("内部" in text or "脾气" in text for text in await chat.said())


async def test_in_the_night_only_danger_is_told_and_the_last_word_in_the_morning(
    bench: Bench, chat: Chat, clock: FakeClock
) -> None:
    agent, worker = await bench.person(Role.AGENT), await bench.person(Role.FIELD)
    team = await bench.team("城东维修班", worker)
    clock.advance(timedelta(hours=14))  # 23:30
    ticket = await bench.open(agent, conversation_id=chat.thread.id)
    assert await chat.hear(ticket) == []
    dispatched = await bench.act(agent, ticket, do.Dispatch(client_id="d", team_id=team.id))
    assert await chat.hear(dispatched.ticket) == []
    burst = await bench.open(
        agent,
        type_code="H-EM-01",
        details={"injured": "no"},
        conversation_id=chat.thread.id,
    )
    assert [text for text in await chat.hear(burst) if burst.work_order_no in text]

    clock.advance(timedelta(hours=7, minutes=31))  # 07:01
    await chat.notices.say_held()
    await chat.notices.say_held()
    told = [text for text in await chat.said() if ticket.work_order_no in text]
    assert len(told) == 1
    assert "城东维修班" in told[0]


async def test_what_is_merged_hears_what_becomes_of_the_parent(bench: Bench, chat: Chat) -> None:
    agent, worker = await bench.person(Role.AGENT), await bench.person(Role.FIELD)
    team = await bench.team("抢修队", worker)
    parent = await bench.open(agent, type_code="H-AR-01")
    child = await bench.open(agent, conversation_id=chat.thread.id)
    merged = (await bench.act(agent, child, do.Merge(client_id="m", into=parent.id))).ticket
    assert "同一故障" in (await chat.hear(merged))[-1]

    await bench.act(agent, parent, do.Dispatch(client_id="d", team_id=team.id))
    await bench.act(worker, parent, do.Take(client_id="t"))
    gone = (await bench.act(worker, parent, do.Depart(client_id="g"))).ticket
    said = await chat.hear(gone)
    assert (child.work_order_no in said[-1], "已出发" in said[-1]) == (True, True)

    done = do.Resolve(client_id="r", result_code="restored", text="管网已恢复")
    await bench.act(worker, parent, done)
    asked = (await bench.file(child.id)).ticket
    assert asked.call_back.state == "asked"
    assert (await bench.told())[-2:] == ["ticket.resolved", "ticket.resolved"]
