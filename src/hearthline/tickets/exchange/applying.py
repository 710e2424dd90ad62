"""Does what the rows of a sheet say: opens tickets, moves deadlines, urges."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from hearthline.access import Staff
from hearthline.platform.db import Session
from hearthline.tickets.counting import LOCAL
from hearthline.tickets.exchange.model import Line, Office, Outcome, Tally
from hearthline.tickets.exchange.planning import details_of
from hearthline.tickets.handling import NewTicket, TicketHandling
from hearthline.tickets.handling.actions import Urge
from hearthline.tickets.handling.allowed import RULES
from hearthline.tickets.keeping import Keeper
from hearthline.tickets.model import External, Place, Submitter, Ticket, TicketEvent

EXTERNAL: Final = "external"
_LONGEST_TITLE: Final = 120
_INSTANT: Final = timedelta(microseconds=1)


class Applying:
    """Does what one row says; the caller holds the office's lock."""

    def __init__(self, keeper: Keeper, handling: TicketHandling) -> None:
        """Stand on the tickets."""
        self._keeper = keeper
        self._handling = handling

    async def apply(
        self, session: Session, office: Office, line: Line, *, stamp: str, by: Staff
    ) -> tuple[Line, Tally]:
        """The row with its ticket, and what was done; done again, it does nothing."""
        if line.outcome is Outcome.KNOWN and not line.is_moved and not line.is_urged:
            return line, Tally()
        ticket = await self._ticket(session, office, line, stamp=stamp, by=by)
        moved = await self._move(session, ticket, line, office, stamp=stamp, by=by)
        urged = await self._urge(session, ticket, line, office, by=by)
        told = replace(line, ticket_id=ticket.id, work_order_no=ticket.work_order_no)
        opened = int(line.outcome is Outcome.NEW)
        return told, Tally(opened=opened, moved=moved, urged=urged)

    async def _ticket(
        self, session: Session, office: Office, line: Line, *, stamp: str, by: Staff
    ) -> Ticket:
        """The ticket of a row, opened if it is new, its row held."""
        if line.ticket_id is not None:
            ticket = await self._keeper.store.find(session, line.ticket_id, lock=True)
            if ticket is not None:
                return ticket
        ticket = await self._handling.open(session, by, _new(office, line))
        told = self._told(office, line, "转办，期限", stamp=stamp, by=by)
        after = replace(told, at=told.at + _INSTANT)
        await self._keeper.store.note(session, ticket.id, [after], now=after.at)
        return ticket

    async def _move(
        self, session: Session, ticket: Ticket, line: Line, office: Office, *, stamp: str, by: Staff
    ) -> int:
        """Another deadline of a known ticket; 1 if it was moved.

        A sheet tells it once: one that is sent again later does not bring an old deadline back.
        """
        deadline = line.received.deadline if line.received else None
        before = ticket.external.deadline if ticket.external else None
        if line.outcome is not Outcome.KNOWN or deadline is None or deadline == before:
            return 0
        told = self._told(office, line, "期限改为", stamp=stamp, by=by)
        log = (await self._keeper.store.logs(session, [ticket.id]))[ticket.id]
        if any(one.client_id == told.client_id for one in log):
            return 0
        await self._keeper.write(session, ticket.id, told)
        external = External(source=office.code, no=line.no, deadline=deadline)
        await self._keeper.keep(session, replace(ticket, external=external))
        return 1

    def _told(
        self, office: Office, line: Line, words: str, *, stamp: str, by: Staff
    ) -> TicketEvent:
        """The line of a log that tells of the office's deadline."""
        until = f"{line.deadline.astimezone(LOCAL):%Y-%m-%d %H:%M}" if line.deadline else "—"
        return TicketEvent(
            at=self._keeper.clock.now(),
            kind=EXTERNAL,
            text=f"{office.code} {words} {until}",
            actor=by.id,
            data={
                "source": office.code,
                "no": line.no,
                "deadline": line.deadline.isoformat() if line.deadline else None,
            },
            client_id=f"exchange:{stamp}",
        )

    async def _urge(
        self, session: Session, ticket: Ticket, line: Line, office: Office, *, by: Staff
    ) -> int:
        """The office asks again: once for each time that it names, else once a day."""
        told = line.received
        if told is None or not told.is_urged or not ticket.is_kept_here:
            return 0
        held = await self._keeper.store.find(session, ticket.id, lock=True)
        if held is None or held.status not in RULES["urge"].states:
            return 0
        moment = told.urged_at or self._keeper.clock.now()
        day = moment.isoformat() if told.urged_at else f"{moment.astimezone(LOCAL):%Y-%m-%d}"
        action = Urge(client_id=f"exchange-urge:{day}", text=f"{office.name.zh}催办")
        acted = await self._handling.act(session, ticket.id, action, by=by)
        return 0 if acted.is_repeated else 1


def _new(office: Office, line: Line) -> NewTicket:
    told = line.received
    if told is None:
        raise ValueError(f"row {line.row} has nothing to open")
    caller = told.text("caller")
    return NewTicket(
        client_id=f"external:{office.code}:{told.no}",
        type_code=line.type_code,
        title=told.text("title")[:_LONGEST_TITLE],
        description=told.content,
        account_no=told.account,
        submitter=Submitter(kind="gov", name=caller, phone=told.phone),
        place=Place(address=told.text("address")),
        contact_phone=told.phone,
        source_channel=office.code,
        details=details_of(office, told),
        external=External(source=office.code, no=told.no, deadline=line.deadline),
        told_at=told.received_at,
    )
