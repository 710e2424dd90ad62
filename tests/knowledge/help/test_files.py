"""Files of items on the public pages: while the item is in force, and no longer (R37, R114)."""

import re
from dataclasses import replace

import pytest

from hearthline.access import Role, Staff
from hearthline.kernel import ArticleId
from hearthline.knowledge import Attachment
from hearthline.knowledge.files import KeptFile
from hearthline.platform.crypto import Vault
from tests.conftest import make_tenant
from tests.make import help as make
from tests.make import item_files
from tests.make import staff as make_staff
from tests.make.help import Help

pytestmark = pytest.mark.api

SLUG = make.STOP.slug


@pytest.fixture
async def editor(site: Help, vault: Vault) -> Staff:
    access = make_staff.access(site.database, site.clock, vault)
    async with site.database.session(site.tenant) as session:
        return await make_staff.staff(session, access, Role.EDITOR)


async def kept(site: Help, by: Staff, name: str, content: bytes) -> KeptFile:
    return await site.files.take(site.tenant, item_files.pieces(content), name=name, by=by)


def attachment(file: KeptFile, fallback: str) -> Attachment:
    return Attachment(str(file.id), file.name, file.media_type, fallback)


async def attach(site: Help, *attachments: Attachment) -> str:
    """Publish an item with these; its page."""
    await site.load([replace(make.STOP, attachments=attachments), *make.DRAFTS[1:]])
    page = await site.get(f"a/{SLUG}")
    assert page.status_code == 200
    return page.text


async def test_pictures_are_shown_papers_linked_and_what_is_missing_told(
    site: Help, editor: Staff
) -> None:
    picture = await kept(site, editor, "阀门.png", item_files.png())
    paper = await kept(site, editor, "报停<申请>表.pdf", item_files.pdf())
    text = await attach(
        site,
        attachment(picture, "放气阀的位置"),
        attachment(paper, "到营业厅领取"),
        Attachment("elsewhere-1", "旧表.doc", "application/msword", "打热线索取"),
    )

    found = re.search(r'<img src="([^"]+)" alt="放气阀的位置"', text)
    assert found
    shown = await site.http.get(found[1])
    assert (shown.status_code, shown.content) == (200, item_files.png())
    assert shown.headers["content-type"] == "image/png"
    assert "sandbox" in shown.headers["content-security-policy"]
    link = re.search(r'<a href="([^"]+)">报停&lt;申请&gt;表.pdf</a>', text)
    assert link
    assert "PDF · 1 KB" in text
    saved = await site.http.get(link[1])
    assert saved.headers["content-disposition"].startswith("attachment;")
    assert "旧表.doc：打热线索取" in text


async def test_a_link_ends_with_its_item(site: Help, editor: Staff) -> None:
    picture = await kept(site, editor, "阀门.png", item_files.png())
    text = await attach(site, attachment(picture, "位置"))
    found = re.search(r'<img src="([^"]+/f/[^"]+)"', text)
    assert found

    await attach(site)
    assert (await site.http.get(found[1])).status_code == 404
    await attach(site, attachment(picture, "位置"))
    assert (await site.http.get(found[1])).status_code == 200
    await site.load(make.DRAFTS[1:])
    assert (await site.http.get(found[1])).status_code == 404


async def test_what_is_only_for_staff_or_anothers_has_no_link(site: Help, editor: Staff) -> None:
    picture = await kept(site, editor, "内部.png", item_files.png())
    inside = replace(make.INSIDE, attachments=(attachment(picture, "内部"),))
    await site.load([make.STOP, inside])
    async with site.database.session(site.tenant) as session:
        sought = "SELECT id FROM article WHERE slug = %(slug)s"
        row = await session.one(sought, {"slug": inside.slug})
    token = site.files.link(site.tenant, ArticleId.of(row["id"]), picture.id)
    assert (await site.get(f"f/{token}")).status_code == 404

    text = await attach(site, attachment(picture, "位置"))
    found = re.search(r'<img src="[^"]+/f/([^"]+)"', text)
    assert found
    other = await make_tenant(site.database)
    async with site.database.open_session() as session:
        row = await session.one("SELECT slug FROM tenant WHERE id = %(id)s", {"id": other})
    assert (await site.http.get(f"/help/{row['slug']}/f/{found[1]}")).status_code == 404
