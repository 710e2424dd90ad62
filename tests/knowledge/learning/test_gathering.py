"""What was not answered well becomes gaps with counts, examples and the nearest article."""

from datetime import timedelta

import pytest

from hearthline.kernel import TenantId
from hearthline.knowledge import Outcome
from hearthline.knowledge.learning.model import Advice
from tests.make.learning import World

pytestmark = pytest.mark.store

PIPES = ("供热管道保温层用什么材料", "管道保温层用的什么材料", "供热管道的保温层用什么材料呢")


async def test_what_asks_the_same_is_one_gap_with_its_counts(world: World) -> None:
    await world.ask_all(PIPES)
    await world.asks("供热管道保温层用什么材料", Outcome.OUTSIDE, channel="wechat")
    await world.asks("发票抬头写错了能改吗")

    await world.gather()

    first, second = await world.board()
    assert (first.gap.size, second.gap.size) == (4, 1)
    counted = {(one.reason, one.channel): one.asked for one in first.counted}
    assert counted == {("unanswered", "web"): 3, ("outside", "wechat"): 1}
    assert first.gap.title == "供热管道保温层用什么材料"


async def test_gathering_again_changes_nothing(world: World) -> None:
    await world.ask_all(PIPES)
    await world.gather()
    before = await world.board()

    await world.gather()

    assert await world.board() == before


async def test_what_is_asked_later_joins_the_gap(world: World) -> None:
    await world.asks(PIPES[0])
    await world.gather()
    world.clock.advance(timedelta(days=1))
    await world.asks(PIPES[1])

    await world.gather()

    [file] = await world.board()
    assert file.gap.size == 2
    assert file.gap.last_at - file.gap.first_at == timedelta(days=1)


async def test_what_was_answered_well_is_no_gap(world: World) -> None:
    await world.asks("暖气片怎么放气", Outcome.TOLD, article_id=await world.article())

    await world.gather()

    assert await world.board() == []


async def test_an_answer_becomes_a_gap_once_it_is_refused(world: World) -> None:
    article_id = await world.article()
    conversation = await world.asks("暖气里有气声怎么办", Outcome.TOLD, article_id=article_id)
    await world.gather()
    async with world.session() as session:
        await world.learning.questions.rated(session, conversation, score=1, solved=None)

    await world.gather()

    [file] = await world.board()
    assert [one.reason for one in file.counted] == ["rated_low"]


async def test_a_rating_that_is_taken_back_is_counted_no_more(world: World) -> None:
    conversation = await world.asks(
        "暖气里有气声怎么办", Outcome.TOLD, article_id=await world.article()
    )
    async with world.session() as session:
        await world.learning.questions.rated(session, conversation, score=1, solved=None)
    await world.gather()
    world.clock.advance(timedelta(minutes=5))
    async with world.session() as session:
        await world.learning.questions.rated(session, conversation, score=5, solved=True)

    await world.gather()

    [file] = await world.board()
    assert (file.gap.size, file.counted) == (0, ())


async def test_the_nearest_article_is_suggested(world: World) -> None:
    await world.asks("暖气片放气的阀门怎么打开")

    await world.gather()

    [file] = await world.board()
    assert file.gap.near is not None
    assert file.gap.near.title == "暖气片怎么放气"
    assert file.advice is Advice.SIMILAR


async def test_what_customers_refused_is_not_suggested_to_them_again(world: World) -> None:
    airlock = await world.article()
    conversation = await world.asks("暖气片放气的阀门怎么打开", Outcome.TOLD, article_id=airlock)
    async with world.session() as session:
        await world.learning.questions.rated(session, conversation, score=1, solved=False)
        await session.execute("UPDATE knowledge_question SET is_rejected = true")

    await world.gather()

    [file] = await world.board()
    assert file.gap.near is None or file.gap.near.article_id != airlock


async def test_courtesy_alone_makes_no_gap_and_is_not_looked_at_again(world: World) -> None:
    await world.asks("？？嗯？")

    await world.gather()

    assert await world.board() == []
    async with world.session() as session:
        rows = await session.all("SELECT 1 FROM knowledge_question WHERE gathered_at IS NULL")
    assert rows == []


async def test_another_tenant_sees_none_of_it(world: World) -> None:
    await world.ask_all(PIPES)
    await world.gather()

    other = World(world.database, TenantId.new(), world.clock, world.vault)

    assert await other.board() == []
