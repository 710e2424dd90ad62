"""By when something was promised, as it was said: 10 分钟内, 今天下午, 明天 10 点前."""

import re
from datetime import datetime, timedelta, timezone
from typing import Final

from hearthline.kernel.text import number_of

_HERE: Final = timezone(timedelta(hours=8), "Asia/Shanghai")
_N: Final = r"(?P<n>\d{1,3}|半|[一二两三四五六七八九十]{1,3})"
_WITHIN: Final = re.compile(rf"{_N}\s*个?(?P<unit>分钟|小时|钟头|工作日|天)")
_DAY: Final = re.compile(r"今天|今日|今晚|明天|明日|明早|后天")
_PART: Final = re.compile(r"早上|上午|中午|下午|傍晚|晚上|今晚|明早")
_CLOCK: Final = re.compile(r"(?P<hour>\d{1,2})\s*(?:点半|[点:：时])(?P<minute>\d{2})?")
_UNITS: Final = {
    "分钟": timedelta(minutes=1),
    "小时": timedelta(hours=1),
    "钟头": timedelta(hours=1),
    "天": timedelta(days=1),
    "工作日": timedelta(days=1),
}
_DAYS: Final = {"明天": 1, "明日": 1, "明早": 1, "后天": 2}
_ENDS: Final = {
    "早上": 9,
    "明早": 9,
    "上午": 12,
    "中午": 14,
    "下午": 18,
    "傍晚": 19,
    "晚上": 21,
    "今晚": 21,
}
_NOON: Final = 12
_EVENING: Final = 18
_LATE: Final = 22
_UNSAID: Final = timedelta(hours=24)


def due_of(text: str, now: datetime) -> datetime:
    """By when words promise something; a day from now when they do not say, or say what is past.

    A part of a day counts to its end, a day to 18:00 (today, later than that, to 22:00).
    """
    within = _WITHIN.search(text)
    if within is not None:
        number = 0.5 if within["n"] == "半" else number_of(within["n"])
        if number:
            return now + number * _UNITS[within["unit"]]
    return _at_a_time(text, now) or now + _UNSAID


def _at_a_time(text: str, now: datetime) -> datetime | None:
    day, part, clock = _DAY.search(text), _PART.search(text), _CLOCK.search(text)
    if day is None and part is None and clock is None:
        return None
    here = now.astimezone(_HERE)
    there = here + timedelta(days=_DAYS.get(day[0], 0) if day else 0)
    hour, minute = _EVENING if here.hour < _EVENING or there > here else _LATE, 0
    if part is not None:
        hour = _ENDS[part[0]]
    if clock is not None:
        hour, minute = int(clock["hour"]), int(clock["minute"] or 0)
        minute = 30 if "半" in clock[0] else minute
        is_later = part is not None and _ENDS[part[0]] > _NOON
        hour += _NOON if is_later and hour < _NOON else 0
    if hour > 23 or minute > 59:
        return None
    due = there.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return due.astimezone(now.tzinfo) if due > now else None
