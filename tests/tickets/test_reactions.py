"""From the outbox to the ticket: news of the business system, handed on by the relay (R81, R88)."""

from dataclasses import asdict

import pytest
from pydantic_core import to_json

from hearthline.business import BusinessEventReceived, WorkOrder
from hearthline.kernel import EventId
from hearthline.platform.hub import Hub
from hearthline.platform.outbox import Outbox, Reaction, Relay
from hearthline.tickets import Ticket, TicketResolved, ticket_reactions
from tests.make.tickets import Bench, order

pytestmark = pytest.mark.store


class Post:
    """Hands events to the reactions of tickets, and hears what is resolved."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.resolved: list[TicketResolved] = []
        reactions = [
            *ticket_reactions(bench.tickets, bench.database),
            Reaction("test.hear", TicketResolved, self.hear),
        ]
        self.relay = Relay(bench.database, Hub(bench.database), bench.clock, reactions)

    async def hear(self, event: TicketResolved) -> None:
        self.resolved.append(event)

    async def brings(self, *payloads: str, event_type: str = "workorder.changed") -> None:
        for sequence, payload in enumerate(payloads, start=1):
            event = BusinessEventReceived(
                event_id=EventId.new(),
                tenant_id=self.bench.tenant,
                at=self.bench.clock.now(),
                event_type=event_type,
                key="WO",
                sequence=sequence,
                payload_json=payload,
            )
            async with self.bench.database.session(self.bench.tenant) as session:
                await Outbox().publish(session, event)
        await self.relay.drain(self.bench.tenant)

    async def ticket(self, ticket: Ticket) -> Ticket:
        return (await self.bench.file(ticket.id)).ticket


def payload(work_order: WorkOrder) -> str:
    return to_json(asdict(work_order)).decode()


async def test_news_reaches_the_ticket_and_what_is_resolved_is_told(bench: Bench) -> None:
    post, filed = Post(bench), order()
    ticket = await bench.record(filed)
    done = order(
        ("accepted", 0), ("on_site", 30), ("resolved", 60), work_order_no=filed.work_order_no
    )
    await post.brings(payload(done), payload(done))

    assert (await post.ticket(ticket)).status == "resolved"
    assert [event.ticket_id for event in post.resolved] == [ticket.id]


async def test_other_kinds_of_event_are_somebody_elses(bench: Bench) -> None:
    post = Post(bench)
    ticket = await bench.record(order())
    told = order(("accepted", 0), ("taken", 5), work_order_no=ticket.work_order_no)
    await post.brings(payload(told), event_type="outage.changed")

    assert (await post.ticket(ticket)).status == "accepted"


@pytest.mark.parametrize("nonsense", ["{}", '{"status": "exploded"}'])
async def test_news_that_cannot_be_read_does_not_hold_back_the_next(
    bench: Bench, nonsense: str
) -> None:
    post = Post(bench)
    ticket = await bench.record(order())
    told = order(("accepted", 0), ("taken", 5), work_order_no=ticket.work_order_no)
    await post.brings(nonsense, payload(told))

    assert (await post.ticket(ticket)).status == "taken"
