"""Why a text was read as it was (R24)."""

import math
from dataclasses import FrozenInstanceError

import pytest

from hearthline.understanding import OUT_OF_SCOPE, IntentExamples, Understanding, Why

pytestmark = pytest.mark.unit

COLD = ("家里不热", "暖气不热", "屋里冷", "暖气冰凉", "一点都不热", "家里太冷了", "全屋都凉")
PRICE = ("暖气费多少钱", "取暖费怎么收", "一平多少钱", "热价是多少", "收费标准", "要花多少钱")
HUMAN = ("转人工", "我要找真人", "人工客服", "找个人来", "接客服", "真人服务", "请接人工")
LEAK = ("漏水了", "暖气片滴水", "管子爆了", "阀门漏水", "家里淹了", "往外喷水", "水管裂了")
DATES = ("什么时候供暖", "几号来暖气", "供暖到几号", "哪天开始送热", "供热时间", "啥时候停暖")
THANKS = ("谢谢", "没事了", "再见", "好的谢谢你", "拜拜", "辛苦了", "多谢")
STRANGE = ("今天天气怎么样", "讲个笑话", "股票涨了吗", "帮我订机票", "写一首诗", "足球比赛几点")


@pytest.fixture(scope="module")
def understanding() -> Understanding:
    named = {"cold": COLD, "price": PRICE, "human": HUMAN, "leak": LEAK}
    named |= {"dates": DATES, "thanks": THANKS}
    intents = [IntentExamples(name, examples) for name, examples in named.items()]
    return Understanding.train(intents, out_of_scope=STRANGE)


@pytest.mark.parametrize(
    "text", ["我家暖气不热", "暖气费一平多少", "天气好吗", "转人工", "zxcv", ""]
)
def test_it_tells_of_the_reading_itself(understanding: Understanding, text: str) -> None:
    reading, explanation = understanding.read(text), understanding.explain(text)

    assert explanation.text == text
    assert [one.intent for one in explanation.intents] == [g.intent for g in reading.ranked]
    assert [one.probability for one in explanation.intents] == [
        guess.confidence for guess in reading.ranked
    ]
    assert (explanation.in_scope, explanation.scope) == (reading.in_scope, reading.scope)


def test_the_points_of_the_views_make_the_probabilities(understanding: Understanding) -> None:
    first, second, *_ = understanding.explain("我家暖气不怎么热").intents
    points = [one.linear + one.neighbours + one.encoder for one in (first, second)]

    assert first.probability / second.probability == pytest.approx(math.exp(points[0] - points[1]))


def test_the_strongest_parts_of_the_text_are_named(understanding: Understanding) -> None:
    explanation = understanding.explain("我家的阀门滴水")
    words = [term.text for term in explanation.terms]

    assert explanation.intents[0].intent == "leak"
    assert explanation.terms == explanation.intents[0].terms
    assert explanation.terms[0].weight > 0
    assert len(words) == len(set(words)) <= 10
    assert {"滴水", "阀门"} & set(words)
    weights = [abs(term.weight) for term in explanation.terms]
    assert weights == sorted(weights, reverse=True)
    assert {term.kind for term in explanation.terms} <= {
        "characters", "letters", "word", "stem", "pair", "sound",
    }  # fmt: skip


def test_the_nearest_examples_are_named_with_their_intent(understanding: Understanding) -> None:
    nearest = understanding.explain("讲个小笑话").nearest

    assert (nearest[0].text, nearest[0].intent) == ("讲个笑话", OUT_OF_SCOPE)
    assert 0 < nearest[-1].likeness <= nearest[0].likeness <= 1 + 1e-9


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("家里不热", Why.TAUGHT),
        ("讲个笑话", Why.TAUGHT_OUTSIDE),
        ("¥¥¥ ←", Why.NOTHING_KNOWN),
        ("我家暖气不热", Why.ABOVE_THRESHOLD),
        ("明天股票涨吗", Why.BELOW_THRESHOLD),
    ],
)
def test_what_decided_is_said(understanding: Understanding, text: str, why: Why) -> None:
    explanation = understanding.explain(text)

    assert explanation.why is why
    if why is Why.ABOVE_THRESHOLD:
        assert explanation.scope >= explanation.threshold
    if why is Why.BELOW_THRESHOLD:
        assert explanation.scope < explanation.threshold


def test_an_explanation_cannot_be_changed(understanding: Understanding) -> None:
    explanation = understanding.explain("我家暖气不热")

    with pytest.raises(FrozenInstanceError):
        explanation.in_scope = False  # type: ignore[misc]  # what is frozen says so only when tried
