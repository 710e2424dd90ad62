"""A worker's tasks: his own and what his teams have not given to anybody, and nothing else."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Final

from hearthline.access import Audit, Staff
from hearthline.customers import masked_name, masked_phone
from hearthline.kernel import StaffId, TicketId, Words
from hearthline.kernel.text import normalise
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Session
from hearthline.tickets.field.errors import NoPhone, TaskNotYours, TaskUnknown
from hearthline.tickets.field.hazards import hazards_of
from hearthline.tickets.field.lookup import TaskLookup
from hearthline.tickets.field.model import Evidence, Place
from hearthline.tickets.field.store import FieldStore
from hearthline.tickets.forms import TypeForm
from hearthline.tickets.model import Ticket, TicketEvent, since_reopened
from hearthline.tickets.service import Tickets
from hearthline.tickets.teams import Teams

NamesOf = Callable[[Session, Iterable[StaffId]], Awaitable[dict[StaffId, str]]]
_SOMEBODY: Final = "其他人员"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A ticket as its worker sees it; evidence is that of the last round of work."""

    ticket: Ticket
    form: TypeForm
    log: Sequence[TicketEvent]
    is_mine: bool
    team: str | None
    worker: str | None
    place: Place | None
    hazards: list[tuple[str, Words]]
    earlier: list[Ticket]
    evidence: list[Evidence]
    names: dict[StaffId, str]

    @property
    def has_arrived(self) -> bool:
        """Whether somebody was there in this round."""
        return any(line.kind == "on_site" for line in since_reopened(self.log))

    @property
    def contact_masked(self) -> str | None:
        """Whom to ask for."""
        name = self.ticket.submitter.name
        return masked_name(name) if name else None

    @property
    def phone_masked(self) -> str | None:
        """The number, as long as nobody calls it."""
        phone = phone_of(self.ticket)
        return masked_phone(phone) if phone else None


def phone_of(ticket: Ticket) -> str | None:
    """The number to call about a ticket."""
    return ticket.contact_phone or ticket.submitter.phone


