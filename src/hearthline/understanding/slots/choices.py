"""Which of several options is meant: by number, letter, place in the row, label, or likeness."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final

from hearthline.kernel.text import number_of
from hearthline.platform.language import is_han, syllables
from hearthline.understanding.model import Span

NONE_OF_THESE: Final = -1
_LONGEST_ANSWER: Final = 14
_LONGEST_READ: Final = 200
_ALIKE: Final = 0.75
_LEAD: Final = 0.15

_WANTING: Final = re.compile(r"\A(?:我)?(?:是)?(?:想要?|要|选择?|问的是|说的是|就|办){0,4}")
_THAT_ONE: Final = re.compile(r"(?:[那这](?:一)?)?(?:套|户|边|家|处)(?:房子|房)?(?:的)?\Z")
_ORDINAL: Final = re.compile(
    r"(?:选|第|要|就|option|number|no\.?)?\s?(?P<number>\d{1,2}|[一二三四五六七八九十两]|"
    r"[a-h](?![a-z]))\s?(?:个|项|条|号|种|吧|\.|、|。|的|,|，|这个|那个){0,3}\s?(?:吧|的)?\s?\Z"
)
_NUMBERED: Final = re.compile(
    r"第(?P<number>[一二三四五六七八九十1-9])(?:个|项|条|种|样|套|户|处|家|间)"
)
_PLACES: Final = (
    (-2, re.compile(r"倒数第二")),
    (
        -1,
        re.compile(r"最后(?:一|那|面)?(?:那)?个?|(?:后|下)面?(?:的)?(?:那|一)个|末尾那个|\blast\b"),
    ),
    (0, re.compile(r"头一个|(?:前|上)面?(?:的)?(?:那|一)个|最前面|\bfirst\b")),
    (1, re.compile(r"\bsecond\b")),
    (2, re.compile(r"\bthird\b")),
)
_MIDDLE: Final = re.compile(r"中间(?:那|的)?(?:一)?个?|middle")
_NONE: Final = re.compile(
    r"(?:都|全|哪个都|一个都)不(?:是|对|要|选|行)|以上都不|没有一个|没一个|不在里面|都没有|none|"
    r"neither"
)


def choice_in(text: str, options: Sequence[str]) -> Span | None:
    """Which of the options is meant; likeness alone is unsure."""
    if not text or not options:
        return None
    none = _NONE.search(text)
    if none is not None:
        return Span(none.start(), none.end(), none[0], NONE_OF_THESE)
    for reader in (_labelled, _placed, _numbered, _alike):
        span = reader(text, options)
        if span is not None:
            return span
    return None


def _labelled(text: str, options: Sequence[str]) -> Span | None:
    bare = _bare(text)
    for place, option in enumerate(options):
        if option and bare == option:
            return _span_of(bare, text, place)
    inside = [(place, option) for place, option in enumerate(options) if option and option in text]
    if inside:
        place, option = max(inside, key=lambda pair: len(pair[1]))
        start = text.index(option)
        return Span(start, start + len(option), option, place)
    around = [place for place, option in enumerate(options) if len(bare) >= 2 and bare in option]
    return _span_of(bare, text, around[0]) if len(around) == 1 else None


def _bare(text: str) -> str:
    return _THAT_ONE.sub("", _WANTING.sub("", text).rstrip("。.!！ 吧的呢"))


def _span_of(words: str, text: str, place: int) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words, place)


def _placed(text: str, options: Sequence[str]) -> Span | None:
    if len(text) > _LONGEST_ANSWER * 2:
        return None
    count = len(options)
    middle = _MIDDLE.search(text)
    if middle is not None and count == 3:
        return Span(middle.start(), middle.end(), middle[0], 1)
    for place, pattern in _PLACES:
        found = pattern.search(text)
        if found is not None and -count <= place < count:
            return Span(found.start(), found.end(), found[0], place % count)
    return None


def _numbered(text: str, options: Sequence[str]) -> Span | None:
    ordinal = _ORDINAL.search(text) if len(text) <= _LONGEST_ANSWER else None
    found = ordinal or (_NUMBERED.search(text) if len(text) <= _LONGEST_ANSWER * 2 else None)
    if found is None:
        return None
    said = found["number"]
    number = ord(said) - ord("a") + 1 if said.isalpha() and said.isascii() else number_of(said)
    if number is None or not 1 <= number <= len(options):
        return None
    return Span(found.start(), found.end(), found[0], int(number) - 1)


def _alike(text: str, options: Sequence[str]) -> Span | None:
    """The one label that sounds or looks nearly the same: 查停惹 for 查停热."""
    bare = _bare(text)
    if not 2 <= len(bare) <= _LONGEST_ANSWER:
        return None
    sounds = _sounds(bare)
    scores = sorted(
        (
            (SequenceMatcher(None, sounds, _sounds(option)).ratio(), place)
            for place, option in enumerate(options)
            if option and len(option) <= _LONGEST_READ
        ),
        reverse=True,
    )
    if not scores or scores[0][0] < _ALIKE:
        return None
    if len(scores) > 1 and scores[0][0] - scores[1][0] < _LEAD:
        return None
    start = text.index(bare)
    return Span(start, start + len(bare), bare, scores[0][1], is_certain=False)


def _sounds(text: str) -> list[str]:
    if any(is_han(char) for char in text):
        return syllables(text)
    return list(text)
