"""A tenant with a small base that learns."""

import pytest

from hearthline.kernel import TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from tests.fakes.fake_clock import FakeClock
from tests.make.learning import World


@pytest.fixture
async def world(database: Database, tenant: TenantId, clock: FakeClock, vault: Vault) -> World:
    """The tenant, its base published."""
    made = World(database, tenant, clock, vault)
    await made.load()
    return made
