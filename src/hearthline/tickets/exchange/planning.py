"""What a sheet of another office would do, row by row, before anything is done."""

import hashlib
from asyncio import to_thread
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from hearthline.kernel import Words
from hearthline.platform.calendar import CalendarDays
from hearthline.platform.db import Session
from hearthline.tickets.counting import WorkCalendar, due_at
from hearthline.tickets.exchange import store
from hearthline.tickets.exchange.errors import OfficeUnknown
from hearthline.tickets.exchange.model import CONTENT, Line, Office, Outcome, Plan, Received
from hearthline.tickets.exchange.reading import Row, read_lines
from hearthline.tickets.exchange.sheets import rows_of
from hearthline.tickets.forms import TypeForm, checked_details
from hearthline.tickets.forms.errors import DetailsUnfit
from hearthline.tickets.keeping import Keeper
from hearthline.tickets.model import Ticket

_STAMP_LETTERS: Final = 32


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


class Planner:
    """Reads sheets and judges their rows."""

    def __init__(self, offices: Offices, keeper: Keeper) -> None:
        """Know the offices and the tickets that are there."""
        self.offices = offices
        self._keeper = keeper
        self._days = CalendarDays()

    async def plan(self, session: Session, source: str, content: bytes) -> Plan:
        """What a sheet would do; raises OfficeUnknown and what reading a sheet raises."""
        lines = await self.read(session, source, content)
        known = await self.told_known(session, source, lines)
        return Plan(source=source, stamp=self.stamp(source, content), lines=tuple(known))

    async def read(self, session: Session, source: str, content: bytes) -> list[Line]:
        """Every row by itself: new with type and deadline, twice, or faulty."""
        office, now = self.offices.get(source), self._keeper.clock.now()
        calendar = self._keeper.rules.calendar.but_for(await self._days.list(session))

        def lines() -> list[Line]:
            found = _twice_marked(_lines_of(content, office))
            return [self._judged(line, office, calendar, now) for line in found]

        return await to_thread(lines)

    def stamp(self, source: str, content: bytes) -> str:
        """What is shown: the file, and the format by which it is read; raises OfficeUnknown."""
        seen = hashlib.sha256(content)
        seen.update(repr(self.offices.get(source)).encode())
        return seen.hexdigest()[:_STAMP_LETTERS]

    async def told_known(self, session: Session, source: str, lines: Sequence[Line]) -> list[Line]:
        """New rows whose number has a ticket become known, with what is new for it."""
        numbers = [line.no for line in lines if line.outcome is Outcome.NEW]
        rows = await store.known(session, source, numbers) if numbers else []
        tickets = [self._keeper.store.read(row) for row in rows]
        known = {one.external.no: one for one in tickets if one.external}
        return [_told_known(line, known.get(line.no)) for line in lines]

    def _judged(self, line: Line, office: Office, calendar: WorkCalendar, now: datetime) -> Line:
        """A row with its type and deadline, or faulty because its form cannot be filled."""
        told = line.received
        if told is None or line.outcome is not Outcome.NEW:
            return line
        code = office.type_of(told.text("category"))
        form = self._keeper.rules.form_of(code) or TypeForm()
        try:
            checked_details(form, details_of(office, told))
        except DetailsUnfit as unfit:
            words = Words(zh=str(unfit.told().zh), en=str(unfit.told().en))
            return replace(line, outcome=Outcome.FAULTY, why=words, type_code=code)
        start = min(told.received_at or now, now)
        deadline = told.deadline or due_at(start, office.limit, [], calendar=calendar)
        return replace(line, type_code=code, deadline=deadline)


def _lines_of(content: bytes, office: Office) -> list[Line]:
    rows: list[Row] = rows_of(content)
    return read_lines(rows, office.sheet)


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
        is_moved=says is not None and says != before,
        ticket_id=ticket.id,
        work_order_no=ticket.work_order_no,
    )


def details_of(office: Office, told: Received) -> dict[str, str]:
    """What our form gets from their cells; empty cells fill nothing."""
    texts = {**told.cells, CONTENT: told.content}
    return {name: texts[field] for name, field in office.details.items() if texts.get(field)}
