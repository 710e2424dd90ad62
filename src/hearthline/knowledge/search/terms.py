"""A text as the search sees it: characters, words, pairs of syllables, single syllables."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from hearthline.knowledge.search.spelling import spelled
from hearthline.platform.language import Segmenter, is_han, matching_form, syllables

# What is recalled by; `syllables` only tell how alike two texts sound.
CHANNELS: Final = ("characters", "words", "pinyin")
SYLLABLES: Final = "syllables"
_HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_PIECES: Final = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")
_PARTICLES: Final = "吗呢吧啊呀么"
_LONGEST_QUERY: Final = 200
_REMEMBERED: Final = 20_000
_SIGNS_REMEMBERED: Final = 30_000

Terms = Mapping[str, Counter[str]]


def bare(form: str) -> str:
    """Only the characters and words of a text in its form, to tell whether two say the same."""
    bare = " ".join(_PIECES.findall(form))
    return bare.rstrip(_PARTICLES) or bare


def runs(form: str) -> list[tuple[str, bool]]:
    """Runs of Chinese characters, and other words; whether a run is Chinese."""
    return [(piece, _is_chinese(piece[0])) for piece in _PIECES.findall(form)]


@lru_cache(maxsize=_SIGNS_REMEMBERED)
def _is_chinese(sign: str) -> bool:
    return is_han(sign)


def signs(form: str) -> list[str]:
    """Chinese characters one by one, other words whole."""
    found: list[str] = []
    for run, is_chinese in runs(form):
        found.extend(run if is_chinese else (run,))
    return found


def sounds(form: str) -> list[str]:
    """Its syllables, those spelled in letters too, and other words whole."""
    found: list[str] = []
    for run, is_chinese in runs(form):
        found.extend(map(sound, run) if is_chinese else spelled(run) or (run,))
    return found


@lru_cache(maxsize=_SIGNS_REMEMBERED)
def sound(sign: str) -> str:
    """The syllable of one Chinese character."""
    return syllables(sign)[0]


@dataclass(frozen=True, slots=True)
class Cut:
    """A text in its form, and the terms of each channel in order."""

    form: str
    terms: Mapping[str, list[str]]

    def counted(self) -> Terms:
        """How often each term stands in it."""
        return {channel: Counter(terms) for channel, terms in self.terms.items()}


class TermReader:
    """Cuts texts into terms for each channel, and remembers the texts it met lately.

    A protected word is one term, and nothing inside it is taken for a slip.
    """

    def __init__(
        self, segmenter: Segmenter, *, protected: Iterable[str] = (), named: str = ""
    ) -> None:
        """Take the segmenter that knows the words of the trade, and words to leave whole.

        `named` tells segmenters apart: an index is of use only to the one that cut it.
        """
        self._segmenter = segmenter
        self._named = named
        self.protected = tuple(sorted({word.strip() for word in protected} - {""}))
        longest_first = sorted(self.protected, key=len, reverse=True)
        self._kept = re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE)
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._read)

    @property
    def fingerprint(self) -> str:
        """The same for the same way of cutting texts."""
        said = "\n".join((self._named, *self.protected))
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    def guarding(self, protected: Iterable[str]) -> "TermReader":
        """The same with other protected words; itself when they are its own."""
        other = TermReader(self._segmenter, protected=protected, named=self._named)
        return self if other.protected == self.protected else other

    def read(self, text: str) -> Terms:
        """The terms of a text, counted; the same object for the same text."""
        return self._remembered(text)

    def query(self, text: str) -> Terms:
        """The terms of a customer's words, of which only the first part counts."""
        return self._read(text[:_LONGEST_QUERY])

    def form(self, text: str) -> str:
        """The text as it is compared: its matching form, protected words as they stand."""
        return " ".join(part for part, _ in self._parts(text))

    def cut(self, text: str) -> Cut:
        """The form of a text and its terms, to be put into the index."""
        return self._cut(self._parts(text))

    def _read(self, text: str) -> Terms:
        return self.cut(text).counted()

    def _parts(self, text: str) -> list[tuple[str, bool]]:
        """Runs of the text, and whether each is a protected word."""
        if not self.protected:
            return [(matching_form(text), False)]
        parts: list[tuple[str, bool]] = []
        end = 0
        for found in self._kept.finditer(text):
            parts.append((matching_form(text[end : found.start()]), False))
            parts.append((found[0].lower(), True))
            end = found.end()
        parts.append((matching_form(text[end:]), False))
        return [(part, is_kept) for part, is_kept in parts if part]

    def _cut(self, parts: Sequence[tuple[str, bool]]) -> Cut:
        words: list[str] = []
        heard: list[str] = []
        looks: list[str] = []
        for part, is_kept in parts:
            looks += signs(part)
            heard += sounds(part)
            if is_kept:
                words.append(part)
            else:
                # Parted where Chinese meets letters, which the segmenter leaves together.
                words += self._segmenter.search_words(" ".join(_PIECES.findall(part)))
        terms = {
            "characters": looks,
            "words": words,
            "pinyin": [f"{one}_{two}" for one, two in pairwise(heard)],
            SYLLABLES: heard,
        }
        return Cut(" ".join(part for part, _ in parts), terms)
