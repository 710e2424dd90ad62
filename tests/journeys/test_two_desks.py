"""Two agents in a real browser: given on, joined, lent to the bot and taken back, wrapped up."""

import re

import pytest
from playwright.async_api import Browser, expect

from tests.journeys.stage import Console, Gallery, Widget
from tests.make.demo import Demo

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]

NOTE = "已核身，客户想知道明天停不停热"


async def test_a_conversation_goes_from_hand_to_hand(
    browser: Browser, demo: Demo, gallery: Gallery
) -> None:
    """R52, R59, R62, R63: nothing is said twice, one speaks at a time, the end is written down."""
    first = await Console.open(browser, demo.url)
    await first.log_in("lijing", demo.logins["lijing"])
    await first.be("在线")
    widget = await Widget.open(browser, f"{demo.url}/demo")
    await widget.write("转人工")
    await first.accept()
    second = await Console.open(browser, demo.url)
    await second.log_in("zhaoqiang", demo.logins["zhaoqiang"])
    await second.be("在线")

    await _invites(first, second, gallery)
    await second.write("我是赵强，一起帮您看。")
    await widget.sees("我是赵强，一起帮您看。", "客服 赵强 加入了会话。")
    await second.page.get_by_role("button", name="退出协助").click()
    await widget.sees("客服 赵强 离开了会话。")

    await _lends(first, widget, gallery)
    await _gives(first, second, widget, gallery)
    await _wraps_up(second, widget, gallery)


async def _menu(console: Console, tab: str) -> None:
    await console.page.get_by_role("button", name="转出").click()
    await console.page.get_by_role("tab", name=tab).click()


async def _invites(first: Console, second: Console, gallery: Gallery) -> None:
    """A colleague is found by the initials of his name, asked, and joins."""
    await _menu(first, "邀请协助")
    search = first.page.get_by_role("combobox", name=re.compile("搜同事"))
    await search.fill("zq")
    await search.press("Enter")
    await gallery.take("menu", console=first.page)
    await first.page.get_by_role("button", name=re.compile("邀请 · 赵强")).click()
    card = second.page.locator(".incoming")
    await expect(card).to_contain_text("李静 请您协助")
    await gallery.take("asked", console=second.page)
    await card.get_by_role("button", name=re.compile("加入")).click()
    await expect(second.thread.locator("textarea")).to_be_enabled()


async def _lends(first: Console, widget: Widget, gallery: Gallery) -> None:
    """The bot runs a flow, the agent keeps still and takes over."""
    await _menu(first, "交给机器人")
    await first.page.get_by_role("option", name=re.compile("申请测温|报修")).first.click()
    await first.page.get_by_role("button", name=re.compile("交给机器人 ·")).click()
    await widget.sees(re.compile("接下来由智能客服为您办理"))
    take_back = first.page.get_by_role("button", name="接回")
    await expect(take_back).to_be_visible()
    await gallery.take("lent", console=first.page, widget=widget.page)
    await take_back.click()
    await expect(first.thread.locator("textarea")).to_be_enabled()
    await widget.sees("客服 李静 继续为您服务。")


async def _gives(first: Console, second: Console, widget: Widget, gallery: Gallery) -> None:
    """Given on with a note; the next one reads it and accepts."""
    await first.page.get_by_role("button", name="转出").click()
    search = first.page.get_by_role("combobox", name=re.compile("搜同事"))
    await search.fill("赵强")
    await search.press("Enter")
    await first.page.get_by_label("给下一位的留言").fill(NOTE)
    await first.page.get_by_role("button", name=re.compile("转接 · 赵强")).click()
    await expect(first.thread).to_contain_text(re.compile("等 赵强 接收"))
    card = second.page.locator(".incoming")
    await expect(card).to_contain_text(NOTE)
    await gallery.take("given", first=first.page, second=second.page)
    await card.get_by_role("button", name=re.compile("接收")).click()
    await widget.sees("已为您转接给客服 赵强，前面说过的不用再说一遍。")


async def _wraps_up(second: Console, widget: Widget, gallery: Gallery) -> None:
    """A code by its initials, and done with the same key."""
    await expect(second.thread.locator("textarea")).to_be_enabled()
    await second.thread.get_by_role("button", name=re.compile("结束服务")).click()
    form = second.page.get_by_role("region", name="小结")
    await form.get_by_label("小结代码").fill("trcx")
    await second.page.get_by_title("停热信息 / 停热查询").first.click()
    await form.get_by_text("解决了", exact=True).click()
    await gallery.take("wrap-up", console=second.page)
    await form.get_by_role("button", name=re.compile("结束并保存")).click()
    await expect(second.page.get_by_text("小结已保存")).to_be_visible()
    await widget.sees(re.compile("会话已结束|交回智能客服"))
