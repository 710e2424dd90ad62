"""Lists of tickets as people look for them."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime

from hearthline.conversations import Numbered
from hearthline.customers import Groups
from hearthline.kernel import StaffId
from hearthline.platform.db import Session
from hearthline.tickets.keeping import TicketFile
from hearthline.tickets.listing import store
from hearthline.tickets.listing.model import Counts, TicketTally, Wanted
from hearthline.tickets.service import Tickets

MOST_EXPORTED = 20_000
_AT_ONCE = 200


class TicketLists:
    """Finds tickets."""

    def __init__(self, tickets: Tickets) -> None:
        """Stand on the tickets."""
        self._keeper = tickets.keeper
        self._groups = Groups()

    async def page(self, session: Session, wanted: Wanted) -> list[TicketFile]:
        """A page with logs and clocks; one person's entries count as one customer."""
        now = self._keeper.clock.now()
        customers = None
        if wanted.customer_id is not None:
            group = await self._groups.maybe(session, wanted.customer_id)
            customers = group.ids if group else (wanted.customer_id,)
        rows = await store.find(session, wanted, customers=customers, now=now)
        return await self._keeper.files(session, [self._keeper.store.read(row) for row in rows])

    async def exported(self, session: Session, wanted: Wanted) -> AsyncIterator[TicketFile]:
        """Every ticket of a list, at most 20 000."""
        after, told = wanted.after, 0
        while told < MOST_EXPORTED:
            files = await self.page(session, replace(wanted, after=after, limit=_AT_ONCE))
            for file in files:
                yield file
            if len(files) < _AT_ONCE:
                return
            after, told = files[-1].ticket.id, told + len(files)

    async def counts(self, session: Session, staff_id: StaffId) -> Counts:
        """How the open tickets stand, those of one person among them."""
        row = await store.count(session, staff_id, now=self._keeper.clock.now())
        return Counts(**row)

    async def tally(self, session: Session, *, since: datetime, until: datetime) -> TicketTally:
        """What a span of time brought, and how many are past a deadline now."""
        row = await store.tally(session, since, until, now=self._keeper.clock.now())
        return TicketTally(**row)

    async def numbered(self, session: Session, q: str, limit: int) -> list[Numbered]:
        """The newest tickets whose number, here or at another office, begins with some words."""
        if len(q.strip()) < 2:
            return []
        rows = await store.numbered(session, q.strip(), limit)
        found = [self._keeper.store.read(row) for row in rows]
        return [
            Numbered(
                ref=ticket.id,
                number=ticket.work_order_no,
                title=ticket.title or ticket.type_name,
                label=ticket.place.address,
                at=ticket.opened_at,
                conversation_id=ticket.conversation_id,
            )
            for ticket in found
        ]
