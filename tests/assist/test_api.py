"""Help while answering through the server: cards in time, checks, steps, summaries, forms."""

import asyncio
import json
import statistics
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
import websockets

from hearthline.access import SESSION_COOKIE
from hearthline.assist import Cards
from hearthline.assist.situation import Situations
from hearthline.kernel import ConversationId, Id, TenantId
from hearthline.platform.postgres import Endpoints
from tests.make import product as make
from tests.make.product import Customer, Running

pytestmark = pytest.mark.api


@pytest.fixture(scope="module")
async def running(
    endpoints: Endpoints, tmp_path_factory: pytest.TempPathFactory, module_tenant: TenantId
) -> AsyncIterator[Running]:
    """The server, with a tenant of this module's own."""
    home: Path = tmp_path_factory.mktemp("assist")
    settings = make.settings_for(endpoints.app_url, home)
    async with make.serving(settings, module_tenant) as running:
        yield running


@pytest.fixture(scope="module")
async def agent(running: Running) -> AsyncIterator[httpx2.AsyncClient]:
    """李静, signed in and available."""
    async with httpx2.AsyncClient(base_url=running.url, timeout=90, trust_env=False) as http:
        slug = f"t-{running.tenant.hex}"
        body = {"tenant": slug, "username": "lijing", "password": make.PASSWORD}
        answer = await http.post("/api/v1/staff/login", json=body)
        assert answer.status_code == 200, answer.text
        http.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
        yield http


async def _held(running: Running, agent: httpx2.AsyncClient, *says: str) -> Customer:
    """A conversation that the agent has taken over, with these words of the customer."""
    customer = await make.customer(running, agent, identity=running.identity(f"help-{Id.new()}"))
    await customer.says("转人工")
    path = f"/api/v1/desk/conversations/{customer.conversation_id}"
    await agent.put("/api/v1/desk/presence", json={"state": "available"})
    taken = await agent.post(f"{path}/accept")
    assert taken.status_code == 200, taken.text
    for text in says:
        answer = await customer.post(text)
        assert answer.status_code == 201, answer.text
    return customer


def _at(customer: Customer, what: str) -> str:
    return f"/api/v1/assist/conversations/{customer.conversation_id}/{what}"


async def _done(agent: httpx2.AsyncClient, customer: Customer) -> None:
    path = f"/api/v1/desk/conversations/{customer.conversation_id}/resolve"
    await agent.post(path, json={"give_back": False})


async def _card(agent: httpx2.AsyncClient, customer: Customer) -> dict[str, Any] | None:
    answer = await agent.get(_at(customer, "card"))
    assert answer.status_code == 200, answer.text
    card: dict[str, Any] | None = answer.json()["card"]
    return card


async def test_a_card_comes_on_the_socket_after_the_customers_words_and_is_logged(
    running: Running, agent: httpx2.AsyncClient
) -> None:
    customer = await _held(running, agent)
    cookie = {"Cookie": f"{SESSION_COOKIE}={agent.cookies[SESSION_COOKIE]}"}
    address = f"{running.ws}/api/v1/desk/stream"
    async with websockets.connect(address, additional_headers=cookie, proxy=None) as socket:
        hello = {"type": "hello", "cursors": {}, "threads": {customer.conversation_id: 0}}
        await socket.send(json.dumps(hello))
        await customer.post("家里暖气漏水了，喷得到处都是，快来人")
        async with asyncio.timeout(10):
            frame: dict[str, Any] = {"type": ""}
            while frame["type"] != "card" or frame["card"]["kind"] != "alert":
                frame = json.loads(await socket.recv())
    card = frame["card"]
    assert frame["conversation_id"] == customer.conversation_id
    assert card["severity"] == "critical"
    assert "离开热水" in card["text"]
    assert card["took_ms"] <= 500

    used = await agent.post(
        _at(customer, f"cards/{card['id']}/feedback"),
        json={"deed": "edited", "text": card["text"] + "师傅马上出发。"},
    )
    assert used.status_code == 200, used.text
    assert used.json()["is_open"] is False
    async with running.database.session(running.tenant) as session:
        row = await session.one("SELECT * FROM assist_card WHERE id = %(id)s", {"id": card["id"]})
    assert row["used_at"] is not None
    assert 0 < row["distance"] < 0.5
    await _done(agent, customer)


async def test_the_bot_keeps_still_and_there_are_no_cards_while_it_has_the_conversation(
    running: Running, agent: httpx2.AsyncClient
) -> None:
    customer = await make.customer(running, agent, identity=running.identity("help-bot"))
    await customer.says("室温多少度算合格")
    assert await _card(agent, customer) is None


