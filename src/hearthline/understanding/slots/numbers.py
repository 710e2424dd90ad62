"""Account numbers, telephone numbers, temperatures and scores."""

import re
from typing import Final

from hearthline.kernel.text import number_of
from hearthline.understanding.model import Span

_SPOKEN: Final = "零〇一二三四五六七八九两幺"
_CHINESE: Final = "零〇一二三四五六七八九两十百点"
NUMERAL: Final = rf"(?:\d+(?:\.\d+)?|[{_CHINESE}]+)"
_DIGIT: Final = rf"[\d{_SPOKEN}]"

_ACCOUNT_NAMED: Final = re.compile(
    rf"(?:户号|户头|编号|帐号|账号|account)(?:是|为|:|number|no\.?|\s)*"
    rf"(?P<no>{_DIGIT}(?:[\s-]?{_DIGIT}){{5,15}})(?!{_DIGIT})"
)
_ACCOUNT_BARE: Final = re.compile(
    rf"(?<!{_DIGIT})(?P<no>{_DIGIT}(?:[ -]?{_DIGIT}){{7,13}})(?!{_DIGIT})"
)
_PHONE: Final = re.compile(
    rf"(?<!{_DIGIT})(?:\+?86[ -]?)?(?P<no>[1一幺](?:[ -]?{_DIGIT}){{10}})(?!{_DIGIT})"
)
_LANDLINE: Final = re.compile(r"(?<!\d)(?P<no>0\d{2,3}[ -]?\d{7,8})(?!\d)")
_MOBILE: Final = re.compile(r"1[3-9]\d{9}")

_DEGREES: Final = "(?:摄氏)?(?:度|°c|°|c(?![a-z])| ?degrees?(?: celsius)?)"
_TEMPERATURE: Final = re.compile(
    rf"(?P<minus>零下|负|"
    rf"-)?(?P<value>{NUMERAL})\s*(?P<unit>{_DEGREES})(?P<half>半)?(?P<digit>[\d一二三四五六七八九](?![\d一二三四五六七八九点]))?"
)
_TEMPERATURE_NAMED: Final = re.compile(
    rf"(?:温度|室温|屋里|屋内|家里|室内)(?:是|为|只有|才|就|大概|差不多|现在|测了|:|\s)*"
    rf"(?P<minus>零下|负|-)?(?P<value>{NUMERAL})(?P<half>半)?(?!\s*(?:平|㎡|m2|个|天|"
    rf"次|号|栋|楼|层|口|月|年|点|块|元|小时))"
)
_TEMPERATURE_BARE: Final = re.compile(
    rf"(?:大概|大约|差不多|只有|才|就|也就|现在|不到|约|有|是|得有|\s)*(?P<minus>零下|"
    rf"负|-)?(?P<value>{NUMERAL})(?P<half>半)?"
    r"(?:左右|吧|多|呢|的样子|[。.,，!\s])*\Z"
)
_COLDEST, _WARMEST = -30.0, 45.0
_UNSURE: Final = re.compile(r"大概|大约|差不多|左右|不到|约|多|估计")

_SCORE_WORDS: Final = (
    (
        1,
        r"(?:非常|很|特别|太|极其|十分)(?:不满意|差|糟)|(?:最|太)差|差评|very (?:bad|unsatisfied|"
        r"dissatisfied)|terrible",
    ),
    (2, r"不(?:太|怎么|大|是很)?满意|不好|不行|较差|比较差|bad|unsatisfied|dissatisfied"),
    (
        5,
        r"(?:非常|很|特别|十分|超级?|太)(?:满意|好)|满分|完美|好评|very (?:good|"
        r"satisfied)|excellent|perfect",
    ),
    (3, r"一般|还行|凑合|马马虎虎|中等|(?:比较|还算)?普通|okay|so-so|average"),
    (4, r"满意|挺好|不错|可以|还好|好|good|satisfied"),
)
_SCORES: Final = tuple((score, re.compile(pattern)) for score, pattern in _SCORE_WORDS)
_SCORE_NUMBER: Final = re.compile(
    r"(?<![\d.一二三四五六七八九十])(?P<value>[1-5一二三四五])(?:颗)?(?:分|星|stars?|points?|"
    r"\s*/\s*5)?(?![\d.十百一二三四五六七八九楼栋号天度般])"
)


def account_no_in(text: str) -> Span | None:
    """An account number: named as one, or 8 to 14 digits that are no mobile number."""
    named = _ACCOUNT_NAMED.search(text)
    if named is not None:
        return _digits(named)
    for found in _ACCOUNT_BARE.finditer(text):
        if not _MOBILE.fullmatch(_plain(found["no"])):
            return _digits(found)
    return None


def phone_in(text: str) -> Span | None:
    """A mainland mobile number, or a landline with its area code."""
    for found in _PHONE.finditer(text):
        if _MOBILE.fullmatch(_plain(found["no"])):
            return _digits(found)
    found_line = _LANDLINE.search(text)
    return None if found_line is None else _digits(found_line)


def temperature_in(text: str) -> Span | None:
    """Degrees Celsius of a room, as a float; numbers of other things are refused."""
    for pattern in (_TEMPERATURE, _TEMPERATURE_NAMED):
        for found in pattern.finditer(text):
            span = _temperature(found, text)
            if span is not None:
                return span
    bare = _TEMPERATURE_BARE.match(text)
    return None if bare is None else _temperature(bare, text)


def _temperature(found: re.Match[str], text: str) -> Span | None:
    value, is_round = _degrees(found["value"])
    if value is None:
        return None
    groups = found.groupdict()
    if groups.get("half"):
        value += 0.5
    elif groups.get("digit"):
        value += (number_of(groups["digit"]) or 0) / 10
    if groups["minus"]:
        value = -value
    if not _COLDEST <= value <= _WARMEST:
        return None
    is_certain = not is_round and not _UNSURE.search(
        text[max(0, found.start() - 3) : found.end() + 2]
    )
    return Span(found.start(), found.end(), found[0], value, is_certain)


def _degrees(numeral: str) -> tuple[float | None, bool]:
    """The number, and whether two neighbouring digits (十五六) made it a rough one."""
    rough = re.fullmatch(r"(.*十)([一二三四五六七八])([二三四五六七八九])", numeral)
    if rough is not None:
        return number_of(rough[1] + rough[2]), True
    return number_of(numeral), False


def score_in(text: str) -> Span | None:
    """A score from 1 to 5, said as a number, stars, or in words."""
    number = _SCORE_NUMBER.search(text)
    if number is not None and len(text) <= 12:
        return Span(number.start(), number.end(), number[0], int(number_of(number["value"]) or 0))
    for score, pattern in _SCORES:
        found = pattern.search(text)
        if found is not None:
            return Span(found.start(), found.end(), found[0], score)
    return None


def _plain(text: str) -> str:
    return "".join(
        char if char.isdigit() else str(int(number_of(char) or 0))
        for char in text
        if char not in " -"
    )


def _digits(found: re.Match[str]) -> Span:
    return Span(found.start("no"), found.end("no"), found["no"], _plain(found["no"]))
