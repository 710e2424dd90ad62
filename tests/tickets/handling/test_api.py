"""Routes by which people work on tickets: who may, what is refused, lists, sheets (R81–R88)."""

from datetime import timedelta
from typing import Any

import pytest

from hearthline.access import Role
from hearthline.customers import KnownAccount, Refs
from hearthline.kernel import Id, TenantId
from tests.conftest import make_tenant
from tests.fakes.fake_clock import FakeClock
from tests.make import conversations as make_conversations
from tests.make.tickets import ACCOUNT, Bench, Counter

pytestmark = pytest.mark.api

PATH = "/api/v1/tickets"


def body(**facts: Any) -> dict[str, Any]:
    given = {
        "client_id": Id.new().hex,
        "type_code": "H-RP-01",
        "description": "全屋不热，暖气片冰凉",
        "details": {"since": "昨晚"},
        "account_no": ACCOUNT,
        "contact_phone": "13800005678",
        "place": {"address": "幸福小区3号楼2单元501"},
        "submitter": {"kind": "property", "name": "李经理", "phone": "13900001111"},
    }
    return given | facts


async def opened(room: Counter, headers: dict[str, str], **facts: Any) -> dict[str, Any]:
    answer = await room.http.post(PATH, json=body(**facts), headers=headers)
    assert answer.status_code == 201, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def test_a_ticket_is_opened_once_masked_and_shown_with_what_can_be_done(
    room: Counter, bench: Bench
) -> None:
    agent = await room.sign_in(bench.tenant, Role.AGENT)
    team = await bench.team("城东维修班", skills=("维修",), areas=("幸福小区",))
    await bench.team("城西维修班", skills=("维修",), areas=("城西区",))
    twice = body()
    first = await room.http.post(PATH, json=twice, headers=agent)
    again = await room.http.post(PATH, json=twice, headers=agent)
    assert first.json()["id"] == again.json()["id"]
    assert not any(part in first.text for part in (ACCOUNT, "13800005678", "13900001111", "李经理"))

    shown = await room.http.get(f"{PATH}/{first.json()['id']}/desk", headers=agent)
    page = shown.json()
    assert [one["action"] for one in page["allowed"] if one["is_next"]] == ["dispatch"]
    assert not {"supervise", "escalate", "confirm_void"} & {a["action"] for a in page["allowed"]}
    assert page["missing"] == ["arrival", "photo"]
    assert page["suggestions"][0]["team"]["id"] == str(team.id)
    assert page["suggestions"][0]["in_area"]

    clear = await room.http.post(f"{PATH}/{first.json()['id']}/reveal", headers=agent)
    assert clear.json()["submitter_phone"] == "13900001111"
    async with bench.database.session(bench.tenant) as session:
        row = await session.one(
            "SELECT count(*) AS n FROM audit WHERE deed = %(deed)s",
            {"deed": "ticket.contact_shown"},
        )
    assert row["n"] == 1


async def test_a_form_says_every_field_that_is_missing_or_wrong(
    room: Counter, bench: Bench
) -> None:
    agent = await room.sign_in(bench.tenant, Role.AGENT)
    wrong = body(details={"temp_c": 400, "neighbour_same": "maybe"})
    answer = await room.http.post(PATH, json=wrong, headers=agent)

    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "ticket.details_unfit")
    assert [one["pointer"] for one in problem["errors"]] == [
        "/details/neighbour_same",
        "/details/since",
        "/details/temp_c",
    ]
    assert "何时开始" in problem["detail"]
    unknown = await room.http.post(PATH, json=body(type_code="H-NO-99"), headers=agent)
    assert unknown.json()["code"] == "ticket.type_unknown"


