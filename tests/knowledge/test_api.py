"""Search and articles through HTTP (R70, R109)."""

from collections.abc import AsyncIterator

import httpx2
import pytest
from fastapi import FastAPI

from hearthline.access import Access, Role
from hearthline.access.api import router as access_routes
from hearthline.kernel import ArticleId, TenantId
from hearthline.knowledge import Knowledge
from hearthline.knowledge.api import router
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from hearthline.platform.http import Services, install_problems
from tests.fakes.fake_clock import FakeClock
from tests.make import articles as make
from tests.make import staff as make_staff

pytestmark = pytest.mark.api

SEARCH = "/api/v1/knowledge/search"
ARTICLES = "/api/v1/knowledge/articles"


@pytest.fixture
def access(database: Database, clock: FakeClock, vault: Vault) -> Access:
    return make_staff.access(database, clock, vault)


@pytest.fixture
async def http(
    database: Database, clock: FakeClock, tenant: TenantId, access: Access
) -> AsyncIterator[httpx2.AsyncClient]:
    knowledge = Knowledge(database, clock)
    async with database.session(tenant) as session:
        await knowledge.load_pack(session, make.DRAFTS)
    app = FastAPI()
    app.state.services = Services(database, access, knowledge, make.questions(clock))
    app.include_router(access_routes)
    app.include_router(router)
    install_problems(app)
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://desk.test") as client:
        yield client


@pytest.fixture
async def agent(
    http: httpx2.AsyncClient, database: Database, tenant: TenantId, access: Access
) -> httpx2.AsyncClient:
    """The client, signed in as an agent of the tenant."""
    await sign_in(http, database, tenant, access)
    return http


async def sign_in(
    http: httpx2.AsyncClient, database: Database, tenant: TenantId, access: Access
) -> None:
    async with database.session(tenant) as session:
        person = await make_staff.staff(session, access, Role.AGENT)
    async with database.open_session() as session:
        row = await session.one("SELECT slug FROM tenant WHERE id = %(id)s", {"id": tenant})
    body = {
        "tenant": row["slug"],
        "username": person.username,
        "password": make_staff.PASSWORD,
    }
    answer = await http.post("/api/v1/staff/login", json=body)
    assert answer.status_code == 200, answer.text


async def test_an_agent_finds_what_a_customer_would_be_told(agent: httpx2.AsyncClient) -> None:
    answer = await agent.get(SEARCH, params={"q": "室温多少度算合格", "audience": "customer"})

    first = answer.json()["items"][0]
    assert (first["slug"], first["band"], first["version"]) == ("temp-standard", "direct", 1)
    assert first["source"] == "国家标准 GB/T 33833-2017"
    assert {why["channel"] for why in first["why"]} == {"characters", "words", "pinyin"}


async def test_internal_articles_are_for_agents(agent: httpx2.AsyncClient) -> None:
    asked = {"q": "退费比例能告诉客户吗"}
    inside = await agent.get(SEARCH, params=asked)
    outside = await agent.get(SEARCH, params={**asked, "audience": "customer"})

    assert inside.json()["items"][0]["slug"] == "agent-refund"
    assert "agent-refund" not in {item["slug"] for item in outside.json()["items"]}


async def test_an_article_is_read_by_version(agent: httpx2.AsyncClient) -> None:
    found = await agent.get(SEARCH, params={"q": "气堵怎么办"})
    article_id = found.json()["items"][0]["article_id"]

    live = await agent.get(f"{ARTICLES}/{article_id}")
    missing = await agent.get(f"{ARTICLES}/{article_id}", params={"version": 9})

    assert live.json()["title"] == "暖气片怎么放气"
    assert live.json()["is_published"]
    assert missing.status_code == 404
    assert missing.json()["code"] == "knowledge.article_unknown"


@pytest.mark.parametrize(
    "params",
    [{}, {"q": ""}, {"q": "热" * 501}, {"q": "热", "audience": "all"}, {"q": "热", "limit": 0}],
)
async def test_a_wrong_search_is_refused(
    agent: httpx2.AsyncClient, params: dict[str, str | int]
) -> None:
    assert (await agent.get(SEARCH, params=params)).status_code == 422


async def test_a_stranger_is_not_let_in(http: httpx2.AsyncClient) -> None:
    assert (await http.get(SEARCH, params={"q": "室温"})).status_code == 401
    assert (await http.get(f"{ARTICLES}/{ArticleId.new()}")).status_code == 401


async def test_another_tenants_article_is_not_there(
    agent: httpx2.AsyncClient, database: Database, access: Access
) -> None:
    found = await agent.get(SEARCH, params={"q": "气堵怎么办"})
    article_id = found.json()["items"][0]["article_id"]
    other = TenantId.new()
    async with database.open_session() as session:
        await session.execute(
            "INSERT INTO tenant (id, slug, name) VALUES (%(id)s, %(slug)s, '别家')",
            {"id": other, "slug": f"o-{other.hex}"},
        )
    await sign_in(agent, database, other, access)

    assert (await agent.get(f"{ARTICLES}/{article_id}")).status_code == 404
    assert (await agent.get(SEARCH, params={"q": "气堵怎么办"})).json() == {"items": []}
