"""The graph and comparisons through HTTP."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
from fastapi import FastAPI

from hearthline.access import Role
from hearthline.access.api import router as access_routes
from hearthline.kernel import EventId, TenantId
from hearthline.knowledge import (
    Comparisons,
    Graph,
    GraphEditing,
    Knowledge,
    graph_reactions,
    read_profiles,
)
from hearthline.knowledge.events import KnowledgePublished
from hearthline.knowledge.graph.api import router
from hearthline.knowledge.graph.compare_api import router as compare_router
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from hearthline.platform.http import Services, install_problems
from hearthline.platform.packs import PackFolder
from tests.fakes.fake_clock import FakeClock
from tests.make import graph as make
from tests.make import staff as make_staff
from tests.make.graph import article_id

pytestmark = pytest.mark.api

BASE = "/api/v1/knowledge"
PACKS = Path(__file__).parents[3] / "packs"


@pytest.fixture
async def http(
    database: Database, clock: FakeClock, tenant: TenantId, vault: Vault
) -> AsyncIterator[httpx2.AsyncClient]:
    """An editor's client; the items were read by the reaction to their publication."""
    access = make_staff.access(database, clock, vault)
    knowledge, graph = Knowledge(database, clock), Graph(clock)
    async with database.session(tenant) as session:
        await knowledge.load_pack(session, make.DRAFTS)
        heating = read_profiles(PackFolder(PACKS / "heating"), trade="heating")
        await graph.load_profiles(session, heating)
        person = await make_staff.staff(session, access, Role.EDITOR)
    event = KnowledgePublished(event_id=EventId.new(), tenant_id=tenant, at=clock.now(), edition=1)
    for reaction in graph_reactions(graph, database):
        await reaction.handle(event)
        await reaction.handle(event)
    app = FastAPI()
    app.state.services = Services(
        *(database, access, knowledge, graph), GraphEditing(graph, clock), Comparisons(clock)
    )
    for each in (access_routes, router, compare_router):
        app.include_router(each)
    install_problems(app)
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://desk.test") as client:
        await _sign_in(client, database, tenant, person.username)
        yield client


async def _sign_in(
    client: httpx2.AsyncClient, database: Database, tenant: TenantId, username: str
) -> None:
    async with database.open_session() as session:
        row = await session.one("SELECT slug FROM tenant WHERE id = %(id)s", {"id": tenant})
    body = {"tenant": row["slug"], "username": username, "password": make_staff.PASSWORD}
    answer = await client.post("/api/v1/staff/login", json=body)
    assert answer.status_code == 200, answer.text
    client.headers["X-CSRF-Token"] = answer.json()["csrf_token"]


async def _entity(http: httpx2.AsyncClient, name: str) -> str:
    answer = await http.get(f"{BASE}/graph/entities", params={"q": name})
    found: str = answer.json()["items"][0]["id"]
    return found


async def test_the_graph_is_walked(http: httpx2.AsyncClient) -> None:
    counts = (await http.get(f"{BASE}/graph")).json()
    assert counts["by_kind"]["item"] == len(make.DRAFTS)
    assert counts["by_kind"]["policy"] == 2

    stop = await _entity(http, "报停")
    found = (await http.get(f"{BASE}/graph/entities/{stop}/neighbourhood")).json()

    assert found["entities"][0]["entity"]["kind_words"]["zh"] == "业务"
    read = {source["source"] for one in found["relations"] for source in one["sources"]}
    assert {"item:heating/stop-heat", "policy:cn-heat-example"} <= read


async def test_a_path_joins_an_item_to_a_policy(http: httpx2.AsyncClient) -> None:
    house, policy = await _entity(http, "房产证"), await _entity(http, "示例城市供热政策")

    answer = await http.get(f"{BASE}/graph/path", params={"from": house, "to": policy})

    steps = answer.json()["steps"]
    assert [step["entity"]["name"] for step in steps] == ["报停", "示例城市供热政策"]
    assert steps[0]["is_forward"] is False


async def test_an_edit_is_made_listed_and_undone(http: httpx2.AsyncClient) -> None:
    stop = await _entity(http, "报停")
    changed = await http.patch(f"{BASE}/graph/entities/{stop}", json={"name": "停热"})
    taken = await http.post(f"{BASE}/graph/entities", json={"kind": "service", "name": "停热"})
    number = changed.json()["edit"]["number"]
    edits = (await http.get(f"{BASE}/graph/edits")).json()["items"]

    undone = await http.post(f"{BASE}/graph/edits/{number}/undo")

    assert changed.json()["entity"]["name"] == "停热"
    assert (taken.status_code, taken.json()["code"]) == (409, "graph.name_taken")
    assert [one["deed"] for one in edits] == ["change_entity"]
    assert undone.json()["undone_at"]
    assert (await http.get(f"{BASE}/graph/entities/{stop}")).json()["name"] == "报停"


async def test_what_else_applies_is_told_with_reasons(
    http: httpx2.AsyncClient, database: Database, tenant: TenantId
) -> None:
    async with database.session(tenant) as session:
        stop = await article_id(session, "stop-heat")

    answer = await http.get(f"{BASE}/articles/{stop}/associated", params={"audience": "customer"})

    items = answer.json()["items"]
    assert [one["slug"] for one in items] == ["heating/resume-heat", "heating/stop-shop"]
    assert items[1]["reasons"][0]["name"] in {"报停", "没有欠费"}


async def test_regions_and_items_are_compared(
    http: httpx2.AsyncClient, database: Database, tenant: TenantId
) -> None:
    async with database.session(tenant) as session:
        ids = [str(await article_id(session, slug)) for slug in ("stop-heat", "stop-shop")]

    items = (await http.get(f"{BASE}/compare/items", params={"id": ids})).json()
    cities = (
        await http.get(
            f"{BASE}/compare/policies", params={"id": ["cn-heat-example@4", "cn-heat-example-cold"]}
        )
    ).json()
    alone = await http.get(f"{BASE}/compare/items", params={"id": ids[:1]})

    assert items["differences"] > 0
    assert {len(line["cells"]) for line in items["lines"]} == {2}
    assert [column["title"]["en"] for column in cities["columns"]] == [
        "Example city",
        "Example cold city",
    ]
    assert (alone.status_code, alone.json()["code"]) == (422, "compare.count")


async def test_histories_are_told(
    http: httpx2.AsyncClient, database: Database, tenant: TenantId
) -> None:
    async with database.session(tenant) as session:
        stop = await article_id(session, "stop-heat")

    item = (await http.get(f"{BASE}/articles/{stop}/timeline")).json()["items"]
    policy = (await http.get(f"{BASE}/policies/cn-heat-example/timeline")).json()["items"]
    known = (await http.get(f"{BASE}/policies")).json()["items"]

    assert [one["is_current"] for one in item] == [True]
    assert [one["version"] for one in policy] == [4]
    assert {one["id"] for one in known} == {"cn-heat-example", "cn-heat-example-cold"}


@pytest.mark.parametrize(
    ("path", "params"),
    [
        ("graph/entities/not-an-id", {}),
        ("graph/search", {"q": ""}),
        ("graph/entities", {"kind": "cloud"}),
        ("compare/policies", {"id": ["A b"]}),
        ("compare/items", {}),
    ],
)
async def test_a_wrong_question_is_refused(
    http: httpx2.AsyncClient, path: str, params: dict[str, str]
) -> None:
    assert (await http.get(f"{BASE}/{path}", params=params)).status_code == 422
