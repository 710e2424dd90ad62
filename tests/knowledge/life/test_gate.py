"""The release gate: a version is tried before it is published (R115, R117, R124)."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from hearthline.access import Access, Role
from hearthline.access.api import router as access_routes
from hearthline.kernel import TenantId
from hearthline.knowledge import Gatekeeper, ItemFiles, Knowledge, KnowledgeTrials
from hearthline.knowledge.life import Editing
from hearthline.knowledge.life.api import router as life_routes
from hearthline.knowledge.life.gate_api import router as gate_routes
from hearthline.knowledge.trials.api import router as trial_routes
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from hearthline.platform.http import Services, install_problems
from hearthline.platform.storage import Storage
from tests.fakes.fake_clock import FakeClock
from tests.make import articles as make
from tests.make import staff as make_staff

pytestmark = pytest.mark.api

BASE = "/api/v1/knowledge"
CASES = [
    {"question": "暖气片哗哗响", "expected": ["airlock"]},
    {"question": "室温多少度算合格", "expected": ["temp-standard"]},
]


@pytest.fixture
async def people(
    database: Database, clock: FakeClock, tenant: TenantId, *, vault: Vault, tmp_path: Path
) -> AsyncIterator[tuple[httpx2.AsyncClient, httpx2.AsyncClient]]:
    """A writer and a reviewer, signed in."""
    access = make_staff.access(database, clock, vault)
    knowledge = Knowledge(database, clock)
    trials = KnowledgeTrials(database, knowledge, clock)
    gate = Gatekeeper(database, trials.rehearse, clock)
    async with database.session(tenant) as session:
        await knowledge.load_pack(session, make.DRAFTS)
    app = FastAPI()
    editing = Editing(knowledge, clock, names=access.names)
    files = ItemFiles(database, Storage(tmp_path), vault, clock)
    app.state.services = Services(database, access, knowledge, editing, gate, trials, files)
    for routes in (access_routes, life_routes, gate_routes, trial_routes):
        app.include_router(routes)
    install_problems(app)
    transport = httpx2.ASGITransport(app=app)
    async with (
        httpx2.AsyncClient(transport=transport, base_url="http://desk.test") as writer,
        httpx2.AsyncClient(transport=transport, base_url="http://desk.test") as reviewer,
    ):
        await _sign_in(writer, database, tenant, access, Role.EDITOR)
        await _sign_in(reviewer, database, tenant, access, Role.SUPERVISOR)
        yield writer, reviewer


async def test_what_answers_worse_is_held_until_a_reason_is_given(
    people: tuple[httpx2.AsyncClient, httpx2.AsyncClient], database: Database, tenant: TenantId
) -> None:
    writer, reviewer = people
    await _sent(writer, "trials/sets", name="上线前", cases=CASES)
    path, counter = await _handed_in(writer, questions=["别的问题"], title="别的", answer="无")

    held = await reviewer.post(f"{BASE}/{path}/approve", json={"counter": counter, "publish": True})
    passed = await reviewer.post(
        f"{BASE}/{path}/approve",
        json={"counter": counter, "publish": True, "in_spite": "旧问法不再使用"},
    )

    assert (held.status_code, held.json()["code"]) == (409, "knowledge.gate_refuses")
    assert held.json()["errors"] == [{"pointer": "/trials/上线前", "detail": "hit_1, hit_3"}]
    assert passed.json()["article"]["is_published"], passed.text
    async with database.session(tenant) as session:
        row = await session.one(
            "SELECT details FROM audit WHERE deed = 'article.published_in_spite'"
        )
    assert row["details"] == {
        "reason": "旧问法不再使用",
        "against": {"上线前": ["hit_1", "hit_3"]},
    }


async def test_what_answers_as_well_passes_without_being_asked(
    people: tuple[httpx2.AsyncClient, httpx2.AsyncClient],
) -> None:
    writer, reviewer = people
    await _sent(writer, "trials/sets", name="上线前", cases=CASES)
    path, counter = await _handed_in(writer, answer="拧开放气阀，见水即关。")

    passed = await reviewer.post(
        f"{BASE}/{path}/approve", json={"counter": counter, "publish": True}
    )

    assert passed.json()["article"]["is_published"], passed.text


async def test_a_company_may_have_it_told_only_and_a_version_may_be_tried_before(
    people: tuple[httpx2.AsyncClient, httpx2.AsyncClient],
) -> None:
    writer, reviewer = people
    await _sent(writer, "trials/sets", name="上线前", cases=CASES)
    path, counter = await _handed_in(writer, questions=["别的问题"], title="别的", answer="无")
    approved = (await reviewer.post(f"{BASE}/{path}/approve", json={"counter": counter})).json()
    article, version = approved["article"]["id"], approved["article"]["version"]

    tried = await _sent(reviewer, f"articles/{article}/rehearse", version=version)
    assert (await reviewer.get(f"{BASE}/gate")).json() == {"mode": "block"}
    held = await reviewer.post(f"{BASE}/articles/{article}/publish", json={"version": version})
    assert (await reviewer.put(f"{BASE}/gate", json={"mode": "tell"})).status_code == 200
    passed = await reviewer.post(f"{BASE}/articles/{article}/publish", json={"version": version})

    assert tried["findings"] == [{"trial_set": "上线前", "against": ["hit_1", "hit_3"]}]
    assert held.status_code == 409
    assert passed.status_code == 200, passed.text


async def test_a_bound_that_is_missed_already_holds_nothing_up(
    people: tuple[httpx2.AsyncClient, httpx2.AsyncClient],
) -> None:
    writer, reviewer = people
    unmet = [*CASES, {"question": "锅炉压力多少", "expected": ["nowhere"]}]
    await _sent(writer, "trials/sets", name="高要求", cases=unmet, tolerance={"least_hit_1": 1.0})
    path, counter = await _handed_in(writer, answer="拧开放气阀，见水即关。")

    passed = await reviewer.post(
        f"{BASE}/{path}/approve", json={"counter": counter, "publish": True}
    )

    assert passed.status_code == 200, passed.text


async def _sign_in(
    client: httpx2.AsyncClient, database: Database, tenant: TenantId, access: Access, role: Role
) -> None:
    async with database.session(tenant) as session:
        person = await make_staff.staff(session, access, role, name=role.value)
        row = await session.one("SELECT slug FROM tenant WHERE id = %(id)s", {"id": tenant})
    body = {"tenant": row["slug"], "username": person.username, "password": make_staff.PASSWORD}
    answer = await client.post("/api/v1/staff/login", json=body)
    client.headers["X-CSRF-Token"] = answer.json()["csrf_token"]


async def _sent(client: httpx2.AsyncClient, path: str, **body: Any) -> Any:
    answer = await client.post(f"{BASE}/{path}", json=body)
    assert answer.is_success, answer.text
    return answer.json()


async def _handed_in(writer: httpx2.AsyncClient, **changes: Any) -> tuple[str, int]:
    """The draft of 暖气片怎么放气 with these changes, handed in: its path and counter."""
    found = await _sent(writer, "trials/try", question="暖气片哗哗响")
    path = f"articles/{found['items'][0]['article_id']}/draft"
    opened = await _sent(writer, path)
    saved = await writer.patch(
        f"{BASE}/{path}", json={"counter": opened["counter"], "changes": changes}
    )
    assert saved.is_success, saved.text
    handed = await _sent(writer, f"{path}/submit", counter=saved.json()["counter"])
    return path, int(handed["counter"])
