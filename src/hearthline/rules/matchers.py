"""What a turn's text may have in it: each matcher gives the places, or None when it does not fit.

They work on the matching form, so width, case and traditional characters make no difference.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final, Protocol, TypeAlias

from hearthline.kernel.text import NUMERAL, number_of
from hearthline.rules.keywords import Found
from hearthline.rules.model import Turn
from hearthline.rules.similarity import Meaning, Phrases
from hearthline.rules.sounds import places_of

Spans: TypeAlias = tuple[tuple[int, int], ...]

PATTERNS: Final[Mapping[str, str]] = {
    "phone": r"(?<!\d)1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)|(?<!\d)0\d{2,3}-\d{7,8}(?!\d)",
    "id_card": r"(?<![\da-z])\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dx]"
    r"(?![\da-z])",
    "bank_card": r"(?<!\d)(?:\d[ -]?){15,18}\d(?!\d)",
    "long_digits": r"(?<!\d)(?:\d[ -]?){14,}\d(?!\d)",
    "account_no": r"(?<!\d)\d{8,13}(?!\d)",
    "money": r"\d+(?:\.\d+)?\s*(?:元|块钱?|万元?|角)|[零一二三四五六七八九十百千万两]+(?:元|块钱)",
    "percent": r"\d+(?:\.\d+)?\s*%|百分之[零一二三四五六七八九十百两\d]+",
    "degrees": r"\d+(?:\.\d+)?\s*(?:度|℃)|[一二三四五六七八九十]+(?:点[一二三四五六七八九])?度",
    "moment": r"\d{1,2}\s*[点时:](?!\d{3})(?:\d{1,2}分?|半)?|"
    r"[一二三四五六七八九十两]+点(?:半|钟|前|左右)?",
    "duration": r"(?:\d+|[一二三四五六七八九十两半几]+)(?:个半?)?"
    r"\s*(?:分钟|小时|钟头|工作日|天|周|星期|月)",
    "email": r"[\w.+-]+@[\w-]+\.[\w.]+",
    "unit_room": r"\d+(?:号楼|栋|幢|#)[^,，。]{0,6}?\d*(?:单元)?[^,，。]{0,4}?\d{3,4}室?",
}
_REMEMBERED: Final = 2000
_NUMBER: Final = re.compile(rf"\d+(?:\.\d+)?|[{NUMERAL}]+(?:点[{NUMERAL}]+)?")


@dataclass(frozen=True, slots=True)
class Look:
    """A turn with its matching form, and the keywords of all rules that were found in it."""

    turn: Turn
    form: str
    found: Found


class Matcher(Protocol):
    """Something that a text may have in it."""

    @property
    def words(self) -> Iterable[str]:
        """The keywords that must be looked up for it."""
        ...

    @property
    def heads(self) -> Iterable[str] | None:
        """Keywords one of which must be there for it to fit; None when it needs none."""
        ...

    def places(self, look: Look) -> Spans | None:
        """Where it is in the text, or None."""
        ...


def _spans(found: Found, words: Iterable[str]) -> list[tuple[int, int]]:
    return [(start, start + len(word)) for word in words for start in found.get(word, ())]


@dataclass(frozen=True, slots=True)
class Keywords:
    """So many different ones of these words; with `times`, so often in all."""

    words: tuple[str, ...]
    different: int = 1
    times: int = 1

    @property
    def heads(self) -> tuple[str, ...]:
        """Any of them."""
        return self.words

    def places(self, look: Look) -> Spans | None:
        """Where they are."""
        there = [word for word in self.words if word in look.found]
        spans = _spans(look.found, there)
        is_enough = len(there) >= self.different and len(spans) >= self.times
        return tuple(sorted(spans)) if is_enough else None


@dataclass(frozen=True, slots=True)
class NoKeyword:
    """None of these words."""

    words: tuple[str, ...]

    @property
    def heads(self) -> None:
        """It needs none."""
        return

    def places(self, look: Look) -> Spans | None:
        """Nowhere, which is well, or None."""
        return None if any(word in look.found for word in self.words) else ()


@dataclass(frozen=True, slots=True)
class Near:
    """A word of the first list with one of the second at most so many characters away.

    With `is_denied` the other way round: a word of the first without one of the second close by.
    """

    words_here: tuple[str, ...]
    words_there: tuple[str, ...]
    within: int = 10
    is_denied: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """Both lists."""
        return self.words_here + self.words_there

    @property
    def heads(self) -> tuple[str, ...]:
        """The first list."""
        return self.words_here

    def places(self, look: Look) -> Spans | None:
        """Where they are."""
        there = _spans(look.found, self.words_there)
        kept: list[tuple[int, int]] = []
        for start, end in _spans(look.found, self.words_here):
            close = [
                span
                for span in there
                if span != (start, end)
                and span[0] - end <= self.within
                and start - span[1] <= self.within
            ]
            if self.is_denied != bool(close):
                kept += [(start, end), *([] if self.is_denied else close)]
        return tuple(sorted(set(kept))) or None


@dataclass(frozen=True)
class Regex:
    """A regular expression, and one that takes a match back when it covers or touches it."""

    pattern: str
    exclude: str = ""

    words: tuple[str, ...] = ()
    heads: None = None

    @cached_property
    def _compiled(self) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
        return re.compile(self.pattern), re.compile(self.exclude) if self.exclude else None

    def places(self, look: Look) -> Spans | None:
        """Where it matches."""
        pattern, exclude = self._compiled
        found = [one.span() for one in pattern.finditer(look.form)]
        if found and exclude is not None:
            out = [one.span() for one in exclude.finditer(look.form)]
            found = [(a, b) for a, b in found if not any(c < b and a < d for c, d in out)]
        return tuple(found) or None


@dataclass(frozen=True, slots=True)
class Number:
    """A number in digits or in words, between two bounds."""

    least: float = float("-inf")
    most: float = float("inf")

    words: tuple[str, ...] = ()
    heads: None = None

    def places(self, look: Look) -> Spans | None:
        """Where such numbers are."""
        found = []
        for one in _NUMBER.finditer(look.form):
            value = number_of(one[0])
            if value is not None and self.least <= value <= self.most:
                found.append(one.span())
        return tuple(found) or None


@dataclass(frozen=True, slots=True)
class Sounds:
    """Words as they sound."""

    heard: tuple[str, ...]

    words: tuple[str, ...] = ()
    heads: None = None

    def places(self, look: Look) -> Spans | None:
        """Where they are heard."""
        return tuple(places_of(look.form, self.heard)) or None


@dataclass(frozen=True)
class Similar:
    """Like one of these phrases, so much; `meaning` is an encoder, if there is one."""

    phrases: tuple[str, ...]
    least: float
    meaning: Meaning | None = None

    words: tuple[str, ...] = ()
    heads: None = None

    @cached_property
    def _nearest(self) -> Callable[[str], float]:
        """Remembers, for a conversation is looked at again with every turn."""
        return lru_cache(maxsize=_REMEMBERED)(Phrases(self.phrases, self.meaning).nearest)

    def places(self, look: Look) -> Spans | None:
        """The whole turn."""
        is_near = self._nearest(look.form) >= self.least
        return ((0, len(look.form)),) if is_near else None