async def test_a_late_card_and_one_that_was_overtaken_are_dropped(
    running: Running, agent: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    customer = await _held(running, agent, "家里不热，15度")
    cards = running.product.services.get(Cards)
    conversation = ConversationId(customer.conversation_id)
    async with running.database.session(running.tenant) as session:
        row = await session.one(
            "SELECT holder_id FROM conversation WHERE id = %(id)s", {"id": conversation}
        )
    holder = row["holder_id"]
    read = Situations.of

    async def slowly(self: Situations, *args: Any) -> Any:
        await asyncio.Event().wait()

    monkeypatch.setattr(Situations, "of", slowly)
    began = time.perf_counter()
    assert await cards.after(running.tenant, conversation, holder) is None
    assert time.perf_counter() - began < 2

    async def overtaken(self: Situations, *args: Any) -> Any:
        situation = await read(self, *args)
        await customer.post("喂，还在吗")
        return situation

    monkeypatch.setattr(Situations, "of", overtaken)
    assert await cards.now(running.tenant, conversation, holder) is None
    monkeypatch.undo()
    async with running.database.session(running.tenant) as session:
        rows = await session.all(
            "SELECT seq FROM assist_card WHERE conversation_id = %(id)s", {"id": conversation}
        )
    assert rows == []
    await _done(agent, customer)


async def test_cards_are_ready_within_half_a_second(
    running: Running, agent: httpx2.AsyncClient
) -> None:
    customer = await _held(running, agent)
    times = []
    for text in (
        "暖气不热怎么办", "报停要什么材料", "室温标准是多少", "怎么申请测温", "热费什么时候交",
        "能退费吗", "过户怎么办理", "暖气片哗哗响", "供暖到几号", "滞纳金怎么算",
        "发票怎么开", "几点上门", "温度才14度", "阀门谁负责", "停热会通知吗",
    ):  # fmt: skip
        await customer.post(text)
        began = time.perf_counter()
        await _card(agent, customer)
        times.append(time.perf_counter() - began)
    assert statistics.quantiles(times, n=20)[-1] <= 0.5, times
    async with running.database.session(running.tenant) as session:
        rows = await session.all(
            "SELECT kind FROM assist_card WHERE conversation_id = %(id)s",
            {"id": customer.conversation_id},
        )
    assert 1 <= len(rows) <= 3  # pushes a minute
    await _done(agent, customer)


async def test_a_reply_is_checked_before_it_is_sent(
    running: Running, agent: httpx2.AsyncClient
) -> None:
    customer = await _held(running, agent, "家里不热，能退费吗")

    async def check(text: str, **headers: str) -> list[dict[str, Any]]:
        answer = await agent.post(_at(customer, "check"), json={"text": text}, headers=headers)
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json()["warnings"]
        return found

    await check("好的")
    began = time.perf_counter()
    [warned] = await check("您放心，肯定给您退费")
    assert time.perf_counter() - began < 0.2
    assert (warned["rule"], warned["severity"]) == ("Q09", "critical")
    assert warned["span"] is not None
    [english] = await check("您放心，肯定给您退费", **{"Accept-Language": "en"})
    assert english["message"].startswith("Refunds")
    assert await check("您好，我先帮您登记测温，再按当地规定办理。") == []
    assert (await check("您家还欠费356.8元"))[0]["rule"] == "Q04"
    await _done(agent, customer)


async def test_severe_rules_are_told_to_supervisors_once(
    running: Running, agent: httpx2.AsyncClient
) -> None:
    customer = await _held(running, agent, "家里不热")
    cards = running.product.services.get(Cards)
    conversation = ConversationId(customer.conversation_id)
    path = f"/api/v1/desk/conversations/{conversation}/messages"
    sent = await agent.post(path, json={"client_id": str(Id.new()), "text": "爱投诉投诉去"})
    assert sent.status_code in (200, 201), sent.text

    told = await cards.watch(running.tenant, conversation, None)
    again = await cards.watch(running.tenant, conversation, None)

    assert [event.rule for event in told] == ["Q07"]
    assert again == []
    async with running.database.session(running.tenant) as session:
        rows = await session.all(
            "SELECT body FROM outbox WHERE name = 'assist.alerted' AND order_key = %(key)s",
            {"key": f"conversation:{conversation}"},
        )
    assert len(rows) == 1
    await _done(agent, customer)


async def test_steps_summary_and_form_come_of_the_conversation(
    running: Running, agent: httpx2.AsyncClient
) -> None:
    customer = await _held(
        running, agent, "我家暖气不热三天了，才15度", "幸福小区3号楼2单元501，13812345678"
    )
    path = f"/api/v1/desk/conversations/{customer.conversation_id}/messages"
    words = "已经为您登记，单号WO1，师傅会在两小时内联系您"
    await agent.post(path, json={"client_id": str(Id.new()), "text": words})

    steps = (await agent.get(_at(customer, "sop"))).json()
    summary = (await agent.post(_at(customer, "summary"))).json()
    form = (await agent.post(_at(customer, "prefill"), json={"type_code": "H-RP-01"})).json()

    progress = {one["id"]: one["progress"] for one in steps["items"][0]["steps"]}
    assert steps["items"][0]["id"] == "cold_home"
    assert (progress["place"], progress["file"]) == ("done", "done")
    assert steps["moods"]
    assert "不热三天" in summary["request"]["text"]
    assert summary["result"]["seqs"] == summary["handling"]["seqs"]
    assert len(summary["codes"]) <= 3
    fields = {one["name"]: one for one in form["fields"]}
    assert fields["temp_c"]["value"] == 15
    assert fields["contact_phone"]["value"] == "13812345678"
    await _done(agent, customer)


async def test_a_card_that_was_put_away_stays_away(
    running: Running, agent: httpx2.AsyncClient
) -> None:
    customer = await _held(running, agent, "暖气漏水了，喷水了，关不住")
    card = await _card(agent, customer)
    assert card is not None
    assert (await _card(agent, customer)) == card
    gone = await agent.post(
        _at(customer, f"cards/{card['id']}/feedback"), json={"deed": "dismissed", "reason": "已做"}
    )
    assert gone.json()["is_open"] is False
    missing = await agent.post(
        _at(customer, f"cards/{Id.new()}/feedback"), json={"deed": "dismissed"}
    )
    assert missing.status_code == 404
    assert missing.json()["code"] == "assist.card_unknown"
    await _done(agent, customer)
