"""The verbs of tickets: record a work order, follow its news, keep the call-back."""

from dataclasses import dataclass
from datetime import datetime

from hearthline.business import WorkOrder
from hearthline.conversations import Conversations
from hearthline.kernel import Clock, ConversationId, CustomerId, EventId, TicketId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Session
from hearthline.platform.log import get_log
from hearthline.platform.outbox import Outbox
from hearthline.platform.streams import Streams
from hearthline.tickets.clocks import ClockReading, DutyRules, next_deadline, read_clocks
from hearthline.tickets.errors import TicketUnknown
from hearthline.tickets.events import (
    TicketChanged,
    TicketEventBase,
    TicketOpened,
    TicketReopened,
    TicketResolved,
)
from hearthline.tickets.model import DONE, FINAL, CallBackResult, Ticket, TicketEvent
from hearthline.tickets.store import TicketStore

log = get_log(__name__)

CHANGED = "ticket.changed"


@dataclass(frozen=True, slots=True)
class TicketFile:
    """A ticket with its log and its clocks as they stand now."""

    ticket: Ticket
    log: list[TicketEvent]
    clocks: list[ClockReading]


class Tickets:
    """Mirrors work orders, and knows what was promised about them (R81, R84, R87, R88)."""

    def __init__(
        self,
        vault: Vault,
        clock: Clock,
        *,
        rules: DutyRules,
        outbox: Outbox,
        streams: Streams,
        conversations: Conversations,
    ) -> None:
        """Collaborators, made by composition."""
        self._store = TicketStore(vault)
        self._clock = clock
        self._rules = rules
        self._outbox = outbox
        self._streams = streams
        self._conversations = conversations

    async def record(
        self,
        session: Session,
        work_order: WorkOrder,
        *,
        conversation_id: ConversationId | None,
        customer_id: CustomerId | None,
        slots_text: str,
    ) -> Ticket:
        """Mirror a work order that was filed or urged; a second time it only follows."""
        ticket, is_new = await self._store.record(
            session,
            work_order,
            conversation_id=conversation_id,
            customer_id=customer_id,
            description=slots_text,
            now=self._clock.now(),
        )
        if is_new:
            await self._publish(session, TicketOpened, ticket)
        return await self._take(session, ticket, work_order)

    async def follow(self, session: Session, work_order: WorkOrder) -> Ticket | None:
        """Take news of a work order, late, repeated or reordered; None for one not of ours."""
        ticket = await self._store.find_locked(session, work_order.work_order_no)
        if ticket is None:
            log.info("ticket.not_ours", work_order_no=work_order.work_order_no)
            return None
        return await self._take(session, ticket, work_order)

    async def get(self, session: Session, ticket_id: TicketId) -> Ticket:
        """A ticket; raises TicketUnknown."""
        found = await self._store.find(session, ticket_id)
        if found is None:
            raise TicketUnknown
        return found

    async def file(self, session: Session, ticket_id: TicketId) -> TicketFile:
        """A ticket with its log and clocks; raises TicketUnknown."""
        ticket = await self.get(session, ticket_id)
        return await self._file(session, ticket)

    async def page(
        self,
        session: Session,
        *,
        conversation_id: ConversationId | None = None,
        customer_id: CustomerId | None = None,
        status: str | None = None,
        before: TicketId | None = None,
        limit: int = 50,
    ) -> list[TicketFile]:
        """Tickets, newest first; status `open` means: work still to be done."""
        tickets = await self._store.page(
            session,
            limit=limit,
            conversation=conversation_id,
            customer=customer_id,
            before=before,
            **({"open": True} if status == "open" else {"status": status}),
        )
        return [await self._file(session, ticket) for ticket in tickets]

    async def of_conversation(
        self, session: Session, conversation_id: ConversationId
    ) -> list[Ticket]:
        """The tickets that came of a conversation, newest first."""
        return await self._store.page(session, limit=50, conversation=conversation_id)

    async def of_customer(self, session: Session, customer_id: CustomerId) -> list[Ticket]:
        """A customer's newest tickets."""
        return await self._store.page(session, limit=50, customer=customer_id)

    async def is_unfinished(self, session: Session, conversation_id: ConversationId) -> bool:
        """Whether a conversation should stay open for a ticket of its own."""
        tickets = await self.of_conversation(session, conversation_id)
        return any(ticket.awaits_customer for ticket in tickets)

    async def call_back_finished(
        self,
        session: Session,
        ticket_id: TicketId,
        *,
        solved: bool | None,
        score: int | None,
        comment: str | None,
    ) -> Ticket:
        """Keep what the customer said of the work (R91, R92); the first word stands."""
        result = CallBackResult("done", solved, score, comment)
        now = self._clock.now()
        ticket = await self._store.call_back(session, ticket_id, result, now=now)
        if ticket is None:
            return await self.get(session, ticket_id)
        await self._store.note(session, ticket_id, [TicketEvent(now, "called_back")], now=now)
        return await self._settle(session, ticket)

    async def reopened(
        self, session: Session, ticket_id: TicketId, work_order: WorkOrder
    ) -> Ticket:
        """Link the work order that goes on with one that did not help (R91)."""
        following = await self._store.find_locked(session, work_order.work_order_no)
        if following is None:
            raise TicketUnknown
        if not await self._store.link(session, following.id, reopens=ticket_id):
            return following
        before = await self.get(session, ticket_id)
        now = self._clock.now()
        text = f"客户反映未解决，转工单 {work_order.work_order_no}"
        await self._store.note(session, ticket_id, [TicketEvent(now, "reopened", text)], now=now)
        event = TicketReopened(
            event_id=EventId.new(),
            tenant_id=session.tenant_id,
            at=now,
            ticket_id=ticket_id,
            continued_by=following.id,
        )
        await self._outbox.publish(session, event)
        await self._tell_desk(session, before)
        return await self.get(session, following.id)

    async def _take(self, session: Session, ticket: Ticket, order: WorkOrder) -> Ticket:
        now = self._clock.now()
        added = await self._store.note(session, ticket.id, _events(order), now=now)
        if not added:
            return ticket
        newest = await self._store.latest_status(session, ticket.id)
        status = ticket.status if ticket.status in FINAL else newest or order.status
        was_done = ticket.status in DONE
        ticket = await self._store.save(session, ticket, order, status=status, now=now)
        await self._publish(session, TicketChanged, ticket, status=status)
        log_now = await self._store.log(session, ticket.id)
        if (not was_done and status in DONE) or _is_first_done(log_now, order, ticket):
            await self._publish_resolved(session, ticket)
        return await self._settle(session, ticket)

    async def _publish_resolved(self, session: Session, ticket: Ticket) -> None:
        if ticket.call_back.state != "none":
            return
        asked = CallBackResult("asked")
        if await self._store.call_back(session, ticket.id, asked, now=self._clock.now()):
            await self._publish(session, TicketResolved, ticket)

    async def _settle(self, session: Session, ticket: Ticket) -> Ticket:
        """Keep the next deadline, tell the desk, and give the ticket as it stands."""
        file = await self._file(session, ticket)
        await self._store.keep_deadline(session, ticket.id, next_deadline(file.clocks))
        await self._tell_desk(session, ticket)
        return await self.get(session, ticket.id)

    async def _file(self, session: Session, ticket: Ticket) -> TicketFile:
        lines = await self._store.log(session, ticket.id)
        clocks = read_clocks(ticket, lines, self._rules, self._clock.now())
        return TicketFile(ticket, lines, clocks)

    async def _tell_desk(self, session: Session, ticket: Ticket) -> None:
        if ticket.conversation_id is None:
            return
        conversation = await self._conversations.get(session, ticket.conversation_id)
        if conversation.holder_id is not None:
            await self._streams.append(
                session, conversation.holder_id, CHANGED, ref=conversation.id
            )

    async def _publish(
        self, session: Session, kind: type[TicketEventBase], ticket: Ticket, **more: str
    ) -> None:
        event = kind(
            event_id=EventId.new(),
            tenant_id=session.tenant_id,
            at=self._clock.now(),
            ticket_id=ticket.id,
            **more,
        )
        await self._outbox.publish(session, event)


def _is_first_done(lines: list[TicketEvent], order: WorkOrder, ticket: Ticket) -> bool:
    """A mirror that was recorded when the work was done already."""
    return ticket.status in DONE and order.status in DONE and any(e.kind in DONE for e in lines)


def _events(order: WorkOrder) -> list[TicketEvent]:
    """The progress of an order as lines of a log; its status too, if no step tells of it."""
    lines = [TicketEvent(step.at, step.status, step.text) for step in order.progress if step.status]
    if not any(line.kind == order.status for line in lines):
        at: datetime = order.as_of if lines else order.created_at
        lines.append(TicketEvent(at, order.status, order.status_text or ""))
    return lines
