"""Every scripted customer against one running demo: what was written, what was told, what never."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.make import demo as make
from tests.make.programs import clean_environment
from tests.make.scripted import Place, Played, load, play

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]

SCRIPTS = load()


async def secret_of(home: Path) -> str:
    """The secret that the channel's identity tokens are signed with."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "hearthline", "channel", "secret", make.CHANNEL),
        stdout=asyncio.subprocess.PIPE,
        env=clean_environment() | {"HEARTHLINE_DATA_DIR": os.fspath(home / "data")},
    )
    told, _ = await process.communicate()
    return told.decode().strip().splitlines()[-1]


@pytest.fixture(scope="module")
async def played() -> AsyncIterator[dict[str, Played]]:
    """What came of each of them."""
    with make.folder() as home:
        async with make.running(home) as demo:
            secret = await secret_of(home)
            async with make.on(demo.url) as http, make.on(demo.simulator_url) as simulator:
                done = await play(Place(http, simulator, secret), SCRIPTS)
            yield {one.script.id: one for one in done}


@pytest.mark.parametrize("name", [script.id for script in SCRIPTS])
async def test_a_scripted_customer(played: dict[str, Played], name: str) -> None:
    """Nothing is written that was not agreed to, nothing told that is not his."""
    assert not played[name].wrong, played[name].told()
