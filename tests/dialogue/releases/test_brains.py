"""What answers: the release in force, what a conversation began with, and what was taught since."""

import asyncio

import pytest

from hearthline.dialogue import Brain, ReleaseBrains
from hearthline.dialogue.releases import brains as module
from hearthline.dialogue.releases.model import ExampleKind, Standing
from hearthline.kernel import TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database, DatabaseUnavailable
from hearthline.platform.hub import Hub
from tests.dialogue.releases.conftest import Workshop
from tests.fakes.fake_clock import FakeClock
from tests.make import conversations as make_conversations
from tests.make import releases as make
from tests.make.background import running
from tests.make.bot import Bot, bot
from tests.make.programs import until

pytestmark = pytest.mark.store

ODD = "瞅瞅那个疙瘩"


async def now(brains: ReleaseBrains, tenant: TenantId, release: str | None = None) -> Brain:
    return await brains.brain(tenant, release=release, domains=("heating",))


def best(brain: Brain, text: str) -> str | None:
    reading = brain.hearing.intents.understanding.read(text)
    return reading.best.intent if reading.in_scope else None


def greeting_of(brain: Brain) -> tuple[str, ...]:
    return brain.trades.home.responses["chat_greeting"].texts["zh"]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """News is not waited for long."""
    monkeypatch.setattr(module, "SETTLE_SECONDS", 0.05)


@pytest.fixture
async def talking(workshop: Workshop, vault: Vault, clock: FakeClock) -> Bot:
    """A bot that answers from the workshop's releases."""
    return bot(workshop.database, workshop.tenant, clock, vault=vault, brains=workshop.brains())


async def test_a_tenant_without_releases_shares_the_installations_brain(
    workshop: Workshop, database: Database
) -> None:
    brains = workshop.brains()
    prepared = make.small_brain()

    assert await now(brains, workshop.tenant) is prepared
    assert await now(brains, TenantId.new()) is prepared
    assert prepared.release == make.small_shelf().release_id


async def test_a_conversation_ends_on_the_release_it_began_with(
    workshop: Workshop, talking: Bot
) -> None:
    begun = await talking.open()
    before = [one.text for one in await talking.says(begun.id, "你好")]
    release = await workshop.upload(make.greeting("早上好，新版本"))
    await workshop.activate(release.id)
    await talking.tools.engines.brains.renew(workshop.tenant)  # type: ignore[attr-defined]  # ours keep releases

    again = [one.text for one in await talking.says(begun.id, "你好")]
    later = await talking.open()
    fresh = [one.text for one in await talking.says(later.id, "你好")]

    assert fresh == ["早上好，新版本"]
    assert fresh != before
    assert fresh != again
    await talking.turns.finish()


async def test_an_open_flow_survives_an_activation_that_takes_it_away(
    workshop: Workshop, talking: Bot
) -> None:
    begun = await talking.open()
    asked = await talking.says(begun.id, "预约安检")
    gone = make.without(
        make.small_files(),
        "small/flows/safety_check.yaml",
        "small/intents/safety_check.yaml",
        "small/tests/",
        "small/knowledge/",
    )
    gone = make.changed(gone, "small/responses.yaml", old="confirm_check:", new="unused_check:")
    release = await workshop.upload(gone)
    assert release.errors == []
    await workshop.activate(release.id)
    await talking.tools.engines.brains.renew(workshop.tenant)  # type: ignore[attr-defined]  # ours keep releases

    said = await talking.says(begun.id, "对")

    assert asked[0].data["source"] == "response:confirm_check"
    assert said[0].data["source"] == "response:check_booked"
    await talking.turns.finish()


async def test_another_process_follows_and_swaps_when_it_is_trained(
    workshop: Workshop, hub: Hub, quick: None
) -> None:
    first, second = workshop.brains(), workshop.brains()
    for brains in (first, second):
        await now(brains, workshop.tenant)
    release = await workshop.upload(make.greeting("早"))
    async with running(first.follow(hub)), running(second.follow(hub)):
        await asyncio.sleep(0)
        await workshop.activate(release.id)

        async def both() -> bool:
            found = [await now(brains, workshop.tenant) for brains in (first, second)]
            return all(one.release == release.id for one in found)

        await until(both, "both processes answer from the release", seconds=60)

    assert greeting_of(await now(second, workshop.tenant)) == ("早",)


