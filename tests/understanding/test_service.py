"""Training and reading, on small invented intents (R22, R23)."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearthline.understanding import (
    OUT_OF_SCOPE,
    IntentExamples,
    NothingToLearn,
    Understanding,
)

pytestmark = pytest.mark.unit

COLD = (
    "家里不热",
    "暖气不热",
    "屋里冷",
    "暖气冰凉",
    "一点都不热",
    "家里太冷了",
    "暖气没温度",
    "全屋都凉",
)
PRICE = (
    "暖气费多少钱",
    "取暖费怎么收",
    "一平多少钱",
    "热价是多少",
    "收费标准",
    "按面积收费吗",
    "取暖一平米几块",
)
HUMAN = ("转人工", "我要找真人", "人工客服", "不跟机器人说", "找个人来", "接客服", "真人服务")
LEAK = ("漏水了", "暖气片滴水", "管子爆了", "阀门漏水", "家里淹了", "往外喷水", "水管裂了")
DATES = ("什么时候供暖", "几号来暖气", "供暖到几号", "哪天开始送热", "供热时间", "今年啥时候停暖")
THANKS = ("谢谢", "没事了", "再见", "好的谢谢你", "拜拜", "辛苦了")
STRANGERS = ("今天天气怎么样", "讲个笑话", "股票涨了吗", "帮我订机票", "写一首诗", "足球比赛几点")


def lessons() -> list[IntentExamples]:
    return [
        IntentExamples("cold", COLD, counter_examples=("室温标准是多少",), confusable=("leak",)),
        IntentExamples("price", PRICE),
        IntentExamples("human", HUMAN),
        IntentExamples("leak", LEAK),
        IntentExamples("dates", DATES),
        IntentExamples("thanks", THANKS),
    ]


@pytest.fixture(scope="module")
def understanding() -> Understanding:
    return Understanding.train(lessons(), out_of_scope=STRANGERS, words=("暖气费", "热价"))


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("我家暖气不热", "cold"),
        ("暖氣不熱", "cold"),
        ("取暖费一平多少", "price"),
        ("帮我转人工客服", "human"),
        ("阀门滴水了", "leak"),
        ("今年几号开始供暖", "dates"),
    ],
)
def test_a_new_wording_is_understood(understanding: Understanding, text: str, intent: str) -> None:
    reading = understanding.read(text)

    assert reading.best.intent == intent
    assert reading.in_scope


def test_homophones_are_understood_by_their_sound(understanding: Understanding) -> None:
    assert understanding.read("暖汽布热").best.intent == "cold"


@pytest.mark.parametrize(
    "text", ["今天天气怎么样", "The quick brown fox jumps", "😀😀😀", "", "zxcvbn qwerty"]
)
def test_what_is_outside_is_refused(understanding: Understanding, text: str) -> None:
    reading = understanding.read(text)

    assert not reading.in_scope
    assert reading.ranked


def test_refusal_needs_no_examples_of_what_is_outside() -> None:
    reading = Understanding.train(lessons()).read("quantum chromodynamics lecture notes")

    assert not reading.in_scope


def test_an_example_means_what_it_was_taught_to_mean(understanding: Understanding) -> None:
    reading = understanding.read("没事了！"[:-1])

    assert reading.best.intent == "thanks"
    assert reading.best.confidence > 0.9
    assert reading.margin > 0.8
    assert reading.ambiguous == ()


def test_one_example_under_two_intents_is_ambiguous() -> None:
    twice = [
        IntentExamples("ask", ("怎么报停", "报停要什么", "报停规定")),
        IntentExamples("apply", ("怎么报停", "我要报停", "办理报停")),
    ]

    assert set(Understanding.train(twice).read("怎么报停").ambiguous) == {"ask", "apply"}


def test_an_intent_named_out_of_scope_is_never_ranked() -> None:
    trained = Understanding.train([*lessons(), IntentExamples(OUT_OF_SCOPE, STRANGERS)])

    assert OUT_OF_SCOPE not in trained.intents
    assert not trained.read("讲个笑话").in_scope


def test_without_examples_there_is_nothing_to_learn() -> None:
    with pytest.raises(NothingToLearn):
        Understanding.train([IntentExamples("empty", ())])


def test_one_intent_alone_can_be_learnt() -> None:
    assert Understanding.train([IntentExamples("cold", COLD)]).read("家里冷").best.intent == "cold"


def test_training_again_gives_the_same_answers(understanding: Understanding) -> None:
    again = Understanding.train(lessons(), out_of_scope=STRANGERS, words=("暖气费", "热价"))

    assert again.read("取暖费多少").ranked == understanding.read("取暖费多少").ranked


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=120))
def test_confidences_are_probabilities(understanding: Understanding, text: str) -> None:
    ranked = understanding.read(text).ranked

    assert all(0 <= guess.confidence <= 1 for guess in ranked)
    assert sum(guess.confidence for guess in ranked) <= 1 + 1e-6
    assert list(ranked) == sorted(ranked, key=lambda guess: -guess.confidence)


def test_threads_may_share_it(understanding: Understanding) -> None:
    texts = [*COLD, *PRICE, *HUMAN] * 5
    alone = [understanding.read(text) for text in texts]

    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(understanding.read, texts))

    assert together == alone


def test_twenty_intents_are_learnt_in_seconds_and_read_in_milliseconds() -> None:
    # Generous bounds for a busy machine; docs/algorithms/understanding.md has the measured ones.
    many = [
        IntentExamples(
            f"i{n}", tuple(f"{word}{tail}{n}号事情" for word in COLD for tail in "吗呢吧")
        )
        for n in range(20)
    ]
    began = time.perf_counter()
    trained = Understanding.train(many)
    took = time.perf_counter() - began
    began = time.perf_counter()
    for _ in range(100):
        trained.read("我家暖气不热怎么办")

    assert took < 20
    assert (time.perf_counter() - began) / 100 < 0.02
