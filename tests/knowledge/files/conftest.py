"""The files of items, for a test."""

from pathlib import Path

import pytest

from hearthline.access import Access, Role, Staff
from hearthline.kernel import TenantId
from hearthline.knowledge import ItemFiles
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from hearthline.platform.storage import Storage
from tests.fakes.fake_clock import FakeClock
from tests.make import staff as make_staff


@pytest.fixture
def files(database: Database, clock: FakeClock, vault: Vault, tmp_path: Path) -> ItemFiles:
    """Files below a folder of the test."""
    return ItemFiles(database, Storage(tmp_path / "files"), vault, clock)


@pytest.fixture
def access(database: Database, clock: FakeClock, vault: Vault) -> Access:
    """People."""
    return make_staff.access(database, clock, vault)


@pytest.fixture
async def editor(database: Database, tenant: TenantId, access: Access) -> Staff:
    """Who writes items."""
    async with database.session(tenant) as session:
        return await make_staff.staff(session, access, Role.EDITOR)
