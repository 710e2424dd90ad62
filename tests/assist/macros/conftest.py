"""A desk whose agents run macros."""

from collections.abc import AsyncIterator

import pytest

from hearthline.kernel import TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from tests.fakes.fake_business import FakeBusiness
from tests.fakes.fake_clock import FakeClock
from tests.make.macros import MacroDesk


@pytest.fixture
async def desk(
    database: Database,
    tenant: TenantId,
    clock: FakeClock,
    vault: Vault,
    business: FakeBusiness,
) -> AsyncIterator[MacroDesk]:
    """The services with their real collaborators."""
    made = MacroDesk(database, tenant, clock, vault, business)
    yield made
    await made.cache.close()
