"""What is wrong in a file of rules is told with file, line and how to mend it."""

import pytest

from hearthline.platform.packs import parse_yaml
from hearthline.rules import RuleReader

pytestmark = pytest.mark.unit


def _faults(when: str) -> list[str]:
    reader = RuleReader({"soothing": ("抱歉",)})
    text = f"id: Q1\nname: 试\nwhen:\n{when}\n"
    rule = reader.rule(parse_yaml(text, file="quality.yaml"))
    assert rule is None
    return [str(fault) for fault in reader.faults]


@pytest.mark.parametrize(
    ("when", "line", "what"),
    [
        ("  says: {any: [冷]}", 4, "no operator `says`"),
        ("  say: {any: [冷]}\n  did: {any: [x]}", 4, "2 operators"),
        ("  say: {by: clerk, any: [冷]}", 4, "`clerk` is not known here"),
        ("  say: {by: agent}", 4, "nothing to look for"),
        ("  say: {by: agent, word: 冷}", 4, "unknown member `word`"),
        ("  say: {any: [$calming]}", 4, "no collection `calming`"),
        ("  say: {regex: '(冷'}", 4, "not a regular expression"),
        ("  say: {pattern: passport}", 4, "no pattern `passport`"),
        ("  say: {any: [冷], first: 0}", 4, "`first` is 0"),
        ("  not:\n    say: {except: 冷}", 5, "`except` without `regex`"),
        ("  all: {}", 4, "no conditions"),
        ("  then: {steps: [{say: {any: [冷]}}]}", 4, "fewer than two steps"),
        ("  fact: {name: level}", 4, "0 comparisons"),
        ("  emotion: {least: furious}", 4, "no emotion `furious`"),
        (
            "  all:\n    - say: {any: [冷]}\n      where: {after: c1}",
            6,
            "no condition `c1`",
        ),
        (
            "  all:\n    - say: {any: [冷]}\n      where: {after: {not: {say: {any: [热]}}}}",
            6,
            "no place in time",
        ),
        (
            "  not_before:\n    what: {say: {any: [冷]}}\n    unless:\n"
            "      all: [{say: {any: [热]}}, {did: {any: [x]}}]",
            4,
            "not one moment",
        ),
        ("  nth:\n    of: {say: {any: [冷], last: 1}}\n    n: 1", 5, "known only later"),
    ],
)
def test_a_mistake_is_told_where_it_is(when: str, line: int, what: str) -> None:
    faults = _faults(when)
    assert any(what in fault for fault in faults), faults
    assert any(f"quality.yaml:{line}:" in fault or what in fault for fault in faults)
    assert all("→" in fault for fault in faults)


def test_the_line_is_that_of_the_mistake() -> None:
    faults = _faults("  all:\n    - say: {any: [冷]}\n    - say: {any: [冷], until: 3}")
    assert faults == [
        next(
            one for one in faults if one.startswith("quality.yaml:6: fault: unknown member `until`")
        )
    ]


def test_an_earlier_condition_is_an_anchor_by_its_id() -> None:
    reader = RuleReader()
    text = """
id: Q2
name: 试
when:
  all:
    - id: cold
      say: {by: customer, any: [不热]}
    - not:
        say: {by: agent, any: [多少度]}
        where: {after: cold, turns: 3}
"""
    assert reader.rule(parse_yaml(text, file="quality.yaml")) is not None
    assert reader.faults == []
