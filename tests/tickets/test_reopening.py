"""What did not help goes on: in the same order, or in another one linked to it (R88, R91)."""

import itertools

import pytest

from hearthline.tickets import ClockState, Ticket
from tests.make.tickets import ACCOUNT, Bench, after, order

pytestmark = pytest.mark.store

RESOLVED, REOPENED = "ticket.resolved", "ticket.reopened"
DONE = (("accepted", 0), ("on_site", 60), ("resolved", 90))
AGAIN = (*DONE, ("reopened", 200))
DONE_AGAIN = (*AGAIN, ("on_site", 260), ("resolved", 290))


async def unsolved(bench: Bench, ticket: Ticket) -> None:
    async with bench.database.session(bench.tenant) as session:
        await bench.tickets.call_back_finished(
            session, ticket.id, solved=False, score=2, comment=None
        )


async def test_a_reopened_order_is_open_again_with_limits_that_run(bench: Bench) -> None:
    ticket = await bench.record(order(*DONE, work_order_no="WO1"))
    await unsolved(bench, ticket)

    going = await bench.follow(order(*AGAIN, work_order_no="WO1"))

    assert going is not None
    assert (going.status, going.is_open, going.call_back.state) == ("reopened", True, "none")
    assert going.next_deadline_at is not None
    clocks = {one.code: one for one in (await bench.file(ticket.id)).clocks}
    began, state = clocks["C6"].started_at, clocks["C6"].state
    assert (began, state) == (after(minutes=200), ClockState.RUNNING)


async def test_each_round_of_work_is_asked_about_once(bench: Bench) -> None:
    ticket = await bench.record(order(*DONE, work_order_no="WO1"))
    await unsolved(bench, ticket)
    news = [order(*steps, work_order_no="WO1") for steps in (AGAIN, DONE_AGAIN)]
    await bench.follow(*news, *news, *reversed(news))

    assert (await bench.file(ticket.id)).ticket.status == "resolved"
    told = await bench.told()
    assert (told.count(RESOLVED), told.count(REOPENED)) == (2, 1)


async def test_a_reopening_that_was_missed_is_made_up_for(bench: Bench) -> None:
    """The news of the second end tells of the reopening before it."""
    ticket = await bench.record(order(*DONE, work_order_no="WO1"))
    await unsolved(bench, ticket)

    done = await bench.follow(order(*DONE_AGAIN, work_order_no="WO1"))

    assert done is not None
    assert (done.status, done.call_back.state) == ("resolved", "asked")
    assert (await bench.told()).count(RESOLVED) == 2


async def test_the_order_of_the_news_does_not_matter(bench: Bench) -> None:
    for turn, shuffled in enumerate(itertools.permutations((DONE, AGAIN, DONE_AGAIN))):
        number = f"WO-{turn}"
        ticket = await bench.record(order(work_order_no=number))
        await bench.follow(*(order(*steps, work_order_no=number) for steps in shuffled))

        file = await bench.file(ticket.id)
        assert file.ticket.status == "resolved"
        assert [one.kind for one in file.log] == [kind for kind, _ in DONE_AGAIN]


@pytest.mark.parametrize("end", ["closed", "withdrawn", "merged", "voided"])
async def test_without_a_reopening_nothing_leads_back(bench: Bench, end: str) -> None:
    await bench.record(order(("accepted", 0), (end, 10), work_order_no="WO1"))

    back = await bench.follow(
        order(("accepted", 0), (end, 10), ("handling", 20), work_order_no="WO1")
    )

    assert back is not None
    assert back.status == end


async def test_an_accounts_open_tickets_are_found(bench: Bench) -> None:
    going = await bench.record(order())
    again = await bench.record(order(*AGAIN))
    await bench.record(order(*DONE))
    await bench.record(order(account_no="9999999999"))

    async with bench.database.session(bench.tenant) as session:
        found = await bench.tickets.open_of_account(session, "heating", ACCOUNT)
        elsewhere = await bench.tickets.open_of_account(session, "power", ACCOUNT)
    assert [one.id for one in found] == [again.id, going.id]
    assert elsewhere == []
