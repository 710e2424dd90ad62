"""Customers of a fresh tenant."""

import pytest

from hearthline.kernel import TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from tests.fakes.fake_clock import FakeClock
from tests.make.customers import Counter


@pytest.fixture
def counter(database: Database, tenant: TenantId, clock: FakeClock, vault: Vault) -> Counter:
    """The services with their real collaborators."""
    return Counter(database, tenant, clock, vault)
