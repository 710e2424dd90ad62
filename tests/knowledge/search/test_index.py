"""Searching an index in memory (R109, R110)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearthline.knowledge import ArticleIndex, Band, TermReader, View
from hearthline.platform.language import Segmenter
from tests.make import articles as make

pytestmark = pytest.mark.unit

NOW = datetime(2026, 11, 21, 1, 30, tzinfo=UTC)
CUSTOMER = View(at=NOW)
AGENT = View(at=NOW, audience="agent")
READER = TermReader(Segmenter(("放气阀",)))
INDEX = ArticleIndex([make.article(draft) for draft in make.DRAFTS], READER)


def slugs(query: str, view: View = CUSTOMER, index: ArticleIndex = INDEX) -> list[str]:
    return [hit.slug for hit in index.search(query, view)]


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("室温多少度算合格", "temp-standard"),
        ("家里多少度才达标", "temp-standard"),
        ("暖气片一直哗哗响", "airlock"),
        ("暖氣片怎麼放氣", "airlock"),
        ("世文标准", "temp-standard"),
        ("方气阀在哪", "airlock"),
    ],
)
def test_the_right_article_comes_first(query: str, slug: str) -> None:
    assert slugs(query)[0] == slug


def test_its_own_wording_is_a_direct_answer() -> None:
    hit = INDEX.search("气堵怎么办", CUSTOMER)[0]

    assert hit.band is Band.DIRECT
    assert hit.question == "气堵怎么办"
    assert hit.score > 0.8
    assert hit.version == 1


@pytest.mark.parametrize("query", ["今天股票涨了吗", "帮我订一张去上海的机票", "hello world"])
def test_a_strange_question_is_no_direct_answer(query: str) -> None:
    assert all(hit.band is not Band.DIRECT for hit in INDEX.search(query, CUSTOMER))


@pytest.mark.parametrize("query", ["", "   ", "？！。", "😀", "\x00"])
def test_a_query_without_words_finds_nothing(query: str) -> None:
    assert slugs(query) == []


def test_what_is_for_agents_is_never_told_a_customer() -> None:
    assert "agent-refund" not in slugs("退费比例能告诉客户吗")
    assert slugs("退费比例能告诉客户吗", AGENT)[0] == "agent-refund"


def test_an_article_is_found_on_its_channels_only() -> None:
    index = ArticleIndex([make.article(channels=("phone",))], READER)

    assert slugs("室温标准", CUSTOMER, index) == []
    assert slugs("室温标准", View(at=NOW, channel="phone"), index) == ["temp-standard"]


def test_an_article_is_found_while_it_is_in_force() -> None:
    index = ArticleIndex([make.article(valid_from=NOW, valid_to=NOW + timedelta(days=1))], READER)
    hours = {-1: [], 0: ["temp-standard"], 23: ["temp-standard"], 24: []}

    found = {hour: slugs("室温标准", View(at=NOW + timedelta(hours=hour)), index) for hour in hours}

    assert found == hours


def test_an_article_stands_once_however_many_wordings_match() -> None:
    found = slugs("供暖室温标准是多少度 家里几度算达标")

    assert len(found) == len(set(found))


def test_every_hit_says_why() -> None:
    hit = INDEX.search("暖气片哗哗响", CUSTOMER)[0]
    words = next(why for why in hit.why if why.channel == "words")

    assert words.field == "similar"
    assert "暖气片" in words.terms
    assert 0 < words.share <= 1


def test_only_the_first_hit_can_be_direct() -> None:
    twins = ArticleIndex([make.article(slug=f"twin-{n}") for n in range(3)], READER)

    bands = [hit.band for hit in twins.search("室温多少度算合格", CUSTOMER)]

    assert Band.DIRECT not in bands[1:]


def test_an_intent_leads_to_its_article() -> None:
    hit = INDEX.serving("temp_standard", "那到底要多少才行", CUSTOMER)

    assert hit is not None
    assert (hit.slug, hit.band) == ("temp-standard", Band.DIRECT)
    assert INDEX.serving("temp_standard", "😀", CUSTOMER) is not None
    assert INDEX.serving("nothing", "室温", CUSTOMER) is None


def test_an_intent_leads_nowhere_when_its_article_is_not_in_force() -> None:
    index = ArticleIndex([make.article(valid_to=NOW - timedelta(days=1))], READER)

    assert index.serving("temp_standard", "室温标准", CUSTOMER) is None


def test_an_empty_knowledge_base_finds_nothing() -> None:
    assert ArticleIndex([], READER).search("室温标准", CUSTOMER) == []


@settings(max_examples=80, deadline=None)
@given(query=st.text(max_size=300))
def test_no_query_breaks_the_search(query: str) -> None:
    hits = INDEX.search(query, AGENT, limit=2)

    assert len(hits) <= 2
    assert all(0 <= hit.score <= 1 for hit in hits)
