"""Texts as weighted parts: characters, words, sounds, and pairs of them however far apart.

Pairs in no order are what carries most: 暖气…不热 is one wish with anything in between. What is
paired of Chinese is the sound, so that a homophone changes little. The known parts of each group
fill its weight; how much of a text is unknown is said beside, for the out-of-scope decision.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from hearthline.platform.language import Segmenter, grams, is_han, matching_form, syllables
from hearthline.understanding.stems import stem

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

# Chinese characters, Latin letters, Chinese words, Latin stems, pairs, sounds.
_WEIGHTS: Final = {"c": 1.0, "l": 0.7, "w": 0.5, "s": 1.0, "x": 1.0, "p": 1.0}
_KIND_NAMES: Final = {
    "c": "characters",
    "l": "letters",
    "w": "word",
    "s": "stem",
    "x": "pair",
    "p": "sound",
}
_SQUARES: Final = np.array([weight**2 for weight in _WEIGHTS.values()])
_GROUP: Final = {group: place for place, group in enumerate(_WEIGHTS)}
# What may be unknown of a text: anything, letters and characters, words, pairs.
_KINDS: Final = np.array(
    [[1, 1, 1, 1, 1, 1], [1, 1, 0, 0, 0, 0], [0, 0, 1, 1, 0, 0], [0, 0, 0, 0, 1, 0]]
)
_PIECES: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+|[^\\W_]+|[^\\w\\s]")
_DIGIT: Final = re.compile(r"\d")
_LONG_NUMBER: Final = re.compile(r"0{5,}")
_HAN_GRAMS: Final = (1, 2)
_LATIN_GRAMS: Final = (2, 5)
_LONGEST_TEXT: Final = 2000
_LONGEST_PAIRED_WIDELY: Final = 48
_WIDE: Final = 24
_NARROW: Final = 2


@dataclass(frozen=True, slots=True)
class Vector:
    """One text: known columns, their weights, and how much of it is known: all, and by kind."""

    columns: Ints
    weights: Floats
    known: Floats


def parts(text: str, segmenter: Segmenter) -> dict[str, list[str]]:
    """The parts of a text in matching form, by group."""
    shaped = _LONG_NUMBER.sub("00000", _DIGIT.sub("0", text[:_LONGEST_TEXT]))
    words = segmenter.words(shaped)
    stems = [stem(word) for word in words if not is_han(word[0])]
    found: dict[str, list[str]] = {"c": [], "l": []}
    for piece in _PIECES.findall(shaped):
        if is_han(piece[0]):
            found["c"].extend(_runs(f"^{piece}$", *_HAN_GRAMS))
        else:
            found["l"].extend(_runs(f" {piece} ", *_LATIN_GRAMS))
    found["w"] = [word for word in words if is_han(word[0])]
    found["s"] = grams(stems, 1, 2)
    found["x"] = _pairs(list(_items(words)))
    found["p"] = grams(syllables(shaped), 1, 2)
    return found


def _runs(text: str, shortest: int, longest: int) -> Iterator[str]:
    for size in range(shortest, longest + 1):
        for start in range(len(text) - size + 1):
            yield text[start : start + size]


def _items(words: Sequence[str]) -> Iterator[str]:
    """What is paired: Chinese syllables and Latin stems; the first and last stem once more."""
    for place, word in enumerate(words):
        if is_han(word[0]):
            yield from syllables(word)
            continue
        short = stem(word)
        if place == 0:
            yield "<" + short
        yield short
        if place == len(words) - 1:
            yield short + ">"


def _pairs(items: Sequence[str]) -> list[str]:
    """Each two different items near each other, in no order, once."""
    reach = _WIDE if len(items) <= _LONGEST_PAIRED_WIDELY else _NARROW
    return list(
        dict.fromkeys(
            f"{one}~{other}" if one < other else f"{other}~{one}"
            for place, one in enumerate(items)
            for other in items[place + 1 : place + 1 + reach]
            if one != other
        )
    )


class Featuriser:
    """Turns texts into vectors of a vocabulary that was learnt once."""

    def __init__(self, texts: Iterable[str], segmenter: Segmenter) -> None:
        """Learn the vocabulary and how rare each part is."""
        self._segmenter = segmenter
        found = [parts(text, segmenter) for text in texts]
        seen: Counter[str] = Counter()
        for groups in found:
            for group, items in groups.items():
                seen.update(list(dict.fromkeys(group + item for item in items)))
        self._parts = list(seen)
        self._column = {part: column for column, part in enumerate(seen)}
        counts = np.fromiter(seen.values(), dtype=np.float64, count=len(seen))
        self._rarity = (np.log((1 + len(found)) / (1 + counts)) + 1).tolist()
        self._unknown_rarity = math.log((1 + len(found)) / 2) + 1
        self.groups = np.array([_GROUP[part[0]] for part in seen], dtype=np.int64)
        self.matrix = self._stack([self._weighed(groups) for groups in found])

    def described(self, column: int) -> tuple[str, str]:
        """A column for people: what kind of part it is, and the part."""
        part = self._parts[column]
        group, item = part[0], part[1:]
        if group == "x":
            return _KIND_NAMES[group], " … ".join(item.split("~"))
        return _KIND_NAMES[group], item.strip(" ^$") or item

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
        known, there = np.zeros(len(_WEIGHTS)), np.zeros(len(_WEIGHTS), dtype=bool)
        for group, items in groups.items():
            start = len(weights)
            unknown = 0.0
            for item, count in Counter(items).items():
                column = self._column.get(group + item)
                if column is None:
                    unknown += (self._unknown_rarity * (1 + math.log(count))) ** 2
                    continue
                columns.append(column)
                weights.append(self._rarity[column] * (1 + math.log(count)))
            here = sum(weight * weight for weight in weights[start:])
            if not here + unknown:
                continue
            scale = _WEIGHTS[group] / math.sqrt(here or 1.0)
            weights[start:] = [weight * scale for weight in weights[start:]]
            known[_GROUP[group]], there[_GROUP[group]] = here / (here + unknown), True
        by_kind = known_by_kind(known[None, :], there[None, :])[0]
        return Vector(np.array(columns, np.int64), np.array(weights, np.float64), by_kind)

    def _stack(self, vectors: Sequence[Vector]) -> sp.csr_matrix:
        ends = np.cumsum([0, *(len(vector.columns) for vector in vectors)])
        columns = np.concatenate([np.empty(0, np.int64), *(v.columns for v in vectors)])
        weights = np.concatenate([np.empty(0, np.float64), *(v.weights for v in vectors)])
        return sp.csr_matrix((weights, columns, ends), shape=(len(vectors), self.size))


def as_new(rows: sp.csr_matrix, known: Bools, groups: Ints) -> tuple[sp.csr_matrix, Floats]:
    """Rows as they would be if only these columns were known, and how much of each is known."""
    count = len(_WEIGHTS)
    owner = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    place = owner * count + groups[rows.indices]
    data = rows.data * known[rows.indices]
    whole = np.bincount(place, rows.data**2, minlength=rows.shape[0] * count)
    left = np.bincount(place, data**2, minlength=rows.shape[0] * count)
    scale = np.sqrt(whole / np.where(left > 0, left, 1.0))
    made = sp.csr_matrix((data * scale[place], rows.indices, rows.indptr), shape=rows.shape)
    share = left / np.where(whole > 0, whole, 1.0)
    return made, known_by_kind(share.reshape(-1, count), whole.reshape(-1, count) > 0)


def known_by_kind(share: Floats, there: Bools) -> Floats:
    """For each text the known share of all, of letters, of words, of pairs."""
    weights = there * _SQUARES
    total = weights @ _KINDS.T
    known = (share * weights) @ _KINDS.T
    return np.asarray(known / np.where(total > 0, total, 1.0))


def prepared(text: str) -> str:
    """A raw text as the featuriser wants it."""
    return matching_form(text)
