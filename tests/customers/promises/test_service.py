"""Promises: made once, kept or broken by the clock, reminded and raised once each (R66)."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from hearthline.access import Role
from hearthline.customers import CustomerUnknown, NewPromise, PromiseState
from hearthline.customers.promises.errors import (
    PromiseEnded,
    PromiseInThePast,
    PromiseUnknown,
)
from hearthline.customers.promises.jobs import promise_jobs
from hearthline.customers.promises.model import remind_at
from hearthline.kernel import EventId
from hearthline.platform.db import Database
from hearthline.platform.streams import Streams
from tests.conftest import make_tenant
from tests.fakes.fake_clock import MORNING, FakeClock
from tests.make.customers import Counter

pytestmark = pytest.mark.store

HOUR = timedelta(hours=1)


def call_back(due: datetime, client_id: UUID | None = None) -> NewPromise:
    return NewPromise(client_id=client_id or EventId.new(), text="两小时内回电", due_at=due)


async def test_a_promise_is_made_once_however_often_it_is_sent(
    counter: Counter, clock: FakeClock
) -> None:
    customer, agent = await counter.zhang(), await counter.staff(Role.AGENT)
    new = call_back(clock.now() + HOUR)
    async with counter.database.session(counter.tenant) as session:
        first = await counter.promises.make(session, customer, new, by=agent)
        again = await counter.promises.make(session, customer, new, by=agent)
        listed = await counter.promises.of(session, customer)

    assert first == again
    assert [one.id for one in listed] == [first.id]


@pytest.mark.parametrize(
    ("after", "ended", "state"),
    [
        (0, None, PromiseState.OPEN),
        (60, None, PromiseState.OPEN),
        (61, None, PromiseState.BROKEN),
        (30, "kept", PromiseState.KEPT),
        (90, "kept", PromiseState.KEPT_LATE),
        (90, "dropped", PromiseState.DROPPED),
    ],
)
async def test_how_a_promise_stands_is_computed(
    counter: Counter, clock: FakeClock, after: int, ended: str | None, state: PromiseState
) -> None:
    customer, agent = await counter.zhang(), await counter.staff(Role.AGENT)
    new = call_back(clock.now() + HOUR)
    async with counter.database.session(counter.tenant) as session:
        made = await counter.promises.make(session, customer, new, by=agent)
        clock.advance(timedelta(minutes=after))
        if ended == "kept":
            await counter.promises.keep(session, made.id, by=agent, done="已回电")
        if ended == "dropped":
            await counter.promises.drop(session, made.id, by=agent, why="客户说不用了")
        (found,) = await counter.promises.of(session, customer)

    assert found.state(clock.now()) is state


async def test_an_end_stands_until_it_is_undone(counter: Counter, clock: FakeClock) -> None:
    customer, agent = await counter.zhang(), await counter.staff(Role.AGENT)
    async with counter.database.session(counter.tenant) as session:
        new = call_back(clock.now() + HOUR)
        made = await counter.promises.make(session, customer, new, by=agent)
        await counter.promises.keep(session, made.id, by=agent, done="已回电")
        await counter.promises.keep(session, made.id, by=agent, done="已回电")
        with pytest.raises(PromiseEnded):
            await counter.promises.drop(session, made.id, by=agent, why="不用了")
        with pytest.raises(PromiseEnded):
            await counter.promises.move(session, made.id, by=agent, due_at=new.due_at + HOUR)
        opened = await counter.promises.reopen(session, made.id, by=agent)

    assert opened.state(clock.now()) is PromiseState.OPEN


async def test_the_maker_is_reminded_once_and_the_broken_one_is_raised_once(
    counter: Counter, clock: FakeClock
) -> None:
    customer, agent = await counter.zhang(), await counter.staff(Role.AGENT)
    async with counter.database.session(counter.tenant) as session:
        new = call_back(clock.now() + 2 * HOUR)
        made = await counter.promises.make(session, customer, new, by=agent)
        early = await counter.promises.remind(session)
        clock.advance(timedelta(minutes=95))
        told = [await counter.promises.remind(session), await counter.promises.remind(session)]
        clock.advance(timedelta(minutes=26))
    (job,) = promise_jobs(counter.promises, counter.database)
    for _ in range(2):
        await job.run(0)
    async with counter.database.session(counter.tenant) as session:
        lines = await Streams().read(session, agent.id, after_seq=0)
        events = await session.all("SELECT body FROM outbox WHERE name = 'promise.broken'", {})

    assert (early, told) == (0, [1, 0])
    assert [line.kind for line in lines] == ["promise.due", "promise.overdue"]
    assert [row["body"]["promise_id"] for row in events] == [str(made.id)]


async def test_a_promise_that_is_moved_is_reminded_anew(counter: Counter, clock: FakeClock) -> None:
    customer, agent = await counter.zhang(), await counter.staff(Role.AGENT)
    async with counter.database.session(counter.tenant) as session:
        new = call_back(clock.now() + HOUR)
        made = await counter.promises.make(session, customer, new, by=agent)
        clock.advance(timedelta(minutes=45))
        await counter.promises.remind(session)
        await counter.promises.move(session, made.id, by=agent, due_at=clock.now() + HOUR)
        clock.advance(timedelta(minutes=45))
        told = await counter.promises.remind(session)

    assert told == 1


@pytest.mark.parametrize("wrong", [timedelta(0), -HOUR, timedelta(days=400)])
async def test_only_a_time_ahead_can_be_promised(
    counter: Counter, clock: FakeClock, wrong: timedelta
) -> None:
    customer, agent = await counter.zhang(), await counter.staff(Role.AGENT)
    async with counter.database.session(counter.tenant) as session:
        with pytest.raises(PromiseInThePast):
            await counter.promises.make(session, customer, call_back(clock.now() + wrong), by=agent)


async def test_another_tenant_finds_none(
    counter: Counter, clock: FakeClock, database: Database
) -> None:
    customer, agent = await counter.zhang(), await counter.staff(Role.AGENT)
    async with database.session(counter.tenant) as session:
        new = call_back(clock.now() + HOUR)
        made = await counter.promises.make(session, customer, new, by=agent)
    async with database.session(await make_tenant(database)) as session:
        with pytest.raises(PromiseUnknown):
            await counter.promises.keep(session, made.id, by=agent, done="已回电")
        with pytest.raises(CustomerUnknown):
            await counter.promises.of(session, customer)


@pytest.mark.parametrize(("minutes", "before"), [(1440, 30), (60, 30), (40, 20), (8, 5), (4, 4)])
def test_the_reminder_fits_the_length_of_the_promise(minutes: int, before: int) -> None:
    due = MORNING + timedelta(minutes=minutes)

    assert remind_at(MORNING, due) == due - timedelta(minutes=before)
