"""How each leaf is written: the members that it takes, and what is made of them."""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from hearthline.platform.packs import Node
from hearthline.rules.acoustic import Energy, Overlap, Rate, Silence, Wait
from hearthline.rules.conditions import Did, Place, Say
from hearthline.rules.findings import MOODS, Entity, Intent, Marked, Mood, Sentiment, Trend
from hearthline.rules.matchers import (
    PATTERNS,
    Keywords,
    Matcher,
    Near,
    NoKeyword,
    Number,
    Regex,
    Similar,
    Sounds,
)
from hearthline.rules.temporal import Coverage, Repeat
from hearthline.rules.values import ValueReader

RANGE: Final = ("first", "last", "first_seconds", "last_seconds")


Make: TypeAlias = Callable[[ValueReader, Node, dict[str, Any]], Place | None]


def _say(reader: ValueReader, node: Node, place: dict[str, Any]) -> Place | None:
    made = [_MATCHERS[name](reader, member) for name, member in node.items() if name in _MATCHERS]
    if "regex" in node:
        made.append(Regex(reader.pattern(node, "regex"), reader.pattern(node, "except")))
    elif "except" in node:
        reader.faults.append(node.fault("`except` without `regex`", "add `regex`"))
    if not made:
        known = ", ".join([*_MATCHERS, "regex"])
        reader.faults.append(node.fault("nothing to look for", f"add one of: {known}"))
        return None
    return Say(**place, matchers=tuple(one for one in made if one is not None))


def _listed(reader: ValueReader, node: Node) -> tuple[str, ...]:
    """The words of a list node itself."""
    return reader.forms(Node(node.file, node.line, {"words": node}), "words")


def _any(reader: ValueReader, node: Node) -> Matcher:
    return Keywords(_listed(reader, node))


def _all(reader: ValueReader, node: Node) -> Matcher:
    words = _listed(reader, node)
    return Keywords(words, different=len(words))


def _none(reader: ValueReader, node: Node) -> Matcher:
    return NoKeyword(_listed(reader, node))


def _at_least(reader: ValueReader, node: Node) -> Matcher:
    reader.only(node, "n", "of")
    return Keywords(reader.forms(node, "of"), different=reader.whole(node, "n"))


def _count(reader: ValueReader, node: Node) -> Matcher:
    reader.only(node, "n", "of")
    return Keywords(reader.forms(node, "of"), times=reader.whole(node, "n"))


def _near(*, is_denied: bool) -> Callable[[ValueReader, Node], Matcher]:
    def make(reader: ValueReader, node: Node) -> Matcher:
        reader.only(node, "words", "to", "within")
        within = reader.whole(node, "within", 10)
        return Near(reader.forms(node, "words"), reader.forms(node, "to"), within, is_denied)

    return make


def _number(reader: ValueReader, node: Node) -> Matcher:
    reader.only(node, "least", "most")
    least = reader.decimal(node, "least", float("-inf"))
    return Number(least, reader.decimal(node, "most", float("inf")))


def _pattern(reader: ValueReader, node: Node) -> Matcher | None:
    names = [str(one.inner) for one in node.each()]
    for name in names:
        if name not in PATTERNS:
            mend = "write one of: " + ", ".join(PATTERNS)
            reader.faults.append(node.fault(f"no pattern `{name}`", mend))
            return None
    return Regex("|".join(PATTERNS[name] for name in names))


def _sounds(reader: ValueReader, node: Node) -> Matcher:
    return Sounds(_listed(reader, node))


def _similar(reader: ValueReader, node: Node) -> Matcher:
    reader.only(node, "to", "min")
    return Similar(reader.forms(node, "to"), reader.decimal(node, "min", 0.6), reader.meaning)


_MATCHERS: Final[Mapping[str, Callable[[ValueReader, Node], Matcher | None]]] = {
    "any": _any,
    "all": _all,
    "none": _none,
    "at_least": _at_least,
    "count": _count,
    "near": _near(is_denied=False),
    "not_near": _near(is_denied=True),
    "number": _number,
    "pattern": _pattern,
    "sounds": _sounds,
    "similar": _similar,
}


def _did(reader: ValueReader, node: Node, place: dict[str, Any]) -> Place | None:
    data = node.get("data")
    pairs = tuple((key, one.plain()) for key, one in data.items()) if data else ()
    return Did(**place, names=_some(reader, node, "any"), data=pairs)


