"""The services that stand around the base of knowledge: releases, the life of items, learning."""

from functools import cached_property

from hearthline.dialogue import FlowMentions, ReleaseBrains, Releases
from hearthline.entrypoints.exchange import Exchange, exchange_of
from hearthline.entrypoints.ticket_rooms import TicketRooms
from hearthline.knowledge import Below, Editing, Learning


class KnowledgeRooms(TicketRooms):
    """What is trained on packs, and what is done with items."""

    @cached_property
    def brains(self) -> ReleaseBrains:
        """What is trained on the packs of every tenant."""
        ground = self.ground
        kept = ground.settings.packs.brains_kept
        return ReleaseBrains(ground.shelf, ground.database, ground.clock, kept=kept)

    @cached_property
    def releases(self) -> Releases:
        """Releases of the packs."""
        return Releases(self.ground.shelf, self.knowledge, self.ground.clock)

    @cached_property
    def editing(self) -> Editing:
        """The life of items."""
        mentions = FlowMentions(self.brains)
        return Editing(
            self.knowledge, self.ground.clock, names=self.access.names, mentions=mentions
        )

    @cached_property
    def exchange(self) -> Exchange:
        """Knowledge on its way in and out."""
        return exchange_of(self.ground, self.knowledge, self.editing)

    @cached_property
    def learning(self) -> Learning:
        """What knowledge learns from what is asked of it."""
        ground = self.ground
        below = Below(
            database=ground.database,
            clock=ground.clock,
            conversations=self.conversations,
            knowledge=self.knowledge,
            editing=self.editing,
        )
        return Learning.of(below, self.questions)
