"""Words and sounds of Chinese: segmentation with a user dictionary, pinyin, n-grams.

Technology only: the words of a trade are data and are handed in.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

import rjieba
from pypinyin import Style, pinyin

_TAUGHT_FREQUENCY: Final = 20_000
_HAN: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
_PIECES: Final = re.compile(
    "[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]+|[^\\W_]+(?:['.][^\\W_]+)*"
)


def is_han(char: str) -> bool:
    """Whether this is a Chinese character."""
    return _HAN.match(char) is not None


class Segmenter:
    """Cuts text into words; immutable once made, safe to share between threads."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        """Take the words of the trade, which win over the general dictionary."""
        self._jieba = rjieba.Jieba()
        for word in words:
            self._jieba.add_word(word, _TAUGHT_FREQUENCY, "n")

    def words(self, text: str) -> list[str]:
        """The words of a text in matching form, in order, without punctuation."""
        found: list[str] = []
        for piece in _PIECES.findall(text):
            if is_han(piece[0]):
                found.extend(self._jieba.cut(piece))
            else:
                found.append(piece)
        return found

    def search_words(self, text: str) -> list[str]:
        """The words, and the shorter words inside long ones, as a search index wants them."""
        found: list[str] = []
        for piece in _PIECES.findall(text):
            if is_han(piece[0]):
                found.extend(self._jieba.cut_for_search(piece))
            else:
                found.append(piece)
        return found


def syllables(text: str) -> list[str]:
    """Toneless pinyin of the Chinese characters of a text, one syllable a character."""
    return [_syllable(char) for char in text if is_han(char)]


@lru_cache(maxsize=20_000)
def _syllable(char: str) -> str:
    sounds = pinyin(char, style=Style.NORMAL, heteronym=False, errors="ignore")
    return str(sounds[0][0]) if sounds else char


def initials(text: str) -> str:
    """The first letters by which a Chinese title is typed: `不热报修 A1` → `brbxa1`."""
    letters = (_syllable(char)[:1] if is_han(char) else char.casefold() for char in text)
    return "".join(letter for letter in letters if letter.isalnum())


def grams(items: Sequence[str], shortest: int, longest: int) -> list[str]:
    """All runs of `shortest` to `longest` items, each joined by a space."""
    return [
        " ".join(items[start : start + size])
        for size in range(shortest, longest + 1)
        for start in range(len(items) - size + 1)
    ]
