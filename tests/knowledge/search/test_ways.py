"""Looking by question, keyword, pinyin, catalogue, tag and kind (R110)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from hearthline.knowledge import Kind, View
from hearthline.knowledge.search import ArticleIndex, TermReader, Wanted, Way
from hearthline.knowledge.search.asking import Lexicon
from hearthline.knowledge.search.ways import Page, find
from hearthline.platform.language import Segmenter
from tests.make import articles as make

pytestmark = pytest.mark.unit

NOW = datetime(2026, 11, 21, 1, 30, tzinfo=UTC)
CUSTOMER = View(at=NOW)
AGENT = View(at=NOW, audience="agent")
PAYING = replace(
    make.STANDARD,
    slug="pay",
    title="暖气费怎么交",
    questions=("在哪里缴费",),
    answer="微信、营业厅都可以。",
    catalogue="供热/缴费",
    tags=("费用", "线上"),
    keywords=("缴费渠道",),
    intents=(),
)
POLICY = replace(
    PAYING,
    slug="policy",
    title="逾期违约金规定",
    kind=Kind.POLICY,
    catalogue="供热/政策",
    tags=("费用",),
    customer_classes=("business",),
    regions=("north",),
)
READER = TermReader(Segmenter())
INDEX = ArticleIndex([make.article(draft) for draft in (*make.DRAFTS, PAYING, POLICY)], READER)


def page(wanted: Wanted, view: View = CUSTOMER, index: ArticleIndex = INDEX) -> Page:
    return find(index, wanted, view)


def slugs(wanted: Wanted, view: View = CUSTOMER, index: ArticleIndex = INDEX) -> list[str]:
    return [hit.slug for hit in page(wanted, view, index).hits]


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("nqf", "pay"),
        ("nqpz", "airlock"),
        ("jiaofei", "pay"),
        ("nuanqifeizenmejiao", "pay"),
        ("jfqd", "pay"),
    ],
)
def test_pinyin_is_understood_as_people_type_it(typed: str, slug: str) -> None:
    assert slugs(Wanted(typed))[0] == slug


def test_one_wrong_letter_is_forgiven_when_nothing_else_fits() -> None:
    found = page(Wanted("wxyzqk", Way.PINYIN))
    slip = page(Wanted("nqfzmx", Way.PINYIN))

    assert found.hits == []
    assert [hit.slug for hit in slip.hits] == ["pay"]


def test_every_keyword_must_be_there() -> None:
    assert slugs(Wanted("微信 缴费", Way.KEYWORD)) == ["pay"]
    assert slugs(Wanted("微信 放气阀", Way.KEYWORD)) == []


def test_a_branch_of_the_catalogue_holds_all_below_it() -> None:
    assert slugs(Wanted(catalogue="供热")) == ["pay"]
    assert slugs(Wanted(catalogue="供热/缴费")) == ["pay"]
    assert slugs(Wanted(catalogue="供热/维修")) == []


def test_tags_and_kinds_narrow_a_question() -> None:
    north = replace(CUSTOMER, customer_class="business", region="north")

    assert slugs(Wanted("费用", tags=("费用", "线上")), north) == ["pay"]
    assert slugs(Wanted("违约金", kinds=("policy",)), north) == ["policy"]


@pytest.mark.parametrize(
    "view",
    [
        CUSTOMER,
        replace(CUSTOMER, customer_class="business"),
        replace(CUSTOMER, region="north"),
        replace(CUSTOMER, customer_class="business", region="south"),
        replace(CUSTOMER, customer_class="business", region="north", channel="fax"),
        replace(CUSTOMER, customer_class="business", region="north", at=NOW - timedelta(9999)),
        replace(CUSTOMER, customer_class="business", region="north", audience="field"),
    ],
)
@pytest.mark.parametrize("way", [Way.QUESTION, Way.KEYWORD, Way.PINYIN, Way.BROWSE])
def test_what_is_not_shown_is_neither_found_nor_counted(view: View, way: Way) -> None:
    typed = {Way.PINYIN: "yqwyj", Way.BROWSE: ""}.get(way, "逾期违约金规定")
    found = page(Wanted(typed, way, limit=50), view)

    assert "policy" not in [hit.slug for hit in found.hits]
    assert "policy" not in [one.value for one in found.facets.get("kind", [])]
    assert "供热/政策" not in [one.value for one in found.facets.get("catalogue", [])]


def test_facets_count_everything_that_was_found() -> None:
    facets = page(Wanted(limit=1), AGENT).facets

    kinds = {one.value: one.count for one in facets["kind"]}
    branches = {one.value: one.count for one in facets["catalogue"]}
    assert kinds == {"question": 4}
    assert branches == {"供热": 1, "供热/缴费": 1}


def test_pages_follow_each_other_without_doubles() -> None:
    pages = [page(Wanted(limit=2, offset=offset), AGENT) for offset in (0, 2, 4)]
    found = [hit.slug for one in pages for hit in one.hits]

    assert (len(found), len(set(found))) == (4, 4)
    assert pages[0].total == 4


def test_pages_of_a_question_follow_its_ranking() -> None:
    whole = slugs(Wanted("暖气", limit=4), AGENT)

    assert (
        slugs(Wanted("暖气", limit=2), AGENT) + slugs(Wanted("暖气", limit=2, offset=2), AGENT)
        == whole
    )


def test_a_synonym_finds_what_is_called_otherwise() -> None:
    articles = [make.article(draft) for draft in (*make.DRAFTS, PAYING)]
    knowing = ArticleIndex(articles, READER, lexicon=Lexicon([("铜疙瘩", "放气阀")]))

    assert slugs(Wanted("铜疙瘩在哪里"), CUSTOMER, knowing)[0] == "airlock"
    assert slugs(Wanted("铜疙瘩", Way.KEYWORD), CUSTOMER, knowing) == ["airlock"]
    assert slugs(Wanted("铜疙瘩", Way.KEYWORD)) == []


def test_a_protected_word_is_not_exchanged() -> None:
    lexicon = Lexicon([("电", "热")], protected=["热电联产"])

    assert lexicon.sayings("热电联产是什么") == ["热电联产是什么"]
    assert lexicon.sayings("电不够") == ["电不够", "热不够"]


def test_an_agent_finds_by_the_professional_wording_and_a_customer_does_not() -> None:
    draft = replace(make.STANDARD, professional="二次网供水温度按曲线")
    index = ArticleIndex([make.article(draft)], READER)

    assert slugs(Wanted("曲线"), AGENT, index) == ["temp-standard"]
    assert slugs(Wanted("曲线"), CUSTOMER, index) == []
    assert page(Wanted("室温"), CUSTOMER, index).hits[0].professional == ""
