"""The desk's routes: queues, presence, accept, decline, resolve, canned answers."""

from collections.abc import AsyncIterator

import httpx2
import pytest
from fastapi import FastAPI

from hearthline.access import CSRF_HEADER, SESSION_COOKIE, Credentials, Origin, Role, Staff
from hearthline.conversations import Desk, Rows
from hearthline.customers import Promises
from hearthline.kernel import ConversationId
from hearthline.platform.http import Services, install_problems
from hearthline.platform.outbox import Outbox
from hearthline.platform.streams import Streams
from hearthline.routing import CannedAnswers, PresenceState, WrapUps
from hearthline.routing.api import router
from hearthline.routing.states.api import router as state_router
from hearthline.routing.wrapup.api import router as wrap_up_router
from tests.make.desk import DeskOf
from tests.make.staff import PASSWORD

pytestmark = pytest.mark.api

HERE = "/api/v1/desk"


@pytest.fixture
async def http(desk: DeskOf) -> AsyncIterator[httpx2.AsyncClient]:
    """The desk's routes, served in this process."""
    lists = Desk(
        desk.conversations,
        Streams(),
        rows=Rows(desk.access.names),
        queues_of=desk.routing.queues_of,
    )
    app = FastAPI()
    canned = CannedAnswers(desk.clock)
    promises = Promises(desk.conversations, Streams(), Outbox(), desk.clock)
    wrap_ups = WrapUps(desk.routing, desk.clock, promises=promises)
    app.state.services = Services(
        *(desk.database, desk.access, desk.routing, desk.routing.states),
        *(lists, canned, wrap_ups, desk.conversations),
    )
    for routes in (router, state_router, wrap_up_router):
        app.include_router(routes)
    install_problems(app)
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://desk.test") as client:
        yield client


async def headers(desk: DeskOf, staff: Staff) -> dict[str, str]:
    """A signed-in person's headers."""
    async with desk.database.open_session() as session:
        tenant = await session.one("SELECT slug FROM tenant WHERE id = %(id)s", {"id": desk.tenant})
    claim = Credentials(tenant["slug"], staff.username, PASSWORD)
    signed = await desk.access.log_in(claim, Origin(f"test-{desk.tenant}"))
    return {"Cookie": f"{SESSION_COOKIE}={signed.token}", CSRF_HEADER: signed.csrf_token}


def at(conversation_id: ConversationId, deed: str) -> str:
    """The path of a deed."""
    return f"{HERE}/conversations/{conversation_id}/{deed}"


async def test_an_agent_comes_accepts_and_resolves(desk: DeskOf, http: httpx2.AsyncClient) -> None:
    [agent] = await desk.hire("李静")
    me = await headers(desk, agent)
    waiting = await desk.wait()

    before = (await http.get(f"{HERE}/presence", headers=me)).json()
    came = await http.put(f"{HERE}/presence", json={"state": "available"}, headers=me)
    queues = (await http.get(f"{HERE}/queues", headers=me)).json()["items"]
    accepted = await http.post(at(waiting, "accept"), headers=me)
    resolved = await http.post(at(waiting, "resolve"), json={"note": "已说明"}, headers=me)

    assert (before["state"], before["load"]) == ("offline", 0)
    assert (came.json()["state"], came.json()["load"]) == ("available", 1)
    assert [(q["waiting"], q["agents_available"]) for q in queues] == [(1, 1)]
    assert accepted.json()["holder"] == {"id": str(agent.id), "name": "李静"}
    assert (resolved.json()["status"], resolved.json()["holder"]) == ("closed", None)
    async with desk.database.session(desk.tenant) as session:
        row = await session.one("SELECT outcome, note FROM assignment")
    assert (row["outcome"], row["note"]) == ("accepted", "已说明")


async def test_who_comes_second_is_told_who_was_first(
    desk: DeskOf, http: httpx2.AsyncClient
) -> None:
    first, second = await desk.hire("李静", "赵强")
    waiting = await desk.wait()
    await desk.accept(waiting, first)

    answer = await http.post(at(waiting, "accept"), headers=await headers(desk, second))

    assert answer.status_code == 409
    assert answer.json()["code"] == "routing.already_taken"
    assert answer.json()["detail"] == "李静 已经接起这个会话，您不用再处理。"


