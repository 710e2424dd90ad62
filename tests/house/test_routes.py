"""Every door of the server: who is let in, who is not. New routes are found by themselves.

No session: 401. Too small a role: 403. Another tenant's person: 404 on our things. A write without
the CSRF token: 403. A door that is open to all stands in `PUBLIC` with the reason why.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from hearthline.access import GRANTS, Role
from hearthline.entrypoints.server import create_app
from hearthline.kernel import Id, SystemClock, TenantId
from hearthline.platform.postgres import Endpoints
from tests.house.doors import Door, doors_of
from tests.make.product import settings_for
from tests.make.world import EVERYBODY, NOBODY, OBJECTS, World

pytestmark = pytest.mark.api

PUBLIC = {
    "GET /": "sends a browser on to the console",
    "GET /api/v1/files/{token}": "the link itself is signed, and ends",
    "GET /api/v1/field/files/{token}": "the link itself is signed, and ends",
    "GET /api/v1/openapi.json": "the description that integrators read",
    "GET /console/{path}": "the built files of the console; its data are behind the log-in",
    "GET /console/{path:path}": "the built files of the console; its data are behind the log-in",
    "GET /field/{path:path}": "the built files of the field page; its data are behind the log-in",
    "GET /help/_/{name}": "a style sheet of the help centre",
    "GET /help/{tenant}/": "the help centre: what is published for customers",
    "GET /help/{tenant}/a/{slug:path}": "the same",
    "GET /help/{tenant}/c/{path:path}": "the same",
    "GET /help/{tenant}/f/{token}": "a file of an item in force; the link is signed, and ends",
    "GET /help/{tenant}/search": "the same; rate-limited",
    "GET /help/{tenant}/sitemap.xml": "the same, for search engines",
    "GET /help/{tenant}/{rest:path}": "tells that there is no such page",
    "GET /robots.txt": "asked by search engines",
    "POST /help/{tenant}/feedback": "a visitor's vote; carries the page's pass, rate-limited",
    "GET /healthz": "asked by load balancers",
    "GET /metrics": "asked by collectors inside the network; holds numbers only",
    "GET /readyz": "asked by load balancers",
    "GET /widget/{name}": "a script for any page of the operator",
    "POST /api/v1/business/events": "signed by the business system (tests/business)",
    "POST /api/v1/channels/{channel_key}/sessions": "where a customer begins; rate-limited",
    "POST /api/v1/staff/login": "where staff begin; locked out after wrong passwords",
}

# Names in paths that stand in the packs: every tenant has them, and finds only his own behind them.
OF_ALL = {
    "source": "tests/tickets/exchange/test_round_trip.py asks another tenant",
    "day": "a day of the calendar; what is written of it is the tenant's own",
}

SOON = (SystemClock().now() + timedelta(hours=2)).isoformat()
LATER = (SystemClock().now() + timedelta(hours=4)).isoformat()

# Bodies good enough to reach the thing named in the path, by operation id.
BODIES: dict[str, dict[str, Any]] = {
    "actOnTicket": {"action": "note", "client_id": "a", "text": "已联系"},
    "addTicketTask": {"id": str(Id.new()), "title": "关阀"},
    "endTicketTask": {"state": "done"},
    "putCalendarDay": {"is_workday": True},
    "putTeam": {"name": "城东班"},
    "setTeamDuty": {"staff_id": str(Id.new()), "is_on_duty": True},
    "noteAnswered": {"ticket_ids": [str(Id.new())], "client_id": "a"},
    "acknowledgeAlarm": {"note": "我来"},
    "checkReply": {"text": "您好"},
    "giveCardFeedback": {"deed": "shown"},
    "prefillTicket": {"type_code": "H-RP-01"},
    "snoozeAlarm": {"minutes": 10},
    "changeDuty": {"capacity": 3},
    "whisperToAgent": {"text": "先安抚", "client_id": str(Id.new())},
    "extendStorm": {"reason": "仍在抢修", "minutes": 60},
    "endStorm": {"reason": "已恢复"},
    "attachTicket": {"ticket_id": str(Id.new())},
    "closeIncident": {"counter": 1},
    "confirmIncident": {"counter": 1, "title": "片区不热", "scope": {"community": "甲小区"}},
    "dismissIncident": {"counter": 1, "text": "各家原因不同"},
    "restoreIncident": {"counter": 1},
    "updateIncident": {"counter": 1, "title": "片区不热", "scope": {"community": "甲小区"}},
    "rehearseArticle": {"version": 1},
    "bookCallback": {
        "client_id": str(Id.new()),
        "from_at": SOON,
        "until_at": LATER,
        "phone": "13800005678",
    },
    "noteCallbackTry": {"client_id": str(Id.new()), "outcome": "reached"},
    "forcePresence": {"state": "away", "why": "忘了下线"},
    "transferConversation": {"client_id": str(Id.new()), "staff_id": str(Id.new())},
    "inviteAgent": {"client_id": str(Id.new()), "staff_id": str(Id.new())},
    "lendToBot": {"client_id": str(Id.new()), "step": "heating:fee_query"},
    "writeWrapUp": {"note": "已说明"},
    "askForCallback": {"client_id": str(Id.new()), "from_at": SOON, "until_at": LATER},
    "addSearchWords": {"kind": "protected", "words": ["电联产"]},
    "changeSearchWords": {"words": ["热电联产"]},
    "changeTrialSet": {"name": "改名", "counter": 1, "cases": [{"question": "室温"}]},
    "approveDraft": {"counter": 1},
    "acceptGap": {"counter": 99, "article_id": str(Id.new())},
    "answerReport": {"outcome": "mended", "answer": "已改"},
    "askForPerson": {"reason": "要找真人"},
    "changeCanned": {"title": "问候客户"},
    "archiveQueue": {"counter": 1},
    "changeQueue": {"counter": 1, "name": "改名"},
    "setQueueMembers": {"counter": 1, "members": []},
    "setAgent": {"counter": 1, "skills": {"供热": 60}, "total": 3},
    "checkNumbers": {"text": "户号 1203005678"},
    "keepReplyDraft": {"text": "您好", "tab": "a"},
    "writeNote": {"client_id": str(Id.new()), "text": "上周也报过"},
    "changeGraphEntity": {"note": "周一休"},
    "mergeGraphEntity": {"into": str(Id.new())},
    "addCustomerTag": {"code": "elderly_alone", "reason": "女儿在外地"},
    "endPromise": {"outcome": "kept", "text": "已回电"},
    "joinCustomers": {"other_id": str(Id.new()), "reason": "同一个电话"},
    "linkCustomerAccount": {"ref": "not-of-ours", "reason": "帮父母咨询"},
    "revealCustomerFacts": {"account": "ab" * 12, "what": "amounts", "reason": "核对账单"},
    "changeMacro": {
        "title": "问候",
        "shortcut": "wh",
        "shared": True,
        "steps": [{"do": "note", "text": "已问候"}],
    },
    "runMacro": {"client_id": str(Id.new()), "stamp": "0" * 16},
    "makePromise": {"client_id": str(Id.new()), "text": "回电", "due_at": SOON},
    "movePromise": {"due_at": SOON},
    "removeCustomerTag": {"why": "已搬走"},
    "changeStaff": {"name": "新名字"},
    "dismissGap": {"counter": 99, "reason": "与业务无关"},
    "draftGap": {"counter": 99, "title": "保温层用什么材料"},
    "judgeAnswer": {"verdict": "like"},
    "mergeGaps": {"counter": 99, "others": [str(Id.new())]},
    "noteArticleUse": {"version": 1, "how": "opened"},
    "undoGapDecision": {"counter": 99},
    "discardDraft": {"counter": 1},
    "markThreadRead": {"seq": 0},
    "publishArticle": {"version": 1},
    "rate": {"score": 5, "solved": True},
    "rebaseDraft": {"counter": 1},
    "rejectDraft": {"counter": 1, "note": "缺依据"},
    "replyToCustomer": {"client_id": str(Id.new()), "text": "您好"},
    "resolveConversation": {"note": None},
    "saveDraft": {"counter": 1, "changes": {}},
    "sendMessage": {"client_id": str(Id.new()), "kind": "text", "text": "家里不热"},
    "submitDraft": {"counter": 1},
    "tellTyping": {"on": True},
    "undoDraft": {"counter": 1},
    "unmaskCustomer": {"field": "phone", "reason": "回访核对电话"},
}
# The same for those that take forms.
FORMS: dict[str, dict[str, str]] = {
    "uploadForCustomer": {"name": "no file"},
    "addFieldEvidence": {
        "meta": json.dumps(
            {
                "client_id": str(Id.new()),
                "kind": "reading",
                "told_at": "2026-11-26T09:00:00+08:00",
                "sent_at": "2026-11-26T09:00:00+08:00",
                "facts": {
                    "instrument_no": "CW-0231",
                    "points": [{"room": "次卧", "temperature_c": 16.5}],
                    "worker_confirms": True,
                    "customer_agrees": True,
                },
            }
        )
    },
}
JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
async def app(endpoints: Endpoints, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Any]:
    """The application with its services open, and no server around it."""
    home: Path = tmp_path_factory.mktemp("routes")
    made = create_app(settings_for(endpoints.app_url, home))
    async with made.router.lifespan_context(made):
        yield made


@pytest.fixture(scope="module")
def doors(app: FastAPI) -> list[Door]:
    """Every door that is not open to all."""
    return [door for door in doors_of(app) if str(door) not in PUBLIC]


@pytest.fixture(scope="module")
async def ours(app: FastAPI) -> World:
    """The tenant whose things are asked for."""
    return await world(app)


@pytest.fixture(scope="module")
async def theirs(app: FastAPI) -> World:
    """Another tenant, whose people ask for them."""
    return await world(app)


async def world(app: FastAPI) -> World:
    """A tenant with people in it."""
    tenant = TenantId.new()
    made = World(app.state.product, tenant, f"t-{tenant.hex}")
    async with made.database.open_session() as session:
        await session.execute(
            "INSERT INTO tenant (id, slug, name) VALUES (%(id)s, %(slug)s, '测试热力')",
            {"id": tenant, "slug": made.slug},
        )
    return await made.settle_in()


async def path_of(door: Door, owner: World) -> str:
    """The door's path with real things of the owner's in it."""
    for name in door.parameters:
        if name not in OBJECTS:
            pytest.fail(
                f"{door} has a path parameter {name} that no test knows: add to OBJECTS in"
                " tests/make/world.py a function that makes such a thing for a tenant"
            )
    return door.filled({name: await OBJECTS[name](owner) for name in door.parameters})


async def knock(app: FastAPI, door: Door, path: str, headers: dict[str, str]) -> tuple[int, str]:
    """The status and the problem's code; a socket's refusal counts as 401, its opening as 101."""
    if door.is_socket:
        return (101 if await opens(app, path, headers) else 401), ""
    form = FORMS.get(door.operation)
    transport = httpx2.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://desk.test") as client:
        answer = await client.request(
            door.method,
            path,
            headers=headers | (JSON if door.writes and form is None else {}),
            json=BODIES.get(door.operation, {}) if door.writes and form is None else None,
            data=form,
        )
    is_problem = answer.headers.get("content-type", "").startswith("application/problem+json")
    return answer.status_code, answer.json().get("code", "") if is_problem else ""


async def opens(app: FastAPI, path: str, headers: dict[str, str]) -> bool:
    """Whether a socket stays open long enough to say something."""
    said: asyncio.Queue[Any] = asyncio.Queue()
    heard: asyncio.Queue[Any] = asyncio.Queue()
    heard.put_nowait({"type": "websocket.connect"})
    offered = headers.get("Sec-WebSocket-Protocol", "")
    scope = {
        "type": "websocket",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "scheme": "ws",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(k.lower().encode(), v.encode()) for k, v in headers.items()],
        "client": ("127.0.0.1", 1),
        "server": ("desk.test", 80),
        "subprotocols": [offered] if offered else [],
        "state": {},
    }
    task = asyncio.create_task(app(scope, heard.get, said.put))
    try:
        async with asyncio.timeout(10):
            while True:
                message = await said.get()
                if message["type"] != "websocket.accept":
                    return bool(message["type"] == "websocket.send")
    finally:
        heard.put_nowait({"type": "websocket.disconnect", "code": 1000})
        await asyncio.wait({task}, timeout=10)


def test_every_door_is_guarded_or_open_for_a_reason(doors: list[Door]) -> None:
    unguarded = [str(door) for door in doors if not (door.is_staffs or door.is_customers)]

    assert not unguarded, (
        f"{unguarded}: ask for a permission with needs(…), for a customer's session,"
        " or add it to PUBLIC with the reason why anybody may pass"
    )


def test_every_open_door_is_there(app: FastAPI) -> None:
    there = {str(door) for door in doors_of(app)}
    gone = [name for name in PUBLIC if name not in there and not name.startswith("GET /console")]

    assert gone == []


async def test_without_a_session_nobody_passes(
    app: FastAPI, doors: list[Door], ours: World
) -> None:
    passed = []
    for door in doors:
        path = await path_of(door, ours)
        for headers in ({}, ours.stranger(), {"Authorization": "Bearer not-a-token"}):
            status, _ = await knock(app, door, path, headers)
            if status != 401:
                passed.append(f"{door} answers {status} to {list(headers) or 'nobody'}")

    assert passed == []


async def test_too_small_a_role_is_refused(app: FastAPI, doors: list[Door], ours: World) -> None:
    passed = []
    for door in doors:
        if not door.is_staffs or not door.permissions:
            continue
        small = [frozenset({r}) for r in Role if not door.permissions <= GRANTS[r]]
        path = await path_of(door, ours)
        for roles in (NOBODY, *small):
            status, code = await knock(app, door, path, ours.cookies(roles))
            if (status, code) not in {(403, "access.permission_missing"), (401, "")}:
                passed.append(f"{door} answers {status} {code} to {sorted(roles)}")

    assert passed == []


async def test_a_write_without_the_csrf_token_is_refused(
    app: FastAPI, doors: list[Door], ours: World
) -> None:
    passed = []
    for door in doors:
        if door.is_staffs and door.writes:
            path = await path_of(door, ours)
            headers = ours.cookies(EVERYBODY, csrf=False)
            if await knock(app, door, path, headers) != (403, "access.csrf_mismatch"):
                passed.append(str(door))

    assert passed == []


async def test_another_tenants_people_do_not_find_our_things(
    app: FastAPI, doors: list[Door], ours: World, theirs: World
) -> None:
    """The same request by our own person finds them, so that the test can fail."""
    faults = []
    for door in doors:
        if not (door.is_staffs and door.parameters):
            continue
        path = await path_of(door, ours)
        status, code = await knock(app, door, path, theirs.cookies(EVERYBODY))
        if status != 404 and not OF_ALL.keys() >= set(door.parameters):
            faults.append(f"{door} answers another tenant {status} {code}: {_mend(door, status)}")
        status, code = await knock(app, door, path, ours.cookies(EVERYBODY))
        if status in {401, 404, 422} or code.startswith("access."):
            faults.append(f"{door} answers its own tenant {status} {code}: {_mend(door, status)}")

    assert not faults, "\n".join(faults)


async def test_a_customer_reaches_the_own_conversation_and_no_other(
    app: FastAPI, doors: list[Door], ours: World, theirs: World
) -> None:
    faults = []
    for door in doors:
        if not door.is_customers:
            continue
        values = {name: await OBJECTS[name](ours) for name in door.parameters}
        refused = 401 if door.is_socket else 404
        for owner in (ours, theirs):
            headers = _bearer(owner.bearer(await owner.conversation()))
            status, _ = await knock(app, door, door.filled(values), headers)
            if status != refused:
                faults.append(f"{door} answers {status} to another customer")
        own = _bearer(ours.bearer(values["conversation_id"]))
        status, _ = await knock(app, door, door.filled(values), own)
        if status in {401, 403, 404}:
            faults.append(f"{door} answers {status} to its own customer")

    assert faults == []


async def test_staff_sockets_open_for_who_may_look(
    app: FastAPI, doors: list[Door], ours: World
) -> None:
    sockets = [door for door in doors if door.is_socket and door.is_staffs]

    assert sockets
    for door in sockets:
        path = await path_of(door, ours)
        assert await opens(app, path, ours.cookies(EVERYBODY)), door
        foreign = {"Host": "desk.test", "Origin": "https://elsewhere.test"}
        assert not await opens(app, path, ours.cookies(EVERYBODY) | foreign), door


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}", "Sec-WebSocket-Protocol": f"bearer.{token}"}


def _mend(door: Door, status: int) -> str:
    if status == 422:
        return f"give BODIES in {Path(__file__).name} a body for {door.operation}"
    return "look at how it finds what the path names"
