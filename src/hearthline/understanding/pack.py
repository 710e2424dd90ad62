"""Reads `intents/*.yaml` and `words.txt` of a pack, and says exactly what is wrong with them."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

from hearthline.kernel import Words
from hearthline.platform.language import matching_form
from hearthline.platform.packs import Fault, Node, PackFolder, PackIsFaulty, Reader
from hearthline.understanding.model import OUT_OF_SCOPE, IntentExamples

_MEMBERS: Final = (
    "intent", "catalogue", "name", "kind", "answer", "examples", "counter_examples", "confusable",
    "unless",
)  # fmt: skip
_FEWEST_EXAMPLES: Final = 10
E = TypeVar("E", bound=StrEnum)


class Kind(StrEnum):
    """What sort of wish an intent is."""

    CONSULT = "consult"
    QUERY = "query"
    TRANSACT = "transact"
    VERIFY = "verify"
    COMPLAINT = "complaint"
    HUMAN = "human"
    CHAT = "chat"


class Answer(StrEnum):
    """What answers an intent."""

    FLOW = "flow"
    KNOWLEDGE = "knowledge"
    CHAT = "chat"


@dataclass(frozen=True, slots=True)
class IntentCard:
    """An intent as the pack describes it; with `unless` only where that trade is not served."""

    intent: str
    catalogue: str
    name: Words
    kind: Kind
    answer: Answer
    lessons: IntentExamples
    unless: str | None = None


def read_intents(folder: PackFolder) -> list[IntentCard]:
    """Every intent of the pack; raises `PackIsFaulty` with all faults when there are any."""
    reader = Reader()
    pairs: list[tuple[IntentCard, Node]] = []
    for path in folder.find("intents/*.yaml"):
        try:
            node = folder.read(path)
        except PackIsFaulty as trouble:
            reader.faults.extend(trouble.faults)
            continue
        pairs.append((_card(node, reader), node))
    reader.faults.extend(_faults_between(pairs))
    errors = [fault for fault in reader.faults if not fault.is_warning]
    if errors:
        raise PackIsFaulty(errors)
    return [card for card, _ in pairs]


def read_words(folder: PackFolder) -> list[str]:
    """The words of the trade for segmentation, one a line; `#` begins a remark."""
    if not folder.has("words.txt"):
        return []
    lines = folder.text("words.txt").splitlines()
    return [word for line in lines if (word := line.partition("#")[0].strip())]


def _card(node: Node, reader: Reader) -> IntentCard:
    reader.only(node, *_MEMBERS)
    intent = reader.text(node, "intent")
    lessons = IntentExamples(
        intent=intent,
        examples=reader.texts(node, "examples"),
        counter_examples=reader.texts(node, "counter_examples"),
        confusable=reader.texts(node, "confusable"),
    )
    if len(lessons.examples) < _FEWEST_EXAMPLES:
        what = f"`{intent}` has {len(lessons.examples)} examples"
        place = node.get("examples") or node
        reader.faults.append(place.fault(what, f"give at least {_FEWEST_EXAMPLES}"))
    return IntentCard(
        intent=intent,
        catalogue=reader.text(node, "catalogue", ""),
        name=reader.words(node, "name"),
        kind=_one_of(Kind, node, "kind", reader) or Kind.CONSULT,
        answer=_one_of(Answer, node, "answer", reader) or Answer.CHAT,
        lessons=lessons,
        unless=reader.text(node, "unless", "") or None,
    )


def _one_of(kinds: type[E], node: Node, key: str, reader: Reader) -> E | None:
    said = reader.text(node, key)
    if said in {kind.value for kind in kinds}:
        return kinds(said)
    place = node.get(key) or node
    mend = "write one of: " + ", ".join(kind.value for kind in kinds)
    reader.faults.append(place.fault(f"`{key}` is `{said}`", mend))
    return None


def _faults_between(pairs: list[tuple[IntentCard, Node]]) -> list[Fault]:
    """Names used twice, confusable intents that do not exist, one example under two intents."""
    names = Counter(card.intent for card, _ in pairs)
    faults = [
        node.fault(f"intent `{card.intent}` is there twice", "rename or merge one")
        for card, node in pairs
        if names[card.intent] > 1 and card.intent != OUT_OF_SCOPE
    ]
    owner: dict[str, str] = {}
    for card, node in pairs:
        faults += [
            other.fault(f"no intent `{other.inner}`", "name an existing intent")
            for other in _elements(node, "confusable")
            if other.inner not in names
        ]
        for example in _elements(node, "examples"):
            first = owner.setdefault(matching_form(str(example.inner)), card.intent)
            if first != card.intent:
                what = f"`{example.inner}` is an example of `{first}` too"
                faults.append(example.fault(what, "keep it under one intent"))
    return faults


def _elements(node: Node, key: str) -> list[Node]:
    member = node.get(key)
    return member.each() if member else []


def lessons_of(
    cards: Iterable[IntentCard], *, serving: Collection[str] = ()
) -> list[IntentExamples]:
    """What `Understanding.train` takes; same-named intents of several packs become one.

    `serving` are the trades that are served together: what one calls out of scope only because it
    belongs to another of them is left out. Out-of-scope stays among the intents under its name.
    """
    named: dict[str, list[IntentExamples]] = {}
    for card in cards:
        if card.unless not in serving:
            named.setdefault(card.intent, []).append(card.lessons)
    return [_as_one(lessons) for lessons in named.values()]


def _as_one(lessons: list[IntentExamples]) -> IntentExamples:
    """The same wish as several packs describe it; what one teaches no other may deny."""
    if len(lessons) == 1:
        return lessons[0]
    examples = _distinct(text for one in lessons for text in one.examples)
    taught = {matching_form(text) for text in examples}
    counters = _distinct(text for one in lessons for text in one.counter_examples)
    return IntentExamples(
        intent=lessons[0].intent,
        examples=examples,
        counter_examples=tuple(text for text in counters if matching_form(text) not in taught),
        confusable=tuple(dict.fromkeys(name for one in lessons for name in one.confusable)),
    )


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple({matching_form(text): text for text in texts}.values())
