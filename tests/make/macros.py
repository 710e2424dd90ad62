"""Macros with all that their steps touch, on scripted business systems."""

from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI

from hearthline.access import Role, Staff
from hearthline.assist import Deeds, MacroRuns, Macros, Variables
from hearthline.assist.macros import Macro, MacroId, RunId, Step
from hearthline.assist.macros.api import router
from hearthline.assist.macros.model import Preview, Run
from hearthline.assist.macros.running import Order
from hearthline.conversations import Channels, Conversation, Conversations, Notes
from hearthline.dialogue import Scenes
from hearthline.entrypoints.macro_hands import RoutingDeeds
from hearthline.kernel import EventId
from hearthline.platform.http import Services, install_problems
from hearthline.platform.outbox import Outbox
from hearthline.platform.streams import Streams
from hearthline.routing import Routing
from hearthline.routing.moves.service import Moves
from hearthline.routing.wrapup.service import WrapUps
from hearthline.tickets import Teams, TicketHandling, Tickets
from tests.make import tickets as make_tickets
from tests.make.facts import FactsCounter


async def no_flows(*_: Any) -> list[Any]:
    """The bot runs nothing here."""
    return []


@dataclass
class MacroDesk(FactsCounter):
    """A desk whose agents run macros."""

    def __post_init__(self) -> None:
        """Make the services."""
        super().__post_init__()
        self.routing = Routing(
            self.database,
            self.talks,
            streams=Streams(),
            clock=self.clock,
            names=self.access.names,
        )
        rules = make_tickets.duty_rules()
        self.tickets = Tickets(
            self.vault,
            self.clock,
            rules=rules,
            outbox=Outbox(),
            streams=Streams(),
            conversations=self.talks,
        )
        scenes = Scenes(self.talks, Channels(self.vault))
        handling = TicketHandling(self.tickets, Teams(self.clock, rules=rules))
        deeds = Deeds(
            self.database,
            self.talks,
            notes=Notes(self.talks, self.clock, colleagues=self.access.list_staff),
            tags=self.tags,
            promises=self.promises,
            tickets=handling,
            scenes=scenes,
            business=self.business,
        )
        moves = Moves(self.routing, Outbox(), flows=no_flows)
        more = RoutingDeeds(
            moves, WrapUps(self.routing, self.clock, promises=self.promises), rules=rules
        )
        self.hands = more.added_to(deeds.hands())
        self.variables = Variables(self.tickets, self.clock)
        self.macros = Macros(self.hands, self.clock)
        self.runs = self.runs_with(self.hands)

    def runs_with(self, hands: Any) -> MacroRuns:
        """Runs by these hands."""
        return MacroRuns(
            self.database,
            self.talks,
            macros=self.macros,
            variables=self.variables,
            hands=hands,
            clock=self.clock,
        )

    async def saved(self, by: Staff, *steps: Step, shared: bool = False, **more: Any) -> Macro:
        """A macro of somebody's."""
        macro = Macro(
            id=MacroId.new(),
            owner_id=None if shared else by.id,
            title=more.pop("title", "试一试"),
            shortcut=more.pop("shortcut", f"m{MacroId.new().hex[-8:]}"),
            steps=steps,
            **more,
        )
        async with self.database.session(self.tenant) as session:
            return await self.macros.save(session, macro, by=by)

    async def shown(self, talk: Conversation, macro: Macro, by: Staff, **values: str) -> Preview:
        """The preview."""
        async with self.database.session(self.tenant) as session:
            return await self.runs.preview(session, talk.id, macro.id, staff=by, values=values)

    async def order(self, talk: Conversation, macro: Macro, by: Staff, **values: str) -> Order:
        """What is run after looking at the preview."""
        shown = await self.shown(talk, macro, by, **values)
        return Order(RunId.of(EventId.new()), macro.id, shown.stamp, values)

    async def ran(self, talk: Conversation, macro: Macro, by: Staff) -> Run:
        """A run of what was shown."""
        return await self.runs.run(talk.id, await self.order(talk, macro, by), staff=by)

    async def said(self, talk: Conversation) -> list[str]:
        """What the agent said in a conversation."""
        async with self.database.session(self.tenant) as session:
            messages = await self.talks.read(session, talk.id)
        return [one.text for one in messages if one.sender.kind == "agent"]

    async def count(self, table: str) -> int:
        """How many rows a table of the tenant has."""
        async with self.database.session(self.tenant) as session:
            return int((await session.one(f"SELECT count(*) AS n FROM {table}"))["n"])

    async def agent_with(self, *, level: str = "L2") -> tuple[Staff, Conversation]:
        """An agent of the default queue who holds a conversation of a known person."""
        agent = await self.staff(Role.AGENT)
        async with self.database.session(self.tenant) as session:
            await self.routing.serve_queue(session, [agent.id])
        person = await self.person()
        return agent, await self.talking(person, level=level, held_by=agent)

    def app(self) -> FastAPI:
        """The routes of macros."""
        app = FastAPI()
        talks: Conversations = self.talks
        app.state.services = Services(
            *(self.database, self.access, self.macros, self.runs, self.variables),
            *(talks, self.routing),
        )
        app.include_router(router)
        install_problems(app)
        return app
