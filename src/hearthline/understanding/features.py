"""Texts as weighted n-grams: characters, words, words near each other, pinyin.

Unknown n-grams count in the length of a vector, so that a text made of strange parts scores low
everywhere: half of the out-of-scope decision is made here.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from hearthline.platform.language import Segmenter, grams, is_han, matching_form, syllables

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_WEIGHTS: Final = {"c": 1.0, "w": 0.8, "x": 0.5, "p": 0.6}
_PIECES: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+|[^\\W_]+|[^\\w\\s]")
_DIGIT: Final = re.compile(r"\d")
_LONG_NUMBER: Final = re.compile(r"0{5,}")
_HAN_GRAMS: Final = (1, 4)
_LATIN_GRAMS: Final = (2, 5)
_NEAR: Final = range(2, 5)
_LONGEST_TEXT: Final = 600


@dataclass(frozen=True, slots=True)
class Vector:
    """One text: known columns and their weights, and the share of its parts that is known."""

    columns: Ints
    weights: Floats
    known_share: float


def parts(text: str, segmenter: Segmenter) -> dict[str, list[str]]:
    """The n-grams of a text in matching form, by group."""
    shaped = _LONG_NUMBER.sub("00000", _DIGIT.sub("0", text[:_LONGEST_TEXT]))
    words = segmenter.words(shaped)
    return {
        "c": _characters(shaped),
        "w": grams(words, 1, 2),
        "x": _near(words),
        "p": grams(syllables(shaped), 1, 2),
    }


def _characters(text: str) -> list[str]:
    found: list[str] = []
    for piece in _PIECES.findall(text):
        chinese = is_han(piece[0])
        shortest, longest = _HAN_GRAMS if chinese else _LATIN_GRAMS
        framed = f"^{piece}$" if chinese else f" {piece} "
        found.extend(
            framed[start : start + size]
            for size in range(shortest, longest + 1)
            for start in range(len(framed) - size + 1)
        )
    return found


def _near(words: Sequence[str]) -> list[str]:
    return [
        "~".join(sorted((word, words[place + gap])))
        for place, word in enumerate(words)
        for gap in _NEAR
        if place + gap < len(words)
    ]


class Featuriser:
    """Turns texts into vectors of a vocabulary that was learnt once."""

    def __init__(self, texts: Iterable[str], segmenter: Segmenter) -> None:
        """Learn the vocabulary and how rare each part is."""
        self._segmenter = segmenter
        found = [parts(text, segmenter) for text in texts]
        seen: Counter[str] = Counter()
        for groups in found:
            for group, items in groups.items():
                seen.update({group + item for item in items})
        self._column = {part: column for column, part in enumerate(seen)}
        counts = np.fromiter(seen.values(), dtype=np.float64, count=len(seen))
        self._rarity = np.log((1 + len(found)) / (1 + counts)) + 1
        self._unknown_rarity = math.log((1 + len(found)) / 1) + 1
        self.matrix = self._stack([self._weighed(groups) for groups in found])

    @property
    def size(self) -> int:
        """The number of columns."""
        return len(self._column)

    def vector(self, text: str) -> Vector:
        """One text in matching form."""
        return self._weighed(parts(text, self._segmenter))

    def stack(self, texts: Iterable[str]) -> sp.csr_matrix:
        """Many texts as the rows of a matrix."""
        return self._stack([self.vector(text) for text in texts])

    def _weighed(self, groups: dict[str, list[str]]) -> Vector:
        columns: list[int] = []
        weights: list[float] = []
        known = total = 0.0
        for group, items in groups.items():
            start = len(weights)
            here = 0.0
            for item, count in Counter(items).items():
                column = self._column.get(group + item, -1)
                rarity = self._unknown_rarity if column < 0 else self._rarity[column]
                weight = rarity * (1 + math.log(count))
                here += weight * weight
                if column >= 0:
                    columns.append(column)
                    weights.append(weight)
            if not here:
                continue
            scale = _WEIGHTS[group] / math.sqrt(here)
            weights[start:] = [weight * scale for weight in weights[start:]]
            known += sum(weight * weight for weight in weights[start:])
            total += _WEIGHTS[group] ** 2
        share = known / total if total else 0.0
        return Vector(np.array(columns, np.int64), np.array(weights, np.float64), share)

    def _stack(self, vectors: Sequence[Vector]) -> sp.csr_matrix:
        ends = np.cumsum([0, *(len(vector.columns) for vector in vectors)])
        columns = np.concatenate([np.empty(0, np.int64), *(v.columns for v in vectors)])
        weights = np.concatenate([np.empty(0, np.float64), *(v.weights for v in vectors)])
        return sp.csr_matrix((weights, columns, ends), shape=(len(vectors), self.size))


def prepared(text: str) -> str:
    """A raw text as the featuriser wants it."""
    return matching_form(text)
