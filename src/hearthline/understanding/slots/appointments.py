"""When somebody may come: 下周三上午, 明天下午两点到四点, 周末, 随时."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from hearthline.kernel.text import number_of
from hearthline.understanding.model import Span
from hearthline.understanding.slots.days import SHANGHAI, day_in

_HOUR: Final = (
    r"(?:[01]?\d|2[0-4]|十[一二三四五六七八九]?|二十[一二三四]?|[零一二两三四五六七八九])"
)
_PARTS: Final = {
    "早上": (8, 10), "上午": (8, 12), "中午": (11, 14), "下午": (13, 18), "傍晚": (17, 19),
    "晚上": (18, 21), "晚": (18, 21), "早": (8, 10), "白天": (8, 18), "全天": (8, 18),
    "morning": (8, 12), "noon": (11, 14), "afternoon": (13, 18), "evening": (18, 21),
}  # fmt: skip
_PART: Final = "|".join(sorted((part for part in _PARTS if len(part) > 1), key=len, reverse=True))
_PART_ALONE: Final = re.compile(rf"(?P<part>{_PART})|(?<=[今明后])(?P<short>[早晚])")
_CLOCKS: Final = re.compile(
    rf"(?P<from>{_HOUR})\s?(?:[点时](?P<half>半)?|:(?P<minute>[0-5]\d))?\s?(?:-|到|至|~|—)\s?"
    rf"(?:{_PART})?(?P<to>{_HOUR})\s?(?:[点时](?P<half_to>半)?|:(?P<minute_to>[0-5]\d))"
)
_CLOCK: Final = re.compile(
    rf"(?P<from>(?<!\d){_HOUR})\s?(?:[点时](?P<half>半)?|:(?P<minute>[0-5]\d))\s?"
    r"(?P<side>以?后|之后|以?前|之前)?(?![都也儿不没热])|"
    r"\b(?P<from_en>1[0-2]|[1-9]) ?(?P<half_day>am|pm)\b"
)
_ANY: Final = re.compile(
    r"随时|什么时候都|啥时候都|哪天都|几点都|时间都|都可以|都行|都方便|看你们|你们定|听你们|"
    r"any ?time|whenever"
)
_AFTERNOON: Final = frozenset({"下午", "傍晚", "晚上", "晚", "afternoon", "evening"})
_FIRST_HOUR: Final = 7
_LAST: Final = (21, 0)


@dataclass(frozen=True, slots=True)
class TimeSlot:
    """A day and hours when it suits; what was not said is None, and nothing said means any time."""

    day: date | None
    start: time | None
    end: time | None

    def __str__(self) -> str:
        """`2026-11-25T08:00/2026-11-25T12:00`, `2026-11-25`, `T08:00/T12:00` or `any`."""
        day = self.day.isoformat() if self.day else ""
        if self.start is None or self.end is None:
            return day or "any"
        return f"{day}T{self.start:%H:%M}/{day}T{self.end:%H:%M}"


def time_slot_in(text: str, now: datetime) -> Span | None:
    """When it suits, from now on; 周末 and a part of the day alone are unsure."""
    local = now.astimezone(SHANGHAI)
    day = day_in(text, local, is_ahead=True)
    if day is not None and day.on < local.date():
        return None
    hours = _hours(text)
    if day is None and hours is None:
        found = _ANY.search(text)
        slot = TimeSlot(None, None, None)
        return None if found is None else Span(found.start(), found.end(), found[0], slot)
    places = [day.start, day.end] if day is not None else []
    places += hours[:2] if hours is not None else []
    start, end = min(places), max(places)
    on = day.on if day is not None else None
    slot = TimeSlot(on, *(hours[2:] if hours is not None else (None, None)))
    is_certain = day is not None and day.is_certain and hours is not None
    return Span(start, end, text[start:end], slot, is_certain)


def _hours(text: str) -> tuple[int, int, time, time] | None:
    part = _PART_ALONE.search(text)
    name = (part["part"] or part["short"]) if part is not None else None
    for found in (_CLOCKS.search(text), _CLOCK.search(text)):
        if found is None:
            continue
        clocks = _clocks(found, name)
        if clocks is not None:
            begins = min(found.start(), part.start()) if part is not None else found.start()
            return begins, found.end(), *clocks
    if part is None or name is None:
        return None
    first, last = _PARTS[name]
    return part.start(), part.end(), time(first), time(last)


def _clocks(found: re.Match[str], part: str | None) -> tuple[time, time] | None:
    groups = found.groupdict()
    if groups.get("from_en"):
        hour = int(groups["from_en"]) % 12 + (12 if groups["half_day"] == "pm" else 0)
        return _span(time(hour), None)
    start = _clock(groups["from"], groups["half"], groups["minute"], part)
    if "to" not in groups:
        return None if start is None else _one(start, groups["side"])
    end = _clock(groups["to"], groups["half_to"], groups["minute_to"], part)
    if start is None or end is None:
        return None
    if end <= start and end.hour < 12:
        end = end.replace(hour=end.hour + 12)
    return (start, end) if start < end else None


def _one(start: time, side: str | None) -> tuple[time, time] | None:
    if side is None:
        return _span(start, None)
    if side.endswith("前"):
        return (time(8), start) if start > time(8) else None
    return _span(start, time(*_LAST))


def _span(start: time, end: time | None) -> tuple[time, time] | None:
    last = end or time(min(start.hour + 1, 23), start.minute)
    return (start, last) if start < last else None


def _clock(said: str, half: str | None, minute: str | None, part: str | None) -> time | None:
    hour = int(number_of(said) or 0)
    if hour < 12 and (part in _AFTERNOON or hour < _FIRST_HOUR):
        hour += 12
    if not 0 <= hour <= 23:
        return None
    return time(hour, 30 if half else int(minute or 0))
