"""The bot and what it stands on: routing, turns, operations, incidents."""

from functools import cached_property

from hearthline.conversations import (
    Conversation,
)
from hearthline.dialogue import (
    Announcements,
    Closing,
    Dialogue,
    Engines,
    Guesses,
    Helps,
    ModelAid,
    Operations,
    Scenes,
    Turns,
    TurnTools,
    Verifications,
)
from hearthline.entrypoints.assist_rooms import AssistRooms
from hearthline.entrypoints.incident_rooms import IncidentRooms
from hearthline.kernel import Words
from hearthline.knowledge import (
    KnowledgeTrials,
)
from hearthline.platform.db import Session
from hearthline.routing import Routing
from hearthline.routing.storm import Storms
from hearthline.tickets import (
    Attaching,
    Incidents,
    KeptTickets,
    Telling,
)


class BotFloor(AssistRooms):
    """Everything that answers by itself."""

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
