"""The demo's own life: one a folder, ended by Ctrl-C without a trace, found again as it was."""

from pathlib import Path

import psutil
import pytest

from hearthline.entrypoints.ports import any_free_port
from tests.make import demo as make
from tests.make.demo import Demo

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]

BAD_USAGE = 2


async def test_a_demo_is_alone_ends_without_a_trace_and_is_found_again() -> None:
    """A second one says whose the folder is; the next one has people and words of the first."""
    with make.folder() as home:
        first = await make.start(home)
        try:
            await _second_is_refused(first, home)
            async with make.on(first.url) as http:
                conversation = (await make.resident(http)).conversation_id
            children = first.children()
            names = " ".join(" ".join(child.cmdline()) for child in children)
            for part in ("serve", "worker", "simulate-business", "postgres"):
                assert part in names
        finally:
            status = await first.interrupt()
        assert status == 0, first.child.said()
        gone, alive = psutil.wait_procs(children, timeout=5)
        assert alive == [], f"{len(gone)} ended"

        async with make.running(home) as again:
            assert again.logins == first.logins
            async with make.on(again.url) as http:
                assert (await make.resident(http)).conversation_id == conversation


async def _second_is_refused(first: Demo, home: Path) -> None:
    second = await make.attempt(home, any_free_port())
    assert await second.process.wait() == BAD_USAGE
    assert f"进程 {first.child.process.pid}" in second.said()
    async with make.on(first.url) as http:
        assert (await http.get("/readyz")).status_code == 200
