"""Words by their sound: what a recogniser or a keyboard wrote with other characters."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from hearthline.platform.language import is_han, syllables

# What speakers of many regions do not tell apart.
_ALIKE: Final = (
    (re.compile(r"\A([zcs])h"), r"\1"),
    (re.compile(r"\A[nr]"), "l"),
    (re.compile(r"\Ahu(?=[aeino])"), "f"),
    (re.compile(r"ng\Z"), "n"),
)


@lru_cache(maxsize=4000)
def fuzzy(syllable: str) -> str:
    """A syllable without the differences that many speakers do not make."""
    for pattern, plain in _ALIKE:
        syllable = pattern.sub(plain, syllable)
    return syllable


@lru_cache(maxsize=4000)
def sounds_of(word: str) -> tuple[str, ...]:
    """The fuzzy syllables of a word."""
    return tuple(fuzzy(one) for one in syllables(word))


def places_of(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where one of the words is heard in the text, as spans."""
    places = [place for place, char in enumerate(text) if is_han(char)]
    heard = sounds_of(text)
    found = []
    for word in words:
        wanted = sounds_of(word)
        size = len(wanted)
        for start in range(len(heard) - size + 1):
            end = start + size - 1
            is_run = size > 0 and places[end] - places[start] == size - 1
            if is_run and heard[start : start + size] == wanted:
                found.append((places[start], places[end] + 1))
    return sorted(set(found))
