"""Learning on a real database: questions, conversations with agents, editors."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field

from hearthline.access import Access, Role, Staff
from hearthline.conversations import Conversations, Opening, Saying, Sender
from hearthline.dialogue import mask_for
from hearthline.kernel import ArticleId, Clock, ConversationId, MessageId, StaffId, TenantId
from hearthline.knowledge import (
    Asked,
    Band,
    Below,
    Best,
    Editing,
    Knowledge,
    Learning,
    Outcome,
    Questions,
    Source,
)
from hearthline.knowledge.learning.model import BoardFilter, GapFile
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database, Session
from hearthline.platform.outbox import Outbox
from hearthline.platform.streams import Streams
from tests.fakes.fake_clock import FakeClock
from tests.make import articles
from tests.make import conversations as make_conversations
from tests.make import staff as make_staff


@dataclass
class World:
    """One tenant with the base of `articles.DRAFTS` and all that learns from it."""

    database: Database
    tenant: TenantId
    clock: FakeClock
    vault: Vault
    access: Access = field(init=False)
    conversations: Conversations = field(init=False)
    knowledge: Knowledge = field(init=False)
    editing: Editing = field(init=False)
    learning: Learning = field(init=False)

    def __post_init__(self) -> None:
        """Make the services."""
        clock: Clock = self.clock
        self.access = make_staff.access(self.database, clock, self.vault)
        self.conversations = Conversations(Streams(), Outbox(), clock)
        self.knowledge = Knowledge(self.database, clock)
        self.editing = Editing(self.knowledge, clock, names=self.access.names)
        questions = Questions(
            self.conversations, clock, masking=mask_for, kept=articles.QUESTIONS_KEPT
        )
        below = Below(self.database, clock, self.conversations, self.knowledge, self.editing)
        self.learning = Learning.of(below, questions)

    async def load(self) -> None:
        """Publish the articles."""
        async with self.database.session(self.tenant) as session:
            await self.knowledge.load_pack(session, articles.DRAFTS)
        await self.knowledge.refresh(self.tenant)

    async def article(self, slug: str = "airlock") -> ArticleId:
        """The id of a published article."""
        async with self.database.session(self.tenant) as session:
            row = await session.one("SELECT id FROM article WHERE slug = %(slug)s", {"slug": slug})
        return ArticleId.of(row["id"])

    async def person(self, *roles: Role, name: str = "李静") -> Staff:
        """A member of staff."""
        async with self.database.session(self.tenant) as session:
            return await make_staff.staff(session, self.access, *roles, name=name)

    async def conversation(self) -> ConversationId:
        """A conversation on the web."""
        async with self.database.session(self.tenant) as session:
            way_in = await make_conversations.channel(session, self.vault)
            opening = Opening(way_in, "张*", "zh-CN", visitor_id=MessageId.new())
            return (await self.conversations.open(session, opening)).id

    async def said(self, conversation_id: ConversationId, who: str, *texts: str) -> int:
        """Words of the customer, the bot or an agent; the number of the last."""
        senders = {
            "customer": Sender.customer("张*"),
            "bot": Sender.bot("小暖"),
            "agent": Sender.agent(StaffId.new(), "李静"),
        }
        seq = 0
        async with self.database.session(self.tenant) as session:
            for text in texts:
                saying = Saying(senders[who], text, reply_to=1 if who == "bot" else None)
                message = await self.conversations.say(session, conversation_id, saying)
                seq = message.seq
        return seq

    async def asks(
        self,
        text: str,
        outcome: Outcome = Outcome.UNANSWERED,
        *,
        channel: str = "web",
        article_id: ArticleId | None = None,
        conversation_id: ConversationId | None = None,
        seq: int = 1,
    ) -> ConversationId:
        """A question of a customer to the bot, in a conversation of its own."""
        conversation_id = conversation_id or await self.conversation()
        band = Band.DIRECT if outcome is Outcome.TOLD else Band.NONE
        best = None if article_id is None else Best(article_id, 1, 0.9, band)
        asked = Asked(
            text,
            Source.BOT,
            outcome,
            channel,
            best=best,
            conversation_id=conversation_id,
            seq=seq,
        )
        async with self.database.session(self.tenant) as session:
            await self.learning.questions.ask(session, asked)
        return conversation_id

    async def ask_all(self, texts: Sequence[str]) -> None:
        """Questions that were not answered, a minute apart."""
        for text in texts:
            await self.asks(text)

    async def gather(self) -> None:
        """Run the job."""
        await self.learning.gathering.run(self.tenant)

    async def board(self, **wanted: object) -> list[GapFile]:
        """The board."""
        async with self.database.session(self.tenant) as session:
            return await self.learning.gaps.page(session, BoardFilter(**wanted))  # type: ignore[arg-type]  # what a test filters by

    async def file(self, place: int = 0) -> GapFile:
        """All about a gap of the board."""
        gap = (await self.board())[place].gap
        async with self.database.session(self.tenant) as session:
            return await self.learning.gaps.file(session, gap.id)

    def session(self) -> AbstractAsyncContextManager[Session]:
        """A session of the tenant."""
        return self.database.session(self.tenant)
