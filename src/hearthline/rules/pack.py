"""Reads `quality.yaml` of a pack: collections of words, rules, and figures to be held to policy.

The base's collections and rules come with every trade that extends it; a rule of the same id in
the trade takes the base's place.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Self

from hearthline.kernel import Words
from hearthline.platform.language import matching_form
from hearthline.platform.packs import Node, PackFolder, PackIsFaulty
from hearthline.rules.reading import RuleReader
from hearthline.rules.ruleset import Rule, RuleSet
from hearthline.rules.similarity import Meaning

FILE: Final = "quality.yaml"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that is said of a policy: `says` has a group `value`, `policy` names the member.

    With `is_least` a figure above the policy's is right too.
    """

    id: str
    name: Words
    says: str
    policy: str
    scale: float = 1.0
    is_least: bool = False


@dataclass(frozen=True, slots=True)
class Quality:
    """The rules of a trade, those told live, those held against a draft, and its figures."""

    rules: RuleSet
    live: RuleSet
    drafts: RuleSet
    figures: tuple[Figure, ...] = ()

    @classmethod
    def of(cls, rules: Sequence[Rule], figures: Sequence[Figure] = ()) -> Self:
        """Put rules together for each use."""
        return cls(
            RuleSet.of(rules),
            RuleSet.of(rule for rule in rules if rule.is_live),
            RuleSet.of(rule for rule in rules if rule.is_draft),
            tuple(figures),
        )


def read_quality(folder: PackFolder, meaning: Meaning | None = None) -> Quality:
    """The rules of a pack; none when it has no such file. Raises `PackIsFaulty`."""
    nodes = list(layers(folder, FILE))
    reader = RuleReader(collections_of(folder), meaning)
    rules: dict[str, Rule] = {}
    figures: dict[str, Figure] = {}
    for node in nodes:
        reader.only(node, "version", "collections", "rules", "figures")
        _check_twice(reader, node, "rules")
        for one in _each(node, "rules"):
            rule = reader.rule(one)
            if rule is not None:
                rules[rule.id] = rule
        for one in _each(node, "figures"):
            figure = _figure(reader, one)
            figures[figure.id] = figure
    if reader.faults:
        raise PackIsFaulty(reader.faults)
    return Quality.of(tuple(rules.values()), tuple(figures.values()))


def collections_of(folder: PackFolder) -> dict[str, tuple[str, ...]]:
    """Lists of words with names, those of the base below the trade's own."""
    found: dict[str, tuple[str, ...]] = {}
    for node in layers(folder, FILE):
        member = node.get("collections")
        for name, words in member.items() if member else ():
            found[name] = tuple(matching_form(str(one.inner)) for one in words.each())
    return found


def layers(folder: PackFolder, path: str) -> Iterator[Node]:
    """A file of the base, then the same file of the pack, as far as they are there."""
    if folder.base is not None and folder.base.has(path):
        yield from layers(folder.base, path)
    if folder.own(path):
        yield folder.read(path)


def _each(node: Node, key: str) -> list[Node]:
    member = node.get(key)
    return member.each() if member else []


def _check_twice(reader: RuleReader, node: Node, key: str) -> None:
    ids = Counter(reader.text(one, "id", "") for one in _each(node, key))
    for one in _each(node, key):
        name = reader.text(one, "id", "")
        if ids[name] > 1:
            reader.faults.append(one.fault(f"rule `{name}` is there twice", "keep one of them"))


def _figure(reader: RuleReader, node: Node) -> Figure:
    reader.only(node, "id", "name", "says", "policy", "scale", "how")
    how = reader.text(node, "how", "is")
    if how not in ("is", "least"):
        reader.wrong(node.get("how") or node, how, ("is", "least"))
    says = reader.pattern(node, "says")
    if "(?P<value>" not in says:
        mend = "put the figure into a group: (?P<value>\\d+)"
        reader.faults.append((node.get("says") or node).fault("no group `value`", mend))
    return Figure(
        id=reader.text(node, "id"),
        name=reader.words(node, "name"),
        says=says,
        policy=reader.text(node, "policy"),
        scale=reader.decimal(node, "scale", 1.0),
        is_least=how == "least",
    )
