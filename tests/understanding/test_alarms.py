"""Danger, emotion and people in need of care, by reviewed patterns (R61, R64).

Measured on the sentences beside this file; `emotion.txt` was written before the patterns.
"""

import time
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthline.understanding import (
    Emotion,
    Hazard,
    Vulnerable,
    emotion,
    hazard,
    hazard_of,
    vulnerable,
)
from tests.understanding.sentences import sentences

pytestmark = pytest.mark.unit

_ALARMS = (hazard_of, emotion, vulnerable)
_DANGERS = list(sentences("hazard.txt"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("暖气漏水了快来人", Hazard.LEAK),
        ("小区门口往外冒热水", Hazard.BURST),
        ("楼上漏热水把我家淹了", Hazard.LEAK),
        ("暖氣漏水", Hazard.LEAK),
        ("漏 水 了", Hazard.LEAK),
        ("孩子被烫伤了", Hazard.SCALD),
        ("家里触电了", Hazard.SHOCK),
        ("水漏到电箱里了", Hazard.SHOCK),
        ("电线掉地上了", Hazard.WIRE_DOWN),
        ("换热站着火了", Hazard.FIRE),
        ("变压器冒火", Hazard.FIRE),
        ("有股燃气味", Hazard.GAS),
        ("有燃气味，水管也漏水", Hazard.GAS),
        ("一氧化碳报警器响了", Hazard.CO),
    ],
)
def test_reported_danger_is_heard(text: str, kind: Hazard) -> None:
    assert hazard(text) is kind


@pytest.mark.parametrize(
    "text",
    [
        "没漏水",
        "没有漏水，就是不热",
        "已经不漏水了",
        "漏水修好了",
        "会不会着火",
        "会不会触电",
        "怕漏水",
        "万一爆管了怎么办",
        "漏水怎么赔",
        "去年漏过一次，后来换了阀门",
        "因为爆管停暖，啥时候恢复",
        "那个漏水的工单到哪一步了",
        "冻死了",
        "气炸了",
        "热死",
        "我真是火大",
        "被困电梯里了",
        "放水犯法吗",
        "漏保一直跳",
        "账单漏了一个月",
        "家里暖气一点都不热",
        "",
    ],
)
def test_danger_that_is_denied_over_or_only_feared_is_none(text: str) -> None:
    assert hazard(text) is None


def test_a_denied_danger_does_not_hide_a_real_one() -> None:
    assert hazard("没有着火，可是漏水了") is Hazard.LEAK


@pytest.mark.parametrize(
    "text", ["漏水怎么办", "是不是漏水了", "昨天修好了今天又漏了", "燃气味怎么办"]
)
def test_a_question_about_what_is_there_is_a_danger(text: str) -> None:
    assert hazard(text) is not None


def test_the_gravest_danger_comes_first_and_the_others_are_kept() -> None:
    sign = hazard_of("有燃气味，水也漏到插座里了")

    assert sign is not None
    assert (sign.kind, sign.others) == (Hazard.GAS, (Hazard.SHOCK, Hazard.LEAK))


@pytest.mark.parametrize(
    ("text", "is_grave"),
    [
        ("阀门那儿滴水", False),
        ("暖气片接头渗水，拿盆接着呢", False),
        ("暖气漏水了", False),
        ("大量漏水，根本堵不住", True),
        ("暖气管子喷水，屋里全是蒸汽", True),
        ("阀门关不上，水一直流", True),
        ("暖气爆管了", True),
        ("漏电了", True),
    ],
)
def test_a_drip_is_told_from_what_nobody_can_stop(text: str, *, is_grave: bool) -> None:
    sign = hazard_of(text)

    assert sign is not None
    assert sign.is_grave is is_grave


def test_hardly_any_danger_is_missed_and_few_are_imagined() -> None:
    heard = Counter((label != "none", hazard(text) is not None) for label, text in _DANGERS)

    assert sum(heard.values()) >= 900
    assert heard[True, True] / (heard[True, True] + heard[True, False]) >= 0.99
    assert heard[True, True] / (heard[True, True] + heard[False, True]) >= 0.98


