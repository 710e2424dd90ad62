"""Help while answering on a real database: cards in time, checks, steps, summaries, forms."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from hearthline.access import CSRF_HEADER, SESSION_COOKIE, Credentials, Origin
from hearthline.assist.api import router
from hearthline.assist.situation import Situations
from hearthline.kernel import ConversationId, Id, TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from hearthline.platform.http import Services, install_problems
from tests.fakes.fake_clock import FakeClock
from tests.make.desk import DeskOf
from tests.make.helping import Helping
from tests.make.staff import PASSWORD

pytestmark = pytest.mark.api


@pytest.fixture(scope="module")
async def helping(database: Database, module_tenant: TenantId, vault: Vault) -> Helping:
    """A desk with one agent and some items of the base."""
    desk = DeskOf(database, module_tenant, FakeClock(), vault)
    [agent] = await desk.hire("李静", capacity=50)
    made = Helping(desk, agent)
    await made.publish()
    return made


@pytest.fixture(scope="module")
async def http(helping: Helping) -> AsyncIterator[httpx2.AsyncClient]:
    """The routes, asked by the agent."""
    desk, app = helping.desk, FastAPI()
    app.state.services = Services(*helping.services)
    app.include_router(router)
    install_problems(app)
    async with desk.database.open_session() as session:
        tenant = await session.one("SELECT slug FROM tenant WHERE id = %(id)s", {"id": desk.tenant})
    claim = Credentials(tenant["slug"], helping.agent.username, PASSWORD)
    signed = await desk.access.log_in(claim, Origin(f"test-{desk.tenant}"))
    headers = {"Cookie": f"{SESSION_COOKIE}={signed.token}", CSRF_HEADER: signed.csrf_token}
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(
        transport=transport, base_url="http://desk.test", headers=headers
    ) as client:
        yield client


@pytest.fixture(autouse=True)
def another_minute(helping: Helping) -> None:
    """Pushes of one test do not count in the next."""
    assert isinstance(helping.desk.clock, FakeClock)
    helping.desk.clock.advance(timedelta(minutes=5))


def _at(conversation_id: ConversationId, what: str) -> str:
    return f"/api/v1/assist/conversations/{conversation_id}/{what}"


async def _card(http: httpx2.AsyncClient, conversation_id: ConversationId) -> dict[str, Any] | None:
    answer = await http.get(_at(conversation_id, "card"))
    assert answer.status_code == 200, answer.text
    card: dict[str, Any] | None = answer.json()["card"]
    return card


async def _feedback(http: httpx2.AsyncClient, card: dict[str, Any], **body: Any) -> dict[str, Any]:
    path = _at(card["conversation_id"], f"cards/{card['id']}/feedback")
    answer = await http.post(path, json=body)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def test_a_card_is_pushed_to_who_holds_the_conversation_and_logged(
    helping: Helping, http: httpx2.AsyncClient
) -> None:
    conversation = await helping.held("家里暖气漏水了，喷得到处都是，快来人")
    frame = await helping.pushes.card(helping.agent, conversation)
    [stranger] = await helping.desk.hire("赵强")
    assert await helping.pushes.card(stranger, conversation) is None
    assert frame is not None
    card = frame["card"]
    assert (frame["type"], frame["conversation_id"]) == ("card", str(conversation))
    assert (card["kind"], card["severity"]) == ("alert", "critical")
    assert "离开热水" in card["text"]
    assert await _card(http, conversation) == card

    shown = await _feedback(http, card, deed="shown")
    used = await _feedback(http, card, deed="edited", text=card["text"] + "师傅马上出发。")
    assert (shown["is_open"], used["is_open"]) == (True, False)
    async with helping.desk.database.session(helping.desk.tenant) as session:
        row = await session.one("SELECT * FROM assist_card WHERE id = %(id)s", {"id": card["id"]})
    assert row["shown_at"] is not None
    assert row["used_at"] is not None
    assert 0 < row["distance"] < 0.5


async def test_without_a_person_there_is_no_card(
    helping: Helping, http: httpx2.AsyncClient
) -> None:
    conversation = await helping.desk.wait()
    assert await _card(http, conversation) is None
    missing = await http.get(_at(ConversationId.new(), "card"))
    assert missing.status_code == 404


async def test_a_late_card_and_one_that_was_overtaken_are_dropped(
    helping: Helping, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation = await helping.held("家里不热，15度")
    tenant, read = helping.desk.tenant, Situations.of

    async def slowly(self: Situations, *args: Any) -> Any:
        await asyncio.Event().wait()

    monkeypatch.setattr(Situations, "of", slowly)
    hurried = helping.cards_within(timedelta(milliseconds=50))
    assert await hurried.after(helping.agent, conversation) is None

    async def overtaken(self: Situations, *args: Any) -> Any:
        situation = await read(self, *args)
        await helping.asks(conversation, "喂，还在吗")
        return situation

    monkeypatch.setattr(Situations, "of", overtaken)
    assert await helping.cards.now(helping.agent, conversation) is None
    monkeypatch.undo()
    async with helping.desk.database.session(tenant) as session:
        rows = await session.all(
            "SELECT seq FROM assist_card WHERE conversation_id = %(id)s", {"id": conversation}
        )
    assert rows == []


async def test_at_most_three_cards_a_minute_come_up(
    helping: Helping, http: httpx2.AsyncClient
) -> None:
    conversation = await helping.held()
    shown = 0
    for text in (
        "暖气不热怎么办", "报停要什么材料", "室温标准是多少", "怎么申请测温", "热费什么时候交",
        "能退费吗", "过户怎么办理", "暖气片哗哗响", "供暖到几号", "滞纳金怎么算",
    ):  # fmt: skip
        await helping.asks(conversation, text)
        shown += await _card(http, conversation) is not None
    assert 1 <= shown <= 3


async def test_what_was_put_away_rests_and_another_kind_may_come(
    helping: Helping, http: httpx2.AsyncClient
) -> None:
    conversation = await helping.held("我家暖气不热，怎么办")
    card = await _card(http, conversation)
    assert card is not None
    gone = await _feedback(http, card, deed="dismissed", reason="已做")
    assert gone["is_open"] is False
    await helping.asks(conversation, "暖气还是不热啊，怎么办")
    after = await _card(http, conversation)
    assert after is None or after["kind"] != card["kind"]
    path = _at(conversation, f"cards/{Id.new()}/feedback")
    missing = await http.post(path, json={"deed": "dismissed"})
    assert (missing.status_code, missing.json()["code"]) == (404, "assist.card_unknown")


async def test_a_reply_is_checked_before_it_is_sent(
    helping: Helping, http: httpx2.AsyncClient
) -> None:
    conversation = await helping.held("家里不热，能退费吗")

    async def check(text: str, **headers: str) -> list[dict[str, Any]]:
        answer = await http.post(_at(conversation, "check"), json={"text": text}, headers=headers)
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json()["warnings"]
        return found

    [warned] = await check("您放心，肯定给您退费")
    assert (warned["rule"], warned["severity"]) == ("Q09", "critical")
    assert warned["span"] is not None
    [english] = await check("您放心，肯定给您退费", **{"Accept-Language": "en"})
    assert english["message"].startswith("Refunds")
    assert await check("您好，我先帮您登记测温，再按当地规定办理。") == []
    assert (await check("您家还欠费356.8元"))[0]["rule"] == "Q04"
    assert (await check("室温标准是16度"))[0]["rule"].startswith("figure:")


async def test_severe_rules_are_told_to_supervisors_once(helping: Helping) -> None:
    conversation = await helping.held("家里不热")
    await helping.replies(conversation, "爱投诉投诉去")
    tenant = helping.desk.tenant

    told = await helping.cards.watch(tenant, conversation, helping.agent.id)
    again = await helping.cards.watch(tenant, conversation, helping.agent.id)

    assert [event.rule for event in told] == ["Q07"]
    assert again == []
    async with helping.desk.database.session(tenant) as session:
        rows = await session.all(
            "SELECT body FROM outbox WHERE name = 'assist.alerted' AND order_key = %(key)s",
            {"key": f"conversation:{conversation}"},
        )
    assert len(rows) == 1


async def test_steps_summary_and_form_come_of_the_conversation(
    helping: Helping, http: httpx2.AsyncClient
) -> None:
    conversation = await helping.held(
        "我家暖气不热三天了，才15度", "幸福小区3号楼2单元501，13812345678"
    )
    await helping.replies(conversation, "已经为您登记，单号WO1，师傅会在两小时内联系您")

    steps = (await http.get(_at(conversation, "sop"))).json()
    summary = (await http.post(_at(conversation, "summary"), json={})).json()
    form = (await http.post(_at(conversation, "prefill"), json={"type_code": "H-RP-01"})).json()

    progress = {one["id"]: one["progress"] for one in steps["items"][0]["steps"]}
    assert steps["items"][0]["id"] == "cold_home"
    assert (progress["place"], progress["file"]) == ("done", "done")
    assert steps["moods"]
    assert "不热三天" in summary["request"]["text"]
    assert summary["result"]["seqs"] == summary["handling"]["seqs"]
    assert len(summary["codes"]) <= 3
    fields = {one["name"]: one for one in form["fields"]}
    assert fields["temp_c"]["value"] == 15
    said = fields["contact_phone"]
    assert said["said"][said["start"] : said["end"]] == "13812345678"
    assert fields["contact_phone"]["value"] == "13812345678"