async def test_only_who_may_acts_and_only_in_his_own_company(room: Counter, bench: Bench) -> None:
    agent = await room.sign_in(bench.tenant, Role.AGENT)
    ticket = await opened(room, agent)
    act = f"{PATH}/{ticket['id']}/actions"
    note = {"action": "note", "client_id": "n", "text": "看过"}

    for role in (Role.EDITOR, Role.FIELD, Role.INSPECTOR):
        stranger = await room.sign_in(bench.tenant, role)
        assert (await room.http.post(act, json=note, headers=stranger)).status_code == 403
        assert (await room.http.post(PATH, json=body(), headers=stranger)).status_code == 403
    elsewhere = await room.sign_in(await make_tenant(bench.database), Role.SUPERVISOR)
    assert (await room.http.post(act, json=note, headers=elsewhere)).status_code == 404
    assert (
        await room.http.get(f"{PATH}/{ticket['id']}/desk", headers=elsewhere)
    ).status_code == 404
    watch = {"action": "supervise", "client_id": "s", "text": "盯住"}
    refused = await room.http.post(act, json=watch, headers=agent)
    assert (refused.status_code, refused.json()["code"]) == (403, "ticket.action_not_allowed")
    async with bench.database.session(bench.tenant) as session:
        thread = await make_conversations.conversation(session, bench.vault, bench.clock)
    foreign = body(conversation_id=str(thread.id), type_code="H-RP-01")
    assert (await room.http.post(PATH, json=foreign, headers=elsewhere)).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"action": "fly"},
        {"action": "resolve", "client_id": "r"},
        {"action": "note", "client_id": "", "text": "x"},
        {"action": "note", "client_id": "n", "text": "x", "more": 1},
        {"action": "arrive", "client_id": "a", "place": {"latitude": 99, "longitude": 0}},
    ],
    ids=str,
)
async def test_an_action_that_makes_no_sense_is_refused(
    room: Counter, bench: Bench, wrong: dict[str, Any]
) -> None:
    agent = await room.sign_in(bench.tenant, Role.AGENT)
    ticket = await bench.open()
    answer = await room.http.post(f"{PATH}/{ticket.id}/actions", json=wrong, headers=agent)

    assert answer.status_code == 422


async def test_a_list_is_narrowed_searched_and_ordered(
    room: Counter, bench: Bench, clock: FakeClock
) -> None:
    agent = await room.sign_in(bench.tenant, Role.AGENT)
    outside = {"source": "12345", "no": "JN2026-77", "deadline": "2026-11-28T00:00:00Z"}
    late = await opened(room, agent, type_code="H-RP-04", details={"leak_level": "DRIP"})
    clock.advance(timedelta(minutes=40))
    fresh = await opened(room, agent, description="楼道漏水50%", external=outside, account_no=None)

    async def ids(**query: Any) -> list[str]:
        answer = await room.http.get(PATH, params=query, headers=agent)
        assert answer.status_code == 200, answer.text
        return [item["id"] for item in answer.json()["items"]]

    assert await ids(sort="deadline") == [late["id"], fresh["id"]], "overdue first"
    assert await ids(sort="deadline", cursor=late["id"]) == [fresh["id"]]
    assert await ids(overdue="true") == [late["id"]]
    assert await ids(q="楼道漏水") == await ids(q="jn2026-77") == [fresh["id"]]
    assert await ids(q="漏水50%") == [fresh["id"]]
    assert await ids(q="%%") == await ids(q="漏气") == []
    assert await ids(q="幸福小区3号楼", type_code="H-RP-04") == [late["id"]]
    assert await ids(kept_by="business") == await ids(status="closed,voided") == []
    counts = (await room.http.get(f"{PATH}/counts", headers=agent)).json()
    assert (counts["open"], counts["overdue"], counts["undispatched"]) == (2, 1, 2)


async def test_a_sheet_is_masked_and_runs_no_formulas(room: Counter, bench: Bench) -> None:
    agent = await room.sign_in(bench.tenant, Role.AGENT)
    await opened(room, agent, description="=cmd()", title="+1")
    answer = await room.http.get(f"{PATH}/export.csv", headers=agent)

    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.text.startswith("\ufeff工单号,")
    assert "'=cmd()" in answer.text
    assert ",'+1," in answer.text
    assert ACCOUNT not in answer.text


