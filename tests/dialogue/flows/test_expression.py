"""Conditions of flows: what they mean, and that nothing else can be written."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthline.dialogue.flows.expression import ExpressionFault, parse_expression

pytestmark = pytest.mark.unit

SCOPE: dict[str, Any] = {
    "slots": {"room_temp": 15.5, "since": None, "same": "yes"},
    "outage": {"is_active": True, "count": 2},
    "customer": {"level": "L1", "accounts": ["A", "B"], "account_count": 2},
}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("outage.is_active", True),
        ("not outage.is_active", False),
        ("slots.room_temp < 18", True),
        ("slots.room_temp < -10 or slots.room_temp > 40", False),
        ("slots.same == 'yes' and outage.count > 1", True),
        ("known(slots.since)", False),
        ("known(slots.nothing)", False),
        ("slots.since < 3", False),
        ("slots.since >= 3", False),
        ("slots.same < 3", False),
        ("customer.accounts[0]", "A"),
        ("customer.accounts[9]", None),
        ("count(customer.accounts)", 2),
        ("'B' in customer.accounts", True),
        ("slots.same not in ['no', 'unknown']", True),
        ("nothing.at.all", None),
        ("customer.level < 'L2'", True),
        ("raised('P1')", "P0"),
        ("raised('P0')", "P0"),
        ("raised('high')", "high"),
        ("0 < outage.count < 3", True),
        ("null", None),
    ],
)
def test_an_expression_comes_to_its_value(text: str, value: Any) -> None:
    assert parse_expression(text).value(SCOPE) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1 +",
        "a + b",
        "__import__('os')",
        "open('x')",
        "known(slots.a, slots.b)",
        "known(a=1)",
        "[x for x in y]",
        "lambda: 1",
        "a if b else c",
        "f'{a}'",
        "slots['a']",
        "slots.a[b]",
        "a is b",
        "-slots.a",
        "a" * 301,
        "b'x'",
    ],
)
def test_what_the_language_does_not_have_is_refused(text: str) -> None:
    with pytest.raises(ExpressionFault):
        parse_expression(text)


def test_an_expression_knows_the_names_it_reads() -> None:
    parsed = parse_expression("slots.since == 'x' and (known(outage.end_at) or slots.since)")

    assert parsed.paths == (("slots", "since"), ("outage", "end_at"))


@given(st.text(max_size=60))
def test_any_text_is_an_expression_or_a_fault(text: str) -> None:
    try:
        parse_expression(text).value(SCOPE)
    except ExpressionFault:
        return
