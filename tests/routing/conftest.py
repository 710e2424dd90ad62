"""A desk on the test run's database."""

import pytest

from hearthline.kernel import TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from tests.fakes.fake_clock import FakeClock
from tests.make.desk import DeskOf
from tests.make.hands import HandsOf


@pytest.fixture
def desk(database: Database, tenant: TenantId, clock: FakeClock, vault: Vault) -> DeskOf:
    """The desk of a fresh tenant."""
    return DeskOf(database, tenant, clock, vault)


@pytest.fixture
def hands(desk: DeskOf) -> HandsOf:
    """The same desk with what moves conversations between hands."""
    return HandsOf(desk)