async def test_sub_tasks_have_a_team_and_are_told_in_the_log(room: Counter, bench: Bench) -> None:
    agent = await room.sign_in(bench.tenant, Role.AGENT)
    team = await bench.team("测温班")
    ticket = await bench.open()
    path = f"{PATH}/{ticket.id}/tasks"
    task = {"id": str(Id.new()), "title": "带测温仪", "team_id": str(team.id)}
    for _ in range(2):
        made = await room.http.post(path, json=task, headers=agent)
        assert made.status_code == 201, made.text
    end = f"/api/v1/tickets/tasks/{task['id']}/end"
    done = {"state": "done", "result": "已带"}
    assert (await room.http.post(end, json=done, headers=agent)).json()["state"] == "done"
    dropped = await room.http.post(end, json={"state": "dropped"}, headers=agent)
    assert (dropped.status_code, dropped.json()["code"]) == (409, "ticket.task_over")
    listed = (await room.http.get(path, headers=agent)).json()["items"]
    assert [one["title"] for one in listed] == ["带测温仪"]
    log = (await bench.file(ticket.id)).log
    assert [line.text for line in log if line.kind == "task"] == [
        "新建子任务：带测温仪",
        "子任务完成：带测温仪（已带）",
    ]


async def test_teams_are_the_supervisors_to_write(room: Counter, bench: Bench) -> None:
    agent = await room.sign_in(bench.tenant, Role.AGENT)
    boss = await room.sign_in(bench.tenant, Role.SUPERVISOR)
    worker = await bench.person(Role.FIELD)
    number = str(Id.new())
    path = f"/api/v1/teams/{number}"
    team = {"name": "抢修队", "skills": ["抢修"], "members": [{"staff_id": str(worker.id)}]}
    new = {**team, "id": number}
    assert (await room.http.post("/api/v1/teams", json=new, headers=agent)).status_code == 403
    assert (await room.http.put(path, json=team, headers=boss)).status_code == 404
    for _ in range(2):
        made = await room.http.post("/api/v1/teams", json=new, headers=boss)
        assert made.json()["members"][0]["name"], made.text
    assert (await room.http.put(path, json=team, headers=boss)).status_code == 200
    off = {"staff_id": str(worker.id), "is_on_duty": False}
    changed = await room.http.put(f"{path}/duty", json=off, headers=boss)
    assert changed.json()["members"][0]["is_on_duty"] is False
    other = {**team, "id": str(Id.new())}
    taken = await room.http.post("/api/v1/teams", json=other, headers=boss)
    assert (taken.status_code, taken.json()["code"]) == (409, "team.name_taken")
    listed = await room.http.get("/api/v1/teams", headers=agent)
    assert [one["name"] for one in listed.json()["items"]] == ["抢修队"]


async def test_a_companys_own_days_are_the_administrators_to_set(
    room: Counter, bench: Bench
) -> None:
    admin = await room.sign_in(bench.tenant, Role.ADMIN)
    agent = await room.sign_in(bench.tenant, Role.AGENT)
    path = "/api/v1/calendar/days"
    day = {"is_workday": True, "name": "保供值班"}
    assert (await room.http.put(f"{path}/2027-01-01", json=day, headers=agent)).status_code == 403
    assert (await room.http.put(f"{path}/2027-01-01", json=day, headers=admin)).status_code == 204
    year = (await room.http.get(path, params={"year": 2027}, headers=agent)).json()
    assert (year["is_known"], year["days_on"]) == (False, ["2027-01-01"])
    await room.http.delete(f"{path}/2027-01-01", headers=admin)
    assert (await room.http.get(path, params={"year": 2027}, headers=agent)).json()["own"] == []


async def test_what_was_chosen_and_not_shown_goes_into_the_ticket(
    room: Counter, bench: Bench
) -> None:
    agent = await room.sign_in(bench.tenant, Role.AGENT)
    refs = Refs(bench.vault)
    chosen = {
        "account_ref": refs.of_account(bench.tenant, KnownAccount("heating", ACCOUNT)),
        "contact_ref": refs.of_phone(bench.tenant, "13800005678"),
    }
    ticket = await opened(room, agent, account_no=None, contact_phone=None, **chosen)
    assert ticket["account_no_masked"] == f"{ACCOUNT[:4]}****{ACCOUNT[-2:]}"
    assert ticket["contact_phone_masked"] == "138****5678"

    strange = chosen | {
        "account_ref": refs.of_account(TenantId.new(), KnownAccount("heating", "1"))
    }
    refused = await room.http.post(PATH, json=body(account_no=None, **strange), headers=agent)
    assert (refused.status_code, refused.json()["code"]) == (409, "customer.ref_broken")
