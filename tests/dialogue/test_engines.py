"""A conversation is answered by the brain of its release, for its channel's trades."""

from collections.abc import Sequence

import pytest

from hearthline.dialogue import Brain, Engines, OneBrain, Operations
from hearthline.dialogue.rehearsal import ForgetfulTickets
from hearthline.dialogue.rehearsal.stage import CountedAttempts
from hearthline.kernel import TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from tests.fakes.fake_business import FakeBusiness
from tests.fakes.fake_clock import FakeClock
from tests.make import bot as make
from tests.make import dialogue

pytestmark = pytest.mark.store


class Asked:
    """Brains that remember for whom they were asked."""

    def __init__(self) -> None:
        """Nobody yet."""
        self.wanted: list[tuple[TenantId, str | None, tuple[str, ...]]] = []

    async def brain(
        self, tenant_id: TenantId, *, release: str | None, domains: Sequence[str]
    ) -> Brain:
        """The small trade's, as release r1 before anything else was put in force."""
        self.wanted.append((tenant_id, release, tuple(domains)))
        brain = dialogue.brain()
        return Brain(brain.trades, brain.machine, brain.hearing, release or f"r{len(self.wanted)}")


async def test_the_brain_of_tenant_release_and_trades_is_asked_for(
    database: Database, tenant: TenantId, clock: FakeClock, vault: Vault
) -> None:
    brains = Asked()
    bot = make.bot(database, tenant, clock, vault=vault, brains=brains)
    conversation = await bot.open()

    await bot.says(conversation.id, "家里暖气一点都不热")
    await bot.says(conversation.id, "昨天晚上")

    assert brains.wanted[0] == (tenant, None, ("heating",))
    # What began with a release goes on with it, whatever is in force by now.
    assert set(brains.wanted[1:]) == {(tenant, "r1", ("heating",))}
    await bot.turns.finish()


async def test_one_brain_serves_everybody() -> None:
    brain = dialogue.brain()
    brains = OneBrain(brain)

    assert await brains.brain(TenantId.new(), release="r9", domains=("power",)) is brain


def test_without_a_language_model_there_is_no_aid_beside() -> None:
    operations = Operations(FakeBusiness(), ForgetfulTickets(), CountedAttempts())

    assert Engines(OneBrain(dialogue.brain()), operations).aid is None
