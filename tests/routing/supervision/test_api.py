"""Supervision over HTTP: the wall, moves in line, duties for today, storms, the day's report."""

import csv
import io
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from hearthline.access import CSRF_HEADER, SESSION_COOKIE, Credentials, Origin, Role, Staff
from hearthline.conversations import Looking, Notes, Ratings
from hearthline.kernel import Id, QueueId
from hearthline.platform.http import Services, install_problems
from hearthline.platform.outbox import Outbox
from hearthline.routing import PresenceState
from hearthline.routing.storm import StormPlans, Storms
from hearthline.routing.storm.api import router as storm_routes
from hearthline.routing.supervision import (
    Alarms,
    DayReports,
    Duties,
    Lines,
    Listening,
    Neighbours,
    Quarters,
    Thresholds,
    Walls,
)
from hearthline.routing.supervision.alarm_api import router as alarm_routes
from hearthline.routing.supervision.api import router as supervision_routes
from hearthline.routing.supervision.report_api import router as report_routes
from tests.fakes.fake_clock import FakeClock
from tests.make.desk import DeskOf
from tests.make.staff import PASSWORD

pytestmark = pytest.mark.api

HERE = "/api/v1/supervision"


@pytest.fixture
async def http(desk: DeskOf) -> AsyncIterator[httpx2.AsyncClient]:
    """The routes of supervision, served in this process."""
    database, clock = desk.database, desk.clock
    walls = Walls(database, clock)
    app = FastAPI()
    app.state.services = Services(
        *(database, desk.access, desk.routing, walls, Duties(clock), Thresholds(clock)),
        Alarms(database, clock, walls=walls, names=desk.access.names),
        Lines(database, desk.conversations, clock),
        Listening(
            desk.conversations,
            Notes(desk.conversations, clock, colleagues=desk.access.list_staff),
            Looking(desk.conversations, clock),
            clock,
        ),
        DayReports(clock, neighbours=Neighbours(), names=desk.access.names),
        *(Storms(clock, names=desk.access.names), StormPlans(clock)),
    )
    for router in (supervision_routes, alarm_routes, report_routes, storm_routes):
        app.include_router(router)
    install_problems(app)
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://desk.test") as client:
        yield client


async def sign_in(desk: DeskOf, http: httpx2.AsyncClient, staff: Staff) -> None:
    """Have the client be this person."""
    async with desk.database.open_session() as session:
        tenant = await session.one("SELECT slug FROM tenant WHERE id = %(id)s", {"id": desk.tenant})
    claim = Credentials(tenant["slug"], staff.username, PASSWORD)
    signed = await desk.access.log_in(claim, Origin(f"test-{desk.tenant}"))
    http.headers.update(
        {"Cookie": f"{SESSION_COOKIE}={signed.token}", CSRF_HEADER: signed.csrf_token}
    )


async def second_queue(desk: DeskOf, name: str = "报修") -> QueueId:
    """Another line, that nobody serves."""
    queue = QueueId.new()
    async with desk.database.session(desk.tenant) as session:
        await session.execute(
            "INSERT INTO queue (id, name, created_at) VALUES (%(id)s, %(name)s, %(now)s)",
            {"id": queue, "name": name, "now": desk.clock.now()},
        )
    return queue


