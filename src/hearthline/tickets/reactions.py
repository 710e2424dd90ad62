"""When the business system tells of a work order, follow it."""

from hearthline.business import BusinessEventReceived, read_work_order
from hearthline.platform.db import Database
from hearthline.platform.log import get_log
from hearthline.platform.outbox import Reaction
from hearthline.tickets.events import TicketChanged, TicketOpened
from hearthline.tickets.notices import Notices
from hearthline.tickets.service import Tickets

log = get_log(__name__)

WORK_ORDER_CHANGED = "workorder.changed"


def ticket_reactions(
    tickets: Tickets, database: Database, notices: Notices | None = None
) -> list[Reaction]:
    """The reactions of tickets, for the worker to register."""

    async def follow(event: BusinessEventReceived) -> None:
        """Take the news; other kinds of event are somebody else's."""
        if event.event_type != WORK_ORDER_CHANGED:
            return
        try:
            order = read_work_order(event.payload_json)
        except ValueError:
            # It will not fit later either, and would hold back all news of its order.
            log.warning("ticket.news_unreadable", key=event.key, sequence=event.sequence)
            return
        async with database.session(event.tenant_id) as session:
            await tickets.follow(session, order)

    async def tell_opened(event: TicketOpened) -> None:
        """Say in the conversation that it is accepted."""
        if notices is not None:
            await notices.take(
                event.tenant_id, event.ticket_id, status="accepted", event_id=event.event_id
            )

    async def tell_changed(event: TicketChanged) -> None:
        """Say in the conversation how it comes along."""
        if notices is not None:
            await notices.take(
                event.tenant_id, event.ticket_id, status=event.status, event_id=event.event_id
            )

    return [
        Reaction("tickets.follow_work_order", BusinessEventReceived, follow),
        Reaction("tickets.tell_opened", TicketOpened, tell_opened),
        Reaction("tickets.tell_changed", TicketChanged, tell_changed),
    ]
