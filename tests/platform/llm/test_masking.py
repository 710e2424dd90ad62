"""What is personal does not leave the house, and comes back where it belongs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthline.platform.llm import Mask

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("电话13812345678", "电话⟦phone_1⟧"),
        ("电话138 1234 5678", "电话⟦phone_1⟧"),
        ("电话138-1234-5678", "电话⟦phone_1⟧"),
        ("电话１３８１２３４５６７８", "电话⟦phone_1⟧"),
        ("幺三八一二三四五六七八", "⟦phone_1⟧"),
        ("座机010-62345678", "座机⟦phone_1⟧"),
        ("身份证11010119900307123X", "身份证⟦id_1⟧"),
        ("户号1203005678", "户号⟦number_1⟧"),
        ("户号1203 0056 78", "户号⟦number_1⟧"),
        ("验证码428913", "验证码⟦number_1⟧"),
        ("工单WO202611200017", "工单⟦order_1⟧"),
        ("写信到zhang.san@mail.example.com", "写信到⟦mail_1⟧"),
        ("我是张三，住幸福里3号楼", "我是⟦name_1⟧，住⟦address_1⟧"),
        ("13812345678和13812345678", "⟦phone_1⟧和⟦phone_1⟧"),
        ("13812345678和13987654321", "⟦phone_1⟧和⟦phone_2⟧"),
    ],
)
def test_personal_values_are_replaced_and_put_back(text: str, hidden: str) -> None:
    mask = Mask([("name", "张三"), ("address", "幸福里3号楼"), ("name", "李")])

    assert mask.hide(text) == hidden
    assert mask.restore(hidden) == text


@pytest.mark.parametrize(
    "text",
    [
        "室温16.5度，欠费2340.00元",
        "2026-11-21 14:00到3月15日",
        "2025-2026采暖季",
        "三栋二单元五零一",
        "3号楼2单元501",
        "从三天前就这样了",
    ],
)
def test_what_is_not_personal_stays(text: str) -> None:
    assert Mask().hide(text) == text


def test_a_placeholder_that_a_customer_writes_stands_for_nothing() -> None:
    mask = Mask()

    hidden = mask.hide("电话13812345678，⟦phone_1⟧")

    assert hidden == "电话⟦phone_1⟧，phone_1"


def test_a_placeholder_that_was_made_up_is_noticed() -> None:
    mask = Mask()
    mask.hide("13812345678")

    assert mask.knows_all("打⟦phone_1⟧")
    assert mask.knows_all("打⟦PHONE_1⟧")
    assert not mask.knows_all("打⟦phone_2⟧")
    assert not mask.knows_all("打⟦phone_1")
    assert mask.restore("打⟦phone_2⟧") == "打⟦phone_2⟧"


def test_values_may_come_back_in_part() -> None:
    mask = Mask()
    hidden = mask.hide("电话13812345678")

    assert (
        mask.restore(hidden, lambda kind, value: f"{kind}:{value[:3]}****") == "电话phone:138****"
    )


@given(st.text(alphabet="0123456789零一二三 -张三x@.a", max_size=60))
def test_whatever_is_hidden_comes_back_the_same(text: str) -> None:
    mask = Mask([("name", "张三")])

    assert mask.restore(mask.hide(text)) == text


@given(st.text(alphabet="户号电话是, ", max_size=10), st.from_regex(r"1[3-9]\d{9}", fullmatch=True))
def test_no_phone_number_ever_leaves(words: str, phone: str) -> None:
    assert phone not in Mask().hide(f"{words}{phone}{words}")
