"""Reads rules from the files of a pack; every mistake is told with file, line and how to mend it.

A condition is a mapping with one operator, and beside it `id`, `where` and the range.
"""

from collections.abc import Callable, Mapping
from typing import Final

from hearthline.kernel import Words
from hearthline.platform.packs import Node
from hearthline.rules.acoustic import role_places
from hearthline.rules.conditions import EVERYWHERE, Condition, Joined, Not, Place, Range, Window
from hearthline.rules.facts import Fact
from hearthline.rules.leaf_reading import LEAVES, RANGE
from hearthline.rules.model import ROLES
from hearthline.rules.ruleset import Rule
from hearthline.rules.similarity import Meaning
from hearthline.rules.temporal import Missing, NotBefore, Nth, Then, Until
from hearthline.rules.values import ValueReader

SEVERITIES: Final = ("info", "warn", "critical")
_RULE: Final = (
    "id", "name", "when", "severity", "weight", "fatal", "live", "draft", "told", "instead", "note",
)  # fmt: skip
_BESIDE: Final = ("id", "where")
_SIDES: Final = ("before", "after", "around", "current")
_WINDOW: Final = (*_SIDES, "turns", "seconds", "hit")


class RuleReader(ValueReader):
    """Takes rules out of nodes."""

    def __init__(
        self,
        collections: Mapping[str, tuple[str, ...]] | None = None,
        meaning: Meaning | None = None,
    ) -> None:
        """Begin with no faults, no conditions."""
        super().__init__(collections, meaning)
        self._keys = 0
        self._named: dict[str, Condition] = {}

    def rule(self, node: Node) -> Rule | None:
        """One rule, or None when it is at fault."""
        before = len(self.faults)
        self.only(node, *_RULE)
        severity = self.text(node, "severity", "warn")
        if severity not in SEVERITIES:
            self.wrong(node.get("severity") or node, severity, SEVERITIES)
        when = self.condition(self.member(node, "when"))
        rule_id, name = self.text(node, "id"), self.words(node, "name")
        if when is None or len(self.faults) > before:
            return None
        return Rule(
            id=rule_id,
            name=name,
            when=when,
            severity=severity,
            weight=float(self.whole(node, "weight", 0)),
            is_fatal=self.flag(node, "fatal", default=False),
            is_live=self.flag(node, "live", default=False),
            is_draft=self.flag(node, "draft", default=False),
            told=self._said(node, "told"),
            instead=self._said(node, "instead"),
        )

    def condition(self, node: Node, *, is_root: bool = True) -> Condition | None:
        """A condition with all below it; ids hold within one tree."""
        if is_root:
            self._named = {}
        if not node.is_mapping:
            self.faults.append(
                node.fault("not a condition", "write `say: {…}` or another operator")
            )
            return None
        names = [key for key, _ in node.items() if key not in _BESIDE]
        if len(names) != 1 or names[0] not in {*LEAVES, *_NODES}:
            known = ", ".join(sorted({*LEAVES, *_NODES}))
            what = f"{len(names)} operators" if len(names) != 1 else f"no operator `{names[0]}`"
            self.faults.append(node.fault(what, f"write exactly one of: {known}"))
            return None
        made = self._made(node, names[0])
        if made is not None and "id" in node:
            self._named[self.text(node, "id")] = made
        return made

    def key(self) -> int:
        """The number of the next condition."""
        self._keys += 1
        return self._keys

    def roles(self, node: Node) -> tuple[int, ...]:
        """Who speaks: `by`, one or a list; without it everybody."""
        names = self.texts(node, "by")
        for name in names:
            if name not in (*ROLES, "us"):
                self.wrong(node.get("by") or node, name, (*ROLES, "us"))
        return role_places(names)

    def range(self, node: Node) -> Range:
        """Which part of the conversation counts."""
        if not any(key in node for key in RANGE):
            return EVERYWHERE
        return Range(
            first=self.number(node, "first"),
            last=self.number(node, "last"),
            first_seconds=self.seconds(node, "first_seconds"),
            last_seconds=self.seconds(node, "last_seconds"),
        )

    def window(self, node: Node) -> Window | None:
        """`where: {after: id, turns: 6}`; the anchor is an id of the same rule or a condition."""
        member = node.get("where")
        if member is None:
            return None
        self.only(member, *_WINDOW)
        sides = [side for side in _SIDES if side in member]
        if len(sides) != 1:
            mend = "write exactly one of: " + ", ".join(_SIDES)
            self.faults.append(member.fault(f"{len(sides)} sides", mend))
            return None
        return self.window_at(member, sides[0])

    def window_at(self, node: Node, side: str) -> Window | None:
        """The window on a side of the anchor that the member of that name gives."""
        anchor = self.anchor(self.member(node, side))
        if anchor is None:
            return None
        nth = self.whole(node, "hit", 0)
        if nth > 0 and self.prompt(node, anchor) is None:
            return None
        return Window(side, anchor, self.number(node, "turns"), self.seconds(node), nth)

    def anchor(self, node: Node) -> Condition | None:
        """A condition that has a place in time: an id, or a condition in its place."""
        if isinstance(node.inner, str):
            found = self._named.get(node.inner)
            if found is None:
                known = ", ".join(self._named) or "none yet"
                mend = f"give the condition that comes earlier this `id`; there are: {known}"
                self.faults.append(node.fault(f"no condition `{node.inner}`", mend))
        else:
            found = self.condition(node, is_root=False)
        if found is not None and not _has_place(found):
            mend = "use what is said or done, `any` of such, `then` or `nth`"
            self.faults.append(node.fault("this has no place in time", mend))
            return None
        return found

    def prompt(self, node: Node, condition: Condition | None) -> Condition | None:
        """The condition, unless its places are told only later, which is a fault here."""
        if condition is None or _is_told_at_once(condition):
            return condition
        mend = "leave out `last`, and windows that look back"
        self.faults.append(node.fault("this is known only later", mend))
        return None

    def _made(self, node: Node, name: str) -> Condition | None:
        member = self.member(node, name)
        if name in LEAVES:
            allowed, make = LEAVES[name]
            self.only(member, "by", *RANGE, *allowed)
            place = {
                "key": self.key(),
                "roles": self.roles(member),
                "range": self.range(member),
                "window": self.window(node),
            }
            return make(self, member, place)
        return _NODES[name](self, member)

    def _said(self, node: Node, key: str) -> Words | None:
        return self.words(node, key) if key in node else None


