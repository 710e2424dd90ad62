"""Learning through HTTP: a customer's thumb, an agent's click, an editor's decision, figures."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest

from hearthline.access import CSRF_COOKIE, CSRF_HEADER
from hearthline.kernel import TenantId
from hearthline.knowledge import Learning
from hearthline.platform.postgres import Endpoints
from tests.make import product as make
from tests.make.product import PASSWORD, Running

pytestmark = pytest.mark.api

BASE = "/api/v1/knowledge"
VENT = "暖气片里有气怎么放"


@pytest.fixture(scope="module")
async def running(
    endpoints: Endpoints, tmp_path_factory: pytest.TempPathFactory, module_tenant: TenantId
) -> AsyncIterator[Running]:
    """The served product."""
    home: Path = tmp_path_factory.mktemp("learning")
    settings = make.settings_for(endpoints.app_url, home)
    async with make.serving(settings, module_tenant) as running:
        yield running


@pytest.fixture
async def http(running: Running) -> AsyncIterator[httpx2.AsyncClient]:
    """A client of the server, signed in as nobody."""
    async with httpx2.AsyncClient(base_url=running.url, timeout=40, trust_env=False) as client:
        yield client


@asynccontextmanager
async def signed_in(running: Running, username: str) -> AsyncIterator[httpx2.AsyncClient]:
    """A client of a member of staff."""
    body = {"tenant": f"t-{running.tenant.hex}", "username": username, "password": PASSWORD}
    async with httpx2.AsyncClient(base_url=running.url, timeout=40, trust_env=False) as client:
        answer = await client.post("/api/v1/staff/login", json=body)
        assert answer.status_code == 200, answer.text
        client.headers[CSRF_HEADER] = client.cookies[CSRF_COOKIE]
        yield client


@pytest.fixture
async def agent(running: Running) -> AsyncIterator[httpx2.AsyncClient]:
    """李静, an agent."""
    async with signed_in(running, "lijing") as client:
        yield client


@pytest.fixture
async def editor(running: Running) -> AsyncIterator[httpx2.AsyncClient]:
    """The editor."""
    async with signed_in(running, "editor") as client:
        yield client


async def rows(running: Running, sql: str) -> list[dict[str, Any]]:
    async with running.database.session(running.tenant) as session:
        return await session.all(sql)


async def gathered(running: Running) -> None:
    """What the worker does every few minutes."""
    learning = running.product.services.get(Learning)
    await learning.gathering.run(running.tenant)
    async with running.database.session(running.tenant) as session:
        await learning.counting.run(session)


async def test_a_customers_thumb_counts_for_the_answer(
    running: Running, http: httpx2.AsyncClient
) -> None:
    customer = await make.customer(running, http)
    [reply] = [one for one in await customer.says(VENT) if one["data"].get("citations")]
    path = f"{customer.path}/messages/{reply['seq']}/feedback"

    for verdict in ("dislike", "like"):
        answer = await http.post(path, json={"verdict": verdict}, headers=customer.headers)
        assert answer.status_code == 204, answer.text

    [row] = await rows(
        running,
        "SELECT vote, reason FROM knowledge_question WHERE conversation_id ="
        f" '{customer.conversation_id}'",
    )
    assert row == {"vote": 1, "reason": None}


@pytest.mark.parametrize("verdict", ["like", "love"])
async def test_a_thumb_on_what_is_no_answer_is_refused(
    running: Running, http: httpx2.AsyncClient, verdict: str
) -> None:
    customer = await make.customer(running, http)
    path = f"{customer.path}/messages/1/feedback"

    answer = await http.post(path, json={"verdict": verdict}, headers=customer.headers)

    assert answer.status_code == 422


async def test_searches_of_agents_are_logged_as_they_end(
    running: Running, agent: httpx2.AsyncClient
) -> None:
    for text in ("暖气片", "暖气片怎么", "暖气片怎么放气"):
        assert (await agent.get(f"{BASE}/search", params={"q": text})).status_code == 200

    found = await rows(running, "SELECT text, outcome FROM knowledge_question WHERE source='desk'")
    assert [row["text"] for row in found] == ["暖气片怎么放气"]


async def test_a_gap_goes_from_click_to_draft_and_back(
    running: Running,
    http: httpx2.AsyncClient,
    agent: httpx2.AsyncClient,
    editor: httpx2.AsyncClient,
) -> None:
    customer = await make.customer(running, http)
    await customer.says("供热管道的保温层用什么材料")
    thread = await customer.read()
    asked = next(one for one in thread["messages"] if one["sender"]["kind"] == "customer")
    click = {"conversation_id": customer.conversation_id, "seq": asked["seq"]}
    offered = await agent.post(f"{BASE}/feedback/messages", json=click)
    assert offered.status_code == 201, offered.text
    gap_id = offered.json()["gap_id"]
    assert (await agent.get(f"{BASE}/gaps")).status_code == 403

    board = await editor.get(f"{BASE}/gaps", params={"q": "保温层"})
    file = (await editor.get(f"{BASE}/gaps/{gap_id}")).json()
    assert [one["id"] for one in board.json()["items"]] == [gap_id]
    assert [one["origin"] for one in file["proposals"]] == ["agent"]

    body = {"counter": file["counter"], "answer": "聚氨酯。", "catalogue": "供热/管网"}
    drafted = await editor.post(f"{BASE}/gaps/{gap_id}/draft", json=body)
    assert drafted.status_code == 201, drafted.text
    stale = await editor.post(f"{BASE}/gaps/{gap_id}/draft", json=body)
    assert (stale.status_code, stale.json()["code"]) == (409, "knowledge.gap_changed")

    undone = await editor.post(f"{BASE}/gaps/{gap_id}/undo", json={"counter": file["counter"] + 1})
    assert undone.status_code == 200, undone.text
    assert undone.json()["state"] == "open"
    assert undone.json()["deeds"][0]["undone_at"] is not None


async def test_a_report_reaches_the_editor_and_its_answer_the_reporter(
    running: Running, agent: httpx2.AsyncClient, editor: httpx2.AsyncClient
) -> None:
    found = await agent.get(f"{BASE}/search", params={"q": VENT})
    hit = found.json()["items"][0]
    body = {"article_id": hit["article_id"], "version": hit["version"], "reason": "步骤反了"}
    report = await agent.post(f"{BASE}/feedback/reports", json=body)
    assert report.status_code == 201, report.text
    used = {"version": hit["version"], "how": "copied"}
    path = f"{BASE}/articles/{hit['article_id']}/uses"
    assert (await agent.post(path, json=used)).status_code == 204

    listed = await editor.get(f"{BASE}/feedback/reports")
    assert [one["id"] for one in listed.json()["items"]] == [report.json()["id"]]
    answer = {"outcome": "mended", "answer": "已改正，谢谢"}
    path = f"{BASE}/feedback/reports/{report.json()['id']}/answer"
    assert (await editor.post(path, json=answer)).status_code == 200

    mine = await agent.get(f"{BASE}/feedback/reports/mine", params={"unseen": True})
    [told] = mine.json()["items"]
    assert (told["state"], told["answer"]) == ("mended", "已改正，谢谢")
    seen = await agent.post(f"{BASE}/feedback/reports/seen", json={"ids": [told["id"]]})
    assert seen.status_code == 204


async def test_the_solution_of_a_ticket_is_taken(
    running: Running, agent: httpx2.AsyncClient
) -> None:
    body = {"problem": "分水器漏水怎么办", "solution": "换密封圈", "ticket_no": "WO1"}

    taken = await agent.post(f"{BASE}/feedback/solutions", json=body)
    empty = await agent.post(f"{BASE}/feedback/solutions", json={**body, "problem": "  "})

    assert (taken.status_code, taken.json()["origin"]) == (201, "ticket")
    assert empty.status_code == 422


async def test_the_log_is_read_by_pages_and_by_how_it_went_on(
    running: Running, http: httpx2.AsyncClient, editor: httpx2.AsyncClient
) -> None:
    customer = await make.customer(running, http)
    await customer.says(VENT)
    await customer.says("答非所问，没用")

    first = await editor.get(f"{BASE}/questions", params={"limit": 1})
    cursor = first.json()["next_cursor"]
    second = await editor.get(f"{BASE}/questions", params={"limit": 1, "cursor": cursor})
    refused = await editor.get(f"{BASE}/questions", params={"reason": "rejected"})
    at = first.json()["items"][0]["at"]
    before = await editor.get(f"{BASE}/questions", params={"channel": "web", "until": at})
    since = await editor.get(f"{BASE}/questions", params={"channel": "web", "since": at})
    elsewhere = await editor.get(f"{BASE}/questions", params={"channel": "wechat"})

    assert first.json()["items"][0]["id"] != second.json()["items"][0]["id"]
    newest = first.json()["items"][0]["id"]
    assert newest not in {one["id"] for one in before.json()["items"]}
    assert [one["id"] for one in since.json()["items"]] == [newest]
    assert elsewhere.json()["items"] == []
    [row] = refused.json()["items"]
    assert (row["text"], row["outcome"], row["source"]) == (VENT, "told", "bot")
    assert row["title"]


async def test_figures_come_with_their_definitions_and_as_a_table(
    running: Running, editor: httpx2.AsyncClient
) -> None:
    await gathered(running)

    figures = await editor.get(f"{BASE}/analytics")
    table = await editor.get(f"{BASE}/analytics/export", params={"section": "articles"})
    wrong = await editor.get(
        f"{BASE}/analytics", params={"since": "2026-02-01", "until": "2026-01-01"}
    )

    assert figures.status_code == 200, figures.text
    told = {one["id"]: one for one in figures.json()["figures"]}
    assert told["asked"]["value"] >= 2
    assert told["match_rate"]["unit"] == "ratio"
    assert all(one["definition"]["zh"] and one["definition"]["en"] for one in told.values())
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in table.headers["content-disposition"]
    assert (wrong.status_code, wrong.json()["code"]) == (422, "knowledge.period_senseless")
