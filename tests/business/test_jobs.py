"""Old event ids are forgotten; how far each key has got is not."""

import json
from datetime import timedelta

import pytest

from hearthline.business import BusinessEvents, HookKey, HookKeys
from hearthline.business.jobs import business_jobs
from hearthline.kernel import TenantId
from hearthline.platform.db import Database
from hearthline.platform.outbox import Outbox
from tests.fakes.fake_clock import FakeClock

pytestmark = pytest.mark.store


async def test_after_thirty_days_an_id_is_forgotten_and_the_order_kept(
    database: Database, tenant: TenantId, clock: FakeClock
) -> None:
    events = BusinessEvents(HookKeys([HookKey(tenant, "secret")]), Outbox(), clock)
    body = {
        "event_id": "EV1",
        "type": "outage.changed",
        "sequence": 3,
        "key": "OT1",
        "occurred_at": "2026-11-21T09:30:00+08:00",
        "tenant": "example",
        "data": {},
    }
    event = events.read(json.dumps(body).encode())
    async with database.session(tenant) as session:
        assert await events.take(session, event)

    clock.advance(timedelta(days=31))
    await business_jobs(events, database)[0].run(timestamp=0)

    async with database.session(tenant) as session:
        left = await session.all("SELECT event_id FROM business_event LIMIT 10")
        assert left == []
        assert not await events.take(session, event)
