"""Addresses in the many ways people give them, whole or in part, and places out of doors."""

import re
from dataclasses import dataclass, field
from typing import Final

from hearthline.kernel.text import number_of
from hearthline.understanding.model import Span

_N: Final = r"(?:\d{1,4}|[零〇一二三四五六七八九两幺十百]{1,5})"
_BUILDING: Final = (
    rf"(?P<building>[a-z]\d{{0,2}}|{_N})\s?(?:号楼|栋楼|栋|幢|座|#楼|#|号栋|楼|building)"
)
_UNIT: Final = rf"(?P<unit>{_N}|[甲乙丙丁东西中])\s?(?:单元|门洞|门|unit)"
_FLAT: Final = rf"(?P<room>{_N}[a-z]?)\s?(?:室|号房|号|户|房)?"
_FULL: Final = re.compile(rf"{_BUILDING}\s?[,-]?\s?(?:{_UNIT}\s?[,-]?\s?)?(?:{_FLAT})?")
_UNIT_ONLY: Final = re.compile(
    rf"(?<![\w-])(?P<unit>{_N})\s?单元\s?(?P<room>{_N}[a-z]?)\s?(?:室|号|户)?"
)
_NUMBER_ROOM: Final = re.compile(
    rf"(?P<building>{_N})号(?:[,\s]?)(?P<room>(?:\d{{3,4}}|[零一二三四五六七八九两幺]{{3,4}}))室"
)
_DASHED: Final = re.compile(
    r"(?<![\d.\-/])(?P<building>[a-z]?\d{1,3})\s?[-/]\s?(?P<unit>\d{1,2})\s?[-/]\s?"
    r"(?P<room>\d{3,4})(?![\d\-/])"
)
_MIXED: Final = re.compile(
    rf"(?P<building>{_N})\s?(?:(?:号楼|栋|幢|座|#)\s?[-杠]?|杠)\s?(?P<unit>{_N})\s?[-杠]\s?"
    r"(?P<room>\d{3,4}|[零〇一二三四五六七八九两幺]{3,4})(?![\d\-/])"
)
_SHORT: Final = re.compile(r"(?<![\d.\-/])(?P<building>\d{1,3})-(?P<room>\d{3,4})(?![\d\-/])")
_BUILDING_ONLY: Final = re.compile(
    rf"(?<![\w.-])(?P<building>[a-z]\d{{0,2}}|{_N})\s?(?:号楼|栋楼|栋|幢|#楼|号栋)"
    rf"|(?<=[区苑园城府里庭湾])(?P<after>\d{{1,3}})\s?(?:号楼|栋|幢|座|#)"
)
_ROOM_ONLY: Final = re.compile(
    r"\A[\s,，嗯是就的住在我家]{0,6}(?P<room>\d{3,4}|"
    r"[零〇一二三四五六七八九两幺]{3,4})\s?(?:室|房|户)?[。.\s]{0,2}\Z"
)
_BEFORE: Final = re.compile(r"[\u3400-\u9fffa-z0-9]{1,40}\Z")
_LEAD: Final = re.compile(
    r".*(?:投诉|举报|反映|核查|请|哪些|有些|我们?家?住在?|住在|住的?是|地址[是在]?|位置[是在]?|"
    r"我家?在|家住|家在|就在|就是|"
    r"是在|我是|我家是|我们是|俺家|我家|我们|你好|您好|师傅|查一?下|看一?下|看下|看看|帮我|麻烦|"
    r"报修|停电|没电|漏水|不热|太冷|停暖|停热|了|的|呢|吧|啊|呀|在)"
)
_PLACE_END: Final = re.compile(
    r"小区|家园|花园|花苑|新苑|嘉苑|苑|新村|村|公寓|号院|大院|院|街坊|社区|广场|名都|"
    r"华府|[城里府庄园郡湾庭居区期路街巷屯]|组\Z|号\Z"
)
_COMMUNITY: Final = re.compile(
    r"(?P<name>[\u3400-\u9fffa-z0-9]{2,14}?(?:小区|家园|花园|花苑|新苑|嘉苑|新村|公寓|社区|"
    r"家属院|大院|"
    r"名都|华府|国际城|广场|山庄|苑(?!子)|"
    r"(?<![农全本这那])村(?![里子头民委]))(?:[a-z一二三四五六]?[区期])?)"
)
_NUMBERED: Final = re.compile(
    rf"(?P<name>[\u3400-\u9fff]{{2,12}}?(?:路|街|大道|巷|胡同|村|屯|庄)(?:[东西南北中]段)?"
    rf"(?:{_N}(?:组|队|社))?)\s?(?P<number>{_N})\s?号(?!楼|栋|线|表)(?P<yard>院|大院)?"
)
_NO_COMMUNITY: Final = re.compile(
    r"(?:是|叫|我们?|咱们?|俺们?|这个?|那个?|本|全|整个?|哪个?|什么|老旧?|新|隔壁|别的|其他|"
    r"每个|个|"
    r"有的|城中|"
    r"附近|旁边|住宅|一个|好几个|几个)+"
    r"(?:小区|社区|村|大院|公寓|广场|花园|家园|新村|家属院)"
)
_OUTDOORS: Final = re.compile(
    r"(?P<place>(?:路口|门口|交叉口|十字路口|丁字路口|对面|旁边|"
    r"附近|楼下|楼道|马路上|"
    r"路边|路上|桥下|桥头|广场|学校|小学|中学|医院|超市|市场|车站|公园|大门|地沟|绿化带|停车场|"
    r"车库|地下室|村头|村口|"
    r"换热站|变压器|电线杆|井盖|大厅|[东南西北]门|院里|院子里)(?:对面|门口|旁边|附近|里面?)?)"
)
_RAW_LONGEST: Final = 60
_PLACE_LONGEST: Final = 20


