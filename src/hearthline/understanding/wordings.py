"""How near two wordings are in meaning, 0 to 1, by what the packs' examples teach.

Each intent's examples say one thing in many ways. A text is placed among the intents by a support
vector machine over its characters and their pairs; two texts are near when they are likely to mean
the same intents. No model is downloaded; a sentence encoder joins where one is set, with its cosine
put on the same scale: as like as two examples of different intents are is nothing.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from sklearn.svm import LinearSVC

from hearthline.platform.language import matching_form
from hearthline.understanding.encoder import Encoder, Sentences

Row = npt.NDArray[np.float32]

_MOST_OF_EACH: Final = 120
_FEWEST_INTENTS: Final = 3
_FEWEST_TIMES: Final = 2
_FEWEST_KNOWN: Final = 2
_MOST_ENCODED: Final = 48
_REMEMBERED: Final = 20_000
# Below this margin a text belongs to no intent, and of what it means nothing is known.
_OUTSIDE: Final = -0.6
# How sharply margins become likelihoods; found on held-out examples: at 0.6 about one pair in a
# hundred of different intents is near, and four in five of the same.
_SOFTNESS: Final = 0.2
_LIKELY: Final = 0.05
_TELLING: Final = 3.0
_SURE: Final = 0.95


class Wordings:
    """Learns when it is asked for the first time; then never changes, and threads may share it."""

    def __init__(
        self, examples: Mapping[str, Sequence[str]], *, encoder: Encoder | None = None
    ) -> None:
        """Take the examples of each intent; nothing is computed yet."""
        self._examples = {
            name: [matching_form(text) for text in texts[:_MOST_OF_EACH]]
            for name, texts in examples.items()
            if texts
        }
        self._sentences = None if encoder is None else Sentences(encoder)
        self._row = lru_cache(maxsize=_REMEMBERED)(self._placed)
        self._telling = lru_cache(maxsize=_REMEMBERED)(self._told_by)
        self._there = lru_cache(maxsize=_REMEMBERED)(lambda text: frozenset(_grams(text)))
        self._encoded_row = lru_cache(maxsize=_REMEMBERED)(self._encoded)

    def nearness(self, text: str, phrase: str) -> float:
        """How near a text is to a phrase, both in matching form."""
        is_worth = not self._telling(phrase).isdisjoint(self._there(text))
        one, other = (self._row(text), self._row(phrase)) if is_worth else (None, None)
        near = 0.0 if one is None or other is None else min(1.0, float(one @ other))
        if self._sentences is None or near >= _SURE:
            return near
        mine, theirs = self._encoded_row(text), self._encoded_row(phrase)
        if mine is None or theirs is None:
            return near
        return max(near, (float(mine @ theirs) - self._unlike) / (1.0 - self._unlike))

    def _placed(self, text: str) -> Row | None:
        """The roots of how likely a text means each intent; None when it belongs to none."""
        columns, weights = self._weighed(text)
        if self._machine is None or len(columns) < _FEWEST_KNOWN:
            return None
        pulls, bias = self._machine
        margins = weights @ pulls[columns] + bias
        best = float(margins.max())
        if best < _OUTSIDE:
            return None
        likely = np.exp((margins - best) / _SOFTNESS)
        return np.asarray(np.sqrt(likely / likely.sum()), dtype=np.float32)

    def _told_by(self, phrase: str) -> frozenset[str]:
        """The grams that speak for what a phrase means; a text without any means something else."""
        row = self._row(phrase)
        if row is None or self._machine is None:
            return frozenset()
        pull = self._machine[0][:, row**2 >= _LIKELY].max(axis=1)
        return frozenset(
            gram for gram, (column, rare) in self._rarity.items() if pull[column] * rare > _TELLING
        )

    def _weighed(self, text: str) -> tuple[npt.NDArray[np.int64], Row]:
        """The known grams of a text with their weights, of length one."""
        found = Counter(gram for gram in _grams(text) if gram in self._rarity)
        columns = np.array([self._rarity[gram][0] for gram in found], np.int64)
        weights = np.array(
            [(1 + math.log(count)) * self._rarity[gram][1] for gram, count in found.items()],
            np.float32,
        )
        return columns, weights / (np.linalg.norm(weights) or np.float32(1.0))

    @cached_property
    def _rarity(self) -> dict[str, tuple[int, float]]:
        """The column of each gram that is seen more than once, and how rare it is."""
        texts = [text for one in self._examples.values() for text in one]
        seen = Counter(gram for text in texts for gram in set(_grams(text)))
        kept = [(gram, times) for gram, times in seen.items() if times >= _FEWEST_TIMES]
        return {
            gram: (column, math.log((1 + len(texts)) / (1 + times)) + 1)
            for column, (gram, times) in enumerate(kept)
        }

    @cached_property
    def _machine(self) -> tuple[Row, Row] | None:
        """Weights (grams by intents) and biases; None with too few intents to tell apart."""
        if len(self._examples) < _FEWEST_INTENTS:
            return None
        pairs = [
            (text, place)
            for place, name in enumerate(self._examples)
            for text in self._examples[name]
        ]
        found = [self._weighed(text) for text, _ in pairs]
        ends = np.cumsum([0, *(len(columns) for columns, _ in found)])
        rows = sp.csr_matrix(
            (np.concatenate([w for _, w in found]), np.concatenate([c for c, _ in found]), ends),
            shape=(len(pairs), len(self._rarity)),
        )
        made = LinearSVC(random_state=0).fit(rows, [place for _, place in pairs])
        return made.coef_.T.astype(np.float32), made.intercept_.astype(np.float32)

    def _encoded(self, text: str) -> npt.NDArray[np.float64] | None:
        rows = None if self._sentences is None else self._sentences.of([text])
        return None if rows is None else np.asarray(rows[0])

    @cached_property
    def _unlike(self) -> float:
        """The cosine of two examples of different intents, on average."""
        some = [texts[0] for texts in self._examples.values()][:_MOST_ENCODED]
        rows = self._sentences.of(some) if self._sentences is not None and len(some) > 1 else None
        if rows is None:
            return 0.0
        others = (rows @ rows.T)[~np.eye(len(some), dtype=bool)]
        return float(min(max(others.mean(), 0.0), _SURE))


def _grams(text: str) -> list[str]:
    return [*text, *(text[place : place + 2] for place in range(len(text) - 1))]
