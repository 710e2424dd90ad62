"""Orders that were filed elsewhere, and news that comes before our own record of an order."""

import asyncio

import pytest

from hearthline.customers import Claims, Customer, Customers, KnownAccount
from tests.make import conversations as make_conversations
from tests.make.tickets import ACCOUNT, Bench, order

pytestmark = pytest.mark.store

OPENED = "ticket.opened"


async def known_for(bench: Bench, domain: str = "heating") -> Customer:
    claims = Claims("person-1", name="张伟", accounts=(KnownAccount(domain, ACCOUNT),))
    async with bench.database.session(bench.tenant) as session:
        return await Customers(bench.vault, bench.clock).recognise(session, claims)


async def test_an_order_filed_elsewhere_is_mirrored_for_a_customer_of_ours(bench: Bench) -> None:
    customer = await known_for(bench)

    ticket = await bench.follow(order())

    assert ticket is not None
    assert (ticket.customer_id, ticket.conversation_id) == (customer.id, None)
    async with bench.database.session(bench.tenant) as session:
        found = await bench.tickets.of_customer(session, customer.id)
    assert [one.id for one in found] == [ticket.id]


@pytest.mark.parametrize("facts", [{"account_no": "9999999999"}, {"account_no": None}])
async def test_an_order_of_a_stranger_is_let_go(bench: Bench, facts: dict[str, str | None]) -> None:
    await known_for(bench)

    assert await bench.follow(order(**facts)) is None
    assert await bench.page() == []


async def test_the_same_number_in_the_other_domain_is_another_account(bench: Bench) -> None:
    await known_for(bench, "power")

    assert await bench.follow(order()) is None


async def test_news_that_overtakes_our_record_leaves_one_ticket_with_its_conversation(
    bench: Bench,
) -> None:
    await known_for(bench)
    async with bench.database.session(bench.tenant) as session:
        talk = await make_conversations.conversation(session, bench.vault, bench.clock)
    filed = order(work_order_no="WO1")
    news = order(("accepted", 0), ("dispatched", 1), work_order_no="WO1")

    await asyncio.gather(
        *(bench.follow(news) for _ in range(3)),
        *(bench.record(filed, conversation_id=talk.id) for _ in range(3)),
    )
    await bench.follow(news)

    async with bench.database.session(bench.tenant) as session:
        found = await bench.tickets.of_conversation(session, talk.id)
    assert [(one.status, one.work_order_no) for one in found] == [("dispatched", "WO1")]
    assert (await bench.told()).count(OPENED) == 1