@dataclass(frozen=True, slots=True)
class Address:
    """A flat, or as much of it as was said; `raw` are the words, which comparison leaves out."""

    community: str | None
    building: str | None
    unit: str | None
    room: str | None
    raw: str = field(default="", compare=False)

    @property
    def is_complete(self) -> bool:
        """Whether a building and a room are known."""
        return self.building is not None and self.room is not None

    def __str__(self) -> str:
        """The one way of writing it: 幸福里3号楼2单元501室."""
        return (
            (self.community or "")
            + (f"{self.building}号楼" if self.building else "")
            + (f"{self.unit}单元" if self.unit else "")
            + (f"{self.room}室" if self.room else "")
        )


def address_in(text: str) -> Span | None:
    """A flat's address: 三栋二单元五零一, 3-2-501 and 3号楼2单元501室 are one and the same.

    What names only an estate, a building or a room is found too and is not certain.
    """
    for pattern in (_DASHED, _FULL, _UNIT_ONLY, _NUMBER_ROOM, _MIXED, _SHORT):
        for found in pattern.finditer(text):
            span = _flat(found, text, is_certain=pattern is not _SHORT)
            if span is not None:
                return span
    return _numbered(text) or _part(text)


def place_in(text: str) -> Span | None:
    """A place in words: an address, whole or in part, else 小区门口, 东风路和建设街路口."""
    address = address_in(text)
    outdoors = _OUTDOORS.search(text)
    if outdoors is not None and (address is None or not address.is_certain):
        end = outdoors.end("place")
        before = _BEFORE.search(text[max(0, end - _PLACE_LONGEST) : end])
        words = _without_lead(before[0] if before is not None else outdoors["place"])
        return Span(end - len(words), end, words, words)
    if address is None:
        return None
    return Span(address.start, address.end, address.text, str(address.value), address.is_certain)


def _flat(found: re.Match[str], text: str, *, is_certain: bool) -> Span | None:
    groups = found.groupdict()
    building, unit, room = (_number(groups.get(name)) for name in ("building", "unit", "room"))
    if not (unit or room) or (room is not None and unit is None and len(room) < 3):
        return None
    community, start = _community(text, found.start())
    return _span(text, start, found.end(), (community, building, unit, room), is_certain=is_certain)


def _span(
    text: str,
    start: int,
    end: int,
    parts: tuple[str | None, str | None, str | None, str | None],
    *,
    is_certain: bool,
) -> Span:
    words = text[start:end].strip()
    address = Address(*parts, raw=words[:_RAW_LONGEST])
    return Span(start, start + len(words), words, address, is_certain)


def _numbered(text: str) -> Span | None:
    """A house of a village or a road: 李家村15号, 建设路12号院."""
    found = _NUMBERED.search(text)
    if found is None:
        return None
    name = _without_lead(found["name"])
    if len(name) < 2:
        return None
    number = _number(found["number"]) or ""
    community = f"{name}{number}号{found['yard'] or ''}"
    start = found.end("name") - len(name)
    return _span(text, start, found.end(), (community, None, None, None), is_certain=True)


def _part(text: str) -> Span | None:
    """An estate, a building, or the number of a flat alone."""
    only = _BUILDING_ONLY.search(text)
    if only is not None:
        building = _number(only["building"] or only["after"])
        community, start = _community(text, only.start())
        return _span(text, start, only.end(), (community, building, None, None), is_certain=False)
    for found in _COMMUNITY.finditer(text):
        name = _without_lead(found["name"])
        if len(name) > 2 and not _NO_COMMUNITY.fullmatch(name):
            start = found.end("name") - len(name)
            return _span(text, start, found.end(), (name, None, None, None), is_certain=False)
    room = _ROOM_ONLY.match(text)
    if room is None:
        return None
    parts = (None, None, None, _number(room["room"]))
    return _span(text, room.start("room"), room.end("room"), parts, is_certain=False)


def _community(text: str, end: int) -> tuple[str | None, int]:
    """The name of the estate right before the building, and where it begins."""
    before = _BEFORE.search(text[max(0, end - 40) : end])
    if before is None:
        return None, end
    name = _without_lead(before[0])
    if len(name) < 2 or len(name) > 20 or not _PLACE_END.search(name):
        return None, end
    return (None, end) if _NO_COMMUNITY.fullmatch(name) else (name, end - len(name))


def _without_lead(name: str) -> str:
    lead = _LEAD.match(name)
    return name if lead is None or lead.end() == len(name) else name[lead.end() :]


def _number(said: str | None) -> str | None:
    if not said:
        return None
    if said[0].isascii() or said[0] in "甲乙丙丁东西中":
        return said.upper().lstrip("0") or None
    value = number_of(said)
    return None if value is None else str(int(value))
