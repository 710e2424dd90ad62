"""What people at the desk work with, on top of the bot."""

from functools import cached_property

from hearthline.assist import AccountLoader, FactsDesk
from hearthline.dialogue import Scenes
from hearthline.entrypoints.bot_floor import BotFloor
from hearthline.entrypoints.desk_rooms import DeskRooms
from hearthline.entrypoints.hand_rooms import HandRooms
from hearthline.entrypoints.help_rooms import HelpRooms
from hearthline.entrypoints.supervision_rooms import SupervisionRooms, alerts_of, tickets_of
from hearthline.routing.supervision import Neighbours


class DeskFloor(BotFloor):
    """Rooms of agents and supervisors."""

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
                incidents=self.incident_rooms.strip,
                tickets=tickets_of(self.ticket_lists),
                alerts=alerts_of(self.help_rooms.watch),
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
            facts=FactsDesk(
                self.ground.database,
                AccountLoader(self.business, self.fact_cache),
                cards=self.cards,
                ties=self.ties,
                scenes=Scenes(self.conversations, self.channels),
                clock=self.ground.clock,
            ),
        )

    @cached_property
    def hands(self) -> HandRooms:
        """Moves, the bot's steps, wrap-up, booked calls."""
        return HandRooms(self.ground, self.tools, self.routing, self.promises)
