"""The bot on a real database: conversations, routing, tickets, a fake business and its turns."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from hearthline.business import Business
from hearthline.conversations import (
    AccountRef,
    Channels,
    Conversation,
    Conversations,
    Message,
    Opening,
    Saying,
    Sender,
    ThreadNews,
)
from hearthline.dialogue import (
    Announcements,
    Brains,
    CallBacks,
    Closing,
    Dialogue,
    Engines,
    Guesses,
    OneBrain,
    Operations,
    Scenes,
    Settling,
    Turns,
    TurnTools,
    Verifications,
    mask_for,
    read_pack,
)
from hearthline.kernel import Clock, ConversationId, CustomerId, MessageId, StaffId, TenantId
from hearthline.knowledge import Knowledge, Questions, read_articles
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database, Session
from hearthline.platform.outbox import Outbox
from hearthline.platform.packs import PackFolder
from hearthline.platform.streams import Streams
from hearthline.routing import Routing, Storms
from hearthline.tickets import Tickets, read_duty_rules
from hearthline.understanding import read_words
from tests.fakes.fake_business import ACCOUNT, FakeBusiness
from tests.make import conversations as make
from tests.make import dialogue as pack


async def nobody(session: Session, staff_ids: Iterable[StaffId]) -> dict[StaffId, str]:
    """There are no agents."""
    del session
    return dict.fromkeys(staff_ids, "客服")


@dataclass
class Bot:
    """One process of the bot, with hands on everything that it uses."""

    database: Database
    tenant: TenantId
    clock: Clock
    vault: Vault
    business: FakeBusiness
    conversations: Conversations
    tickets: Tickets
    dialogue: Dialogue
    turns: Turns
    settling: Settling
    call_backs: CallBacks
    tools: TurnTools

    async def open(
        self,
        *,
        subject: str | None = "someone",
        level: str = "L1",
        customer_id: CustomerId | None = None,
    ) -> Conversation:
        """A conversation of a signed-in person, or of a stranger."""
        async with self.database.session(self.tenant) as session:
            way_in = await make.channel(session, self.vault)
            opening = Opening(
                way_in,
                "张*",
                "zh-CN",
                visitor_id=MessageId.new(),
                customer_id=customer_id,
                subject=subject,
                accounts=(AccountRef("heating", ACCOUNT),) if subject else (),
                verify_level=level if subject else "L0",
            )
            return await self.conversations.open(session, opening)

    async def receive(self, conversation_id: ConversationId, text: str) -> Message:
        """Store a message of the customer; nobody is woken."""
        saying = Saying(Sender.customer("张*"), text, client_id=MessageId.new())
        async with self.database.session(self.tenant) as session:
            received = await self.conversations.receive(session, conversation_id, saying)
        return received.message

    async def says(self, conversation_id: ConversationId, text: str) -> list[Message]:
        """Store a message, let the bot answer, and give the replies."""
        message = await self.receive(conversation_id, text)
        await self.answer(conversation_id)
        return await self.replies(conversation_id, message.seq)

    async def answer(self, conversation_id: ConversationId) -> None:
        """Wake the bot and wait until it is done."""
        self.turns.wake(self.tenant, conversation_id)
        await self.turns.settle()

    async def replies(self, conversation_id: ConversationId, seq: int) -> list[Message]:
        """What was said to one message."""
        async with self.database.session(self.tenant) as session:
            return await ThreadNews().of_turn(session, conversation_id, seq)

    async def thread(self, conversation_id: ConversationId) -> list[Message]:
        """Every message."""
        async with self.database.session(self.tenant) as session:
            return await self.conversations.read(session, conversation_id)

    async def now(self, conversation_id: ConversationId) -> Conversation:
        """The conversation as it stands."""
        async with self.database.session(self.tenant) as session:
            return await self.conversations.get(session, conversation_id)


def closing_of(
    folder: PackFolder, conversations: Conversations, routing: Routing, *, clock: Clock
) -> Closing:
    """What closes turns, with the words of a pack."""
    return Closing(
        read_pack(folder).labels,
        conversations,
        routing,
        questions=Questions(conversations, clock, masking=mask_for, kept=timedelta(days=180)),
        announcements=Announcements(conversations, Storms(clock)),
    )


def bot(
    database: Database,
    tenant: TenantId,
    clock: Clock,
    *,
    vault: Vault,
    business: FakeBusiness | None = None,
    systems: Business | None = None,
    brains: Brains | None = None,
) -> Bot:
    """One process of the bot; make two of them to have them race.

    `systems` are other business systems than the fake, the simulator's client say; `brains` are
    others than the one that is trained on packs/heating.
    """
    business = business or FakeBusiness()
    streams, outbox = Streams(), Outbox()
    conversations, channels = Conversations(streams, outbox, clock), Channels(vault)
    folder = pack.folder("still")
    tickets = Tickets(
        vault,
        clock,
        rules=read_duty_rules(folder),
        outbox=outbox,
        streams=streams,
        conversations=conversations,
    )
    routing = Routing(database, conversations, streams=streams, clock=clock, names=nobody)
    knowledge = Knowledge(database, clock, words=read_words(folder))
    scenes = Scenes(conversations, channels)
    closing = closing_of(folder, conversations, routing, clock=clock)
    attempts = Verifications(database, vault, clock)
    operations = Operations(systems or business, tickets, attempts)
    engines = Engines(brains or OneBrain(pack.brain()), operations)
    guesses = Guesses(engines, operations, clock)
    tools = TurnTools(
        database,
        clock,
        engines=engines,
        scenes=scenes,
        closing=closing,
        knowledge=knowledge,
        conversations=conversations,
    )
    return Bot(
        database=database,
        tenant=tenant,
        clock=clock,
        vault=vault,
        business=business,
        conversations=conversations,
        tickets=tickets,
        dialogue=Dialogue(engines, guesses, scenes=scenes, closing=closing, clock=clock),
        turns=Turns(tools),
        settling=Settling(tools),
        call_backs=CallBacks(tools, channels),
        tools=tools,
    )


@asynccontextmanager
async def running_bot(
    database: Database, tenant: TenantId, clock: Clock, vault: Vault
) -> AsyncIterator[Bot]:
    """A bot with the pack's articles, closed at the end."""
    made = bot(database, tenant, clock, vault=vault)
    async with database.session(tenant) as session:
        await made.tools.knowledge.load_pack(session, read_articles(pack.folder("still")))
    try:
        yield made
    finally:
        await made.turns.finish()
