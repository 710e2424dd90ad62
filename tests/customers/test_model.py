"""What is left of a name or number when it is masked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthline.customers import masked_account, masked_name, masked_phone
from hearthline.customers.model import visitor_label
from hearthline.kernel import Id

pytestmark = pytest.mark.unit

digits = st.text("0123456789", max_size=24)


@pytest.mark.parametrize(
    ("name", "shown"),
    [("张伟", "张*"), ("欧阳娜娜", "欧***"), ("Li Wei", "L*****"), ("张", "张*"), ("  ", "客户")],
)
def test_of_a_name_the_first_character_is_shown(name: str, shown: str) -> None:
    assert masked_name(name) == shown


def test_of_a_phone_the_ends_are_shown() -> None:
    assert masked_phone("13800005678") == "138****5678"


def test_of_an_account_the_ends_are_shown() -> None:
    assert masked_account("1203005678") == "1203****78"


@given(digits)
def test_a_number_is_never_shown_whole(number: str) -> None:
    for shown in (masked_phone(number), masked_account(number)):
        assert "****" in shown
        assert sum(map(str.isdigit, shown)) <= max(0, len(number) - 2)


def test_visitors_are_told_apart() -> None:
    first, second = Id.new(), Id.new()
    assert visitor_label(first).startswith("访客 ")
    assert visitor_label(first) != visitor_label(second)
