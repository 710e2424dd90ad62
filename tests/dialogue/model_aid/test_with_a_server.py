"""The bot with a model behind HTTP: turns on a real database, and the agent's summary."""

from collections.abc import AsyncIterator

import pytest

from hearthline.dialogue.model_aid.aid import Helps, ModelAid
from hearthline.kernel import ConversationId, TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from hearthline.platform.llm import ModelAddress, OpenAiModel
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_llm import FakeLlm, fake_llm
from tests.make import bot as make

pytestmark = pytest.mark.store

PATIENT = Helps(turn_seconds=20, summary_seconds=20)
HURRIED = Helps(turn_seconds=0.05, summary_seconds=0.05)
UNCLEAR = "这事说来话长，" * 8 + "家里冰凉冰凉的，温度计上写着14度，您看这可咋办"


@pytest.fixture
async def server() -> AsyncIterator[FakeLlm]:
    """A scripted server."""
    async with fake_llm() as made:
        yield made


@pytest.fixture
async def bot(
    database: Database, tenant: TenantId, clock: FakeClock, vault: Vault, server: FakeLlm
) -> AsyncIterator[make.Bot]:
    """A bot with that server's model beside it."""
    model = OpenAiModel(ModelAddress(server.address, "small"), clock)
    async with make.running_bot(database, tenant, clock, vault) as running:
        running.tools.engines.aid = ModelAid(model, clock, PATIENT)
        yield running
    await model.close()


def hurried(bot: make.Bot) -> None:
    """Leave the model no time."""
    aid = bot.tools.engines.aid
    assert aid is not None
    bot.tools.engines.aid = ModelAid(aid._model, bot.clock, HURRIED)


async def summary(bot: make.Bot, conversation_id: ConversationId) -> str:
    """What the agent reads, as the route gets it."""
    async with bot.database.session(bot.tenant) as session:
        view = await bot.dialogue.handover(session, conversation_id)
        talk = await bot.dialogue.talk(session, conversation_id)
    return (await bot.dialogue.summed_up(view, talk)).summary


async def test_a_proposal_over_http_begins_a_flow(bot: make.Bot, server: FakeLlm) -> None:
    server.says({"commands": [{"do": "start", "intent": "home_cold", "domain": "heating"}]})
    conversation = await bot.open()

    await bot.says(conversation.id, UNCLEAR)

    assert len(server.asked) == 1
    async with bot.database.session(bot.tenant) as session:
        view = await bot.dialogue.handover(session, conversation.id)
    assert view.flow == "报修不热"


@pytest.mark.parametrize("kind", ["hold", "cut", "html", "huge", "status"])
async def test_a_turn_is_answered_whatever_the_server_does(
    bot: make.Bot, server: FakeLlm, kind: str
) -> None:
    server.kind = kind
    hurried(bot)
    conversation = await bot.open()

    replies = await bot.says(conversation.id, UNCLEAR)

    assert len(replies) == 1
    assert len(server.asked) >= 1


async def test_an_agent_reads_what_the_model_sums_up(bot: make.Bot, server: FakeLlm) -> None:
    conversation = await bot.open()
    server.kind = "status"
    await bot.says(conversation.id, "家里不热，昨天晚上开始的")
    await bot.says(conversation.id, "我要找真人")
    server.says(
        {
            "request": "家里不热，昨天晚上开始的",
            "done": "无",
            "result": "无",
            "todo": "人工跟进",
            "emotion": "平静",
        }
    )

    told = await summary(bot, conversation.id)

    assert told.startswith("诉求：家里不热，昨天晚上开始的\n")
    assert told.endswith("（由语言模型归纳，请以对话为准）")
    assert "昨天晚上" in server.asked[-1]["messages"][1]["content"]


async def test_a_slow_model_leaves_the_agent_the_built_in_summary(
    bot: make.Bot, server: FakeLlm
) -> None:
    conversation = await bot.open()
    await bot.says(conversation.id, "家里不热，昨天晚上开始的")
    await bot.says(conversation.id, "我要找真人")
    hurried(bot)
    server.kind = "hold"

    told = await summary(bot, conversation.id)

    assert "语言模型" not in told
    assert "昨天晚上" in told
