"""Copies of texts with a slip of the ear or of the finger, the same ones whenever they are made.

A homophone takes the place of one character, as recognisers and pinyin keyboards have it; or a
character is left out, doubled, or changes places with its neighbour. Numbers are left alone.
"""

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from hearthline.platform.language import is_han, syllables

_SHORTEST: Final = 4
_FIRST_ROW, _LAST_ROW = 0xB0, 0xD7  # the 3,755 commonest characters of GB 2312
_COLUMNS: Final = range(0xA1, 0xFF)


def misheard_copies(texts: Iterable[str]) -> dict[str, str]:
    """Each text that has one with a homophone in it, and that copy."""
    return {text: copy for text in texts if (copy := _misheard(text)) is not None}


def mistyped_copies(texts: Iterable[str]) -> dict[str, str]:
    """Each text that is long enough, with a typing error."""
    return {text: copy for text in texts if (copy := _mistyped(text)) is not None}


def _misheard(text: str) -> str | None:
    places = [place for place, one in enumerate(text) if is_han(one) and _alike(one)]
    if len(text) < _SHORTEST or not places:
        return None
    place = places[_lot(text, "place") % len(places)]
    others = _alike(text[place])
    return text[:place] + others[_lot(text, "which") % len(others)] + text[place + 1 :]


def _mistyped(text: str) -> str | None:
    places = [
        place
        for place in range(len(text) - 1)
        if text[place].isalpha() and text[place + 1].isalpha()
    ]
    if len(text) < _SHORTEST or not places:
        return None
    place = places[_lot(text, "place") % len(places)]
    one, other, before, after = text[place], text[place + 1], text[:place], text[place + 2 :]
    kinds = (before + other + after, before + one + one + other + after)
    swapped = before + other + one + after
    copies = [copy for copy in (*kinds, swapped) if copy != text]
    return copies[_lot(text, "kind") % len(copies)]


def _lot(text: str, what: str) -> int:
    """A number that a text draws for a purpose, always the same."""
    return int.from_bytes(hashlib.sha256(f"{what}\0{text}".encode()).digest()[:8])


def _alike(character: str) -> tuple[str, ...]:
    sound = "".join(syllables(character))
    return tuple(one for one in _by_sound().get(sound, ()) if one != character)


@lru_cache
def _by_sound() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in range(_FIRST_ROW, _LAST_ROW + 1):
        for column in _COLUMNS:
            one = bytes((row, column)).decode("gb2312", errors="ignore")
            if one:
                found.setdefault("".join(syllables(one)), []).append(one)
    return {sound: tuple(ones) for sound, ones in found.items()}
