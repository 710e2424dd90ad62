"""What a worker's list shows: his own, what his teams could take, and only what he needs."""

from datetime import timedelta

import pytest

from hearthline.access import Role, Staff
from hearthline.kernel import Id
from hearthline.tickets import Team
from tests.fakes.fake_clock import FakeClock
from tests.make.field import ADDRESS, FIELD, SIGNED, FieldBench, Phone, jpeg, png, reading

pytestmark = pytest.mark.api

HERE = {"latitude": 45.8038, "longitude": 126.535, "accuracy_m": 15}
FAR = {"latitude": 45.83, "longitude": 126.535, "accuracy_m": 15}


async def test_his_own_and_his_teams_open_ones_are_shown_and_no_others(
    field: FieldBench, team: Team, phone: Phone, zhang: Staff, liu: Staff
) -> None:
    elsewhere = await field.bench.team("测温二班")
    mine = await field.task(team, zhang)
    free = await field.task(team, account_no="1203009999")
    await field.task(team, liu, account_no="1203008888")
    await field.task(elsewhere, account_no="1203007777")
    await field.bench.open()

    shown = {task["id"]: task["is_mine"] for task in await phone.tasks()}
    assert shown == {str(mine.id): True, str(free.id): False}


async def test_a_task_carries_all_that_is_needed_without_a_network(
    field: FieldBench, team: Team, phone: Phone, zhang: Staff
) -> None:
    before = await field.bench.open(account_no="1203005678", description="全屋不热")
    await field.task(team, zhang, description="家里有九十岁老人，阳台漏水了", emotion="ANGRY")
    (task,) = await phone.tasks()

    assert (task["address"], task["team"]) == (ADDRESS, "测温一班")
    assert (task["contact"], task["phone_masked"]) == ("张*", "138****5678")
    assert "13800005678" not in str(task)
    assert task["needs"] == ["arrival", "photo", "reading", "signature"]
    assert [one["value"] for one in task["hazards"]] == ["leak", "elderly", "heated"]
    assert [one["number"] for one in task["earlier"]] == [before.work_order_no]
    assert {"measured", "below"} <= {one["value"] for one in task["reasons"]["results"]}
    assert task["reasons"]["suspend"][0]["evidence"] == "note"
    assert task["place"] is None
    assert task["due_at"] is not None


async def test_pages_follow_one_another_to_the_end(
    field: FieldBench, team: Team, phone: Phone, zhang: Staff
) -> None:
    made = [await field.task(team, zhang if index else None) for index in range(3)]
    first = await field.http.get(f"{FIELD}/tasks", params={"limit": 2}, headers=phone.headers)
    cursor = first.json()["next_cursor"]
    ids = [task["id"] for task in first.json()["items"]]
    ids += [task["id"] for task in await phone.tasks(limit=2, cursor=cursor)]

    assert ids == [str(task.id) for task in made[::-1]]


async def test_the_number_is_shown_for_a_call_which_is_written_down(
    field: FieldBench, team: Team, phone: Phone, zhang: Staff
) -> None:
    task = await field.task(team, zhang)
    answer = await field.http.post(f"{FIELD}/tasks/{task.id}/call", headers=phone.headers)

    assert answer.json() == {"phone": "13800005678"}
    async with field.bench.database.session(field.bench.tenant) as session:
        row = await session.one(
            "SELECT actor_id, subject_id FROM audit WHERE deed = 'ticket.phone_shown'"
        )
    assert (row["actor_id"], row["subject_id"]) == (zhang.id, str(task.id))

    silent = await field.task(team, zhang, contact_phone=None, account_no="1203009999")
    refused = await field.http.post(f"{FIELD}/tasks/{silent.id}/call", headers=phone.headers)
    assert (refused.status_code, refused.json()["code"]) == (409, "field.no_phone")


async def test_the_whole_road_leaves_what_closing_asks_for(
    field: FieldBench, team: Team, phone: Phone, zhang: Staff, clock: FakeClock
) -> None:
    task = await field.task(team)
    road = [phone.deed(task, name) for name in ("take", "depart")]
    clock.advance(timedelta(minutes=20))
    assert await phone.outcomes(*road) == ["done", "done"]
    assert await phone.outcomes(
        phone.deed(task, "arrive", place=HERE), phone.deed(task, "begin")
    ) == ["done", "done"]
    for kind, facts, picture in (
        ("photo", {"subject": "scene"}, jpeg()),
        ("reading", reading(16.5), None),
        ("signature", SIGNED, png()),
    ):
        assert (await phone.record(task, kind, facts, picture=picture)).status_code == 201
    done = phone.deed(
        task,
        "resolve",
        result_code="below",
        responsibility="company",
        text="次卧 16.5 ℃，已调节楼栋阀门",
    )
    assert await phone.outcomes(done) == ["done"]

    file = await field.bench.file(task.id)
    assert file.ticket.status in {"resolved", "callback_pending"}
    assert file.ticket.worker_id == zhang.id
    async with field.bench.database.session(field.bench.tenant) as session:
        boss = await field.bench.person(Role.SUPERVISOR)
        lacking = await field.bench.handling.missing(session, boss, file)
    assert lacking == ()
    assert await phone.tasks() == []


async def test_an_address_is_known_by_where_people_stood_and_far_is_flagged_not_blocked(
    field: FieldBench, team: Team, phone: Phone, zhang: Staff
) -> None:
    first = await field.task(team, zhang)
    await phone.send(phone.deed(first, "take"), phone.deed(first, "arrive", place=HERE, reason=""))
    second = await field.task(team, zhang, account_no="1203009999")
    (told,) = [task for task in await phone.tasks() if task["id"] == str(second.id)]
    assert told["place"] == HERE | {"accuracy_m": None}

    far = phone.deed(second, "arrive", place=FAR, reason="实际在 5 号楼")
    assert await phone.outcomes(phone.deed(second, "take"), far) == ["done", "done"]
    nowhere = await field.task(team, zhang, account_no="1203008888")
    assert await phone.outcomes(
        phone.deed(nowhere, "take"), phone.deed(nowhere, "arrive", place=None)
    ) == ["done", "done"]

    desk = await field.sign_in(await field.bench.person(Role.AGENT))

    async def flags(ticket_id: Id) -> list[tuple[str | None, int]]:
        record = await field.http.get(f"/api/v1/tickets/{ticket_id}/field", headers=desk)
        deeds = [one for one in record.json()["deeds"] if one["action"] == "arrive"]
        return [(one["flag"], round(one["distance_m"] or 0)) for one in deeds]

    assert await flags(first.id) == [(None, 0)]
    assert await flags(second.id) == [("far", 2913)]
    assert await flags(nowhere.id) == [("no_place", 0)]
    notes = [line.text for line in (await field.bench.file(second.id)).log if line.kind == "noted"]
    assert notes == ["到场位置离登记地址约 2913 米，原因：实际在 5 号楼"]


async def test_only_field_staff_have_tasks_and_only_the_desk_reads_records(
    field: FieldBench, team: Team, phone: Phone, zhang: Staff
) -> None:
    task = await field.task(team, zhang)
    agent = await field.sign_in(await field.bench.person(Role.AGENT))

    assert (await field.http.get(f"{FIELD}/tasks")).status_code == 401
    assert (await field.http.get(f"{FIELD}/tasks", headers=agent)).status_code == 403
    record = f"/api/v1/tickets/{task.id}/field"
    assert (await field.http.get(record, headers=phone.headers)).status_code == 403
    assert (await field.http.get(record, headers=agent)).status_code == 200
