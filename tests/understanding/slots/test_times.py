"""Days, months, seasons, spans, appointments and beginnings (R22). Today is Saturday 2026-11-21."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthline.understanding import extract
from tests.understanding.slots.reading import NOW, said, span

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("昨晚", "2026-11-20T20:00"),
        ("前天下午", "2026-11-19T15:00"),
        ("三天前", "2026-11-18T09:30"),
        ("三天了暖气一直没热", "2026-11-18T09:30"),
        ("两个多小时了", "2026-11-21T07:30"),
        ("半个月了", "2026-11-06T09:30"),
        ("今天早上六点", "2026-11-21T06:00"),
        ("昨天晚上八点半", "2026-11-20T20:30"),
        ("上周三", "2026-11-11T12:00"),
        ("11月15号开始", "2026-11-15T12:00"),
        ("凌晨一点停的", "2026-11-21T01:00"),
        ("昨晚一点多", "2026-11-21T01:00"),
        ("昨天夜里三点", "2026-11-21T03:00"),
        ("晚上12点停的", "2026-11-21T00:00"),
        ("昨晚六点", "2026-11-20T18:00"),
        ("一点半就停了", "2026-11-21T01:30"),
        ("last night", "2026-11-20T20:00"),
        ("3 days ago", "2026-11-18T09:30"),
        ("这两天", "2026-11-19T09:30"),
        ("一点都不热", None),
        ("一点不热", None),
        ("一点儿也不暖和", None),
        ("有一点凉", None),
        ("差一点", None),
        ("早一点来", None),
        ("快一点", None),
        ("晚上一点都不热", "2026-11-20T20:00"),
        ("晚上好", None),
        ("营业厅下午几点开", None),
        ("晚上电价多少", None),
        ("明儿个礼拜天有人不", None),
        ("解释一下刚才那句", None),
        ("早就不热了", None),
        ("太晚了", None),
        ("明天下午", None),
        ("今天能修好吗", None),
        ("今晚必须给我解决", None),
        ("下周三停电", None),
        ("现在家里15度", None),
    ],
)
def test_a_beginning_is_placed_on_the_clock(text: str, moment: str | None) -> None:
    found = span("since_time", text)
    if found is None:
        assert moment is None
        return

    assert isinstance(found.value, datetime)
    assert found.value.isoformat()[:16] == moment
    assert found.value.tzinfo is not None


@pytest.mark.parametrize("text", ["晚上", "周日", "几天了"])
def test_what_may_be_any_evening_or_sunday_is_unsure(text: str) -> None:
    found = span("since_time", text)

    assert found is not None
    assert not found.is_certain


@given(st.sampled_from(["今晚八点", "晚上", "周日", "12月30号", "20:30", "刚才", "今天", "现在"]))
def test_trouble_never_began_in_the_future(text: str) -> None:
    found = span("since_time", text)

    assert found is not None
    assert isinstance(found.value, datetime)
    assert found.value <= NOW


def test_the_clock_may_stand_in_another_zone() -> None:
    found = extract("since_time", "昨晚", datetime(2026, 11, 20, 17, 0, tzinfo=UTC))

    assert found is not None
    assert str(found.value).startswith("2026-11-20 20:00")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("今天", "2026-11-21"),
        ("前天下午", "2026-11-19"),
        ("昨晚停的", "2026-11-20"),
        ("明天上午", "2026-11-22"),
        ("后天", "2026-11-23"),
        ("大后天", "2026-11-24"),
        ("下周三上午", "2026-11-25"),
        ("上周三", "2026-11-11"),
        ("这周五", "2026-11-20"),
        ("下下周一", "2026-11-30"),
        ("这个月15号", "2026-11-15"),
        ("上个月3号", "2026-10-03"),
        ("下个月五号", "2026-12-05"),
        ("11月15号", "2026-11-15"),
        ("十一月十五号", "2026-11-15"),
        ("1月3号", "2027-01-03"),
        ("去年12月30号", "2025-12-30"),
        ("2026年11月15日", "2026-11-15"),
        ("2026-11-15", "2026-11-15"),
        ("三天后", "2026-11-24"),
        ("三天前", "2026-11-18"),
        ("in 3 days", "2026-11-24"),
        ("tomorrow", "2026-11-22"),
        ("Nov 15", "2026-11-15"),
        ("15th of November", "2026-11-15"),
        ("next Wednesday", "2026-11-25"),
        ("15号", "2026-11-15?"),
        ("周三", "2026-11-25?"),
        ("下周", "2026-11-23?"),
        ("周末", "2026-11-21?"),
        ("月底", "2026-11-30?"),
        ("下个月初", "2026-12-01?"),
        ("11/15", "2026-11-15?"),
        ("不是15号，是11月16号", "2026-11-16"),
        ("5月12号那笔交了没", "2026-05-12"),
        ("2月30号", None),
        ("到底还来不来人", None),
        ("跟上月一样", None),
        ("15号楼", None),
        ("3-2-501", None),
        ("15度", None),
        ("一点都不热", None),
        ("几号", None),
    ],
)
def test_a_day_lies_behind_or_ahead(text: str, day: str | None) -> None:
    assert said("date", text) == day


@pytest.mark.parametrize(
    ("slot_type", "text", "value"),
    [
        ("month", "这个月电费多少", "2026-11"),
        ("month", "上个月", "2026-10"),
        ("month", "上上个月", "2026-09"),
        ("month", "10月份", "2026-10"),
        ("month", "12月的", "2025-12"),
        ("month", "去年12月", "2025-12"),
        ("month", "2026年3月", "2026-03"),
        ("month", "2026-03", "2026-03"),
        ("month", "last month", "2026-10"),
        ("month", "October", "2026-10"),
        ("month", "三个月", None),
        ("month", "may i install a pump", None),
        ("month", "不知道", None),
        ("season", "去年冬天", "2025-2026"),
        ("season", "去年", "2025-2026"),
        ("season", "今年", "2026-2027"),
        ("season", "这个采暖季", "2026-2027"),
        ("season", "上个供暖季", "2025-2026"),
        ("season", "前年", "2024-2025"),
        ("season", "2025到2026采暖季", "2025-2026"),
        ("season", "2025-2026", "2025-2026"),
        ("season", "25-26年度", "2025-2026"),
        ("season", "二零二五到二零二六", "2025-2026"),
        ("season", "2025年冬天", "2025-2026"),
        ("season", "2025年", "2025-2026?"),
        ("season", "last season", "2025-2026"),
        ("season", "3-2-501", None),
        ("season", "这个月", None),
        ("date_range", "上个月", "2026-10-01/2026-10-31"),
        ("date_range", "这个月", "2026-11-01/2026-11-21"),
        ("date_range", "9月到10月", "2026-09-01/2026-10-31"),
        ("date_range", "11月1号到11月15号", "2026-11-01/2026-11-15"),
        ("date_range", "最近7天", "2026-11-14/2026-11-21"),
        ("date_range", "最近三个月", "2026-08-23/2026-11-21"),
        ("date_range", "上周", "2026-11-09/2026-11-15"),
        ("date_range", "去年", "2025-01-01/2025-12-31"),
        ("date_range", "今年", "2026-01-01/2026-11-21"),
        ("date_range", "昨天", "2026-11-20/2026-11-20"),
        ("date_range", "last month", "2026-10-01/2026-10-31"),
        ("date_range", "明天", None),
        ("date_range", "不热", None),
    ],
)
def test_periods_have_one_form(slot_type: str, text: str, value: str | None) -> None:
    assert said(slot_type, text) == value


@pytest.mark.parametrize(
    ("day", "text", "season"),
    [
        ("2027-02-10", "这个采暖季", "2026-2027"),
        ("2027-02-10", "今年", "2026-2027?"),
        ("2027-02-10", "去年", "2026-2027?"),
        ("2027-02-10", "上个采暖季", "2025-2026"),
        ("2027-06-10", "今年冬天", "2027-2028"),
        ("2027-06-10", "去年", "2026-2027"),
    ],
)
def test_in_spring_a_year_does_not_name_a_season_for_sure(day: str, text: str, season: str) -> None:
    now = datetime.fromisoformat(f"{day}T09:00:00+08:00")
    found = extract("season", text, now)

    assert found is not None
    assert f"{found.value}{'' if found.is_certain else '?'}" == season


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("下周三上午", "2026-11-25T08:00/2026-11-25T12:00"),
        ("明天下午两点到四点", "2026-11-22T14:00/2026-11-22T16:00"),
        ("明天9点到11点", "2026-11-22T09:00/2026-11-22T11:00"),
        ("后天下午三点", "2026-11-23T15:00/2026-11-23T16:00"),
        ("周三下午", "2026-11-25T13:00/2026-11-25T18:00"),
        ("15号上午", "2026-12-15T08:00/2026-12-15T12:00"),
        ("明天五点以后", "2026-11-22T17:00/2026-11-22T21:00"),
        ("明晚", "2026-11-22T18:00/2026-11-22T21:00"),
        ("tomorrow morning", "2026-11-22T08:00/2026-11-22T12:00"),
        ("明天", "2026-11-22?"),
        ("周末", "2026-11-21?"),
        ("上午", "T08:00/T12:00?"),
        ("随时都行", "any"),
        ("昨天下午", None),
        ("一点都不热", None),
        ("不知道", None),
    ],
)
def test_an_appointment_lies_ahead(text: str, slot: str | None) -> None:
    assert said("time_slot", text) == slot
