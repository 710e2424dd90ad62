"""A supervisor takes in the hotline's sheet: a bad row named, tickets opened, answers sent back."""

import asyncio
import csv
import io
import re
from collections.abc import AsyncIterator

import pytest
from openpyxl import Workbook
from playwright.async_api import Browser, FilePayload, Page, expect

from hearthline.access import Access
from hearthline.kernel import Id, TenantId, TicketId
from hearthline.platform.postgres import Endpoints
from hearthline.tickets import TicketDesk
from hearthline.tickets.handling.actions import Withdraw
from tests.journeys.stage import CONSOLE_SIZE, Gallery, new_page
from tests.make import product as make
from tests.make.product import Running

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]

HEAD = ("工单编号", "转办时间", "办理时限", "来电人", "联系电话", "诉求内容")
ROWS = (
    ("HB202611260001", "2026-11-20 08:00", "2099-12-31 18:00", "王镕", "13800005678", "家里不热"),
    ("HB202611260002", "2026-11-20 09:00", "2026-11-21 18:00", "赵敏", "13800005679", "没人上门"),
    ("HB202611260003", "昨天上午", "2099-12-31 18:00", "孙强", "13800005670", "整栋楼不热"),
)


@pytest.fixture(scope="module")
async def running(
    endpoints: Endpoints, tmp_path_factory: pytest.TempPathFactory, module_tenant: TenantId
) -> AsyncIterator[Running]:
    """The server in this process, with a tenant of its own."""
    settings = make.settings_for(endpoints.app_url, tmp_path_factory.mktemp("exchange"))
    async with make.serving(settings, module_tenant) as served:
        yield served


def workbook() -> FilePayload:
    """The office's sheet, as it comes."""
    book, out = Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    for row in (HEAD, *ROWS):
        sheet.append(row)
    book.save(out)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": "交办.xlsx", "mimeType": kind, "buffer": out.getvalue()}


async def test_a_sheet_is_taken_in_and_answered(
    browser: Browser, running: Running, gallery: Gallery
) -> None:
    page = await _sit_down(browser, running)
    await _sees_what_it_would_do(page, gallery)
    await page.get_by_role("button", name="收下 2 行").click()
    await expect(page.locator(".exchange-progress")).to_contain_text("已处理 0 / 2 行")
    await gallery.take("exchange-waits", page=page)
    await _work(running)
    ticket_id = await _sees_what_was_done(page, gallery)
    await _answers(page, running, gallery, ticket_id=ticket_id)
    await page.get_by_role("link", name="已收表").click()
    await expect(page.get_by_role("link", name="交办.xlsx")).to_contain_text("建单 2 张")
    await gallery.take("exchange-taken", page=page)


async def _sees_what_it_would_do(page: Page, gallery: Gallery) -> None:
    """The bad row is named with its column and how to mend it."""
    await expect(page.get_by_text("的表格拖到这里")).to_be_visible()
    await gallery.take("exchange-drop", page=page)
    await page.locator("input[type=file]").set_input_files(workbook())
    await expect(page.get_by_text("第 4 行 · 转办时间")).to_be_visible()
    await expect(page.get_by_text("时间“昨天上午”看不懂")).to_be_visible()
    await page.get_by_text("全部 3").click()
    await expect(page.get_by_role("row", name="HB202611260001")).to_contain_text("新建")
    await gallery.take("exchange-shown", page=page)


async def _sees_what_was_done(page: Page, gallery: Gallery) -> str:
    """The id of the ticket of the second row."""
    await expect(page.get_by_text("建单 2 张 · 未收 1 行")).to_be_visible()
    await page.locator(".exchange-kinds").get_by_text("全部").click()
    opened = page.get_by_role("row", name="HB202611260002").get_by_role("link")
    ticket_id = str(await opened.get_attribute("href")).rpartition("/")[2]
    await gallery.take("exchange-done", page=page)
    return ticket_id


async def _answers(page: Page, running: Running, gallery: Gallery, *, ticket_id: str) -> None:
    """The overdue one waits first; once its work is over it is downloaded and marked."""
    await page.get_by_role("link", name="看待答复").click()
    rows = page.locator("tbody tr.ant-table-row")
    await expect(rows.first).to_contain_text(re.compile("HB202611260002.*超期.*工单还没有处理完"))
    await _withdraw(running, ticket_id)
    await page.reload()
    await expect(rows.first).to_contain_text("可以答复")
    assert [line["工单编号"] for line in await _downloaded(page)] == ["HB202611260002"]
    await page.get_by_role("checkbox", name="选择 HB202611260002").check()
    await gallery.take("exchange-due", page=page)
    await page.get_by_role("button", name="标记 1 张已答复").click()
    await expect(page.get_by_text("1 张已标记答复")).to_be_visible()
    await expect(rows).to_have_count(1)


async def _sit_down(browser: Browser, running: Running) -> Page:
    page = await new_page(browser, CONSOLE_SIZE)
    async with running.database.open_session() as session:
        params = {"id": running.tenant}
        tenant = await session.one("SELECT slug FROM tenant WHERE id = %(id)s", params)
    claim = {"tenant": tenant["slug"], "username": "wangfang", "password": make.PASSWORD}
    answer = await page.request.post(f"{running.url}/api/v1/staff/login", data=claim)
    assert answer.ok, await answer.text()
    await page.goto(f"{running.url}/console/exchange")
    return page


async def _work(running: Running) -> None:
    """What the worker does every two seconds."""
    job = next(one for one in running.product.jobs if one.name == "exchange.apply_sheets")
    await job.run(0)


async def _withdraw(running: Running, ticket_id: str) -> None:
    services = running.product.services
    async with running.database.session(running.tenant) as session:
        people = await services.get(Access).list_staff(session)
        boss = next(person for person in people if person.username == "wangfang")
        action = Withdraw(client_id=Id.new().hex, reason="诉求人撤诉")
        handling = services.get(TicketDesk).handling
        await handling.act(session, TicketId.of(ticket_id), action, by=boss)


async def _downloaded(page: Page) -> list[dict[str, str]]:
    async with page.expect_download() as download:
        await page.get_by_role("link", name="下载答复表").click()
    text = await asyncio.to_thread((await (await download.value).path()).read_text, "utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))
