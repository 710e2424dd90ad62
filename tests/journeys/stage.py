"""The widget and the console in a real browser, in the words that people see."""

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, ViewportSize, expect

CHROMIUM = "/usr/bin/chromium"
PATIENCE_MS = 60_000
WIDGET_SIZE: ViewportSize = {"width": 1180, "height": 820}
PHONE_SIZE: ViewportSize = {"width": 390, "height": 844}
CONSOLE_SIZE: ViewportSize = {"width": 1440, "height": 900}


async def new_page(browser: Browser, size: ViewportSize, *, is_mobile: bool = False) -> Page:
    """A browser of somebody else, in China."""
    context = await browser.new_context(
        viewport=size,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        is_mobile=is_mobile,
        reduced_motion="reduce",
    )
    page = await context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    return page


@dataclass
class Gallery:
    """Where the pictures of the scenes go."""

    folder: Path
    count: int = 0

    async def take(self, scene: str, **pages: Page) -> None:
        """A picture of each page, numbered in the order of the story."""
        self.count += 1
        for name, page in pages.items():
            path = self.folder / f"{self.count:02d}-{scene}-{name}.png"
            await page.screenshot(path=path, animations="disabled")


@dataclass
class Widget:
    """A customer before the company's page."""

    page: Page

    @classmethod
    async def open(cls, browser: Browser, address: str, *, phone: bool = False) -> "Widget":
        """Visit the page and open the chat."""
        page = await new_page(browser, PHONE_SIZE if phone else WIDGET_SIZE, is_mobile=phone)
        await page.goto(address)
        widget = cls(page)
        await widget.open_chat()
        return widget

    async def open_chat(self) -> None:
        """Press the button in the corner."""
        await self.page.get_by_role("button", name="打开在线客服").click()
        await expect(self.box).to_be_enabled()

    @property
    def panel(self) -> Locator:
        """The chat's window."""
        return self.page.locator("#hearthline .panel")

    @property
    def box(self) -> Locator:
        """Where the customer writes."""
        return self.panel.get_by_label("输入消息")

    async def write(self, text: str) -> None:
        """Type something and press Enter."""
        await self.box.fill(text)
        await self.box.press("Enter")

    async def sees(self, *texts: str | re.Pattern[str]) -> None:
        """These words stand in the window."""
        for text in texts:
            await expect(self.panel.get_by_text(text).last).to_be_visible()

    async def picks(self, label: str) -> None:
        """Press an offered choice that is still open."""
        await self.panel.get_by_role("button", name=label, exact=True, disabled=False).last.click()

    async def last_words(self) -> str:
        """All that stands in the thread."""
        return await self.panel.locator(".thread").inner_text()


@dataclass
class Console:
    """A member of the staff before the console."""

    page: Page

    @classmethod
    async def open(cls, browser: Browser, url: str) -> "Console":
        """Visit the console."""
        page = await new_page(browser, CONSOLE_SIZE)
        await page.goto(f"{url}/console/")
        await expect(page.get_by_label("用户名")).to_be_visible()
        return cls(page)

    async def sign_in(self, username: str, password: str) -> None:
        """Give name and password, as somebody who may serve nobody."""
        await self.page.get_by_label("用户名").fill(username)
        await self.page.get_by_label("密码").first.fill(password)
        await self.page.get_by_role("button", name=re.compile(r"登\s*录")).click()
        await expect(self.page.get_by_label("用户名")).to_be_hidden()

    async def log_in(self, username: str, password: str) -> None:
        """Give name and password, as somebody who serves customers."""
        await self.sign_in(username, password)
        await expect(self.page.get_by_role("button", name="切换接待状态")).to_be_visible()

    async def be(self, state: str) -> None:
        """Say what one does, such as 在线."""
        switch = self.page.get_by_role("button", name="切换接待状态")
        await switch.click()
        await self.page.get_by_role("menuitem", name=state).click()
        await expect(switch).to_contain_text(state)

    @property
    def offer(self) -> Locator:
        """The card of an offered conversation."""
        return self.page.get_by_role("region", name="有一位客户等您接起")

    @property
    def thread(self) -> Locator:
        """The open conversation."""
        return self.page.locator(".thread-pane")

    @property
    def context(self) -> Locator:
        """What is known of the customer."""
        return self.page.locator("aside.context")

    async def accept(self) -> None:
        """Take what is offered."""
        await self.offer.get_by_role("button", name=re.compile("接起")).click()
        await expect(self.thread.locator("textarea")).to_be_enabled()

    async def write(self, text: str) -> None:
        """Answer the customer."""
        await self.thread.locator("textarea").fill(text)
        await self.thread.locator("textarea").press("Enter")

    async def resolve(self, note: str) -> None:
        """Finish the service with a note."""
        await self.thread.get_by_role("button", name=re.compile("结束服务")).click()
        form = self.page.get_by_role("region", name="小结")
        await form.get_by_label("备注").fill(note)
        await form.get_by_role("button", name=re.compile("结束并保存")).click()
