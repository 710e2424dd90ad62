"""A replica through HTTP: it is found and read in, and nobody writes, with no master in sight."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import httpx2
import pytest
from fastapi import FastAPI

from hearthline.access import CSRF_HEADER, SESSION_COOKIE, Access, Credentials, Origin, Role
from hearthline.knowledge import Editing, ItemFiles
from hearthline.knowledge.api import router as knowledge_routes
from hearthline.knowledge.life.api import router as life_routes
from hearthline.knowledge.replica import Bundles, SigningKeys
from hearthline.knowledge.replica.api import router
from hearthline.platform.crypto import Vault
from hearthline.platform.http import Services, install_problems
from hearthline.platform.storage import Storage
from tests.fakes.fake_clock import FakeClock
from tests.knowledge.replica.conftest import OUTSIDE, Master, Replica
from tests.make import articles as make
from tests.make import staff as make_staff

pytestmark = pytest.mark.api

BASE = "/api/v1/knowledge"


@pytest.fixture
async def http(
    master: Master, replica: Replica, clock: FakeClock, *, vault: Vault, tmp_path: Path
) -> AsyncIterator[httpx2.AsyncClient]:
    """The replica's desk, after one bundle, with an editor and reviewer at it."""
    await master.publish(OUTSIDE)
    await replica.receive((await master.make()).content)
    access = make_staff.access(replica.database, clock, vault)
    editing = Editing(replica.knowledge, clock, names=access.names)
    bundles = Bundles(replica.knowledge, SigningKeys(vault), clock)
    app = FastAPI()
    app.state.services = Services(
        *(replica.database, access, replica.knowledge, editing, bundles, replica.replicas),
        ItemFiles(replica.database, Storage(tmp_path), vault, clock),
        make.questions(clock),
    )
    for one in (knowledge_routes, life_routes, router):
        app.include_router(one)
    install_problems(app)
    headers = await signed_in(replica, access)
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(
        transport=transport, base_url="http://desk.test", headers=headers
    ) as client:
        yield client


async def signed_in(replica: Replica, access: Access) -> dict[str, str]:
    async with replica.database.session(replica.tenant) as session:
        person = await make_staff.staff(session, access, Role.EDITOR)
    async with replica.database.open_session() as session:
        row = await session.one("SELECT slug FROM tenant WHERE id = %(id)s", {"id": replica.tenant})
    claim = Credentials(row["slug"], person.username, make_staff.PASSWORD)
    signed = await access.log_in(claim, Origin("test"))
    return {"Cookie": f"{SESSION_COOKIE}={signed.token}", CSRF_HEADER: signed.csrf_token}


async def test_items_are_found_and_read(http: httpx2.AsyncClient) -> None:
    asked = {"q": "室温多少度算合格", "audience": "customer"}
    found = (await http.get(f"{BASE}/search", params=asked)).json()["items"][0]
    article = (await http.get(f"{BASE}/articles/{found['article_id']}")).json()
    standing = (await http.get(f"{BASE}/replica")).json()

    assert found["answer"] == article["answer"] == OUTSIDE.answer
    assert (standing["is_replica"], standing["number"], standing["items"]) == (True, 1, 1)


async def test_writing_is_refused_with_a_clear_word(http: httpx2.AsyncClient) -> None:
    asked = {"q": "室温多少度算合格", "audience": "customer"}
    found = (await http.get(f"{BASE}/search", params=asked)).json()["items"][0]
    article = f"{BASE}/articles/{found['article_id']}"

    refusals = [
        await http.post(f"{article}/draft"),
        await http.post(f"{article}/withdraw", json={}),
        await http.post(f"{BASE}/bundles", json={}),
    ]

    assert [answer.status_code for answer in refusals] == [409, 409, 409]
    assert [answer.json()["code"] for answer in refusals] == [
        "database.replica_is_read_only",
        "database.replica_is_read_only",
        "replica.sends_nothing",
    ]
    assert refusals[0].json()["title"] == "只读副本"
    assert "内网主库" in refusals[0].json()["detail"]


async def test_the_next_bundle_is_received_at_the_desk(
    http: httpx2.AsyncClient, master: Master
) -> None:
    await master.publish(replace(OUTSIDE, answer="不低于 20 ℃。"))
    made = await master.make()
    files = {"file": ("b.hlkb", made.content)}

    taken = await http.post(f"{BASE}/replica/bundles", files=files)
    again = await http.post(f"{BASE}/replica/bundles", files=files)

    assert taken.json()["number"] == 2
    assert (again.status_code, again.json()["code"]) == (409, "replica.bundle_replayed")
