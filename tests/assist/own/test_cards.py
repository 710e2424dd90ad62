"""Cards that know the business systems: the customer's own figures, as far as they may be said."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from hearthline.access import Role
from hearthline.assist.cards.model import Card
from hearthline.assist.own import OwnFacts
from hearthline.conversations import Conversation
from hearthline.kernel import CustomerId, TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from tests.fakes.fake_business import FakeBusiness
from tests.fakes.fake_clock import FakeClock
from tests.make.desk import DeskOf
from tests.make.facts import FactsCounter
from tests.make.helping import Helping

pytestmark = pytest.mark.store


class HeldBusiness(FakeBusiness):
    """Business systems that answer when they are let."""

    def __init__(self) -> None:
        """Let at first."""
        super().__init__()
        self.gate = asyncio.Event()
        self.gate.set()

    async def list_outages(self, *args: Any, **kwargs: Any) -> Any:
        """When it is let."""
        await self.gate.wait()
        return await super().list_outages(*args, **kwargs)


class Counter:
    """A desk, its agent, one customer, and business systems that know him."""

    def __init__(self, database: Database, tenant: TenantId, vault: Vault) -> None:
        self.clock = FakeClock()
        self.business = HeldBusiness()
        self.counter = FactsCounter(database, tenant, self.clock, vault, self.business)
        self.desk = DeskOf(database, tenant, self.clock, vault)

    async def open(self) -> None:
        """Hire, publish, get to know."""
        [agent] = await self.desk.hire("李静", capacity=50)
        own = OwnFacts(self.desk.database, self.counter.facts, self.counter.tickets)
        self.helping = Helping(self.desk, agent, own)
        await self.helping.publish()
        self.person: CustomerId = await self.counter.person()

    async def asked(self, *says: str, level: str = "L2") -> Conversation:
        """A conversation of the customer with the agent."""
        talk = await self.counter.talking(self.person, level=level, held_by=self.helping.agent)
        for text in says:
            await self.helping.asks(talk.id, text)
        return talk

    async def card(self, talk: Conversation) -> Card:
        """The card of now."""
        found = await self.helping.cards.now(self.helping.agent, talk.id)
        assert found is not None
        return found


@pytest.fixture(scope="module")
async def made(database: Database, module_tenant: TenantId, vault: Vault) -> AsyncIterator[Counter]:
    made = Counter(database, module_tenant, vault)
    await made.open()
    yield made
    await made.counter.cache.close()


@pytest.fixture
def shop(made: Counter) -> Counter:
    """The same desk; nothing is out, nothing owed, nothing kept from before."""
    made.clock.advance(timedelta(hours=1))
    made.business.outages, made.business.bills = (), ()
    made.business.mends()
    made.business.gate.set()
    return made


async def test_his_own_figures_are_put_in_once_he_is_proved(shop: Counter) -> None:
    shop.business.has_bill()
    talk = await shop.asked("我家热费还欠多少钱")
    card = await shop.card(talk)

    assert "户号尾号 5678" in card.content.text
    assert "2,340.00 元" in card.content.text
    assert ("费用", "欠 2,340.00 元，12 月 31 日 截止") in card.content.facts
    assert card.content.to_prove == ()


async def test_below_the_level_the_card_says_what_must_be_proved_first(shop: Counter) -> None:
    shop.business.has_bill()
    before = len(shop.business.calls)
    talk = await shop.asked("我家热费还欠多少钱", level="L1")
    card = await shop.card(talk)

    assert "2,340" not in str(card.content.to_json())
    assert card.content.to_prove == ("费用",)
    assert not {"list_bills", "list_payments"} & set(shop.business.calls[before:])


async def test_the_next_step_knows_of_an_outage_at_the_address(shop: Counter) -> None:
    shop.business.has_outage()
    talk = await shop.asked("家里暖气冰凉，怎么回事", level="L1")
    situation = await shop.helping.informed.by_id(talk.id, shop.helping.agent)
    [sop] = [one for one in situation.sops() if one.sop.id == "area_outage"]
    assert sop.next is not None
    said, missing = situation.filled(sop.next.step.say.zh if sop.next.step.say else "")

    assert sop.next.step.id == "cause"
    assert "二次网管道漏水抢修" in said
    assert missing == ()
    shown = (await shop.card(talk)).content
    assert any("正在停热" in value for _, value in shown.facts)


async def test_without_an_outage_the_area_is_looked_up_already(shop: Counter) -> None:
    talk = await shop.asked("家里暖气冰凉，怎么回事", level="L1")
    situation = await shop.helping.informed.by_id(talk.id, shop.helping.agent)
    [sop] = [one for one in situation.sops() if one.sop.id == "cold_home"]
    steps = {one.step.id: one.progress.value for one in sop.steps}

    assert steps["area"] == "done"
    assert steps["ticket"] == "not_needed"
    assert situation.talk.facts["outage"] == "none"


async def test_a_slow_business_system_delays_no_card_and_completes_it(shop: Counter) -> None:
    shop.business.has_outage()
    shop.business.gate.clear()
    talk = await shop.asked("什么时候恢复供热，家里冷", level="L1")
    pushes, agent = shop.helping.pushes, shop.helping.agent

    first = await pushes.card(agent, talk.id)
    assert first is not None
    assert first["card"]["awaits"] is True
    assert "二次网" not in str(first)
    shop.business.gate.set()
    more = await pushes.completed(agent, talk.id)

    assert more is not None
    assert more["card"]["id"] == first["card"]["id"]
    assert more["card"]["awaits"] is False
    assert "二次网管道漏水抢修" in more["card"]["text"]
    assert await pushes.completed(agent, talk.id) is None


async def test_a_business_system_that_is_down_leaves_the_card_as_it_was(shop: Counter) -> None:
    verbs = ("get_account", "list_outages", "list_bills", "list_payments", "list_temperatures")
    shop.business.breaks(*verbs)
    talk = await shop.asked("家里不热，报修怎么报")
    card = await shop.card(talk)

    assert card.content.awaits is False
    assert not any(label in ("停供", "费用") for label, _ in card.content.facts)


async def test_what_is_the_customers_is_for_who_holds_the_conversation(shop: Counter) -> None:
    shop.business.has_bill()
    talk = await shop.asked("我家热费还欠多少钱")
    card = await shop.card(talk)
    other = await shop.counter.staff(Role.AGENT)

    assert card.content.has_own
    assert await shop.helping.cards.now(other, talk.id) is None