class FieldTasks:
    """Finds tasks, and says whose they are."""

    def __init__(self, tickets: Tickets, teams: Teams, *, names: NamesOf, vault: Vault) -> None:
        """Stand on the tickets; `names` tells what staff are called."""
        self._keeper = tickets.keeper
        self._teams = teams
        self._names = names
        self._vault = vault
        self._lookup = TaskLookup(tickets.keeper.store)
        self._store = FieldStore()
        self._audit = Audit(tickets.keeper.clock)

    def now(self) -> datetime:
        """Our clock, for phones to compare theirs with."""
        return self._keeper.clock.now()

    async def page(
        self, session: Session, staff: Staff, *, before: TicketId | None, limit: int
    ) -> list[Task]:
        """A page of tasks, newest first."""
        teams = await self._teams.of_staff(session, staff.id)
        tickets = await self._lookup.tasks(session, staff.id, teams, before=before, limit=limit)
        return await self._tasks(session, staff, tickets)

    async def get(self, session: Session, staff: Staff, ticket_id: TicketId) -> Task:
        """One task of his own or of his teams; raises TaskUnknown."""
        ticket = await self._keeper.store.find(session, ticket_id)
        if ticket is None or not await self._is_his(session, staff, ticket):
            raise TaskUnknown
        (task,) = await self._tasks(session, staff, [ticket])
        return task

    async def phone(self, session: Session, staff: Staff, ticket_id: TicketId) -> str:
        """The number to call, which is written down; raises TaskUnknown, NoPhone."""
        ticket = (await self.get(session, staff, ticket_id)).ticket
        phone = phone_of(ticket)
        if phone is None:
            raise NoPhone
        await self._audit.record(
            session, staff, "ticket.phone_shown", subject_kind="ticket", subject_id=ticket_id
        )
        return phone

    async def his(self, session: Session, staff: Staff, ticket_id: TicketId) -> Ticket:
        """A ticket on which he may work: his own, or one of his teams that nobody has taken.

        Raises TaskNotYours when it went to somebody else meanwhile, TaskUnknown when it never was.
        """
        ticket = await self.once_his(session, staff, ticket_id)
        is_free = ticket.worker_id in (None, staff.id)
        if is_free and await self._is_his(session, staff, ticket):
            return ticket
        raise TaskNotYours(number=ticket.work_order_no, holder=await self._holder(session, ticket))

    async def once_his(self, session: Session, staff: Staff, ticket_id: TicketId) -> Ticket:
        """A ticket that is or ever was his; raises TaskUnknown.

        What somebody recorded at the customer's is kept, whoever has the ticket by now.
        """
        ticket = await self._keeper.store.find(session, ticket_id)
        if ticket is None or not ticket.is_kept_here:
            raise TaskUnknown
        teams = await self._teams.of_staff(session, staff.id)
        was_his = (
            await self._is_his(session, staff, ticket)
            or await self._store.has_worked(session, ticket_id, staff.id)
            or await self._lookup.was_sent(session, ticket_id, staff.id, teams=teams)
        )
        if not was_his:
            raise TaskUnknown
        return ticket

    def address_key(self, ticket: Ticket) -> bytes | None:
        """What the place of an address is kept by; None without an address."""
        address = normalise(ticket.place.address).replace(" ", "")
        return self._vault.fingerprint("field address", address) if address else None

    async def place_of(self, session: Session, ticket: Ticket) -> Place | None:
        """Where the ticket's address lies, as far as people have stood there."""
        key = self.address_key(ticket)
        places = await self._store.places(session, [key]) if key else {}
        return _middle(places.get(key, [])) if key else None

    async def _is_his(self, session: Session, staff: Staff, ticket: Ticket) -> bool:
        if not ticket.is_kept_here:
            return False
        if ticket.worker_id == staff.id:
            return True
        return ticket.team_id in await self._teams.of_staff(session, staff.id)

    async def _holder(self, session: Session, ticket: Ticket) -> str:
        if ticket.worker_id is not None:
            return (await self._names(session, [ticket.worker_id])).get(ticket.worker_id, _SOMEBODY)
        teams = await self._lookup.team_names(session, [ticket.team_id] if ticket.team_id else [])
        return next((f"“{name}”" for name in teams.values()), _SOMEBODY)

    async def _tasks(self, session: Session, staff: Staff, tickets: Sequence[Ticket]) -> list[Task]:
        if not tickets:
            return []
        ids = [ticket.id for ticket in tickets]
        logs = await self._keeper.store.logs(session, ids)
        earlier = await self._lookup.earlier(session, ids)
        evidence = await self._store.of(session, ids)
        keys = {ticket.id: self.address_key(ticket) for ticket in tickets}
        places = await self._store.places(session, [key for key in keys.values() if key])
        wanted = [ticket.team_id for ticket in tickets if ticket.team_id]
        teams = await self._lookup.team_names(session, wanted)
        people = {one.staff_id for each in evidence.values() for one in each}
        people |= {ticket.worker_id for ticket in tickets if ticket.worker_id}
        names = await self._names(session, people)
        return [
            Task(
                ticket=ticket,
                form=self._keeper.rules.form_of(ticket.type_code) or TypeForm(),
                log=logs[ticket.id],
                is_mine=ticket.worker_id == staff.id,
                team=teams.get(ticket.team_id) if ticket.team_id else None,
                worker=names.get(ticket.worker_id) if ticket.worker_id else None,
                place=_middle(places.get(keys[ticket.id] or b"", [])),
                hazards=hazards_of(ticket),
                earlier=earlier.get(ticket.id, []),
                evidence=_of_this_round(evidence[ticket.id], logs[ticket.id]),
                names=names,
            )
            for ticket in tickets
        ]


def _of_this_round(evidence: list[Evidence], log: Sequence[TicketEvent]) -> list[Evidence]:
    lines = since_reopened(log)
    return [one for one in evidence if not lines or one.happened_at >= lines[0].at]


def _middle(places: Sequence[Place]) -> Place | None:
    """The middle of where people stood; one who stood elsewhere does not move it."""
    if not places:
        return None
    return Place(
        median(place.latitude for place in places), median(place.longitude for place in places)
    )