def _is_told_at_once(condition: Condition) -> bool:
    """Whether a place of it is known as soon as its turn is: no `last`, no window looking back."""
    if isinstance(condition, Place):
        window = condition.window
        is_forward = window is None or (
            window.side in ("after", "current")
            and window.nth >= 0
            and _is_told_at_once(window.anchor)
        )
        return is_forward and not condition.range.is_from_the_end
    return all(_is_told_at_once(part) for part in condition.parts())


def _has_place(condition: Condition) -> bool:
    if isinstance(condition, Joined):
        return condition.number == 1 and all(_has_place(part) for part in condition.inner)
    return isinstance(condition, Place | Then | Nth)


def _inner(reader: RuleReader, node: Node) -> tuple[Condition, ...]:
    made = [reader.condition(one, is_root=False) for one in node.each()]
    if not node.is_list or not made:
        reader.faults.append(node.fault("no conditions", "write a list of conditions"))
    return tuple(one for one in made if one is not None)


def _joined(how: str) -> Callable[[RuleReader, Node], Condition]:
    def make(reader: RuleReader, node: Node) -> Condition:
        inner = _inner(reader, node)
        return Joined(reader.key(), how, inner, len(inner) if how == "all" else 1)

    return make


def _at_least(reader: RuleReader, node: Node) -> Condition:
    reader.only(node, "n", "of")
    inner = _inner(reader, reader.member(node, "of"))
    return Joined(reader.key(), "at_least", inner, reader.whole(node, "n"))


