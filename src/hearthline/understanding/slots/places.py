"""Addresses of flats, in the many ways people give them, and rooms of a home."""

import re
from dataclasses import dataclass
from typing import Final

from hearthline.kernel.text import number_of
from hearthline.understanding.model import Span

_N: Final = r"(?:\d{1,4}|[零〇一二三四五六七八九两幺十百]{1,5})"
_BUILDING: Final = (
    rf"(?P<building>[a-z]\d{{0,2}}|{_N})\s*(?:号楼|栋楼|栋|幢|座|#楼|#|号栋|楼|building)"
)
_FULL: Final = re.compile(
    rf"{_BUILDING}\s*[,-]?\s*(?:(?P<unit>{_N}|[甲乙丙丁])\s*(?:单元|门洞|门|unit)\s*[,-]?\s*)?"
    rf"(?:(?P<room>{_N}[a-z]?)\s*(?:室|号房|号|户|房)?)?"
)
_UNIT_ONLY: Final = re.compile(
    rf"(?<![\w-])(?P<unit>{_N})\s*单元\s*(?P<room>{_N}[a-z]?)\s*(?:室|号|户)?"
)
_DASHED: Final = re.compile(
    r"(?<![\d.\-/])(?P<building>[a-z]?\d{1,3})\s*[-/]\s*(?P<unit>\d{1,2})\s*[-/]\s*(?P<room>\d{3,4})(?![\d\-/])"
)
_SHORT: Final = re.compile(r"(?<![\d.\-/])(?P<building>\d{1,3})-(?P<room>\d{3,4})(?![\d\-/])")
_BEFORE: Final = re.compile(r"[\u3400-\u9fffa-z0-9]+\Z")
_LEAD: Final = re.compile(
    r".*(?:我们?家?住在?|住在|住的?是|地址是?|位置是?|我家?在|家住|家在|就在|就是|"
    r"是在|我是|我家是|我们是|俺家|我家|"
    r"我们|你好|您好|师傅|查一?下|看一?下|看下|看看|帮我|麻烦)"
)
_PLACE_END: Final = re.compile(
    r"小区|家园|花园|花苑|新苑|嘉苑|苑|新村|村|公寓|号院|大院|院|街坊|社区|广场|名都|"
    r"华府|[城里府庄园郡湾庭居区期]"
)
_ROOMS: Final = (
    (
        "全屋",
        r"全屋|整个家|整个屋|所有(?:房间|屋)|每个(?:房间|屋)|全家|整户|哪个屋都|(?:全|"
        r"都)不热|whole (?:home|flat)|all rooms",
    ),
    ("主卧", r"主卧室?|大卧室?|master bedroom"),
    ("次卧", r"次卧室?|小卧室?"),
    ("儿童房", r"儿童房|孩子(?:房间|屋里?|的屋)|小孩房"),
    ("客厅", r"客厅|大厅|living room"),
    ("餐厅", r"餐厅|饭厅|dining room"),
    ("厨房", r"厨房|kitchen"),
    ("卫生间", r"卫生间|厕所|洗手间|浴室|洗澡间|bathroom|toilet"),
    ("书房", r"书房|study"),
    ("阳台", r"阳台|balcony"),
    ("北屋", r"北(?:屋|卧|面房?间?|边屋?|向房间)"),
    ("南屋", r"南(?:屋|卧|面房?间?|边屋?|向房间)"),
    ("卧室", r"卧室|卧房|睡觉的屋|bedroom"),
)
_ROOM_PATTERNS: Final = tuple((name, re.compile(pattern)) for name, pattern in _ROOMS)


@dataclass(frozen=True, slots=True)
class Address:
    """A flat; what was not said is None."""

    community: str | None
    building: str | None
    unit: str | None
    room: str | None

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
    """A flat's address: 三栋二单元五零一, 3-2-501 and 3号楼2单元501室 are one and the same."""
    for pattern in (_DASHED, _FULL, _UNIT_ONLY, _SHORT):
        for found in pattern.finditer(text):
            span = _address(found, text, is_certain=pattern is not _SHORT)
            if span is not None:
                return span
    return None


def _address(found: re.Match[str], text: str, *, is_certain: bool) -> Span | None:
    groups = found.groupdict()
    building, unit, room = (_number(groups.get(name)) for name in ("building", "unit", "room"))
    if not (unit or room) or (room is not None and unit is None and len(room) < 3):
        return None
    community, start = _community(text, found.start())
    address = Address(community, building, unit, room)
    return Span(start, found.end(), text[start : found.end()], address, is_certain)


def _community(text: str, end: int) -> tuple[str | None, int]:
    """The name of the estate right before the building, and where it begins."""
    before = _BEFORE.search(text[:end])
    if before is None:
        return None, end
    name = before[0]
    lead = _LEAD.match(name)
    if lead is not None:
        name = name[lead.end() :]
    if len(name) < 2 or len(name) > 20 or not _PLACE_END.search(name):
        return None, end
    return name, end - len(name)


def _number(said: str | None) -> str | None:
    if not said:
        return None
    if said[0].isascii() or said[0] in "甲乙丙丁":
        return said.upper().lstrip("0") or None
    value = number_of(said)
    return None if value is None else str(int(value))


def room_in(text: str) -> Span | None:
    """The rooms of a home that are named, joined by 、 in the order they were said."""
    found = [
        (match.start(), match.end(), name)
        for name, pattern in _ROOM_PATTERNS
        for match in pattern.finditer(text)
    ]
    rooms = sorted(_outermost(found))
    if not rooms:
        return None
    start, end = rooms[0][0], max(end for _, end, _ in rooms)
    names = "、".join(dict.fromkeys(name for _, _, name in rooms))
    return Span(start, end, text[start:end], names)


def _outermost(found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Without those that lie inside a longer one: 主卧 hides 卧室 in 主卧室."""
    return [
        (start, end, name)
        for start, end, name in found
        if not any(s <= start and end <= e and (e - s) > (end - start) for s, e, _ in found)
    ]
