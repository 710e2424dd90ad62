"""Tickets on a real database: mirrored, followed, resolved once, called back, linked (R84–R92)."""

import asyncio
from datetime import timedelta
from itertools import permutations

import pytest

from hearthline.conversations import Conversation, Move, Status
from hearthline.kernel import CustomerId, StaffId, TenantId, TicketId
from hearthline.platform.streams import Streams
from hearthline.tickets import TicketUnknown
from hearthline.tickets.model import FINAL
from hearthline.tickets.store import IS_OPEN
from tests.fakes.fake_clock import FakeClock
from tests.make import conversations as make_conversations
from tests.make.tickets import ACCOUNT, Bench, after, order

pytestmark = pytest.mark.store

OPENED, CHANGED = "ticket.opened", "ticket.changed"
RESOLVED, REOPENED = "ticket.resolved", "ticket.reopened"


async def thread(bench: Bench) -> Conversation:
    async with bench.database.session(bench.tenant) as session:
        return await make_conversations.conversation(session, bench.vault, bench.clock)


async def test_a_work_order_is_mirrored_with_its_promise_and_next_deadline(bench: Bench) -> None:
    ticket = await bench.record(order(), slots_text="全屋不热，从昨晚开始")

    assert (ticket.status, ticket.description) == ("accepted", "全屋不热，从昨晚开始")
    assert ticket.promised.arrive_by == after(hours=2)
    assert ticket.next_deadline_at == after(minutes=10), "C2: dispatch"
    assert await bench.told() == [OPENED]


async def test_the_account_number_is_sealed_at_rest(bench: Bench) -> None:
    ticket = await bench.record(order())
    assert ticket.account_no == ACCOUNT

    async with bench.database.session(bench.tenant) as session:
        row = await session.one("SELECT ticket::text AS everything FROM ticket")
    assert ACCOUNT not in row["everything"]


async def test_recording_again_follows_and_keeps_the_first_conversation(bench: Bench) -> None:
    filed, customer = order(), CustomerId.new()
    here, elsewhere = await thread(bench), await thread(bench)
    first = await bench.record(filed, conversation_id=here.id)
    again = await bench.record(filed, conversation_id=elsewhere.id, customer_id=customer)

    assert again.id == first.id
    assert (again.conversation_id, again.customer_id) == (here.id, customer)
    assert await bench.told() == [OPENED]


async def test_urging_is_kept_and_changes_no_clock(bench: Bench) -> None:
    filed = order()
    ticket = await bench.record(filed)
    urged = await bench.record(order(work_order_no=filed.work_order_no, urge_count=1))

    assert urged.urge_count == 1
    assert urged.next_deadline_at == ticket.next_deadline_at


async def test_news_moves_the_ticket_and_its_next_deadline(bench: Bench) -> None:
    filed = order()
    await bench.record(filed)
    told = order(("accepted", 0), ("taken", 5), work_order_no=filed.work_order_no)
    ticket = await bench.follow(told)

    assert ticket is not None
    assert (ticket.status, ticket.next_deadline_at) == ("taken", after(hours=2))
    assert await bench.told() == [OPENED, CHANGED]


async def test_news_that_is_known_changes_and_tells_nothing(bench: Bench, clock: FakeClock) -> None:
    filed = order(("accepted", 0), ("dispatched", 5))
    before = await bench.record(filed)
    clock.advance(timedelta(hours=1))
    after_it = await bench.follow(filed, filed)

    assert after_it == before
    assert len((await bench.file(before.id)).log) == 2
    assert await bench.told() == [OPENED]


async def test_a_ticket_closes_after_it_was_resolved_and_never_goes_back(bench: Bench) -> None:
    number = order().work_order_no
    done = [("accepted", 0), ("resolved", 60)]
    await bench.record(order(work_order_no=number))
    closed = order(*done, ("closed", 90), work_order_no=number)
    later = order(*done, ("closed", 90), ("handling", 120), work_order_no=number)
    ticket = await bench.follow(order(*done, work_order_no=number), closed, later, closed)

    assert ticket is not None
    assert ticket.status == "closed"
    assert await bench.told() == [OPENED, CHANGED, RESOLVED, CHANGED]


