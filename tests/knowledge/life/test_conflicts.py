"""Nearly the same question, another answer: found, and only where one person could meet both."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from hearthline.knowledge import Article, TermReader
from hearthline.knowledge.life.conflicts import conflicts_among
from hearthline.platform.language import Segmenter
from tests.make import articles as make

pytestmark = pytest.mark.unit

READER = TermReader(Segmenter(()))
OTHER: dict[str, Any] = {
    "slug": "other",
    "title": "采暖温度的规定",
    "questions": ("家里几度算达标呢",),
    "answer": "不低于二十度。",
}


def found(*articles: Article) -> list[tuple[str, str]]:
    return [
        (one.left.question, one.right.question)
        for one in conflicts_among(articles, READER)
        if not one.is_repetition
    ]


def test_two_answers_to_one_question_are_found_with_both_questions() -> None:
    pair = found(make.article(), make.article(**OTHER))

    assert pair == [("家里几度算达标", "家里几度算达标呢")]


def test_the_same_answer_twice_is_a_repetition() -> None:
    told = {**OTHER, "answer": make.STANDARD.answer}
    conflicts = conflicts_among([make.article(), make.article(**told)], READER)

    assert [one.is_repetition for one in conflicts] == [True]


@pytest.mark.parametrize(
    "apart",
    [
        {"questions": ("怎么缴费",)},
        {"audience": ("field",)},
        {"audience": ("agent",)},
        {"channels": ("terminal",)},
        {"regions": ("城北",)},
        {"valid_to": make.LONG_AGO},
    ],
)
def test_what_nobody_can_be_told_together_is_no_conflict(apart: dict[str, Any]) -> None:
    here = make.article(regions=("城南",), valid_from=make.LONG_AGO)
    there = {**OTHER, "valid_from": make.LONG_AGO - timedelta(days=1), **apart}

    assert found(here, make.article(**OTHER)) != []
    assert found(here, make.article(**there)) == []


def test_an_items_own_questions_do_not_meet() -> None:
    alike = replace(make.STANDARD, questions=("家里几度算达标", "家里几度算达标呢"))

    assert found(make.article(alike)) == []


def test_trades_are_kept_apart() -> None:
    heating = make.article(slug="heating/price")
    power = make.article(**{**OTHER, "slug": "power/price"})

    assert found(heating, power) == []
