"""Two releases side by side: tests by name, utterances by intent, and what was changed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, Final

from hearthline.dialogue.flows.expression import Expression
from hearthline.dialogue.flows.model import Place
from hearthline.dialogue.releases.model import Figures, PlayedTest
from hearthline.dialogue.releases.trades import Trade
from hearthline.dialogue.releases.utterances import Read, Readings

Json = dict[str, Any]
MOST_TEXTS: Final = 300
_ABSENT: Final = "absent"


def tests_compared(left: Sequence[PlayedTest], right: Sequence[PlayedTest]) -> list[Json]:
    """The tests that went differently, or that only one of them has."""
    before, after = _by_name(left), _by_name(right)
    found = []
    for key in dict.fromkeys([*before, *after]):
        one, other = before.get(key, _ABSENT), after.get(key, _ABSENT)
        if one != other:
            trade, file, name = key
            found.append({"trade": trade, "file": file, "name": name, "left": one, "right": other})
    return found


def intents_compared(domain: str, left: Readings, right: Readings) -> list[Json]:
    """Each intent's utterances as read by both, those that lost most first."""
    before, after = left.by_intent(), right.by_intent()
    rows: list[Json] = []
    for intent in dict.fromkeys([*before, *after]):
        one, other = before.get(intent, Figures()), after.get(intent, Figures())
        rows.append(
            {
                "domain": domain,
                "intent": intent,
                "n": one.n,
                "left_right": one.right,
                "right_right": other.right,
                "left_accuracy": one.accuracy,
                "right_accuracy": other.accuracy,
            }
        )
    return sorted(rows, key=lambda row: row["right_right"] - row["left_right"])


def texts_compared(domain: str, left: Iterable[Read], right: Iterable[Read]) -> list[Json]:
    """The utterances that are read differently."""
    return [
        {
            "domain": domain,
            "intent": one.intent,
            "text": one.text,
            "left": one.told,
            "right": other.told,
            "is_right_left": one.is_right,
            "is_right_right": other.is_right,
        }
        for one, other in zip(left, right, strict=True)
        if one.told != other.told
    ][:MOST_TEXTS]


def figures_json(figures: Figures) -> Json:
    """Figures as JSON values."""
    return {
        "n": figures.n,
        "right": figures.right,
        "accuracy": figures.accuracy,
        "wrong_direct": figures.wrong_direct,
        "refused_known": figures.refused_known,
    }


def changes(left: Sequence[Trade], right: Sequence[Trade]) -> dict[str, Json]:
    """What was added, removed and changed, as `domain/name`."""
    return {
        kind: _difference(_parts(left, part), _parts(right, part)) for kind, part in _PARTS.items()
    }


def _by_name(tests: Sequence[PlayedTest]) -> dict[tuple[str, str, str], str]:
    return {(one.trade, one.file, one.name): "passed" if one.passed else "failed" for one in tests}


def _parts(trades: Sequence[Trade], part: Callable[[Trade], Mapping[str, Any]]) -> dict[str, Any]:
    return {
        f"{trade.pack.domain}/{name}": thing
        for trade in trades
        for name, thing in part(trade).items()
    }


def _difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> Json:
    return {
        "added": sorted(after.keys() - before.keys()),
        "removed": sorted(before.keys() - after.keys()),
        "changed": sorted(
            name for name in before.keys() & after.keys() if before[name] != after[name]
        ),
    }


def _shape(thing: Any) -> Any:
    """A part of a pack as values that are equal when it says the same, wherever it stands."""
    if isinstance(thing, Expression):
        return thing.text
    if is_dataclass(thing) and not isinstance(thing, type):
        members = ((one.name, getattr(thing, one.name)) for one in fields(thing))
        return {name: _shape(one) for name, one in members if not isinstance(one, Place)}
    if isinstance(thing, Mapping):
        return {str(name): _shape(one) for name, one in thing.items()}
    if isinstance(thing, list | tuple):
        return [_shape(one) for one in thing]
    return thing


def _shapes(things: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _shape(one) for name, one in things.items()}


_PARTS: Final[dict[str, Callable[[Trade], dict[str, Any]]]] = {
    "flows": lambda trade: _shapes(trade.pack.flows),
    "intents": lambda trade: _shapes({card.intent: card for card in trade.cards}),
    "articles": lambda trade: {
        draft.slug.rpartition("/")[2]: draft.content_hash() for draft in trade.articles
    },
    "responses": lambda trade: _shapes(trade.pack.responses),
    "slots": lambda trade: _shapes(trade.pack.slots),
}
