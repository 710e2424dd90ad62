"""Whoever is tagged "straight to a person" gets one with the first wish, before everybody."""

from collections.abc import AsyncIterator

import pytest

from hearthline.conversations import Message, Move, Status
from hearthline.customers import Claims, Customers, CustomerTags, NewTag, TagKind
from hearthline.kernel import StaffId, TenantId, Words
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from tests.fakes.fake_clock import FakeClock
from tests.make import bot as make

pytestmark = pytest.mark.store


@pytest.fixture
async def bot(
    database: Database, tenant: TenantId, clock: FakeClock, vault: Vault
) -> AsyncIterator[make.Bot]:
    """One process of the bot."""
    async with make.running_bot(database, tenant, clock, vault) as bot:
        yield bot


async def tagged(bot: make.Bot, kind: TagKind, subject: str) -> Message:
    """A customer with a tag of this kind says hello and then what is wrong: the first reply."""
    tags = CustomerTags(bot.clock)
    async with bot.database.session(bot.tenant) as session:
        customers = Customers(bot.vault, bot.clock)
        customer = await customers.recognise(session, Claims(subject, "张三", None, ()))
        await tags._store.save_kind(session, kind, by=StaffId.new(), now=bot.clock.now())
        await tags.add(
            session, customer.id, NewTag(code=kind.code, reason="女儿说的", source="rule"), by=None
        )
    opened = await bot.open(subject=subject, customer_id=customer.id)
    await bot.says(opened.id, "你好")
    assert (await bot.now(opened.id)).status is Status.BOT
    return (await bot.says(opened.id, "家里暖气不热"))[0]


async def test_the_kind_of_the_tag_decides(bot: make.Bot) -> None:
    name, kept = Words("要真人", "Person"), Words("先联系", "Call first")
    person = TagKind(code="person", name=name, is_straight=True)
    usual = TagKind(code="usual", name=kept, urgency=1)

    straight = await tagged(bot, person, "straight")
    by_bot = await tagged(bot, usual, "by-bot")
    waiting = await bot.now(straight.conversation_id)
    in_line = await bot.says(straight.conversation_id, "有人吗")
    async with bot.database.session(bot.tenant) as session:
        await bot.conversations.move(session, waiting.id, Move(Status.BOT))
    back = await bot.says(straight.conversation_id, "室温多少度算合格")

    # The small trade has no words of its own for it.
    assert straight.data["source"] == "response:handing_over"
    assert (waiting.status, waiting.reason, waiting.priority) == (Status.QUEUED, "straight", 1)
    assert in_line == []
    assert (await bot.now(waiting.id)).status is Status.BOT
    assert "citations" in back[0].data
    assert (await bot.now(by_bot.conversation_id)).status is Status.BOT
    assert by_bot.data["source"] != "response:handing_over"


async def test_danger_is_spoken_of_first(bot: make.Bot) -> None:
    kind = TagKind(code="person", name=Words("要真人", "Person"), is_straight=True)
    first = await tagged(bot, kind, "danger")
    other = await bot.open(
        subject="danger", customer_id=(await bot.now(first.conversation_id)).customer_id
    )

    replies = await bot.says(other.id, "暖气管爆了，家里全是热水，烫到人了")

    assert str(replies[0].data["source"]).startswith("response:safety")
