"""Trying the search as somebody else, and the gate, through HTTP."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import httpx2
import pytest
from fastapi import FastAPI

from hearthline.access import Role
from hearthline.access.api import router as access_routes
from hearthline.kernel import Id, TenantId
from hearthline.knowledge import Knowledge, KnowledgeTrials
from hearthline.knowledge.trials.api import router
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from hearthline.platform.http import Services, install_problems
from tests.fakes.fake_clock import FakeClock
from tests.make import articles as make
from tests.make import staff as make_staff

pytestmark = pytest.mark.api

BASE = "/api/v1/knowledge/trials"
SET = {
    "name": "上线前",
    "cases": [
        {"question": "室温多少度算合格", "expected": ["temp-standard"]},
        {"question": "暖气片哗哗响", "expected": ["airlock"]},
        {"question": "帮我订一张机票"},
        {"question": "退费口径", "expected": ["agent-refund"], "eyes": {"audience": "agent"}},
    ],
}


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
    trials = KnowledgeTrials(database, knowledge, clock)
    app.state.services = Services(database, access, knowledge, trials)
    for each in (access_routes, router):
        app.include_router(each)
    install_problems(app)
    transport = httpx2.ASGITransport(app=app)
    body = {"tenant": row["slug"], "username": person.username, "password": make_staff.PASSWORD}
    async with httpx2.AsyncClient(transport=transport, base_url="http://desk.test") as client:
        answer = await client.post("/api/v1/staff/login", json=body)
        client.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
        yield client


async def test_it_finds_what_the_bot_finds(
    http: httpx2.AsyncClient, knowledge: Knowledge, tenant: TenantId
) -> None:
    tried = (await http.post(f"{BASE}/try", json={"question": "室温标准"})).json()["items"]

    hits = await knowledge.search(tenant, "室温标准", limit=10)
    assert [(one["slug"], one["score"]) for one in tried] == [
        (hit.slug, round(hit.score, 4)) for hit in hits
    ]
    assert tried[0]["why"]


async def test_it_sees_with_anothers_eyes_and_says_why_something_is_hidden(
    http: httpx2.AsyncClient, knowledge: Knowledge, tenant: TenantId, clock: FakeClock
) -> None:
    agent = knowledge.view("agent")
    hidden = (await knowledge.search(tenant, "退费口径", view=agent))[0]
    body = {"question": "退费口径", "article_id": str(hidden.article_id)}

    customer = (await http.post(f"{BASE}/try", json=body)).json()
    past = {**body, "audience": "agent", "at": (clock.now() - timedelta(9999)).isoformat()}
    before = (await http.post(f"{BASE}/try", json=past)).json()
    seen = (await http.post(f"{BASE}/try", json={**body, "audience": "agent"})).json()

    assert customer["hindrances"] == ["audience"]
    assert "agent-refund" not in [one["slug"] for one in customer["items"]]
    assert (before["items"], before["hindrances"]) == ([], ["not_yet_in_force"])
    assert (seen["items"][0]["slug"], seen["hindrances"]) == ("agent-refund", [])


async def test_a_set_is_run_and_its_runs_are_kept(http: httpx2.AsyncClient) -> None:
    made = (await http.post(f"{BASE}/sets", json=SET)).json()

    run = await http.post(f"{BASE}/sets/{made['id']}/runs", json={})

    assert run.status_code == 201, run.text
    assert run.json()["figures"] == {
        "cases": 4,
        "hit_1": 1.0,
        "hit_3": 1.0,
        "wrong_direct": 0.0,
        "out_of_scope": 1.0,
    }
    runs = (await http.get(f"{BASE}/sets/{made['id']}/runs")).json()["items"]
    assert [one["id"] for one in runs] == [run.json()["id"]]
    assert (await http.get(f"{BASE}/runs/{run.json()['id']}")).json() == run.json()


async def test_the_gate_shuts_when_an_article_is_lost(
    http: httpx2.AsyncClient, knowledge: Knowledge, database: Database, tenant: TenantId
) -> None:
    await http.post(f"{BASE}/sets", json=SET)
    assert (await http.post(f"{BASE}/gate", json={})).json()["passes"]

    async with database.session(tenant) as session:
        gone = [replace(make.AIRLOCK, title="别的", questions=("不相干",), answer="无")]
        await knowledge.load_pack(session, [make.STANDARD, make.INTERNAL, *gone])
    gate = (await http.post(f"{BASE}/gate", json={})).json()

    assert not gate["passes"]
    assert "hit_1" in gate["runs"][0]["verdict"]["against"]
    assert gate["runs"][0]["misses"][0]["question"] == "暖气片哗哗响"


async def test_two_people_do_not_overwrite_each_other(http: httpx2.AsyncClient) -> None:
    made = (await http.post(f"{BASE}/sets", json=SET)).json()
    path = f"{BASE}/sets/{made['id']}"
    mine = {**SET, "name": "改名", "counter": made["counter"]}

    assert (await http.put(path, json=mine)).json()["counter"] == made["counter"] + 1
    theirs = await http.put(path, json=mine)

    assert (theirs.status_code, theirs.json()["code"]) == (409, "knowledge.trial_set_changed")


async def test_names_are_told_apart_and_sets_forgotten(http: httpx2.AsyncClient) -> None:
    made = (await http.post(f"{BASE}/sets", json=SET)).json()
    again = await http.post(f"{BASE}/sets", json=SET)
    assert (again.status_code, again.json()["code"]) == (409, "knowledge.trial_set_taken")

    assert (await http.delete(f"{BASE}/sets/{made['id']}")).status_code == 204
    assert (await http.get(f"{BASE}/sets/{made['id']}")).status_code == 404
    assert (await http.get(f"{BASE}/runs/{Id.new()}")).status_code == 404
    assert (await http.get(f"{BASE}/sets")).json()["items"] == []
