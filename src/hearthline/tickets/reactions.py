"""When the business system tells of a work order, follow it."""

from hearthline.business import BusinessEventReceived, read_work_order
from hearthline.platform.db import Database
from hearthline.platform.log import get_log
from hearthline.platform.outbox import Reaction
from hearthline.tickets.service import Tickets

log = get_log(__name__)

WORK_ORDER_CHANGED = "workorder.changed"


def ticket_reactions(tickets: Tickets, database: Database) -> list[Reaction]:
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

    return [Reaction("tickets.follow_work_order", BusinessEventReceived, follow)]
