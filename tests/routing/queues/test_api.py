"""The routes of the queues' settings: who may, what is refused, what it changes (R57, R64, R20)."""

from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from hearthline.access import CSRF_HEADER, SESSION_COOKIE, Credentials, Origin, Role, Staff
from hearthline.platform.http import Services, install_problems
from hearthline.routing import PresenceState
from hearthline.routing.queues.api import router
from hearthline.routing.queues.service import QueueSettings
from tests.make.desk import DeskOf
from tests.make.staff import PASSWORD

pytestmark = pytest.mark.api

HERE = "/api/v1/queues"
AUDITED = "SELECT deed, details FROM audit WHERE subject_id = %(id)s ORDER BY at, id"


@pytest.fixture
async def http(desk: DeskOf) -> AsyncIterator[httpx2.AsyncClient]:
    """The routes, served in this process."""
    app = FastAPI()
    settings = QueueSettings(desk.clock, names=desk.access.names)
    app.state.services = Services(desk.database, desk.access, desk.routing, settings)
    app.include_router(router)
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


async def audited(desk: DeskOf, subject: str) -> list[tuple[str, dict[str, Any]]]:
    """What was written down about something."""
    async with desk.database.session(desk.tenant) as session:
        return [(r["deed"], r["details"]) for r in await session.all(AUDITED, {"id": subject})]


WHOLE = {
    "name": "供热报修",
    "channels": ["web", "wechat"],
    "skills": {"供热": 60},
    "rings": [
        {"after_s": 60, "min_level": None, "skill": None},
        {"after_s": 20, "min_level": 40, "skill": "供热"},
    ],
    "hours": {
        "weekdays": [
            *[[{"since": 480, "until": 720}, {"since": 810, "until": 1080}]] * 5,
            *[[]] * 2,
        ],
        "holiday": [{"since": 540, "until": 600}],
    },
    "closed": "message",
    "target_s": 30,
    "target_share": 0.9,
}


async def test_a_queue_is_made_changed_and_archived(desk: DeskOf, http: httpx2.AsyncClient) -> None:
    [boss] = await desk.hire("王芳", role=Role.SUPERVISOR)
    me = await headers(desk, boss)

    made = await http.post(HERE, json=WHOLE, headers=me)
    queue = made.json()
    changed = await http.put(
        f"{HERE}/{queue['id']}",
        json=WHOLE | {"target_s": 15, "counter": queue["counter"]},
        headers=me,
    )
    stale = await http.put(
        f"{HERE}/{queue['id']}", json=WHOLE | {"counter": queue["counter"]}, headers=me
    )
    taken = await http.post(HERE, json=WHOLE, headers=me)
    seen = {"counter": changed.json()["counter"]}
    archived = await http.post(f"{HERE}/{queue['id']}/archive", json=seen, headers=me)
    names = [one["name"] for one in (await http.get(HERE, headers=me)).json()["items"]]

    assert made.status_code == 201, made.text
    assert [ring["after_s"] for ring in queue["rings"]] == [20, 60]
    assert queue["hours"] == WHOLE["hours"]
    assert not queue["is_open"]  # the test's day is a Saturday
    assert changed.json()["target_s"] == 15
    assert stale.status_code == 409
    assert "王芳" in stale.json()["detail"]
    assert "11-21 09:30" in stale.json()["detail"]
    assert taken.json()["code"] == "routing.queue_name_taken"
    assert archived.status_code == 204
    assert names == ["综合客服"]
    deeds = await audited(desk, queue["id"])
    assert [deed for deed, _ in deeds] == ["queue.created", "queue.changed", "queue.archived"]
    assert deeds[1][1] == {"target": {"from": [30, 0.9], "to": [15, 0.9]}}


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (
            {"hours": {"weekdays": [[{"since": 600, "until": 540}], *[[]] * 6]}},
            "routing.hours_unsound",
        ),
        (
            {
                "hours": {
                    "weekdays": [[{"since": 1, "until": 9}, {"since": 5, "until": 20}], *[[]] * 6]
                }
            },
            "routing.hours_unsound",
        ),
        (
            {"overflow_to": "01a21920-be03-7000-8000-000000000000", "overflow_after_s": 5},
            "routing.overflow_unsound",
        ),
        ({"rings": [{"after_s": 0, "min_level": 3}]}, "invalid"),
        ({"skills": {"供热": 101}}, "invalid"),
        ({"closed": "never"}, "invalid"),
    ],
)
async def test_settings_that_cannot_work_are_refused(
    desk: DeskOf, http: httpx2.AsyncClient, wrong: dict[str, Any], code: str
) -> None:
    [boss] = await desk.hire("王芳", role=Role.SUPERVISOR)

    refused = await http.post(HERE, json=WHOLE | wrong, headers=await headers(desk, boss))

    assert refused.status_code in {400, 422}
    assert refused.json()["code"] == code


