"""The bot runs a flow for an agent: once, with what is known, and gives the customer back."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest

from hearthline.access import Role, Staff
from hearthline.conversations import Move, Status
from hearthline.dialogue import BotSteps
from hearthline.kernel import ConversationId, Id, TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from hearthline.platform.outbox import Outbox
from hearthline.routing import Asked, BotStepAsked, Moves, Routing
from tests.fakes.fake_clock import FakeClock
from tests.make import bot as make
from tests.make import staff as make_staff

pytestmark = pytest.mark.store


@dataclass
class Scene:
    """A bot, and an agent who has a conversation."""

    bot: make.Bot
    steps: BotSteps
    moves: Moves
    agent: Staff
    it: ConversationId = field(default_factory=ConversationId.new)

    async def held(self) -> ConversationId:
        """A conversation that the agent has, begun by a question that the bot answered."""
        self.it = (await self.bot.open(level="L2")).id
        async with self.bot.database.session(self.bot.tenant) as session:
            move = Move(Status.AGENT, holder_id=self.agent.id)
            await self.bot.conversations.move(session, self.it, move)
        return self.it

    async def lend(self, flow: str) -> BotStepAsked:
        """Ask the bot; the event that the relay would hand on."""
        async with self.bot.database.session(self.bot.tenant) as session:
            await self.moves.to_bot(
                session, self.it, self.agent, flow=flow, asked=Asked(Id.new(), "")
            )
            row = await session.one(
                "SELECT body FROM outbox WHERE name = 'routing.bot_step_asked'"
                " ORDER BY id DESC LIMIT 1"
            )
        return BotStepAsked.from_json(row["body"])

    async def words(self) -> list[str]:
        """Everything that was said."""
        return [one.text for one in await self.bot.thread(self.it)]

    async def begun(self) -> int:
        """How many flows were begun here."""
        async with self.bot.database.session(self.bot.tenant) as session:
            rows = await session.all(
                "SELECT FROM flow_run WHERE conversation_id = %(it)s", {"it": self.it}
            )
        return len(rows)


@pytest.fixture
async def scene(
    database: Database, tenant: TenantId, clock: FakeClock, vault: Vault
) -> AsyncIterator[Scene]:
    """The bot of the heating pack and one agent."""
    async with make.running_bot(database, tenant, clock, vault) as bot:
        routing: Routing = bot.tools.closing._routing
        steps = BotSteps(bot.tools, routing.passing)
        moves = Moves(routing, Outbox(), flows=steps.flows)
        access = make_staff.access(database, clock, vault)
        async with database.session(tenant) as session:
            agent = await make_staff.staff(session, access, Role.AGENT)
        yield Scene(bot, steps, moves, agent)


async def test_a_flow_that_asks_nothing_reads_out_and_gives_back(scene: Scene) -> None:
    it = await scene.held()
    asked = await scene.lend("fee_query")

    for _ in range(2):
        await scene.steps.begin(asked, scene.moves)

    now = await scene.bot.now(it)
    words = await scene.words()
    assert (now.status, now.holder_id) == (Status.AGENT, scene.agent.id)
    assert await scene.begun() == 1
    assert any("热费" in text for text in words)
    assert "办理完毕" in words[-1]


async def test_the_customer_answers_the_bot_until_the_flow_is_over(scene: Scene) -> None:
    it = await scene.held()
    await scene.steps.begin(await scene.lend("report_cold"), scene.moves)
    lent = await scene.bot.now(it)
    question = (await scene.words())[-1]

    for words in ("整户都不热，昨天晚上开始的，14度", "邻居家也不热", "对"):
        await scene.bot.says(it, words)

    now = await scene.bot.now(it)
    assert lent.is_lent
    assert question
    assert len(scene.bot.business.drafts) == 1
    assert (now.status, now.holder_id) == (Status.AGENT, scene.agent.id)


async def test_taken_over_the_bot_lets_go_and_does_not_come_back(scene: Scene) -> None:
    it = await scene.held()
    asked = await scene.lend("report_cold")
    await scene.steps.begin(asked, scene.moves)
    async with scene.bot.database.session(scene.bot.tenant) as session:
        await scene.moves.take_over(session, it, scene.agent)

    await scene.steps.let_go(scene.bot.tenant, it)
    await scene.steps.begin(asked, scene.moves)

    said = len(await scene.words())
    await scene.bot.says(it, "昨天开始的")
    assert len(await scene.words()) == said + 1, "only the customer's words were added"
    async with scene.bot.database.session(scene.bot.tenant) as session:
        standing = await scene.bot.tools.store.load(session, it)
    assert standing.state.frames == ()


async def test_an_event_that_comes_after_the_customer_left_begins_nothing(scene: Scene) -> None:
    it = await scene.held()
    asked = await scene.lend("fee_query")
    async with scene.bot.database.session(scene.bot.tenant) as session:
        await scene.bot.conversations.move(session, it, Move(Status.CLOSED))

    await scene.steps.begin(asked, scene.moves)

    assert await scene.begun() == 0
    assert (await scene.bot.now(it)).status is Status.CLOSED


async def test_a_person_asked_for_in_the_middle_is_the_agent(scene: Scene) -> None:
    it = await scene.held()
    await scene.steps.begin(await scene.lend("report_cold"), scene.moves)

    await scene.bot.says(it, "转人工")

    now = await scene.bot.now(it)
    assert (now.status, now.holder_id) == (Status.AGENT, scene.agent.id)


async def test_what_may_be_run_has_no_parts_of_flows_and_no_danger(scene: Scene) -> None:
    it = await scene.held()
    async with scene.bot.database.session(scene.bot.tenant) as session:
        flows = await scene.steps.flows(session, it)

    names = {one.flow for one in flows}
    assert {"fee_query", "outage_query"} <= names
    assert not names & {"own_account", "verify_l2", "call_back", "hazard"}
