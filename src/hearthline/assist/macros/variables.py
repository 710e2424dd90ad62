"""What words of macros and canned answers may name, and what that is in a conversation."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta, timezone
from typing import TypeAlias

from hearthline.access import Staff
from hearthline.conversations import Conversation
from hearthline.customers import masked_account
from hearthline.kernel import Clock
from hearthline.platform.db import Session
from hearthline.tickets import Ticket, Tickets

CompanyOf: TypeAlias = Callable[[Session], Awaitable[str]]

_LOCAL = timezone(timedelta(hours=8))
_COMPANY = "SELECT name FROM tenant WHERE id = %(id)s"


async def company_of(session: Session) -> str:
    """What the tenant is called."""
    row = await session.maybe(_COMPANY, {"id": session.tenant_id})
    return row["name"] if row else ""


class Variables:
    """Reads the values of a conversation; what is not known is left out."""

    def __init__(self, tickets: Tickets, clock: Clock) -> None:
        """Tickets tell numbers and promised times."""
        self._tickets = tickets
        self._clock = clock

    async def of(
        self, session: Session, conversation: Conversation, *, staff: Staff
    ) -> dict[str, str]:
        """The values by name, masked as lists show them."""
        now = self._clock.now()
        ticket = await self._ticket(session, conversation)
        account = conversation.accounts[0].account_no if conversation.accounts else None
        values = {
            "customer": conversation.label,
            "agent": staff.name,
            "company": await company_of(session),
            "account": masked_account(account) if account else "",
            "address": ticket.place.address if ticket else "",
            "ticket_no": ticket.work_order_no if ticket else "",
            "promise_time": _promised(ticket, now) if ticket else "",
            "today": _day(now),
        }
        return {name: value for name, value in values.items() if value}

    async def _ticket(self, session: Session, conversation: Conversation) -> Ticket | None:
        """The newest ticket of the conversation, else the customer's newest open one."""
        own = await self._tickets.of_conversation(session, conversation.id)
        if own or conversation.customer_id is None:
            return own[0] if own else None
        known = await self._tickets.of_customer(session, conversation.customer_id)
        return next((one for one in known if not one.is_done), None)


def _promised(ticket: Ticket, now: datetime) -> str:
    """The next limit that the customer was told."""
    told = ticket.promised
    limits = sorted(
        at for at in (told.contact_by, told.arrive_by, told.resolve_by) if at and at > now
    )
    if not limits:
        return ""
    at = limits[0].astimezone(_LOCAL)
    is_today = at.date() == now.astimezone(_LOCAL).date()
    clock = f"{at:%H:%M}"
    return clock if is_today else f"{at.month} 月 {at.day} 日 {clock}"


def _day(now: datetime) -> str:
    day = now.astimezone(_LOCAL)
    return f"{day.month} 月 {day.day} 日"
