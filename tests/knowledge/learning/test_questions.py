"""Every question of the bot stands in the log with what came of it, without personal data."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from hearthline.kernel import ConversationId, TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from tests.fakes.fake_clock import FakeClock
from tests.make import bot as make
from tests.make.bot import Bot

pytestmark = pytest.mark.store

VENT = "暖气片里有气怎么放"
UNKNOWN = "明天去西藏旅游要带什么衣服"


@pytest.fixture
async def bot(
    database: Database, tenant: TenantId, clock: FakeClock, vault: Vault
) -> AsyncIterator[Bot]:
    async with make.running_bot(database, tenant, clock, vault) as made:
        yield made


async def logged(bot: Bot) -> list[dict[str, Any]]:
    async with bot.database.session(bot.tenant) as session:
        return await session.all("SELECT * FROM knowledge_question ORDER BY seq")


async def asked(bot: Bot, *texts: str) -> ConversationId:
    conversation = await bot.open()
    for text in texts:
        await bot.says(conversation.id, text)
    return conversation.id


async def test_an_answer_from_the_base_is_logged_with_its_article(bot: Bot) -> None:
    await asked(bot, VENT)

    [row] = await logged(bot)
    assert (row["text"], row["outcome"], row["source"]) == (VENT, "told", "bot")
    assert (row["version"], row["reason"], row["channel"]) == (1, None, "web")
    assert row["score"] > 0
    assert row["article_id"] is not None


async def test_refusing_the_answer_is_noted_on_the_question(bot: Bot) -> None:
    await asked(bot, VENT, "答非所问，没用")

    rows = await logged(bot)
    assert [row["text"] for row in rows] == [VENT]
    assert (rows[0]["is_rejected"], rows[0]["reason"]) == (True, "rejected")


async def test_asking_for_a_person_is_noted_on_the_question(bot: Bot) -> None:
    await asked(bot, VENT, "转人工")

    rows = await logged(bot)
    assert [(row["text"], row["reason"]) for row in rows] == [(VENT, "handed_off")]


async def test_the_button_for_a_person_is_noted_too(bot: Bot) -> None:
    conversation_id = await asked(bot, VENT)

    async with bot.database.session(bot.tenant) as session:
        await bot.dialogue.hand_over(session, conversation_id, "customer_request")

    assert [row["reason"] for row in await logged(bot)] == ["handed_off"]


async def test_what_is_not_known_is_a_question_without_an_answer(bot: Bot) -> None:
    await asked(bot, UNKNOWN)

    [row] = await logged(bot)
    assert row["text"] == UNKNOWN
    assert (row["outcome"], row["reason"]) == ("outside", "outside")


async def test_personal_data_never_reach_the_log(bot: Bot) -> None:
    await asked(bot, "我叫张伟，电话13800005678，暖气片里有气怎么放")

    [row] = await logged(bot)
    assert "13800005678" not in row["text"]
    assert "张伟" not in row["text"]
    assert "怎么放" in row["text"]


async def test_business_and_small_talk_are_no_questions(bot: Bot) -> None:
    await asked(bot, "你好", "谢谢", "帮我查一下热费")

    assert await logged(bot) == []
