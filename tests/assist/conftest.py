"""Customers' facts on scripted business systems."""

from collections.abc import AsyncIterator

import pytest

from hearthline.kernel import TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from tests.fakes.fake_business import FakeBusiness
from tests.fakes.fake_clock import FakeClock
from tests.make.facts import FactsCounter


@pytest.fixture
def business() -> FakeBusiness:
    """Business systems that answer as they are told."""
    return FakeBusiness()


@pytest.fixture
async def counter(
    database: Database,
    tenant: TenantId,
    clock: FakeClock,
    vault: Vault,
    business: FakeBusiness,
) -> AsyncIterator[FactsCounter]:
    """The services with their real collaborators."""
    made = FactsCounter(database, tenant, clock, vault, business)
    yield made
    await made.cache.close()
