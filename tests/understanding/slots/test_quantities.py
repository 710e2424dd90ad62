"""Measures, counts, money and scores (R22)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.understanding.slots.reading import said, span

pytestmark = pytest.mark.unit

_DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("十五度半", "15.5"),
        ("十五点五度", "15.5"),
        ("15点5度", "15.5"),
        ("室温15点5", "15.5"),
        ("屋里只有十四度五", "14.5"),
        ("15.5℃", "15.5"),
        ("零下三度", "-3.0"),
        ("-3度", "-3.0"),
        ("温度计显示 14 度", "14.0"),
        ("It is 15 degrees", "15.0"),
        ("失温才15", "15.0"),
        ("15", "15.0"),
        ("不是15度，是16度", "16.0"),
        ("大概十六", "16.0?"),
        ("十六度左右", "16.0?"),
        ("才十几度", "15.0?"),
        ("二十来度", "25.0?"),
        ("十五六度", "15.0?"),
        ("不到18度", "18.0?"),
        ("房本89平你们按95收", None),
        ("89.3平米", None),
        ("用了300度电", None),
        ("用了30度电", None),
        ("3号楼2单元501", None),
        ("三天了", None),
        ("一度停电", None),
        ("电费多少钱一度", None),
        ("一天用了30度", None),
        ("60度", None),
    ],
)
def test_a_room_temperature_is_read_and_other_numbers_are_refused(
    text: str, degrees: str | None
) -> None:
    assert said("temp_c", text) == degrees


@given(st.integers(min_value=1, max_value=39), st.booleans())
def test_spoken_and_written_degrees_agree(degrees: int, half: bool) -> None:
    tens, ones = divmod(degrees, 10)
    spoken = (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "")
    spoken += _DIGITS[ones] if ones or not tens else ""
    tail = "半" if half else ""

    expected = str(degrees + 0.5 * half)
    assert said("temp_c", f"家里{spoken}度{tail}") == expected
    assert said("temp_c", f"家里{degrees}度{tail}") == expected


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("一百块", "10000"),
        ("100", "10000"),
        ("50.5元", "5050"),
        ("一千二", "120000"),
        ("两百五", "25000"),
        ("三块二毛五", "325"),
        ("收我一块五一度", "150"),
        ("五十块五", "5050"),
        ("五毛", "50"),
        ("1万2", "1200000"),
        ("1,200.50元", "120050"),
        ("¥88.8", "8880"),
        ("交一百电费", "10000"),
        ("充200", "20000"),
        ("余额低于30提醒我", "3000"),
        ("改成五十块钱", "5000"),
        ("不是一百，是两百块", "20000"),
        ("100 yuan", "10000"),
        ("两百多块", "20000?"),
        ("大概300元", "30000?"),
        ("0元", None),
        ("100度", None),
        ("89平", None),
        ("3号楼", None),
        ("装一块表多少天", None),
        ("几千块钱找谁要", None),
        ("充一下", None),
        ("12.345元", None),
        ("多少钱", None),
    ],
)
def test_a_sum_is_counted_in_fen(text: str, fen: str | None) -> None:
    assert said("amount", text) == fen


@given(st.integers(min_value=1, max_value=9_999_999), st.integers(min_value=0, max_value=99))
def test_every_written_sum_is_read_back(yuan: int, fen: int) -> None:
    assert said("amount", f"{yuan}.{fen:02d}元") == str(yuan * 100 + fen)


@pytest.mark.parametrize(
    ("slot_type", "text", "value"),
    [
        ("area_m2", "八十九点三平", "89.3"),
        ("area_m2", "89.3㎡", "89.3"),
        ("area_m2", "房本上写的八十九点三", "89.3"),
        ("area_m2", "120", "120.0"),
        ("area_m2", "房本89平你们按95收", "89.0"),
        ("area_m2", "一百来平", "100.0?"),
        ("area_m2", "15度", None),
        ("area_m2", "多少钱一平", None),
        ("area_m2", "2025年", None),
        ("load_kw", "八千瓦", "8.0"),
        ("load_kw", "8个千瓦", "8.0"),
        ("load_kw", "10kw", "10.0"),
        ("load_kw", "10000瓦", "10.0"),
        ("load_kw", "十五千瓦", "15.0"),
        ("load_kw", "12", "12.0"),
        ("load_kw", "充电桩几千瓦", None),
        ("load_kw", "10kwh", None),
        ("load_kw", "十千瓦时", None),
        ("person_count", "六口人", "6"),
        ("person_count", "我家5个人", "5"),
        ("person_count", "一家六口", "6"),
        ("person_count", "人口是7", "7"),
        ("person_count", "5", "5"),
        ("person_count", "five people", "5"),
        ("person_count", "五六口人", "5?"),
        ("person_count", "一户多人口咋办", None),
        ("person_count", "第5个人", None),
        ("person_count", "后四位是0098", None),
        ("person_count", "多人口一年减多少", None),
        ("person_count", "60口", None),
        ("meter_reading", "表上是12345", "12345.0"),
        ("meter_reading", "读数12345.6", "12345.6"),
        ("meter_reading", "走到一万二千三百四十五了", "12345.0"),
        ("meter_reading", "001234", "1234.0"),
        ("meter_reading", "12345度", "12345.0"),
        ("meter_reading", "12345元", None),
        ("phase", "我家要三相电", "THREE"),
        ("phase", "三项电", "THREE"),
        ("phase", "380伏", "THREE"),
        ("phase", "单相", "SINGLE"),
        ("phase", "220的", "SINGLE"),
        ("phase", "不要三相，单相就行", "SINGLE"),
        ("phase", "单相还是三相", None),
        ("phase", "一项业务", None),
        ("score_1_5", "5", "5"),
        ("score_1_5", "给你们4分", "4"),
        ("score_1_5", "非常满意", "5"),
        ("score_1_5", "满意", "4"),
        ("score_1_5", "一般", "3"),
        ("score_1_5", "不满意", "2"),
        ("score_1_5", "非常不满意", "1"),
        ("score_1_5", "10分", None),
    ],
)
def test_measures_and_counts_have_their_units(slot_type: str, text: str, value: str | None) -> None:
    assert said(slot_type, text) == value


def test_a_sum_is_an_integer_and_a_count_too() -> None:
    amount, count = span("amount", "50.5元"), span("person_count", "六口人")

    assert amount is not None
    assert count is not None
    assert isinstance(amount.value, int)
    assert isinstance(count.value, int)
