"""A sentence is supported by its articles, or it is not said."""

import pytest

from hearthline.dialogue.model_aid.evidence import (
    holds_danger,
    lost_because,
    unsupported_because,
)

pytestmark = pytest.mark.unit

RULES = (
    "供暖期内室温低于18℃，经测温确认是供热单位责任的，可以按日申请退费。测温时要关好门窗，"
    "在房间中央离地1.4米处量。报停期间不退基本热费，基本热费为总热费的30%。"
    "申请请在3月15日之前提出，网址 https://heat.example.com/refund ，热线 12345。"
)


@pytest.mark.parametrize(
    "sentence",
    [
        "室温低于18℃，经测温确认是供热单位责任的，可以按日申请退费。",
        "室温低于十八度，经测温确认是供热单位责任的，可以按日申请退费。",
        "另外，测温时要关好门窗。",
        "报停期间不退基本热费。",
        "请在3月15日之前提出申请。",
        "网址 https://heat.example.com/refund 。",
    ],
)
def test_what_the_article_says_may_be_said(sentence: str) -> None:
    assert unsupported_because(sentence, [RULES]) is None


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("室温低于16℃，可以按日申请退费。", "figure"),
        ("基本热费为总热费的50%。", "figure"),
        ("请在4月15日之前提出申请。", "figure"),
        ("基本热费为18元。", "figure"),
        ("热线 12346。", "figure"),
        ("在房间中央离地二米处量。", "figure"),
        ("网址 https://evil.example.com/refund 。", "address"),
        ("可以按日申请退费，联系 wang@heat.cn 。", "name"),
        ("请找张建国申请退费。", "words"),
        ("室温低于18℃可以申请赔付误工损失。", "words"),
        ("报停期间退基本热费。", "words"),
        ("测温时不要关好门窗。", "words"),
        ("我们保证按日退费。", "promise"),
        ("一定退费。", "promise"),
        ("肯定赔。", "promise"),
        ("您放心，可以按日申请退费。", "promise"),
    ],
)
def test_what_the_article_does_not_say_is_refused(sentence: str, reason: str) -> None:
    assert unsupported_because(sentence, [RULES]) == reason


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("可以按日申请退费。", "figure_lost"),
        ("供暖期内室温18℃可以按日申请退费。", "condition_lost"),
        ("供暖期内室温低于18℃，经测温确认是供热单位责任的，可以按日申请退费。", None),
        ("测温时要关好门窗，在房间中央离地1.4米处量。", None),
    ],
)
def test_a_figure_or_condition_is_not_left_out(answer: str, reason: str | None) -> None:
    assert lost_because(answer, [RULES]) == reason


def test_warnings_of_danger_are_known() -> None:
    assert holds_danger(["先关阀门。", "不要用明火烤，容易烫伤人。"])
    assert not holds_danger([RULES])
