"""What came from the field about a ticket, for the desk: also what could not be taken."""

from dataclasses import dataclass

from hearthline.kernel import StaffId, TicketId
from hearthline.platform.db import Session
from hearthline.tickets.field.model import Deed, Evidence
from hearthline.tickets.field.store import FieldStore
from hearthline.tickets.field.tasks import NamesOf
from hearthline.tickets.service import Tickets


@dataclass(frozen=True, slots=True)
class FieldRecord:
    """Evidence and actions of one ticket, oldest first, with the names of whoever did them."""

    evidence: list[Evidence]
    deeds: list[Deed]
    names: dict[StaffId, str]


class FieldRecords:
    """Reads what phones sent."""

    def __init__(self, tickets: Tickets, *, names: NamesOf) -> None:
        """`names` tells what staff are called."""
        self._tickets = tickets
        self._names = names
        self._store = FieldStore()

    async def of(self, session: Session, ticket_id: TicketId) -> FieldRecord:
        """The record of a ticket; raises TicketUnknown."""
        await self._tickets.get(session, ticket_id)
        evidence = (await self._store.of(session, [ticket_id]))[ticket_id]
        deeds = await self._store.deeds(session, ticket_id)
        people = {one.staff_id for one in evidence} | {one.staff_id for one in deeds}
        return FieldRecord(evidence, deeds, await self._names(session, people))
