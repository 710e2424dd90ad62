"""Opening a ticket here: its number, its form, and whether it is told again."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from hearthline.kernel import (
    ConversationId,
    CustomerId,
    IncidentId,
    StaffId,
    TicketId,
)
from hearthline.platform.db import Session
from hearthline.tickets.counting import LOCAL
from hearthline.tickets.forms import TypeForm, checked_details
from hearthline.tickets.handling.errors import TicketTypeUnknown
from hearthline.tickets.keeping import Keeper
from hearthline.tickets.model import (
    DRAFT,
    External,
    KeptBy,
    Place,
    Submitter,
    Ticket,
    TicketEvent,
)
from hearthline.tickets.retelling import retold

# The same matter of the same account within this time is a repeat (R84); shorter in the season.
REPEAT_WITHIN = timedelta(days=7)
REPEAT_WITHIN_IN_SEASON = timedelta(hours=72)
# Danger and areas are P0; being told again does not make a matter dangerous.
_HIGHEST_BY_REPEAT = "P1"
_PRIORITIES = ("P0", "P1", "P2", "P3", "P4")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTicket:
    """What is told when a ticket is opened; `told_at` is when the customer came with it.

    Without `priority` it has that of its type. `is_draft`: nobody has looked at it yet.
    """

    client_id: str
    type_code: str
    description: str
    title: str = ""
    priority: str | None = None
    account_no: str | None = None
    customer_id: CustomerId | None = None
    conversation_id: ConversationId | None = None
    submitter: Submitter = field(default_factory=Submitter)
    place: Place = field(default_factory=Place)
    contact_phone: str | None = None
    source_channel: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    emotion: str = "CALM"
    external: External | None = None
    incident_id: IncidentId | None = None
    related_outage_id: str | None = None
    split_from: TicketId | None = None
    told_at: datetime | None = None
    is_draft: bool = False


class Opening:
    """Makes tickets that are kept here."""

    def __init__(self, keeper: Keeper) -> None:
        """Know who writes them."""
        self._keeper = keeper

    async def open(self, session: Session, new: NewTicket, *, by: StaffId | None) -> Ticket:
        """Open a ticket, once for a client id; raises TicketTypeUnknown, DetailsUnfit."""
        keeper, now = self._keeper, self._keeper.clock.now()
        known = await keeper.store.of_client(session, new.client_id)
        if known is not None:
            return known
        form = self._form(new.type_code)
        repeat_no = await self._repeat_no(session, form, new, now)
        number = await keeper.store.next_number(session, now.astimezone(LOCAL).date())
        ticket = _ticket(form, new, number=number, repeat_no=repeat_no, now=now, by=by)
        await keeper.store.add(session, ticket)
        lines = _first_lines(ticket, by=by, now=now)
        await keeper.store.note(session, ticket.id, lines, now=now)
        await keeper.opened(session, ticket)
        return await keeper.keep(session, retold(ticket, lines))

    def _form(self, type_code: str) -> TypeForm:
        form = self._keeper.rules.form_of(type_code)
        if form is None:
            raise TicketTypeUnknown(type_code=type_code)
        return form

    async def _repeat_no(
        self, session: Session, form: TypeForm, new: NewTicket, now: datetime
    ) -> int:
        if new.account_no is None or new.split_from is not None:
            return 1
        season = self._keeper.rules.season
        in_season = season is not None and season.day(now.astimezone(LOCAL).date()) is not None
        within = REPEAT_WITHIN_IN_SEASON if in_season else REPEAT_WITHIN
        before = await self._keeper.store.told_before(
            session, form.domain, new.account_no, group=form.repeats, since=now - within
        )
        return before + 1


def _ticket(
    form: TypeForm,
    new: NewTicket,
    *,
    number: str,
    repeat_no: int,
    now: datetime,
    by: StaffId | None,
) -> Ticket:
    priority = new.priority or form.priority
    is_filled = by is not None and new.split_from is None
    ticket = Ticket(
        id=TicketId.new(),
        work_order_no=number,
        domain=form.domain,
        type_code=form.code,
        type_name=form.name.zh,
        priority=_raised(priority) if repeat_no > 1 else priority,
        status=DRAFT if new.is_draft else "accepted",
        description=new.description,
        opened_at=min(new.told_at or now, now),
        changed_at=now,
        account_no=new.account_no,
        conversation_id=new.conversation_id,
        customer_id=new.customer_id,
        repeat_no=repeat_no,
        related_outage_id=new.related_outage_id,
        kept_by=KeptBy.DESK,
        title=new.title or form.name.zh,
        source_channel=new.source_channel,
        submitter=new.submitter,
        place=new.place,
        contact_phone=new.contact_phone,
        details=checked_details(form, new.details, is_complete=is_filled),
        emotion=new.emotion,
        external=new.external,
        incident_id=new.incident_id,
    )
    return replace(ticket, split_from=new.split_from, opened_by=by, client_id=new.client_id)


def _first_lines(ticket: Ticket, *, by: StaffId | None, now: datetime) -> list[TicketEvent]:
    return [TicketEvent(now, ticket.status, actor=by)]


def _raised(priority: str) -> str:
    """One higher, but for a repeat not the highest."""
    if priority <= _HIGHEST_BY_REPEAT:
        return priority
    return _PRIORITIES[_PRIORITIES.index(priority) - 1]