def _some(reader: ValueReader, node: Node, key: str) -> frozenset[str]:
    names = frozenset(reader.texts(node, key))
    if not names:
        reader.faults.append(node.fault(f"`{key}` is empty", "write a list of names"))
    return names


def _intent(reader: ValueReader, node: Node, place: dict[str, Any]) -> Place | None:
    least = reader.decimal(node, "min", 0.5)
    return Intent(**place, names=_some(reader, node, "any"), least=least)


def _entity(reader: ValueReader, node: Node, place: dict[str, Any]) -> Place | None:
    return Entity(**place, kinds=_some(reader, node, "any"), least=reader.whole(node, "count", 1))


def _marked(reader: ValueReader, node: Node, place: dict[str, Any]) -> Place | None:
    return Marked(**place, names=_some(reader, node, "any"))


def _mood(reader: ValueReader, node: Node, place: dict[str, Any]) -> Place | None:
    least = reader.text(node, "least", "annoyed")
    if least not in MOODS:
        mend = "write one of: " + ", ".join(MOODS)
        reader.faults.append(node.fault(f"no emotion `{least}`", mend))
    return Mood(**place, least=least, streak=reader.whole(node, "streak", 1))


def _sentiment(reader: ValueReader, node: Node, place: dict[str, Any]) -> Place | None:
    below = reader.decimal(node, "below", -0.3)
    return Sentiment(**place, below=below, over=reader.whole(node, "over", 1))


def _trend(reader: ValueReader, node: Node, place: dict[str, Any]) -> Place | None:
    slope = reader.decimal(node, "slope", -0.2)
    return Trend(**place, slope=slope, over=reader.whole(node, "over", 4))


def _repeat(reader: ValueReader, node: Node, place: dict[str, Any]) -> Place | None:
    return Repeat(
        **place,
        times=reader.whole(node, "times", 3),
        among=reader.whole(node, "among", 10),
        alike=reader.decimal(node, "alike", 0.6),
        shortest=reader.whole(node, "shortest", 6),
        excused=reader.forms(node, "excused"),
    )


def _coverage(reader: ValueReader, node: Node, place: dict[str, Any]) -> Place | None:
    script = reader.forms(node, "script")
    return Coverage(**place, script=" ".join(script), share=reader.decimal(node, "share", 0.6))


def _silence(reader: ValueReader, node: Node, place: dict[str, Any]) -> Place | None:
    pair = reader.texts(node, "between")
    return Silence(
        **place,
        seconds=reader.decimal(node, "seconds", 15.0),
        times=reader.whole(node, "times", 1),
        pair=(pair[0], pair[1]) if len(pair) == 2 else None,
        announced=reader.texts(node, "announced"),
    )


def _timed(kind: type[Overlap] | type[Wait], seconds: float) -> Make:
    def make(reader: ValueReader, node: Node, place: dict[str, Any]) -> Place | None:
        given = reader.decimal(node, "seconds", seconds)
        return kind(**place, seconds=given, times=reader.whole(node, "times", 1))

    return make


def _optional(reader: ValueReader, node: Node, key: str) -> float | None:
    return reader.decimal(node, key, 0.0) if key in node else None


def _rate(reader: ValueReader, node: Node, place: dict[str, Any]) -> Place | None:
    return Rate(
        **place,
        over=_optional(reader, node, "over"),
        under=_optional(reader, node, "under"),
        shortest=reader.whole(node, "shortest", 10),
    )


def _energy(reader: ValueReader, node: Node, place: dict[str, Any]) -> Place | None:
    over, rise = _optional(reader, node, "over"), _optional(reader, node, "rise")
    return Energy(**place, over=over, rise=rise)


LEAVES: Final[Mapping[str, tuple[tuple[str, ...], Make]]] = {
    "say": ((*_MATCHERS, "regex", "except"), _say),
    "did": (("any", "data"), _did),
    "intent": (("any", "min"), _intent),
    "entity": (("any", "count"), _entity),
    "marked": (("any",), _marked),
    "emotion": (("least", "streak"), _mood),
    "sentiment": (("below", "over"), _sentiment),
    "trend": (("slope", "over"), _trend),
    "repeat": (("times", "among", "alike", "shortest", "excused"), _repeat),
    "coverage": (("script", "share"), _coverage),
    "silence": (("seconds", "times", "between", "announced"), _silence),
    "overlap": (("seconds", "times"), _timed(Overlap, 1.0)),
    "wait": (("seconds", "times"), _timed(Wait, 60.0)),
    "rate": (("over", "under", "shortest"), _rate),
    "energy": (("over", "rise"), _energy),
}
