"""Since when: 昨晚, 前天下午, 三天前, 今天早上六点, 上周三, 11月15号 against a moment.

Times are of Asia/Shanghai. A time that would lie ahead is taken back to the last such time,
because trouble is reported after it began.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from hearthline.kernel.text import number_of
from hearthline.understanding.model import Span

SHANGHAI: Final = ZoneInfo("Asia/Shanghai")
_N: Final = r"(?:\d{1,4}|[零〇一二三四五六七八九两俩十百]{1,6})"
_LITTLE: Final = re.compile(r"一点")
_MARKED_AFTER: Final = re.compile(
    r"钟|半|整|[一三]刻|多|左右|前|以后|之后|就|开始|的时候|[零一二三四五六七八九十\d]"
)
_TIME_BEFORE: Final = re.compile(
    r"(?:凌晨|半夜|[早晚]上|[上中下]午|晌午|夜里|傍晚|[昨今前][晚早夜]|天|从|到)\s?\Z"
)
_NO_CLOCK_AFTER: Final = re.compile(r"[点儿都也不没热温暖冷凉气水用反]")
_NO_BEGINNING: Final = re.compile(r"好(?!几|多)|几点|的?(?:电价|谷电|峰电)")
_AHEAD: Final = re.compile(
    r"(?:大?后天|明[天儿早晚日]个?(?:周|星期|礼拜)?[一二三四五六日天末]?|下下?个?(?:周|星期|"
    r"礼拜)[一二三四五六日天末1-7]?|下下?个?月)的?"
    r"(?:凌晨|早上|上午|中午|下午|傍晚|晚上|"
    r"夜里)?(?:[\d一二三四五六七八九十两]{1,3}[点时:号日]半?)?"
    r"|今[天儿日晚](?:上|之?内|上午|中午|下午|晚上)?(?:之?前)?(?:能不能|能否|能|可不可以|可以|会|必须|"
    r"一定|要|就|给我|帮我|派人|把我家|把){0,4}(?:修|来人|来修|上门|解决|恢复|来电|来暖|处理|弄好|搞定)"
)
_RECENT_DAYS: Final = re.compile(r"这两天|最近两天|这几天|最近几天|近几天|近两天")
_RECENT_COUNTS: Final = {"这两天": 2, "最近两天": 2, "近两天": 2}

_DAYS: Final = {
    "大前天": 3, "大前儿": 3, "前天": 2, "前儿": 2, "前日": 2, "昨天": 1, "昨儿": 1, "昨日": 1,
    "今天": 0, "今儿": 0, "今日": 0, "day before yesterday": 2, "yesterday": 1, "today": 0,
}  # fmt: skip
_SHORT_DAYS: Final = {"前": 2, "昨": 1, "今": 0}
_PARTS: Final = {
    "凌晨": 3, "半夜": 0, "清晨": 6, "清早": 6, "一早": 7, "大早上": 7,
    "早上": 7, "早晨": 7, "早起": 7, "早": 7, "上午": 10, "中午": 12,
    "晌午": 12, "下午": 15, "傍晚": 18, "晚上": 20, "夜里": 22, "夜间": 22,
    "晚": 20, "夜": 22, "morning": 7, "noon": 12, "afternoon": 15, "evening": 19,
    "night": 20,
}  # fmt: skip
_NIGHT: Final = frozenset({"晚上", "晚", "夜里", "夜间", "夜"})
_EARLIEST_EVENING: Final = 5
_AFTERNOON: Final = frozenset(
    {
        "下午",
        "傍晚",
        "晚上",
        "晚",
        "夜里",
        "夜间",
        "夜",
        "中午",
        "晌午",
        "afternoon",
        "evening",
        "night",
    }
)
_WEEKDAYS: Final = {c: i for i, c in enumerate("一二三四五六")} | {
    "日": 6, "天": 6, "末": 5, **{str(i): i - 1 for i in range(1, 8)},
}  # fmt: skip

_PART: Final = "|".join(sorted(_PARTS, key=len, reverse=True))
_DAY: Final = "|".join(sorted(_DAYS, key=len, reverse=True))
_CLOCK: Final = (
    rf"(?P<hour>{_N})\s?(?:点钟?|时(?!间|候)|:(?=\d))(?:(?P<half>半)|(?P<quarter>[一三])刻|"
    rf"(?P<minute>{_N})分?)?"
)
_WEEK: Final = (
    r"(?:(?P<week>上上|上个?|这个?|本)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天末1-7]))"
)
_DATE: Final = rf"(?:(?P<month>{_N})\s?(?:月|/)\s?)?(?P<day>{_N})\s?(?:号|日)(?![楼院栋门线])"
_FIRST: Final = "".join(sorted({name[0] for name in (*_DAYS, *_PARTS)}))
_WHEN: Final = re.compile(
    rf"(?=[{_FIRST}周星礼上这本零〇两俩二三四五六七八九十百的\d])(?:(?P<named>{_DAY})|"
    rf"(?P<short>[前昨今])(?=晚|早|夜)|{_WEEK}|{_DATE})?"
    rf"\s?的?(?P<part>{_PART})?\s?(?:{_CLOCK})?"
)
_ENGLISH: Final = re.compile(
    r"(?P<last>last night)|(?P<this>this (?P<this_part>morning|afternoon|evening))"
)
_AGO: Final = re.compile(
    rf"(?=[半好几零〇一二三四五六七八九两俩十百\daotf])(?P<half_first>半)?(?P<count>{_N}|好几|"
    rf"几|\ba|\ban|\bone|\btwo|\bthree|\bfew)?"
    r"\s?(?:多)?个?(?:多|(?P<half>半))?\s?(?P<unit>分钟|小时|钟头|天|日|周|星期|礼拜|月|宿|"
    r"minutes?|hours?|days?|weeks?|months?)"
    r"(?:多|左右)?\s?(?P<after>以?前|之前|了|没热|没暖|不热|ago|\Z)"
)
_JUST_NOW: Final = re.compile(
    r"刚才(?![那说问的交付打发报])|刚刚|刚开始|刚(?=不热|停|凉)|\A现在\Z|(?<!到)现在(?=才|刚|"
    r"突然|开始)|just now"
)
_MINUTES: Final = {
    "分钟": 1, "小时": 60, "钟头": 60, "天": 1440, "日": 1440, "宿": 1440, "周": 10080,
    "星期": 10080, "礼拜": 10080, "月": 43200, "minute": 1, "hour": 60, "day": 1440,
    "week": 10080, "month": 43200,
}  # fmt: skip
_COUNTS: Final = {
    "好几": 5.0,
    "几": 3.0,
    "a": 1.0,
    "an": 1.0,
    "one": 1.0,
    "two": 2.0,
    "three": 3.0,
    "few": 3.0,
}
_LONGEST_DAYS: Final = 400


@dataclass(frozen=True, slots=True)
class _Said:
    """A day and perhaps an hour; without an hour the day's noon stands for it."""

    day: date
    hour: int | None
    minute: int = 0


