"""Events leave with the transaction, and are reacted to at least once, in order per key."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

import pytest

from hearthline.kernel import Event, EventId, TenantId
from hearthline.platform.db import Database
from hearthline.platform.hub import Hub
from hearthline.platform.outbox import Outbox, Reaction, Relay
from tests.fakes.fake_clock import FakeClock
from tests.make.background import running

pytestmark = pytest.mark.store


@dataclass(frozen=True, slots=True, kw_only=True)
class KettleBoiled(Event):
    name: ClassVar[str] = "kettle.boiled"
    kettle: str
    litres: int | None = None

    def order_key(self) -> str:
        return self.kettle


def boiled(tenant: TenantId, clock: FakeClock, kettle: str, litres: int) -> KettleBoiled:
    return KettleBoiled(
        event_id=EventId.new(), tenant_id=tenant, at=clock.now(), kettle=kettle, litres=litres
    )


class Listener:
    """Remembers what it was told; fails as often as it is asked to."""

    def __init__(self, *, failures: int = 0) -> None:
        self.heard: list[tuple[str, int | None]] = []
        self.failures = failures

    async def hear(self, event: KettleBoiled) -> None:
        if self.failures and event.kettle == "a":
            self.failures -= 1
            raise RuntimeError("not yet")
        self.heard.append((event.kettle, event.litres))


def relay(database: Database, clock: FakeClock, listener: Listener) -> Relay:
    reaction = Reaction("test.listen", KettleBoiled, listener.hear)
    return Relay(database, Hub(database), clock, [reaction])


async def test_an_event_is_handed_on_once_when_all_goes_well(
    database: Database, tenant: TenantId, clock: FakeClock
) -> None:
    listener = Listener()
    async with database.session(tenant) as session:
        await Outbox().publish(session, boiled(tenant, clock, "a", 1))

    assert await relay(database, clock, listener).drain(tenant) == 1
    assert await relay(database, clock, listener).drain(tenant) == 0
    assert listener.heard == [("a", 1)]


async def test_reactions_may_take_longer_than_a_transaction_may_idle(
    database: Database, tenant: TenantId, clock: FakeClock
) -> None:
    async def take_long(_: KettleBoiled) -> None:
        async with database.session(tenant) as session:
            await session.execute("SELECT pg_sleep(0.15)")

    impatient = f"{database.url}?options=-c%20idle_in_transaction_session_timeout%3D50"
    async with Database(impatient, min_size=1, max_size=2) as narrow:
        async with narrow.session(tenant) as session:
            await Outbox().publish(session, boiled(tenant, clock, "a", 1))
        reaction = Reaction("test.long", KettleBoiled, take_long)
        assert await Relay(narrow, Hub(narrow), clock, [reaction]).drain(tenant) == 1


async def test_an_event_of_a_rolled_back_session_never_happened(
    database: Database, tenant: TenantId, clock: FakeClock
) -> None:
    listener = Listener()
    with pytest.raises(RuntimeError):
        async with database.session(tenant) as session:
            await Outbox().publish(session, boiled(tenant, clock, "a", 1))
            raise RuntimeError

    assert await relay(database, clock, listener).drain(tenant) == 0


async def test_a_failure_holds_back_its_own_key_only_and_keeps_the_order(
    database: Database, tenant: TenantId, clock: FakeClock
) -> None:
    listener = Listener(failures=1)
    async with database.session(tenant) as session:
        for kettle, litres in (("a", 1), ("a", 2), ("b", 3)):
            await Outbox().publish(session, boiled(tenant, clock, kettle, litres))
    passing = relay(database, clock, listener)

    await passing.drain(tenant)
    assert listener.heard == [("b", 3)]

    clock.advance(timedelta(minutes=1))
    await passing.drain(tenant)
    assert listener.heard == [("b", 3), ("a", 1), ("a", 2)]


async def test_what_was_stored_while_no_worker_lived_is_relayed_when_one_comes(
    database: Database, tenant: TenantId, clock: FakeClock, hub: Hub
) -> None:
    listener = Listener()
    async with database.session(tenant) as session:
        await Outbox().publish(session, boiled(tenant, clock, "a", 1))

    reaction = Reaction("test.listen", KettleBoiled, listener.hear)
    async with running(Relay(database, hub, clock, [reaction]).run()), hub.watch("done") as watch:
        while not listener.heard:
            await watch.next(timeout_seconds=0.02)

    assert listener.heard == [("a", 1)]
