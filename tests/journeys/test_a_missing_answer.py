"""The knowledge loop in a real browser: a question nobody wrote of, until a thumb on its answer."""

import re
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from tests.journeys.stage import CONSOLE_SIZE, Console, Gallery, Widget, new_page
from tests.make import demo as make
from tests.make.demo import Colleague, Demo
from tests.make.programs import until

pytestmark = [pytest.mark.journey, pytest.mark.timeout(180)]

QUESTION = "换热站能不能组织学生参观"
ANSWER = "每月第一个周六是换热站开放日，提前三天在公众号“服务预约”里报名，学生由家长陪同。"
FOUND_SECONDS = 10


async def test_a_missing_answer_is_written_found_and_judged(
    browser: Browser, demo: Demo, gallery: Gallery
) -> None:
    """R14, R36, R89, R117, R118, R124: refused, gathered, written, reviewed, cited, judged."""
    widget = await Widget.open(browser, f"{demo.url}/demo")
    await widget.write(QUESTION)
    await widget.sees(re.compile("这不是供热和供电业务，我办不了，也不想随便答您"))
    await gallery.take("refused", widget=widget.page)

    async with make.colleague(demo.url, "editor", demo.logins["editor"]) as colleague:
        await until(lambda: _is_gathered(demo, colleague, "open"), "the gap is on the board")
        editor = await Console.open(browser, demo.url)
        await editor.sign_in("editor", demo.logins["editor"])
        await _writes(editor.page, demo, gallery)
        await _is_approved_by_another(browser, demo, gallery)
        await until(lambda: _is_found(colleague), "the item is found", seconds=FOUND_SECONDS)

        await _is_answered_and_judged(widget, gallery)
        await until(
            lambda: _is_gathered(demo, colleague, "drafted", "disliked"), "the thumb is counted"
        )
    await _sees_the_thumb(editor.page, demo, gallery)
    await _stands_in_the_help_centre(browser, demo, gallery)


async def _is_gathered(demo: Demo, colleague: Colleague, state: str, reason: str = "") -> bool:
    await demo.work_now("knowledge.gather_gaps", "knowledge.count_days")
    gaps: list[dict[str, Any]] = (await colleague.get("/knowledge/gaps", state=state))["items"]
    return any(it["title"] == QUESTION and (not reason or reason in it["reasons"]) for it in gaps)


async def _is_found(colleague: Colleague) -> bool:
    hits: list[dict[str, Any]] = (await colleague.get("/knowledge/search", q=QUESTION))["items"]
    return bool(hits) and hits[0]["title"] == QUESTION


async def _writes(page: Page, demo: Demo, gallery: Gallery) -> None:
    """The editor makes a draft of the gap, says where it is from, and hands it in."""
    await page.goto(f"{demo.url}/console/knowledge/gaps")
    await page.locator(".kb-row").filter(has_text=QUESTION).click()
    await expect(page.get_by_role("heading", name=QUESTION)).to_be_visible()
    await gallery.take("gap", console=page)
    await page.get_by_role("button", name="建草稿").click()
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_label("标题")).to_have_value(QUESTION)
    await dialog.get_by_label("给客户的回答").fill(ANSWER)
    await dialog.get_by_role("button", name="建草稿").click()
    await page.get_by_role("button", name=re.compile(r"去\s*写")).click()

    await expect(page.get_by_label("客户版答案")).to_have_value(ANSWER)
    await page.locator("#field-source").fill("客服中心公告")
    await page.get_by_role("button", name="提交审核").click()
    await page.get_by_role("dialog").get_by_role("button", name="提交审核").click()
    await expect(page.get_by_text("已提交审核，由另一位同事审核后生效")).to_be_visible()
    await gallery.take("handed-in", console=page)


async def _is_approved_by_another(browser: Browser, demo: Demo, gallery: Gallery) -> None:
    """The supervisor reads it and puts it in force."""
    reviewer = await Console.open(browser, demo.url)
    await reviewer.sign_in("wangfang", demo.logins["wangfang"])
    page = reviewer.page
    await page.goto(f"{demo.url}/console/knowledge/review")
    await page.get_by_role("link").filter(has_text=QUESTION).click()
    await expect(page.get_by_text(ANSWER).first).to_be_visible()
    await gallery.take("review", console=page)
    await page.get_by_role("button", name="通过并发布").click()
    await expect(page.get_by_text(re.compile(f"{QUESTION}”已发布"))).to_be_visible()


async def _is_answered_and_judged(widget: Widget, gallery: Gallery) -> None:
    """The same words again: the answer with its source; it does not help this time."""
    await widget.write(QUESTION)
    await widget.sees(re.compile(ANSWER))
    await expect(widget.panel.locator(".citations").last).to_contain_text(QUESTION)
    thumb = widget.panel.get_by_role("button", name="没帮助")
    async with widget.page.expect_response(re.compile("/feedback$")) as taken:
        await thumb.click()
    assert (await taken.value).ok
    await expect(thumb).to_have_attribute("aria-pressed", "true")
    await gallery.take("judged", widget=widget.page)

    await widget.page.reload()
    await widget.open_chat()
    await expect(thumb).to_have_attribute("aria-pressed", "true")
    await expect(widget.panel.get_by_role("button", name="有帮助")).to_have_attribute(
        "aria-pressed", "false"
    )


async def _sees_the_thumb(page: Page, demo: Demo, gallery: Gallery) -> None:
    """The editor finds it on the board and in the figures."""
    await page.goto(f"{demo.url}/console/knowledge/gaps?state=drafted")
    await expect(page.locator(".kb-row").filter(has_text=QUESTION)).to_contain_text("客户点踩")
    await page.goto(f"{demo.url}/console/knowledge/analytics?list=most_disliked")
    line = page.get_by_role("row").filter(has_text=QUESTION)
    answered, liked, disliked = (line.get_by_role("cell").nth(at) for at in (1, 2, 3))
    await expect(answered).to_have_text("1")
    await expect(liked).to_have_text("0")
    await expect(disliked).to_have_text("1")
    await gallery.take("figures", console=page)


async def _stands_in_the_help_centre(browser: Browser, demo: Demo, gallery: Gallery) -> None:
    """Anybody finds the item on the public pages."""
    page = await new_page(browser, CONSOLE_SIZE)
    await page.goto(f"{demo.url}/help/demo/search?q={QUESTION}")
    await page.get_by_role("link", name=QUESTION).first.click()
    await expect(page.get_by_role("heading", name=QUESTION)).to_be_visible()
    await expect(page.get_by_text(ANSWER)).to_be_visible()
    await gallery.take("help-centre", page=page)
