"""Measures and counts: degrees, areas, loads, people, meter readings, phases, scores."""

import re
from typing import Final

from hearthline.understanding.model import Span
from hearthline.understanding.slots.figures import (
    COUNT,
    LEAD,
    NUMBER,
    TAIL,
    is_unsure,
    span_of,
    value_of,
)

_DEGREES: Final = "(?:摄氏)?(?:度(?!电|数|过|假)|°c|°|c(?![a-z])| ?degrees?(?: celsius)?)"
_MINUS: Final = "(?P<minus>零下|负|-)?"
_POINT: Final = r"(?P<value>[0-9]{1,2}点[0-9])"
_TEMPERATURE: Final = re.compile(
    rf"{_MINUS}(?:{_POINT}|(?P<number>{NUMBER}))\s?(?:个)?{_DEGREES}(?P<half>半)?"
    r"(?P<digit>[0-9一二三四五六七八九](?![0-9一二三四五六七八九点十个天号]))?"
)
_TEMPERATURE_NAMED: Final = re.compile(
    rf"(?:温度|室温|屋里|屋内|家里|室内)(?:计|显示|是|为|只有|才|就|大概|差不多|现在|测了|测的|"
    rf"还不到|:|\s){{0,4}}"
    rf"{_MINUS}(?:{_POINT}|(?P<number>{NUMBER}))(?P<half>半)?(?!\s?(?:平|㎡|m2|个|天|"
    r"次|号|栋|楼|层|口|月|年|点|块|元|小时|户|组|人|[0-9]))"
)
_TEMPERATURE_BARE: Final = re.compile(
    rf"\A[嗯呃啊大概约差不多只有才就也现在不到是得测的显示:\s]{{0,10}}{_MINUS}(?:{_POINT}|"
    rf"(?P<number>{NUMBER}))(?P<half>半)?{TAIL}"
)
_DOZENS: Final = re.compile(rf"{_MINUS}(?P<tens>[二三]?)十(?:几|来|多)个?度(?!电)")
_ONCE: Final = re.compile("[停断不没出很有是热补多要]")
_ROOM_BEFORE: Final = re.compile(r"(?:温度?|[屋家室房]里?|零下|只有|才|就|是|负)\s?\Z|\A\s?\Z")
_USED_BEFORE: Final = re.compile(r"(?:用了?|走了?|耗了?|省了?|免费|电量|充了?|送|多了|少了)\s?\Z")
_COLDEST, _WARMEST = -30.0, 45.0

_AREA_UNIT: Final = (
    r"[来多]?\s?(?:个)?(?:平方米|平方|平米|平|㎡|m2|m²|sqm|sq\.? ?m|square met(?:er|re)s?)"
)
_AREA: Final = re.compile(rf"(?P<number>{NUMBER}){_AREA_UNIT}")
_AREA_NAMED: Final = re.compile(
    rf"(?:建筑面积|面积|房本|房产证)(?:上|写的?|是|为|有|大概|:|"
    rf"\s){{0,4}}(?P<number>{NUMBER})(?!\s?[年月日号元块])"
)
_LOAD_KILO: Final = re.compile(
    r"(?P<number>[0-9]{1,6}(?:\.[0-9]{1,3})?|"
    r"[零一二三四五六七八九两十百]{1,8}(?:点[零一二三四五六七八九]{1,3})?)"
    r"\s?个?(?:千瓦(?!时)|kw(?!h)|kva|千伏安)"
)
_LOAD_WATTS: Final = re.compile(rf"(?P<number>{NUMBER})\s?(?:瓦(?!时|斯)|w(?![a-z]))")
_PEOPLE: Final = re.compile(
    rf"(?<![第0-9])(?P<number>{COUNT})\s?(?:口人?(?![岸服罩])|个人(?![信工])|人(?![民工都家]))|"
    rf"(?:人口|人数)(?:是|为|有|:|\s){{0,3}}(?P<named>{COUNT})(?![年月天块元])|"
    r"(?P<english>[0-9]{1,2}|one|two|three|four|five|six|seven|eight|nine|ten) (?:people|persons?)"
)
_ENGLISH: Final = {
    word: place
    for place, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1
    )
}
_READING: Final = re.compile(
    rf"(?:读数|示数|表底|表数|表上|字数|走到|抄到|抄的|显示|止码|度数|reading)(?:的|数|是|为|"
    rf"写着|了|:|is|\s){{0,4}}"
    rf"(?P<number>[0-9]{{1,8}}(?:\.[0-9]{{1,3}})?|{NUMBER})(?!\s?(?:元|块|月|号|天|次))"
)
_BARE: Final = re.compile(rf"{LEAD}(?P<number>{NUMBER}){TAIL}")
_BARE_READING: Final = re.compile(
    r"\A[嗯呃是就的表上读数到:\s]{0,6}(?P<number>[0-9]{1,8}(?:\.[0-9]{1,3})?)\s?(?:度|字|千瓦时|"
    r"kwh|吨|方)?[。.\s吧啊]{0,3}\Z"
)
_THREE: Final = re.compile(r"三相|三项(?=电|表|四|的|\Z)|3相|380|动力电|three[- ]?phase|3[- ]phase")
_SINGLE: Final = re.compile(
    r"单相|单项(?=电|表|的|\Z)|1相|一相|220|民用电|家用电|照明电|single[- ]?phase"
)
_DENIED: Final = re.compile(r"(?:不是|不要|不用|非|没有|not)\s?\Z")

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
_LONGEST_SCORE: Final = 12


