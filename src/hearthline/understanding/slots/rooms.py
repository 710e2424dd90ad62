"""Rooms of a home, by their many names."""

import re
from typing import Final

from hearthline.understanding.model import Span

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
