"""The services that help the person who answers, on top of the bot."""

from functools import cached_property

from hearthline.assist import AccountFinder, AccountLoader, FactCache, FactsDesk, History
from hearthline.dialogue import Scenes
from hearthline.entrypoints.customer_rooms import CustomerRooms


class AssistRooms(CustomerRooms):
    """The customer's facts."""

    @cached_property
    def fact_cache(self) -> FactCache:
        """Answers of the business systems, kept for seconds."""
        return FactCache(self.ground.clock)

    def facts_services(self) -> tuple[object, ...]:
        """What the routes of facts ask for."""
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
        return facts, finder, History(self.tickets), self.fact_cache
