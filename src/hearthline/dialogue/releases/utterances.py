"""Test utterances of a pack: how a trained understanding reads texts that it was not taught.

`tests/utterances.yaml` maps an intent to texts. Copies of them with a slip of the ear or of the
finger are made by `slipped`, always the same ones.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from hearthline.dialogue.rehearsal import UTTERANCES
from hearthline.dialogue.releases.model import Figures
from hearthline.platform.language import matching_form
from hearthline.platform.packs import Fault, PackFolder, PackIsFaulty, Reader
from hearthline.understanding import OUT_OF_SCOPE, IntentCard, Understanding

Utterances: TypeAlias = Mapping[str, tuple[str, ...]]
ASKED: Final = "?"


@dataclass(frozen=True, slots=True)
class Read:
    """How one utterance was read: the best intent, whether it would be acted upon at once."""

    intent: str
    text: str
    best: str
    in_scope: bool
    is_asked: bool

    @property
    def is_right(self) -> bool:
        """Whether it means what it was written for."""
        if self.intent == OUT_OF_SCOPE:
            return not self.in_scope
        return self.in_scope and self.best == self.intent

    @property
    def figures(self) -> Figures:
        """It as figures."""
        is_direct = self.in_scope and not self.is_asked
        return Figures(
            n=1,
            right=int(self.is_right),
            wrong_direct=int(is_direct and not self.is_right),
            refused_known=int(self.intent != OUT_OF_SCOPE and not self.in_scope),
        )

    @property
    def told(self) -> str:
        """What it was taken for, in one word."""
        if not self.in_scope:
            return OUT_OF_SCOPE
        return f"{self.best}{ASKED}" if self.is_asked else self.best


@dataclass
class Readings:
    """All readings of a set of utterances."""

    reads: list[Read] = field(default_factory=list)

    @property
    def whole(self) -> Figures:
        """All of them together."""
        return sum((one.figures for one in self.reads), Figures())

    def by_intent(self) -> dict[str, Figures]:
        """Those of each intent."""
        found: dict[str, Figures] = {}
        for one in self.reads:
            found[one.intent] = found.get(one.intent, Figures()) + one.figures
        return found


def read_utterances(folder: PackFolder) -> dict[str, tuple[str, ...]]:
    """The test utterances of a pack, none when it has no such file; raises PackIsFaulty."""
    if not folder.has(UTTERANCES):
        return {}
    root = folder.read(UTTERANCES)
    reader = Reader()
    found = {intent: reader.texts(root, intent) for intent, _ in root.items()}
    if not root.is_mapping:
        reader.faults.append(root.fault("not a mapping", "write `intent: [text, …]`"))
    if reader.faults:
        raise PackIsFaulty(reader.faults)
    return found


def utterance_faults(folder: PackFolder, cards: Sequence[IntentCard]) -> list[Fault]:
    """Utterances for intents that are not there, and such that were taught word for word."""
    if not folder.has(UTTERANCES):
        return []
    root = folder.read(UTTERANCES)
    taught = {matching_form(text): card.intent for card in cards for text in card.lessons.examples}
    known = {card.intent for card in cards} | {OUT_OF_SCOPE}
    faults: list[Fault] = []
    for intent, node in root.items():
        if intent not in known:
            faults.append(node.fault(f"no intent `{intent}`", "name an intent of this pack"))
        for element in node.each():
            owner = taught.get(matching_form(str(element.inner)))
            if owner is not None:
                what = f"`{element.inner}` is an example of `{owner}`"
                faults.append(element.warning(what, "test with words that were not taught"))
    return faults


def read_all(understanding: Understanding, utterances: Utterances) -> Readings:
    """Read every utterance."""
    return Readings(
        [
            _read(understanding, intent, text)
            for intent, texts in utterances.items()
            for text in texts
        ]
    )


def joined(*sets: Utterances) -> dict[str, tuple[str, ...]]:
    """Several sets as one; a text counts once for an intent."""
    found: dict[str, dict[str, None]] = {}
    for one in sets:
        for intent, texts in one.items():
            found.setdefault(intent, {}).update(dict.fromkeys(texts))
    return {intent: tuple(texts) for intent, texts in found.items()}


def count(utterances: Utterances) -> int:
    """How many texts there are."""
    return sum(len(texts) for texts in utterances.values())


def _read(understanding: Understanding, intent: str, text: str) -> Read:
    reading = understanding.read(text)
    return Read(
        intent=intent,
        text=text,
        best=reading.best.intent,
        in_scope=reading.in_scope,
        is_asked=bool(reading.ambiguous),
    )


def changed(texts: Utterances, copies: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The utterances of which there is a copy, as the copies."""
    found = {
        intent: tuple(copies[text] for text in each if text in copies)
        for intent, each in texts.items()
    }
    return {intent: each for intent, each in found.items() if each}


def texts_in(utterances: Utterances) -> Iterable[str]:
    """Every text."""
    return (text for texts in utterances.values() for text in texts)
