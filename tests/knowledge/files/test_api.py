"""Files of items through HTTP: given, attached, read, refused (R37)."""

from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from hearthline.access import CSRF_HEADER, SESSION_COOKIE, Access, Credentials, Origin, Role
from hearthline.kernel import Id, TenantId
from hearthline.knowledge import Editing, ItemFiles, Knowledge
from hearthline.knowledge.files.api import router
from hearthline.knowledge.life.api import router as life_routes
from hearthline.platform.db import Database
from hearthline.platform.http import Services, install_problems
from tests.fakes.fake_clock import FakeClock
from tests.make import item_files as make
from tests.make import staff as make_staff

pytestmark = pytest.mark.api

BASE = "/api/v1/knowledge"

Headers = dict[str, str]


@pytest.fixture
async def http(
    database: Database, clock: FakeClock, files: ItemFiles, access: Access
) -> AsyncIterator[httpx2.AsyncClient]:
    knowledge = Knowledge(database, clock)
    editing = Editing(knowledge, clock, names=access.names)
    app = FastAPI()
    app.state.services = Services(database, access, knowledge, editing, files)
    for one in (router, life_routes):
        app.include_router(one)
    install_problems(app)
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://desk.test") as client:
        yield client


@pytest.fixture
async def who(database: Database, tenant: TenantId, access: Access) -> Headers:
    """An editor's headers."""
    async with database.session(tenant) as session:
        person = await make_staff.staff(session, access, Role.EDITOR)
    async with database.open_session() as session:
        row = await session.one("SELECT slug FROM tenant WHERE id = %(id)s", {"id": tenant})
    claim = Credentials(row["slug"], person.username, make_staff.PASSWORD)
    signed = await access.log_in(claim, Origin(f"test-{tenant}"))
    return {"Cookie": f"{SESSION_COOKIE}={signed.token}", CSRF_HEADER: signed.csrf_token}


async def given(http: httpx2.AsyncClient, who: Headers, name: str, content: bytes) -> Any:
    return await http.post(f"{BASE}/files", headers=who, files={"file": (name, content)})


async def test_a_picture_is_given_attached_and_read(http: httpx2.AsyncClient, who: Headers) -> None:
    answer = await given(http, who, "../阀门.png", make.png())
    assert answer.status_code == 201, answer.text
    file = answer.json()
    assert (file["name"], file["media_type"]) == ("阀门.png", "image/png")

    attached = {**_named(file), "fallback": "放气阀在暖气片顶端"}
    body = {"title": "放气阀在哪里", "answer": "看图。", "attachments": [attached]}
    made = await http.post(f"{BASE}/articles", headers=who, json={"content": body})
    assert made.json()["content"]["attachments"] == [attached]

    shown = await http.get(f"{BASE}/files/{file['file_id']}", headers=who)
    assert (shown.status_code, shown.content) == (200, make.png())
    assert shown.headers["content-disposition"].startswith("inline; filename*=UTF-8''%E9%98%80")
    assert shown.headers["x-content-type-options"] == "nosniff"
    tag = {"If-None-Match": shown.headers["etag"]}
    again = await http.get(f"{BASE}/files/{file['file_id']}", headers=who | tag)
    assert (again.status_code, again.content) == (304, b"")


async def test_what_is_no_picture_is_saved_not_shown(
    http: httpx2.AsyncClient, who: Headers
) -> None:
    file = (await given(http, who, "申请表.docx", make.docx())).json()
    shown = await http.get(f"{BASE}/files/{file['file_id']}", headers=who)
    assert shown.headers["content-disposition"].startswith("attachment;")


async def test_a_page_that_calls_itself_a_picture_is_refused(
    http: httpx2.AsyncClient, who: Headers
) -> None:
    answer = await given(http, who, "cat.png", b"<html><script>alert(1)</script></html>")
    assert (answer.status_code, answer.json()["code"]) == (422, "knowledge.file_kind_refused")


async def test_an_unknown_file_is_not_attached(http: httpx2.AsyncClient, who: Headers) -> None:
    file = (await given(http, who, "a.pdf", make.pdf())).json()
    body = {"title": "表", "answer": "见附件。", "attachments": [_named(file)]}
    copy = (await http.post(f"{BASE}/articles", headers=who, json={"content": body})).json()
    strange = {**_named(file), "file_id": str(Id.new()), "name": "别处.pdf"}

    address = f"{BASE}/articles/{copy['article_id']}/draft"
    changes = {"counter": copy["counter"], "changes": {"attachments": [strange]}}
    answer = await http.patch(address, headers=who, json=changes)
    assert (answer.status_code, answer.json()["code"]) == (422, "knowledge.file_not_kept")
    assert "别处.pdf" in answer.json()["detail"]

    changes["changes"] = {"attachments": []}
    answer = await http.patch(address, headers=who, json=changes)
    assert answer.json()["content"]["attachments"] == []


def _named(file: dict[str, Any]) -> dict[str, Any]:
    """As an item names it."""
    return {name: file[name] for name in ("file_id", "name", "media_type")} | {"fallback": ""}
