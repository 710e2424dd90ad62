"""Days in the past and ahead: 前天, 下周三, 11月15号, 三天后, 月底.

Days are of Asia/Shanghai. What could be meant two ways (15号, 周三) is given and is not certain.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from hearthline.kernel.text import number_of
from hearthline.understanding.model import Span
from hearthline.understanding.slots.figures import COUNT

SHANGHAI: Final = ZoneInfo("Asia/Shanghai")
MONTHS_EN: Final = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
MONTH_EN: Final = rf"(?P<month_en>{'|'.join(MONTHS_EN)})[a-z]{{0,6}}"
YEAR: Final = (
    r"(?:(?P<year>(?<!\d)20\d\d|(?<!\d)\d\d|[二两][零〇][零〇一二三四五六七八九]{2}|[今去明前])年)?"
)
MONTH: Final = (
    r"(?:(?P<month>(?<!\d)(?:1[0-2]|0?[1-9])|十[一二]?|(?<!十)[一二三四五六七八九])月份?|"
    r"(?P<near>上上|下下|[上下这本当])个?月)"
)
_NAMED: Final = {
    "day before yesterday": -2, "day after tomorrow": 2, "yesterday": -1, "today": 0, "tomorrow": 1,
    "大前天": -3, "大前儿": -3, "前天": -2, "前儿": -2, "前日": -2, "昨天": -1, "昨儿": -1,
    "昨日": -1, "昨": -1, "今天": 0, "今儿": 0, "今日": 0, "今": 0, "当天": 0, "明天": 1, "明儿": 1,
    "明日": 1, "明": 1, "大后天": 3, "后天": 2, "后儿": 2, "后日": 2,
}  # fmt: skip
_DAY_NAME: Final = re.compile(
    "|".join(
        name if len(name) > 1 else f"{name}(?=[早晚夜])"
        for name in sorted(_NAMED, key=len, reverse=True)
    )
)
_WEEKDAYS: Final = {c: i for i, c in enumerate("一二三四五六")} | {
    "日": 6, "天": 6, "末": 5, **{str(i): i - 1 for i in range(1, 8)},
}  # fmt: skip
WEEKS: Final = {"上上": -2, "上": -1, "这": 0, "本": 0, "下": 1, "下下": 2}
_WEEK: Final = re.compile(
    r"(?P<week>上上|下下|[上下这本])?个?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天末1-7])"
    r"(?![年月期个\d])"
)
_WEEK_ALONE: Final = re.compile(
    r"(?P<week>上上|下下|[上下])个?(?:周|星期|礼拜)(?![一二三四五六日天末1-7])"
)
_WEEKDAYS_EN: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEK_EN: Final = re.compile(
    rf"\b(?:(?P<week>next|last|this) )?(?P<weekday>{'|'.join(_WEEKDAYS_EN)})[a-z]{{0,5}}day\b"
)
_DAY: Final = (
    r"(?P<day>3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|"
    r"廿[一二三四五六七八九]?|[一二三四五六七八九])"
)
_ISO: Final = re.compile(
    r"(?<!\d)(?P<year>20\d\d)[-/.年]\s?(?P<month>\d{1,2})[-/.月]\s?(?P<day>\d{1,2})(?!\d)[日号]?"
)
_MONTH_DAY: Final = re.compile(
    rf"{YEAR}的?{MONTH}的?\s?{_DAY}(?:号|日|(?<=\d)(?![\d.楼栋度天个点单]))(?![楼院栋门线])"
)
_DAY_ONLY: Final = re.compile(rf"(?<![\d第月年.-]){_DAY}\s?(?:号|日)(?![楼院栋门线表码子])")
_SLASHED: Final = re.compile(
    r"(?<![\d/.-])(?P<month>1[0-2]|0?[1-9])/(?P<day>3[01]|[12]\d|0?[1-9])(?![\d/-])"
)
_PART: Final = re.compile(
    rf"(?:{YEAR}{MONTH}的?(?P<of>[底末初])|"
    rf"(?<![\d一二三四五六七八九十个])(?P<part>月[底末初中]))(?![级子])"
)
_DAY_EN: Final = re.compile(
    rf"\b(?:{MONTH_EN}\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?|"
    rf"(?P<day_first>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? "
    rf"(?P<month_later>{'|'.join(MONTHS_EN)})[a-z]{{0,6}})\b"
)
_FROM_NOW: Final = re.compile(
    rf"(?P<count>{COUNT}|半)\s?(?P<unit>个?月|天|日|个?周|个?星期|个?礼拜)[之以]?(?P<side>[后前])"
)
_FROM_NOW_EN: Final = re.compile(
    r"\bin (?P<count>\d{1,3}) (?P<unit>day|week|month)s?|"
    r"(?P<count_ago>\d{1,3}) (?P<unit_ago>day|week|month)s? ago"
)
UNIT_DAYS: Final = {
    "天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7, "月": 30, "年": 365,
    "day": 1, "week": 7, "month": 30,
}  # fmt: skip
_NEAR_MONTHS: Final = {"上上": -2, "上": -1, "这": 0, "本": 0, "当": 0, "下": 1, "下下": 2}
_NEAR_YEARS: Final = {"今": 0, "去": -1, "明": 1, "前": -2}
_LONG_AGO: Final = timedelta(days=240)
_FARTHEST: Final = timedelta(days=1100)


@dataclass(frozen=True, slots=True)
class Day:
    """A day that was found, and where."""

    start: int
    end: int
    on: date
    is_certain: bool = True


@dataclass(frozen=True, slots=True)
class _Asked:
    """The day of asking, and whether only days ahead are meant."""

    today: date
    is_ahead: bool


def date_in(text: str, now: datetime) -> Span | None:
    """The first day that is named, as a `date`."""
    day = day_in(text, now)
    if day is None:
        return None
    return Span(day.start, day.end, text[day.start : day.end], day.on, day.is_certain)


def day_in(text: str, now: datetime, *, is_ahead: bool = False) -> Day | None:
    """The day that is named most clearly; `is_ahead`: an appointment, 周三 is the coming one."""
    asked = _Asked(now.astimezone(SHANGHAI).date(), is_ahead)
    for reader in (_absolute, _from_now, _named, _weekday, _day_of_month):
        for day in reader(text, asked):
            if abs(day.on - asked.today) <= _FARTHEST:
                return day
    return None


def _absolute(text: str, asked: _Asked) -> Iterator[Day]:
    for found in _ISO.finditer(text):
        on = made(int(found["year"]), int(found["month"]), int(found["day"]))
        if on is not None:
            yield Day(*found.span(), on)
    for found in _MONTH_DAY.finditer(text):
        on = _month_day(found, asked)
        if on is not None:
            yield Day(*found.span(), on)
    for found in _DAY_EN.finditer(text):
        month = MONTHS_EN.index(found["month_en"] or found["month_later"]) + 1
        on = _nearest(month, int(found["day"] or found["day_first"]), asked)
        if on is not None:
            yield Day(*found.span(), on)


def _month_day(found: re.Match[str], asked: _Asked) -> date | None:
    day = _count(found["day"])
    if found["near"]:
        year, month = shifted_month(asked.today, _NEAR_MONTHS[found["near"]])
        return made(year, month, day)
    month = _count(found["month"])
    year_said = year_of(found["year"], asked.today)
    if year_said is not None:
        return made(year_said, month, day)
    return _nearest(month, day, asked)


def _nearest(month: int, day: int, asked: _Asked) -> date | None:
    """The date of that name behind, unless the one ahead is much nearer; or the next one."""
    years = (asked.today.year - 1, asked.today.year, asked.today.year + 1)
    dates = [on for year in years if (on := made(year, month, day)) is not None]
    if asked.is_ahead:
        dates = [on for on in dates if on >= asked.today]
        return min(dates) if dates else None
    behind = [on for on in dates if asked.today - _LONG_AGO <= on <= asked.today]
    if behind:
        return behind[-1]
    return min(dates, key=lambda on: abs(on - asked.today)) if dates else None


def _from_now(text: str, asked: _Asked) -> Iterator[Day]:
    for found in _FROM_NOW.finditer(text):
        unit = found["unit"].removeprefix("个")
        count = 0.5 if found["count"] == "半" else number_of(found["count"])
        if count is not None and count <= 400:
            days = round(count * UNIT_DAYS[unit]) * (1 if found["side"] == "后" else -1)
            yield Day(*found.span(), asked.today + timedelta(days=days), unit in ("天", "日"))
    for found in _FROM_NOW_EN.finditer(text):
        unit = found["unit"] or found["unit_ago"]
        days = int(found["count"] or found["count_ago"]) * UNIT_DAYS[unit]
        sign = 1 if found["unit"] else -1
        yield Day(*found.span(), asked.today + timedelta(days=sign * days), unit == "day")


def _named(text: str, asked: _Asked) -> Iterator[Day]:
    for found in _DAY_NAME.finditer(text):
        yield Day(*found.span(), asked.today + timedelta(days=_NAMED[found[0]]))


def _weekday(text: str, asked: _Asked) -> Iterator[Day]:
    monday = asked.today - timedelta(days=asked.today.weekday())
    for found in _WEEK.finditer(text):
        on = monday + timedelta(days=_WEEKDAYS[found["weekday"]])
        is_certain = found["weekday"] != "末"
        if found["week"]:
            on += timedelta(weeks=WEEKS[found["week"]])
        elif on < asked.today:
            on += timedelta(weeks=1)
        is_certain = is_certain and (asked.is_ahead or found["week"] is not None)
        yield Day(*found.span(), on, is_certain)
    for found in _WEEK_EN.finditer(text):
        on = monday + timedelta(days=_WEEKDAYS_EN.index(found["weekday"]))
        weeks = {"next": 1, "last": -1}.get(found["week"] or "", 0)
        on += timedelta(weeks=weeks + (1 if not found["week"] and on < asked.today else 0))
        yield Day(*found.span(), on, asked.is_ahead or found["week"] is not None)
    for found in _WEEK_ALONE.finditer(text):
        yield Day(*found.span(), monday + timedelta(weeks=WEEKS[found["week"]]), is_certain=False)


def _day_of_month(text: str, asked: _Asked) -> Iterator[Day]:
    for found in _DAY_ONLY.finditer(text):
        on = made(asked.today.year, asked.today.month, _count(found["day"]))
        if on is not None and asked.is_ahead and on < asked.today:
            on = made(*shifted_month(asked.today, 1), on.day)
        if on is not None:
            yield Day(*found.span(), on, is_certain=asked.is_ahead)
    for found in _SLASHED.finditer(text):
        on = _nearest(int(found["month"]), int(found["day"]), asked)
        if on is not None:
            yield Day(*found.span(), on, is_certain=False)
    for found in _PART.finditer(text):
        yield Day(*found.span(), _part_of_month(found, asked.today), is_certain=False)


def _part_of_month(found: re.Match[str], today: date) -> date:
    year, month = month_of(found, today) or (today.year, today.month)
    last = monthrange(year, month)[1]
    part = found["of"] or found["part"].removeprefix("月")
    return date(year, month, {"底": last, "末": last, "初": 1, "中": 15}[part])


def month_of(found: re.Match[str], today: date) -> tuple[int, int] | None:
    """The year and month that groups `year`, `month` and `near` name."""
    if found["near"]:
        return shifted_month(today, _NEAR_MONTHS[found["near"]])
    if not found["month"]:
        return None
    return year_of(found["year"], today) or today.year, _count(found["month"])


def year_of(said: str | None, today: date) -> int | None:
    """The year that is meant: 2025, 25, 二零二五, 去."""
    if not said:
        return None
    if said in _NEAR_YEARS:
        return today.year + _NEAR_YEARS[said]
    number = int(number_of(said) or 0)
    return number + 2000 if number < 100 else number


def shifted_month(today: date, months: int) -> tuple[int, int]:
    """The year and month so many months from today's."""
    place = today.year * 12 + today.month - 1 + months
    return place // 12, place % 12 + 1


def made(year: int, month: int, day: int) -> date | None:
    """The date, or None when the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _count(said: str) -> int:
    return int(number_of(said.replace("廿", "二十")) or 0)
