"""A desk with its moves, wrap-up and booked calls; the bot has two flows."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from hearthline.access import Staff
from hearthline.conversations import (
    Channels,
    Conversation,
    Drafts,
    Message,
    Move,
    Saying,
    Sender,
    Status,
    Uploads,
    Writing,
)
from hearthline.conversations.writing.model import Words
from hearthline.customers import Promises
from hearthline.kernel import ConversationId, Id, QueueId
from hearthline.platform.db import Session
from hearthline.platform.outbox import Outbox
from hearthline.platform.storage import Storage
from hearthline.platform.streams import Streams
from hearthline.routing import (
    Asked,
    BookedCall,
    BookedCalls,
    BotFlow,
    Moves,
    PresenceState,
    Wanted,
    WrapUps,
)
from hearthline.routing.moves.model import Hands
from tests.make.desk import DeskOf

FLOWS = [BotFlow("heating", "fee_query", "查费用"), BotFlow("heating", "outage_query", "查停供")]


async def two_flows(session: Session, conversation_id: ConversationId) -> list[BotFlow]:
    """What the bot may run here."""
    del session, conversation_id
    return FLOWS


def asked(note: str = "") -> Asked:
    """A call that was not made before."""
    return Asked(Id.new(), note)


@dataclass
class HandsOf:
    """What agents do with conversations between hands, each deed in its own transaction."""

    desk: DeskOf
    moves: Moves = field(init=False)
    promises: Promises = field(init=False)
    wrap_ups: WrapUps = field(init=False)
    calls: BookedCalls = field(init=False)

    def __post_init__(self) -> None:
        """Make the services."""
        desk = self.desk
        self.promises = Promises(desk.conversations, Streams(), Outbox(), desk.clock)
        self.moves = Moves(desk.routing, Outbox(), flows=two_flows)
        self.wrap_ups = WrapUps(desk.routing, desk.clock, promises=self.promises)
        self.calls = BookedCalls(
            desk.routing, Outbox(), channels=Channels(desk.vault), vault=desk.vault
        )

    async def on_duty(self, *names: str, capacity: int = 6) -> list[Staff]:
        """Agents who are there."""
        people = await self.desk.hire(*names, capacity=capacity)
        await self.desk.set(PresenceState.AVAILABLE, *people)
        return people

    async def held_by(self, staff: Staff) -> ConversationId:
        """A conversation that somebody has accepted."""
        conversation_id = await self.desk.wait()
        await self.desk.accept(conversation_id, staff)
        return conversation_id

    async def give(
        self, conversation_id: ConversationId, giver: Staff, to: Staff, *, how: Asked | None = None
    ) -> Conversation:
        """Ask a colleague to take it."""
        async with self.desk.database.session(self.desk.tenant) as session:
            return await self.moves.to_person(
                session, conversation_id, giver, to=to.id, asked=how or asked("户主着急，先核身")
            )

    async def queue_up(
        self,
        conversation_id: ConversationId,
        giver: Staff,
        to: QueueId,
        *,
        how: Asked | None = None,
    ) -> Conversation:
        """Put it in another line, and settle as the route does."""
        async with self.desk.database.session(self.desk.tenant) as session:
            moved = await self.moves.to_queue(
                session, conversation_id, giver, to=to, asked=how or asked("要投诉专席")
            )
        await self.desk.routing.settle(self.desk.tenant, freed=giver.id)
        return moved

    async def invite(self, conversation_id: ConversationId, by: Staff, whom: Staff) -> None:
        """Ask a colleague to join."""
        async with self.desk.database.session(self.desk.tenant) as session:
            await self.moves.conferences.invite(
                session, conversation_id, by, whom=whom.id, asked=asked("帮看下热表")
            )

    async def join(self, conversation_id: ConversationId, staff: Staff) -> Conversation:
        """Follow the invitation."""
        async with self.desk.database.session(self.desk.tenant) as session:
            return await self.moves.conferences.join(session, conversation_id, staff)

    async def lend(
        self, conversation_id: ConversationId, staff: Staff, flow: str = "fee_query"
    ) -> Conversation:
        """Have the bot run a flow."""
        async with self.desk.database.session(self.desk.tenant) as session:
            return await self.moves.to_bot(
                session, conversation_id, staff, flow=flow, asked=asked()
            )

    async def take_over(self, conversation_id: ConversationId, staff: Staff) -> Conversation:
        """Have it again."""
        async with self.desk.database.session(self.desk.tenant) as session:
            return await self.moves.take_over(session, conversation_id, staff)

    async def hands(self, conversation_id: ConversationId) -> Hands:
        """Who has to do with it."""
        async with self.desk.database.session(self.desk.tenant) as session:
            return await self.moves.hands(session, conversation_id)

    async def leave(self, conversation_id: ConversationId) -> None:
        """The customer closes the conversation."""
        async with self.desk.database.session(self.desk.tenant) as session:
            await self.desk.conversations.move(session, conversation_id, Move(Status.CLOSED))
        await self.desk.routing.settle(self.desk.tenant, moved=conversation_id)

    async def writes(self, conversation_id: ConversationId, staff: Staff, text: str) -> None:
        """An agent writes to the customer."""
        desk = self.desk
        uploads = Uploads(desk.database, Storage(Path("/nowhere")), desk.vault, desk.clock)
        drafts = Drafts(desk.conversations, desk.clock)
        writing = Writing(desk.conversations, drafts=drafts, uploads=uploads, clock=desk.clock)
        async with desk.database.session(desk.tenant) as session:
            await writing.reply(session, conversation_id, staff, words=Words(Id.new(), text))

    async def says(self, conversation_id: ConversationId, text: str = "在吗") -> None:
        """The customer writes."""
        saying = Saying(Sender.customer(""), text, client_id=Id.new())
        async with self.desk.database.session(self.desk.tenant) as session:
            await self.desk.conversations.receive(session, conversation_id, saying)

    async def thread(self, conversation_id: ConversationId) -> list[Message]:
        """Everything that was said."""
        async with self.desk.database.session(self.desk.tenant) as session:
            return await self.desk.conversations.read(session, conversation_id)

    async def notices(self, conversation_id: ConversationId) -> list[str]:
        """The names of the notices, in order."""
        thread = await self.thread(conversation_id)
        return [one.data["notice"] for one in thread if "notice" in one.data]

    async def come_round(self) -> None:
        """What the job does."""
        database, tenant = self.desk.database, self.desk.tenant
        await self.moves.come_round(database, tenant)
        await self.wrap_ups.come_round(database, tenant)
        await self.calls.come_round(database, tenant)

    async def book(
        self,
        conversation_id: ConversationId,
        *,
        by: Staff | None = None,
        after: timedelta = timedelta(hours=1),
        phone: str | None = "13800005678",
    ) -> BookedCall:
        """A call that begins to be due after a while, for two hours."""
        now = self.desk.clock.now()
        wanted = Wanted(Id.new(), now + after, now + after + timedelta(hours=2), phone=phone)
        async with self.desk.database.session(self.desk.tenant) as session:
            return await self.calls.book(session, conversation_id, wanted, by=by)
