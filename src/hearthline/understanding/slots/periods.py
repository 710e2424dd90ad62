"""Months, heating seasons and spans of days: 上个月, 2025-2026采暖季, 去年冬天, 最近三个月.

A season runs from autumn to spring and is named by both years. What is asked about lies behind:
a bare month is the last one of that name.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Final

from hearthline.kernel.text import number_of
from hearthline.understanding.model import Span
from hearthline.understanding.slots.days import (
    MONTH,
    MONTH_EN,
    MONTHS_EN,
    SHANGHAI,
    UNIT_DAYS,
    WEEKS,
    YEAR,
    day_in,
    made,
    month_of,
    shifted_month,
    year_of,
)
from hearthline.understanding.slots.figures import COUNT

_MONTH: Final = re.compile(rf"{YEAR}的?{MONTH}(?!\d)")
_MONTH_ISO: Final = re.compile(r"(?<!\d)(?P<year>20\d\d)[-/.]\s?(?P<month>1[0-2]|0?[1-9])(?![\d-])")
_MONTH_EN: Final = re.compile(
    rf"\b{MONTH_EN}\b(?! (?:i|we|you|be|not)\b)|\b(?P<near_en>this|last|next) month\b"
)

_HEATING: Final = r"(?:采暖|供暖|取暖|供热|采暖)(?:季节?|期)"
_SEASON_YEARS: Final = re.compile(
    r"(?<!\d)(?P<first>20\d\d|\d\d)年?\s?(?:-|到|至|~|/|—)\s?(?P<second>20\d\d|"
    r"\d\d)(?!\d)(?![月号日])"
    rf"(?P<named>\s?年?(?:度|{_HEATING}|季|的?(?:采暖|取暖|供暖|暖气|热)费?))?"
)
_SEASON_SAID: Final = re.compile(
    r"(?P<first>[二两][零〇][零〇一二三四五六七八九]{2})年?[到至](?P<second>[二两][零〇][零〇一二三四五六七八九]{2})"
)
_SEASON_YEAR: Final = re.compile(
    rf"(?<!\d)(?P<year>20\d\d|[二两][零〇][零〇一二三四五六七八九]{{2}})年?度?的?"
    rf"(?P<named>冬天?|{_HEATING}|(?:采暖|取暖|供暖|暖气|热)费)?(?![\d-])"
)
_SEASON_NEAR: Final = re.compile(
    rf"(?P<near>大前年|前年|去年|上一?年度?|上一?个?{_HEATING}|去冬|上个冬天|今年|今冬|本年度?|"
    rf"[本这]个?{_HEATING}|"
    rf"这个冬天|当季|明年|来年|下一?年度?|下一?个?{_HEATING}|"
    r"\b(?:last|this|next) (?:heating )?(?:season|winter|year))(?P<winter>的?冬天?)?"
)
_BACK: Final = (
    (3, re.compile(r"大前年")),
    (2, re.compile(r"前年")),
    (1, re.compile(r"去|上|last")),
    (-1, re.compile(r"明|来|下|next")),
    (0, re.compile(r"")),
)
_SPRING_ENDS: Final = 5

_RECENT: Final = re.compile(
    rf"(?:最近|近|过去|前|这)\s?(?P<count>{COUNT}|半|几|两三)\s?个?(?P<unit>天|日|周|星期|礼拜|"
    rf"月|年)(?![前后号])|"
    r"last (?P<count_en>\d{1,3}) (?P<unit_en>day|week|month)s?"
)
_WEEK: Final = re.compile(
    r"(?P<week>上上|[上这本])个?(?:周|星期|礼拜)(?![一二三四五六日天末1-7])|\b(?P<week_en>this|"
    r"last) week\b"
)
_YEAR: Final = re.compile(
    r"(?P<near>今年|去年|前年|全年|this year|last year)(?![冬春夏秋\d一二三四五六七八九十]|"
    r"的?[\d十])|"
    r"(?<!\d)(?P<year>20\d\d)年(?!\s?\d)"
)
_TO: Final = re.compile(r"\s?(?:到|至|~|—|-|to|until)\s?")
_ROUGH_COUNTS: Final = {"半": 0.5, "几": 3.0, "两三": 3.0}
_MOST_TRIED: Final = 12
_NEAR_EN: Final = {"this": 0, "last": -1, "next": 1}


@dataclass(frozen=True, slots=True)
class DateRange:
    """From one day to another, both included; written `2026-10-01/2026-10-31`."""

    first: date
    last: date

    def __str__(self) -> str:
        """As ISO 8601 writes an interval."""
        return f"{self.first.isoformat()}/{self.last.isoformat()}"


def month_in(text: str, now: datetime) -> Span | None:
    """A month as `2026-10`; without a year the last one of that name."""
    found = _month(text, now.astimezone(SHANGHAI).date())
    if found is None:
        return None
    match, (year, month) = found
    return Span(match.start(), match.end(), match[0], f"{year}-{month:02d}")


def _month(text: str, today: date) -> tuple[re.Match[str], tuple[int, int]] | None:
    iso = _MONTH_ISO.search(text)
    if iso is not None:
        return iso, (int(iso["year"]), int(iso["month"]))
    for found in _MONTH.finditer(text):
        said = month_of(found, today)
        if said is not None:
            return found, said if found["year"] or found["near"] else _behind(*said, today)
    english = _MONTH_EN.search(text)
    if english is None:
        return None
    if english["near_en"]:
        return english, shifted_month(today, _NEAR_EN[english["near_en"]])
    return english, _behind(today.year, MONTHS_EN.index(english["month_en"]) + 1, today)


def _behind(year: int, month: int, today: date) -> tuple[int, int]:
    return (year, month) if (year, month) <= (today.year, today.month) else (year - 1, month)


def season_in(text: str, now: datetime) -> Span | None:
    """A heating season as `2025-2026`; in spring 今年 and 去年 are unsure."""
    today = now.astimezone(SHANGHAI).date()
    for reader in (_season_of_years, _season_near, _season_of_year):
        span = reader(text, today)
        if span is not None:
            return span
    return None


def _season(found: re.Match[str], first: int, *, is_certain: bool = True) -> Span:
    return Span(found.start(), found.end(), found[0], f"{first}-{first + 1}", is_certain)


def _season_of_years(text: str, _today: date) -> Span | None:
    for found in (*_SEASON_YEARS.finditer(text), *_SEASON_SAID.finditer(text)):
        first, second = (int(number_of(found[name]) or 0) % 100 for name in ("first", "second"))
        is_short = len(found["first"]) == 2 or len(found["second"]) == 2
        if second == first + 1 and (not is_short or found.groupdict().get("named")):
            return _season(found, 2000 + first)
    return None


def _season_near(text: str, today: date) -> Span | None:
    found = _SEASON_NEAR.search(text)
    if found is None:
        return None
    back = next(years for years, pattern in _BACK if pattern.match(found["near"]))
    is_spring = today.month < _SPRING_ENDS
    current = today.year - 1 if is_spring else today.year
    is_calendar = found["near"].endswith("年") or found["near"].endswith("year")
    if is_spring and is_calendar and back > 0:
        # 去年冬天, said in February, is the winter that began last autumn.
        return _season(found, today.year - back, is_certain=False)
    return _season(found, current - back, is_certain=not (is_spring and is_calendar))


def _season_of_year(text: str, today: date) -> Span | None:
    for found in _SEASON_YEAR.finditer(text):
        year = year_of(found["year"], today)
        if year is not None and abs(year - today.year) <= 10:
            return _season(found, year, is_certain=found["named"] is not None)
    return None


def date_range_in(text: str, now: datetime) -> Span | None:
    """A span of days: two days, a month, 最近三个月, 上周, 去年, one day."""
    today = now.astimezone(SHANGHAI).date()
    for reader in (_two_days, _two_months, _recent, _one_month, _one_week, _one_year):
        span = reader(text, now)
        if span is not None:
            return span
    day = day_in(text, now)
    if day is None or day.on > today:
        return None
    return Span(
        day.start, day.end, text[day.start : day.end], DateRange(day.on, day.on), day.is_certain
    )


def _two_days(text: str, now: datetime) -> Span | None:
    for to in islice(_TO.finditer(text), _MOST_TRIED):
        first = day_in(text[max(0, to.start() - 14) : to.start()], now)
        last = day_in(text[to.end() : to.end() + 14], now)
        if first is not None and last is not None and first.on <= last.on and last.start == 0:
            start, end = max(0, to.start() - 14) + first.start, to.end() + last.end
            is_certain = first.is_certain and last.is_certain
            return Span(start, end, text[start:end], DateRange(first.on, last.on), is_certain)
    return None


def _two_months(text: str, now: datetime) -> Span | None:
    today = now.astimezone(SHANGHAI).date()
    for to in islice(_TO.finditer(text), _MOST_TRIED):
        before, after = text[max(0, to.start() - 10) : to.start()], text[to.end() : to.end() + 10]
        first, last = _month(before, today), _month(after, today)
        if first is None or last is None or first[1] > last[1] or last[0].start() > 0:
            continue
        start, end = to.start() - len(before) + first[0].start(), to.end() + last[0].end()
        spanned = DateRange(date(*first[1], 1), _last_day(*last[1]))
        return Span(start, end, text[start:end], spanned)
    return None


def _recent(text: str, now: datetime) -> Span | None:
    today = now.astimezone(SHANGHAI).date()
    found = _RECENT.search(text)
    if found is None:
        return None
    said = found["count"] or found["count_en"]
    count = _ROUGH_COUNTS.get(said) or number_of(said) or 0.0
    days = round(count * UNIT_DAYS[found["unit"] or found["unit_en"]])
    if not 1 <= days <= 1100:
        return None
    spanned = DateRange(today - timedelta(days=days), today)
    return Span(found.start(), found.end(), found[0], spanned, said not in _ROUGH_COUNTS)


def _one_month(text: str, now: datetime) -> Span | None:
    today = now.astimezone(SHANGHAI).date()
    found = _month(text, today)
    if found is None or re.match(r"的?\s?[\d一二三十]{1,3}[号日]", text[found[0].end() :]):
        return None
    match, month = found
    first = date(*month, 1)
    if first > today:
        return None
    spanned = DateRange(first, min(_last_day(*month), today))
    return Span(match.start(), match.end(), match[0], spanned)


def _one_week(text: str, now: datetime) -> Span | None:
    today = now.astimezone(SHANGHAI).date()
    found = _WEEK.search(text)
    if found is None:
        return None
    weeks = WEEKS[found["week"]] if found["week"] else _NEAR_EN[found["week_en"]]
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)
    spanned = DateRange(monday, min(monday + timedelta(days=6), today))
    return Span(found.start(), found.end(), found[0], spanned)


def _one_year(text: str, now: datetime) -> Span | None:
    today = now.astimezone(SHANGHAI).date()
    found = _YEAR.search(text)
    if found is None:
        return None
    back = {"去年": 1, "last year": 1, "前年": 2}.get(found["near"] or "", 0)
    year = int(found["year"]) if found["year"] else today.year - back
    first, last = made(year, 1, 1), made(year, 12, 31)
    if first is None or last is None or first > today:
        return None
    return Span(found.start(), found.end(), found[0], DateRange(first, min(last, today)))


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


PERIOD_READERS: Final[dict[str, Callable[[str, datetime], Span | None]]] = {
    "month": month_in,
    "season": season_in,
    "date_range": date_range_in,
}
