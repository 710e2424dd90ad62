"""Imports, exports and bundles through HTTP."""

import io
import zipfile
from collections.abc import AsyncIterator
from dataclasses import replace

import httpx2
import pytest
from fastapi import FastAPI

from hearthline.access.api import router as access_routes
from hearthline.kernel import Id, TenantId
from hearthline.knowledge import Exports, Origin
from hearthline.knowledge.replica import Bundles, Replicas, SigningKeys
from hearthline.knowledge.replica.api import router as replica_routes
from hearthline.knowledge.transfer.api import router
from hearthline.knowledge.transfer.model import ImportId
from hearthline.platform.crypto import Vault
from hearthline.platform.http import BodyLimit, Services, install_problems
from tests.conftest import make_tenant
from tests.fakes.fake_clock import FakeClock
from tests.knowledge.transfer.conftest import Desk
from tests.make import articles as make
from tests.make import documents
from tests.make import staff as make_staff

pytestmark = pytest.mark.api

IMPORTS = "/api/v1/knowledge/imports"
EXPORTS = "/api/v1/knowledge/exports"
TABLE = "问题,答案\n怎么报停,九月前申请。\n停热多少钱,\n".encode("gbk")


@pytest.fixture
async def http(desk: Desk, clock: FakeClock, vault: Vault) -> AsyncIterator[httpx2.AsyncClient]:
    app = FastAPI()
    app.state.services = Services(
        desk.database,
        desk.access,
        desk.imports,
        Exports(desk.database),
        Bundles(desk.knowledge, SigningKeys(vault), clock),
        Replicas(desk.knowledge, clock),
    )
    for routes in (access_routes, router, replica_routes):
        app.include_router(routes)
    install_problems(app)
    app.add_middleware(BodyLimit, larger={"/knowledge/imports": 200_000})
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://desk.test") as client:
        await sign_in(client, desk, desk.writer.username)
        yield client


async def sign_in(client: httpx2.AsyncClient, desk: Desk, username: str) -> None:
    async with desk.database.open_session() as session:
        row = await session.one("SELECT slug FROM tenant WHERE id = %(id)s", {"id": desk.tenant})
    body = {"tenant": row["slug"], "username": username, "password": make_staff.PASSWORD}
    answer = await client.post("/api/v1/staff/login", json=body)
    assert answer.status_code == 200, answer.text
    client.headers["X-CSRF-Token"] = client.cookies["hearthline_csrf"]


async def give(http: httpx2.AsyncClient, desk: Desk, name: str, content: bytes) -> str:
    answer = await http.post(IMPORTS, files={"file": (name, content)}, data={"domain": "heating"})
    assert answer.status_code == 202, answer.text
    assert answer.json()["state"] == "waiting"
    await desk.reading.read_all(desk.tenant)
    return f"{IMPORTS}/{answer.json()['id']}"


async def test_a_table_is_seen_corrected_applied_and_undone(
    http: httpx2.AsyncClient, desk: Desk
) -> None:
    place = await give(http, desk, "问答.csv", TABLE)

    seen = (await http.get(place)).json()
    items = (await http.get(f"{place}/items")).json()["items"]
    faulty = await http.patch(f"{place}/items/2", json={"is_picked": True})
    mended = await http.patch(f"{place}/items/2", json={"members": {"answer": "面积的三成"}})
    applied = await http.post(f"{place}/apply")
    undone = await http.post(f"{place}/undo")

    assert (seen["state"], seen["counts"]["new"], seen["counts"]["faulty"]) == ("ready", 1, 1)
    assert (items[0]["place"], items[0]["title"]) == ("第 2 行", "怎么报停")
    assert [(one["code"], one["place"]) for one in items[1]["troubles"]] == [
        ("no_answer", "第 3 行")
    ]
    assert (faulty.status_code, faulty.json()["code"]) == (409, "import.item_faulty")
    assert (mended.json()["finding"], mended.json()["is_picked"]) == ("new", True)
    assert applied.json() == {"done": 2, "skipped": []}
    assert undone.json() == {"done": 2, "skipped": []}
    assert (await http.post(f"{place}/apply")).status_code == 409


async def test_troubles_are_told_in_the_language_asked_for(
    http: httpx2.AsyncClient, desk: Desk
) -> None:
    place = await give(http, desk, "合同.docx", documents.locked_office())

    chinese = (await http.get(place)).json()
    english = (await http.get(place, headers={"Accept-Language": "en"})).json()

    assert chinese["state"] == "refused"
    assert chinese["troubles"][0]["what"] == "文件有密码保护"
    assert english["troubles"][0]["what"] == "the file is protected by a password"
    assert english["troubles"][0]["file"] == "合同.docx"


