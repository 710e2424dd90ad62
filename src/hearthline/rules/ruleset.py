"""Rules put together once: every leaf knows its role, every keyword its leaves."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from hearthline.kernel import Words
from hearthline.rules.conditions import Condition, Did, Joined, Not, Place, Say, walk
from hearthline.rules.facts import Fact
from hearthline.rules.keywords import KeywordIndex
from hearthline.rules.model import ROLES


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `weight` are points taken off a hundred, `fatal` takes all.

    `is_live`: told as words are spoken. `is_draft`: held against a reply before it is sent.
    `told` is what the agent reads, `instead` what he may say.
    """

    id: str
    name: Words
    when: Condition
    severity: str = "warn"
    weight: float = 0.0
    is_fatal: bool = False
    is_live: bool = False
    is_draft: bool = False
    told: Words | None = None
    instead: Words | None = None


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which leaves look at a turn of a role: by a keyword, or at every turn."""

    by_word: Mapping[str, tuple[Place, ...]]
    always: tuple[Place, ...]


@dataclass(frozen=True)
class RuleSet:
    """Rules ready to be held against conversations; immutable, safe to share between threads."""

    rules: tuple[Rule, ...]
    index: KeywordIndex
    plans: tuple[_Plan, ...]
    deeds: tuple[Did, ...]
    touched: Mapping[int, tuple[int, ...]]
    restless: tuple[int, ...]
    named: Mapping[str, Rule] = field(default_factory=dict)

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> Self:
        """Put rules together."""
        listed = tuple(rules)
        nodes = [(place, node) for place, rule in enumerate(listed) for node in walk(rule.when)]
        leaves = {node.key: node for _, node in nodes if isinstance(node, Place)}
        touched: dict[int, set[int]] = defaultdict(set)
        for place, node in nodes:
            touched[node.key].add(place)
        return cls(
            rules=listed,
            index=KeywordIndex(_words(leaves.values())),
            plans=tuple(_plan(leaves.values(), role) for role in range(len(ROLES))),
            deeds=tuple(leaf for leaf in leaves.values() if isinstance(leaf, Did)),
            touched={key: tuple(sorted(places)) for key, places in touched.items()},
            restless=tuple(
                place for place, rule in enumerate(listed) if may_hold_unseen(rule.when)
            ),
            named={rule.id: rule for rule in listed},
        )


def _words(leaves: Iterable[Place]) -> set[str]:
    says = [leaf for leaf in leaves if isinstance(leaf, Say)]
    return {word for leaf in says for matcher in leaf.matchers for word in matcher.words}


def _plan(leaves: Iterable[Place], role: int) -> _Plan:
    by_word: dict[str, list[Place]] = defaultdict(list)
    always: list[Place] = []
    for leaf in leaves:
        if role not in leaf.roles or isinstance(leaf, Did):
            continue
        heads = _heads(leaf)
        if heads is None:
            always.append(leaf)
        for word in heads or ():
            by_word[word].append(leaf)
    return _Plan({word: tuple(found) for word, found in by_word.items()}, tuple(always))


def _heads(leaf: Place) -> set[str] | None:
    """Keywords without one of which the leaf cannot be seen: of one matcher, the fewest."""
    if not isinstance(leaf, Say):
        return None
    sets = [set(matcher.heads) for matcher in leaf.matchers if matcher.heads is not None]
    return min(sets, key=len) if sets else None


def may_hold_unseen(when: Condition) -> bool:
    """Whether it can hold though none of its leaves was seen: facts and absences can."""
    if isinstance(when, Fact | Not):
        return True
    if not isinstance(when, Joined):
        return False
    able = sum(may_hold_unseen(part) for part in when.inner)
    if when.how == "all":
        return able == len(when.inner)
    return able >= (1 if when.how == "xor" else when.number)