def since_time_in(text: str, now: datetime) -> Span | None:
    """The moment that is meant, aware and in Asia/Shanghai; `text` of the span keeps the words."""
    local = now.astimezone(SHANGHAI)
    spoken = _without_false_clocks(text)
    for reader in (_ago_in, _english_in, _when_in, _just_now_in, _recently_in):
        span = reader(spoken, local)
        if span is not None:
            return span
    return None


def _without_false_clocks(text: str) -> str:
    """The text with 一点 that is a little, and what lies ahead (今天能修好吗 too), blotted out."""
    plain = _LITTLE.sub(lambda found: found[0] if _is_clock(found, text) else "□□", text)
    return _AHEAD.sub(lambda found: "□" * len(found[0]), plain)


def _is_clock(found: re.Match[str], text: str) -> bool:
    after = text[found.end() : found.end() + 4]
    if _NO_CLOCK_AFTER.match(after):
        return False
    before = text[max(0, found.start() - 3) : found.start()]
    if before.endswith(("有", "差", "好", "早", "晚", "快", "多", "少", "慢", "十", "万")):
        is_evening = before.endswith(("昨晚", "今晚", "前晚", "今早", "昨早"))
        return is_evening or before.endswith("十")
    return bool(_MARKED_AFTER.match(after) or _TIME_BEFORE.search(before))


def _recently_in(text: str, now: datetime) -> Span | None:
    found = _RECENT_DAYS.search(text)
    if found is None:
        return None
    back = timedelta(days=_RECENT_COUNTS.get(found[0], 3))
    return Span(found.start(), found.end(), found[0], now - back, is_certain=False)


def _ago_in(text: str, now: datetime) -> Span | None:
    for found in _AGO.finditer(text):
        unit = found["unit"].rstrip("s") if found["unit"].isascii() else found["unit"]
        count = _count(found)
        if count is None:
            continue
        back = timedelta(minutes=count * _MINUTES[unit])
        if timedelta(0) < back <= timedelta(days=_LONGEST_DAYS):
            is_certain = found["count"] not in {"好几", "几", "few"}
            return Span(found.start(), found.end(), found[0].strip(), now - back, is_certain)
    return None


