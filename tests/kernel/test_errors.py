"""Errors say themselves in two languages."""

import pytest

from hearthline.kernel import NotFound, Words

pytestmark = pytest.mark.unit


class KettleGone(NotFound):
    code = "kettle.gone"
    detail = Words(zh="没有水壶 {name}。", en="There is no kettle {name}.")


def test_details_fill_the_words_in_both_languages() -> None:
    told = KettleGone(name="红色").told()

    assert told.in_("zh-CN") == "没有水壶 红色。"
    assert told.in_("en-GB") == "There is no kettle 红色."


def test_chinese_is_spoken_when_in_doubt() -> None:
    assert KettleGone.title.in_("de") == KettleGone.title.zh
