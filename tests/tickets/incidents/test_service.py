"""Incidents: suspected, confirmed, told of, restored; nobody is sent twice (R131, R134)."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from hearthline.access import Role, Staff
from hearthline.conversations import Conversations, SenderKind
from hearthline.kernel import ConversationId, EventId, TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from hearthline.platform.outbox import Outbox
from hearthline.platform.streams import Streams
from hearthline.tickets import (
    Attaching,
    Incident,
    IncidentFacts,
    Incidents,
    IncidentState,
    Place,
    Scope,
    Telling,
    Ticket,
    TicketOpened,
)
from hearthline.tickets.incidents import IncidentChanged, incident_reactions
from hearthline.tickets.incidents.errors import (
    IncidentMoved,
    IncidentNotPossible,
    IncidentNowhere,
)
from tests.fakes.fake_clock import FakeClock
from tests.make import conversations as make
from tests.make.tickets import Bench, order

pytestmark = pytest.mark.store

BUILDING = Scope(community="幸福小区", building="3")


@dataclass
class Room:
    """Incidents of a tenant, and what the worker does."""

    bench: Bench
    incidents: Incidents
    attaching: Attaching
    telling: Telling
    conversations: Conversations
    boss: Staff

    async def report(self, household: int, **facts: Any) -> Ticket:
        """A cold home in building 3, taken in as the worker does."""
        place = Place(community="幸福小区", building="3", unit="1", address="幸福小区3号楼")
        account = f"12030056{household:02d}"
        given = {"account_no": account, "place": place} | facts
        ticket = await self.bench.open(self.boss, **given)
        return await self.took(ticket)

    async def took(self, ticket: Ticket) -> Ticket:
        """What the worker does with a new ticket."""
        await self._reactions()[TicketOpened.name](
            TicketOpened(
                event_id=EventId.new(),
                tenant_id=self.bench.tenant,
                at=self.bench.clock.now(),
                ticket_id=ticket.id,
            )
        )
        return (await self.bench.file(ticket.id)).ticket

    async def told(self, incident: Incident, deed: str) -> None:
        """What the worker does with a change of an incident."""
        await self._reactions()[IncidentChanged.name](
            IncidentChanged(
                event_id=EventId.new(),
                tenant_id=self.bench.tenant,
                at=self.bench.clock.now(),
                incident_id=incident.id,
                deed=deed,
                counter=incident.counter,
            )
        )

    async def open(self) -> list[Incident]:
        """What is suspected or confirmed."""
        states = (IncidentState.SUSPECTED, IncidentState.CONFIRMED)
        async with self.bench.database.session(self.bench.tenant) as session:
            return [file.incident for file in await self.incidents.page(session, states)]

    async def confirm(self, incident: Incident, **facts: Any) -> Incident:
        """Say that it is so."""
        given: dict[str, Any] = {"title": incident.title, "scope": incident.scope}
        said = IncidentFacts(**given | facts)
        async with self.bench.database.session(self.bench.tenant) as session:
            return await self.incidents.confirm(
                session, incident.id, said, counter=incident.counter, by=self.boss
            )

    async def restore(self, incident: Incident) -> Incident:
        """Say that supply is back."""
        async with self.bench.database.session(self.bench.tenant) as session:
            return await self.incidents.restore(
                session, incident.id, counter=incident.counter, by=self.boss
            )

    async def words(self, conversation_id: ConversationId) -> list[str]:
        """What was said by the system in a conversation."""
        async with self.bench.database.session(self.bench.tenant) as session:
            found = await self.conversations.read(session, conversation_id)
        return [one.text for one in found if one.sender.kind is SenderKind.SYSTEM]

    async def conversation(self) -> ConversationId:
        """An open conversation of somebody."""
        async with self.bench.database.session(self.bench.tenant) as session:
            return (await make.conversation(session, self.bench.vault, self.bench.clock)).id

    def _reactions(self) -> dict[str, Callable[[Any], Awaitable[None]]]:
        made = incident_reactions(
            self.bench.database,
            self.bench.tickets,
            attaching=self.attaching,
            telling=self.telling,
            place_of=self._place_of,
        )
        return {one.event_type.name: one.handle for one in made}

    async def _place_of(self, tenant_id: TenantId, domain: str, account_no: str) -> Place | None:
        del tenant_id, domain
        unit = account_no[-1]
        return Place(community="幸福小区", building="3", unit=unit, station="城东换热站")


@pytest.fixture
async def room(database: Database, tenant: TenantId, clock: FakeClock, vault: Vault) -> Room:
    bench = Bench(database, tenant, clock, vault)
    streams, outbox = Streams(), Outbox()
    conversations = Conversations(streams, outbox, clock)
    attaching = Attaching(bench.tickets, outbox)
    return Room(
        bench=bench,
        incidents=Incidents(bench.tickets, bench.handling, attaching),
        attaching=attaching,
        telling=Telling(database, conversations, bench.tickets),
        conversations=conversations,
        boss=await bench.person(Role.SUPERVISOR),
    )


async def test_three_reports_close_together_are_suspicious(room: Room, clock: FakeClock) -> None:
    await room.report(1)
    clock.advance(timedelta(minutes=10))
    await room.report(2)
    assert await room.open() == []
    await room.report(2)
    assert await room.open() == []

    last = await room.report(3)

    (incident,) = await room.open()
    assert (incident.state, incident.scope) == (
        IncidentState.SUSPECTED,
        Scope(community="幸福小区", building="3", unit="1"),
    )
    assert last.incident_id == incident.id
    async with room.bench.database.session(room.bench.tenant) as session:
        file = await room.incidents.file(session, incident.id)
    assert file.tally.reports == 4
    assert [line.kind for line in file.log] == ["suspected"]


async def test_reports_that_are_far_apart_are_not(room: Room, clock: FakeClock) -> None:
    for household in range(1, 5):
        await room.report(household)
        clock.advance(timedelta(minutes=31))
    assert await room.open() == []


async def test_of_reports_that_come_at_once_one_incident_is_made(room: Room) -> None:
    await asyncio.gather(*(room.report(household) for household in range(1, 9)))
    assert len(await room.open()) == 1


async def test_confirmed_reports_follow_its_own_ticket_and_customers_are_told_once(
    room: Room,
) -> None:
    talk = await room.conversation()
    tickets = [await room.report(1, conversation_id=talk)]
    tickets += [await room.report(2), await room.report(3)]
    (incident,) = await room.open()

    confirmed = await room.confirm(incident, words="热力管道漏水", scope=BUILDING)
    await room.told(confirmed, "confirmed")
    await room.told(confirmed, "confirmed")

    files = [await room.bench.file(one.id) for one in tickets]
    assert [file.ticket.status for file in files] == ["merged"] * 3
    assert {file.ticket.parent_id for file in files} == {confirmed.lead_ticket_id}
    assert confirmed.lead_ticket_id is not None
    lead = await room.bench.file(confirmed.lead_ticket_id)
    assert (lead.ticket.type_code, lead.ticket.priority) == ("H-AR-01", "P0")
    (said,) = await room.words(talk)
    assert said.startswith("您反映的情况属于幸福小区3号楼的同一起故障，已经在抢修。热力管道漏水。")


async def test_a_later_report_is_attached_instead_of_sent_again(room: Room) -> None:
    for household in (1, 2, 3):
        await room.report(household)
    (incident,) = await room.open()
    confirmed = await room.confirm(incident, scope=BUILDING)
    talk = await room.conversation()

    later = await room.report(4, conversation_id=talk)
    mirrored = await room.took(await room.bench.record(order(account_no="1203005677")))

    assert (later.status, later.parent_id) == ("merged", confirmed.lead_ticket_id)
    assert (mirrored.status, mirrored.incident_id) == ("accepted", confirmed.id)
    assert mirrored.place.station == "城东换热站"
    assert len(await room.words(talk)) == 1


async def test_after_the_restoration_everybody_is_told_and_asked(room: Room) -> None:
    talk, asker = await room.conversation(), await room.conversation()
    tickets = [await room.report(1, conversation_id=talk)]
    tickets += [await room.report(2), await room.report(3)]
    (incident,) = await room.open()
    confirmed = await room.confirm(incident, scope=BUILDING)
    async with room.bench.database.session(room.bench.tenant) as session:
        known = await room.attaching.asked(
            session, "heating", Place(address="幸福小区3号楼"), conversation_id=asker
        )
    assert [one.id for one in known] == [confirmed.id]

    restored = await room.restore(confirmed)
    await room.told(restored, "restored")
    await room.told(restored, "restored")

    assert (await room.words(talk))[-1].startswith("幸福小区3号楼已恢复。")
    assert (await room.words(asker)) == (await room.words(talk))[-1:]
    asked = (await room.bench.file(tickets[0].id)).ticket.call_back
    assert asked.state == "asked"
    assert (await room.bench.told()).count("ticket.resolved") == 1
    assert await room.open() == []


async def test_of_two_supervisors_one_decides(room: Room) -> None:
    for household in (1, 2, 3):
        await room.report(household)
    (incident,) = await room.open()

    tried = await asyncio.gather(
        room.confirm(incident), room.confirm(incident), return_exceptions=True
    )

    refused = [one for one in tried if isinstance(one, BaseException)]
    assert [type(one) for one in refused] == [IncidentNotPossible]
    (confirmed,) = await room.open()
    with pytest.raises(IncidentMoved):
        async with room.bench.database.session(room.bench.tenant) as session:
            await room.incidents.restore(session, confirmed.id, counter=1, by=room.boss)


async def test_what_was_no_incident_leaves_its_tickets_as_they_were(room: Room) -> None:
    tickets = [await room.report(household) for household in (1, 2, 3)]
    (incident,) = await room.open()

    async with room.bench.database.session(room.bench.tenant) as session:
        await room.incidents.dismiss(
            session, incident.id, counter=1, by=room.boss, text="各家原因不同"
        )

    files = [await room.bench.file(one.id) for one in tickets]
    assert [file.ticket.incident_id for file in files] == [None] * 3
    assert {file.ticket.status for file in files} == {"accepted"}


async def test_an_incident_must_be_somewhere(room: Room) -> None:
    facts = IncidentFacts(title="不热", scope=Scope(building="3"))
    with pytest.raises(IncidentNowhere):
        async with room.bench.database.session(room.bench.tenant) as session:
            await room.incidents.open(session, facts, domain="heating", matter="cold", by=room.boss)
