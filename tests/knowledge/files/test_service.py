"""Files of items are kept, linked while they hold, and swept when nothing names them (R37)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hearthline.access import Access, Staff
from hearthline.kernel import ArticleId, TenantId
from hearthline.knowledge import Attachment, Editing, ItemFiles, Knowledge
from hearthline.knowledge.files.errors import (
    FileEmpty,
    FileKindRefused,
    FileNotKept,
    FileTooLarge,
    FileUnknown,
)
from hearthline.knowledge.files.model import LARGEST_BYTES, KeptFile
from hearthline.platform.db import Database
from hearthline.platform.storage import FileGone
from tests.conftest import make_tenant
from tests.fakes.fake_clock import FakeClock
from tests.make import articles as make_articles
from tests.make import item_files as make

pytestmark = pytest.mark.store


async def kept(files: ItemFiles, tenant: TenantId, by: Staff, name: str = "阀门.png") -> KeptFile:
    return await files.take(tenant, make.pieces(make.png()), name=name, by=by)


def attachment(file: KeptFile) -> Attachment:
    return Attachment(str(file.id), file.name, file.media_type, "放气阀的位置")


async def test_a_file_is_kept_as_it_came(
    database: Database, files: ItemFiles, tenant: TenantId, editor: Staff
) -> None:
    file = await kept(files, tenant, editor)

    async with database.session(tenant) as session:
        known = await files.get(session, file.id)
    assert (known.name, known.media_type, known.added_by) == ("阀门.png", "image/png", editor.id)
    assert await files.content(tenant, known) == make.png()


async def test_what_is_empty_too_large_or_of_no_kind_is_not_kept(
    files: ItemFiles, tenant: TenantId, editor: Staff
) -> None:
    for content, trouble in (
        (b"", FileEmpty),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * LARGEST_BYTES, FileTooLarge),
        (b"<html></html>", FileKindRefused),
    ):
        with pytest.raises(trouble):
            await files.take(tenant, make.pieces(content), name="a.png", by=editor)


async def test_another_tenant_does_not_find_it(
    database: Database, files: ItemFiles, tenant: TenantId, editor: Staff
) -> None:
    file = await kept(files, tenant, editor)
    other = await make_tenant(database)

    async with database.session(other) as session:
        with pytest.raises(FileUnknown):
            await files.get(session, file.id)
        with pytest.raises(FileNotKept):
            await files.use(session, [attachment(file)], known=())


async def test_a_copy_takes_only_what_is_here_or_what_it_had(
    database: Database, files: ItemFiles, tenant: TenantId, editor: Staff
) -> None:
    file = await kept(files, tenant, editor)
    imported = Attachment("form-7", "申请表.docx", "application/msword", "到营业厅领取")

    async with database.session(tenant) as session:
        await files.use(session, [attachment(file), imported], known=[imported])
        for unknown in (imported, replace(imported, file_id=str(ArticleId.new()))):
            with pytest.raises(FileNotKept) as refused:
                await files.use(session, [unknown], known=())
            assert refused.value.details["name"] == "申请表.docx"


async def test_a_link_holds_until_the_end_of_tomorrow_and_only_as_signed(
    database: Database, files: ItemFiles, tenant: TenantId, *, editor: Staff, clock: FakeClock
) -> None:
    file, article_id = await kept(files, tenant, editor), ArticleId.new()
    token = files.link(tenant, article_id, file.id)

    assert files.read(tenant, token).file_id == file.id
    assert files.link(tenant, article_id, file.id) == token
    forged = ("A" if token[0] != "A" else "B") + token[1:]
    for wrong in (forged, token[:-3], "", "x", "图"):
        with pytest.raises(FileUnknown):
            files.read(tenant, wrong)
    with pytest.raises(FileUnknown):
        files.read(TenantId.new(), token)
    clock.advance(timedelta(days=2))
    with pytest.raises(FileUnknown):
        files.read(tenant, token)


async def test_only_what_nothing_names_is_swept_and_not_at_once(
    database: Database,
    files: ItemFiles,
    tenant: TenantId,
    *,
    editor: Staff,
    access: Access,
    clock: FakeClock,
) -> None:
    published, written, loose = [
        await kept(files, tenant, editor, f"{name}.png") for name in ("甲", "乙", "丙")
    ]
    knowledge = Knowledge(database, clock)
    draft = replace(make_articles.STANDARD, attachments=(attachment(published),))
    editing = Editing(knowledge, clock, names=access.names)
    async with database.session(tenant) as session:
        await knowledge.load_pack(session, [draft, make_articles.AIRLOCK])
        row = await session.one("SELECT id FROM article WHERE slug = 'airlock'")
        other = ArticleId.of(row["id"])
        copy = await editing.open(session, other, by=editor)
        changes = {"attachments": (attachment(written),)}
        await editing.save(session, other, changes, counter=copy.counter, by=editor)

    assert await files.sweep(tenant) == 0
    clock.advance(timedelta(days=4))
    assert await files.sweep(tenant) == 1
    with pytest.raises(FileGone):
        await files.content(tenant, loose)
    for file in (published, written):
        assert await files.content(tenant, file) == make.png()
