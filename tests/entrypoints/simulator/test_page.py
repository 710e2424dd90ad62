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