@pytest.mark.parametrize("arrival", list(permutations(range(3))), ids=str)
async def test_any_order_of_arrival_ends_the_same_and_resolves_once(
    bench: Bench, arrival: tuple[int, ...]
) -> None:
    number = order().work_order_no
    road = [("accepted", 0), ("dispatched", 5), ("handling", 30), ("resolved", 60)]
    news = [order(*road[:length], work_order_no=number) for length in (2, 3, 4)]
    ticket = await bench.record(order(work_order_no=number))
    for index in (*arrival, *arrival):
        await bench.follow(news[index])

    file = await bench.file(ticket.id)
    assert file.ticket.status == "resolved"
    assert [line.kind for line in file.log] == [kind for kind, _ in road]
    assert (await bench.told()).count(RESOLVED) == 1


async def test_an_order_that_was_resolved_when_it_came_is_asked_about_too(bench: Bench) -> None:
    ticket = await bench.record(order(("accepted", 0), ("resolved", 60)))

    assert ticket.call_back.state == "asked"
    assert await bench.told() == [OPENED, RESOLVED]


async def test_a_withdrawn_order_is_never_asked_about(bench: Bench) -> None:
    steps = [("accepted", 0), ("withdrawn", 10), ("archived", 900)]
    ticket = await bench.record(order(*steps))

    assert ticket.status == "withdrawn"
    assert ticket.next_deadline_at is None
    assert RESOLVED not in await bench.told()


async def test_an_order_of_somebody_whom_we_do_not_know_is_let_go(bench: Bench) -> None:
    assert await bench.follow(order()) is None
    assert await bench.told() == []


async def test_the_webhook_and_the_turn_may_come_at_once(bench: Bench) -> None:
    """Both on one order, many at a time: one ticket, opened and resolved once."""
    number = order().work_order_no
    filed = order(work_order_no=number)
    done = order(("accepted", 0), ("resolved", 60), work_order_no=number)

    await asyncio.gather(
        *(bench.record(filed) for _ in range(4)), *(bench.follow(done) for _ in range(4))
    )
    await asyncio.gather(*(bench.follow(done) for _ in range(4)), bench.record(filed))

    assert len(await bench.page()) == 1
    told = await bench.told()
    assert (told.count(OPENED), told.count(RESOLVED)) == (1, 1)


async def test_the_first_word_about_the_work_stands(bench: Bench, clock: FakeClock) -> None:
    ticket = await bench.record(order(("accepted", 0), ("resolved", 60)))
    clock.advance(timedelta(hours=2))
    for score in (5, 1):
        async with bench.database.session(bench.tenant) as session:
            told = await bench.tickets.call_back_finished(
                session, ticket.id, solved=score == 5, score=score, comment="暖和了"
            )

    assert (told.call_back.solved, told.call_back.score) == (True, 5)
    file = await bench.file(ticket.id)
    assert [line.kind for line in file.log].count("called_back") == 1
    (reading,) = [clock for clock in file.clocks if clock.code == "C7"]
    assert (reading.state, reading.stopped_at) == ("met", after(hours=2))


async def test_a_conversation_stays_open_until_its_work_was_spoken_about(bench: Bench) -> None:
    here = await thread(bench)

    async def is_unfinished() -> bool:
        async with bench.database.session(bench.tenant) as session:
            return await bench.tickets.is_unfinished(session, here.id)

    assert not await is_unfinished()
    number = order().work_order_no
    ticket = await bench.record(order(work_order_no=number), conversation_id=here.id)
    assert await is_unfinished(), "work is open"
    await bench.follow(order(("accepted", 0), ("resolved", 9), work_order_no=number))
    assert await is_unfinished(), "the call-back is open"
    async with bench.database.session(bench.tenant) as session:
        await bench.tickets.call_back_finished(
            session, ticket.id, solved=None, score=None, comment=None
        )
    assert not await is_unfinished()


async def test_what_did_not_help_is_linked_to_the_order_that_goes_on(bench: Bench) -> None:
    before = await bench.record(order(("accepted", 0), ("resolved", 60)))
    following = order()
    await bench.record(following)
    for _ in range(2):
        async with bench.database.session(bench.tenant) as session:
            linked = await bench.tickets.reopened(session, before.id, following)

    assert linked.reopens == before.id
    file = await bench.file(before.id)
    assert [line.kind for line in file.log].count("continued") == 1
    assert file.ticket.status == "resolved", "its own work is done"
    assert (await bench.told()).count(REOPENED) == 1


