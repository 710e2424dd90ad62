"""The help while answering with its real collaborators, on a small bot that is trained in a moment.

The bot's trade is the small one of the tests; rules, steps, policy, forms and items are heating's.
"""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import lru_cache

from hearthline.access import Staff
from hearthline.assist import (
    CardPushes,
    Cards,
    Prefill,
    ReplyCheck,
    Situations,
    Summaries,
    TalkWatch,
)
from hearthline.assist.own import OwnFacts
from hearthline.assist.situation import Informed
from hearthline.conversations import Channels, Conversation, Saying, Sender
from hearthline.dialogue import ReleaseBrains, Trade, TradeShelf
from hearthline.kernel import ConversationId, MessageId
from hearthline.knowledge import Knowledge
from hearthline.routing import DeskSettings
from tests.make import bot as make_bot
from tests.make import dialogue as packs
from tests.make.desk import DeskOf

_ITEMS = 60


@lru_cache
def small_trade() -> Trade:
    """The small trade with heating's rules."""
    heating = packs.trade("heating")
    return replace(
        packs.trade("still"),
        quality=heating.quality,
        sops=heating.sops,
        profiles=heating.profiles,
        duties=heating.duties,
    )


@dataclass
class Helping:
    """A desk with one agent, and the help beside him; with `own` it knows business systems."""

    desk: DeskOf
    agent: Staff
    own: OwnFacts | None = None
    knowledge: Knowledge = field(init=False)
    situations: Situations = field(init=False)
    informed: Informed = field(init=False)
    cards: Cards = field(init=False)
    watch: TalkWatch = field(init=False)
    pushes: CardPushes = field(init=False)
    services: tuple[object, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Make the services."""
        desk = self.desk
        database, clock, talks = desk.database, desk.clock, desk.conversations
        bot = make_bot.bot(database, desk.tenant, clock, vault=desk.vault)
        shelf = TradeShelf((small_trade(),), {})
        brains = ReleaseBrains(shelf, database, clock)
        brains.prepare()
        knowledge = Knowledge(database, clock, words=packs.trade("heating").words)
        self.knowledge = knowledge
        self.situations = Situations(
            database,
            clock,
            conversations=talks,
            channels=Channels(desk.vault),
            dialogue=bot.dialogue,
            brains=brains,
            tickets=bot.tickets,
        )
        self.informed = Informed(self.situations, self.own)
        self.cards = self.cards_within(timedelta(seconds=60))
        self.watch = TalkWatch(database, self.situations, clock)
        self.pushes = CardPushes(database, talks, self.cards)
        self.services = (
            *(database, desk.access, talks, self.situations, self.cards),
            self.informed,
            ReplyCheck(database, self.situations),
            Summaries(database, self.situations, DeskSettings(clock)),
            Prefill(self.situations, shelf.duties),
        )

    def cards_within(self, within: timedelta) -> Cards:
        """Cards that are late after so long; a busy machine makes none of ours late."""
        desk = self.desk
        return Cards(
            desk.database,
            desk.clock,
            informed=self.informed,
            knowledge=self.knowledge,
            conversations=desk.conversations,
            within=within,
        )

    async def publish(self) -> None:
        """Some items of heating's base."""
        articles = packs.trade("heating").articles
        told = [one for one in articles if "agent" in one.audience][:_ITEMS]
        async with self.desk.database.session(self.desk.tenant) as session:
            await self.knowledge.load_pack(session, told)

    async def held(self, *says: str) -> ConversationId:
        """A conversation that the agent holds, with these words of the customer."""
        conversation_id = await self.desk.wait()
        await self.desk.accept(conversation_id, self.agent)
        for text in says:
            await self.asks(conversation_id, text)
        return conversation_id

    async def asks(self, conversation_id: ConversationId, text: str) -> None:
        """The customer writes."""
        await self._says(conversation_id, Saying(Sender.customer("张*"), text))

    async def replies(self, conversation_id: ConversationId, text: str) -> None:
        """The agent writes."""
        sender = Sender.agent(self.agent.id, self.agent.name)
        await self._says(conversation_id, Saying(sender, text))

    async def now(self, conversation_id: ConversationId) -> Conversation:
        """The conversation as it stands."""
        return await self.desk.get(conversation_id)

    async def _says(self, conversation_id: ConversationId, saying: Saying) -> None:
        words = replace(saying, client_id=MessageId.new())
        async with self.desk.database.session(self.desk.tenant) as session:
            await self.desk.conversations.receive(session, conversation_id, words)