async def test_while_it_is_trained_the_brain_in_use_answers(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    brains = workshop.brains()
    prepared = make.small_brain()
    await now(brains, workshop.tenant)
    release = await workshop.upload(make.greeting("早"))
    await workshop.activate(release.id)

    task = asyncio.create_task(brains.renew(workshop.tenant))
    await asyncio.sleep(0.01)
    assert await now(brains, workshop.tenant) is prepared
    await task

    assert (await now(brains, workshop.tenant)).release == release.id
    trained = brains.trained(workshop.tenant)
    assert trained is not None
    assert not brains.is_training(workshop.tenant)


async def test_a_forgotten_brain_is_made_again_from_the_database(workshop: Workshop) -> None:
    brains = workshop.brains(kept=2)
    releases = [await workshop.upload(make.greeting(words)) for words in ("一", "二", "三")]
    for one in releases:
        await now(brains, workshop.tenant, one.id)
    assert len(brains._brains) == 2

    again = await now(brains, workshop.tenant, releases[0].id)

    assert greeting_of(again) == ("一",)


async def test_a_release_that_is_lost_is_answered_by_the_one_in_force(workshop: Workshop) -> None:
    brains = workshop.brains()
    prepared = make.small_brain()

    found = await now(brains, workshop.tenant, "0" * 64)

    assert found is prepared


async def test_another_tenants_release_is_never_used(
    workshop: Workshop, database: Database
) -> None:
    brains = workshop.brains()
    prepared = make.small_brain()
    release = await workshop.upload(make.greeting("早"))
    await now(brains, workshop.tenant, release.id)

    assert await now(brains, TenantId.new(), release.id) is prepared


async def test_an_own_example_changes_a_reading_and_going_back_changes_it_back(
    workshop: Workshop, hub: Hub, quick: None
) -> None:
    brains = workshop.brains()
    before = best(await now(brains, workshop.tenant), ODD)
    assert before != "urge_ticket"
    async with running(brains.follow(hub)):
        example = await workshop.teach("urge_ticket", ODD)

        async def learnt() -> bool:
            return best(await now(brains, workshop.tenant), ODD) == "urge_ticket"

        await until(learnt, "the example is learnt", seconds=60)
        assert best(await now(brains, TenantId.new()), ODD) == before
        async with workshop.database.session(workshop.tenant) as session:
            await workshop.examples.remove(session, example.id, by=workshop.boss)

        async def forgotten() -> bool:
            return best(await now(brains, workshop.tenant), ODD) != "urge_ticket"

        await until(forgotten, "the example is forgotten", seconds=60)


async def test_many_examples_in_a_row_are_learnt_at_once(
    workshop: Workshop, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    brains = workshop.brains()
    await now(brains, workshop.tenant)
    renewals: list[bool] = []
    renew = brains.renew

    async def counted(tenant_id: TenantId) -> bool:
        renewals.append(await renew(tenant_id))
        return renewals[-1]

    monkeypatch.setattr(brains, "renew", counted)
    async with running(brains.follow(hub)):
        for number in range(8):
            await workshop.teach("urge_ticket", f"{ODD}{number}号")

        async def learnt() -> bool:
            standing = await brains.standing(workshop.tenant)
            return len(standing.examples) == 8

        await until(learnt, "all examples are learnt", seconds=60)

    assert renewals.count(True) <= 3


async def test_a_counter_example_outweighs_the_packs_example(workshop: Workshop) -> None:
    brains = workshop.brains()
    taught = await now(brains, workshop.tenant)
    assert best(taught, "我要缴费") == "pay_fee"

    await workshop.teach("pay_fee", "我要缴费", ExampleKind.COUNTER)
    await brains.renew(workshop.tenant)

    reading = (await now(brains, workshop.tenant)).hearing.intents.understanding.read("我要缴费")
    assert reading.best.confidence < 0.97


async def test_a_restarted_process_is_ready_for_what_channels_answer_for(
    workshop: Workshop, vault: Vault
) -> None:
    release = await workshop.upload(make.greeting("早"))
    await workshop.activate(release.id)
    async with workshop.database.session(workshop.tenant) as session:
        await make_conversations.channel(session, vault)
    fresh = workshop.brains()

    await fresh.make_ready(workshop.tenant)

    held = [key for key in fresh._brains if key.tenant == workshop.tenant]
    assert [(key.release, key.domains) for key in held] == [(release.id, ("heating",))]


async def test_what_could_not_be_learnt_is_tried_again(
    workshop: Workshop, hub: Hub, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "TRY_AGAIN_SECONDS", 0.1)
    brains = workshop.brains()
    await now(brains, workshop.tenant)
    renew, tries = brains.renew, 0

    async def failing_first(tenant_id: TenantId) -> bool:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise DatabaseUnavailable
        return await renew(tenant_id)

    monkeypatch.setattr(brains, "renew", failing_first)
    async with running(brains.follow(hub)):
        await workshop.teach("urge_ticket", ODD)

        async def learnt() -> bool:
            return best(await now(brains, workshop.tenant), ODD) == "urge_ticket"

        await until(learnt, "it is learnt at the second try", seconds=60)

    assert tries >= 2


async def test_news_while_a_standing_is_read_is_not_lost(
    workshop: Workshop, hub: Hub, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    brains = workshop.brains()
    release = await workshop.upload(make.greeting("早"))
    read, first = brains._standing_in_database, True

    async def slow(tenant_id: TenantId) -> Standing:
        nonlocal first
        found = await read(tenant_id)
        if first:
            first = False
            await workshop.activate(release.id)
            heard = brains._heard

            async def told() -> bool:
                return brains._heard > heard

            await until(told, "the news has come", seconds=20)
        return found

    async with running(brains.follow(hub)):
        await asyncio.sleep(0.1)
        monkeypatch.setattr(brains, "_standing_in_database", slow)
        standing = await brains.standing(workshop.tenant)

    assert standing.release_id == release.id
