"""The whole story in a real browser: from the first word to "is it warm now?"."""

import re
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from tests.journeys.stage import CONSOLE_SIZE, Console, Gallery, Widget, new_page
from tests.make import demo as make
from tests.make.demo import Demo

pytestmark = [pytest.mark.journey, pytest.mark.timeout(180)]

NUMBER = re.compile(r"WO\d{12}")


async def test_a_cold_flat_becomes_warm(browser: Browser, demo: Demo, gallery: Gallery) -> None:
    """R28, R59, R60, R83, R88, R90–R92: the first loop, widget and console side by side."""
    console = await Console.open(browser, demo.url)
    await gallery.take("log-in", console=console.page)
    await console.log_in("lijing", demo.logins["lijing"])
    widget = await Widget.open(browser, f"{demo.url}/demo")

    first = await _reports(widget, gallery)
    await _asks_for_a_person(widget, console, gallery)
    await _is_helped_by_a_person(widget, console, gallery)
    second = await _is_still_cold(widget, demo, first, gallery)
    await _is_warm_at_last(browser, widget, demo, second, gallery)
    await gallery.take("end", widget=widget.page, console=console.page)

    async with make.colleague(demo.url, "wangfang", demo.logins["wangfang"]) as supervisor:
        listed = (await supervisor.get("/tickets", kept_by="business"))["items"]
        tickets = {t["work_order_no"]: t for t in listed}
    assert set(tickets) == {first, second}
    assert (tickets[first]["priority"], tickets[second]["priority"]) == ("P1", "P0")
    assert tickets[second]["reopens"] == tickets[first]["id"]
    assert tickets[first]["call_back"] | {"comment": None} == _told(solved=False, score=None)
    assert tickets[second]["call_back"] | {"comment": None} == _told(solved=True, score=5)
    orders = {o["work_order_no"]: o for o in await _orders(demo)}
    assert set(orders) == {first, second}, "the business system has exactly what was told"
    assert orders[first]["account_no"] == orders[second]["account_no"] == "1203005678"


async def _reports(widget: Widget, gallery: Gallery) -> str:
    """From the first word to the number of the work order."""
    await widget.sees("您好，我是智能客服小暖", "家里不热")
    await gallery.take("greeting", widget=widget.page)
    await widget.write("家里暖气一点都不热")
    await widget.sees(re.compile("什么时候开始不热"))
    await widget.write("昨天晚上开始的")
    await widget.sees(re.compile("室温大约多少度"))
    await widget.write("室温多少度算合格")
    await widget.sees(re.compile("不低于 18 ℃ 为合格"), re.compile("刚才说到报修不热|回到报修不热"))
    await expect(widget.panel.get_by_text("室温多少度算合格").last).to_be_visible()
    await gallery.take("question-in-between", widget=widget.page)
    await widget.write("15度左右")
    await widget.sees(re.compile("邻居家热吗"))
    await widget.picks("只有我家不热")
    await widget.sees(re.compile(r"请核对.*1203\*+78.*昨天晚上.*15 ℃.*只有我家不热"))
    await gallery.take("read-back", widget=widget.page)
    await widget.write("对")
    await widget.sees(re.compile(r"WO\d+ 已提交"), re.compile("2 小时内上门"))
    await gallery.take("filed", widget=widget.page)
    return await _newest_number(widget)


async def _asks_for_a_person(widget: Widget, console: Console, gallery: Gallery) -> None:
    """A place in the queue, then an offer to the agent who comes."""
    await widget.write("我要找真人")
    await widget.sees(re.compile("排在第 1 位"))
    await gallery.take("queued", widget=widget.page, console=console.page)
    await console.be("在线")
    await expect(console.offer).to_contain_text("张*")
    await expect(console.offer).to_contain_text("客户要求人工")
    await gallery.take("offered", widget=widget.page, console=console.page)
    await console.accept()
    await widget.sees(re.compile("客服 李静 为您服务"), "人工客服正在为您服务")


