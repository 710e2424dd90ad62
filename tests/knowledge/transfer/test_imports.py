"""From a file to drafts and back, on a real database."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from hearthline.kernel import TenantId
from hearthline.knowledge.life.errors import CopyInReview, CopyMoved
from hearthline.knowledge.transfer.errors import (
    CorrectionWrong,
    FileTooLarge,
    FileUnnamed,
    ImportNotApplied,
    ImportNotReady,
    ImportUnknown,
    ItemFaulty,
    NothingPicked,
)
from hearthline.knowledge.transfer.exporting import Exports
from hearthline.knowledge.transfer.model import (
    LARGEST_FILE_BYTES,
    Finding,
    ImportItem,
    ImportState,
)
from hearthline.knowledge.transfer.rendering import archive_of, markdown_of
from hearthline.knowledge.transfer.service import ItemsWanted
from tests.fakes.fake_clock import FakeClock
from tests.knowledge.transfer.conftest import Desk, pieces
from tests.make import articles as make
from tests.make import documents

pytestmark = pytest.mark.store

TABLE = "问题,答案\n怎么报停,九月前申请。\n停热多少钱,按面积的三成。\n".encode("gbk")
CHANGED = replace(make.STANDARD, answer="不低于 20 ℃。")
FRESH = replace(make.STANDARD, slug="heating/fresh", title="新的一条", questions=("新问法",))


async def items_of(desk: Desk, import_id: object) -> list[ImportItem]:
    async with desk.database.session(desk.tenant) as session:
        return await desk.imports.items(session, import_id, ItemsWanted())  # type: ignore[arg-type]  # an id


async def test_items_are_new_changed_the_same_like_another_or_faulty(desk: Desk) -> None:
    like = "---\ntitle: 十八度是不是最低标准\naudience: [customer]\n---\n是。\n".encode()
    content = documents.archive(
        {
            "new.md": markdown_of(FRESH).encode(),
            "changed.md": markdown_of(CHANGED).encode(),
            "same.md": markdown_of(make.AIRLOCK).encode(),
            "like.md": like,
            "faulty.md": "---\ntitle: 没有正文\n---\n".encode(),
        }
    )

    import_id = await desk.give("资料.zip", content)

    found = await desk.get(import_id)
    items = await items_of(desk, import_id)
    assert found.state is ImportState.READY
    assert [(item.finding, item.is_picked) for item in items] == [
        (Finding.NEW, True),
        (Finding.CHANGED, True),
        (Finding.SAME, False),
        (Finding.DUPLICATE, False),
        (Finding.FAULTY, False),
    ]
    assert items[3].like is not None
    assert items[3].like.title == make.STANDARD.title
    assert found.counts == dict.fromkeys(Finding, 1)


async def test_nothing_is_stored_before_it_is_applied(desk: Desk) -> None:
    await desk.give("问答.csv", TABLE)

    async with desk.database.session(desk.tenant) as session:
        row = await session.one(
            "SELECT (SELECT count(*) FROM working_copy) AS copies,"
            " (SELECT count(*) FROM revision) AS revisions"
        )
    assert (row["copies"], row["revisions"]) == (0, len(make.DRAFTS))


async def test_what_is_picked_becomes_drafts_at_once_and_goes_away_again(desk: Desk) -> None:
    import_id = await desk.give("问答.csv", TABLE, domain="heating")

    async with desk.database.session(desk.tenant) as session:
        applied = await desk.imports.apply(session, import_id, by=desk.writer)
    titles = await copies(desk)
    async with desk.database.session(desk.tenant) as session:
        undone = await desk.imports.undo(session, import_id, by=desk.writer)

    assert (applied.done, applied.skipped) == (2, {})
    assert titles == {"怎么报停", "停热多少钱"}
    assert (undone.done, undone.skipped) == (2, {})
    assert await copies(desk) == set()
    assert (await desk.get(import_id)).state is ImportState.UNDONE


async def copies(desk: Desk) -> set[str]:
    async with desk.database.session(desk.tenant) as session:
        rows = await session.all("SELECT content->>'title' AS title FROM working_copy")
    return {row["title"] for row in rows}


async def test_an_imported_draft_is_reviewed_by_another_and_published(desk: Desk) -> None:
    import_id = await desk.give("标准.md", markdown_of(CHANGED).encode())

    async with desk.database.session(desk.tenant) as session:
        await desk.imports.apply(session, import_id, by=desk.writer)
        article_id = (await desk.imports.items(session, import_id, ItemsWanted()))[0].article_id
        assert article_id is not None
        copy = await desk.editing.open(session, article_id, by=desk.writer)
        copy = await desk.editing.submit(session, article_id, counter=copy.counter, by=desk.writer)
        article = await desk.editing.approve(
            session, article_id, counter=copy.counter, by=desk.reviewer
        )
        await desk.editing.publish(session, article_id, version=2, by=desk.reviewer)

    assert article.draft == CHANGED
    await desk.knowledge.refresh(desk.tenant)
    assert (await desk.knowledge.search(desk.tenant, "室温标准"))[0].answer == "不低于 20 ℃。"


async def test_undoing_leaves_what_somebody_wrote_on_since(desk: Desk) -> None:
    import_id = await desk.give("标准.md", markdown_of(CHANGED).encode())
    async with desk.database.session(desk.tenant) as session:
        await desk.imports.apply(session, import_id, by=desk.writer)
        item = (await desk.imports.items(session, import_id, ItemsWanted()))[0]
        assert item.article_id is not None
        copy = await desk.editing.open(session, item.article_id, by=desk.reviewer)
        await desk.editing.save(
            session, item.article_id, {"answer": "我改过"}, counter=copy.counter, by=desk.reviewer
        )

    async with desk.database.session(desk.tenant) as session:
        undone = await desk.imports.undo(session, import_id, by=desk.writer)

    assert undone.done == 0
    assert isinstance(undone.skipped[1], CopyMoved)
    assert await copies(desk) == {make.STANDARD.title}


async def test_undoing_gives_back_what_was_being_written_before(desk: Desk) -> None:
    async with desk.database.session(desk.tenant) as session:
        article_id = (await desk.knowledge.search(desk.tenant, "室温标准"))[0].article_id
        copy = await desk.editing.open(session, article_id, by=desk.writer)
        await desk.editing.save(
            session, article_id, {"answer": "写了一半"}, counter=copy.counter, by=desk.writer
        )
    import_id = await desk.give("标准.md", markdown_of(CHANGED).encode())

    async with desk.database.session(desk.tenant) as session:
        await desk.imports.apply(session, import_id, by=desk.writer)
        now = (await desk.editing.open(session, article_id, by=desk.writer)).draft
        await desk.imports.undo(session, import_id, by=desk.writer)
        after = (await desk.editing.open(session, article_id, by=desk.writer)).draft

    assert (now.answer, after.answer) == ("不低于 20 ℃。", "写了一半")


async def test_an_article_in_review_is_left_alone_and_told(desk: Desk) -> None:
    import_id = await desk.give("标准.md", markdown_of(CHANGED).encode())
    async with desk.database.session(desk.tenant) as session:
        article_id = (await desk.knowledge.search(desk.tenant, "室温标准"))[0].article_id
        copy = await desk.editing.open(session, article_id, by=desk.writer)
        changed = {"answer": "待审"}
        copy = await desk.editing.save(
            session, article_id, changed, counter=copy.counter, by=desk.writer
        )
        await desk.editing.submit(session, article_id, counter=copy.counter, by=desk.writer)

    async with desk.database.session(desk.tenant) as session:
        applied = await desk.imports.apply(session, import_id, by=desk.writer)

    assert applied.done == 0
    assert isinstance(applied.skipped[1], CopyInReview)


async def test_a_faulty_item_is_corrected_and_picked(desk: Desk) -> None:
    import_id = await desk.give("问答.csv", "问题,答案\n怎么报停,\n".encode())

    async with desk.database.session(desk.tenant) as session:
        with pytest.raises(ItemFaulty):
            await desk.imports.pick(session, import_id, 1, is_picked=True)
        with pytest.raises(NothingPicked):
            await desk.imports.apply(session, import_id, by=desk.writer)
        with pytest.raises(CorrectionWrong) as wrong:
            changes = {"answer": "写", "audience": "客户"}
            await desk.imports.correct(session, import_id, 1, changes=changes, by=desk.writer)
        item = await desk.imports.correct(
            session, import_id, 1, changes={"answer": "九月前申请。"}, by=desk.writer
        )

    assert wrong.value.details["member"] == "audience"
    assert (item.finding, item.is_picked) == (Finding.NEW, True)


async def test_the_same_table_again_changes_nothing(desk: Desk) -> None:
    first = await desk.give("问答.csv", TABLE)
    async with desk.database.session(desk.tenant) as session:
        await desk.imports.apply(session, first, by=desk.writer)

    second = await desk.give("问答.csv", TABLE)
    third = await desk.give("问答.csv", TABLE.replace("三成".encode("gbk"), "两成".encode("gbk")))

    assert [item.finding for item in await items_of(desk, second)] == [Finding.SAME] * 2
    assert [item.finding for item in await items_of(desk, third)] == [
        Finding.SAME,
        Finding.CHANGED,
    ]


async def test_the_whole_base_goes_out_and_comes_back_the_same(
    desk: Desk, clock: FakeClock
) -> None:
    exported = await Exports(desk.database).drafts(desk.tenant)
    import_id = await desk.give("base.zip", archive_of(exported))

    assert sorted(exported, key=lambda one: one.slug) == sorted(
        make.DRAFTS, key=lambda one: one.slug
    )
    assert [item.finding for item in await items_of(desk, import_id)] == [Finding.SAME] * 3


async def test_a_file_that_cannot_be_read_ends_refused_with_its_name(desk: Desk) -> None:
    import_id = await desk.give("合同.docx", documents.locked_office())

    found = await desk.get(import_id)
    assert found.state is ImportState.REFUSED
    assert [(one.file, one.code) for one in found.troubles] == [("合同.docx", "has_password")]
    assert not desk.files.path(desk.tenant, import_id).exists()


async def test_a_file_that_grows_too_large_is_refused_while_it_comes(desk: Desk) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(LARGEST_FILE_BYTES // 1_000_000 + 2):
            yield bytes(1_000_000)

    with pytest.raises(FileTooLarge) as refusal:
        await desk.imports.take(desk.tenant, endless(), name="大.pdf", domain="", by=desk.writer)

    assert "大.pdf" in refusal.value.told().zh
    assert not any(path.is_file() for path in desk.files._home.rglob("*"))


async def test_a_name_cannot_lead_out_of_the_folder(desk: Desk) -> None:
    given = await desk.imports.take(
        desk.tenant, pieces(TABLE), name="../../etc/passwd.csv", domain="", by=desk.writer
    )

    assert given.name == "passwd.csv"
    assert desk.files.path(desk.tenant, given.id).is_file()
    with pytest.raises(FileUnnamed):
        await desk.imports.take(desk.tenant, pieces(TABLE), name="..", domain="", by=desk.writer)


async def test_a_lost_reader_is_taken_over_and_then_given_up(desk: Desk, clock: FakeClock) -> None:
    given = await desk.imports.take(
        desk.tenant, pieces(TABLE), name="问答.csv", domain="", by=desk.writer
    )
    for _ in range(2):
        async with desk.database.session(desk.tenant) as session:
            await desk.imports._store.take(session, now=clock.now())
        clock.advance(timedelta(minutes=6))

    await desk.reading.read_all(desk.tenant)

    found = await desk.get(given.id)
    assert found.state is ImportState.REFUSED
    assert [one.code for one in found.troubles] == ["reader_ended"]


async def test_a_discarded_import_is_gone(desk: Desk) -> None:
    import_id = await desk.give("问答.csv", TABLE)

    async with desk.database.session(desk.tenant) as session:
        await desk.imports.discard(session, import_id, by=desk.writer)
        with pytest.raises(ImportNotReady):
            await desk.imports.apply(session, import_id, by=desk.writer)
        with pytest.raises(ImportNotApplied):
            await desk.imports.undo(session, import_id, by=desk.writer)


async def test_another_tenant_sees_nothing_of_it(desk: Desk) -> None:
    import_id = await desk.give("问答.csv", TABLE)
    other = TenantId.new()
    async with desk.database.open_session() as session:
        await session.execute(
            "INSERT INTO tenant (id, slug, name) VALUES (%(id)s, %(slug)s, '别家')",
            {"id": other, "slug": f"o-{other.hex}"},
        )

    async with desk.database.session(other) as session:
        with pytest.raises(ImportUnknown):
            await desk.imports.get(session, import_id)
        assert await desk.imports.list(session, before=None, limit=10) == []