async def test_a_declined_offer_rings_elsewhere(desk: DeskOf, http: httpx2.AsyncClient) -> None:
    first, second = await desk.hire("李静", "赵强")
    await desk.set(PresenceState.AVAILABLE, first)
    waiting = await desk.wait()
    await desk.set(PresenceState.AVAILABLE, second)

    answer = await http.post(at(waiting, "decline"), headers=await headers(desk, first))

    assert answer.status_code == 204
    assert (await desk.get(waiting)).offered_to == second.id


async def test_a_supervisor_sees_every_queue_and_others_their_own(
    desk: DeskOf, http: httpx2.AsyncClient
) -> None:
    await desk.hire("李静")
    [boss] = await desk.hire("王芳", role=Role.SUPERVISOR)
    [inspector] = await desk.hire("周敏", role=Role.INSPECTOR)
    async with desk.database.session(desk.tenant) as session:
        await session.execute(
            "DELETE FROM queue_member WHERE staff_id = ANY(%(ids)s)",
            {"ids": [boss.id, inspector.id]},
        )

    seen = [
        len((await http.get(f"{HERE}/queues", headers=await headers(desk, who))).json()["items"])
        for who in (boss, inspector)
    ]

    assert seen == [1, 0]


async def test_canned_answers_are_ones_own_or_everybodys(
    desk: DeskOf, http: httpx2.AsyncClient
) -> None:
    one, two = await desk.hire("李静", "赵强")
    [boss] = await desk.hire("王芳", role=Role.SUPERVISOR)
    mine, other, chief = [await headers(desk, who) for who in (one, two, boss)]
    answer = {"shortcut": "hi", "title": "问候", "text": "您好，请讲。"}

    own = await http.post(f"{HERE}/canned", json=answer, headers=mine)
    clash = await http.post(f"{HERE}/canned", json=answer, headers=mine)
    refused = await http.post(f"{HERE}/canned", json=answer | {"shared": True}, headers=mine)
    shared = await http.post(f"{HERE}/canned", json=answer | {"shared": True}, headers=chief)
    path, common = (f"{HERE}/canned/{made.json()['id']}" for made in (own, shared))

    assert (own.status_code, clash.status_code, refused.status_code) == (201, 409, 403)
    assert shared.json()["shared"] is True
    for theirs, expected in ((mine, 2), (other, 1)):
        listed = (await http.get(f"{HERE}/canned", headers=theirs)).json()["items"]
        assert len(listed) == expected
    assert (await http.patch(path, json={"title": "x"}, headers=other)).status_code == 404
    assert (await http.patch(common, json={"title": "x"}, headers=mine)).status_code == 403
    changed = await http.patch(path, json={"text": "您好，请慢慢讲。"}, headers=mine)
    assert changed.json() == own.json() | {"text": "您好，请慢慢讲。"}
    assert (await http.delete(common, headers=mine)).status_code == 403
    assert (await http.delete(path, headers=mine)).status_code == 204
    assert (await http.delete(path, headers=mine)).status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {"shortcut": "a b", "title": "t", "text": "x"},
        {"shortcut": "a", "title": "t", "text": "x\x00"},
        {"shortcut": "a", "title": "t", "text": "   "},
        {"shortcut": "a", "title": "t"},
    ],
)
async def test_a_canned_answer_that_cannot_be_kept_is_422(
    desk: DeskOf, http: httpx2.AsyncClient, body: dict[str, str]
) -> None:
    [agent] = await desk.hire("李静")

    answer = await http.post(f"{HERE}/canned", json=body, headers=await headers(desk, agent))

    assert answer.status_code == 422


async def test_canned_answers_are_found_by_pinyin_and_their_use_is_counted(
    desk: DeskOf, http: httpx2.AsyncClient
) -> None:
    [one] = await desk.hire("李静")
    mine = await headers(desk, one)
    for title, shortcut in (("不热先报修", "b1"), ("缴费方式", "j1")):
        body = {"shortcut": shortcut, "title": title, "text": "您好", "folder": "供热"}
        made = await http.post(f"{HERE}/canned", json=body, headers=mine)
    used = f"{HERE}/canned/{made.json()['id']}/used"
    counted = [(await http.post(used, headers=mine)).status_code for _ in range(2)]

    async def found(q: str) -> list[tuple[str, str, int]]:
        answer = await http.get(f"{HERE}/canned", params={"q": q}, headers=mine)
        return [(one["title"], one["folder"], one["uses"]) for one in answer.json()["items"]]

    assert counted == [204, 204]
    assert await found("brxbx") == [("不热先报修", "供热", 0)]
    assert await found("缴") == await found("J1") == [("缴费方式", "供热", 2)]
    assert await found("100%") == []