async def _is_helped_by_a_person(widget: Widget, console: Console, gallery: Gallery) -> None:
    """The agent sees who, what and why; both see each other type, read and write."""
    known = ("张*", "已登录", "客户要求人工", "昨天晚上", "15 ℃", "只有我家不热")
    for text in (*known, "查停热：没有，也没有计划", re.compile(r"已提交工单 WO\d+")):
        await expect(console.context.get_by_text(text).first).to_be_visible()
    for text in ("家里暖气一点都不热", re.compile("不低于 18 ℃ 为合格"), "我要找真人"):
        await expect(console.thread.get_by_text(text).first).to_be_visible()
    await gallery.take("accepted", widget=widget.page, console=console.page)

    await console.thread.locator("textarea").press_sequentially("张先生您好")
    await expect(widget.panel.get_by_label(re.compile("李静.*正在输入"))).to_be_visible()
    await gallery.take("agent-types", widget=widget.page)
    await console.write("张先生您好，维修班已经接到您的工单，今晚七点前上门。")
    await widget.sees("张先生您好，维修班已经接到您的工单，今晚七点前上门。")
    await widget.box.press_sequentially("好的")
    await expect(console.thread.get_by_text("对方正在输入").first).to_be_visible()
    await widget.write("好的，谢谢")
    await expect(console.thread.get_by_text("好的，谢谢").first).to_be_visible()
    await gallery.take("both-wrote", widget=widget.page, console=console.page)
    await console.resolve("已告知上门时间")
    await gallery.take("resolving", console=console.page)
    await widget.sees(re.compile("李静 把会话交回智能客服"), "AI 客服，可随时转人工")
    await gallery.take("resolved", widget=widget.page, console=console.page)


async def _is_still_cold(widget: Widget, demo: Demo, number: str, gallery: Gallery) -> str:
    """The work order is done, the flat is not warm: a new one, one priority higher."""
    await _finish(demo, number)
    await widget.sees(re.compile(f"{number}.*维修已完成.*热了吗"))
    await gallery.take("is-it-warm", widget=widget.page)
    await widget.picks("还是冷")
    await widget.sees(re.compile(rf"新工单 WO\d+（接原工单 {number}）"), re.compile("1 小时内上门"))
    await gallery.take("reopened", widget=widget.page)
    return await _newest_number(widget)


async def _is_warm_at_last(
    browser: Browser, widget: Widget, demo: Demo, number: str, gallery: Gallery
) -> None:
    """The second repair, finished on the operations page, helps; the customer gives five."""
    operations = await new_page(browser, CONSOLE_SIZE)
    await operations.goto(demo.simulator_url)
    await _press_done(operations, number)
    await gallery.take("operations", page=operations)
    await widget.sees(re.compile(f"{number}.*维修已完成.*热了吗"))
    await widget.write("热了")
    await widget.sees(re.compile("1 到 5 分"))
    await widget.write("5")
    await widget.sees(re.compile("记下了，谢谢"))


async def test_a_known_outage_is_told_and_nothing_filed(
    browser: Browser, demo: Demo, gallery: Gallery
) -> None:
    """R129, R131: one sentence replaces a work order, and a notice is offered."""
    before = await _orders(demo)
    async with make.on(demo.simulator_url) as ops:
        outage = {"community": "阳光花园", "buildings": ["2"], "reason_text": "二次网管道漏水抢修"}
        made = await ops.post("/ops/api/outages", json=outage)
        assert made.status_code == 201, made.text
    widget = await Widget.open(browser, f"{demo.url}/demo?who=lixiuying", phone=True)
    await widget.write("家里暖气一点都不热")
    await widget.sees(re.compile("正在停热，不用另外报修.*二次网管道漏水抢修"))
    await widget.sees(re.compile("要不要有变化就发短信告诉您"))
    await gallery.take("outage", phone=widget.page)
    await widget.picks("有变化通知我")
    await widget.sees(re.compile(r"发短信到 139\*+1234"))
    await gallery.take("outage-subscribed", phone=widget.page)

    assert await _orders(demo) == before


async def _press_done(page: Page, number: str) -> None:
    done = page.get_by_role("button", name="处理完成")
    await (
        page.locator("article.card").filter(has_text=number).filter(has=done).locator(done).click()
    )


async def _newest_number(widget: Widget) -> str:
    return str(NUMBER.findall(await widget.last_words())[-1])


async def _finish(demo: Demo, number: str) -> None:
    async with make.on(demo.simulator_url) as ops:
        done = await ops.post(f"/ops/api/work-orders/{number}/move", json={"status": "resolved"})
        assert done.status_code == 200, done.text


async def _orders(demo: Demo) -> list[dict[str, Any]]:
    async with make.on(demo.simulator_url) as ops:
        orders: list[dict[str, Any]] = (await ops.get("/ops/api/state")).json()["work_orders"]
    return orders


def _told(*, solved: bool, score: int | None) -> dict[str, Any]:
    return {"state": "done", "solved": solved, "score": score, "comment": None}
