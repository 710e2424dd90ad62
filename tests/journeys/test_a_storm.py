"""A supervisor's storm in a real browser: the line grows, an alarm is taken on, the switch goes."""

import re

import pytest
from playwright.async_api import Browser, Page, expect

from tests.journeys.stage import Console, Gallery
from tests.make import demo as make
from tests.make.demo import Colleague, Demo

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]

SUPERVISION = "/supervision"
PLAN = "大面积停热"
GREETING = "城东片区停热抢修中，预计 18 点恢复。"
WAITING = 3


async def test_a_supervisor_sees_the_line_grow_and_switches_the_storm_on_and_off(
    browser: Browser, demo: Demo, gallery: Gallery
) -> None:
    """R68, R75, R76, R77: waiting rises, the alarm is acknowledged, greetings change and return."""
    async with make.colleague(demo.url, "wangfang", demo.logins["wangfang"]) as boss:
        await _prepares(boss)
        console = await Console.open(browser, demo.url)
        await console.log_in("wangfang", demo.logins["wangfang"])
        page = console.page
        await page.goto(f"{demo.url}/console/wall")
        await expect(page.locator(".wall-live[data-live=true]")).to_be_visible()

        before = await _wait_in_line(demo)
        await demo.work_now("routing.watch_thresholds")
        await expect(page.locator(".wall-figure").first).to_contain_text(str(WAITING))
        await expect(page.locator(".wall-alarms")).to_contain_text("排队人数")
        await gallery.take("rising", wall=page)

        await _takes_the_alarm_on(page, demo)
        await _switches_on(page)
        await gallery.take("storm", duty=page)
        during = await _greeting(demo)
        await _switches_off(page)
        after = await _greeting(demo)

    assert during == GREETING
    assert before == after != during


async def _prepares(boss: Colleague) -> None:
    """A plan, and a bound that three people reach."""
    measures = {
        "greeting": GREETING,
        "announcement": "正在抢修。",
        "banner": True,
        "extra_chats": 2,
    }
    plan = {"name": PLAN, "measures": measures}
    bound = {"kind": "waiting", "bound": WAITING, "hold_s": 0, "severity": "danger"}
    for path, body in (("storm-plans", plan), ("thresholds", bound)):
        answer = await boss.do("PUT", f"{SUPERVISION}/{path}", **body)
        assert answer.status_code == 200, answer.text


async def _wait_in_line(demo: Demo) -> str:
    """Three visitors ask for a person; the greeting of the last one."""
    greeting = ""
    async with make.on(demo.url) as http:
        for _ in range(WAITING):
            visitor = await make.resident(http, None)
            greeting = (await visitor.read())["messages"][0]["text"]
            words = {"reason": "要找真人"}
            asked = await http.post(f"{visitor.path}/handoff", json=words, headers=visitor.headers)
            assert asked.status_code == 202, asked.text
    return greeting


async def _greeting(demo: Demo) -> str:
    """What a visitor who comes now reads first."""
    async with make.on(demo.url) as http:
        visitor = await make.resident(http, None)
        return str((await visitor.read())["messages"][0]["text"])


async def _takes_the_alarm_on(page: Page, demo: Demo) -> None:
    await page.goto(f"{demo.url}/console/wall/duty")
    alarm = page.locator(".duty-alarm").filter(has_text="排队人数")
    await alarm.get_by_role("button", name="我来处理").click()
    await expect(alarm).to_contain_text("王芳 处理中")


async def _switches_on(page: Page) -> None:
    storm = page.get_by_role("region", name="应急模式")
    await storm.get_by_role("button", name="准备开启").click()
    await storm.get_by_label("预案").click()
    await page.get_by_title(PLAN).click()
    await storm.get_by_label("原因").fill("一次网爆管，城东停热")
    await expect(storm.locator(".storm-changes").first).to_contain_text(GREETING)
    await storm.get_by_role("button", name="开启应急模式").click()
    await page.get_by_role("dialog").get_by_role("button", name="开启应急模式").click()
    await expect(storm).to_contain_text(re.compile("还剩 1:5"))


async def _switches_off(page: Page) -> None:
    storm = page.get_by_role("region", name="应急模式")
    await storm.get_by_role("button", name="现在结束").click()
    await page.locator(".ant-modal-confirm-btns button").last.click()
    await expect(storm.get_by_role("button", name="准备开启")).to_be_visible()
