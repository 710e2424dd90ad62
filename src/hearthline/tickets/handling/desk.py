"""The desk's way to tickets: those kept here at once, those of the business system through it."""

from dataclasses import dataclass
from typing import Final

from hearthline.access import Permission, Staff
from hearthline.business import (
    Acting,
    Business,
    Confirmation,
    Source,
    Urging,
    Withdrawal,
    WorkOrder,
)
from hearthline.conversations import Conversations
from hearthline.customers import CustomerUnknown
from hearthline.kernel import ConversationId, CustomerId, TicketId
from hearthline.platform.db import Database, Session
from hearthline.tickets.forms import NeededEvidence
from hearthline.tickets.handling import actions
from hearthline.tickets.handling.actions import Action
from hearthline.tickets.handling.allowed import Offered
from hearthline.tickets.handling.service import Acted, TicketHandling
from hearthline.tickets.model import Ticket
from hearthline.tickets.service import TicketFile, Tickets
from hearthline.tickets.teams import Suggestion, Teams

_HERE: Final = "desk"
_CUSTOMER = "SELECT id FROM customer WHERE id = %(id)s"


@dataclass(frozen=True, slots=True)
class DeskView:
    """A ticket with everything that a page about it needs."""

    file: TicketFile
    allowed: list[Offered]
    missing: tuple[NeededEvidence, ...]
    related: list[Ticket]
    suggestions: list[Suggestion]


class TicketDesk:
    """What agents and supervisors do with tickets, wherever those are kept."""

    def __init__(
        self,
        database: Database,
        tickets: Tickets,
        handling: TicketHandling,
        *,
        teams: Teams,
        business: Business,
        conversations: Conversations,
    ) -> None:
        """Stand on the tickets and on the way to the business system."""
        self.tickets = tickets
        self.handling = handling
        self.teams = teams
        self._database = database
        self._business = business
        self._conversations = conversations

    async def act(self, staff: Staff, ticket_id: TicketId, action: Action) -> Acted:
        """Do something to a ticket; what changes a mirror is asked of the business system first.

        Nothing is held while that is asked; its key makes a repeat harmless there too.
        """
        async with self._database.session(staff.tenant_id) as session:
            file = await self.tickets.file(session, ticket_id)
            is_asked = isinstance(action, actions.Urge | actions.Withdraw)
            if file.ticket.is_kept_here or not is_asked:
                return await self.handling.act(session, ticket_id, action, by=staff)
            if any(line.client_id == action.client_id for line in file.log):
                return Acted(file.ticket, is_repeated=True)
            await self.handling.check_mirror(session, file, action, by=staff)
        order = await self._ask(staff, file.ticket, action)
        async with self._database.session(staff.tenant_id) as session:
            return await self.handling.asked(session, order, action, by=staff)

    async def view(self, session: Session, staff: Staff, ticket_id: TicketId) -> DeskView:
        """A ticket with what can be done to it now; raises TicketUnknown."""
        file = await self.tickets.file(session, ticket_id)
        ticket = file.ticket
        suggestions: list[Suggestion] = []
        if ticket.is_kept_here and ticket.is_open and staff.may(Permission.TICKETS_ACT):
            suggestions = await self.teams.suggest(session, ticket.type_code, ticket.place)
        return DeskView(
            file=file,
            allowed=await self.handling.allowed(session, staff, file),
            missing=await self.handling.missing(session, staff, file),
            related=await self.tickets.keeper.store.related(session, ticket),
            suggestions=suggestions,
        )

    async def check_belongs(
        self,
        session: Session,
        conversation_id: ConversationId | None,
        customer_id: CustomerId | None,
    ) -> None:
        """Raise when a conversation or a customer is not there, or is another tenant's."""
        if conversation_id is not None:
            await self._conversations.get(session, conversation_id)
        if customer_id is None:
            return
        if await session.maybe(_CUSTOMER, {"id": customer_id}) is None:
            raise CustomerUnknown

    async def _ask(self, staff: Staff, ticket: Ticket, action: Action) -> WorkOrder:
        acting = Acting(
            actor=f"agent:{staff.id}", trace_id=str(ticket.conversation_id or ticket.id)
        )
        key = f"{ticket.id}:{action.client_id}"
        number = ticket.work_order_no
        if isinstance(action, actions.Withdraw):
            said = Confirmation(text=action.reason, at=self.tickets.keeper.clock.now())
            withdrawal = Withdrawal(reason=action.reason, confirmation=said)
            return await self._business.withdraw_work_order(
                acting, number, withdrawal, idempotency_key=key
            )
        text = action.text if isinstance(action, actions.Urge) else ""
        source = Source(channel=_HERE, conversation_id=str(ticket.conversation_id or ticket.id))
        urging = Urging(reason=text, source=source)
        return await self._business.urge_work_order(acting, number, urging, idempotency_key=key)
