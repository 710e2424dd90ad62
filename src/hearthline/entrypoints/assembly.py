"""Making the services by hand, from the bottom of the map to its top."""

from hearthline.access import access_jobs
from hearthline.assist import watching_jobs, watching_reactions
from hearthline.business.jobs import business_jobs
from hearthline.channels import CustomerStreams, CustomerView, Rates, Reception, SessionTokens
from hearthline.conversations import (
    Desk,
    Ratings,
    Receipts,
)
from hearthline.customers import Customers
from hearthline.dialogue import (
    CallBacks,
    OwnExamples,
    Playing,
    ReleaseBrains,
    Releases,
    Settling,
    Silences,
    TestRuns,
    Trials,
    Trying,
    dialogue_jobs,
    dialogue_reactions,
)
from hearthline.entrypoints.demo.page import DemoClock
from hearthline.entrypoints.desk_floor import DeskFloor
from hearthline.knowledge import (
    Comparisons,
    Gatekeeper,
    GraphEditing,
    Search,
    file_jobs,
    graph_jobs,
    graph_reactions,
    life_jobs,
)
from hearthline.platform.http import Services
from hearthline.platform.jobs import Job
from hearthline.platform.outbox import Reaction
from hearthline.routing import CannedAnswers, DeskStreams, routing_jobs, routing_reactions
from hearthline.routing.queues.service import QueueSettings
from hearthline.tickets import (
    FieldEvidence,
    FieldRecords,
    FieldSync,
    FieldTasks,
    exchange_jobs,
    ticket_jobs,
    ticket_reactions,
)


class Assembly(DeskFloor):
    """Every service of the product; each sees only what stands below it."""

    def services(self) -> Services:
        """What routes may ask for."""
        ground = self.ground
        return Services(
            *(ground.database, ground.hub, DemoClock(ground.clock), self.access, self.channels),
            *(self.conversations, self.uploads, self.knowledge, self.business, self.events),
            *(self.teams, self.handling, self.ticket_desk, self.ticket_lists),
            self.incident_rooms.incidents,
            *(self.ticket_tasks, *self.office_sheets),
            *(self.tickets, self.routing, self.dialogue, self.turns, *self.learning.services),
            *(Receipts(self.streams), Ratings(self.outbox, ground.clock)),
            CannedAnswers(ground.clock),
            QueueSettings(ground.clock, names=self.access.names),
            *(self.editing, *self.exchange.services),
            *(
                self.help_centre,
                self.item_files,
                self.graph,
                Search(self.knowledge.indexes, self.knowledge, ground.clock),
                self.trials,
                Gatekeeper(ground.database, self.trials.rehearse, ground.clock),
                GraphEditing(self.graph, ground.clock),
                Comparisons(ground.clock),
            ),
            SessionTokens(ground.vault, ground.clock),
            *self.customer_services(),
            *self.facts_services(self.hands.wrap_ups),
            *self.macro_services(self.desk_rooms.notes, self.hands.moves, self.hands.wrap_ups),
            *self._desk(),
            *self.desk_rooms.services,
            *self.hands.services,
            *self.help_rooms.services,
            *self.supervision.services,
            *self._customers_side(),
            *self._field(),
            *self._workshop(),
        )

    def _desk(self) -> tuple[Desk, DeskStreams]:
        ground = self.ground
        desk = Desk(
            self.conversations, self.streams, rows=self.rows, queues_of=self.routing.queues_of
        )
        sockets = DeskStreams(
            ground.database,
            ground.hub,
            streams=self.streams,
            desk=desk,
            conversations=self.conversations,
            routing=self.routing,
            uploads=self.uploads,
            desk_help=self.help_rooms.pushes,
        )
        return desk, sockets

    def _field(self) -> tuple[FieldTasks, FieldEvidence, FieldSync, FieldRecords]:
        """What field staff ask for, and the desk of them."""
        ground = self.ground
        tasks, handling = self.field_tasks, self.handling
        return (
            tasks,
            self.field_evidence,
            FieldSync(ground.database, ground.clock, handling=handling, tasks=tasks),
            FieldRecords(self.tickets, names=self.access.names),
        )

    def _workshop(self) -> tuple[ReleaseBrains, Releases, TestRuns, OwnExamples, Trying]:
        """What the bot's own page asks for."""
        ground = self.ground
        return (
            self.brains,
            self.releases,
            TestRuns(self.releases, ground.clock),
            OwnExamples(ground.clock),
            Trying(self.brains, Trials(ground.vault, ground.clock), ground.clock),
        )

    def _customers_side(self) -> tuple[CustomerView, CustomerStreams, Reception]:
        ground = self.ground
        view = CustomerView(
            ground.database,
            names=self.access.names,
            routing=self.routing,
            dialogue=self.dialogue,
        )
        sockets = CustomerStreams(
            ground.database,
            ground.hub,
            receipts=Receipts(self.streams),
            view=view,
            uploads=self.uploads,
        )
        reception = Reception(
            ground.database,
            ground.hub,
            ground.clock,
            channels=self.channels,
            conversations=self.conversations,
            customers=Customers(ground.vault, ground.clock),
            uploads=self.uploads,
            dialogue=self.dialogue,
            turns=self.turns,
            rates=Rates(ground.clock),
        )
        return view, sockets, reception

    def reactions(self) -> list[Reaction]:
        """What is done when something happened elsewhere."""
        database = self.ground.database
        call_backs = CallBacks(self.tools, self.channels)
        return [
            *ticket_reactions(self.tickets, database, self.ticket_notices),
            *self.incident_rooms.reactions(),
            *routing_reactions(self.routing),
            *self.hands.reactions(),
            *self.supervision.reactions(),
            *watching_reactions(self.supervision.alarms.hurry),
            *graph_reactions(self.graph, database),
            *self.learning.reactions(),
            *dialogue_reactions(call_backs, self.tickets, database),
        ]

    def jobs(self) -> list[Job]:
        """What comes round by itself."""
        ground = self.ground
        database = ground.database
        playing = Playing(ground.shelf, database, ground.clock)
        settling, silences = Settling(self.tools), Silences(self.tools)
        return [
            *access_jobs(self.access, database),
            *business_jobs(self.events, database),
            *self.desk_rooms.jobs(),
            *routing_jobs(self.routing, database),
            *self.hands.jobs(),
            *self.supervision.jobs(),
            *watching_jobs(self.help_rooms.watch, database),
            *self.customer_jobs(),
            *ticket_jobs(self.ticket_warnings, self.ticket_notices),
            *exchange_jobs(self.intake_work),
            *life_jobs(self.editing, database),
            *file_jobs(self.item_files, database),
            *graph_jobs(self.graph, database),
            *self.learning.jobs(),
            *self.exchange.jobs(),
            *dialogue_jobs(settling, self.turns, silences, playing=playing),
        ]
