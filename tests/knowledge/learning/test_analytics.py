"""Figures of knowledge count what they say they count, beside their definitions (R124)."""

import csv
import io
from datetime import date, timedelta

import pytest

from hearthline.access import Role
from hearthline.kernel import ArticleId
from hearthline.knowledge import Outcome
from hearthline.knowledge.learning.analytics import Overview
from hearthline.knowledge.learning.figure_store import Period
from hearthline.knowledge.learning.model import Use, Used
from tests.make.learning import World

pytestmark = pytest.mark.store

DAY = date(2026, 11, 21)
WEEK = Period(DAY - timedelta(days=3), DAY + timedelta(days=3))


async def counted(world: World, period: Period = WEEK) -> Overview:
    async with world.session() as session:
        await world.learning.counting.run(session)
    async with world.session() as session:
        return await world.learning.analytics.overview(session, period)


def values(overview: Overview) -> dict[str, float | None]:
    return {figure.definition.id: figure.value for figure in overview.figures}


def listed(overview: Overview, name: str) -> list[str]:
    [ranking] = [one for one in overview.rankings if one.definition.id == name]
    return [line.title for line in ranking.lines]


async def told(world: World, article_id: ArticleId, *, vote: int = 0, channel: str = "web") -> None:
    conversation = await world.asks(
        "暖气片怎么放气", Outcome.TOLD, article_id=article_id, channel=channel
    )
    async with world.session() as session:
        await session.execute(
            "UPDATE knowledge_question SET vote = %(vote)s WHERE conversation_id = %(c)s",
            {"vote": vote, "c": conversation},
        )


async def test_each_figure_counts_by_its_definition(world: World) -> None:
    airlock = await world.article()
    await told(world, airlock)
    await told(world, airlock, vote=1)
    await told(world, airlock, vote=-1, channel="wechat")
    await world.asks("供热管道保温层用什么材料")
    await world.asks("明天天气怎么样", Outcome.OUTSIDE)

    overview = await counted(world)

    found = values(overview)
    assert (found["asked"], found["told"], found["unanswered"], found["outside"]) == (5, 3, 1, 1)
    assert (found["liked"], found["disliked"]) == (1, 1)
    assert found["match_rate"] == 0.5
    assert found["coverage"] == 0.75
    assert (found["published"], found["hit_share"]) == (3, 0.5)
    assert all(one.definition.meaning.zh and one.definition.meaning.en for one in overview.figures)
    assert {part.key for part in overview.slices["channel"]} == {"web", "wechat"}
    assert [part.key for part in overview.slices["day"]] == [DAY.isoformat()]


async def test_lists_name_the_articles_they_are_about(world: World) -> None:
    airlock, standard = await world.article(), await world.article("temp-standard")
    agent = await world.person(Role.AGENT)
    await told(world, airlock, vote=1)
    await told(world, airlock, vote=-1)
    async with world.session() as session:
        await world.learning.questions.used(session, Used(standard, 1, Use.SENT, agent.id))
        await session.execute(
            "UPDATE article_card SET review_on = '2026-11-01' WHERE slug = 'airlock'"
        )
        await session.execute(
            "UPDATE article_card SET valid_to = '2026-11-20Z' WHERE slug = 'agent-refund'"
        )
        await session.execute("UPDATE article_card SET published_at = '2026-01-01Z'")

    overview = await counted(world)

    assert listed(overview, "most_hit") == ["暖气片怎么放气"]
    assert listed(overview, "most_liked") == ["暖气片怎么放气"]
    assert listed(overview, "most_disliked") == ["暖气片怎么放气"]
    assert listed(overview, "most_used") == ["室温多少度算合格"]
    assert listed(overview, "never_hit") == ["室温多少度算合格"]
    assert listed(overview, "review_overdue") == ["暖气片怎么放气"]
    assert listed(overview, "expired") == ["退费比例能告诉客户吗"]
    assert values(overview)["used"] == 1


async def test_a_late_word_is_counted_on_the_day_of_the_question(world: World) -> None:
    conversation = await world.asks(
        "暖气片怎么放气", Outcome.TOLD, article_id=await world.article()
    )
    assert values(await counted(world))["match_rate"] == 1.0
    world.clock.advance(timedelta(days=1))
    async with world.session() as session:
        await world.learning.questions.rated(session, conversation, score=2, solved=None)
        await session.execute(
            "UPDATE knowledge_question SET is_rejected = true, changed_at = %(now)s",
            {"now": world.clock.now()},
        )

    found = values(await counted(world))

    assert (found["match_rate"], found["rated_low"], found["asked"]) == (0.0, 1, 1)


async def test_figures_are_narrowed_by_period_channel_and_catalogue(world: World) -> None:
    airlock = await world.article()
    await told(world, airlock)
    await told(world, airlock, channel="wechat")
    async with world.session() as session:
        await session.execute(
            "UPDATE article_card SET catalogue = '供热/排气' WHERE slug = 'airlock'"
        )

    async def asked(**narrowed: str) -> float | None:
        return values(await counted(world, Period(DAY, DAY, **narrowed)))["asked"]

    before = Period(DAY - timedelta(days=9), DAY - timedelta(days=1))
    assert await asked() == 2
    assert await asked(channel="wechat") == 1
    assert await asked(catalogue="供热") == 2
    assert await asked(catalogue="供电") == 0
    assert await asked(audience="agent") == 0
    nothing = values(await counted(world, before))
    assert (nothing["asked"], nothing["match_rate"]) == (0, None)


async def test_what_is_forgotten_stays_counted(world: World) -> None:
    await world.asks("供热管道保温层用什么材料")
    await counted(world)
    world.clock.advance(timedelta(days=181))

    async with world.session() as session:
        assert await world.learning.questions.forget(session) == 1
    async with world.session() as session:
        assert await world.learning.questions.forget(session) == 0

    assert values(await counted(world))["asked"] == 1


async def test_a_section_is_given_as_a_table_that_runs_nothing(world: World) -> None:
    await told(world, await world.article())
    await counted(world)
    async with world.session() as session:
        await session.execute("UPDATE article_card SET title = '=1+1' WHERE slug = 'airlock'")
        text = await world.learning.analytics.csv(session, WEEK, "articles")
        figures = await world.learning.analytics.csv(session, WEEK, "figures")
        days = await world.learning.analytics.csv(session, WEEK, "day")

    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert {row["title"] for row in rows} == {
        "'=1+1",
        "室温多少度算合格",
        "退费比例能告诉客户吗",
    }
    assert {row["hits"] for row in rows} == {"0", "1"}
    assert "匹配率" in figures
    assert days.splitlines()[1].startswith("2026-11-21,1,1")
