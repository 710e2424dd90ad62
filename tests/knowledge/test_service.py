"""Loading, publishing and finding articles on a real database (R14, R117)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hearthline.kernel import ArticleId, TenantId
from hearthline.knowledge import ArticleUnknown, Draft, Knowledge, Origin, PackLoad, View
from hearthline.platform.db import Database
from hearthline.platform.hub import Hub
from tests.fakes.fake_clock import FakeClock
from tests.make import articles as make
from tests.make.background import running
from tests.make.business import until

pytestmark = pytest.mark.store


@pytest.fixture
def knowledge(database: Database, clock: FakeClock) -> Knowledge:
    return Knowledge(database, clock, words=("放气阀",))


async def load(
    knowledge: Knowledge, database: Database, tenant: TenantId, *drafts: Draft
) -> PackLoad:
    async with database.session(tenant) as session:
        return await knowledge.load_pack(session, drafts)


async def found(knowledge: Knowledge, tenant: TenantId, query: str) -> list[str]:
    return [hit.slug for hit in await knowledge.search(tenant, query)]


async def test_a_pack_is_loaded_once(
    knowledge: Knowledge, database: Database, tenant: TenantId
) -> None:
    first = await load(knowledge, database, tenant, *make.DRAFTS)
    again = await load(knowledge, database, tenant, *make.DRAFTS)

    assert first == PackLoad(added=3, changed=0, unchanged=0, withdrawn=0)
    assert again == PackLoad(added=0, changed=0, unchanged=3, withdrawn=0)
    async with database.session(tenant) as session:
        counted = await session.one("SELECT count(*) AS revisions FROM revision")
    assert counted["revisions"] == 3


async def test_changed_content_makes_a_new_version(
    knowledge: Knowledge, database: Database, tenant: TenantId
) -> None:
    await load(knowledge, database, tenant, *make.DRAFTS)
    warmer = replace(make.STANDARD, answer="不低于 20 ℃ 为合格。")

    outcome = await load(knowledge, database, tenant, warmer, make.AIRLOCK, make.INTERNAL)

    assert outcome == PackLoad(added=0, changed=1, unchanged=2, withdrawn=0)
    await knowledge.refresh(tenant)
    hit = (await knowledge.search(tenant, "室温多少度算合格"))[0]
    assert (hit.version, hit.answer) == (2, "不低于 20 ℃ 为合格。")
    async with database.session(tenant) as session:
        old = await knowledge.get(session, hit.article_id, version=1)
    assert (old.answer, old.is_published) == (make.STANDARD.answer, False)


async def test_what_the_pack_no_longer_has_is_withdrawn_and_may_return(
    knowledge: Knowledge, database: Database, tenant: TenantId
) -> None:
    await load(knowledge, database, tenant, *make.DRAFTS)
    without = await load(knowledge, database, tenant, make.AIRLOCK, make.INTERNAL)
    await knowledge.refresh(tenant)

    assert without.withdrawn == 1
    assert "temp-standard" not in await found(knowledge, tenant, "室温标准")

    await load(knowledge, database, tenant, *make.DRAFTS)
    await knowledge.refresh(tenant)
    assert (await knowledge.search(tenant, "室温标准"))[0].version == 1


async def test_a_text_edited_at_the_desk_survives_the_same_pack(
    knowledge: Knowledge, database: Database, tenant: TenantId
) -> None:
    await load(knowledge, database, tenant, *make.DRAFTS)
    async with database.session(tenant) as session:
        ours = replace(make.STANDARD, answer="本市不低于 20 ℃。")
        edited = await knowledge.revise(session, ours, origin=Origin.DESK)
        await knowledge.publish(session, edited.id, version=edited.version)

    await load(knowledge, database, tenant, *make.DRAFTS)
    await knowledge.refresh(tenant)

    hit = (await knowledge.search(tenant, "室温多少度算合格"))[0]
    assert (hit.version, hit.answer) == (2, "本市不低于 20 ℃。")


async def test_a_revision_is_not_found_before_it_is_published_and_can_be_taken_back(
    knowledge: Knowledge, database: Database, tenant: TenantId
) -> None:
    await load(knowledge, database, tenant, make.STANDARD)
    async with database.session(tenant) as session:
        draft = replace(make.STANDARD, answer="草稿")
        article = await knowledge.revise(session, draft, origin=Origin.DESK)
    assert (await knowledge.search(tenant, "室温标准"))[0].version == 1

    async with database.session(tenant) as session:
        await knowledge.publish(session, article.id, version=2)
    await knowledge.refresh(tenant)
    assert (await knowledge.search(tenant, "室温标准"))[0].version == 2

    async with database.session(tenant) as session:
        await knowledge.publish(session, article.id, version=1)
    await knowledge.refresh(tenant)
    assert (await knowledge.search(tenant, "室温标准"))[0].version == 1


async def test_a_withdrawn_article_is_still_there_to_read(
    knowledge: Knowledge, database: Database, tenant: TenantId
) -> None:
    await load(knowledge, database, tenant, make.STANDARD)
    article_id = (await knowledge.search(tenant, "室温标准"))[0].article_id

    async with database.session(tenant) as session:
        await knowledge.withdraw(session, article_id)
    await knowledge.refresh(tenant)

    assert await found(knowledge, tenant, "室温标准") == []
    async with database.session(tenant) as session:
        assert not (await knowledge.get(session, article_id)).is_published


async def test_an_unknown_article_or_version_is_said_so(
    knowledge: Knowledge, database: Database, tenant: TenantId
) -> None:
    await load(knowledge, database, tenant, make.STANDARD)
    article_id = (await knowledge.search(tenant, "室温标准"))[0].article_id

    async with database.session(tenant) as session:
        with pytest.raises(ArticleUnknown):
            await knowledge.get(session, article_id, version=7)
        with pytest.raises(ArticleUnknown):
            await knowledge.publish(session, ArticleId.new(), version=1)


async def test_tenants_do_not_find_each_others_articles(
    knowledge: Knowledge, database: Database, tenant: TenantId
) -> None:
    await load(knowledge, database, tenant, make.STANDARD)
    other = TenantId.new()
    async with database.open_session() as session:
        await session.execute(
            "INSERT INTO tenant (id, slug, name) VALUES (%(id)s, %(slug)s, '别家')",
            {"id": other, "slug": f"o-{other.hex}"},
        )

    assert await found(knowledge, other, "室温标准") == []


async def test_another_process_soon_finds_a_publication(
    knowledge: Knowledge, database: Database, tenant: TenantId, clock: FakeClock, hub: Hub
) -> None:
    elsewhere = Knowledge(database, clock)
    await load(knowledge, database, tenant, make.STANDARD)
    assert "airlock" not in await found(elsewhere, tenant, "暖气片哗哗响")

    async def is_found() -> bool:
        return "airlock" in await found(elsewhere, tenant, "暖气片哗哗响")

    async with running(elsewhere.follow(hub)):
        await load(knowledge, database, tenant, make.STANDARD, make.AIRLOCK)
        await until(is_found, seconds=10)


async def test_a_publication_that_is_rolled_back_changes_nothing(
    knowledge: Knowledge, database: Database, tenant: TenantId
) -> None:
    class ChangedMind(Exception):
        """The edge gave up."""

    with pytest.raises(ChangedMind):
        async with database.session(tenant) as session:
            await knowledge.load_pack(session, make.DRAFTS)
            raise ChangedMind

    assert await knowledge.refresh(tenant)
    assert await found(knowledge, tenant, "室温标准") == []
    assert not await knowledge.refresh(tenant)


async def test_what_is_found_depends_on_the_moment_asked_for(
    knowledge: Knowledge, database: Database, tenant: TenantId, clock: FakeClock
) -> None:
    ends_at = clock.now() + timedelta(days=1)
    await load(knowledge, database, tenant, replace(make.STANDARD, valid_to=ends_at))

    assert await knowledge.search(tenant, "室温标准")
    assert await knowledge.search(tenant, "室温标准", view=View(at=ends_at)) == []
    clock.advance(timedelta(days=2))
    assert await knowledge.search(tenant, "室温标准") == []


async def test_an_intent_leads_to_its_article(
    knowledge: Knowledge, database: Database, tenant: TenantId
) -> None:
    await load(knowledge, database, tenant, *make.DRAFTS)

    hit = await knowledge.answer_to(tenant, "temp_standard", "多少度才行")

    assert hit is not None
    assert hit.slug == "temp-standard"
