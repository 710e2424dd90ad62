"""The rooms of conversations between hands: moves, the bot's steps, wrap-up, booked calls."""

from hearthline.conversations import ConversationMoved, Status
from hearthline.customers import Promises
from hearthline.dialogue import BotSteps, TurnTools
from hearthline.entrypoints.floors import Foundation
from hearthline.platform.jobs import Job
from hearthline.platform.outbox import Outbox, Reaction
from hearthline.routing import (
    BookedCalls,
    BotStepAsked,
    CallsAtOpening,
    CallsInstead,
    DeskSettings,
    Moves,
    Routing,
    WrapUps,
    call_reactions,
    hand_jobs,
    wrap_up_reactions,
)


class HandRooms:
    """What agents do with conversations that they give, lend, end, or answer by telephone."""

    def __init__(
        self, ground: Foundation, tools: TurnTools, routing: Routing, promises: Promises
    ) -> None:
        """Make them; the bot's bench tells what it may run."""
        self._database = ground.database
        self.steps = BotSteps(tools, routing.passing)
        self.moves = Moves(routing, Outbox(), flows=self.steps.flows)
        self.wrap_ups = WrapUps(routing, ground.clock, promises=promises)
        self.calls = BookedCalls(
            routing, Outbox(), channels=tools.scenes.channels, vault=ground.vault
        )
        routing.at_opening = CallsAtOpening(self.calls).book
        self._instead = CallsInstead(self.calls, routing)
        self._settings = DeskSettings(ground.clock)
        self._states = routing.states

    @property
    def services(self) -> tuple[object, ...]:
        """What routes may ask for."""
        calls = (self.calls, self._instead)
        return (self.moves, self.wrap_ups, *calls, self._settings, self._states)

    def reactions(self) -> list[Reaction]:
        """What is done when something happened elsewhere."""

        async def run_step(event: BotStepAsked) -> None:
            """Begin the flow that an agent asked for."""
            await self.steps.begin(event, self.moves)

        async def let_go(event: ConversationMoved) -> None:
            """The bot's flows end when a person takes over."""
            if event.before == Status.BOT and event.after == Status.AGENT:
                await self.steps.let_go(event.tenant_id, event.conversation_id)

        return [
            *wrap_up_reactions(self.wrap_ups, self._database),
            *call_reactions(self.calls, self._database),
            Reaction("dialogue.run_step", BotStepAsked, run_step),
            Reaction("dialogue.let_go", ConversationMoved, let_go),
        ]

    def jobs(self) -> list[Job]:
        """What comes round by itself."""
        return hand_jobs(self.moves, self.wrap_ups, self.calls, database=self._database)
