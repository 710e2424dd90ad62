"""Side by side, and how a rule came to be what it is (R113)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from hearthline.kernel import ArticleId, Clock
from hearthline.knowledge import ArticleUnknown, Comparisons, Graph, Knowledge, read_profiles
from hearthline.knowledge.graph.comparing import Card, Comparison, card_of_draft, compared
from hearthline.knowledge.graph.errors import NothingToCompare, ProfileUnknown
from hearthline.platform.db import Session
from hearthline.platform.packs import PackFolder
from tests.fakes.fake_clock import FakeClock
from tests.make import graph as make
from tests.make.graph import article_id

pytestmark = pytest.mark.store

PACKS = Path(__file__).parents[3] / "packs"


@pytest.fixture
def comparisons(clock: Clock) -> Comparisons:
    return Comparisons(clock)


def lines(made: Comparison) -> dict[str, tuple[list[str | None], bool, list[bool]]]:
    return {
        line.label.zh: (
            [cell.text.zh if cell.text else None for cell in line.cells],
            line.is_same,
            [cell.is_odd for cell in line.cells],
        )
        for line in made.lines
    }


def card(*attributes: tuple[str, str]) -> Card:
    return card_of_draft(ArticleId.new(), make.item("x", *attributes), version=1)


def test_what_differs_is_marked() -> None:
    found = lines(compared([card(("材料", "身份证")), card(("材料", "身份证"), ("费用", "免费"))]))

    assert found["材料"] == (["身份证", "身份证"], True, [False, False])
    assert found["费用"] == ([None, "免费"], False, [True, True])


def test_the_odd_one_among_three_is_marked_alone() -> None:
    found = lines(
        compared([card(("费用", "1 元")), card(("费用", "2 元")), card(("费用", "1 元"))])
    )

    assert found["费用"] == (["1 元", "2 元", "1 元"], False, [False, True, False])


def test_several_values_of_an_attribute_stand_in_one_cell() -> None:
    found = lines(compared([card(("材料", "身份证"), ("材料", "房产证")), card()]))

    assert found["材料"][0] == ["身份证、房产证", None]


@pytest.mark.parametrize("count", [0, 1, 5])
def test_two_to_four_are_compared(count: int) -> None:
    with pytest.raises(NothingToCompare):
        compared([card() for _ in range(count)])


def test_the_same_thing_twice_is_nothing_to_compare() -> None:
    one = card()
    with pytest.raises(NothingToCompare):
        compared([one, one])


async def test_items_are_compared_as_they_are_published(
    session: Session, comparisons: Comparisons
) -> None:
    ids = [await article_id(session, slug) for slug in ("stop-heat", "stop-shop")]

    made = await comparisons.items(session, ids)

    assert [column.title.zh for column in made.columns] == ["怎么办报停", "商铺能报停吗"]
    found = lines(made)
    assert found["业务"] == (["报停", "报停"], True, [False, False])
    assert found["材料"][0] == ["身份证、房产证", None]
    assert made.differences == sum(not same for _, same, _ in found.values())


async def test_items_are_compared_as_of_a_time(
    session: Session, comparisons: Comparisons, knowledge: Knowledge, clock: FakeClock
) -> None:
    ids = [await article_id(session, slug) for slug in ("stop-heat", "stop-shop")]
    before = clock.now()
    clock.advance(timedelta(days=30))
    other = replace(make.SHOP, answer="商铺不能报停。")
    await knowledge.load_pack(session, (make.STOP, make.RESUME, other, make.COLD, make.INSIDE))

    now = await comparisons.items(session, ids)
    then = await comparisons.items(session, ids, at=before)

    assert (now.columns[1].version, then.columns[1].version) == (2, 1)
    assert lines(now)["答复"][0][1] == "商铺不能报停。"
    with pytest.raises(ArticleUnknown):
        await comparisons.items(session, ids, at=before - timedelta(days=1))


async def test_the_history_of_a_rule_is_told(
    session: Session, comparisons: Comparisons, knowledge: Knowledge, clock: FakeClock
) -> None:
    began = clock.now()
    clock.advance(timedelta(days=10))
    ends = datetime(2027, 3, 15, 16, tzinfo=UTC)
    later = replace(make.item("stop-heat", ("业务", "报停"), title="怎么办报停"), valid_to=ends)
    await knowledge.load_pack(session, (later, *make.DRAFTS[1:]))

    first, second = await comparisons.history(session, await article_id(session, "stop-heat"))

    assert (first.version, first.changes, first.is_current) == (1, (), False)
    assert first.periods[0].begins_at == began
    assert first.periods[0].ends_at == clock.now()
    assert (second.version, second.is_current, second.valid_to) == (2, True, date(2027, 3, 15))
    changed = {
        one.label.zh: (one.before and one.before.zh, one.after and one.after.zh)
        for one in second.changes
    }
    assert changed == {
        "条件": ("没有欠费", None),
        "材料": ("身份证、房产证", None),
        "目录": ("供热/报停", None),
        "失效": (None, "2027-03-15"),
    }


async def test_an_unknown_rule_has_no_history(session: Session, comparisons: Comparisons) -> None:
    with pytest.raises(ArticleUnknown):
        await comparisons.history(session, ArticleId.new())
    with pytest.raises(ProfileUnknown):
        await comparisons.history_of_profile(session, "nowhere")


async def test_the_rules_of_two_cities_stand_side_by_side(
    session: Session, comparisons: Comparisons, graph: Graph
) -> None:
    await graph.load_profiles(
        session, read_profiles(PackFolder(PACKS / "heating"), trade="heating")
    )
    wanted = [("cn-heat-example", None), ("cn-heat-example-cold", None)]

    made = await comparisons.regions(session, wanted)

    found = lines(made)
    assert [column.title.zh for column in made.columns] == ["示例城市", "示例严寒城市"]
    assert found["室温标准 · 最低室温"] == (["18 ℃", "20 ℃"], False, [True, True])
    assert found["报停 · 答复时限"] == (["5 个工作日", "5 个工作日"], True, [False, False])
    assert made.differences > 5
    with pytest.raises(ProfileUnknown):
        await comparisons.regions(session, [("cn-heat-example", 99), ("cn-heat-example", None)])


async def test_versions_of_a_regions_rules_make_a_history(
    session: Session, comparisons: Comparisons, graph: Graph
) -> None:
    now = read_profiles(PackFolder(PACKS / "heating"), trade="heating")
    city = next(one for one in now if one.id == "cn-heat-example")
    colder = tuple(
        replace(member, value=20) if member.path == "temp_standard.min_c" else member
        for member in city.members
    )
    coming = replace(city, version=5, effective_from=date(2027, 7, 1), members=colder)
    assert await graph.load_profiles(session, [city, coming]) == 2
    assert await graph.load_profiles(session, [city, coming]) == 0

    old, new = await comparisons.history_of_profile(session, city.id)

    assert (old.version, old.is_current, new.version, new.is_current) == (4, True, 5, False)
    change = new.changes[0]
    assert (change.label.zh, len(new.changes)) == ("室温标准 · 最低室温", 1)
    assert change.before is not None
    assert change.after is not None
    assert (change.before.zh, change.after.zh) == ("18 ℃", "20 ℃")
    today = await comparisons.regions(session, [(city.id, None), (city.id, 5)])
    assert [column.version for column in today.columns] == [4, 5]
