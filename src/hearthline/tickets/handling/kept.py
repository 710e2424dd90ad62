"""Tickets that are kept here, told as work orders: so the bot speaks of both in one way."""

from typing import Final
from uuid import NAMESPACE_URL, uuid5

from hearthline.business import BusinessRefused, ProgressStep, Promises, WorkOrder
from hearthline.kernel import Conflict, TenantId
from hearthline.platform.db import Database, Session
from hearthline.tickets.clocks import ARRIVAL, RESOLUTION
from hearthline.tickets.forms import TypeForm
from hearthline.tickets.handling.actions import Action, Urge, Withdraw
from hearthline.tickets.handling.service import TicketHandling
from hearthline.tickets.keeping import TicketFile
from hearthline.tickets.model import NOTES, STATUS_NAMES
from hearthline.tickets.notices.words import Known, progress_words
from hearthline.tickets.service import Tickets

_NOT_NOW: Final = "CONFLICT"
_HINT: Final = "这张工单现在不能这样处理，可以转人工帮您看"


class KeptTickets:
    """What the bot may see and do of tickets that are kept here."""

    def __init__(self, database: Database, tickets: Tickets, handling: TicketHandling) -> None:
        """Stand on the tickets; each question is a session of its own."""
        self._database = database
        self._tickets = tickets
        self._handling = handling

    async def open_of(self, tenant_id: TenantId, domain: str, account_no: str) -> list[WorkOrder]:
        """The open ones of an account, newest first."""
        async with self._database.session(tenant_id) as session:
            found = await self._tickets.open_of_account(session, domain, account_no)
            kept = [ticket for ticket in found if ticket.is_kept_here]
            files = await self._tickets.keeper.files(session, kept)
        return [self._order(file) for file in files]

    async def numbered(self, tenant_id: TenantId, number: str) -> WorkOrder | None:
        """The one with this number; None when it is not kept here."""
        async with self._database.session(tenant_id) as session:
            file = await self._file(session, number)
        return self._order(file) if file else None

    async def urge(
        self, tenant_id: TenantId, number: str, *, text: str, emotion: str, key: str
    ) -> WorkOrder:
        """The customer asks again; raises BusinessRefused when it is over."""
        action = Urge(client_id=_client_id(key), text=text, emotion=emotion)
        return await self._carry_out(tenant_id, number, action)

    async def withdraw(
        self, tenant_id: TenantId, number: str, *, reason: str, key: str
    ) -> WorkOrder:
        """The customer takes it back; raises BusinessRefused when somebody is there already."""
        action = Withdraw(client_id=_client_id(key), reason=reason)
        return await self._carry_out(tenant_id, number, action)

    async def _carry_out(self, tenant_id: TenantId, number: str, action: Action) -> WorkOrder:
        async with self._database.session(tenant_id) as session:
            file = await self._file(session, number)
            if file is None:
                raise BusinessRefused("NOT_FOUND", _HINT)
            try:
                await self._handling.by_customer(session, file.ticket.id, action)
            except Conflict as conflict:
                raise BusinessRefused(_NOT_NOW, _HINT) from conflict
            return self._order(await self._tickets.file(session, file.ticket.id))

    async def _file(self, session: Session, number: str) -> TicketFile | None:
        ticket = await self._tickets.keeper.store.find_order(session, number)
        if ticket is None or not ticket.is_kept_here:
            return None
        (file,) = await self._tickets.keeper.files(session, [ticket])
        return file

    def _order(self, file: TicketFile) -> WorkOrder:
        """The ticket as a work order; only words for customers are in it."""
        ticket = file.ticket
        dues = {one.code: one.due_at for one in file.clocks if one.stopped_at is None}
        return WorkOrder(
            work_order_no=ticket.work_order_no,
            domain=ticket.domain,
            type_code=ticket.type_code,
            type_name=ticket.type_name,
            priority=ticket.priority,
            status=ticket.status,
            created_at=ticket.opened_at,
            repeat_no=ticket.repeat_no,
            urge_count=ticket.urge_count,
            as_of=self._tickets.keeper.clock.now(),
            stale=False,
            status_text=STATUS_NAMES.get(ticket.status, ticket.status),
            account_no=ticket.account_no,
            description=ticket.description,
            related_outage_id=ticket.related_outage_id,
            promises=Promises(
                arrive_by=ticket.appointment_at or dues.get(ARRIVAL),
                resolve_by=dues.get(RESOLUTION),
            ),
            progress=self._steps(file),
        )

    def _steps(self, file: TicketFile) -> tuple[ProgressStep, ...]:
        form = self._tickets.keeper.rules.form_of(file.ticket.type_code) or TypeForm()
        known = Known(form, {})
        found = []
        for index, line in enumerate(file.log):
            if line.kind in NOTES:
                continue
            told = progress_words(file.ticket, file.log[: index + 1], known)
            text = told.zh if told else line.name
            found.append(ProgressStep(at=line.at, text=text, status=line.kind))
        return tuple(found)


def _client_id(key: str) -> str:
    """The key of a turn's step as a client id, which is short."""
    return str(uuid5(NAMESPACE_URL, key))