def _not(reader: RuleReader, node: Node) -> Condition | None:
    inner = reader.condition(node, is_root=False)
    return None if inner is None else Not(reader.key(), inner)


def _then(reader: RuleReader, node: Node) -> Condition | None:
    reader.only(node, "steps", "turns", "seconds")
    made = [reader.anchor(one) for one in reader.member(node, "steps").each()]
    steps = tuple(one for one in made if one is not None)
    if len(made) < 2:
        reader.faults.append(node.fault("fewer than two steps", "write a list `steps`"))
    if len(steps) < 2:
        return None
    return Then(reader.key(), steps, reader.number(node, "turns"), reader.seconds(node))


def _missing(reader: RuleReader, node: Node) -> Condition | None:
    reader.only(node, "expect", "after", "turns", "seconds", "hit")
    after = reader.window_at(node, "after")
    expected = reader.condition(reader.member(node, "expect"), is_root=False)
    if expected is not None and not isinstance(expected, Place):
        reader.faults.append(node.fault("`expect` is not a leaf", "write `say: {…}` or another"))
        return None
    if reader.prompt(node, expected) is None:
        return None
    return None if after is None or expected is None else Missing(reader.key(), expected, after)


def _not_before(reader: RuleReader, node: Node) -> Condition | None:
    reader.only(node, "what", "unless")
    what = reader.anchor(reader.member(node, "what"))
    unless = reader.condition(reader.member(node, "unless"), is_root=False)
    if unless is not None and not _is_excuse(unless):
        mend = "use what is said, done or known, or `any` of such"
        reader.faults.append(node.fault("`unless` is not one moment", mend))
        return None
    if unless is not None and reader.prompt(node, unless) is None:
        return None
    return None if what is None or unless is None else NotBefore(reader.key(), what, unless)


def _is_excuse(condition: Condition) -> bool:
    if isinstance(condition, Joined):
        return condition.number == 1 and all(_is_excuse(part) for part in condition.inner)
    return isinstance(condition, Place | Fact)


def _until(reader: RuleReader, node: Node) -> Condition | None:
    reader.only(node, "hold", "stop")
    hold = reader.condition(reader.member(node, "hold"), is_root=False)
    stop = reader.anchor(reader.member(node, "stop"))
    if hold is not None and not isinstance(hold, Place):
        reader.faults.append(node.fault("`hold` is not a leaf", "write `say: {…}` or another"))
        return None
    if reader.prompt(node, hold) is None or reader.prompt(node, stop) is None:
        return None
    return None if hold is None or stop is None else Until(reader.key(), hold, stop)


def _nth(reader: RuleReader, node: Node) -> Condition | None:
    reader.only(node, "of", "n")
    inner = reader.prompt(node, reader.anchor(reader.member(node, "of")))
    return None if inner is None else Nth(reader.key(), inner, reader.number(node, "n") or 1)


_HOWS: Final = ("is", "in", "at_least", "at_most", "below", "over", "level_below", "there")


def _fact(reader: RuleReader, node: Node) -> Condition | None:
    reader.only(node, "name", *_HOWS)
    hows = [how for how in _HOWS if how in node]
    if len(hows) != 1:
        mend = "write exactly one of: " + ", ".join(_HOWS)
        reader.faults.append(node.fault(f"{len(hows)} comparisons", mend))
        return None
    return Fact(reader.key(), reader.text(node, "name"), hows[0], node.inner[hows[0]].plain())


_NODES: Final[Mapping[str, Callable[[RuleReader, Node], Condition | None]]] = {
    "all": _joined("all"),
    "any": _joined("any"),
    "xor": _joined("xor"),
    "at_least": _at_least,
    "not": _not,
    "then": _then,
    "missing": _missing,
    "not_before": _not_before,
    "until": _until,
    "nth": _nth,
    "fact": _fact,
}