async def test_an_order_does_not_go_on_with_itself(bench: Bench) -> None:
    same = order(("accepted", 0), ("resolved", 60))
    ticket = await bench.record(same)
    async with bench.database.session(bench.tenant) as session:
        linked = await bench.tickets.reopened(session, ticket.id, same)

    assert linked.reopens is None
    assert REOPENED not in await bench.told()


async def test_nothing_is_linked_to_a_ticket_that_is_not_there(bench: Bench) -> None:
    following = order()
    ticket = await bench.record(following)
    with pytest.raises(TicketUnknown):
        async with bench.database.session(bench.tenant) as session:
            await bench.tickets.reopened(session, TicketId.new(), following)

    assert (await bench.file(ticket.id)).ticket.reopens is None


async def test_the_agent_who_has_the_conversation_is_told(bench: Bench) -> None:
    here, agent = await thread(bench), StaffId.new()
    conversations = make_conversations.conversations(bench.clock)
    filed = order()
    await bench.record(filed, conversation_id=here.id)
    async with bench.database.session(bench.tenant) as session:
        await conversations.move(session, here.id, Move(Status.AGENT, holder_id=agent))
    told = order(("accepted", 0), ("dispatched", 5), work_order_no=filed.work_order_no)
    await bench.follow(told, told)

    async with bench.database.session(bench.tenant) as session:
        entries = await Streams().read(session, agent, after_seq=0)
    news = [entry for entry in entries if entry.kind == CHANGED]
    assert [entry.ref for entry in news] == [here.id]


async def test_lines_of_one_moment_keep_their_order(bench: Bench) -> None:
    steps = [("accepted", 0.0), *((kind, 5.0) for kind in ("taken", "handling", "suspended"))]
    ticket = await bench.record(order(*steps))

    log = (await bench.file(ticket.id)).log
    assert [line.kind for line in log] == [kind for kind, _ in steps]
    assert ticket.status == "suspended"


async def test_another_tenant_has_no_such_ticket(bench: Bench) -> None:
    ticket = await bench.record(order())

    with pytest.raises(TicketUnknown):
        async with bench.database.session(TenantId.new()) as session:
            await bench.tickets.get(session, ticket.id)


async def test_a_page_is_newest_first_and_goes_on_after_its_last(bench: Bench) -> None:
    ids = [(await bench.record(order())).id for _ in range(5)]
    newest = list(reversed(ids))

    assert await bench.page(limit=2) == newest[:2]
    assert await bench.page(limit=2, before=newest[1]) == newest[2:4]
    assert await bench.page(limit=2, before=newest[3]) == newest[4:]


async def test_a_page_is_narrowed_by_every_filter_together(bench: Bench) -> None:
    here, zhang = await thread(bench), CustomerId.new()
    both = await bench.record(order(), conversation_id=here.id, customer_id=zhang)
    his = await bench.record(order(("accepted", 0), ("resolved", 9)), customer_id=zhang)
    await bench.record(order(("accepted", 0), ("withdrawn", 9)))

    assert await bench.page(customer_id=zhang) == [his.id, both.id]
    assert await bench.page(customer_id=zhang, conversation_id=here.id) == [both.id]
    assert await bench.page(status="resolved") == [his.id]
    assert await bench.page(status="open") == [both.id]
    assert await bench.page(customer_id=CustomerId.new()) == []


async def test_each_ticket_of_a_page_has_its_own_log(bench: Bench) -> None:
    await bench.record(order(("accepted", 0), ("dispatched", 5)))
    await bench.record(order(("accepted", 0), ("taken", 9)))

    async with bench.database.session(bench.tenant) as session:
        files = await bench.tickets.page(session)
    assert [file.log[-1].kind for file in files] == ["taken", "dispatched"]


async def test_the_question_for_open_tickets_has_an_index(bench: Bench) -> None:
    """Few are open and many are not; the condition is the index's own, word for word."""
    assert all(f"'{status}'" in IS_OPEN for status in FINAL)
    assert IS_OPEN.count("'") == 2 * len(FINAL)

    async with bench.database.session(bench.tenant) as session:
        await session.execute("SET LOCAL enable_seqscan = off")
        await session.execute("SET LOCAL enable_sort = off")
        sql = f"EXPLAIN SELECT * FROM ticket WHERE {IS_OPEN} ORDER BY id DESC LIMIT 50"
        plan = "\n".join(row["QUERY PLAN"] for row in await session.all(sql))
    assert "ticket_open" in plan
