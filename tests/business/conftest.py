"""A simulator for the tests of the client."""

from collections.abc import AsyncIterator

import pytest

from tests.make.business import Simulator, simulating


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    """A town of the test's own."""
    async with simulating() as running:
        yield running
