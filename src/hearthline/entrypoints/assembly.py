"""Making the services by hand, from the bottom of the map to its top."""

from functools import cached_property

from hearthline.access import access_jobs
from hearthline.business.jobs import business_jobs
from hearthline.channels import CustomerStreams, CustomerView, Rates, Reception, SessionTokens
from hearthline.conversations import (
    Conversation,
    Desk,
    Ratings,
    Receipts,
)
from hearthline.customers import Customers
from hearthline.dialogue import (
    Announcements,
    CallBacks,
    Closing,
    Dialogue,
    Engines,
    Guesses,
    Helps,
    ModelAid,
    Operations,
    OwnExamples,
    Playing,
    ReleaseBrains,
    Releases,
    Scenes,
    Settling,
    Silences,
    TestRuns,
    Trials,
    Trying,
    Turns,
    TurnTools,
    Verifications,
    dialogue_jobs,
    dialogue_reactions,
)
from hearthline.entrypoints.assist_rooms import AssistRooms
from hearthline.entrypoints.demo.page import DemoClock
from hearthline.entrypoints.desk_rooms import DeskRooms
from hearthline.entrypoints.hand_rooms import HandRooms
from hearthline.entrypoints.help_rooms import HelpRooms
from hearthline.entrypoints.incident_rooms import IncidentRooms
from hearthline.entrypoints.supervision_rooms import SupervisionRooms, tickets_of
from hearthline.kernel import Words
from hearthline.knowledge import (
    Comparisons,
    Gatekeeper,
    GraphEditing,
    KnowledgeTrials,
    Search,
    file_jobs,
    graph_jobs,
    graph_reactions,
    life_jobs,
)
from hearthline.platform.db import Session
from hearthline.platform.http import Services
from hearthline.platform.jobs import Job
from hearthline.platform.outbox import Reaction
from hearthline.routing import CannedAnswers, DeskStreams, Routing, routing_jobs, routing_reactions
from hearthline.routing.queues.service import QueueSettings
from hearthline.routing.storm import Storms
from hearthline.routing.supervision import Neighbours
from hearthline.tickets import (
    Attaching,
    FieldEvidence,
    FieldRecords,
    FieldSync,
    FieldTasks,
    Incidents,
    KeptTickets,
    Telling,
    ticket_jobs,
    ticket_reactions,
)


