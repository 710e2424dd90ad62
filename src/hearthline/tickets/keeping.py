"""What every verb of tickets does at its end: write, count the clocks anew, tell who must know."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from hearthline.conversations import Conversations
from hearthline.kernel import Clock, EventId, TicketId
from hearthline.platform.calendar import CalendarDays
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Session
from hearthline.platform.outbox import Outbox
from hearthline.platform.streams import Streams
from hearthline.tickets.clocks import ClockReading, next_deadline, next_warning, read_clocks
from hearthline.tickets.duties import DutyRules
from hearthline.tickets.events import (
    TicketChanged,
    TicketEventBase,
    TicketOpened,
    TicketReopened,
    TicketResolved,
)
from hearthline.tickets.model import STATUS_NAMES, CallBackResult, Ticket, TicketEvent
from hearthline.tickets.store import TicketStore

CHANGED = "ticket.changed"
_INSTANT = timedelta(microseconds=1)
# Nobody is asked about work of these types, or he is asked outside of the chat.
_UNASKED = frozenset({"none", "confidential"})


@dataclass(frozen=True, slots=True)
class TicketFile:
    """A ticket with its log and its clocks as they stand now.

    One that was merged has the clocks of its parent, `follows`.
    """

    ticket: Ticket
    log: list[TicketEvent]
    clocks: list[ClockReading]
    follows: Ticket | None = None

    @property
    def status_name(self) -> str:
        """What its status is called in Chinese."""
        return STATUS_NAMES.get(self.ticket.status, self.ticket.status)


class Keeper:
    """Writes tickets with what follows from them."""

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
        self.store = TicketStore(vault)
        self.clock = clock
        self.rules = rules
        self.streams = streams
        self._outbox = outbox
        self._conversations = conversations
        self._days = CalendarDays()

    async def files(self, session: Session, tickets: Sequence[Ticket]) -> list[TicketFile]:
        """Tickets with their logs and clocks."""
        now = self.clock.now()
        parents = await self._parents(session, tickets)
        ids = {ticket.id: None for ticket in (*tickets, *parents.values())}
        logs = await self.store.logs(session, list(ids))
        rules = self.rules.on(self.rules.calendar.but_for(await self._days.list(session)))

        def file(ticket: Ticket) -> TicketFile:
            parent = parents.get(ticket.id)
            timed = parent or ticket
            clocks = read_clocks(timed, logs[timed.id], rules, now=now)
            return TicketFile(ticket, logs[ticket.id], clocks, parent)

        return [file(ticket) for ticket in tickets]

    async def keep(self, session: Session, ticket: Ticket) -> Ticket:
        """Write a changed ticket with its next deadline, and tell the desk."""
        (file,) = await self.files(session, [ticket])
        is_merged = file.follows is not None
        kept = replace(
            ticket,
            next_deadline_at=None if is_merged else next_deadline(file.clocks),
            next_warning_at=None if is_merged else next_warning(file.clocks, now=self.clock.now()),
            changed_at=self.clock.now(),
        )
        await self.store.save(session, kept)
        await self.tell_desk(session, kept)
        return kept

    async def write(self, session: Session, ticket_id: TicketId, line: TicketEvent) -> None:
        """Add what happens now as the last line; a repeat is harmless."""
        log = (await self.store.logs(session, [ticket_id]))[ticket_id]
        if any(line.client_id and one.client_id == line.client_id for one in log):
            return
        last = max((one.at for one in log), default=line.at - _INSTANT)
        line = replace(line, at=max(line.at, last + _INSTANT))
        await self.store.note(session, ticket_id, [line], now=self.clock.now())

    async def moved(self, session: Session, before: Ticket, after: Ticket) -> Ticket:
        """Tell of a new status; work that is done is asked about, once a round."""
        if after.status != before.status:
            await self.publish(session, TicketChanged, after, status=after.status)
        if after.is_done and after.call_back.state == "none" and self._is_asked_about(after):
            after = replace(after, call_back=CallBackResult("asked"))
            await self.publish(session, TicketResolved, after)
        return after

    async def opened(self, session: Session, ticket: Ticket) -> None:
        """Tell that there is a new ticket."""
        await self.publish(session, TicketOpened, ticket)

    async def tell_desk(self, session: Session, ticket: Ticket) -> None:
        """Let open pages read it again: whoever has the conversation, the worker, the team."""
        streams = {one for one in (ticket.worker_id, ticket.team_id) if one is not None}
        if ticket.conversation_id is not None:
            conversation = await self._conversations.get(session, ticket.conversation_id)
            if conversation.holder_id is not None:
                await self.streams.append(
                    session, conversation.holder_id, CHANGED, ref=conversation.id
                )
        for stream in sorted(streams):
            await self.streams.append(session, stream, CHANGED, ref=ticket.id)

    async def reopened(
        self, session: Session, ticket_id: TicketId, *, continued_by: TicketId
    ) -> None:
        """Tell that the work goes on, in another order or in the same."""
        event = TicketReopened(
            event_id=EventId.new(),
            tenant_id=session.tenant_id,
            at=self.clock.now(),
            ticket_id=ticket_id,
            continued_by=continued_by,
        )
        await self._outbox.publish(session, event)

    async def publish(
        self,
        session: Session,
        kind: type[TicketEventBase],
        ticket: Ticket,
        **more: str | int | None,
    ) -> None:
        """Tell of something that happened to a ticket."""
        event = kind(
            event_id=EventId.new(),
            tenant_id=session.tenant_id,
            at=self.clock.now(),
            ticket_id=ticket.id,
            **more,
        )
        await self._outbox.publish(session, event)

    def _is_asked_about(self, ticket: Ticket) -> bool:
        form = self.rules.form_of(ticket.type_code)
        return not (ticket.is_kept_here and form and form.call_back in _UNASKED)

    async def _parents(self, session: Session, tickets: Sequence[Ticket]) -> dict[TicketId, Ticket]:
        """The parents that tickets follow, by child."""
        wanted = {ticket.parent_id for ticket in tickets if ticket.parent_id is not None}
        found = {one.id: one for one in await self.store.get_many(session, list(wanted))}
        return {
            ticket.id: found[ticket.parent_id]
            for ticket in tickets
            if ticket.parent_id is not None and ticket.parent_id in found
        }
