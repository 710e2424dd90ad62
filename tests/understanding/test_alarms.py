"""Danger and emotion by reviewed patterns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthline.understanding import Emotion, Hazard, emotion, hazard

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("暖气漏水了快来人", Hazard.LEAK),
        ("小区门口往外冒热水", Hazard.LEAK),
        ("楼上漏热水把我家淹了", Hazard.LEAK),
        ("暖氣漏水", Hazard.LEAK),
        ("漏 水 了", Hazard.LEAK),
        ("孩子被烫伤了", Hazard.SCALD),
        ("家里触电了", Hazard.SHOCK),
        ("换热站着火了", Hazard.FIRE),
        ("有股燃气味", Hazard.GAS),
        ("有燃气味，水管也漏水", Hazard.GAS),
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
        "怕漏水",
        "放水犯法吗",
        "家里暖气一点都不热",
        "",
    ],
)
def test_danger_that_is_denied_over_or_only_feared_is_none(text: str) -> None:
    assert hazard(text) is None


def test_a_denied_danger_does_not_hide_a_real_one() -> None:
    assert hazard("没有着火，可是漏水了") is Hazard.LEAK


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("暖气不热", Emotion.CALM),
        ("老人孩子冻得不行", Emotion.WORRIED),
        ("都催了三次了", Emotion.ANNOYED),
        ("气死我了你们就是骗子", Emotion.ANGRY),
        ("再不管我打12345曝光", Emotion.THREATENING),
        ("12345是多少", Emotion.CALM),
    ],
)
def test_emotion_is_the_severest_sign(text: str, kind: Emotion) -> None:
    assert emotion(text) is kind


@given(st.text(max_size=200))
def test_no_text_breaks_the_alarms(text: str) -> None:
    hazard(text)
    emotion(text)
