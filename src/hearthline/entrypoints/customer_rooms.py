"""The services around customers: cards, tags, promises, who is one person."""

from functools import cached_property

from hearthline.conversations import Labels
from hearthline.customers import (
    AccountTies,
    CustomerCards,
    CustomerSearch,
    CustomerTags,
    Joining,
    Promises,
    Refs,
    promise_jobs,
)
from hearthline.entrypoints.rooms import KnowledgeRooms
from hearthline.platform.jobs import Job


class CustomerRooms(KnowledgeRooms):
    """What is known of customers, and what was promised to them."""

    @cached_property
    def tags(self) -> CustomerTags:
        """What one should know of a person."""
        return CustomerTags(self.ground.clock)

    @cached_property
    def promises(self) -> Promises:
        """What was promised."""
        return Promises(self.conversations, self.streams, self.outbox, self.ground.clock)

    @cached_property
    def ties(self) -> AccountTies:
        """Which accounts belong to whom."""
        return AccountTies(self.ground.vault, self.ground.clock)

    @cached_property
    def cards(self) -> CustomerCards:
        """Customers as the desk sees them."""
        return CustomerCards(self.ground.vault, self.rows, self.ground.clock)

    def customer_services(self) -> tuple[object, ...]:
        """What the routes of customers ask for."""
        vault, clock = self.ground.vault, self.ground.clock
        return (
            self.cards,
            Refs(vault),
            self.tags,
            self.promises,
            CustomerSearch(vault, clock),
            Joining(vault, clock, labels=Labels(self.streams)),
        )

    def customer_jobs(self) -> list[Job]:
        """What comes round by itself for customers."""
        return promise_jobs(self.promises, self.ground.database)
