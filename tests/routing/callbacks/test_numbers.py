"""Telephone numbers in what somebody writes."""

import pytest

from hearthline.routing.callbacks.numbers import phone_in

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("我的电话+86 138-0000-5678", "+8613800005678"),
        ("（0451）82345678", "045182345678"),
        ("户号 100138000056789", None),
        ("13800005678 或 13800005679", None),
        ("三单元 502", None),
    ],
)
def test_one_number_is_read_and_no_more(text: str, number: str | None) -> None:
    assert phone_in(text) == number
