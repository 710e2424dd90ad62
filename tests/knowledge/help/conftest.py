"""A help centre for a test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from hearthline.kernel import TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from tests.fakes.fake_clock import FakeClock
from tests.make.help import Help, served


@pytest.fixture
async def site(
    database: Database, clock: FakeClock, vault: Vault, *, tenant: TenantId, tmp_path: Path
) -> AsyncIterator[Help]:
    """The tenant's help centre."""
    async with served(database, clock, vault, tenant=tenant, home=tmp_path) as help_centre:
        yield help_centre
