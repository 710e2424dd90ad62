"""The verbs of tickets: record a work order, follow its news, keep the call-back."""

from dataclasses import replace

from hearthline.business import WorkOrder
from hearthline.conversations import Conversations
from hearthline.customers import Customers
from hearthline.kernel import Clock, ConversationId, CustomerId, TicketId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Session
from hearthline.platform.log import get_log
from hearthline.platform.outbox import Outbox
from hearthline.platform.streams import Streams
from hearthline.tickets.duties import DutyRules
from hearthline.tickets.errors import TicketUnknown
from hearthline.tickets.following import followed, is_reopened, lines_of
from hearthline.tickets.keeping import CHANGED, Keeper, TicketFile
from hearthline.tickets.model import (
    CALLED_BACK,
    CONTINUED,
    REOPENED,
    CallBackResult,
    Ticket,
    TicketEvent,
)
from hearthline.tickets.retelling import retold

log = get_log(__name__)

__all__ = ["CHANGED", "OPEN", "TicketFile", "Tickets"]

OPEN = "open"
_MOST = 50


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
        self.keeper = Keeper(
            vault,
            clock,
            rules=rules,
            outbox=outbox,
            streams=streams,
            conversations=conversations,
        )
        self._store = self.keeper.store
        self._clock = clock
        self._customers = Customers(vault, clock)

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
            await self.keeper.opened(session, ticket)
        return await self._take(session, ticket, work_order)

    async def follow(self, session: Session, work_order: WorkOrder) -> Ticket | None:
        """Take news of a work order, late, repeated or reordered.

        One filed elsewhere is mirrored for the customer known for its account; without one, None.
        """
        ticket = await self._store.find_order(session, work_order.work_order_no)
        if ticket is not None:
            return await self._take(session, ticket, work_order)
        domain, account = work_order.domain, work_order.account_no
        known = account and await self._customers.of_account(session, domain, account)
        if not known:
            log.info("ticket.not_ours", work_order_no=work_order.work_order_no)
            return None
        return await self.record(
            session, work_order, conversation_id=None, customer_id=known.id, slots_text=""
        )

    async def get(self, session: Session, ticket_id: TicketId) -> Ticket:
        """A ticket; raises TicketUnknown."""
        found = await self._store.find(session, ticket_id)
        if found is None:
            raise TicketUnknown
        return found

    async def file(self, session: Session, ticket_id: TicketId) -> TicketFile:
        """A ticket with its log and clocks; raises TicketUnknown."""
        (file,) = await self.keeper.files(session, [await self.get(session, ticket_id)])
        return file

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
            is_open=status == OPEN,
            status=None if status == OPEN else status,
        )
        return await self.keeper.files(session, tickets)

    async def of_conversation(
        self, session: Session, conversation_id: ConversationId
    ) -> list[Ticket]:
        """The tickets that came of a conversation, newest first."""
        return await self._store.page(session, limit=50, conversation=conversation_id)

    async def of_customer(self, session: Session, customer_id: CustomerId) -> list[Ticket]:
        """A customer's newest tickets."""
        return await self._store.page(session, limit=50, customer=customer_id)

    async def open_of_account(self, session: Session, domain: str, account_no: str) -> list[Ticket]:
        """The tickets of an account on which work is still to be done, newest first."""
        return await self._store.open_of_account(session, domain, account_no, limit=_MOST)

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
        ticket = await self._store.find(session, ticket_id, lock=True)
        if ticket is None:
            raise TicketUnknown
        if ticket.call_back.state == "done":
            return ticket
        await self.keeper.write(session, ticket_id, TicketEvent(self._clock.now(), CALLED_BACK))
        ticket = replace(ticket, call_back=CallBackResult("done", solved, score, comment))
        if solved is False and ticket.is_kept_here:
            return await self._begin_again(session, ticket, comment or "")
        return await self.keeper.keep(session, ticket)

    async def _begin_again(self, session: Session, ticket: Ticket, why: str) -> Ticket:
        """The customer says that it did not help: the work goes on in the same ticket (R91)."""
        now = self._clock.now()
        line = TicketEvent(now, REOPENED, why or "客户反映未解决")
        await self.keeper.write(session, ticket.id, line)
        log = (await self._store.logs(session, [ticket.id]))[ticket.id]
        after = replace(retold(ticket, log), call_back=CallBackResult())
        await self.keeper.reopened(session, after.id, continued_by=after.id)
        return await self.keeper.keep(session, await self.keeper.moved(session, ticket, after))

    async def reopened(
        self, session: Session, ticket_id: TicketId, work_order: WorkOrder
    ) -> Ticket:
        """Link the work order that goes on with one that did not help (R91)."""
        following = await self._store.find_order(session, work_order.work_order_no)
        if following is None:
            raise TicketUnknown
        before = await self.get(session, ticket_id)
        if not await self._store.link(session, following.id, reopens=ticket_id):
            return following
        now = self._clock.now()
        line = TicketEvent(now, CONTINUED, f"客户反映未解决，转工单 {work_order.work_order_no}")
        await self._store.note(session, ticket_id, [line], now=now)
        await self.keeper.reopened(session, ticket_id, continued_by=following.id)
        await self.keeper.tell_desk(session, before)
        return replace(following, reopens=ticket_id)

    async def _take(self, session: Session, ticket: Ticket, order: WorkOrder) -> Ticket:
        """Follow an order, the ticket's row held; what is known already changes nothing."""
        logs = await self._store.logs(session, [ticket.id])
        lines = lines_of(order, logs[ticket.id])
        added = await self._store.note(session, ticket.id, lines, now=self._clock.now())
        after = followed(ticket, order, [*logs[ticket.id], *lines])
        if not added and after == ticket:
            return ticket
        if is_reopened(lines, logs[ticket.id]):
            after = replace(after, call_back=CallBackResult())
            await self.keeper.reopened(session, after.id, continued_by=after.id)
        after = await self.keeper.moved(session, ticket, after)
        return await self.keeper.keep(session, after)
