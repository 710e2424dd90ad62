"""How alike two texts are: the cosine of their runs of two characters; an encoder may join.

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
_SIGNS: Final = re.compile(r"[^\w\u4e00-\u9fff]+")


class Meaning(Protocol):
    """A sentence encoder, where one is set."""

    def similarity(self, text: str, phrase: str) -> float:
        """How alike they are in meaning, 0 to 1."""
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


def nearest(text: str, phrases: Sequence[str], meaning: Meaning | None) -> float:
    """How alike the text, or its likest clause, is to the likest phrase."""
    parts = [part for part in (text, *_CLAUSES.split(text)) if part]
    best = max((cosine(part, phrase) for part in parts for phrase in phrases), default=0.0)
    if meaning is None:
        return best
    return max([best, *(meaning.similarity(text, phrase) for phrase in phrases)])
