"""Conversations on a real database: numbers, repeats, hands, read marks, streams."""

import asyncio
from datetime import timedelta

import pytest

from hearthline.conversations import (
    ConversationClosed,
    Move,
    NoSuchConversation,
    Ratings,
    Receipts,
    Saying,
    Sender,
    SenderKind,
    Status,
)
from hearthline.kernel import ConversationId, MessageId, QueueId, StaffId, TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from hearthline.platform.outbox import Outbox
from hearthline.platform.streams import Streams
from tests.fakes.fake_clock import FakeClock
from tests.make import conversations as make

pytestmark = pytest.mark.store


async def opened(
    database: Database, tenant: TenantId, vault: Vault, clock: FakeClock
) -> ConversationId:
    async with database.session(tenant) as session:
        return (await make.conversation(session, vault, clock)).id


async def test_messages_are_numbered_from_one_without_holes(
    database: Database, tenant: TenantId, vault: Vault, clock: FakeClock
) -> None:
    thread = await opened(database, tenant, vault, clock)
    service = make.conversations(clock)

    for text in ("一", "二", "三"):
        async with database.session(tenant) as session:
            await service.receive(session, thread, make.words(text))

    async with database.session(tenant) as session:
        read = await service.read(session, thread)
    assert [(message.seq, message.text) for message in read] == [(1, "一"), (2, "二"), (3, "三")]


async def test_a_repeated_client_id_gives_the_first_message_again(
    database: Database, tenant: TenantId, vault: Vault, clock: FakeClock
) -> None:
    thread = await opened(database, tenant, vault, clock)
    service = make.conversations(clock)
    client_id = MessageId.new()

    async with database.session(tenant) as session:
        first = await service.receive(session, thread, make.words("不热", client_id=client_id))
    async with database.session(tenant) as session:
        again = await service.receive(session, thread, make.words("别的", client_id=client_id))

    assert first.is_new
    assert not again.is_new
    assert again.message.text == "不热"
    assert again.conversation.last_seq == 1


async def test_copies_that_arrive_at_once_are_stored_once(
    database: Database, tenant: TenantId, vault: Vault, clock: FakeClock
) -> None:
    thread = await opened(database, tenant, vault, clock)
    service = make.conversations(clock)
    ids = [MessageId.new() for _ in range(5)]

    async def post(index: int) -> bool:
        async with database.session(tenant) as session:
            words = make.words(f"{index}", client_id=ids[index % 5])
            return (await service.receive(session, thread, words)).is_new

    news = await asyncio.gather(*(post(index) for index in range(40)))

    async with database.session(tenant) as session:
        read = await service.read(session, thread)
    assert sum(news) == 5
    assert [message.seq for message in read] == [1, 2, 3, 4, 5]


async def test_a_closed_conversation_takes_no_message(
    database: Database, tenant: TenantId, vault: Vault, clock: FakeClock
) -> None:
    thread = await opened(database, tenant, vault, clock)
    service = make.conversations(clock)
    async with database.session(tenant) as session:
        await service.move(session, thread, Move(Status.CLOSED))

    with pytest.raises(ConversationClosed):
        async with database.session(tenant) as session:
            await service.receive(session, thread, make.words())


async def test_another_tenant_sees_nothing_of_it(
    database: Database, tenant: TenantId, vault: Vault, clock: FakeClock
) -> None:
    thread = await opened(database, tenant, vault, clock)
    stranger = TenantId.new()

    with pytest.raises(NoSuchConversation):
        async with database.session(stranger) as session:
            await make.conversations(clock).get(session, thread)


async def test_a_turn_is_claimed_once(
    database: Database, tenant: TenantId, vault: Vault, clock: FakeClock
) -> None:
    thread = await opened(database, tenant, vault, clock)
    service = make.conversations(clock)
    async with database.session(tenant) as session:
        received = await service.receive(session, thread, make.words())
        assert received.conversation.awaits_bot

    async def claim() -> bool:
        async with database.session(tenant) as session:
            return await service.answered(session, thread, received.message.seq)

    assert sorted(await asyncio.gather(claim(), claim(), claim())) == [False, False, True]


async def test_a_change_of_hands_reaches_the_streams_of_both_hands(
    database: Database, tenant: TenantId, vault: Vault, clock: FakeClock
) -> None:
    thread = await opened(database, tenant, vault, clock)
    service, streams = make.conversations(clock), Streams()
    queue, agent = QueueId.new(), StaffId.new()

    async with database.session(tenant) as session:
        await service.move(session, thread, Move(Status.QUEUED, queue_id=queue))
        await service.move(session, thread, Move(Status.AGENT, holder_id=agent))

    async with database.session(tenant) as session:
        in_queue = await streams.read(session, queue, after_seq=0)
        at_agent = await streams.read(session, agent, after_seq=0)
    assert [entry.seq for entry in in_queue] == [1, 2]
    assert [entry.ref for entry in at_agent] == [thread]


async def test_a_customer_waits_from_the_first_unanswered_message(
    database: Database, tenant: TenantId, vault: Vault, clock: FakeClock
) -> None:
    thread = await opened(database, tenant, vault, clock)
    service = make.conversations(clock)
    agent = StaffId.new()
    async with database.session(tenant) as session:
        await service.move(session, thread, Move(Status.AGENT, holder_id=agent))
        await service.say(session, thread, Saying(Sender.agent(agent, "李静"), "您好"))

    began = clock.now()
    for _ in range(2):
        async with database.session(tenant) as session:
            waiting = (await service.receive(session, thread, make.words())).conversation
        clock.advance(timedelta(minutes=1))

    assert waiting.waiting_since == began
    assert not waiting.awaits_bot


async def test_reading_never_goes_back_or_beyond_the_end(
    database: Database, tenant: TenantId, vault: Vault, clock: FakeClock
) -> None:
    thread = await opened(database, tenant, vault, clock)
    service = make.conversations(clock)
    async with database.session(tenant) as session:
        await service.receive(session, thread, make.words())
        await service.receive(session, thread, make.words())
        for seq in (2, 1, 99):
            await Receipts(Streams()).mark_read(session, thread, seq, by=SenderKind.CUSTOMER)

        assert (await service.get(session, thread)).customer_read_seq == 2


async def test_a_rating_may_be_changed_for_a_day(
    database: Database, tenant: TenantId, vault: Vault, clock: FakeClock
) -> None:
    thread = await opened(database, tenant, vault, clock)

    async def rate(score: int) -> int:
        async with database.session(tenant) as session:
            await Ratings(Outbox(), clock).rate(
                session, thread, score=score, solved=None, comment=None
            )
            row = await session.one("SELECT score FROM rating")
            return int(row["score"])

    assert await rate(2) == 2
    clock.advance(timedelta(hours=23))
    assert await rate(5) == 5
    clock.advance(timedelta(hours=2))
    assert await rate(1) == 5
