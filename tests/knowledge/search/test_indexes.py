"""Indexes follow what is published, in memory and in a folder that processes share (R109)."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hearthline.kernel import StaffId, TenantId
from hearthline.knowledge import Article, Draft, Knowledge
from hearthline.knowledge.search.documents import FORMAT
from hearthline.knowledge.search.engine import Engine
from hearthline.platform.db import Database
from tests.fakes.fake_clock import FakeClock
from tests.make import articles as make

pytestmark = pytest.mark.store


@pytest.fixture
def here(database: Database, clock: FakeClock, tmp_path: Path) -> Knowledge:
    return Knowledge(database, clock, folder=tmp_path)


@pytest.fixture
def elsewhere(database: Database, clock: FakeClock, tmp_path: Path) -> Knowledge:
    return Knowledge(database, clock, folder=tmp_path)


async def load(knowledge: Knowledge, database: Database, tenant: TenantId, *drafts: Draft) -> None:
    async with database.session(tenant) as session:
        await knowledge.load_pack(session, drafts)


async def found(knowledge: Knowledge, tenant: TenantId, query: str) -> list[str]:
    return [hit.slug for hit in await knowledge.search(tenant, query)]


async def test_only_what_changed_is_taken_in(
    here: Knowledge, database: Database, tenant: TenantId, monkeypatch: pytest.MonkeyPatch
) -> None:
    await load(here, database, tenant, make.STANDARD, make.AIRLOCK)
    await here.refresh(tenant)
    taken: list[str] = []
    change = Engine.change

    def watched(engine: Engine, put: Sequence[Article], gone: Iterable[str], **rest: Any) -> None:
        taken.extend(article.draft.slug for article in put)
        change(engine, put, gone, **rest)

    monkeypatch.setattr(Engine, "change", watched)
    await load(here, database, tenant, make.STANDARD, replace(make.AIRLOCK, title="怎么排气"))
    await here.refresh(tenant)

    assert taken == ["airlock"]
    assert (await here.search(tenant, "怎么排气"))[0].title == "怎么排气"
    assert len(await here.indexes.of(tenant)) == 2


async def test_what_is_withdrawn_is_found_no_longer(
    here: Knowledge, database: Database, tenant: TenantId
) -> None:
    await load(here, database, tenant, make.STANDARD, make.AIRLOCK)
    assert "airlock" in await found(here, tenant, "暖气片哗哗响")

    await load(here, database, tenant, make.STANDARD)
    await here.refresh(tenant)

    assert "airlock" not in await found(here, tenant, "暖气片哗哗响")
    assert len(await here.indexes.of(tenant)) == 1


async def test_processes_share_what_one_of_them_wrote(
    here: Knowledge, elsewhere: Knowledge, database: Database, tenant: TenantId
) -> None:
    await load(here, database, tenant, make.STANDARD)
    await here.refresh(tenant)
    await elsewhere.refresh(tenant)
    await load(here, database, tenant, make.STANDARD, make.AIRLOCK)

    await here.refresh(tenant)
    await elsewhere.refresh(tenant)

    assert (await found(elsewhere, tenant, "暖气片哗哗响"))[0] == "airlock"
    assert len(await elsewhere.indexes.of(tenant)) == 2


async def test_a_restart_finds_the_index_made(
    here: Knowledge,
    elsewhere: Knowledge,
    database: Database,
    tenant: TenantId,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await load(here, database, tenant, make.STANDARD)
    await here.refresh(tenant)

    def never(*_: object) -> None:
        pytest.fail("it was made anew")

    monkeypatch.setattr(Engine, "filling", never)

    assert (await found(elsewhere, tenant, "室温标准"))[0] == "temp-standard"


async def test_an_index_that_is_broken_is_made_anew(
    here: Knowledge, elsewhere: Knowledge, database: Database, tenant: TenantId, tmp_path: Path
) -> None:
    await load(here, database, tenant, make.STANDARD)
    await here.refresh(tenant)
    folder = tmp_path / f"v{FORMAT}" / str(tenant)
    (folder / "meta.json").write_text("{")

    assert (await found(elsewhere, tenant, "室温标准"))[0] == "temp-standard"


async def test_an_index_ahead_of_the_database_is_made_anew(
    here: Knowledge, elsewhere: Knowledge, database: Database, tenant: TenantId
) -> None:
    await load(here, database, tenant, make.STANDARD, make.AIRLOCK)
    await here.refresh(tenant)
    async with database.session(tenant) as session:
        await session.execute("UPDATE knowledge_edition SET edition = 0")
        await session.execute("UPDATE publication SET withdrawn_at = now()")

    assert await found(elsewhere, tenant, "暖气片哗哗响") == []


async def test_a_filling_that_is_cut_off_leaves_the_index_as_it_was(
    here: Knowledge, database: Database, tenant: TenantId
) -> None:
    await load(here, database, tenant, make.STANDARD)
    index = await here.indexes.of(tenant)
    stamp = index.engine.now.stamp
    assert stamp is not None

    filling = index.engine.filling(here.reader, replace(stamp, edition=9))
    filling.begin()
    filling.add([make.article(make.AIRLOCK)])
    filling.abandon()
    index.engine.reload()

    assert (index.edition, len(index)) == (stamp.edition, 1)
    assert (await found(here, tenant, "室温标准"))[0] == "temp-standard"


async def test_making_it_anew_tells_how_far_it_is(
    here: Knowledge, database: Database, tenant: TenantId
) -> None:
    await load(here, database, tenant, make.STANDARD, make.AIRLOCK)
    steps: list[tuple[int, int]] = []

    count = await here.indexes.rebuild(tenant, told=lambda done, all_: steps.append((done, all_)))

    assert count == 2
    assert steps[-1] == (2, 2)


async def test_a_protected_word_makes_the_index_anew(
    here: Knowledge, database: Database, tenant: TenantId
) -> None:
    await load(here, database, tenant, replace(make.STANDARD, title="热力PE管怎么接"))
    await here.refresh(tenant)
    async with database.session(tenant) as session:
        await session.execute(
            "INSERT INTO search_word (id, kind, words, by_staff, at)"
            " VALUES (%(id)s, 'protected', '{PE管}', %(by)s, now())",
            {"id": StaffId.new(), "by": StaffId.new()},
        )
        await here.tell(session)
    await here.refresh(tenant)

    hit = (await here.search(tenant, "pe管"))[0]
    words = next(why for why in hit.why if why.channel == "words")
    assert words.terms == ("pe管",)


@pytest.mark.parametrize("where", ["memory", "folder"])
async def test_a_change_is_rehearsed_and_nobody_else_sees_it(
    database: Database, clock: FakeClock, tenant: TenantId, tmp_path: Path, where: str
) -> None:
    folder = tmp_path if where == "folder" else None
    knowledge = Knowledge(database, clock, folder=folder)
    await load(knowledge, database, tenant, make.STANDARD, make.AIRLOCK)
    async with database.session(tenant) as session:
        hits = await knowledge.search(tenant, "暖气片哗哗响")
        known = await knowledge.get(session, hits[0].article_id)
    other = replace(known, draft=replace(known.draft, title="改名", questions=("孔雀东南飞",)))

    async with knowledge.indexes.rehearsal(tenant, [other]) as index:
        eyes = knowledge.view()
        then = [hit.slug for hit in index.search("孔雀东南飞", eyes)]
        meanwhile = await found(knowledge, tenant, "孔雀东南飞")

    assert then[:1] == ["airlock"]
    assert meanwhile == []
    assert (await found(knowledge, tenant, "暖气片哗哗响"))[0] == "airlock"
    left = await asyncio.to_thread(lambda: [one.name for one in tmp_path.iterdir()])
    assert not [name for name in left if name.startswith("rehearsal-")]
    again = Knowledge(database, clock, folder=folder)
    assert (await found(again, tenant, "暖气片哗哗响"))[0] == "airlock"
