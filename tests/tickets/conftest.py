"""The tickets of a fresh tenant."""

from collections.abc import AsyncIterator

import pytest

from hearthline.kernel import TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from hearthline.tickets import TicketLists
from hearthline.tickets.api import router
from tests.fakes.fake_clock import FakeClock
from tests.make import staff as make_staff
from tests.make.tickets import Bench, Counter, counter


@pytest.fixture
def bench(database: Database, tenant: TenantId, clock: FakeClock, vault: Vault) -> Bench:
    """The service with its real collaborators."""
    return Bench(database, tenant, clock, vault)


@pytest.fixture
async def desk(bench: Bench) -> AsyncIterator[Counter]:
    """The desk's routes to tickets."""
    access = make_staff.access(bench.database, bench.clock, bench.vault)
    made = counter(
        bench.database, access, router, [bench.tickets, bench.teams, TicketLists(bench.tickets)]
    )
    async with made.http:
        yield made
