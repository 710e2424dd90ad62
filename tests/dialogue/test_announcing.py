"""While a storm is in force the bot first says what everybody should know, once in a thread."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from hearthline.kernel import TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from hearthline.routing.storm import Measures, Scope
from hearthline.routing.storm.preview import Previews
from tests.fakes.fake_clock import FakeClock
from tests.make import bot as make
from tests.make import storms as make_storms

pytestmark = pytest.mark.store

WORDS = "城东片区一次网抢修，预计 18 点恢复，不用重复报修。"


@pytest.fixture
async def bot(
    database: Database, tenant: TenantId, clock: FakeClock, vault: Vault
) -> AsyncIterator[make.Bot]:
    """The bot of the heating pack."""
    async with make.running_bot(database, tenant, clock, vault) as running:
        yield running


async def declare(bot: make.Bot, clock: FakeClock, *intents: str) -> None:
    """Put a plan with an announcement in force for an hour."""
    measures = Measures(announcement=WORDS, announcement_en="Mains repair.", intents=intents)
    async with bot.database.session(bot.tenant) as session:
        await make_storms.storm(session, clock, measures)


async def test_the_announcement_comes_first_and_once(bot: make.Bot, clock: FakeClock) -> None:
    await declare(bot, clock)
    conversation = await bot.open()

    first = await bot.says(conversation.id, "家里暖气一点都不热")
    second = await bot.says(conversation.id, "室温多少度算合格")

    assert first[0].text == WORDS
    assert (first[0].sender.ai, first[0].data["source"], first[0].reply_to) == (True, "storm", 1)
    assert len(first) == 2
    assert WORDS not in [reply.text for reply in second]


async def test_it_is_said_only_about_its_matter_and_only_while_it_lasts(
    bot: make.Bot, clock: FakeClock
) -> None:
    await declare(bot, clock, "report_cold")
    asked, reported, later = [await bot.open() for _ in range(3)]

    question = await bot.says(asked.id, "室温多少度算合格")
    report = await bot.says(reported.id, "家里暖气一点都不热")
    clock.advance(timedelta(hours=1))
    after = await bot.says(later.id, "家里暖气一点都不热")

    assert [WORDS in [one.text for one in each] for each in (question, report, after)] == [
        False,
        True,
        False,
    ]


async def test_words_of_safety_come_before_everything(bot: make.Bot, clock: FakeClock) -> None:
    await declare(bot, clock)
    conversation = await bot.open()

    replies = await bot.says(conversation.id, "暖气管爆了，热水喷出来烫到人了")

    assert WORDS not in [reply.text for reply in replies]


async def test_a_district_hears_of_its_own_storm_and_no_other(
    bot: make.Bot, clock: FakeClock
) -> None:
    measures, scope = Measures(announcement=WORDS, extra_chats=2), Scope(districts=("幸福小区",))
    async with bot.database.session(bot.tenant) as session:
        await make_storms.storm(session, clock, measures, scope=scope)
        changes = await Previews().of(session, measures, scope=scope)
    there, elsewhere = await bot.open(), await bot.open()

    named = await bot.says(there.id, "幸福小区3号楼2单元501暖气一点都不热")
    other = await bot.says(elsewhere.id, "阳光花园2号楼1单元301暖气一点都不热")

    assert [WORDS in [one.text for one in each] for each in (named, other)] == [True, False]
    assert [(one.what, one.where) for one in changes] == [("announcement", "幸福小区")]
