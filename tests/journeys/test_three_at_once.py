"""One agent with three customers: taking back, a private note, a mention, drafts, the search."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
from playwright.async_api import Browser, Page, Response, expect

from hearthline.access import Access, Staff
from hearthline.conversations import Indexer
from hearthline.kernel import ConversationId, SystemClock, TenantId
from hearthline.platform.postgres import Endpoints
from hearthline.routing import Routing
from tests.journeys.stage import CONSOLE_SIZE, Gallery, new_page
from tests.make import product as make
from tests.make.product import Customer, Running

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]

WORDS = ("家里暖气一直不热", "上个月的热费怎么算的", "楼道里的管子漏水了")


@pytest.fixture(scope="module")
async def running(
    endpoints: Endpoints, tmp_path_factory: pytest.TempPathFactory, module_tenant: TenantId
) -> AsyncIterator[Running]:
    """The server in this process, with a tenant of its own."""
    settings = make.settings_for(endpoints.app_url, tmp_path_factory.mktemp("desk"))
    async with make.serving(settings, module_tenant) as served:
        yield served


async def staff(running: Running, username: str) -> Staff:
    async with running.database.session(running.tenant) as session:
        everybody = await running.product.services.get(Access).list_staff(session)
    return next(person for person in everybody if person.username == username)


async def sit_down(browser: Browser, running: Running, username: str) -> Page:
    """The console, signed in."""
    page = await new_page(browser, CONSOLE_SIZE)
    async with running.database.open_session() as session:
        params = {"id": running.tenant}
        tenant = await session.one("SELECT slug FROM tenant WHERE id = %(id)s", params)
    claim = {"tenant": tenant["slug"], "username": username, "password": make.PASSWORD}
    answer = await page.request.post(f"{running.url}/api/v1/staff/login", data=claim)
    assert answer.ok, await answer.text()
    await page.goto(f"{running.url}/console/desk")
    return page


async def customers(running: Running, http: httpx2.AsyncClient, agent: Staff) -> list[Customer]:
    """Three customers who said something, all held by the agent."""
    routing = running.product.services.get(Routing)
    found = []
    for words in WORDS:
        person = await make.customer(running, http)
        asked = await http.post(f"{person.path}/handoff", json={}, headers=person.headers)
        assert asked.status_code == 202, asked.text
        await person.post(words)
        async with running.database.session(running.tenant) as session:
            await routing.accept(session, ConversationId(person.conversation_id), agent)
        found.append(person)
    return found


async def heard(person: Customer) -> list[str]:
    """What people have said to a customer."""
    messages = (await person.read())["messages"]
    return [one["text"] for one in messages if one["sender"]["kind"] == "agent"]


async def test_an_agent_with_three_customers_loses_no_thread(
    browser: Browser, running: Running, gallery: Gallery, tmp_path: Path
) -> None:
    """Undo, note, mention, draft after a reload, search with a jump."""
    del tmp_path
    agent = await staff(running, "lijing")
    async with httpx2.AsyncClient(base_url=running.url, timeout=40, trust_env=False) as http:
        first, second, _ = await customers(running, http, agent)
        desk = await sit_down(browser, running, "lijing")
        box = desk.locator(".composer textarea")
        await expect(desk.locator(".rows .row")).to_have_count(3)

        await desk.keyboard.press("Alt+1")
        await expect(desk.locator(".bubble", has_text=WORDS[0])).to_be_visible()
        await _takes_back_and_sends(desk, first)

        await desk.keyboard.press("Alt+2")
        await expect(desk.locator(".bubble", has_text=WORDS[1])).to_be_visible()
        await _notes(desk, second)

        await desk.keyboard.press("Alt+3")
        await expect(desk.locator(".bubble", has_text=WORDS[2])).to_be_visible()
        await box.fill("请先关上楼道的")
        await first.post("师傅什么时候来？")
        await expect(desk.locator(".mine-tab").first.locator(".hl-count")).to_have_text("1")
        await gallery.take("three-at-once", desk=desk)
        await expect(desk.locator(".composer")).to_have_attribute("data-mode", "reply")
        await _outlives_a_reload(desk)

        await _finds_and_jumps(desk, running, gallery)
        boss = await sit_down(browser, running, "wangfang")
        await _is_told(boss, gallery)


async def _takes_back_and_sends(desk: Page, person: Customer) -> None:
    box = desk.locator(".composer textarea")
    await box.fill("稍等，我来看一下")
    await box.press("Enter")
    await expect(desk.get_by_text(re.compile("秒后发出"))).to_be_visible()
    await desk.keyboard.press("Alt+u")
    await expect(box).to_have_value("稍等，我来看一下")
    await expect(desk.get_by_text(re.compile("秒后发出"))).to_have_count(0)
    assert await heard(person) == []
    await box.fill("您家的情况我记下了")
    await box.press("Enter")
    await desk.get_by_role("button", name="立即发送").click()
    await expect(desk.locator(".said-foot", has_text="已送达")).to_be_visible()
    assert await heard(person) == ["您家的情况我记下了"]


async def _notes(desk: Page, person: Customer) -> None:
    box = desk.locator(".composer textarea")
    await desk.keyboard.press("Alt+n")
    await box.press_sequentially("@wf")
    await box.press("Enter")
    await expect(box).to_have_value("@王芳 ")
    await box.press_sequentially("这户上周也问过，请看一下")
    await box.press("Enter")
    note = desk.locator(".note", has_text="这户上周也问过")
    await expect(note).to_be_visible()
    await desk.keyboard.press("Alt+n")
    thread = await person.read()
    assert not any("上周" in one["text"] for one in thread["messages"])


async def _outlives_a_reload(desk: Page) -> None:
    """The words are on the server: this browser forgets all that it had."""

    def is_kept(answer: Response) -> bool:
        return answer.request.method == "PUT" and "阀门" in (answer.request.post_data or "")

    async with desk.expect_response(is_kept):
        await desk.locator(".composer textarea").press("End")
        await desk.locator(".composer textarea").press_sequentially("阀门")
    await desk.evaluate("localStorage.clear()")
    await desk.reload()
    await expect(desk.locator(".composer textarea")).to_have_value("请先关上楼道的阀门")


async def _finds_and_jumps(desk: Page, running: Running, gallery: Gallery) -> None:
    await Indexer(running.database, SystemClock()).catch_up(running.tenant)
    await desk.keyboard.press("Control+k")
    palette = desk.locator(".palette")
    await palette.locator("input").first.fill("热费怎么")
    hit = palette.locator(".found-hit", has_text=WORDS[1])
    await expect(hit.locator("mark")).to_have_text("热费怎么")
    await gallery.take("search", desk=desk)
    await hit.click()
    await expect(desk.locator(".said[data-found='true']")).to_contain_text(WORDS[1])


async def _is_told(boss: Page, gallery: Gallery) -> None:
    bell = boss.get_by_role("button", name="1 条未读提及")
    await bell.click()
    await boss.locator(".mention", has_text="这户上周也问过").click()
    await expect(boss.locator(".note", has_text="这户上周也问过")).to_be_visible()
    await expect(boss.get_by_role("button", name="提到我的")).to_be_visible()
    await gallery.take("mentioned", desk=boss)
