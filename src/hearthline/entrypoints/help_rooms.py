"""The help while answering: situations, the check of replies, cards, summaries, filled forms."""

from hearthline.assist import (
    CardPushes,
    Cards,
    FactsDesk,
    Prefill,
    ReplyCheck,
    Situations,
    Summaries,
    TalkWatch,
)
from hearthline.assist.own import OwnFacts
from hearthline.assist.situation import Informed
from hearthline.assist.summary import Rephrasing
from hearthline.conversations import Channels, Conversations
from hearthline.dialogue import Dialogue, ReleaseBrains
from hearthline.entrypoints.floors import Foundation
from hearthline.knowledge import Knowledge
from hearthline.routing import DeskSettings
from hearthline.tickets import Tickets


class HelpRooms:
    """What helps the person who answers, made once."""

    def __init__(  # noqa: PLR0913  (help rests on what all of these know)
        self,
        ground: Foundation,
        *,
        conversations: Conversations,
        channels: Channels,
        dialogue: Dialogue,
        brains: ReleaseBrains,
        tickets: Tickets,
        knowledge: Knowledge,
        facts: FactsDesk,
    ) -> None:
        """Collaborators, made by composition."""
        database, clock = ground.database, ground.clock
        situations = Situations(
            database,
            clock,
            conversations=conversations,
            channels=channels,
            dialogue=dialogue,
            brains=brains,
            tickets=tickets,
        )
        informed = Informed(situations, OwnFacts(database, facts, tickets))
        cards = Cards(
            database,
            clock,
            informed=informed,
            knowledge=knowledge,
            conversations=conversations,
        )
        self.watch = TalkWatch(database, situations, clock)
        self.pushes = CardPushes(database, conversations, cards)
        self.services: tuple[object, ...] = (
            situations,
            informed,
            cards,
            ReplyCheck(database, situations),
            Summaries(database, situations, DeskSettings(clock), rephrasing=_rephrasing(ground)),
            Prefill(situations, ground.shelf.duties),
        )


def _rephrasing(ground: Foundation) -> Rephrasing | None:
    """The language model for summaries, where one is set and may sum up."""
    said = ground.settings.llm
    if ground.model is None or not said.summarises_handovers:
        return None
    return Rephrasing(ground.model, said.summary_seconds)
