"""The check of replies on lists of risky and harmless ones: what is caught, what is spared."""

import time

import pytest

from hearthline.assist.checking.figures import unlike_cited
from hearthline.assist.checking.service import warnings_of
from hearthline.knowledge import Attribute
from tests.assist.replies import HARMLESS, MORE_HARMLESS, MORE_RISKY, RISKY
from tests.assist.situations import situation

pytestmark = pytest.mark.unit

TALK = "c: 家里暖气不热，幸福小区3号楼2单元501\na: 您好，工号1027为您服务"


def _rules(text: str, *, level: str = "L1", talk: str = TALK) -> set[str]:
    found = warnings_of(situation(talk, level=level), text)
    return {one.rule for one in found if one.severity != "info"}


def test_the_lists_are_long_enough_to_say_something() -> None:
    assert len(RISKY) >= 60
    assert len(HARMLESS) >= 60


def test_risky_replies_are_caught_and_harmless_ones_spared() -> None:
    missed = [(rule, text) for rule, text in RISKY if rule not in _rules(text)]
    flagged = [(text, found) for text in HARMLESS if (found := _rules(text))]
    recall = 1 - len(missed) / len(RISKY)
    caught = len(RISKY) - len(missed)
    precision = caught / (caught + len(flagged))
    assert recall >= 0.95, missed
    assert len(flagged) <= 0.05 * len(HARMLESS), flagged
    assert precision >= 0.95


def test_replies_written_after_the_rules_are_caught_and_spared_too() -> None:
    missed = [text for text in MORE_RISKY if not _rules(text)]
    flagged = [(text, found) for text in MORE_HARMLESS if (found := _rules(text))]
    assert len(missed) <= 0.1 * len(MORE_RISKY), missed
    assert len(flagged) <= 0.05 * len(MORE_HARMLESS), flagged


def test_what_was_proved_may_be_told() -> None:
    assert "Q04" in _rules("您家还欠费356.8元")
    assert "Q04" not in _rules("您家还欠费356.8元", level="L2")


def test_figures_asked_for_another_persons_account_are_never_told() -> None:
    talk = "c: 我是邻居，帮邻居查一下他家欠不欠费\na: 您好"
    assert "Q05" in _rules("他家欠费300元", level="L2", talk=talk)
    assert "Q05" not in _rules("这户的信息需要户主本人来查", level="L2", talk=talk)


def test_an_account_that_was_named_here_is_no_strangers() -> None:
    talk = "c: 我的户号是1203007777\na: 好的"
    assert "Q05" not in _rules("跟您确认，户号1203007777，对吗", talk=talk)
    assert "Q05" in _rules("跟您确认，户号1203006666，对吗", talk=talk)


def test_a_warning_says_where_why_and_what_instead() -> None:
    [warned] = [one for one in warnings_of(situation(TALK), "好的，肯定给您退费") if one]
    assert warned.rule == "Q09"
    assert warned.severity == "critical"
    assert warned.span is not None
    assert "好的，肯定给您退费"[slice(*warned.span)].startswith("肯定")
    assert warned.told.zh.endswith("。")
    assert warned.instead is not None


def test_a_figure_is_held_against_the_policy_in_force() -> None:
    [warned] = list(warnings_of(situation(TALK), "室温标准是16度"))
    assert warned.rule == "figure:temp_standard"
    assert "18" in warned.told.zh
    assert warned.span == (5, 7)


def test_a_figure_is_held_against_the_item_that_was_shown() -> None:
    attributes = [Attribute("到场时限", "30", "分钟"), Attribute("缴费截止", "12月31日")]
    [warned] = list(unlike_cited("漏水的到场时限是 60 分钟", "漏水怎么办", attributes))
    assert "30分钟" in warned.told.zh
    assert list(unlike_cited("漏水的到场时限是30分钟", "漏水怎么办", attributes)) == []
    assert list(unlike_cited("缴费截止12月30日", "漏水怎么办", attributes)) == []


def test_a_long_conversation_is_checked_well_within_the_time() -> None:
    talk = "\n".join(f"c: 第{n}句，家里还是冷\na: 我再为您查一下进度{n}" for n in range(100))
    known = situation(talk, trades=("heating", "power"))
    list(warnings_of(known, "好的"))
    began = time.perf_counter()
    list(warnings_of(known, "好的，肯定给您退费"))
    assert time.perf_counter() - began < 0.2
