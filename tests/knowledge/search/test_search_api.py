"""Search in every way, and its words, through HTTP."""

from collections.abc import AsyncIterator

import httpx2
import pytest
from fastapi import FastAPI

from hearthline.access import Role
from hearthline.access.api import router as access_routes
from hearthline.kernel import TenantId
from hearthline.knowledge import Knowledge, Search
from hearthline.knowledge.search.api import router
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from hearthline.platform.http import Services, install_problems
from tests.fakes.fake_clock import FakeClock
from tests.make import articles as make
from tests.make import staff as make_staff

pytestmark = pytest.mark.api

BASE = "/api/v1/knowledge"


@pytest.fixture
def knowledge(database: Database, clock: FakeClock) -> Knowledge:
    return Knowledge(database, clock)


@pytest.fixture
async def http(
    knowledge: Knowledge, database: Database, clock: FakeClock, tenant: TenantId, vault: Vault
) -> AsyncIterator[httpx2.AsyncClient]:
    """An editor's client."""
    access = make_staff.access(database, clock, vault)
    async with database.session(tenant) as session:
        await knowledge.load_pack(session, make.DRAFTS)
        person = await make_staff.staff(session, access, Role.EDITOR)
        row = await session.one("SELECT slug FROM tenant WHERE id = %(id)s", {"id": tenant})
    app = FastAPI()
    search = Search(knowledge.indexes, knowledge, clock)
    app.state.services = Services(database, access, knowledge, search)
    for each in (access_routes, router):
        app.include_router(each)
    install_problems(app)
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://desk.test") as client:
        body = {
            "tenant": row["slug"],
            "username": person.username,
            "password": make_staff.PASSWORD,
        }
        answer = await client.post("/api/v1/staff/login", json=body)
        client.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
        yield client


async def test_it_is_found_with_counts_and_reasons(http: httpx2.AsyncClient) -> None:
    answer = await http.get(f"{BASE}/find", params={"q": "nqpz"})

    found = answer.json()
    assert answer.status_code == 200, answer.text
    assert (found["way"], [one["slug"] for one in found["items"]]) == ("pinyin", ["airlock"])
    assert found["facets"]["kind"] == [{"value": "question", "count": 1}]


async def test_a_customers_eyes_see_what_customers_see(http: httpx2.AsyncClient) -> None:
    params = {"q": "退费口径", "audience": "customer"}

    found = (await http.get(f"{BASE}/find", params=params)).json()

    assert "agent-refund" not in [one["slug"] for one in found["items"]]


async def test_a_synonym_is_taught_changed_and_forgotten(
    http: httpx2.AsyncClient, knowledge: Knowledge, tenant: TenantId
) -> None:
    body = {"kind": "synonym", "words": ["铜疙瘩", "放气阀"]}
    made = await http.post(f"{BASE}/synonyms", json=body)
    await knowledge.refresh(tenant)
    found = (await http.get(f"{BASE}/find", params={"q": "铜疙瘩", "way": "keyword"})).json()
    assert (made.status_code, found["total"]) == (201, 1)

    again = await http.post(f"{BASE}/synonyms", json=body)
    assert (again.status_code, again.json()["code"]) == (409, "knowledge.search_word_taken")

    path = f"{BASE}/synonyms/{made.json()['id']}"
    changed = await http.put(path, json={"words": ["铜疙瘩", "室温"]})
    assert changed.json()["words"] == ["铜疙瘩", "室温"]
    assert (await http.delete(path)).status_code == 204
    await knowledge.refresh(tenant)
    found = (await http.get(f"{BASE}/find", params={"q": "铜疙瘩", "way": "keyword"})).json()
    assert found["total"] == 0
    gone = await http.delete(path)
    assert (gone.status_code, gone.json()["code"]) == (404, "knowledge.search_word_unknown")


async def test_a_group_of_one_is_no_synonym(http: httpx2.AsyncClient) -> None:
    answer = await http.post(f"{BASE}/synonyms", json={"kind": "synonym", "words": ["暖气"]})

    assert (answer.status_code, answer.json()["code"]) == (422, "knowledge.search_words_unfit")


async def test_words_are_listed_page_by_page(http: httpx2.AsyncClient) -> None:
    for word in ("甲", "乙", "丙"):
        body = {"kind": "protected", "words": [word]}
        assert (await http.post(f"{BASE}/synonyms", json=body)).status_code == 201

    first = (await http.get(f"{BASE}/synonyms", params={"limit": 2})).json()
    rest = (
        await http.get(f"{BASE}/synonyms", params={"limit": 2, "cursor": first["cursor"]})
    ).json()

    named = (await http.get(f"{BASE}/synonyms", params={"q": "乙"})).json()
    assert [one["words"] for one in named["items"]] == [["乙"]]
    listed = [one["words"][0] for one in (*first["items"], *rest["items"])]
    assert sorted(listed) == sorted(["甲", "乙", "丙"])
    assert rest["cursor"] is None
