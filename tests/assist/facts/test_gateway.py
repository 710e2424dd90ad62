"""Facts over the real gateway contract: what each level is given, slowness, nonsense."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from hearthline.access import Role
from hearthline.assist.facts import PartState
from hearthline.assist.facts.model import Why
from hearthline.conversations import AccountRef
from hearthline.customers import KnownAccount
from hearthline.kernel import TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from tests.fakes.fake_clock import FakeClock
from tests.make.business import Simulator, simulating
from tests.make.facts import HEAT, POWER, FactsCounter

pytestmark = pytest.mark.api

SHOWN, WITHHELD = PartState.SHOWN, PartState.WITHHELD


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    """The simulator of the business systems on a port of its own."""
    async with simulating() as running:
        yield running


@pytest.fixture
async def counter(
    database: Database, tenant: TenantId, clock: FakeClock, vault: Vault, simulator: Simulator
) -> AsyncIterator[FactsCounter]:
    """A desk that asks the simulator."""
    made = FactsCounter(database, tenant, clock, vault, simulator.client())
    yield made
    await made.cache.close()


async def seen(
    counter: FactsCounter, level: str, *accounts: AccountRef, wait: float = 15.0
) -> list[Any]:
    agent = await counter.staff(Role.AGENT)
    person = await counter.person(*accounts)
    talk = await counter.talking(person, *accounts, level=level, held_by=agent)
    facts = await counter.seen(person, talk.id, agent, wait_seconds=wait)
    return list(facts.accounts)


async def test_at_l1_the_place_is_known_down_to_the_building_and_its_outages(
    counter: FactsCounter, simulator: Simulator
) -> None:
    await simulator.outage("幸福小区", "3")
    (home,) = await seen(counter, "L1", HEAT)

    assert (home.profile.state, home.outages.state) == (SHOWN, SHOWN)
    assert (home.profile.data.address_masked, home.profile.data.address) == (
        "幸福小区3号楼***",
        None,
    )
    assert [one.status for one in home.outages.data.items] == ["ACTIVE"]
    assert {home.bills.why, home.temperatures.why} == {Why.NEED_VERIFY}


async def test_at_l2_network_heat_and_money_are_there_and_the_room_is_not(
    counter: FactsCounter,
) -> None:
    home, meter = sorted(
        await seen(counter, "L2", HEAT, POWER), key=lambda one: one.tie.account.domain
    )

    place, heating = home.profile.data.address, home.profile.data.heating
    assert (heating.substation, place.building, place.unit, place.room) == (
        "幸福站",
        "3",
        "2",
        None,
    )
    assert "501" not in place.raw
    assert home.temperatures.data.rooms
    assert meter.profile.data.power.line == "10kV 东风线"
    assert meter.balance.data.balance_fen == 3640


async def test_an_account_tied_by_an_agent_shows_what_a_search_may_tell(
    counter: FactsCounter, simulator: Simulator
) -> None:
    await simulator.outage("阳光花园", "2")
    agent, person = await counter.staff(Role.AGENT), await counter.person(HEAT)
    async with counter.database.session(counter.tenant) as session:
        other = KnownAccount("heating", "1203002468")
        await counter.ties.link(session, person, other, why="帮母亲咨询", by=agent)
    facts = await counter.seen(person, None, agent, wait_seconds=15.0)
    tied = facts.accounts[-1]

    assert (tied.level, tied.profile.state) == ("L0", SHOWN)
    assert tied.profile.data is not None
    assert tied.outages.data is not None
    assert (tied.profile.data.name_masked, tied.profile.data.has_arrears) == ("李*", None)
    assert [one.status for one in tied.outages.data.items] == ["ACTIVE"]
    assert tied.bills.state is WITHHELD


async def test_a_slow_part_is_loading_while_the_others_are_shown(
    counter: FactsCounter, simulator: Simulator
) -> None:
    await simulator.fault("listBills", "slow", seconds=60)
    (home,) = await seen(counter, "L2", HEAT, wait=1.0)

    assert home.bills.state is PartState.LOADING
    assert home.profile.state in {SHOWN, PartState.LOADING}


@pytest.mark.parametrize("kind", ["refused", "broken_json"])
async def test_a_broken_part_is_told_and_the_others_are_shown(
    counter: FactsCounter, simulator: Simulator, kind: str
) -> None:
    await simulator.fault("listPayments", kind)
    (home,) = await seen(counter, "L2", HEAT)

    assert home.payments.state is PartState.UNAVAILABLE
    assert home.payments.why in {Why.REFUSED, Why.NONSENSE}
    assert (home.profile.state, home.bills.state) == (SHOWN, SHOWN)
