"""When work is done, ask whether it helped; when a conversation is free again, ask what waited."""

from hearthline.conversations import ConversationMoved, Status
from hearthline.dialogue.call_backs import CallBacks, Finished
from hearthline.platform.db import Database
from hearthline.platform.outbox import Reaction
from hearthline.tickets import TicketResolved, Tickets


def dialogue_reactions(
    call_backs: CallBacks, tickets: Tickets, database: Database
) -> list[Reaction]:
    """The reactions of dialogue, for the worker to register."""

    async def ask(event: TicketResolved) -> None:
        """Ask in the chat (R90); a ticket without a conversation has nobody to ask here."""
        async with database.session(event.tenant_id) as session:
            ticket = await tickets.get(session, event.ticket_id)
        if ticket.conversation_id is None:
            return
        finished = Finished(
            ticket_id=ticket.id,
            number=ticket.work_order_no,
            type_code=ticket.type_code,
            type_name=ticket.type_name,
            priority=ticket.priority,
            account_no=ticket.account_no,
            conversation_id=ticket.conversation_id,
            cause=str(event.event_id),
            domain=ticket.domain,
        )
        await call_backs.ask(event.tenant_id, finished)

    async def follow(event: ConversationMoved) -> None:
        """A call-back that waited while people spoke is asked when they are done."""
        if event.after in (Status.BOT, Status.CLOSED):
            await call_backs.follow(event.tenant_id, event.conversation_id)

    return [
        Reaction("dialogue.ask_whether_it_helped", TicketResolved, ask),
        Reaction("dialogue.ask_what_waited", ConversationMoved, follow),
    ]
