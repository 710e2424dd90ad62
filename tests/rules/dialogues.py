"""Dialogues and rules written short: `c:` customer, `a:` agent, `b:` bot, `!` a deed."""

from typing import Any

from hearthline.platform.packs import parse_yaml
from hearthline.rules import Conversation, Deed, Meaning, Rule, RuleReader, RuleSet, Turn

ROLES = {"c": "customer", "a": "agent", "b": "bot", "s": "system"}


def dialogue(text: str, *, every: float | None = None, **facts: Any) -> Conversation:
    """A conversation of lines; with `every`, turns begin so many seconds apart."""
    turns: list[Turn] = []
    deeds: list[Deed] = []
    for line in filter(None, (one.strip() for one in text.splitlines())):
        start = None if every is None else every * len(turns)
        if line.startswith("!"):
            deeds.append(Deed(line[1:].strip(), len(turns), start))
        else:
            role, _, said = line.partition(":")
            turns.append(Turn(ROLES[role.strip()], said.strip(), start))
    return Conversation(tuple(turns), tuple(deeds), facts)


def rules_of(
    *conditions: str,
    collections: dict[str, tuple[str, ...]] | None = None,
    meaning: Meaning | None = None,
) -> RuleSet:
    """Rules r0, r1 … of conditions in YAML; a fault is an error of the test."""
    reader = RuleReader(collections or {}, meaning)
    rules: list[Rule] = []
    for number, condition in enumerate(conditions):
        indented = "\n".join(f"  {line}" for line in condition.strip().splitlines())
        text = f"id: r{number}\nname: r{number}\nlive: true\nwhen:\n{indented}\n"
        rule = reader.rule(parse_yaml(text, file="quality.yaml"))
        assert rule is not None, [str(fault) for fault in reader.faults]
        rules.append(rule)
    assert not reader.faults
    return RuleSet.of(rules)
