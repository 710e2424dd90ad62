"""Addresses, places and rooms (R22)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthline.understanding import Address
from tests.understanding.slots.reading import said, span

pytestmark = pytest.mark.unit

_DIGITS = "零一二三四五六七八九"


@given(
    building=st.integers(min_value=1, max_value=99),
    unit=st.integers(min_value=1, max_value=9),
    floor=st.integers(min_value=1, max_value=33),
    flat=st.integers(min_value=1, max_value=9),
)
def test_one_flat_written_in_many_ways_is_one_address(
    building: int, unit: int, floor: int, flat: int
) -> None:
    room = f"{floor}0{flat}"
    spoken = "".join(_DIGITS[int(digit)] for digit in room)
    texts = [
        f"{building}-{unit}-{room}",
        f"{building}号楼{unit}单元{room}室",
        f"{building}栋{unit}单元{room}",
        f"{building}栋{_DIGITS[unit]}单元{spoken}",
        f"{building}#{unit}-{room}",
        f"{building}杠{unit}杠{room}",
    ]

    assert {said("address", text) for text in texts} == {f"{building}号楼{unit}单元{room}室"}


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("三栋二单元五零一", "3号楼2单元501室"),
        ("三号楼二单元五零一", "3号楼2单元501室"),
        ("3-2-501", "3号楼2单元501室"),
        ("三号楼501", "3号楼501室"),
        ("A座1203", "A号楼1203室"),
        ("12号501室", "12号楼501室"),
        ("我家在幸福里8号楼2单元601次卧不热", "幸福里8号楼2单元601室"),
        ("暖气不热幸福里小区8号楼2单元601", "幸福里小区8号楼2单元601室"),
        ("东风路18号院3-2-401家里没暖气", "东风路18号院3号楼2单元401室"),
        ("不是3号楼，是5号楼2单元501", "5号楼2单元501室"),
        ("2单元501", "2单元501室"),
        ("李家村15号", "李家村15号"),
        ("建设路十二号院", "建设路12号院"),
        ("12-1501", "12号楼1501室?"),
        ("3号楼", "3号楼?"),
        ("幸福里小区停电了", "幸福里小区?"),
        ("我住阳光花园", "阳光花园?"),
        ("501", "501室?"),
        ("我们小区停电了", "None"),
        ("整个小区都不热", "None"),
        ("这是什么小区", "None"),
        ("楼上漏水", "None"),
        ("138-1234-5678", "None"),
        ("2026-11-21", "None"),
        ("15度", "None"),
        ("3号线", "None"),
        ("11月15号开始", "None"),
        ("农村用电", "None"),
    ],
)
def test_an_address_stands_in_a_sentence_whole_or_in_part(text: str, address: str) -> None:
    assert str(said("address", text)) == address


def test_an_address_keeps_the_words_and_compares_without_them() -> None:
    found, other = span("address", "我住三栋二单元五零一"), span("address", "3-2-501")

    assert found is not None
    assert other is not None
    assert isinstance(found.value, Address)
    assert found.value == other.value
    assert found.value.raw == "三栋二单元五零一"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("小区门口往外冒热水", "小区门口"),
        ("东风路和建设街路口", "东风路和建设街路口"),
        ("第一中学对面电线断了", "第一中学对面"),
        ("3号楼2单元501", "3号楼2单元501室"),
        ("幸福里小区", "幸福里小区?"),
        ("不知道", "None"),
    ],
)
def test_a_place_may_be_out_of_doors(text: str, place: str) -> None:
    assert str(said("place", text)) == place


def test_rooms_are_named_in_the_order_said() -> None:
    assert said("room", "客厅热，主卧室和北屋不热") == "客厅、主卧、北屋"


@pytest.mark.parametrize(
    ("slot_type", "text", "value"),
    [
        ("leak_level", "一滴一滴的", "DRIP"),
        ("leak_level", "有点渗水", "DRIP"),
        ("leak_level", "不大", "DRIP"),
        ("leak_level", "一直在流", "FLOW"),
        ("leak_level", "拿盆接着", "None"),
        ("leak_level", "喷出来了", "BURST"),
        ("leak_level", "很大，止不住", "BURST"),
        ("leak_level", "没喷，就滴水", "DRIP"),
        ("leak_level", "dripping", "DRIP"),
        ("closable", "关不上", "False"),
        ("closable", "找不到阀门", "False"),
        ("closable", "已经关了", "True"),
        ("closable", "能关", "True"),
        ("closable", "可以", "True"),
        ("closable", "不能", "False"),
        ("closable", "I can't close it", "False"),
        ("closable", "怎么关", "None"),
    ],
)
def test_how_bad_a_leak_is_and_whether_the_valve_closes(
    slot_type: str, text: str, value: str
) -> None:
    assert str(said(slot_type, text)) == value
