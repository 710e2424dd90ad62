"""Numbers as they are said and written, for the readers of this folder.

Every repetition is bounded and every class is plain, so no text can make a reader slow.
"""

import re
from typing import Final

from hearthline.kernel.text import number_of
from hearthline.understanding.model import Span

SPOKEN: Final = "零〇一二三四五六七八九两幺"
DIGIT: Final = rf"[0-9{SPOKEN}]"
_HAN: Final = "[零〇一二三四五六七八九两俩十百千万]"
ARABIC: Final = (
    rf"[0-9]{{1,9}}(?:,[0-9]{{3}}){{0,3}}(?:\.[0-9]{{1,4}})?(?:[百千万](?:{_HAN}|[0-9]){{0,6}})?"
)
NUMBER: Final = rf"(?:{ARABIC}|{_HAN}{{1,16}}(?:点[零〇一二三四五六七八九]{{1,6}})?)"
COUNT: Final = r"(?:[0-9]{1,4}|[零〇一二三四五六七八九两俩十百]{1,5})"

# Words around an answer that is otherwise a bare value.
LEAD: Final = (
    r"\A[嗯呃啊哦好的那个就是为我家们大概约差不多应该填写报给来有交充值开在到:,，。、\s]{0,12}"
)
TAIL: Final = r"(?:左右|上下)?[吧啊呀呢哦嘛了的谢样子多~。.,，!！\s]{0,8}\Z"

UNSURE: Final = re.compile(
    r"大概|大约|差不多|左右|不到|约|多|估计|好像|可能|应该|上下|(?<=[十百千])来|about|around"
)
_UNITS_ALONE: Final = frozenset("百千万")
_ROUGH_TENS: Final = re.compile(
    r"(?P<head>.{0,4}十)(?P<low>[一二三四五六七八])(?P<high>[二三四五六七八九])"
)
_ROUGH_DIGITS: Final = re.compile("[一二三四五六七八两][二三四五六七八九]")
_ROUGH_PAIR: Final = re.compile(
    r"(?P<low>[一二三四五六七八])(?P<high>[二三四五六七八九])(?P<unit>[十百千万])"
)


def value_of(said: str) -> tuple[float | None, bool]:
    """The number, and whether it was given roughly: 十五六, 二三十, 五六."""
    plain = said.replace(",", "")
    if plain in _UNITS_ALONE:
        return None, False
    rough = _ROUGH_TENS.fullmatch(plain)
    if rough is not None:
        return number_of(rough["head"] + rough["low"]), True
    pair = _ROUGH_PAIR.fullmatch(plain)
    if pair is not None and pair["low"] < pair["high"]:
        return number_of(pair["low"] + pair["unit"]), True
    if _ROUGH_DIGITS.fullmatch(plain) and number_of(plain[0]) == (number_of(plain[1]) or 0) - 1:
        return number_of(plain[0]), True
    return number_of(plain), False


def is_unsure(text: str, start: int, end: int) -> bool:
    """Whether words beside a value say that it is not exact."""
    return UNSURE.search(text[max(0, start - 4) : end + 2]) is not None


def digits_of(said: str) -> str:
    """Spoken and written digits as digits; everything that separates them is dropped."""
    kept = []
    for char in said:
        if char.isascii():
            if char.isdigit():
                kept.append(char)
            continue
        value = number_of(char)
        if value is not None and value < 10:
            kept.append(str(int(value)))
    return "".join(kept)


def span_of(
    found: re.Match[str], value: object, *, group: str = "", is_certain: bool = True
) -> Span:
    """A span of a match, or of one of its groups."""
    place = group or 0
    return Span(found.start(place), found.end(place), found[place], value, is_certain)
