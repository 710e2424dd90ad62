"""Risky words told from harmless ones by examples of both."""

import pytest

from hearthline.understanding import Manner

pytestmark = pytest.mark.unit

_WHO = ("师傅", "经理", "同事", "客服", "班组")
RUDE = [f"{who}没空理你，{what}" for who in _WHO for what in ("烦死了", "自己想办法", "爱等不等")]
PROMISED = [f"{who}保证{what}" for who in _WHO for what in ("给您退钱", "今晚修好")]
FINE = [
    f"{who}{what}"
    for who in _WHO
    for what in ("会先给您打电话", "在路上了，请您稍等", "记下了您的地址", "查到了检修公告")
]


@pytest.fixture(scope="module")
def manner() -> Manner:
    """Learnt from a few of each."""
    made = Manner.learn({"rude": RUDE, "promise": PROMISED}, FINE)
    assert made is not None
    return made


def test_what_resembles_risky_examples_is_told_with_its_kind_and_place(manner: Manner) -> None:
    rude = manner.of("领导没空理你，烦死了")
    assert rude is not None
    assert rude.kind == "rude"
    text = "维修记下了您的地址。站长保证给您退钱。请您稍等。"
    promise = manner.of(text)
    assert promise is not None
    assert promise.kind == "promise"
    assert text[promise.start : promise.end] == "站长保证给您退钱。"


def test_what_resembles_harmless_examples_is_let_be(manner: Manner) -> None:
    assert manner.of("站长会先给您打电话") is None
    assert manner.of("维修在路上了，请您稍等。已经记下了您的地址。") is None
    assert manner.of("") is None


def test_with_too_few_examples_there_is_nothing_to_tell() -> None:
    assert Manner.learn({"rude": RUDE[:5]}, FINE) is None
    assert Manner.learn({"rude": RUDE * 2}, FINE[:5]) is None
    assert Manner.learn({}, FINE) is None


def test_learning_again_finds_the_same(manner: Manner) -> None:
    again = Manner.learn({"rude": RUDE, "promise": PROMISED}, FINE)
    assert again is not None
    assert again.line == manner.line
