"""English words without their endings, so that card and cards, charged and charge are one.

A few rules rather than a dictionary: what matters is that forms of one word meet, not that the
stem is a word.
"""

import re
from functools import lru_cache
from typing import Final

_SHORTEST_LEFT: Final = 3
_ENDINGS: Final = ("'s", "ing", "ies", "ied", "ed", "es", "s", "ly", "ment", "tion")
_IN_Y: Final = ("ies", "ied")
_DOUBLING: Final = ("ing", "ed")
_KEPT_DOUBLE: Final = "sl"
_LONGEST_WITH_E: Final = 4
_LETTERS: Final = re.compile(r"[a-z']+")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of a Latin word in matching form; anything else comes back as it is."""
    if not _LETTERS.fullmatch(word):
        return word
    short = _without_ending(word)
    return short[:-1] if len(short) > _LONGEST_WITH_E and short.endswith("e") else short


def _without_ending(word: str) -> str:
    for ending in _ENDINGS:
        if not word.endswith(ending) or len(word) - len(ending) < _SHORTEST_LEFT:
            continue
        short = word[: -len(ending)]
        if ending in _IN_Y:
            return short + "y"
        is_doubled = short[-1] == short[-2] and short[-1] not in _KEPT_DOUBLE
        return short[:-1] if ending in _DOUBLING and is_doubled else short
    return word
