"""One customer, however often and by whichever channel he comes (R16, R17)."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from hearthline.customers import Claims, Customer, CustomerUnknown
from hearthline.kernel import Id, TenantId
from tests.fakes.fake_clock import FakeClock
from tests.make.customers import ZHANG, Counter

pytestmark = pytest.mark.store


async def recognise(counter: Counter, claims: Claims) -> Customer:
    async with counter.database.session(counter.tenant) as session:
        return await counter.customers.recognise(session, claims)


async def count(counter: Counter) -> int:
    async with counter.database.session(counter.tenant) as session:
        return int((await session.one("SELECT count(*) AS n FROM customer", {}))["n"])


async def test_the_same_sub_is_the_same_customer_and_keeps_his_name(counter: Counter) -> None:
    first = await recognise(counter, ZHANG)
    again = await recognise(counter, Claims(ZHANG.sub))

    assert again == first
    assert first.label == "张*"


async def test_many_who_come_at_once_with_one_sub_are_one(counter: Counter) -> None:
    found = await asyncio.gather(*(recognise(counter, ZHANG) for _ in range(8)))

    assert len({one.id for one in found}) == 1
    assert await count(counter) == 1


async def test_many_pages_of_one_visitor_are_one(counter: Counter) -> None:
    visitor = Id.new()

    async def come() -> Customer:
        async with counter.database.session(counter.tenant) as session:
            return await counter.customers.recognise_visitor(session, visitor)

    found = await asyncio.gather(*(come() for _ in range(8)))

    assert len({one.id for one in found}) == 1


async def test_a_phone_number_alone_never_identifies(counter: Counter) -> None:
    """A number may be shared, passed on or mistyped: it is kept, but it proves nothing."""
    first = await recognise(counter, ZHANG)
    second = await recognise(counter, replace(ZHANG, sub="person-2"))

    assert first.id != second.id
    async with counter.database.session(counter.tenant) as session:
        rows = await session.all("SELECT verified FROM identity WHERE kind = 'phone' LIMIT 10", {})
    assert [row["verified"] for row in rows] == [False, False]


async def test_names_and_numbers_are_sealed_at_rest(counter: Counter) -> None:
    await recognise(counter, ZHANG)

    async with counter.database.session(counter.tenant) as session:
        kept = ""
        for table in ("customer", "identity", "account_link"):
            rows = await session.all(f"SELECT t::text AS everything FROM {table} t LIMIT 10", {})
            kept += "".join(row["everything"] for row in rows)
    assert kept
    assert not [secret for secret in ("张伟", "13800005678", "1203005678") if secret in kept]


async def test_an_account_leads_to_whoever_was_last_here_for_it(
    counter: Counter, clock: FakeClock
) -> None:
    await recognise(counter, ZHANG)
    clock.advance(timedelta(minutes=1))
    wife = await recognise(counter, replace(ZHANG, sub="person-2", name="李敏"))

    async with counter.database.session(counter.tenant) as session:
        found = await counter.customers.of_account(session, "heating", "1203005678")
        other = await counter.customers.of_account(session, "power", "1203005678")
        nobody = await counter.customers.of_account(session, "heating", "1203005679")
    assert found == wife
    assert (other, nobody) == (None, None)


async def test_another_tenant_knows_nobody(counter: Counter) -> None:
    known = await recognise(counter, ZHANG)
    stranger = TenantId.new()
    async with counter.database.open_session() as session:
        await session.execute(
            "INSERT INTO tenant (id, slug, name) VALUES (%(id)s, %(slug)s, '别家')",
            {"id": stranger, "slug": f"s-{stranger.hex[-20:]}"},
        )

    async with counter.database.session(stranger) as session:
        with pytest.raises(CustomerUnknown):
            await counter.cards.get(session, known.id)
        assert await counter.customers.of_account(session, "heating", "1203005678") is None
        theirs = await counter.customers.recognise(session, ZHANG)
    assert theirs.id != known.id
