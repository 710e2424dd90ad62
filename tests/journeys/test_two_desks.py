"""Two agents in a real browser: one joins, the bot is lent the conversation and gives it back."""

import re

import pytest
from playwright.async_api import Browser, expect

from tests.journeys.stage import Console, Gallery, Widget
from tests.make.demo import Demo

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]


async def test_a_conversation_goes_from_hand_to_hand(
    browser: Browser, demo: Demo, gallery: Gallery
) -> None:
    """R52, R62, R63: nothing is said twice, one speaks at a time."""
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
