"""Takes in the sheets of other offices: shown first, then applied; each number is opened once."""

import hashlib
from asyncio import to_thread
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from hearthline.access import Audit, Staff
from hearthline.kernel import Words
from hearthline.platform.calendar import CalendarDays
from hearthline.platform.db import Session
from hearthline.tickets.counting import LOCAL, WorkCalendar, due_at
from hearthline.tickets.exchange import store
from hearthline.tickets.exchange.errors import OfficeUnknown, SheetChanged
from hearthline.tickets.exchange.model import CONTENT, Line, Office, Outcome, Plan, Received
from hearthline.tickets.exchange.reading import Row, read_lines
from hearthline.tickets.exchange.sheets import rows_of
from hearthline.tickets.forms import TypeForm, checked_details
from hearthline.tickets.forms.errors import DetailsUnfit
from hearthline.tickets.handling import NewTicket, TicketHandling
from hearthline.tickets.handling.actions import Urge
from hearthline.tickets.handling.allowed import RULES
from hearthline.tickets.model import External, Place, Submitter, Ticket, TicketEvent
from hearthline.tickets.service import Tickets

EXTERNAL: Final = "external"
_STAMP_LETTERS: Final = 32
_LONGEST_TITLE: Final = 120


class Offices:
    """The offices whose sheets are known."""

    def __init__(self, offices: Mapping[str, Office]) -> None:
        """Know them by code."""
        self.all = offices

    def get(self, source: str) -> Office:
        """One of them; raises OfficeUnknown."""
        office = self.all.get(source)
        if office is None:
            raise OfficeUnknown(source=source, known="、".join(self.all) or "—")
        return office


class Intakes:
    """Opens the tickets of a sheet, and tells known ones what is new."""

    def __init__(self, offices: Offices, tickets: Tickets, handling: TicketHandling) -> None:
        """Stand on the tickets."""
        self.offices = offices
        self._keeper = tickets.keeper
        self._handling = handling
        self._days = CalendarDays()

    async def preview(self, session: Session, source: str, content: bytes) -> Plan:
        """What a sheet would do, row by row; nothing is stored.

        Raises OfficeUnknown, SheetUnreadable, ColumnsMissing, SheetTooLong.
        """
        office = self.offices.get(source)
        lines = await to_thread(_lines_of, content, office)
        now = self._keeper.clock.now()
        calendar = self._keeper.rules.calendar.but_for(await self._days.list(session))
        judged = [self._judged(line, office, calendar, now) for line in _twice_marked(lines)]
        known = await self._known(session, source, judged)
        planned = [_told_known(line, known.get(line.no)) for line in judged]
        return Plan(source=source, stamp=_stamp(office, content), lines=tuple(planned))

    async def apply(
        self, session: Session, source: str, content: bytes, *, stamp: str, by: Staff
    ) -> Plan:
        """Do what was shown; sent again, by whomever, it opens nothing twice.

        Faulty rows are left out. Raises SheetChanged, and what a preview raises.
        """
        await store.lock(session, source)
        plan = await self.preview(session, source, content)
        if plan.stamp != stamp:
            raise SheetChanged
        office, done, moved, urged = self.offices.get(source), [], 0, 0
        for line in plan.lines:
            if line.received is None or line.outcome not in (Outcome.NEW, Outcome.KNOWN):
                done.append(line)
                continue
            ticket = await self._ticket(session, office, line, stamp=stamp, by=by)
            moved += await self._move(session, ticket, line, office, stamp=stamp, by=by)
            urged += await self._urge(session, ticket, line, office, by=by)
            told = replace(line, ticket_id=ticket.id, work_order_no=ticket.work_order_no)
            done.append(told)
        applied = replace(
            plan,
            lines=tuple(done),
            is_applied=True,
            opened=plan.count(Outcome.NEW),
            moved=moved,
            urged=urged,
        )
        await self._audit(session, applied, by=by)
        return applied

    def _judged(self, line: Line, office: Office, calendar: WorkCalendar, now: datetime) -> Line:
        """A row with its type and deadline, or faulty because its form cannot be filled."""
        told = line.received
        if told is None or line.outcome is not Outcome.NEW:
            return line
        code = office.type_of(told.text("category"))
        form = self._keeper.rules.form_of(code) or TypeForm()
        try:
            checked_details(form, _details(office, told))
        except DetailsUnfit as unfit:
            words = Words(zh=str(unfit.told().zh), en=str(unfit.told().en))
            return replace(line, outcome=Outcome.FAULTY, why=words, type_code=code)
        start = min(told.received_at or now, now)
        deadline = told.deadline or due_at(start, office.limit, [], calendar=calendar)
        return replace(line, type_code=code, deadline=deadline)

    async def _known(
        self, session: Session, source: str, lines: Sequence[Line]
    ) -> dict[str, Ticket]:
        numbers = [line.no for line in lines if line.outcome is Outcome.NEW]
        rows = await store.known(session, source, numbers)
        tickets = [self._keeper.store.read(row) for row in rows]
        return {one.external.no: one for one in tickets if one.external}

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
        await self._keeper.write(session, ticket.id, told)
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

    async def _audit(self, session: Session, plan: Plan, *, by: Staff) -> None:
        counts = {one.value: plan.count(one) for one in Outcome}
        await Audit(self._keeper.clock).record(
            session,
            by,
            "exchange.sheet_applied",
            subject_kind="office",
            subject_id=plan.source,
            details=counts | {"stamp": plan.stamp, "moved": plan.moved, "urged": plan.urged},
        )


def _lines_of(content: bytes, office: Office) -> list[Line]:
    rows: list[Row] = rows_of(content)
    return read_lines(rows, office.sheet)


def _stamp(office: Office, content: bytes) -> str:
    """What was shown: the file, and the format by which it was read."""
    seen = hashlib.sha256(content)
    seen.update(repr(office).encode())
    return seen.hexdigest()[:_STAMP_LETTERS]


def _twice_marked(lines: Sequence[Line]) -> list[Line]:
    """A number that stands there twice counts where it stands first."""
    seen: dict[str, int] = {}
    found = []
    for line in lines:
        if line.outcome is not Outcome.NEW:
            found.append(line)
            continue
        first = seen.setdefault(line.no, line.row)
        why = Words(zh=f"与第 {first} 行编号相同。", en=f"The number of row {first} again.")
        is_first = first == line.row
        found.append(
            line if is_first else replace(line, outcome=Outcome.TWICE, why=why, received=None)
        )
    return found


def _told_known(line: Line, ticket: Ticket | None) -> Line:
    """A row whose number has a ticket: what is new for it."""
    if ticket is None or line.outcome is not Outcome.NEW or line.received is None:
        return line
    before = ticket.external.deadline if ticket.external else None
    says = line.received.deadline
    return replace(
        line,
        outcome=Outcome.KNOWN,
        type_code=ticket.type_code,
        deadline=says or before,
        was_deadline=before if says and says != before else None,
        ticket_id=ticket.id,
        work_order_no=ticket.work_order_no,
    )


def _details(office: Office, told: Received) -> dict[str, str]:
    texts = {**told.cells, CONTENT: told.content}
    return {name: texts[field] for name, field in office.details.items() if texts.get(field)}


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
        details=_details(office, told),
        external=External(source=office.code, no=told.no, deadline=line.deadline),
        told_at=told.received_at,
    )
