"""A visit in a cellar without a network, from taking the task to the desk that reads of it."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, expect

from hearthline.access import Role, Staff
from hearthline.kernel import SystemClock, TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from hearthline.tickets import Ticket
from hearthline.tickets.handling.actions import Transfer
from tests.journeys.field_phone import FieldPhone
from tests.journeys.stage import Gallery
from tests.make import staff as make_staff
from tests.make.field import FieldBench
from tests.make.programs import until
from tests.make.tickets import Bench

pytestmark = [pytest.mark.journey, pytest.mark.timeout(120)]

TITLE = "次卧 15 度"


@pytest.fixture
async def field(database: Database, tenant: TenantId, vault: Vault, tmp_path: Path) -> FieldBench:
    """The field's services by the real clock."""
    return FieldBench(Bench(database, tenant, SystemClock(), vault), tmp_path)


async def slug_of(field: FieldBench) -> str:
    async with field.bench.database.open_session() as session:
        row = await session.one(
            "SELECT slug FROM tenant WHERE id = %(id)s", {"id": field.bench.tenant}
        )
    return str(row["slug"])


async def record_of(field: FieldBench, ticket: Ticket) -> dict[str, Any]:
    """What the desk reads of a ticket's visit."""
    desk = await field.sign_in(await field.bench.person(Role.AGENT))
    answer = await field.http.get(f"/api/v1/tickets/{ticket.id}/field", headers=desk)
    assert answer.status_code == 200, answer.text
    record: dict[str, Any] = answer.json()
    return record


async def logged_in(field: FieldBench, phone: FieldPhone, worker: Staff) -> None:
    await phone.log_in(worker.username, make_staff.PASSWORD, await slug_of(field))
    await expect(phone.line).to_contain_text("已更新")
    await phone.is_ready_for_offline()


async def test_a_visit_without_a_network_reaches_the_desk_whole(
    browser: Browser, field: FieldBench, gallery: Gallery
) -> None:
    """R85, R86: taken, gone offline, all of it recorded, the page closed, uploaded once."""
    zhang = await field.worker()
    team = await field.bench.team("测温一班", zhang)
    words = "次卧一直 15 度左右，两边邻居都热；家里有 82 岁老人。"
    task = await field.task(team, title="次卧 15 度，申请测温", description=words)
    moved = await field.task(
        team, zhang, title="客厅不热", description="客厅暖气片下半截凉", account_no="1203009999"
    )
    async with field.served() as url, FieldPhone.switched_on(browser, url) as phone:
        await gallery.take("log-in", phone=phone.page)
        await logged_in(field, phone, zhang)
        await gallery.take("list", phone=phone.page)
        await phone.open(TITLE)
        await phone.go_on("接单")
        await expect(phone.line).to_contain_text("已更新")
        await gallery.take("task", phone=phone.page)

        await phone.loses_the_network()
        await _is_moved_elsewhere(field, moved)
        await _is_done_offline(phone, gallery)
        await phone.is_closed_and_opened_again()
        await expect(phone.line).to_contain_text("9 条待上传")
        await gallery.take("opened-offline", phone=phone.page)
        assert (await field.bench.file(task.id)).ticket.status == "taken"

        await phone.has_a_network_again()
        await expect(phone.line).to_contain_text("2 条没有被接受")
        await phone.line.click()
        await phone.is_told("现在由“测温二班”处理")
        await gallery.take("refused", phone=phone.page)
    await _is_all_there_once(field, task, zhang)
    refused = (await record_of(field, moved))["deeds"]
    told = {(one["action"], one["outcome"]) for one in refused}
    assert told == {("take", "refused"), ("depart", "refused")}


async def _is_moved_elsewhere(field: FieldBench, ticket: Ticket) -> None:
    elsewhere = await field.bench.team("测温二班")
    boss = await field.bench.person(Role.SUPERVISOR)
    transfer = Transfer(client_id="t", team_id=elsewhere.id, reason="片区调整")
    await field.bench.act(boss, ticket, transfer)


async def _is_done_offline(phone: FieldPhone, gallery: Gallery) -> None:
    await phone.go_on("出发")
    await phone.is_told("没有网络")
    await phone.arrives()
    await phone.go_on("开始处理")
    await phone.photographs()
    await gallery.take("photo", phone=phone.page)
    await phone.sheet.get_by_role("button", name="保存照片").click()
    await phone.measures("次卧", "15.4")
    await gallery.take("reading", phone=phone.page)
    await phone.sheet.get_by_role("button", name="保存测温").click()
    await phone.has_the_customer_sign("张丽")
    await gallery.take("signature", phone=phone.page)
    await phone.sheet.get_by_role("button", name="保存签字").click()
    await gallery.take("recorded", phone=phone.page)
    await phone.finishes("已测温，不达标", "次卧 15.4 ℃，已开大楼栋调节阀")
    await phone.sheet.get_by_role("button", name="提交结果").click()
    await phone.is_told("这张工单已经处理完")
    await phone.page.get_by_role("link", name="返回列表").click()
    await phone.open("客厅不热")
    await phone.go_on("接单")
    await phone.go_on("出发")


async def _is_all_there_once(field: FieldBench, task: Ticket, zhang: Staff) -> None:
    async def is_resolved() -> bool:
        return (await field.bench.file(task.id)).ticket.is_done

    await until(is_resolved, "the visit is uploaded")
    file = await field.bench.file(task.id)
    kinds = [line.kind for line in file.log if line.actor == zhang.id]
    assert kinds == ["taken", "en_route", "on_site", "handling", "resolved"]
    arrival = next(line for line in file.log if line.kind == "on_site")
    assert (arrival.data["latitude"], arrival.data["accuracy_m"]) == (45.8038, 12)

    record = await record_of(field, task)
    shown = {one["kind"]: one for one in record["evidence"]}
    assert sorted(one["kind"] for one in record["evidence"]) == ["photo", "reading", "signature"]
    assert shown["reading"]["text"] == "次卧 15.4 ℃"
    assert shown["signature"]["text"] == "张丽"
    assert shown["photo"]["facts"]["camera"]["taken_at"] == "2026-11-26T09:30:00+08:00"
    picture = await field.http.get(shown["photo"]["url"])
    assert picture.headers["content-type"] == "image/jpeg"
    assert len(picture.content) < 600_000
    assert b"2026:11:26" not in picture.content
    async with field.bench.database.session(field.bench.tenant) as session:
        boss = await field.bench.person(Role.SUPERVISOR)
        lacking = await field.bench.handling.missing(session, boss, file)
    assert lacking == ()


async def test_an_ended_log_in_asks_again_and_loses_nothing(
    browser: Browser, field: FieldBench, gallery: Gallery
) -> None:
    zhang = await field.worker()
    team = await field.bench.team("测温一班", zhang)
    task = await field.task(team, zhang, title="次卧 15 度，申请测温")
    async with field.served() as url, FieldPhone.switched_on(browser, url) as phone:
        await logged_in(field, phone, zhang)
        await phone.context.clear_cookies()
        await phone.open(TITLE)
        await phone.go_on("接单")
        await expect(phone.line).to_contain_text("登录已过期")
        await phone.line.click()
        await phone.is_told("有 1 条待上传")
        await gallery.take("log-in-again", phone=phone.page)
        await phone.page.get_by_label("密码").fill(make_staff.PASSWORD)
        await phone.page.get_by_role("button", name="登录", exact=True).click()
        await expect(phone.line).to_contain_text(re.compile("已更新"))

    assert (await field.bench.file(task.id)).ticket.status == "taken"