async def test_agents_may_not_set_queues_up(desk: DeskOf, http: httpx2.AsyncClient) -> None:
    [agent] = await desk.hire("李静")
    me = await headers(desk, agent)

    codes = [
        (await http.get(HERE, headers=me)).status_code,
        (await http.post(HERE, json=WHOLE, headers=me)).status_code,
        (await http.get(f"{HERE}/agents", headers=me)).status_code,
    ]

    assert codes == [403, 403, 403]


async def test_members_and_skills_decide_at_once_who_is_asked(
    desk: DeskOf, http: httpx2.AsyncClient
) -> None:
    boss, agent = [
        *await desk.hire("王芳", role=Role.SUPERVISOR),
        *await desk.hire("李静"),
    ]
    [analyst] = await desk.hire("吴磊", role=Role.ANALYST)
    me = await headers(desk, boss)
    await desk.set(PresenceState.AVAILABLE, agent)
    queue = (
        await http.post(HERE, json={"name": "电力", "skills": {"电力": 50}}, headers=me)
    ).json()
    waiting = await desk.wait(queue_id=queue["id"])

    members = f"{HERE}/{queue['id']}/members"
    wrong = await http.put(
        members,
        json={"counter": queue["counter"], "members": [{"staff_id": str(analyst.id)}]},
        headers=me,
    )
    staffed = await http.put(
        members,
        json={"counter": queue["counter"], "members": [{"staff_id": str(agent.id), "level": 2}]},
        headers=me,
    )
    unskilled = (await desk.get(waiting)).offered_to
    one = next(
        it
        for it in (await http.get(f"{HERE}/agents", headers=me)).json()["items"]
        if it["staff_id"] == str(agent.id)
    )
    wish = {"counter": one["counter"], "skills": {"电力": 55}, "total": 3, "by_channel": {"web": 2}}
    skilled = await http.put(f"{HERE}/agents/{agent.id}", json=wish, headers=me)
    stale = await http.put(f"{HERE}/agents/{agent.id}", json=wish, headers=me)

    assert wrong.json()["code"] == "routing.member_may_not_reply"
    assert "吴磊" in wrong.json()["detail"]
    assert staffed.json()["members"][0]["level"] == 2
    assert unskilled is None
    assert skilled.json()["by_channel"] == {"web": 2}
    assert (await desk.get(waiting)).offered_to == agent.id
    assert stale.status_code == 409
    assert [deed for deed, _ in await audited(desk, str(agent.id))][-1] == "agent.set"
    assert [deed for deed, _ in await audited(desk, queue["id"])][-1] == "queue.staffed"


async def test_a_queue_that_is_needed_stays(desk: DeskOf, http: httpx2.AsyncClient) -> None:
    [boss] = await desk.hire("王芳", role=Role.SUPERVISOR)
    me = await headers(desk, boss)
    queue = (await http.post(HERE, json={"name": "夜班"}, headers=me)).json()
    leaning = {"name": "白班", "overflow_to": queue["id"], "overflow_after_s": 60}
    other = (await http.post(HERE, json=leaning, headers=me)).json()
    await desk.wait(queue_id=other["id"])
    default = await desk.queue()

    refused = [
        (await http.post(f"{HERE}/{one}/archive", json={"counter": 1}, headers=me)).json()
        for one in (queue["id"], other["id"], default)
    ]

    assert [one["code"] for one in refused] == [
        "routing.queue_needed",
        "routing.queue_needed",
        "routing.default_queue_stays",
    ]
    assert "白班" in refused[0]["detail"]


async def test_another_companys_queue_is_not_found(desk: DeskOf, http: httpx2.AsyncClient) -> None:
    [boss] = await desk.hire("王芳", role=Role.SUPERVISOR)

    me, nowhere = await headers(desk, boss), "01a21920-be03-7000-8000-000000000000"
    found = await http.get(f"{HERE}/{nowhere}", headers=me)
    stranger = await http.put(
        f"{HERE}/agents/{nowhere}", json={"counter": 1, "skills": {}, "total": 1}, headers=me
    )

    assert (found.status_code, stranger.status_code) == (404, 404)