async def test_a_file_beyond_the_limit_is_cut_off_while_it_comes(
    http: httpx2.AsyncClient, desk: Desk
) -> None:
    answer = await http.post(IMPORTS, files={"file": ("大.pdf", bytes(300_000))})

    assert answer.status_code == 413
    said = {"Content-Length": "209715200", "Content-Type": "multipart/form-data; boundary=x"}
    announced = await http.post(IMPORTS, content=b"x", headers=said)
    assert announced.status_code == 413
    assert (await http.get(IMPORTS)).json()["items"] == []


async def test_pages_of_imports_and_items_follow_each_other(
    http: httpx2.AsyncClient, desk: Desk
) -> None:
    places = [await give(http, desk, f"{number}.csv", TABLE) for number in range(3)]

    first = (await http.get(IMPORTS, params={"limit": 2})).json()
    second = (await http.get(IMPORTS, params={"limit": 2, "cursor": first["next_cursor"]})).json()
    items = (await http.get(f"{places[0]}/items", params={"limit": 1})).json()
    more = (await http.get(f"{places[0]}/items", params={"cursor": items["next_cursor"]})).json()
    left = await http.post(f"{places[0]}/pick", json={"is_picked": False})
    nothing = await http.post(f"{places[0]}/apply")

    assert [one["name"] for one in first["items"] + second["items"]] == ["2.csv", "1.csv", "0.csv"]
    assert [one["number"] for one in more["items"]] == [2]
    assert left.status_code == 200
    assert nothing.json()["code"] == "import.nothing_picked"
    assert (await http.delete(places[0])).status_code == 204
    assert (await http.get(places[0])).json()["state"] == "discarded"


async def test_the_base_is_downloaded_as_a_folder_a_table_or_one_item(
    http: httpx2.AsyncClient, desk: Desk
) -> None:
    hits = await desk.knowledge.search(desk.tenant, "室温标准")

    folder = await http.get(EXPORTS)
    table = await http.get(EXPORTS, params={"form": "xlsx"})
    item = await http.get(EXPORTS, params={"article_id": str(hits[0].article_id)})
    nothing = await http.get(EXPORTS, params={"article_id": str(Id.new())})

    with zipfile.ZipFile(io.BytesIO(folder.content)) as archive:
        assert archive.namelist() == ["agent-refund.md", "airlock.md", "temp-standard.md"]
    assert table.content.startswith(b"PK")
    assert "attachment" in table.headers["content-disposition"]
    assert item.text.startswith("---\nslug: temp-standard\n")
    assert (nothing.status_code, nothing.json()["code"]) == (404, "export.nothing")


async def test_an_item_is_let_out_and_goes_with_a_bundle(
    http: httpx2.AsyncClient, desk: Desk
) -> None:
    draft = replace(make.STANDARD, is_exportable=True)
    async with desk.database.session(desk.tenant) as session:
        article = await desk.knowledge.revise(session, draft, origin=Origin.DESK)
        await desk.knowledge.publish(session, article.id, version=article.version)
    await sign_in(http, desk, desk.reviewer.username)
    export = f"/api/v1/knowledge/articles/{article.id}/export"

    waiting = (await http.get("/api/v1/knowledge/exports/waiting")).json()
    approved = await http.post(export)
    bundle = await http.post("/api/v1/knowledge/bundles", json={"kind": "full"})
    listed = (await http.get("/api/v1/knowledge/bundles")).json()
    received = await http.post(
        "/api/v1/knowledge/replica/bundles", files={"file": ("b.hlkb", bundle.content)}
    )

    assert [one["slug"] for one in waiting["items"]] == ["temp-standard"]
    assert approved.status_code == 204
    assert 'filename="knowledge-000001-full.hlkb"' in bundle.headers["content-disposition"]
    assert [(one["number"], one["items_put"]) for one in listed["items"]] == [(1, 1)]
    assert received.json()["code"] == "replica.not_following"
    assert (await http.get("/api/v1/knowledge/replica")).json()["is_replica"] is False
    assert (await http.delete(export)).status_code == 204


async def test_a_stranger_and_another_tenant_see_nothing(
    http: httpx2.AsyncClient, desk: Desk
) -> None:
    place = await give(http, desk, "问答.csv", TABLE)
    other: TenantId = await make_tenant(desk.database)
    async with desk.database.session(other) as session:
        stranger = await make_staff.staff(session, desk.access, *desk.writer.roles)
    desk.tenant = other
    await sign_in(http, desk, stranger.username)

    assert (await http.get(place)).status_code == 404
    assert (await http.get(IMPORTS)).json()["items"] == []
    http.cookies.clear()
    assert (await http.get(place)).status_code == 401
    assert (await http.get(f"{IMPORTS}/{ImportId.new()}")).status_code == 401
