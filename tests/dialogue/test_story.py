"""The flows against the simulator over HTTP: what the contract really answers."""

import pytest

from hearthline.kernel import TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from tests.fakes.fake_clock import FakeClock
from tests.make import bot as make
from tests.make.business import simulating

pytestmark = pytest.mark.api

ALL_AT_ONCE = "家里不热，昨天晚上开始的，14度，只有我家不热"


async def test_a_cold_home_is_filed_urged_and_told_of(
    database: Database, tenant: TenantId, clock: FakeClock, vault: Vault
) -> None:
    async with simulating() as town:
        bot = make.bot(database, tenant, clock, vault=vault, systems=town.client())
        conversation = await bot.open()

        asked = await bot.says(conversation.id, ALL_AT_ONCE)
        assert "请核对" in asked[-1].text, [one.text for one in asked]
        filed = await bot.says(conversation.id, "对")
        number = filed[0].data["fields"][0]["value"]
        assert number in filed[0].text

        progress = await bot.says(conversation.id, "我的报修到哪一步了")
        assert number in progress[0].text
        again = await bot.says(conversation.id, "家里暖气一点都不热")
        assert number in again[0].text
        urged = await bot.says(conversation.id, "催一下")
        assert "已催办" in urged[0].text
        await bot.turns.finish()


async def test_inside_an_outage_nothing_is_filed_and_changes_are_told(
    database: Database, tenant: TenantId, clock: FakeClock, vault: Vault
) -> None:
    async with simulating() as town:
        bot = make.bot(database, tenant, clock, vault=vault, systems=town.client())
        await town.outage("幸福小区", "3")
        before = (await town.state())["work_orders"]
        conversation = await bot.open()

        told = await bot.says(conversation.id, "家里暖气一点都不热")
        assert "正在停热" in told[0].text, [one.text for one in told]
        notice = await bot.says(conversation.id, "有变化通知我")
        assert "****" in notice[0].text
        assert (await town.state())["work_orders"] == before
        await bot.turns.finish()


async def test_the_fee_is_told_at_its_level_only(
    database: Database, tenant: TenantId, clock: FakeClock, vault: Vault
) -> None:
    async with simulating() as town:
        bot = make.bot(database, tenant, clock, vault=vault, systems=town.client())
        known = await bot.open(level="L2")
        seen = await bot.open(subject="other", level="L1")

        assert "元" in (await bot.says(known.id, "帮我查查今年暖气费多少"))[0].text
        assert "核实身份" in (await bot.says(seen.id, "帮我查查今年暖气费多少"))[0].text
        await bot.turns.finish()
