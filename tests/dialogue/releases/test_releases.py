"""Releases are kept, activated in one step, rolled back in one step, and told of in the audit."""

import asyncio
import sys

import psycopg
import pytest

from hearthline.dialogue.releases.archive import read_archive
from hearthline.dialogue.releases.errors import (
    IsActive,
    NotAllTestsPass,
    NothingBefore,
    ReleaseHasFaults,
    ReleaseUnknown,
)
from hearthline.dialogue.releases.model import Origin, ReleaseState
from hearthline.kernel import TenantId
from hearthline.platform.db import Database
from hearthline.platform.hub import Hub
from tests.dialogue.releases.conftest import Workshop
from tests.make import releases as make

pytestmark = pytest.mark.store

AUDIT = """
SELECT deed, subject_id, details FROM audit WHERE subject_kind = 'bot_release' ORDER BY id
"""
LIVE = """
SELECT a.slug, r.answer FROM article a
JOIN publication p ON p.tenant_id = a.tenant_id AND p.article_id = a.id AND p.withdrawn_at IS NULL
JOIN revision r ON r.tenant_id = p.tenant_id AND r.article_id = p.article_id
  AND r.version = p.version
"""


def with_answer(words: str) -> dict[str, bytes]:
    return make.changed(
        make.small_files(), "small/knowledge/safety-check.md", old="在这里说一声", new=words
    )


async def answer_now(workshop: Workshop) -> str:
    async with workshop.database.session(workshop.tenant) as session:
        return str((await session.one(LIVE))["answer"])


async def test_the_packs_of_the_installation_are_the_first_release(workshop: Workshop) -> None:
    async with workshop.database.session(workshop.tenant) as session:
        found = await workshop.releases.list(session)
        archive = await workshop.releases.files(session, found[0].id)

    assert [one.origin for one in found] == [Origin.SHIPPED]
    assert found[0].state is ReleaseState.ACTIVE
    assert not found[0].is_stored
    assert read_archive(archive) == make.small_files()


async def test_an_upload_is_a_draft_until_it_is_activated(workshop: Workshop) -> None:
    release = await workshop.upload(make.greeting("早"), note="早上的问候")

    assert release.state is ReleaseState.DRAFT
    assert release.note == "早上的问候"
    assert release.made_by == workshop.boss.id
    assert [one.domain for one in release.trades] == ["heating"]


async def test_the_same_content_is_kept_once(workshop: Workshop) -> None:
    first = await workshop.upload(make.greeting("早"), note="一")
    second = await workshop.upload(make.greeting("早"), note="二")

    assert second == first
    async with workshop.database.session(workshop.tenant) as session:
        assert len(await workshop.releases.list(session)) == 2


async def test_releases_are_paged_newest_first(workshop: Workshop) -> None:
    ids = [(await workshop.upload(make.greeting(words))).id for words in ("一", "二", "三")]

    async with workshop.database.session(workshop.tenant) as session:
        first = await workshop.releases.list(session, limit=2)
        rest = await workshop.releases.list(session, before=first[-1].id, limit=2)

    assert not first[0].is_stored
    assert sorted(one.id for one in (*first[1:], *rest)) == sorted(ids)


async def test_another_tenant_has_none_of_it(workshop: Workshop, database: Database) -> None:
    release = await workshop.upload(make.greeting("早"))

    async with database.session(TenantId.new()) as session:
        with pytest.raises(ReleaseUnknown):
            await workshop.releases.get(session, release.id)
        with pytest.raises(ReleaseUnknown):
            await workshop.releases.files(session, release.id)
        assert await session.all("SELECT * FROM pack_release") == []
        assert await session.all("SELECT * FROM pack_activation") == []


