"""Numbered logs on a real database."""

import asyncio
from uuid import UUID

import pytest

from hearthline.kernel import ConversationId, QueueId, TenantId
from hearthline.platform.db import Database
from hearthline.platform.streams import Streams

pytestmark = pytest.mark.store


async def fill(database: Database, tenant: TenantId, stream: UUID, count: int) -> None:
    streams = Streams()
    for _ in range(count):
        async with database.session(tenant) as session:
            await streams.append(session, stream, "conversation.changed", ref=ConversationId.new())


async def test_numbers_have_no_holes_when_many_write_at_once(
    database: Database, tenant: TenantId
) -> None:
    stream = QueueId.new()

    await asyncio.gather(*(fill(database, tenant, stream, 10) for _ in range(4)))

    async with database.session(tenant) as session:
        entries = await Streams().read(session, stream, after_seq=0)
    assert [entry.seq for entry in entries] == list(range(1, 41))


async def test_a_write_that_is_rolled_back_leaves_no_number(
    database: Database, tenant: TenantId
) -> None:
    stream = QueueId.new()
    await fill(database, tenant, stream, 1)

    with pytest.raises(RuntimeError):
        async with database.session(tenant) as session:
            await Streams().append(session, stream, "lost", ref=ConversationId.new())
            raise RuntimeError
    await fill(database, tenant, stream, 1)

    async with database.session(tenant) as session:
        entries = await Streams().read(session, stream, after_seq=0)
    assert [(entry.seq, entry.kind) for entry in entries] == [
        (1, "conversation.changed"),
        (2, "conversation.changed"),
    ]


async def test_a_reader_resumes_only_where_nothing_was_forgotten(
    database: Database, tenant: TenantId
) -> None:
    stream = QueueId.new()
    streams = Streams()
    await fill(database, tenant, stream, 6)
    async with database.session(tenant) as session:
        await streams.trim(session, keep=2)
        head = await streams.head(session, stream)

    epoch = str(head.epoch)
    assert head.can_resume(epoch, 6)
    assert head.can_resume(epoch, 4)
    assert not head.can_resume(epoch, 3)
    assert not head.can_resume(epoch, 7)
    assert not head.can_resume("another", 6)


async def test_a_stream_that_nobody_wrote_to_can_be_followed(
    database: Database, tenant: TenantId
) -> None:
    async with database.session(tenant) as session:
        head = await Streams().head(session, QueueId.new())

    assert head.can_resume(str(head.epoch), 0)
