"""One browser and one demo for the browser journeys; one set of programs for the faults."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright, expect

from hearthline.platform.postgres import Endpoints
from hearthline.platform.settings import process_environment
from tests.journeys.stage import CHROMIUM, PATIENCE_MS, Gallery
from tests.make import demo as make
from tests.make import parts as make_parts
from tests.make.demo import Demo
from tests.make.parts import Parts


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    """A real Chromium."""
    expect.set_options(timeout=PATIENCE_MS)
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--no-proxy-server"]
        )
        try:
            yield opened
        finally:
            await opened.close()


@pytest.fixture(scope="module")
async def demo() -> AsyncIterator[Demo]:
    """The whole system as `hearthline demo` runs it, on a folder of its own."""
    with make.folder() as home:
        async with make.running(home) as running:
            yield running


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Gallery:
    """The folder of the pictures: the one set, else one of this test run."""
    chosen = process_environment().get("HEARTHLINE_SCREENSHOTS")
    folder = Path(chosen) if chosen else tmp_path_factory.mktemp("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return Gallery(folder)


@pytest.fixture(scope="module")
async def parts(
    endpoints: Endpoints, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Parts]:
    """A database of its own with the simulator; servers and workers start when seen to."""
    async with make_parts.parts(endpoints, tmp_path_factory.mktemp("parts")) as made:
        await made.see_to("simulator")
        yield made
