"""Which card is shown: attention is scarce, danger is not made to wait (R71)."""

import pytest

from hearthline.assist.cards.making import candidates
from hearthline.assist.cards.model import Candidate, CardKind, Content, Past
from hearthline.assist.cards.ranking import best, utility
from hearthline.kernel import ArticleId
from hearthline.knowledge import Attribute, Band, Hit, Kind
from tests.assist.situations import situation

pytestmark = pytest.mark.unit


def _candidate(
    kind: CardKind, ref: str = "x", *, sure: float = 1.0, urgent: bool = False
) -> Candidate:
    return Candidate(kind, ref, Content("t"), sure, is_urgent=urgent)


def _hit(slug: str = "heating/cold", *, kind: Kind = Kind.QUESTION, score: float = 0.9) -> Hit:
    answer = "先查片区。“您家冷了三天，我记下了。”" if kind is Kind.SCRIPT else "先看阀门。"
    return Hit(
        ArticleId.new(), 2, slug, "家里不热怎么办", answer, "", None, "手册", False, (), (), "",
        score, Band.DIRECT if score > 0.5 else Band.CLARIFY, (), kind=kind,
        attributes=(Attribute("到场时限", "2", "小时"),),
    )  # fmt: skip


def test_the_most_useful_card_wins_and_only_one() -> None:
    shown = best([_candidate(CardKind.FORM), _candidate(CardKind.KNOWLEDGE)], Past())
    assert shown is not None
    assert shown[0].kind is CardKind.KNOWLEDGE


def test_what_is_not_worth_a_look_is_not_shown() -> None:
    assert best([_candidate(CardKind.KNOWLEDGE, sure=0.1)], Past()) is None
    assert best([], Past()) is None


def test_three_pushes_a_minute_at_most_except_for_danger() -> None:
    full = Past(pushes=3)
    assert best([_candidate(CardKind.KNOWLEDGE)], full) is None
    assert best([_candidate(CardKind.ALERT, urgent=True)], full) is not None


def test_a_kind_that_was_put_away_rests_and_a_card_put_away_or_used_never_comes_back() -> None:
    knowledge = _candidate(CardKind.KNOWLEDGE, "item:a")
    assert best([knowledge], Past(cooling=frozenset({CardKind.KNOWLEDGE}))) is None
    assert best([knowledge], Past(dismissed=frozenset({"item:a"}))) is None
    assert best([knowledge], Past(used=frozenset({"item:a"}))) is None
    assert best([knowledge], Past(dismissed=frozenset({"item:b"}))) is not None


def test_what_agents_use_moves_up_and_what_they_ignore_moves_down() -> None:
    sop = _candidate(CardKind.SOP)
    liked = Past(rates={CardKind.SOP: (90, 100)})
    ignored = Past(rates={CardKind.SOP: (1, 100)})
    assert utility(sop, liked) > utility(sop, Past()) > utility(sop, ignored)
    assert best([sop], ignored) is None


def test_danger_is_the_first_card_with_words_from_the_steps() -> None:
    known = situation("c: 暖气管爆了，水喷得到处都是，快来人")
    shown = best(candidates(known, [_hit()]), Past(pushes=9))
    assert shown is not None
    assert shown[0].kind is CardKind.ALERT
    assert shown[0].content.severity == "critical"
    assert "离开热水" in shown[0].content.text


def test_an_item_comes_with_its_source_and_the_customers_own_facts() -> None:
    known = situation("c: 幸福小区3号楼2单元501，15度，这种温度合格吗")
    [card] = [one for one in candidates(known, [_hit()]) if one.kind is CardKind.KNOWLEDGE]
    assert card.content.item is not None
    assert card.content.item.version == 2
    assert card.content.item.attributes == (("到场时限", "2", "小时"),)
    assert ("室温", "15℃") in card.content.facts


def test_a_script_gives_its_quoted_words_and_nothing_made_up() -> None:
    hits = [_hit("heating/agent-x", kind=Kind.SCRIPT)]
    made = candidates(situation("c: 家里冷了三天了"), hits)
    [reply] = [one for one in made if one.kind is CardKind.REPLY]
    assert reply.content.text == "您家冷了三天，我记下了。"


def test_a_form_card_shows_where_each_value_was_said() -> None:
    text = "电话13812345678，幸福小区3号楼2单元501"
    made = candidates(situation(f"c: {text}"), [])
    [form] = [one for one in made if one.kind is CardKind.FORM]
    places = {one.kind: text[one.start : one.end] for one in form.content.fields}
    assert places["phone"] == "13812345678"
    assert places["address"].endswith("501")


def test_anger_brings_a_fitting_phrase() -> None:
    known = situation("c: 你们什么破公司，打了三次电话都没人管，气死我了！！")
    [card] = [one for one in candidates(known, []) if one.kind is CardKind.EMOTION]
    assert "抱歉" in card.content.text


def test_nothing_is_said_before_the_customer_has() -> None:
    assert candidates(situation("a: 您好"), [_hit()]) == []


def test_a_card_is_stored_and_read_back_as_it_was() -> None:
    for card in candidates(situation("c: 家里冷，13812345678"), [_hit()]):
        assert Content.from_json(card.content.to_json()) == card.content