class Assembly(AssistRooms):
    """Every service of the product; each sees only what stands below it."""

    @cached_property
    def routing(self) -> Routing:
        """Queues, presence, offers."""

        async def unfinished(session: Session, conversation: Conversation) -> bool:
            return await self.tickets.is_unfinished(session, conversation.id)

        return Routing(
            self.ground.database,
            self.conversations,
            streams=self.streams,
            clock=self.ground.clock,
            names=self.access.names,
            unfinished=unfinished,
        )

    @cached_property
    def tools(self) -> TurnTools:
        """The bench of the bot."""
        ground = self.ground
        return TurnTools(
            ground.database,
            ground.clock,
            engines=Engines(self.brains, self.operations, self.aid),
            scenes=Scenes(self.conversations, self.channels),
            closing=Closing(
                self._reasons(),
                self.conversations,
                self.routing,
                questions=self.questions,
                announcements=Announcements(self.conversations, Storms(ground.clock)),
            ),
            knowledge=self.knowledge,
            conversations=self.conversations,
        )

    @cached_property
    def aid(self) -> ModelAid | None:
        """The language model beside the bot, if there is one."""
        model, said = self.ground.model, self.ground.settings.llm
        if model is None:
            return None
        helps = Helps(
            proposes=said.proposes_commands,
            phrases=said.phrases_answers,
            summarises=said.summarises_handovers,
            turn_seconds=said.deadline_seconds,
            summary_seconds=said.summary_seconds,
        )
        return ModelAid(model, self.ground.clock, helps)

    @cached_property
    def operations(self) -> Operations:
        """What flows may do."""
        ground = self.ground
        attempts = Verifications(ground.database, ground.vault, ground.clock)
        kept = KeptTickets(ground.database, self.tickets, self.handling)
        return Operations(
            *(self.business, self.tickets, attempts),
            nearby=self.incident_rooms.nearby,
            kept=kept,
        )

    @cached_property
    def incident_rooms(self) -> IncidentRooms:
        """One cause behind many reports."""
        ground = self.ground
        attaching = Attaching(self.tickets, self.outbox)
        return IncidentRooms(
            ground.database,
            self.business,
            tickets=self.tickets,
            incidents=Incidents(self.tickets, self.handling, attaching),
            attaching=attaching,
            telling=Telling(ground.database, self.conversations, self.tickets),
        )

    def _reasons(self) -> dict[str, Words]:
        """Why a conversation goes to a person, in the words of every trade."""
        labels = [one.pack.labels for one in self.ground.shelf.trades]
        return {name: words for each in labels for name, words in each.items()}

    @cached_property
    def trials(self) -> KnowledgeTrials:
        """The search tried with others' eyes."""
        return KnowledgeTrials(self.ground.database, self.knowledge, self.ground.clock)

    @cached_property
    def dialogue(self) -> Dialogue:
        """The bot as other slices ask it."""
        tools = self.tools
        return Dialogue(
            tools.engines,
            Guesses(tools.engines, self.operations, tools.clock),
            scenes=tools.scenes,
            closing=tools.closing,
            clock=tools.clock,
        )

    @cached_property
    def turns(self) -> Turns:
        """The bot's turns in this process."""
        return Turns(self.tools)

    def services(self) -> Services:
        """What routes may ask for."""
        ground = self.ground
        return Services(
            *(ground.database, ground.hub, DemoClock(ground.clock), self.access, self.channels),
            *(self.conversations, self.uploads, self.knowledge, self.business, self.events),
            *(self.teams, self.handling, self.ticket_desk, self.ticket_lists),
            self.incident_rooms.incidents,
            self.ticket_tasks,
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

    @cached_property
    def desk_rooms(self) -> DeskRooms:
        """Writing, notes, who is looking, the search."""
        ground = self.ground
        return DeskRooms(
            ground.database,
            ground.clock,
            conversations=self.conversations,
            uploads=self.uploads,
            access=self.access,
            elsewhere=self.ticket_lists.numbered,
        )

    @cached_property
    def supervision(self) -> SupervisionRooms:
        """The wall, alarms, verbs of supervisors, storms."""
        ground = self.ground
        return SupervisionRooms(
            ground.database,
            ground.hub,
            ground.clock,
            access=self.access,
            conversations=self.conversations,
            notes=self.desk_rooms.notes,
            looking=self.desk_rooms.looking,
            routing=self.routing,
            neighbours=Neighbours(
                incidents=self.incident_rooms.strip, tickets=tickets_of(self.ticket_lists)
            ),
        )

    @cached_property
    def help_rooms(self) -> HelpRooms:
        """Cards, checks, steps and summaries for the person who answers."""
        return HelpRooms(
            self.ground,
            conversations=self.conversations,
            channels=self.channels,
            dialogue=self.dialogue,
            brains=self.brains,
            tickets=self.tickets,
            knowledge=self.knowledge,
        )

    @cached_property
    def hands(self) -> HandRooms:
        """Moves, the bot's steps, wrap-up, booked calls."""
        return HandRooms(self.ground, self.tools, self.routing)

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
            *self.customer_jobs(),
            *ticket_jobs(self.ticket_warnings, self.ticket_notices),
            *life_jobs(self.editing, database),
            *file_jobs(self.item_files, database),
            *graph_jobs(self.graph, database),
            *self.learning.jobs(),
            *self.exchange.jobs(),
            *dialogue_jobs(settling, self.turns, silences, playing=playing),
        ]
