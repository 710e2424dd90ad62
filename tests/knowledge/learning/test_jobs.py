"""What comes round by itself: gaps are gathered, days counted, old questions forgotten."""

from datetime import timedelta

import pytest

from hearthline.conversations import ConversationRated
from hearthline.kernel import EventId
from hearthline.knowledge import Outcome
from hearthline.knowledge.learning.jobs import Rounds
from tests.make.learning import World

pytestmark = pytest.mark.store


def rounds(world: World) -> Rounds:
    return world.learning.rounds()


async def test_the_rounds_gather_count_and_forget(world: World) -> None:
    await world.asks("供热管道保温层用什么材料")

    await rounds(world).gather_gaps(0)
    await rounds(world).count_days(0)
    world.clock.advance(timedelta(days=200))
    await rounds(world).forget_questions(0)

    assert [file.gap.size for file in await world.board()] == [1]
    async with world.session() as session:
        left = await session.one("SELECT count(*) AS n FROM knowledge_question")
        counted = await session.one("SELECT sum(asked) AS n FROM knowledge_day")
    assert (left["n"], counted["n"]) == (0, 1)


async def test_what_was_forgotten_stays_counted_in_its_gap(world: World) -> None:
    await world.asks("供热管道保温层用什么材料")
    await rounds(world).gather_gaps(0)
    world.clock.advance(timedelta(days=200))
    await rounds(world).forget_questions(0)
    await world.asks("供热管道保温层用什么材料", Outcome.OUTSIDE)

    await rounds(world).gather_gaps(0)

    assert [file.gap.size for file in await world.board()] == [2]


async def test_every_job_has_its_own_lock_and_time(world: World) -> None:
    jobs = world.learning.jobs()

    assert [job.name for job in jobs] == [
        "knowledge.gather_gaps",
        "knowledge.count_days",
        "knowledge.forget_questions",
    ]
    assert all(job.every for job in jobs)


async def test_a_low_rating_is_noted_on_the_last_question(world: World) -> None:
    conversation = await world.asks(
        "暖气片怎么放气", Outcome.TOLD, article_id=await world.article()
    )
    [reaction] = world.learning.reactions()
    event = ConversationRated(
        event_id=EventId.new(),
        tenant_id=world.tenant,
        at=world.clock.now(),
        conversation_id=conversation,
        score=2,
        solved=None,
    )

    await reaction.handle(event)
    await reaction.handle(event)

    async with world.session() as session:
        row = await session.one("SELECT reason FROM knowledge_question")
    assert row["reason"] == "rated_low"
