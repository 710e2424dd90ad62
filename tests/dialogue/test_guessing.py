"""What a conversation opens with: what is going on, what fits the person, what people ask most."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from hearthline.business import Listing, Outage
from hearthline.dialogue import Brain, OneBrain
from hearthline.dialogue.flows.expression import parse_expression
from hearthline.dialogue.flows.model import Chip, Hint, Pack
from hearthline.dialogue.flows.seasons import Season
from hearthline.dialogue.guessing import MOST_SUGGESTIONS
from hearthline.kernel import ConversationId, TenantId, Words
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from tests.fakes.fake_business import ACCOUNT, FakeBusiness
from tests.fakes.fake_clock import FakeClock
from tests.make import bot as make
from tests.make import dialogue

pytestmark = pytest.mark.store

CONDITIONS = {
    "正在停热": "person.outage_active",
    "计划停热": "person.outage_planned",
    "在办工单": "person.open_orders > 0",
    "欠费": "person.has_arrears",
    "两户": "customer.account_count > 1",
    "供暖初期": "season.phase == 'first_days'",
}


def hint(words: str, condition: str | None = None) -> Hint:
    chip = Chip(label=Words(zh=words, en=words), text=Words(zh=f"问{words}", en=words))
    return Hint(chip, None if condition is None else parse_expression(condition))


def guessing(pack: Pack) -> Pack:
    """The pack with a suggestion for each condition, and seven that all people ask."""
    fitting = [hint(words, condition) for words, condition in CONDITIONS.items()]
    usual = [hint(f"{pack.domain}{number}") for number in range(7)]
    season = Season((11, 15), (3, 15))
    return replace(pack, suggestions=(*fitting, *usual), season=season)


class Opened:
    """One process of a bot of these packs."""

    def __init__(
        self, database: Database, tenant: TenantId, clock: FakeClock, vault: Vault
    ) -> None:
        """The small trade, and power beside it when `power` is said."""
        self.made = (database, tenant, clock)
        self.vault = vault
        self.business = FakeBusiness()

    def bot(self, *packs: Pack) -> make.Bot:
        """A bot of the packs, trained on the small trade."""
        understanding = dialogue.brain().hearing.intents.understanding
        brain = Brain.of([guessing(one) for one in packs or (dialogue.pack(),)], understanding)
        return make.bot(
            *self.made, vault=self.vault, business=self.business, brains=OneBrain(brain)
        )

    async def told(self, bot: make.Bot, conversation_id: ConversationId) -> list[str]:
        """The labels of the suggestions."""
        async with bot.database.session(bot.tenant) as session:
            scene = await bot.dialogue.scene(session, conversation_id)
        return [one.label for one in await bot.dialogue.suggestions(scene)]

    async def first(self, *packs: Pack, subject: str | None = "someone") -> list[str]:
        """What a new conversation opens with."""
        bot = self.bot(*packs)
        return await self.told(bot, (await bot.open(subject=subject)).id)


@pytest.fixture
def opened(database: Database, tenant: TenantId, clock: FakeClock, vault: Vault) -> Opened:
    """Bots that suggest."""
    return Opened(database, tenant, clock, vault)


async def test_what_fits_the_person_comes_before_what_people_ask(opened: Opened) -> None:
    opened.business.has_outage()
    opened.business.orders.append(opened.business.order("H-RP-01"))

    told = await opened.first()

    assert told[:4] == ["正在停热", "在办工单", "欠费", "供暖初期"]
    assert told[4:] == ["heating0", "heating1"]
    assert len(told) == MOST_SUGGESTIONS


async def test_a_planned_outage_is_told_apart(opened: Opened) -> None:
    opened.business.has_outage(status="SCHEDULED")

    told = await opened.first()

    assert "计划停热" in told
    assert "正在停热" not in told


async def test_a_stranger_is_asked_about_nothing_of_his_own(opened: Opened) -> None:
    opened.business.has_outage()

    told = await opened.first(subject=None)

    assert told[0] == "供暖初期"
    assert set(told[1:]) <= {f"heating{number}" for number in range(7)}
    assert opened.business.calls == []


@pytest.mark.parametrize("how", ["down", "nonsense", "refused"])
async def test_what_cannot_be_looked_up_is_left_out(opened: Opened, how: str) -> None:
    opened.business.has_outage()
    opened.business.breaks("list_outages", "list_work_orders", "get_account", how=how)

    assert (await opened.first())[0] == "供暖初期"


async def test_nobody_waits_for_business_systems_that_hang(opened: Opened) -> None:
    class Hanging(FakeBusiness):
        async def list_outages(self, *_: Any, **__: Any) -> Listing[Outage]:
            await asyncio.Event().wait()
            raise AssertionError

    opened.business = Hanging()

    told = await asyncio.wait_for(opened.first(), 10)

    assert "正在停热" not in told
    assert "欠费" in told


async def test_a_level_that_is_too_low_is_no_reason_to_ask_less(opened: Opened) -> None:
    """A balance needs a proof that an opening does not have; the rest is looked up."""
    told = await opened.first()

    assert "欠费" in told
    assert "get_balance" not in opened.business.calls


async def test_two_trades_take_turns_unless_the_person_has_one_only(opened: Opened) -> None:
    small = dialogue.pack()
    both = (small, dialogue.trade("power").pack)

    stranger = await opened.first(*both, subject=None)
    owner = await opened.first(*both)

    assert [one for one in stranger if one[-1].isdigit()][:4] == [
        "heating0",
        "power0",
        "heating1",
        "power1",
    ]
    assert not [one for one in owner if one.startswith("power")]


async def test_what_is_going_on_comes_first(opened: Opened) -> None:
    bot = opened.bot()
    conversation = await bot.open()
    await bot.says(conversation.id, "家里不热，昨天晚上开始的，14度")

    told = await opened.told(bot, conversation.id)

    replies = [one for one in await bot.thread(conversation.id) if one.data.get("choices")]
    offered = [one["label"] for one in replies[-1].data["choices"]]
    assert told[: len(offered)] == offered
    assert ACCOUNT not in str(told)
    await bot.turns.finish()
