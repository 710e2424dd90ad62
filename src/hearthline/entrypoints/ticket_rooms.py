"""The services of tickets: mirrors, work at the desk and in the field, words and warnings."""

from functools import cached_property

from hearthline.entrypoints.floors import LowerFloors
from hearthline.platform.storage import Storage
from hearthline.tickets import (
    Answers,
    FieldEvidence,
    FieldTasks,
    Intakes,
    IntakeWork,
    Notices,
    Offices,
    Teams,
    TicketDesk,
    TicketHandling,
    TicketLists,
    Tickets,
    TicketTasks,
    Warnings,
)


class TicketRooms(LowerFloors):
    """Everything about tickets."""

    @cached_property
    def tickets(self) -> Tickets:
        """Mirrors of work orders."""
        ground = self.ground
        return Tickets(
            ground.vault,
            ground.clock,
            rules=ground.shelf.duties,
            outbox=self.outbox,
            streams=self.streams,
            conversations=self.conversations,
        )

    @cached_property
    def teams(self) -> Teams:
        """Who works on tickets."""
        return Teams(self.ground.clock, rules=self.ground.shelf.duties)

    @cached_property
    def ticket_lists(self) -> TicketLists:
        """Tickets as people look for them."""
        return TicketLists(self.tickets)

    @cached_property
    def handling(self) -> TicketHandling:
        """Work on tickets that are kept here."""
        proof = self.field_evidence.proof
        return TicketHandling(self.tickets, self.teams, evidence_of=proof)

    @cached_property
    def field_tasks(self) -> FieldTasks:
        """The tasks of field staff."""
        names = self.access.names
        return FieldTasks(self.tickets, self.teams, names=names, vault=self.ground.vault)

    @cached_property
    def field_evidence(self) -> FieldEvidence:
        """What is recorded at the customer's."""
        ground = self.ground
        return FieldEvidence(
            ground.database,
            Storage(ground.settings.data.dir / "field"),
            vault=ground.vault,
            clock=ground.clock,
            once_his=self.field_tasks.once_his,
        )

    @cached_property
    def ticket_desk(self) -> TicketDesk:
        """What agents do with tickets, wherever those are kept."""
        return TicketDesk(
            self.ground.database,
            self.tickets,
            self.handling,
            teams=self.teams,
            business=self.business,
            conversations=self.conversations,
        )

    @cached_property
    def _offices(self) -> Offices:
        """Offices that send tickets of their own."""
        return Offices(self.ground.shelf.offices)

    @cached_property
    def office_sheets(self) -> tuple[Intakes, Answers]:
        """Tickets that other offices send, and what they are answered."""
        intakes = Intakes(self._offices, self.tickets, vault=self.ground.vault)
        return intakes, Answers(self._offices, self.tickets)

    @cached_property
    def intake_work(self) -> IntakeWork:
        """Sheets of other offices, worked through in the background."""
        return IntakeWork(
            self.ground.database,
            self._offices,
            self.tickets,
            self.handling,
            vault=self.ground.vault,
            staff_of=self.access.list_staff,
        )

    @cached_property
    def ticket_tasks(self) -> TicketTasks:
        """Pieces of tickets' work."""
        return TicketTasks(self.tickets, self.teams)

    @cached_property
    def ticket_notices(self) -> Notices:
        """Words to customers about their tickets."""
        return Notices(
            self.ground.database,
            self.tickets,
            self.teams,
            conversations=self.conversations,
            names=self.access.names,
        )

    @cached_property
    def ticket_warnings(self) -> Warnings:
        """Warnings of clocks that run out."""
        return Warnings(
            self.ground.database, self.tickets, self.teams, staff_of=self.access.list_staff
        )
