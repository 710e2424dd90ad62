"""Where nobody answered: asked once more, then left alone; danger goes to a person."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from hearthline.conversations import Message, SenderKind, Status
from hearthline.dialogue import Silences
from hearthline.kernel import ConversationId, TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from tests.fakes.fake_clock import FakeClock
from tests.make import bot as make

pytestmark = pytest.mark.store

SOON, LATER = timedelta(minutes=5, seconds=1), timedelta(minutes=15, seconds=1)


@pytest.fixture
async def bot(
    database: Database, tenant: TenantId, clock: FakeClock, vault: Vault
) -> AsyncIterator[make.Bot]:
    """The bot of the small trade."""
    async with make.running_bot(database, tenant, clock, vault) as running:
        yield running


async def asked(bot: make.Bot, words: str = "家里暖气一点都不热") -> ConversationId:
    """A conversation in which the bot waits for an answer."""
    conversation = await bot.open()
    await bot.says(conversation.id, words)
    return conversation.id


async def hush(bot: make.Bot, clock: FakeClock, span: timedelta) -> int:
    clock.advance(span)
    return await Silences(bot.tools).run()


async def last(bot: make.Bot, conversation_id: ConversationId) -> Message:
    return (await bot.thread(conversation_id))[-1]


async def test_nothing_is_said_before_its_time(bot: make.Bot, clock: FakeClock) -> None:
    conversation_id = await asked(bot)
    before = await bot.thread(conversation_id)

    await hush(bot, clock, timedelta(minutes=4))

    assert await bot.thread(conversation_id) == before


async def test_silence_is_asked_once_more_then_left_alone(bot: make.Bot, clock: FakeClock) -> None:
    conversation_id = await asked(bot)
    count = len(await bot.thread(conversation_id))

    assert await hush(bot, clock, SOON) >= 1
    again = await last(bot, conversation_id)
    await hush(bot, clock, LATER)
    rest = await last(bot, conversation_id)
    await hush(bot, clock, LATER)

    assert again.text.startswith("还在吗？")
    assert (again.sender.kind, again.reply_to) == (SenderKind.SYSTEM, None)
    assert rest.text == "先不打扰。"
    assert len(await bot.thread(conversation_id)) == count + 2


async def test_an_answer_after_silence_goes_on_where_it_was(
    bot: make.Bot, clock: FakeClock
) -> None:
    conversation_id = await asked(bot)
    await hush(bot, clock, SOON)

    replies = await bot.says(conversation_id, "昨天晚上")

    assert "室温" in replies[0].text


async def test_who_has_answered_is_not_reminded(bot: make.Bot, clock: FakeClock) -> None:
    conversation_id = await asked(bot)
    clock.advance(timedelta(minutes=4))
    await bot.says(conversation_id, "昨天晚上")
    before = await bot.thread(conversation_id)

    await hush(bot, clock, timedelta(minutes=2))

    assert await bot.thread(conversation_id) == before


async def test_a_message_that_waits_for_the_bot_is_no_silence(
    bot: make.Bot, clock: FakeClock
) -> None:
    conversation_id = await asked(bot)
    await bot.receive(conversation_id, "昨天晚上")
    before = await bot.thread(conversation_id)

    await hush(bot, clock, SOON)

    assert await bot.thread(conversation_id) == before


async def test_where_a_person_answers_the_bot_stays_silent(bot: make.Bot, clock: FakeClock) -> None:
    conversation_id = await asked(bot)
    await bot.says(conversation_id, "转人工")
    before = await bot.thread(conversation_id)

    await hush(bot, clock, SOON)

    assert await bot.thread(conversation_id) == before


async def test_two_processes_break_a_silence_once(
    bot: make.Bot, database: Database, clock: FakeClock, vault: Vault
) -> None:
    other = make.bot(database, bot.tenant, clock, vault=vault, business=bot.business)
    conversation_id = await asked(bot)
    count = len(await bot.thread(conversation_id))

    await hush(bot, clock, SOON)
    await Silences(other.tools).run()

    assert len(await bot.thread(conversation_id)) == count + 1
    assert (await bot.now(conversation_id)).status is Status.BOT
    await other.turns.finish()
