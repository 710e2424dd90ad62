"""Several wishes in one message are told apart only where the customer says so."""

import pytest

from hearthline.understanding import wishes_in

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("家里暖气不热，另外帮我查下今年的热费", ("家里暖气不热", "帮我查下今年的热费")),
        ("我要报停。对了，我还欠费吗", ("我要报停", "我还欠费吗")),
        ("停电了顺便问下电费怎么交", ("停电了", "问下电费怎么交")),
        ("我要开发票，还有过户要带什么材料", ("我要开发票", "过户要带什么材料")),
        ("My home is cold, also how do I pay", ("My home is cold", "how do I pay")),
    ],
)
def test_what_is_joined_by_a_word_is_told_apart(text: str, parts: tuple[str, ...]) -> None:
    assert wishes_in(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "家里不热，老人孩子都冻感冒了，昨天就报过修没人来",
        "暖气片漏水，水流到楼下去了",
        "客厅热，卧室不热",
        "还有多久来电",
        "对了",
        "",
    ],
)
def test_a_story_stays_whole(text: str) -> None:
    assert wishes_in(text) == (text,) or len(wishes_in(text)) == 1
