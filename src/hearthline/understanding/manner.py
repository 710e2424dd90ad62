"""Tells risky words from harmless ones by examples of both, and says which kind they resemble.

A support vector machine over the parts of a text; how far a text must lie on the risky side is
found on the examples themselves, so that few harmless ones lie there. A sentence counts by itself,
so that one bad sentence is not lost among good ones.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
import scipy.sparse as sp
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from hearthline.platform.language import Segmenter
from hearthline.understanding.features import Bools, Featuriser, Floats, prepared

_PENALTY: Final = 1.0
_FOLDS: Final = 5
_FEWEST: Final = 20
_FALSE_ALARMS: Final = 0.01
_SENTENCE: Final = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]?")
_SHORTEST: Final = 4
_KNOWN: Final = 0.25


@dataclass(frozen=True, slots=True)
class Resembled:
    """What a text resembles; `beyond` is how far it lies beyond the line, `start` and `end` where
    in the text the sentence stands."""

    kind: str
    beyond: float
    start: int
    end: int


class Manner:
    """Immutable after `learn`, so threads may share it."""

    def __init__(
        self,
        featuriser: Featuriser,
        kinds: Sequence[str],
        *,
        line: float,
        risk: LinearSVC,
        sort: LinearSVC | None,
    ) -> None:
        """Made by `learn`."""
        self._featuriser = featuriser
        self._kinds = tuple(kinds)
        self._risk = risk
        self._sort = sort
        self.line = line

    @classmethod
    def learn(
        cls,
        risky: Mapping[str, Sequence[str]],
        harmless: Sequence[str],
        *,
        words: Sequence[str] = (),
    ) -> Self | None:
        """Learn, in a fraction of a second; None when there are too few examples of either side."""
        kinds = [kind for kind, texts in risky.items() if texts]
        pairs = [(text, place) for place, kind in enumerate(kinds) for text in risky[kind]]
        if len(pairs) < _FEWEST or len(harmless) < _FEWEST:
            return None
        texts = [prepared(text) for text, _ in pairs] + [prepared(text) for text in harmless]
        is_risky = np.arange(len(texts)) < len(pairs)
        featuriser = Featuriser(texts, Segmenter(words))
        rows = featuriser.matrix
        numbers = np.array([place for _, place in pairs])
        sort = _machine().fit(rows[: len(pairs)], numbers) if len(kinds) > 1 else None
        risk = _machine().fit(rows, is_risky)
        return cls(featuriser, kinds, line=_line_of(rows, is_risky), risk=risk, sort=sort)

    def of(self, text: str) -> Resembled | None:
        """What the riskiest sentence resembles; None when none is risky enough."""
        places = [place for place in _sentences(text) if self._knows(text[slice(*place)])]
        if not places:
            return None
        rows = self._featuriser.stack(prepared(text[start:end]) for start, end in places)
        margins: Floats = self._risk.decision_function(rows)
        worst = int(margins.argmax())
        beyond = float(margins[worst]) - self.line
        if beyond <= 0:
            return None
        kind = 0 if self._sort is None else int(self._sort.predict(rows[worst])[0])
        return Resembled(self._kinds[kind], round(beyond, 4), *places[worst])

    def _knows(self, sentence: str) -> bool:
        """Whether enough of it was seen in examples to say anything."""
        return float(self._featuriser.vector(prepared(sentence)).known[0]) >= _KNOWN


def _machine() -> LinearSVC:
    return LinearSVC(C=_PENALTY, random_state=0)


def _line_of(rows: sp.csr_matrix, is_risky: Bools) -> float:
    """Beyond which margin few harmless examples lie when they were not learnt from."""
    margins = np.zeros(len(is_risky))
    for shown, held in StratifiedKFold(_FOLDS, shuffle=True, random_state=0).split(rows, is_risky):
        margins[held] = _machine().fit(rows[shown], is_risky[shown]).decision_function(rows[held])
    return float(np.quantile(margins[~is_risky], 1 - _FALSE_ALARMS))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Sentences long enough to say something by themselves."""
    for found in _SENTENCE.finditer(text):
        if len(found[0].strip()) >= _SHORTEST:
            yield found.span()
