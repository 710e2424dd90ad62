"""The second signal of the check: replies that no pattern fits and that resemble risky ones."""

import time

import pytest

from hearthline.assist.checking.service import warnings_of
from tests.assist.situations import situation
from tests.assist.unseen import (
    DEVELOPING_HARMLESS,
    DEVELOPING_RISKY,
    LAST_HARMLESS,
    LAST_RISKY,
    SEALED_HARMLESS,
    SEALED_RISKY,
)

pytestmark = pytest.mark.unit

TALK = "c: 家里暖气不热，幸福小区3号楼2单元501\na: 您好，工号1027为您服务"


def test_half_of_what_no_pattern_fits_is_caught_and_the_harmless_is_spared() -> None:
    known = situation(TALK)
    caught = [text for text in DEVELOPING_RISKY if list(warnings_of(known, text))]
    flagged = [text for text in DEVELOPING_HARMLESS if list(warnings_of(known, text))]
    assert len(caught) >= 0.45 * len(DEVELOPING_RISKY)
    assert len(flagged) <= 0.03 * len(DEVELOPING_HARMLESS), flagged


def test_the_sealed_lists_are_as_long_and_share_nothing_with_what_is_taught() -> None:
    sealed = {*SEALED_RISKY, *SEALED_HARMLESS, *LAST_RISKY, *LAST_HARMLESS}
    seen = {*DEVELOPING_RISKY, *DEVELOPING_HARMLESS}
    trade = situation(TALK).trades[0]
    taught = {text for shown in trade.replies.risky.values() for text in shown.texts}
    lists = (SEALED_RISKY, SEALED_HARMLESS, LAST_RISKY, LAST_HARMLESS)
    assert min(len(one) for one in lists) >= 30
    assert not sealed & (seen | taught | set(trade.replies.harmless))
    assert not seen & (taught | set(trade.replies.harmless))


def test_a_guess_is_a_warning_that_says_which_rule_it_resembles() -> None:
    [warned] = list(warnings_of(situation(TALK), "好的。您这个理解能力真让人头疼！"))
    assert (warned.rule, warned.severity) == ("Q07", "warn")
    assert "像是“服务禁语”" in warned.told.zh
    assert warned.span is not None
    assert "好的。您这个理解能力真让人头疼！"[slice(*warned.span)].startswith("您这个")


def test_data_may_be_told_once_he_is_proved_and_what_he_said_may_be_repeated() -> None:
    text = "您名下那套还差一千多没交"
    assert [one.rule for one in warnings_of(situation(TALK), text)] == ["Q04"]
    assert list(warnings_of(situation(TALK, level="L2"), text)) == []
    said = situation(f"c: {text}\na: 您好")
    assert list(warnings_of(said, text)) == []


def test_the_longest_reply_is_checked_well_within_the_time() -> None:
    text = "您稍等，我查一下您那一片的情况。" * 250
    known = situation(TALK, trades=("heating", "power"))
    began = time.perf_counter()
    list(warnings_of(known, text[:4000]))
    assert time.perf_counter() - began < 1.0