async def get(http: httpx2.AsyncClient, path: str, **query: Any) -> Any:
    """Read something."""
    answer = await http.get(path, params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_the_wall_shows_lines_people_and_who_waits(
    desk: DeskOf, http: httpx2.AsyncClient, clock: FakeClock
) -> None:
    agent, _ = await desk.hire("李静", "赵强")
    [boss] = await desk.hire("王芳", role=Role.SUPERVISOR)
    await sign_in(desk, http, boss)
    await desk.set(PresenceState.AVAILABLE, agent)
    held = await desk.wait()
    await desk.accept(held, agent)
    clock.advance(timedelta(seconds=25))
    await desk.set(PresenceState.BUSY, agent)
    waiting = await desk.wait()
    clock.advance(timedelta(seconds=90))

    wall = await get(http, f"{HERE}/wall")

    [queue] = wall["queues"]
    assert (queue["name"], queue["waiting"], queue["longest_wait_s"]) == ("综合客服", 1, 90)
    assert (queue["today"]["offered"], queue["today"]["answered"]) == (2, 1)
    assert queue["recent"]["service_level"] == 1.0
    people = {one["name"]: (one["state"], one["load"]) for one in wall["people"]}
    assert people == {"李静": ("busy", 1), "赵强": ("offline", 0), "王芳": ("offline", 0)}
    assert [(w["kind"], w["conversation_id"]) for w in wall["waits"]] == [
        ("reply", str(held)),
        ("line", str(waiting)),
    ]
    names = {one["name"] for one in (await get(http, f"{HERE}/definitions"))["items"]}
    assert {"service_level", "aht", "bot_resolved_share"} <= names


async def test_those_who_wait_are_moved_together_and_keep_their_time(
    desk: DeskOf, http: httpx2.AsyncClient, clock: FakeClock
) -> None:
    [agent] = await desk.hire("李静")
    [boss] = await desk.hire("王芳", role=Role.SUPERVISOR)
    await sign_in(desk, http, boss)
    to = await second_queue(desk)
    waiting = [await desk.wait() for _ in range(4)]
    since = (await desk.get(waiting[1])).queued_at
    clock.advance(timedelta(minutes=3))
    await desk.accept(waiting[0], agent)
    body = {"to_queue_id": str(to), "conversation_ids": [str(one) for one in waiting[:3]]}

    done = (await http.post(f"{HERE}/lines/move", json=body)).json()
    again = (await http.post(f"{HERE}/lines/move", json=body)).json()
    rest = {"to_queue_id": str(to), "from_queue_id": str(await desk.queue()), "count": 10}
    last = (await http.post(f"{HERE}/lines/move", json=rest)).json()
    lost = await http.post(f"{HERE}/lines/move", json=body | {"to_queue_id": str(Id.new())})

    assert done == {"moved": body["conversation_ids"][1:], "left": body["conversation_ids"][:1]}
    assert again == {"moved": [], "left": body["conversation_ids"]}
    assert last["moved"] == [str(waiting[3])]
    assert (lost.status_code, lost.json()["code"]) == (404, "routing.queue_unknown")
    moved = await desk.get(waiting[1])
    assert (moved.queue_id, moved.queued_at) == (to, since)
    async with desk.database.session(desk.tenant) as session:
        deeds = await session.all(
            "SELECT deed FROM audit WHERE deed = 'conversation.moved_in_line'"
        )
    assert len(deeds) == 3


async def test_a_supervisor_listens_and_whispers_and_no_message_is_made(
    desk: DeskOf, http: httpx2.AsyncClient
) -> None:
    [agent] = await desk.hire("李静")
    [boss] = await desk.hire("王芳", role=Role.SUPERVISOR)
    await sign_in(desk, http, boss)
    held = await desk.wait()
    await desk.accept(held, agent)
    before = await desk.get(held)
    words = {"text": "先安抚，再报预计时间", "client_id": str(Id.new())}
    path = f"/api/v1/desk/conversations/{held}"

    heard = await http.post(f"{path}/listen")
    said = await http.post(f"{path}/whisper", json=words)
    again = await http.post(f"{path}/whisper", json=words)

    assert (heard.status_code, heard.json()["holder_id"]) == (200, str(agent.id))
    assert (said.status_code, again.json()["id"]) == (201, said.json()["id"])
    after = await desk.get(held)
    assert (after.last_seq, after.agent_read_seq) == (before.last_seq, before.agent_read_seq)
    async with desk.database.session(desk.tenant) as session:
        looking = await Looking(desk.conversations, desk.clock).now(session, held)
        deeds = await session.all("SELECT deed FROM audit WHERE subject_kind = 'conversation'")
    assert [one.name for one in looking] == ["王芳"]
    assert {"conversation.listened", "conversation.whispered"} <= {row["deed"] for row in deeds}


async def test_a_duty_for_today_comes_back_at_midnight(
    desk: DeskOf, http: httpx2.AsyncClient, clock: FakeClock
) -> None:
    [agent] = await desk.hire("李静", capacity=4)
    [boss] = await desk.hire("王芳", role=Role.SUPERVISOR)
    await sign_in(desk, http, boss)
    first, second = await desk.queue(), await second_queue(desk)

    async def serves() -> tuple[int, set[QueueId]]:
        async with desk.database.session(desk.tenant) as session:
            presence = await desk.routing.presence_of(session, agent.id)
        return presence.capacity, set(presence.queues)

    path = f"{HERE}/staff/{agent.id}/duty"
    body = {"capacity": 9, "join": [str(second)], "leave": [str(first)]}
    changed = await http.put(path, json=body)
    during = await serves()
    await http.put(path, json={"capacity": 5})
    replaced = await serves()
    await http.put(path, json=body)
    empty = await http.put(path, json={})
    clock.advance(timedelta(hours=24))
    async with desk.database.session(desk.tenant) as session:
        back = await Duties(clock).undo_over(session)
        again = await Duties(clock).undo_over(session)

    assert changed.json()["until"] == "2026-11-21T16:00:00Z"
    assert (during, replaced) == ((9, {second}), (5, {first}))
    assert await serves() == (4, {first})
    assert (back, again) == ([agent.id], [])
    assert (empty.status_code, empty.json()["code"]) == (422, "routing.duty_nothing")


async def test_a_storm_is_previewed_switched_on_and_off(
    desk: DeskOf, http: httpx2.AsyncClient
) -> None:
    [agent] = await desk.hire("李静")
    [boss] = await desk.hire("王芳", role=Role.SUPERVISOR)
    await desk.begin()
    await sign_in(desk, http, boss)
    measures = {"greeting": "城东停热抢修中。", "announcement": "正在抢修。", "banner": True}
    plan = (
        await http.put(
            f"{HERE}/storm-plans",
            json={"name": "大面积停热", "measures": measures | {"extra_chats": 2, "wrap_up_s": 10}},
        )
    ).json()

    shown = await get(http, f"{HERE}/storm-plans/{plan['id']}/preview")
    on = {"plan_id": plan["id"], "reason": "一次网爆管", "minutes": 120}
    storm = (await http.post(f"{HERE}/storms", json=on)).json()
    second = await http.post(f"{HERE}/storms", json=on)
    await sign_in(desk, http, agent)
    seen = await get(http, "/api/v1/desk/storms")
    refused = await http.post(f"{HERE}/storms/{storm['id']}/end", json={"reason": "我"})
    await sign_in(desk, http, boss)
    ended = (await http.post(f"{HERE}/storms/{storm['id']}/end", json={"reason": "恢复"})).json()

    changes = {one["what"]: (one["now"], one["then"]) for one in shown["changes"]}
    assert changes["capacity"] == ("12", "16")
    assert changes["wrap_up"] == ("60", "10")
    assert {"greeting", "announcement", "banner"} <= changes.keys()
    assert (second.status_code, second.json()["code"]) == (409, "routing.storm_already_on")
    assert [one["plan"]["name"] for one in seen["items"]] == ["大面积停热"]
    assert refused.status_code == 403
    assert (ended["declared_by"], ended["ended_by"]) == ("王芳", "王芳")
    assert (await get(http, "/api/v1/desk/storms"))["items"] == []
    assert len((await get(http, f"{HERE}/storms"))["items"]) == 1


async def test_a_days_report_adds_up_and_is_exported(
    desk: DeskOf, http: httpx2.AsyncClient, clock: FakeClock
) -> None:
    agent, _ = await desk.hire("=李静", "赵强")
    [boss] = await desk.hire("王芳", role=Role.SUPERVISOR)
    await sign_in(desk, http, boss)
    other = await second_queue(desk)
    for wait_s in (10, 40):
        asked = await desk.wait()
        clock.advance(timedelta(seconds=wait_s))
        await desk.accept(asked, agent)
        clock.advance(timedelta(seconds=100))
        await desk.resolve(asked, agent)
        async with desk.database.session(desk.tenant) as session:
            await Ratings(Outbox(), clock).rate(
                session, asked, score=5 - wait_s // 20, solved=True, comment=None
            )
    clock.advance(timedelta(hours=1))
    async with desk.database.session(desk.tenant) as session:
        await Quarters(clock).keep(session)

    report = await get(http, f"{HERE}/report", date="2026-11-21")
    empty = await get(http, f"{HERE}/report", date="2026-11-21", queue=str(other))
    sheet = await http.get(f"{HERE}/report.csv", params={"date": "2026-11-21"})

    total = report["total"]["figures"]
    assert (total["offered"], total["answered"], total["service_level"]) == (2, 2, 0.5)
    rated = (report["total"]["rated"], report["total"]["satisfaction"])
    assert (total["asa_s"], total["aht_s"], *rated) == (25.0, 100.0, 2, 0.5)
    assert {one["name"]: one["figures"]["answered"] for one in report["hours"]}["09:00"] == 2
    handled = [one["figures"]["handled"] for one in report["agents"]]
    assert (handled, report["handling_p90_s"]) == ([2], 100)
    offered = sum(one["figures"]["offered"] for one in report["channels"])
    assert (offered, empty["total"]["figures"]["offered"]) == (2, 0)
    rows = list(csv.reader(io.StringIO(sheet.text.lstrip("\ufeff"))))
    assert rows[0][:3] == ["维度", "名称", "请求人工"]
    assert [row[1] for row in rows if row[:1] == ["坐席"]] == ["'=李静"]
    assert any(row[:2] == ["口径", "service_level"] for row in rows)


async def test_alarms_are_listed_taken_on_and_paged(
    desk: DeskOf, http: httpx2.AsyncClient, clock: FakeClock
) -> None:
    [boss] = await desk.hire("王芳", role=Role.SUPERVISOR)
    await sign_in(desk, http, boss)
    bound = {"kind": "waiting", "bound": 1, "severity": "danger"}
    kept = (await http.put(f"{HERE}/thresholds", json=bound)).json()
    await desk.wait()
    walls = Walls(desk.database, clock)
    await Alarms(desk.database, clock, walls=walls, names=desk.access.names).watch(desk.tenant)

    [alarm] = (await get(http, f"{HERE}/alarms"))["items"]
    done = await http.post(f"{HERE}/alarms/{alarm['id']}/acknowledge", json={"note": "调人"})
    history = await get(http, f"{HERE}/alarms/history", limit=1)

    assert (kept["is_own"], kept["unit"]) == (True, "count")
    assert (alarm["subject"], alarm["value"], alarm["bound"]) == ("综合客服", 1, 1)
    assert alarm["todo_zh"].startswith("调人进来")
    assert (done.json()["acknowledged_by"], done.json()["note"]) == ("王芳", "调人")
    assert (len(history["items"]), history["next"]) == (1, None)