async def test_a_kept_release_cannot_be_changed(workshop: Workshop) -> None:
    await workshop.upload(make.greeting("早"))

    for deed in ("UPDATE pack_release SET note = 'x'", "DELETE FROM pack_release"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            async with workshop.database.session(workshop.tenant) as session:
                await session.execute(deed)


async def test_a_release_with_faults_is_kept_and_never_activated(workshop: Workshop) -> None:
    spoilt = make.changed(
        make.small_files(), "small/flows/safety_check.yaml", old="work_order.open", new="burn.it"
    )
    release = await workshop.upload(spoilt)

    assert release.errors[0].file == "small/flows/safety_check.yaml"
    async with workshop.database.session(workshop.tenant) as session:
        with pytest.raises(ReleaseHasFaults):
            await workshop.releases.activate(
                session, release.id, articles=[], by=workshop.boss, reason="all the same"
            )
    assert (await workshop.get(release.id)).state is ReleaseState.DRAFT


async def test_without_passed_tests_a_reason_is_needed(workshop: Workshop) -> None:
    release = await workshop.upload(make.greeting("早"))

    with pytest.raises(NotAllTestsPass):
        await workshop.activate(release.id, reason="")
    await workshop.activate(release.id, reason="客服经理批准")

    assert (await workshop.get(release.id)).state is ReleaseState.ACTIVE


async def test_with_passed_tests_no_reason_is_needed(workshop: Workshop) -> None:
    release = await workshop.upload(make.greeting("早"))
    async with workshop.database.session(workshop.tenant) as session:
        await workshop.runs.ask(session, release.id, by=workshop.boss)
    await workshop.playing.run()
    assert (await workshop.get(release.id)).state is ReleaseState.TESTED

    await workshop.activate(release.id, reason="")

    assert (await workshop.get(release.id)).state is ReleaseState.ACTIVE


async def test_activation_publishes_the_articles_with_it(workshop: Workshop) -> None:
    first, second = with_answer("打个电话，"), with_answer("点一下，")
    await workshop.activate((await workshop.upload(first)).id)
    assert (await answer_now(workshop)).startswith("打个电话，")

    await workshop.activate((await workshop.upload(second)).id)

    assert (await answer_now(workshop)).startswith("点一下，")


async def test_rolling_back_is_one_step_and_brings_the_articles_back(workshop: Workshop) -> None:
    async with workshop.database.session(workshop.tenant) as session:
        with pytest.raises(NothingBefore):
            await workshop.releases.before(session)
    release = await workshop.upload(with_answer("点一下，"))
    await workshop.activate(release.id)

    async with workshop.database.session(workshop.tenant) as session:
        before = await workshop.releases.before(session)
    await workshop.activate(before, reason="")

    assert before == make.small_shelf().release_id
    assert (await answer_now(workshop)).startswith("在这里说一声")
    assert (await workshop.get(release.id)).state is ReleaseState.RETIRED
    shipped = await workshop.get(before)
    assert (shipped.state, shipped.is_stored) == (ReleaseState.ACTIVE, True)


async def test_what_is_active_cannot_be_activated_again(workshop: Workshop) -> None:
    release = await workshop.upload(make.greeting("早"))
    await workshop.activate(release.id)

    with pytest.raises(IsActive):
        await workshop.activate(release.id)


async def test_who_activated_what_and_why_is_told_in_order(workshop: Workshop) -> None:
    release = await workshop.upload(make.greeting("早"))
    await workshop.activate(release.id, reason="换问候语")

    async with workshop.database.session(workshop.tenant) as session:
        activations = await workshop.releases.activations(session)
        deeds = await session.all(AUDIT)

    assert [(one.number, one.release_id, one.reason, one.by) for one in activations] == [
        (1, release.id, "换问候语", workshop.boss.id)
    ]
    assert [(one["deed"], one["subject_id"]) for one in deeds] == [
        ("bot_release.added", release.id),
        ("bot_release.activated", release.id),
    ]
    assert deeds[1]["details"]["reason"] == "换问候语"


async def test_two_activations_at_once_take_their_turns(workshop: Workshop) -> None:
    ids = [(await workshop.upload(make.greeting(words))).id for words in "一二三四"]

    await asyncio.gather(*(workshop.activate(one) for one in ids))

    async with workshop.database.session(workshop.tenant) as session:
        activations = await workshop.releases.activations(session)
    assert [one.number for one in activations] == [4, 3, 2, 1]
    assert [one.replaced_id for one in activations[:-1]] == [
        one.release_id for one in activations[1:]
    ]


async def test_every_process_is_told_when_it_is_true(workshop: Workshop, hub: Hub) -> None:
    release = await workshop.upload(make.greeting("早"))
    async with hub.watch("packs") as watch:
        await workshop.activate(release.id)
        signal = await watch.next(5)

    assert signal is not None
    assert signal.note == {"tenant": str(workshop.tenant)}


KILLED = """
import asyncio, os, signal, sys
from hearthline.kernel import StaffId, TenantId
from hearthline.platform.db import Database
from tests.dialogue.releases.conftest import workshop_of
from tests.fakes.fake_clock import FakeClock
from hearthline.access import Role, Staff

async def main(url, tenant_id, release_id, staff_id):
    tenant = TenantId(tenant_id)
    boss = Staff(StaffId(staff_id), tenant, "boss", "boss", frozenset(Role))
    async with Database(url, max_size=2) as database:
        workshop = workshop_of(database, tenant, FakeClock(), boss)
        async with database.session(tenant) as session:
            articles = await workshop.releases.articles(session, release_id)
            await workshop.releases.activate(
                session, release_id, articles=articles, by=boss, reason="killed"
            )
            print("written", flush=True)
            os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main(*sys.argv[1:]))
"""


async def test_a_process_killed_while_activating_leaves_everything_as_it_was(
    workshop: Workshop,
) -> None:
    release = await workshop.upload(with_answer("点一下，"))
    boss = str(workshop.boss.id)
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", KILLED),
        *(workshop.database.url, str(workshop.tenant), release.id, boss),
        stdout=asyncio.subprocess.PIPE,
    )
    out, _ = await asyncio.wait_for(child.communicate(), 120)

    assert (out, child.returncode) == (b"written\n", -9)
    async with workshop.database.session(workshop.tenant) as session:
        assert await workshop.releases.in_force(session) == make.small_shelf().release_id
        assert await session.all(LIVE) == []
        assert await workshop.releases.activations(session) == []
    async with asyncio.timeout(30):  # its lock died with it
        await workshop.activate(release.id)
    assert (await answer_now(workshop)).startswith("点一下，")
