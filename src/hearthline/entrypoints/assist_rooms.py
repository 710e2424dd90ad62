"""The services that help the person who answers, on top of the bot."""

from functools import cached_property

from hearthline.assist import (
    AccountFinder,
    AccountLoader,
    AccountPicks,
    Deeds,
    FactCache,
    FactsDesk,
    History,
    MacroRuns,
    Macros,
    Variables,
)
from hearthline.conversations import Notes
from hearthline.dialogue import Scenes
from hearthline.entrypoints.customer_rooms import CustomerRooms
from hearthline.entrypoints.macro_hands import RoutingDeeds
from hearthline.routing.moves.service import Moves
from hearthline.routing.wrapup.service import WrapUps


class AssistRooms(CustomerRooms):
    """The customer's facts, macros."""

    @cached_property
    def fact_cache(self) -> FactCache:
        """Answers of the business systems, kept for seconds."""
        return FactCache(self.ground.clock)

    def facts_services(self, wrap_ups: WrapUps) -> tuple[object, ...]:
        """What the routes of facts ask for; `wrap_ups` tell what came of contacts."""
        ground = self.ground
        facts = FactsDesk(
            ground.database,
            AccountLoader(self.business, self.fact_cache),
            cards=self.cards,
            ties=self.ties,
            scenes=Scenes(self.conversations, self.channels),
            clock=ground.clock,
        )
        finder = AccountFinder(
            ground.database, self.business, self.ties, vault=ground.vault, clock=ground.clock
        )
        picks = AccountPicks(
            ground.database,
            facts,
            finder,
            ties=self.ties,
            vault=ground.vault,
            clock=ground.clock,
        )
        return facts, finder, picks, History(self.tickets, results=wrap_ups.labels), self.fact_cache

    def macro_services(self, notes: Notes, moves: Moves, wrap_ups: WrapUps) -> tuple[object, ...]:
        """What the routes of macros ask for."""
        ground = self.ground
        deeds = Deeds(
            ground.database,
            self.conversations,
            notes=notes,
            tags=self.tags,
            promises=self.promises,
            tickets=self.handling,
            scenes=Scenes(self.conversations, self.channels),
            business=self.business,
        )
        more = RoutingDeeds(moves, wrap_ups, rules=ground.shelf.duties)
        hands = more.added_to(deeds.hands())
        variables = Variables(self.tickets, ground.clock)
        macros = Macros(hands, ground.clock)
        runs = MacroRuns(
            ground.database,
            self.conversations,
            macros=macros,
            variables=variables,
            hands=hands,
            clock=ground.clock,
        )
        return macros, runs, variables
