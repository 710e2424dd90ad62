"""The life of items through HTTP (R117, R118)."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from hearthline.access import CSRF_HEADER, SESSION_COOKIE, Access, Credentials, Origin, Role
from hearthline.kernel import TenantId
from hearthline.knowledge import Gatekeeper, ItemFiles, Knowledge, KnowledgeTrials
from hearthline.knowledge.api import router as knowledge_routes
from hearthline.knowledge.life import Editing, Mention
from hearthline.knowledge.life.api import router
from hearthline.knowledge.life.shelf_api import router as shelf_routes
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from hearthline.platform.http import Services, install_problems
from hearthline.platform.storage import Storage
from tests.fakes.fake_clock import FakeClock
from tests.make import articles as make
from tests.make import staff as make_staff

pytestmark = pytest.mark.api

BASE = "/api/v1/knowledge"
FLOW = Mention("flow", "temp_standard", "室温标准", "", frozenset({"temp_standard"}))

Headers = dict[str, str]


@pytest.fixture
def access(database: Database, clock: FakeClock, vault: Vault) -> Access:
    return make_staff.access(database, clock, vault)


@pytest.fixture
async def http(
    database: Database,
    clock: FakeClock,
    tenant: TenantId,
    *,
    access: Access,
    vault: Vault,
    tmp_path: Path,
) -> AsyncIterator[httpx2.AsyncClient]:
    async def mentions(_: TenantId) -> list[Mention]:
        return [FLOW]

    knowledge = Knowledge(database, clock)
    async with database.session(tenant) as session:
        await knowledge.load_pack(session, make.DRAFTS)
    editing = Editing(knowledge, clock, names=access.names, mentions=mentions)
    gate = Gatekeeper(database, KnowledgeTrials(database, knowledge, clock).rehearse, clock)
    files = ItemFiles(database, Storage(tmp_path), vault, clock)
    app = FastAPI()
    app.state.services = Services(database, access, knowledge, editing, gate, files)
    for one in (knowledge_routes, router, shelf_routes):
        app.include_router(one)
    install_problems(app)
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://desk.test") as client:
        yield client


async def signed_in(database: Database, tenant: TenantId, access: Access, role: Role) -> Headers:
    async with database.session(tenant) as session:
        person = await make_staff.staff(session, access, role, name=role.value)
    async with database.open_session() as session:
        row = await session.one("SELECT slug FROM tenant WHERE id = %(id)s", {"id": tenant})
    claim = Credentials(row["slug"], person.username, make_staff.PASSWORD)
    signed = await access.log_in(claim, Origin(f"test-{tenant}"))
    return {"Cookie": f"{SESSION_COOKIE}={signed.token}", CSRF_HEADER: signed.csrf_token}


@pytest.fixture
async def writer(database: Database, tenant: TenantId, access: Access) -> Headers:
    return await signed_in(database, tenant, access, Role.EDITOR)


@pytest.fixture
async def reviewer(database: Database, tenant: TenantId, access: Access) -> Headers:
    return await signed_in(database, tenant, access, Role.SUPERVISOR)


async def sent(
    http: httpx2.AsyncClient, who: Headers, path: str, body: dict[str, Any] | None = None
) -> Any:
    answer = await http.post(f"{BASE}/{path}", headers=who, json=body or {})
    assert answer.is_success, answer.text
    return answer.json() if answer.content else None


async def read(http: httpx2.AsyncClient, who: Headers, path: str, **query: Any) -> Any:
    answer = await http.get(f"{BASE}/{path}", headers=who, params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def of_slug(http: httpx2.AsyncClient, who: Headers, slug: str) -> str:
    found = await read(http, who, "articles", q=slug)
    return next(str(one["article_id"]) for one in found["items"] if one["slug"] == slug)


async def test_a_notice_is_written_reviewed_and_put_in_force(
    http: httpx2.AsyncClient, writer: Headers, reviewer: Headers
) -> None:
    content = {
        "kind": "notice",
        "title": "寒潮期间延长服务时间",
        "answer": "寒潮期间热线全天有人接听。",
        "professional": "夜班加一席，按寒潮预案排班。",
        "catalogue": " 供热 / 公告 ",
        "tags": ["寒潮"],
        "audience": ["customer", "agent", "field"],
        "attributes": [{"name": "时限", "value": "3", "unit": "天"}],
    }
    made = await sent(http, writer, "articles", {"content": content, "trade": "heating"})
    path = f"articles/{made['article_id']}/draft"
    refused = await http.post(
        f"{BASE}/{path}/submit", headers=writer, json={"counter": made["counter"]}
    )
    saved = await http.patch(
        f"{BASE}/{path}",
        headers=writer,
        json={"counter": made["counter"], "changes": {"source": "本公司寒潮预案"}},
    )
    handed = await sent(http, writer, f"{path}/submit", {"counter": saved.json()["counter"]})
    queue = await read(http, reviewer, "reviews")
    mine = await http.post(
        f"{BASE}/{path}/approve", headers=writer, json={"counter": handed["counter"]}
    )
    done = await sent(
        http, reviewer, f"{path}/approve", {"counter": handed["counter"], "publish": True}
    )

    assert refused.status_code == 422
    assert [one["pointer"] for one in refused.json()["errors"]] == ["/source"]
    assert made["content"]["catalogue"] == "供热/公告"
    assert made["content"]["slug"].startswith("heating/k-")
    assert [one["title"] for one in queue["items"]] == ["寒潮期间延长服务时间"]
    assert queue["items"][0]["submitted_by"]["name"] == "editor"
    assert (mine.status_code, mine.json()["code"]) == (403, "knowledge.review_by_author")
    assert (done["article"]["is_published"], done["article"]["kind"]) == (True, "notice")
    assert done["article"]["attributes"] == [{"name": "时限", "value": "3", "unit": "天"}]


async def test_whoever_comes_second_is_told_who_saved_and_when(
    http: httpx2.AsyncClient, writer: Headers, database: Database, tenant: TenantId, access: Access
) -> None:
    article = await of_slug(http, writer, "airlock")
    copy = await sent(http, writer, f"articles/{article}/draft")
    other = await signed_in(database, tenant, access, Role.ADMIN)
    body = {"counter": copy["counter"], "changes": {"answer": "甲"}}
    first = await http.patch(f"{BASE}/articles/{article}/draft", headers=other, json=body)
    second = await http.patch(f"{BASE}/articles/{article}/draft", headers=writer, json=body)

    assert first.status_code == 200
    assert (second.status_code, second.json()["code"]) == (409, "knowledge.copy_moved")
    assert "admin" in second.json()["detail"]
    assert "2026-11-21 09:30" in second.json()["detail"]


async def test_history_difference_and_roll_back(
    http: httpx2.AsyncClient, writer: Headers, reviewer: Headers
) -> None:
    article = await of_slug(http, writer, "airlock")
    copy = await sent(http, writer, f"articles/{article}/draft")
    draft = f"articles/{article}/draft"
    changes = {"answer": "关小进水阀，用钥匙慢慢拧开放气阀，见水即关。", "tags": ["放气"]}
    saved = await http.patch(
        f"{BASE}/{draft}",
        headers=writer,
        json={"counter": copy["counter"], "changes": changes},
    )
    shown = await read(http, reviewer, f"articles/{article}/diff")
    handed = await sent(http, writer, f"{draft}/submit", {"counter": saved.json()["counter"]})
    await sent(http, reviewer, f"{draft}/approve", {"counter": handed["counter"], "publish": True})
    back = await sent(http, reviewer, f"articles/{article}/roll-back", {"reason": "写错"})
    revisions = await read(http, writer, f"articles/{article}/revisions", limit=1)
    older = await read(
        http, writer, f"articles/{article}/revisions", cursor=revisions["next_cursor"]
    )
    past = await read(http, writer, f"articles/{article}/publications")
    deeds = await read(http, writer, f"articles/{article}/history")
    then = await read(http, writer, f"articles/{article}/as-of")
    last = await read(http, writer, f"articles/{article}/diff")
    first = await read(http, writer, f"articles/{article}/diff", after=1)

    by_field = {one["field"]: one for one in shown["fields"]}
    assert by_field["tags"]["added"] == ["放气"]
    parts = by_field["answer"]["lines"][0]["parts"]
    assert {"op": "added", "text": "慢慢"} in parts
    assert back["version"] == 1
    assert [one["version"] for one in revisions["items"]] == [2]
    assert revisions["items"][0]["reviewer"]["name"] == "supervisor"
    assert [one["version"] for one in older["items"]] == [1]
    assert [one["cause"] for one in past["items"]] == ["roll_back", "publish", "pack"]
    assert [one["deed"] for one in deeds["items"]][:2] == ["rolled_back", "published"]
    assert (then["article"]["version"], then["is_valid"]) == (1, True)
    assert {one["field"] for one in last["fields"]} == {"answer", "tags"}
    assert "title" in {one["field"] for one in first["fields"]}


async def test_drafts_are_listed_and_ones_own_among_them(
    http: httpx2.AsyncClient, writer: Headers, database: Database, tenant: TenantId, access: Access
) -> None:
    other = await signed_in(database, tenant, access, Role.ADMIN)
    for who, title in ((writer, "甲"), (other, "乙"), (writer, "丙")):
        await sent(http, who, "articles", {"content": {"title": title}})
    first = await read(http, writer, "drafts", limit=2)
    second = await read(http, writer, "drafts", limit=2, cursor=first["next_cursor"])
    own = await read(http, writer, "drafts", mine=True)

    titles = [one["title"] for one in [*first["items"], *second["items"]]]
    assert (sorted(titles), second["next_cursor"]) == (["丙", "乙", "甲"], None)
    assert sorted(one["title"] for one in own["items"]) == ["丙", "甲"]
    assert own["items"][0]["edited_by"]["name"] == "editor"


async def test_everything_in_force_at_a_moment_is_listed(
    http: httpx2.AsyncClient, writer: Headers
) -> None:
    first = await read(http, writer, "as-of", limit=2)
    second = await read(http, writer, "as-of", limit=2, cursor=first["next_cursor"])
    before = await read(http, writer, "as-of", at="2026-11-20T00:00:00Z")
    about = await read(http, writer, "as-of", q="见水即关")

    slugs = [one["slug"] for one in [*first["items"], *second["items"]]]
    assert slugs == ["agent-refund", "airlock", "temp-standard"]
    assert before["items"] == []
    assert [(one["slug"], one["version"]) for one in about["items"]] == [("airlock", 1)]


async def test_lists_are_filtered_and_paged(http: httpx2.AsyncClient, writer: Headers) -> None:
    first = await read(http, writer, "articles", limit=2)
    second = await read(http, writer, "articles", limit=2, cursor=first["next_cursor"])
    slugs = [one["slug"] for one in [*first["items"], *second["items"]]]
    inner = await read(http, writer, "articles", state="published", q="退费")
    drafts = await read(http, writer, "articles", state="draft")
    overview = await read(http, writer, "overview")

    assert sorted(slugs) == ["agent-refund", "airlock", "temp-standard"]
    assert second["next_cursor"] is None
    assert [one["slug"] for one in inner["items"]] == ["agent-refund"]
    assert drafts["items"] == []
    assert overview["by_state"]["published"] == 3


async def test_items_are_sorted_in_bulk_and_back(http: httpx2.AsyncClient, writer: Headers) -> None:
    articles = [await of_slug(http, writer, slug) for slug in ("airlock", "temp-standard")]
    done = await sent(
        http,
        writer,
        "bulk",
        {"articles": articles, "catalogue": "供热/常识", "add_tags": ["冬季"], "owner": "lijing"},
    )
    tree = await read(http, writer, "catalogue")
    moved = await sent(http, writer, "catalogue/move", {"path": "供热", "to": "公用/供热"})
    after = await read(http, writer, "articles", catalogue="公用")
    await sent(http, writer, f"bulk/{moved['batch_id']}/undo")
    await sent(http, writer, f"bulk/{done['batch_id']}/undo")
    again = await http.post(f"{BASE}/bulk/{done['batch_id']}/undo", headers=writer)
    plain = await read(http, writer, "catalogue")

    assert (done["changed"], done["drafted"]) == (2, 0)
    branch = next(one for one in tree["branches"] if one["path"] == "供热")
    assert (branch["own"], branch["total"]) == (0, 2)
    assert branch["children"][0]["path"] == "供热/常识"
    assert tree["tags"] == [{"value": "冬季", "count": 2}]
    assert {one["catalogue"] for one in after["items"]} == {"公用/供热/常识"}
    assert (again.status_code, again.json()["code"]) == (409, "knowledge.batch_undone")
    assert [one["path"] for one in plain["branches"]] == [""]


async def test_where_an_item_is_used(http: httpx2.AsyncClient, writer: Headers) -> None:
    article = await of_slug(http, writer, "temp-standard")
    uses = await read(http, writer, f"articles/{article}/uses")

    assert uses["items"] == [
        {"kind": "flow", "id": "temp_standard", "title": "室温标准", "how": "intent"}
    ]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"content": {"title": "题" * 201}}, "/content/title"),
        ({"content": {"audience": ["everybody"]}}, "/content/audience/0"),
        ({"content": {"channels": ["fax"]}}, "/content/channels/0"),
        ({"content": {"answer": "a\x00b"}}, "/content/answer"),
        ({"slug": "../etc"}, "/slug"),
        ({"content": {"catalogue": "/".join("九层塔目录太深了")}}, None),
        ({"content": {"catalogue": "/".join("九层塔目录太深了哟")}}, "/content/catalogue"),
        ({"content": {"valid_from": "2026-01-01T00:00:00"}}, "/content/valid_from"),
        ({"content": {"valid_to": "0001-01-01T00:00:00+14:00"}}, "/content/valid_to"),
        ({"content": {"title": "\ud800"}}, "/content/title"),
        ({"colour": "red"}, "/colour"),
    ],
)
async def test_an_unfit_body_is_refused_at_its_field(
    http: httpx2.AsyncClient, writer: Headers, body: dict[str, Any], pointer: str | None
) -> None:
    raw = json.dumps(body)
    kind = {"Content-Type": "application/json"}
    answer = await http.post(f"{BASE}/articles", headers=writer | kind, content=raw)

    if pointer is None:
        assert answer.status_code == 201
    else:
        assert answer.status_code == 422
        assert [one["pointer"] for one in answer.json()["errors"]] == [pointer]


@pytest.mark.parametrize(
    "query", [{"cursor": "x"}, {"cursor": "f" * 15 + "-" + "0" * 32}, {"limit": 0}, {"state": "no"}]
)
async def test_an_unfit_list_is_refused(
    http: httpx2.AsyncClient, writer: Headers, query: dict[str, Any]
) -> None:
    answer = await http.get(f"{BASE}/articles", headers=writer, params=query)

    assert answer.status_code == 422
