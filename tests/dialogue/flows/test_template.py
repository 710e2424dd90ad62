"""Texts with gaps: times, money, numbers shown in part, and gaps that stay empty."""

from datetime import UTC, datetime

import pytest

from hearthline.dialogue.flows.template import Setting, fill, gaps, has_stray_brace

pytestmark = pytest.mark.unit

NOW = datetime(2026, 11, 21, 1, 30, tzinfo=UTC)
ZH, EN = Setting("zh-CN", NOW), Setting("en", NOW)


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        ("2026-11-21T16:00:00+08:00", "今天 16:00", "today 16:00"),
        ("2026-11-20T23:59:00+08:00", "昨天 23:59", "yesterday 23:59"),
        ("2026-11-21T16:30:00+00:00", "明天 00:30", "tomorrow 00:30"),
        ("2026-12-03T08:05:00+08:00", "12 月 3 日 08:05", "Dec 3, 08:05"),
    ],
)
def test_a_time_is_told_as_people_tell_it(value: str, zh: str, en: str) -> None:
    assert fill("{a.at|time}", {"a": {"at": value}}, ZH) == zh
    assert fill("{a.at|time}", {"a": {"at": value}}, EN) == en


@pytest.mark.parametrize(
    ("text", "value", "filled"),
    [
        ("{a.v|yuan} 元", 234000, "2,340.00 元"),
        ("{a.v|date}", "2026-12-31", "2026 年 12 月 31 日"),
        ("{a.v|masked}", "1203005678", "1203****78"),
        ("{a.v|masked}", "1234", "****"),
        ("{a.v|number}", 15.0, "15"),
        ("{a.v}", "昨晚", "昨晚"),
        ("<{a.gone}>", "x", "<>"),
    ],
)
def test_a_gap_is_filled_in_its_way(text: str, value: object, filled: str) -> None:
    assert fill(text, {"a": {"v": value}}, ZH) == filled


def test_what_a_customer_said_is_never_read_as_a_gap() -> None:
    scope = {"slots": {"comment": "{customer.level} {0} %s"}}

    assert fill("您说：{slots.comment}", scope, ZH) == "您说：{customer.level} {0} %s"


def test_gaps_and_stray_braces_are_found() -> None:
    assert [(gap.path, gap.filter) for gap in gaps("{a.b|time} {c}")] == [
        (("a", "b"), "time"),
        (("c",), None),
    ]
    assert has_stray_brace("{a.b} {")
    assert has_stray_brace("{A}")
    assert not has_stray_brace("{a.b|time}")
