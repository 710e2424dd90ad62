"""A text as the search sees it: characters and pairs of them, words, syllables."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Final

from hearthline.platform.language import Segmenter, is_han, matching_form, syllables

CHANNELS: Final = ("characters", "words", "pinyin")
_PIECES: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]+|[^\\W_]+")
_LONGEST_QUERY: Final = 200
_REMEMBERED: Final = 20_000

Terms = Mapping[str, Counter[str]]


class TermReader:
    """Cuts texts into terms for each channel, and remembers the texts it met lately."""

    def __init__(self, segmenter: Segmenter) -> None:
        """Take the segmenter that knows the words of the trade."""
        self._segmenter = segmenter
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._read)

    def read(self, text: str) -> Terms:
        """The terms of a text, counted; the same object for the same text."""
        return self._remembered(text)

    def query(self, text: str) -> Terms:
        """The terms of a customer's words, of which only the first part counts."""
        return self._read(text[:_LONGEST_QUERY])

    def _read(self, text: str) -> Terms:
        normal = matching_form(text)
        sounds = syllables(normal)
        pairs = [f"{one}_{two}" for one, two in pairwise(sounds)]
        return {
            "characters": Counter(_characters(normal)),
            "words": Counter(self._segmenter.search_words(normal)),
            "pinyin": Counter([*sounds, *pairs]),
        }


def _characters(normal: str) -> list[str]:
    found: list[str] = []
    for piece in _PIECES.findall(normal):
        if is_han(piece[0]):
            found.extend(piece)
            found.extend(piece[place : place + 2] for place in range(len(piece) - 1))
        else:
            found.append(piece)
    return found


class Rarity:
    """How much a term says: rare ones much, common ones little."""

    def __init__(self, seen: Callable[[str], int], total: int) -> None:
        """Take how to learn in how many texts a term stands, and how many texts there are."""
        self._seen = seen
        self._total = total
        self._known: dict[str, float] = {}

    def __getitem__(self, term: str) -> float:
        """The weight of a term, never below zero."""
        if term not in self._known:
            seen = self._seen(term)
            self._known[term] = math.log(1 + (self._total - seen + 0.5) / (seen + 0.5))
        return self._known[term]


def overlap(ours: Counter[str], theirs: Counter[str], rarity: Rarity) -> tuple[float, float]:
    """The share of our terms that they have, and of theirs that we have; rare ones weigh more."""
    common = sum(min(count, theirs[t]) * rarity[t] for t, count in ours.items() if t in theirs)
    if not common:
        return 0.0, 0.0
    mine = sum(count * rarity[term] for term, count in ours.items())
    other = sum(count * rarity[term] for term, count in theirs.items())
    return common / mine, common / other


class Coverage:
    """How much of a query an article speaks of anywhere, in whichever of its wordings."""

    _LOOKED_AT: Final = ("words", "characters")

    def __init__(self, wordings: Iterable[tuple[int, Terms]]) -> None:
        """Gather the terms of each article, given as its number and the terms of a wording."""
        self._terms: dict[int, dict[str, set[str]]] = {}
        for article, terms in wordings:
            known = self._terms.setdefault(article, {kind: set() for kind in self._LOOKED_AT})
            for kind, gathered in known.items():
                gathered.update(terms[kind])
        self._rarity = {kind: self._rarity_of(kind) for kind in self._LOOKED_AT}

    def _rarity_of(self, kind: str) -> Rarity:
        seen = Counter(term for known in self._terms.values() for term in known[kind])
        return Rarity(lambda term: seen[term], len(self._terms))

    def of(self, article: int, query: Terms) -> float:
        """The share of the query that the article covers, 0 to 1."""
        shares = []
        for kind, rarity in self._rarity.items():
            known = self._terms[article][kind]
            total = sum(rarity[term] for term in query[kind])
            here = sum(rarity[term] for term in query[kind] if term in known)
            shares.append(here / total if total else 0.0)
        return sum(shares) / len(shares)
