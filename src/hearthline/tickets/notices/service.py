"""Says in the conversation how a ticket comes along: once, and not in the night.

From 22:00 to 07:00 (Beijing time) words wait for the morning, unless there is danger (P0); of
several that waited only the last is said, since it overtakes the others.
"""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Final, TypeAlias
from uuid import NAMESPACE_URL, UUID, uuid5
from zoneinfo import ZoneInfo

from hearthline.conversations import Conversation, Conversations, Saying, Sender
from hearthline.kernel import Clock, StaffId, TenantId, TicketId, Words
from hearthline.platform.db import Database, Session
from hearthline.tickets.clocks import EMERGENCY
from hearthline.tickets.forms import TypeForm
from hearthline.tickets.keeping import TicketFile
from hearthline.tickets.model import MERGED, SUSPENDED, Ticket
from hearthline.tickets.notices import store
from hearthline.tickets.notices.words import Known, merged_words, progress_words
from hearthline.tickets.service import Tickets
from hearthline.tickets.teams import Teams
from hearthline.tickets.warnings.store import tenants

NamesOf: TypeAlias = Callable[[Session, Iterable[StaffId]], Awaitable[dict[StaffId, str]]]
QUIET_FROM: Final = time(22)
QUIET_UNTIL: Final = time(7)
_LOCAL: Final = ZoneInfo("Asia/Shanghai")
_AT_ONCE = 100
_SPEAKER = "工单进度"
# Of mirrors the business system tells the rest itself, and the bot what it filed.
_OF_MIRRORS: Final = frozenset({"en_route", "on_site", SUSPENDED})


class Notices:
    """Tells customers of progress."""

    def __init__(
        self,
        database: Database,
        tickets: Tickets,
        teams: Teams,
        *,
        conversations: Conversations,
        names: NamesOf,
    ) -> None:
        """Know the tickets, the conversations, and what people are called."""
        self._database = database
        self._tickets = tickets
        self._teams = teams
        self._conversations = conversations
        self._names = names
        self._clock: Clock = tickets.keeper.clock

    async def take(
        self, tenant_id: TenantId, ticket_id: TicketId, *, status: str, event_id: UUID
    ) -> None:
        """A ticket has a new status: say so, to whoever follows it too, or hold it back."""
        async with self._database.session(tenant_id) as session:
            file = await self._tickets.file(session, ticket_id)
            children = await self._tickets.keeper.store.children(session, ticket_id)
            for ticket in (file.ticket, *children):
                if ticket.conversation_id is None:
                    continue
                now = self._clock.now()
                due_at = now if ticket.priority == EMERGENCY else waking(now)
                notice_id = uuid5(NAMESPACE_URL, f"{event_id}:{ticket.id}")
                is_new = await store.hold(
                    session, notice_id, ticket_id=ticket.id, status=status, due_at=due_at, now=now
                )
                if is_new and due_at <= now:
                    await self._say(session, notice_id, ticket.id, status=status)

    async def say_held(self) -> None:
        """Say what may be said now, in every tenant."""
        async with self._database.open_session() as session:
            ids = [TenantId.of(row["id"]) for row in await tenants(session)]
        for tenant_id in ids:
            async with self._database.session(tenant_id) as session:
                for row in await store.due(session, now=self._clock.now(), limit=_AT_ONCE):
                    ticket_id = TicketId.of(row["ticket_id"])
                    await self._say(session, row["id"], ticket_id, status=row["status"])

    async def _say(
        self, session: Session, notice_id: UUID, ticket_id: TicketId, *, status: str
    ) -> None:
        """Say how it stands now, if that has words and there is somebody to say them to."""
        file = await self._tickets.file(session, ticket_id)
        words = await self._words(session, file, status=status)
        place = await self._place(session, file.ticket)
        if words is not None and place is not None:
            saying = Saying(
                Sender.system(_SPEAKER),
                words.in_(place.locale),
                data={"ticket_id": str(ticket_id), "status": file.ticket.status},
                client_id=notice_id,
            )
            await self._conversations.say(session, place.id, saying)
        await store.said(session, notice_id, now=self._clock.now())

    async def _words(self, session: Session, file: TicketFile, *, status: str) -> Words | None:
        ticket, log, parent = file.ticket, file.log, file.follows
        if ticket.status == MERGED and status == MERGED:
            return merged_words(ticket)
        if parent is not None:
            log = (await self._tickets.file(session, parent.id)).log
            ticket = replace(parent, work_order_no=ticket.work_order_no, call_back=ticket.call_back)
        if ticket.is_done and ticket.call_back.state != "none":
            return None  # the question about it says so
        if not ticket.is_kept_here and ticket.status not in _OF_MIRRORS:
            return None
        return progress_words(ticket, log, await self._known(session, ticket))

    async def _known(self, session: Session, ticket: Ticket) -> Known:
        form = self._tickets.keeper.rules.form_of(ticket.type_code) or TypeForm()
        called = {str(team.id): team.name for team in await self._teams.every(session)}
        if ticket.worker_id is not None:
            for staff_id, name in (await self._names(session, [ticket.worker_id])).items():
                called[str(staff_id)] = name
        return Known(form, called)

    async def _place(self, session: Session, ticket: Ticket) -> Conversation | None:
        """Where to say it: its own conversation, or another open one of the customer's."""
        if ticket.conversation_id is not None:
            own = await self._conversations.get(session, ticket.conversation_id)
            if own.is_open:
                return own
        if ticket.customer_id is None:
            return None
        return await self._conversations.open_of_customer(session, ticket.customer_id)


def waking(now: datetime) -> datetime:
    """Now, or in the night the morning after."""
    local = now.astimezone(_LOCAL)
    if QUIET_UNTIL <= local.time() < QUIET_FROM:
        return now
    day = local.date() + timedelta(days=local.time() >= QUIET_FROM)
    return datetime.combine(day, QUIET_UNTIL, _LOCAL)