def _count(found: re.Match[str]) -> float | None:
    if found["half_first"] and not found["count"]:
        return 0.5
    said = found["count"]
    if said is None:
        return None
    count = _COUNTS.get(said) or number_of(said)
    return None if count is None else count + (0.5 if found["half"] else 0)


def _english_in(text: str, now: datetime) -> Span | None:
    found = _ENGLISH.search(text)
    if found is None:
        return None
    back, part = (1, "night") if found["last"] else (0, found["this_part"])
    said = _Said(now.date() - timedelta(days=back), _PARTS[part])
    return Span(found.start(), found.end(), found[0], _past(said, now))


def _when_in(text: str, now: datetime) -> Span | None:
    for found in _WHEN.finditer(text):
        groups = found.groupdict()
        if not _says_when(groups) or _NO_BEGINNING.match(text, found.end()):
            continue
        said = _said(groups, now)
        if said is not None:
            words = found[0].strip()
            start = found.start() + found[0].index(words)
            is_certain = _is_exact(groups)
            return Span(start, start + len(words), words, _past(said, now), is_certain)
    return None


def _is_exact(groups: dict[str, str | None]) -> bool:
    """Whether a day or an hour is meant: 晚上 alone may be any evening, 周日 any Sunday."""
    if groups["weekday"]:
        return groups["week"] is not None
    return any(groups[name] for name in ("named", "short", "day", "hour"))


def _says_when(groups: dict[str, str | None]) -> bool:
    """Whether there is a day, an hour, or a part of the day that is more than 早 or 晚."""
    if any(groups[name] for name in ("named", "short", "weekday", "day", "hour")):
        return True
    return len(groups["part"] or "") > 1


def _said(groups: dict[str, str | None], now: datetime) -> _Said | None:
    day = _day(groups, now)
    if day is None:
        return None
    part = groups["part"]
    if groups["hour"] is None:
        return _Said(day, _PARTS[part] if part else None)
    hour = number_of(groups["hour"])
    minute = _minute(groups)
    if hour is None or minute is None or not 0 <= hour <= 24 or not 0 <= minute < 60:
        return None
    if part in _NIGHT and (hour < _EARLIEST_EVENING or hour == 12):
        return _Said(day + timedelta(days=1), int(hour) % 12, minute)
    if part in _AFTERNOON and hour < 12 and not (part in {"中午", "晌午"} and hour > 10):
        hour += 12
    return _Said(day, int(hour) % 24, minute)


def _minute(groups: dict[str, str | None]) -> int | None:
    if groups["half"]:
        return 30
    if groups["quarter"]:
        return 15 if groups["quarter"] == "一" else 45
    minute = number_of(groups["minute"]) if groups["minute"] else 0.0
    return None if minute is None else int(minute)


def _day(groups: dict[str, str | None], now: datetime) -> date | None:
    today = now.date()
    if groups["named"]:
        return today - timedelta(days=_DAYS[groups["named"]])
    if groups["short"]:
        return today - timedelta(days=_SHORT_DAYS[groups["short"]])
    if groups["weekday"]:
        return _weekday(groups["week"], groups["weekday"], today)
    if groups["day"]:
        return _calendar_day(groups["month"], groups["day"], today)
    return today


def _weekday(week: str | None, weekday: str, today: date) -> date:
    monday = today - timedelta(days=today.weekday())
    day = monday + timedelta(days=_WEEKDAYS[weekday])
    if week and week.startswith("上"):
        return day - timedelta(weeks=2 if week == "上上" else 1)
    return day if day <= today else day - timedelta(weeks=1)


def _calendar_day(month: str | None, day: str, today: date) -> date | None:
    number = number_of(day)
    asked = number_of(month) if month else float(today.month)
    if number is None or asked is None:
        return None
    try:
        found = date(today.year, int(asked), int(number))
        if found <= today:
            return found
        if month:
            return found.replace(year=today.year - 1)
        return (found.replace(day=1) - timedelta(days=1)).replace(day=int(number))
    except ValueError:
        return None


def _past(said: _Said, now: datetime) -> datetime:
    """The moment meant, never later than now."""
    if said.hour is None:
        noon = datetime.combine(said.day, time(12), SHANGHAI)
        return min(noon, now)
    at = datetime.combine(said.day, time(said.hour, said.minute), SHANGHAI)
    return at if at <= now else at - timedelta(days=1)


def _just_now_in(text: str, now: datetime) -> Span | None:
    found = _JUST_NOW.search(text)
    return None if found is None else Span(found.start(), found.end(), found[0], now)
