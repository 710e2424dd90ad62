"""Pure text: one normal form to match by, soundness of what came in, numerals of speech.

The normal form is for matching and never for showing: what a customer wrote is kept as it was.
"""

import re
import unicodedata
from typing import Final

_PASSES: Final = 4
_LONGEST_NUMERAL: Final = 24
_MARKS_KEPT: Final = 2
_SPACES: Final = re.compile(r"\s+")
_HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SPACE_IN_HAN: Final = re.compile(rf"(?<=[{_HAN}]) (?=[{_HAN}])")
# Most of what people type needs no more than its width and case folded.
_FULL_WIDTH: Final = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_CAPITALS: Final = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_QUICK: Final = {wide: _CAPITALS.get(code, code) for wide, code in _FULL_WIDTH.items()} | _CAPITALS
_ORDINARY: Final = re.compile(r"[ -~、。《》「」\u4e00-\u9fff]*")
_SCRIPTS_WITHOUT_MARKS: Final = ("LATIN", "CJK", "DIGIT", "CYRILLIC", "GREEK")

_DIGITS: Final = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "俩": 2,
    "幺": 1,
    "壹": 1,
    "贰": 2,
    "叁": 3,
    "肆": 4,
    "伍": 5,
    "陆": 6,
    "柒": 7,
    "捌": 8,
    "玖": 9,
}
_UNITS: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_GROUPS: Final = {"万": 10_000, "亿": 100_000_000}
NUMERAL: Final = "零〇一二三四五六七八九两俩幺壹贰叁肆伍陆柒捌玖十拾百佰千仟万亿"
_WRITTEN: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_MIXED: Final = re.compile(
    rf"(?P<head>[0-9]+(?:\.[0-9]+)?)(?P<unit>[百千万亿])(?P<tail>[0-9{NUMERAL}]*)"
)
_NUMERAL_RUN: Final = re.compile(rf"[{NUMERAL}]+(?:点[零〇一二三四五六七八九两]+)?")


def normalise(text: str) -> str:
    """One form for all ways of writing the same: width, case, marks, invisible signs, spaces."""
    quick = text.translate(_QUICK)
    if _ORDINARY.fullmatch(quick):
        return _spaced(quick)
    for _ in range(_PASSES):
        folded = _normalised_once(text)
        if folded == text:
            return folded
        text = folded
    return text


def _normalised_once(text: str) -> str:
    visible = "".join(_visible(char) for char in unicodedata.normalize("NFKC", text))
    folded = unicodedata.normalize("NFKC", visible.casefold())
    return _spaced(_without_piled_marks(folded))


def _spaced(text: str) -> str:
    return _SPACE_IN_HAN.sub("", _SPACES.sub(" ", text).strip())


def _visible(char: str) -> str:
    if char.isascii() and char.isprintable():
        return char
    if char.isspace():
        return " "
    if "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef":
        return ""
    return "" if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co"} else char


def _without_piled_marks(text: str) -> str:
    """Drop marks no written language puts there (zalgo); keep those that scripts need."""
    kept: list[str] = []
    allowed = piled = 0
    for char in text:
        if unicodedata.category(char) not in {"Mn", "Me"}:
            piled = 0
            allowed = 0 if _takes_no_marks(char) else _MARKS_KEPT
            kept.append(char)
            continue
        piled += 1
        if piled <= allowed:
            kept.append(char)
    return "".join(kept)


def _takes_no_marks(char: str) -> bool:
    return not char.isalpha() or unicodedata.name(char, "").startswith(_SCRIPTS_WITHOUT_MARKS)


def code_points(text: str) -> int:
    """The length that limits are given in: code points, not bytes or UTF-16 units."""
    return len(text)


def unsound(text: str) -> str | None:
    """Why a text cannot be stored, `"nul"` or `"surrogate"`, or None when it can."""
    if "\x00" in text:
        return "nul"
    if any("\ud800" <= char <= "\udfff" for char in text):
        return "surrogate"
    return None


def number_of(numeral: str) -> float | None:
    """The number a whole numeral stands for: 十五, 五零一, 两千五, 1万2, 十五点五; else None."""
    if len(numeral) > _LONGEST_NUMERAL:
        return None
    if _WRITTEN.fullmatch(numeral):
        return float(numeral)
    mixed = _MIXED.fullmatch(numeral)
    if mixed is not None:
        return _mixed(mixed)
    whole, point, fraction = numeral.partition("点")
    value = _whole_of(whole)
    if value is None or not point:
        return None if value is None or point else float(value)
    digits = [_DIGITS.get(char) for char in fraction]
    if not digits or None in digits:
        return None
    return float(f"{value}." + "".join(str(digit) for digit in digits))


def _mixed(found: re.Match[str]) -> float | None:
    """Digits before a unit of Chinese: 1万, 1.5万, 3千5, 2百."""
    unit = _UNITS.get(found["unit"]) or _GROUPS[found["unit"]]
    tail = number_of(found["tail"]) if found["tail"] else 0.0
    if tail is None:
        return None
    is_short = found["tail"] and len(found["tail"]) == 1 and unit >= 100
    return float(found["head"]) * unit + tail * (unit // 10 if is_short else 1)


def _whole_of(numeral: str) -> int | None:
    if not numeral or any(char not in NUMERAL for char in numeral):
        return None
    if all(char in _DIGITS for char in numeral):
        return int("".join(str(_DIGITS[char]) for char in numeral))
    return _counted(numeral)


def _counted(numeral: str) -> int:
    """A numeral with units in it; a last digit without a unit takes the next lower one: 两千五."""
    total = section = digit = 0
    unit = 1
    for char in numeral:
        if char in _DIGITS:
            digit = digit * 10 + _DIGITS[char] if digit else _DIGITS[char]
            unit = 1 if _DIGITS[char] == 0 else unit
        elif char in _UNITS:
            unit = _UNITS[char]
            section += (digit or 1) * unit
            digit = 0
        else:
            unit = _GROUPS[char]
            total = (total + section + digit) * unit
            section = digit = 0
    if digit and unit >= 100:
        digit *= unit // 10
    return total + section + digit


def with_digits(text: str) -> str:
    """The same text with each Chinese numeral written in digits: 三栋二单元五零一 → 3栋2单元501."""
    return _NUMERAL_RUN.sub(lambda found: _written(found[0]), text)


def _written(numeral: str) -> str:
    if all(char in _DIGITS for char in numeral):
        return "".join(str(_DIGITS[char]) for char in numeral)
    value = number_of(numeral)
    return numeral if value is None else f"{value:.15g}"
