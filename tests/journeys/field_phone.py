"""The field page on a phone, in the words that its worker sees."""

import base64
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from playwright.async_api import Browser, BrowserContext, Locator, Page, expect

from tests.make.field import exif

PHONE_SIZE = {"width": 360, "height": 640}
HERE = {"latitude": 45.8038, "longitude": 126.535, "accuracy": 12}
# A picture as large as cameras make them: it is made smaller on the phone before it is sent.
_SHOT = """() => {
  const canvas = document.createElement("canvas");
  canvas.width = 2400; canvas.height = 1800;
  const context = canvas.getContext("2d");
  for (let row = 0; row < 60; row += 1) for (let column = 0; column < 80; column += 1) {
    context.fillStyle = `hsl(${(row * 37 + column * 91) % 360} 70% ${40 + (row * column) % 30}%)`;
    context.fillRect(column * 30, row * 30, 30, 30);
  }
  return canvas.toDataURL("image/jpeg", 0.98).split(",")[1];
}"""


@dataclass
class FieldPhone:
    """A worker's phone with the field page open."""

    context: BrowserContext
    page: Page
    address: str

    @classmethod
    @asynccontextmanager
    async def switched_on(cls, browser: Browser, url: str) -> AsyncIterator["FieldPhone"]:
        """A small phone in China that tells where it is."""
        context = await browser.new_context(
            viewport=PHONE_SIZE,  # type: ignore[arg-type]  # a dict of the same shape
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            is_mobile=True,
            has_touch=True,
            geolocation=HERE,  # type: ignore[arg-type]  # the same
            permissions=["geolocation"],
        )
        context.set_default_timeout(20_000)
        try:
            page = await context.new_page()
            await page.goto(f"{url}/field/")
            yield cls(context, page, f"{url}/field/")
        finally:
            await context.close()

    @property
    def line(self) -> Locator:
        """The strip at the top that says what waits."""
        return self.page.locator(".line")

    @property
    def sheet(self) -> Locator:
        """What is open above the page."""
        return self.page.get_by_role("dialog")

    async def log_in(self, username: str, password: str, tenant: str) -> None:
        """Give name and password."""
        await self.page.get_by_label("用户名").fill(username)
        await self.page.get_by_label("密码").fill(password)
        await self.page.get_by_label("单位代码").fill(tenant)
        await self.page.get_by_role("button", name="登录").click()

    async def is_ready_for_offline(self) -> None:
        """The page's own files are on the phone."""
        await self.page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")

    async def loses_the_network(self) -> None:
        """In a cellar; a page that is opened there is not yet told so, and finds out."""
        await self.context.route("**/api/**", lambda route: route.abort("internetdisconnected"))
        await self.context.set_offline(True)

    async def has_a_network_again(self) -> None:
        """Back on the street."""
        await self.context.unroute("**/api/**")
        await self.context.set_offline(False)

    async def open(self, title: str) -> None:
        """Open a task of the list."""
        await self.page.get_by_role("link", name=re.compile(title)).click()

    async def go_on(self, step: str) -> None:
        """Press the one next step."""
        await self.page.locator(".next").get_by_role("button", name=step, exact=True).click()

    async def is_told(self, words: str) -> None:
        """The page says this somewhere."""
        await expect(self.page.get_by_text(words).first).to_be_visible()

    async def arrives(self) -> None:
        """With the place that the phone tells."""
        await self.go_on("到场")
        await expect(self.sheet.get_by_text("定位精度约 12 米")).to_be_visible()
        await self.sheet.get_by_role("button", name="确认到场").click()
        await expect(self.sheet).to_be_hidden()

    async def photographs(self) -> None:
        """With a large picture in which the camera wrote."""
        await self.go_on("拍照")
        whole = base64.b64decode(await self.page.evaluate(_SHOT))
        block = b"Exif\0\0" + exif()
        head = b"\xff\xe1" + (len(block) + 2).to_bytes(2, "big") + block
        content = whole[:2] + head + whole[2:]
        picture = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": content}
        await self.sheet.locator("input[type=file]").set_input_files(picture)  # type: ignore[arg-type]  # a dict of the same shape
        await expect(self.sheet.get_by_role("img", name="现场")).to_be_visible()

    async def measures(self, room: str, temperature: str) -> None:
        """Fill in a reading, both parties agreeing."""
        await self.go_on("记录测温")
        await self.sheet.get_by_label("房间").fill(room)
        await self.sheet.get_by_label("温度（℃）", exact=True).fill(temperature)
        await self.sheet.get_by_label("测温仪编号").fill("CW-0231")
        await self.sheet.get_by_label(re.compile("门窗已关")).fill("60")
        await self.sheet.get_by_label("我确认以上为实测").check()
        await self.sheet.get_by_label("客户认可读数").check()

    async def has_the_customer_sign(self, name: str) -> None:
        """A stroke on the pad, and who it was."""
        await self.go_on("客户签字")
        pad = self.sheet.get_by_role("img", name="请客户在框内签字")
        box = await pad.bounding_box()
        assert box is not None
        await self.page.mouse.move(box["x"] + 60, box["y"] + 30)
        await self.page.mouse.down()
        for x, y in ((100, 80), (160, 40), (220, 90), (260, 50)):
            await self.page.mouse.move(box["x"] + x, box["y"] + y, steps=4)
        await self.page.mouse.up()
        await self.sheet.get_by_label("签字人姓名").fill(name)

    async def finishes(self, result: str, text: str) -> None:
        """Choose what came of it."""
        await self.go_on("处理完成")
        await self.sheet.get_by_role("button", name=result).click()
        await self.sheet.get_by_role("button", name="公司").click()
        await self.sheet.get_by_label("做了什么").fill(text)

    async def is_closed_and_opened_again(self) -> None:
        """The page goes, as phones let pages go, and comes back."""
        await self.page.close()
        self.page = await self.context.new_page()
        await self.page.goto(self.address)
