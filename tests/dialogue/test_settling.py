"""Writes without an answer: kept, asked again with the same key, and told when it is known."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from hearthline.conversations import Message, Move, SenderKind, Status
from hearthline.kernel import ConversationId, StaffId, TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from tests.fakes.fake_clock import FakeClock
from tests.make import bot as make

pytestmark = pytest.mark.store

ALL_AT_ONCE = "家里不热，昨天晚上开始的，14度，邻居家也不热"
SOON = timedelta(seconds=6)


@pytest.fixture
async def bot(
    database: Database, tenant: TenantId, clock: FakeClock, vault: Vault
) -> AsyncIterator[make.Bot]:
    """The bot of the heating pack."""
    async with make.running_bot(database, tenant, clock, vault) as running:
        yield running


async def unanswered_write(bot: make.Bot, how: str) -> ConversationId:
    conversation = await bot.open()
    await bot.says(conversation.id, ALL_AT_ONCE)
    bot.business.breaks("create_work_order", how=how)
    replies = await bot.says(conversation.id, "对")
    assert "还不能确认" in replies[0].text
    assert "WO2026" not in replies[0].text
    return conversation.id


async def last(bot: make.Bot, conversation_id: ConversationId) -> Message:
    return (await bot.thread(conversation_id))[-1]


async def test_a_lost_answer_is_asked_for_with_the_same_key_and_then_told(
    bot: make.Bot, clock: FakeClock
) -> None:
    conversation_id = await unanswered_write(bot, "lost")
    assert await bot.settling.run() == 0

    clock.advance(SOON)
    assert await bot.settling.run() == 1

    told = await last(bot, conversation_id)
    assert "WO202611210001" in told.text
    assert (told.sender.kind, told.reply_to) == (SenderKind.SYSTEM, None)
    assert len(bot.business.drafts) == 1
    async with bot.database.session(bot.tenant) as session:
        tickets = await bot.tickets.of_conversation(session, conversation_id)
    assert [ticket.work_order_no for ticket in tickets] == ["WO202611210001"]


async def test_it_is_told_once_however_often_it_is_swept(bot: make.Bot, clock: FakeClock) -> None:
    conversation_id = await unanswered_write(bot, "lost")
    clock.advance(SOON)
    await bot.settling.run()
    told = await bot.thread(conversation_id)

    clock.advance(SOON)
    await bot.settling.run()

    assert await bot.thread(conversation_id) == told


async def test_while_the_system_is_down_nothing_is_claimed_and_it_is_tried_again(
    bot: make.Bot, clock: FakeClock
) -> None:
    conversation_id = await unanswered_write(bot, "down")
    clock.advance(SOON)
    assert await bot.settling.run() == 0
    replies = await bot.says(conversation_id, "好了吗")
    assert all("WO2026" not in reply.text for reply in replies)

    bot.business.mends()
    clock.advance(timedelta(minutes=2))
    await bot.settling.run()

    assert "WO202611210001" in "".join(one.text for one in await bot.thread(conversation_id))


async def test_after_a_quarter_of_an_hour_a_person_takes_over(
    bot: make.Bot, clock: FakeClock
) -> None:
    conversation_id = await unanswered_write(bot, "down")

    clock.advance(timedelta(minutes=16))
    await bot.settling.run()

    after = await bot.now(conversation_id)
    assert (after.status, after.reason) == (Status.QUEUED, "业务系统没有回应")
    texts = [one.text for one in await bot.thread(conversation_id)]
    assert any("还没有提交成功" in text for text in texts)


async def test_with_a_person_at_it_the_number_is_told_all_the_same(
    bot: make.Bot, clock: FakeClock
) -> None:
    conversation_id = await unanswered_write(bot, "lost")
    async with bot.database.session(bot.tenant) as session:
        move = Move(Status.AGENT, holder_id=StaffId.new())
        await bot.conversations.move(session, conversation_id, move)

    clock.advance(SOON)
    await bot.settling.run()

    assert "WO202611210001" in (await last(bot, conversation_id)).text


async def test_a_refusal_that_comes_late_goes_to_a_person(bot: make.Bot, clock: FakeClock) -> None:
    conversation_id = await unanswered_write(bot, "down")
    bot.business.breaks("create_work_order", how="refused")

    clock.advance(SOON)
    await bot.settling.run()

    texts = "".join(one.text for one in await bot.thread(conversation_id))
    assert "该户已报停" in texts
    assert (await bot.now(conversation_id)).status is Status.QUEUED