def test_the_kind_and_the_gravity_are_right() -> None:
    labelled = [pair for pair in _DANGERS if pair[0] not in ("none", "danger")]
    wrong = [(label, text) for label, text in labelled if _label(text) != label]

    assert len(labelled) >= 140
    assert wrong == []


def _label(text: str) -> str:
    sign = hazard_of(text)
    return "none" if sign is None else sign.kind.value + ("!" if sign.is_grave else "")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("暖气不热", Emotion.CALM),
        ("老人孩子冻得不行", Emotion.WORRIED),
        ("都催了三次了", Emotion.ANNOYED),
        ("气死我了你们就是骗子", Emotion.ANGRY),
        ("再不管我打12345曝光", Emotion.THREATENING),
        ("12345是多少", Emotion.CALM),
        ("我没生气", Emotion.CALM),
        ("你们服务挺好不生气", Emotion.CALM),
        ("户号1234500987", Emotion.CALM),
        ("照片曝光过度了", Emotion.CALM),
        ("给我妈妈的户号交钱", Emotion.CALM),
        ("帮我操作一下", Emotion.CALM),
        ("我要举报有人偷电", Emotion.CALM),
        ("怎么还没来！！！", Emotion.ANGRY),
    ],
)
def test_emotion_is_the_severest_sign(text: str, kind: Emotion) -> None:
    assert emotion(text) is kind


@pytest.mark.parametrize(("name", "least"), [("emotion.txt", 0.9), ("emotion_reviewed.txt", 0.95)])
def test_emotion_is_heard_right_on_the_sentences_kept_for_it(name: str, least: float) -> None:
    told = Counter((label, emotion(text).value) for label, text in sentences(name))

    assert _macro_f1(told) >= least


def _macro_f1(told: Counter[tuple[str, str]]) -> float:
    scores = []
    for kind in Emotion:
        right = told[kind.value, kind.value]
        said = sum(count for (_, heard), count in told.items() if heard == kind)
        meant = sum(count for (label, _), count in told.items() if label == kind)
        scores.append(2 * right / max(1, said + meant))
    return sum(scores) / len(scores)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("家里有八十岁老人，冻得不行", {Vulnerable.ELDERLY}),
        ("我妈用制氧机的", {Vulnerable.LIFE_SUPPORT}),
        ("孩子发烧了没暖气", {Vulnerable.CHILD, Vulnerable.ILL}),
        ("刚出生的宝宝", {Vulnerable.CHILD}),
        ("怀孕七个月", {Vulnerable.PREGNANT}),
        ("我爸瘫痪在床", {Vulnerable.ILL}),
        ("my baby is three months old", {Vulnerable.CHILD}),
        ("没有老人", set()),
        ("no elderly people here", set()),
        ("儿童房不热", set()),
        ("老人机收不到短信", set()),
        ("残疾证能减免吗", set()),
        ("暖气不热", set()),
    ],
)
def test_people_in_need_of_care_are_noticed(text: str, kinds: set[Vulnerable]) -> None:
    assert vulnerable(text) == kinds


@given(st.text(max_size=200))
def test_no_text_breaks_the_alarms(text: str) -> None:
    for alarm in _ALARMS:
        alarm(text)


@pytest.mark.parametrize("alarm", _ALARMS)
@pytest.mark.parametrize(
    "piece",
    [
        "漏",
        "水",
        "电线",
        "没漏水",
        "冒",
        "燃气",
        "路冒",
        "一",
        "啊！",
        "打",
        "老人",
        "如果漏水",
        "x",
        "炉子",
        "12345",
        "不",
        "次",
        "停",
        "leak_",
        "管",
        "烫",
        "去",
        "发",
    ],
)
def test_a_hostile_text_takes_no_long_time(alarm: Callable[[str], object], piece: str) -> None:
    text = (piece * 4000)[:4000]

    assert min(_seconds(alarm, text) for _ in range(5)) < 0.2


def _seconds(alarm: Callable[[str], object], text: str) -> float:
    started = time.thread_time()
    alarm(text)
    return time.thread_time() - started
