"""The operations page in a real browser: cause an outage, finish a work order."""

import pytest
from playwright.async_api import async_playwright, expect

from tests.make.business import BOT, ZHANG, cold_home, simulating

pytestmark = pytest.mark.journey


async def test_an_operator_causes_an_outage_and_finishes_an_order() -> None:
    async with simulating() as simulator, async_playwright() as playwright:
        business = simulator.client()
        await business.create_work_order(BOT, cold_home(), idempotency_key="order-1")
        browser = await playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        page = await browser.new_page(locale="zh-CN")
        troubles: list[str] = []
        page.on("pageerror", lambda error: troubles.append(str(error)))
        await page.goto(simulator.address)

        await page.get_by_label("3", exact=True).check()
        await page.get_by_role("button", name="发布停供").click()
        await expect(page.get_by_text("幸福小区 3 号楼")).to_be_visible()
        await page.get_by_role("button", name="处理完成").click()
        await expect(page.get_by_text("已处理完成")).to_be_visible()
        await browser.close()

        assert troubles == []
        assert len((await business.list_outages(BOT, account_no=ZHANG)).items) == 1
        orders = await business.list_work_orders(BOT, account_no=ZHANG)
        assert orders.items[0].status == "resolved"


async def test_an_operator_finds_a_customer_and_takes_an_application_along() -> None:
    async with simulating() as simulator, async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        page = await browser.new_page(locale="zh-CN")
        troubles: list[str] = []
        page.on("pageerror", lambda error: troubles.append(str(error)))
        await page.goto(simulator.address)

        await page.get_by_role("tab", name="业务").click()
        area = page.locator("article.card").filter(has_text="面积核查")
        await area.get_by_role("button", name="一直到办结").click()
        await expect(area.get_by_text("已办结")).to_be_visible()
        await page.get_by_role("tab", name="用户").click()
        await page.get_by_role("searchbox", name="找户号").fill("6200112233")
        await page.get_by_role("button", name="张伟").click()
        await page.get_by_role("button", name="余额不足").click()
        await page.get_by_role("tab", name="记录").click()
        await expect(page.locator("#hooks").get_by_text("余额不足")).to_be_visible()
        await browser.close()

        assert troubles == []
        applications = (await simulator.state())["applications"]
        assert {one["status"] for one in applications if one["type"] == "HEAT_AREA_CHECK"} == {
            "DONE"
        }
