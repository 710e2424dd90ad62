"""How alike two texts are: the cosine of their runs of two characters, and what they mean.

Clauses of a turn are compared one by one as well as the whole, so that a phrase inside a long
turn is found.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Protocol

_CLAUSES: Final = re.compile(r"[,，。;；!！?？、\s]+")
_THE_SAME: Final = 0.999
_SIGNS: Final = re.compile(r"[^\w\u4e00-\u9fff]+")


class Meaning(Protocol):
    """What knows how near two wordings are in meaning, where it is handed in."""

    def nearness(self, text: str, phrase: str) -> float:
        """How near they are, 0 to 1; the same at each call. Both are in matching form."""
        ...


@lru_cache(maxsize=20_000)
def _grams(text: str) -> tuple[Counter[str], float]:
    bare = _SIGNS.sub("", text)
    counts = Counter(bare[place : place + 2] for place in range(max(1, len(bare) - 1)))
    return counts, math.sqrt(sum(number * number for number in counts.values()))


def cosine(one: str, other: str) -> float:
    """0 to 1; texts in matching form are expected."""
    (mine, size), (theirs, other_size) = _grams(one), _grams(other)
    if not size or not other_size:
        return 0.0
    small, large = (mine, theirs) if len(mine) < len(theirs) else (theirs, mine)
    shared = sum(number * large[gram] for gram, number in small.items() if gram in large)
    return shared / (size * other_size)


def gram_set(text: str) -> frozenset[str]:
    """The runs of two characters of a text, signs left out."""
    return frozenset(_grams(text)[0])


class Phrases:
    """Phrases to be compared with, looked up by their runs."""

    def __init__(self, phrases: Sequence[str], meaning: Meaning | None) -> None:
        """Take phrases in matching form, and what knows meanings, if anything does."""
        self._phrases = tuple(phrases)
        self._meaning = meaning
        self._runs = frozenset().union(*(gram_set(phrase) for phrase in phrases))

    def nearest(self, text: str) -> float:
        """How alike the text, or its likest clause, is to the likest phrase."""
        best = 0.0
        for part in (text, *_CLAUSES.split(text)):
            if part and self._shares(part):
                best = max(best, *(cosine(part, phrase) for phrase in self._phrases))
        if self._meaning is None or best >= _THE_SAME:
            return best
        return max([best, *(self._meaning.nearness(text, phrase) for phrase in self._phrases)])

    def _shares(self, part: str) -> bool:
        bare = _SIGNS.sub("", part)
        runs = {bare[place : place + 2] for place in range(max(1, len(bare) - 1))}
        return not self._runs.isdisjoint(runs)