def temperature_in(text: str) -> Span | None:
    """Degrees Celsius of a room; 十几度 and 大概 are unsure, other numbers are refused."""
    dozens = _DOZENS.search(text)
    if dozens is not None:
        tens = {"": 15.0, "二": 25.0, "三": 35.0}[dozens["tens"]]
        return span_of(dozens, -tens if dozens["minus"] else tens, is_certain=False)
    for pattern in (_TEMPERATURE, _TEMPERATURE_NAMED):
        for found in pattern.finditer(text):
            span = _temperature(found, text)
            if span is not None:
                return span
    bare = _TEMPERATURE_BARE.match(text)
    return None if bare is None else _temperature(bare, text)


def _temperature(found: re.Match[str], text: str) -> Span | None:
    groups = found.groupdict()
    said = (groups["value"] or "").replace("点", ".") or groups["number"]
    value, is_rough = value_of(said)
    if value is None or _is_of_something_else(said, found, text):
        return None
    if groups.get("half"):
        value += 0.5
    elif groups.get("digit"):
        value += (value_of(groups["digit"])[0] or 0) / 10
    value = -value if groups["minus"] else value
    if not _COLDEST <= value <= _WARMEST:
        return None
    return span_of(found, value, is_certain=not (is_rough or is_unsure(text, *found.span())))


def _is_of_something_else(said: str, found: re.Match[str], text: str) -> bool:
    """Whether the degrees are kilowatt-hours, or 一度 is once or each."""
    before = text[max(0, found.start() - 4) : found.start()]
    if _USED_BEFORE.search(before):
        return True
    is_one = said == "一"
    return is_one and bool(_ONCE.match(text, found.end()) or not _ROOM_BEFORE.search(before))


def area_in(text: str) -> Span | None:
    """Square metres, 1 to 100,000."""
    for pattern in (_AREA, _AREA_NAMED, _BARE):
        found = pattern.search(text)
        if found is not None and found["number"] == "一":
            return None  # 一平多少钱 is a price
        span = _measured(found, text, lowest=1, highest=100_000)
        if span is not None:
            return span
    return None


def load_in(text: str) -> Span | None:
    """Kilowatts, 0.1 to 100,000; watts are converted."""
    kilo = _measured(_LOAD_KILO.search(text), text, lowest=0.1, highest=100_000)
    if kilo is not None:
        return kilo
    watts = _measured(_LOAD_WATTS.search(text), text, lowest=100, highest=100_000_000)
    if watts is not None and isinstance(watts.value, float):
        return Span(watts.start, watts.end, watts.text, watts.value / 1000, watts.is_certain)
    return _measured(_BARE.search(text), text, lowest=0.1, highest=100_000)


def person_count_in(text: str) -> Span | None:
    """How many people, 1 to 30."""
    found = _PEOPLE.search(text)
    if found is not None and found["english"] in _ENGLISH:
        return span_of(found, _ENGLISH[found["english"]])
    if found is not None:
        said = found["number"] or found["named"] or found["english"]
        value, is_rough = value_of(said)
        if value is not None and 1 <= value <= 30:
            return span_of(found, int(value), is_certain=not is_rough)
        return None
    bare = _measured(_BARE.search(text), text, lowest=1, highest=30)
    if bare is None or not isinstance(bare.value, float) or not bare.value.is_integer():
        return None
    return Span(bare.start, bare.end, bare.text, int(bare.value), bare.is_certain)


def meter_reading_in(text: str) -> Span | None:
    """What a meter shows, up to 8 places before the point."""
    return _measured(
        _READING.search(text) or _BARE_READING.search(text), text, lowest=0, highest=1e8
    )


def _measured(
    found: re.Match[str] | None, text: str, *, lowest: float, highest: float
) -> Span | None:
    if found is None:
        return None
    value, is_rough = value_of(found["number"])
    if text[: found.start("number")].endswith("几"):
        return None
    if value is None or not lowest <= value <= highest:
        return None
    return span_of(found, value, is_certain=not (is_rough or is_unsure(text, *found.span())))


def phase_in(text: str) -> Span | None:
    """SINGLE or THREE; None when both are named."""
    said = {
        phase: found
        for phase, pattern in (("THREE", _THREE), ("SINGLE", _SINGLE))
        if (found := pattern.search(text)) and not _DENIED.search(text[: found.start()][-4:])
    }
    if len(said) != 1:
        return None
    phase, found = next(iter(said.items()))
    return span_of(found, phase)


def score_in(text: str) -> Span | None:
    """A score from 1 to 5, said as a number, stars, or in words."""
    number = _SCORE_NUMBER.search(text)
    if number is not None and len(text) <= _LONGEST_SCORE:
        return span_of(number, int(value_of(number["value"])[0] or 0))
    for score, pattern in _SCORES:
        found = pattern.search(text)
        if found is not None:
            return span_of(found, score)
    return None
