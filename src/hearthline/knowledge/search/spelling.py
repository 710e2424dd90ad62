"""Pinyin as people type it: whole syllables in letters, or only the first letters."""

import re
from functools import lru_cache
from typing import Final

from hearthline.platform.language import is_han, syllables

_START: Final = "zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]"
_REST: Final = (
    "iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ao|an|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|"
    "uo|ve|a|e|i|o|u|v"
)
_SYLLABLE: Final = re.compile(f"(?:{_START})(?:{_REST})|an|ang|ai|ao|en|er|ou|a|e|o")
_SPELLED: Final = re.compile(f"(?:{_SYLLABLE.pattern})+")
_FEWEST_LETTERS: Final = 4
_LETTERS: Final = re.compile(r"[a-z]{2,12}")
_SIGN: Final = re.compile(r"[a-z0-9]")


def spelled(word: str) -> list[str]:
    """The syllables that letters spell: nuanqi is nuan qi; nothing when they spell none."""
    if len(word) < _FEWEST_LETTERS or not word.isascii() or not _SPELLED.fullmatch(word):
        return []
    return _split(word) or []


def _split(word: str) -> list[str] | None:
    """Longest syllables first, going back where the rest would not come out even."""
    if not word:
        return []
    for size in range(min(6, len(word)), 0, -1):
        if _SYLLABLE.fullmatch(word[:size]):
            rest = _split(word[size:])
            if rest is not None:
                return [word[:size], *rest]
    return None


def looks_like_initials(text: str) -> bool:
    """Whether this is a run of letters that spells no syllables, as nqbr is."""
    word = text.strip().lower()
    return bool(_LETTERS.fullmatch(word)) and not spelled(word)


def initials(text: str) -> str:
    """The first letters as one types them: 暖气不热 is nqbr."""
    return "".join(map(_initial, text.lower()))


@lru_cache(maxsize=30_000)
def _initial(sign: str) -> str:
    if is_han(sign):
        return syllables(sign)[0][:1]
    return sign if _SIGN.match(sign) else ""
