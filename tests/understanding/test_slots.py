"""Values found in what people say (R22)."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthline.understanding import NONE_OF_THESE, SLOT_TYPES, extract

pytestmark = pytest.mark.unit

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
_DIGITS = "零一二三四五六七八九"
OPTIONS = ("报修", "查停热信息", "申请测温")


def value(slot_type: str, text: str, **more: tuple[str, ...]) -> object:
    found = extract(slot_type, text, NOW, **more)
    return None if found is None else found.value


@pytest.mark.parametrize("slot_type", sorted(SLOT_TYPES))
@given(text=st.text(max_size=60))
def test_no_text_breaks_a_reader_and_spans_lie_inside(slot_type: str, text: str) -> None:
    found = extract(slot_type, text, NOW, options=OPTIONS)

    assert found is None or 0 <= found.start <= found.end


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("户号1203009912家里不热", "1203009912"),
        ("我的户号是 1203 009 912", "1203009912"),
        ("一二零三零零九九一二", "1203009912"),
        ("13812345678", None),
        ("3-2-501", None),
        ("室温15度", None),
    ],
)
def test_an_account_number_is_told_from_other_numbers(text: str, number: str | None) -> None:
    assert value("account_no", text) == number


@pytest.mark.parametrize(
    "text", ["13812345678", "138 1234 5678", "+86-138-1234-5678", "一三八一二三四五六七八"]
)
def test_a_mobile_number_has_one_form(text: str) -> None:
    assert value("phone", text) == "13812345678"


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("十五度半", 15.5),
        ("屋里只有十四度五", 14.5),
        ("15.5℃", 15.5),
        ("零下三度", -3.0),
        ("大概十六", 16.0),
        ("温度计显示 14 度", 14.0),
        ("It is 15 degrees", 15.0),
        ("房本89平你们按95收", None),
        ("89.3平米", None),
        ("用了300度电", None),
        ("3号楼2单元501", None),
        ("三天了", None),
    ],
)
def test_a_room_temperature_is_read_and_areas_are_refused(text: str, degrees: float | None) -> None:
    assert value("temp_c", text) == degrees


@given(st.integers(min_value=1, max_value=39), st.booleans())
def test_spoken_and_written_degrees_agree(degrees: int, half: bool) -> None:
    tens, ones = divmod(degrees, 10)
    said = (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "")
    said += _DIGITS[ones] if ones or not tens else ""
    tail = "半" if half else ""

    expected = degrees + 0.5 * half
    assert value("temp_c", f"家里{said}度{tail}") == expected
    assert value("temp_c", f"家里{degrees}度{tail}") == expected


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
    said = [
        f"{building}-{unit}-{room}",
        f"{building}号楼{unit}单元{room}室",
        f"{building}栋{unit}单元{room}",
        f"{building}栋{_DIGITS[unit]}单元{spoken}",
    ]

    assert {str(value("address", text)) for text in said} == {f"{building}号楼{unit}单元{room}室"}


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("三栋二单元五零一", "3号楼2单元501室"),
        ("我家在幸福里8号楼2单元601次卧不热", "幸福里8号楼2单元601室"),
        ("东风路18号院3-2-401家里没暖气", "东风路18号院3号楼2单元401室"),
        ("138-1234-5678", "None"),
        ("2026-11-21", "None"),
    ],
)
def test_an_address_stands_in_a_sentence(text: str, address: str) -> None:
    assert str(value("address", text)) == address


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("昨晚", "2026-11-20T20:00"),
        ("前天下午", "2026-11-19T15:00"),
        ("三天前", "2026-11-18T09:30"),
        ("三天了暖气一直没热", "2026-11-18T09:30"),
        ("今天早上六点", "2026-11-21T06:00"),
        ("昨天晚上八点半", "2026-11-20T20:30"),
        ("上周三", "2026-11-11T12:00"),
        ("11月15号开始", "2026-11-15T12:00"),
        ("last night", "2026-11-20T20:00"),
        ("3 days ago", "2026-11-18T09:30"),
    ],
)
def test_a_beginning_is_placed_on_the_clock(text: str, moment: str) -> None:
    found = value("since_time", text)

    assert isinstance(found, datetime)
    assert found.isoformat()[:16] == moment
    assert found.tzinfo is not None


@given(st.sampled_from(["今晚八点", "晚上", "周日", "12月30号", "20:30", "刚才", "今天"]))
def test_trouble_never_began_in_the_future(text: str) -> None:
    found = value("since_time", text)

    assert isinstance(found, datetime)
    assert found <= NOW


def test_the_clock_may_stand_in_another_zone() -> None:
    found = extract("since_time", "昨晚", datetime(2026, 11, 20, 17, 0, tzinfo=UTC))

    assert found is not None
    assert str(found.value).startswith("2026-11-20 20:00")


@pytest.mark.parametrize(
    "text",
    ["对", "嗯", "嗯嗯", "没错", "是的", "好的", "可以", "没问题", "行吧", "中", "对，没问题"],
)
def test_a_yes_is_heard_in_many_words(text: str) -> None:
    assert value("yes_no", text) is True


@pytest.mark.parametrize(
    "text",
    ["不是", "没有", "不对", "不用", "不用了谢谢", "不", "没", "不对，是14度", "还是冷", "no"],
)
def test_a_no_is_heard_in_many_words(text: str) -> None:
    assert value("yes_no", text) is False


@pytest.mark.parametrize(
    "text", ["好冷", "有点凉", "可是不热", "中间那个", "不知道", "不冷", "不好意思", "是不是啊"]
)
def test_words_that_only_begin_like_an_answer_are_none(text: str) -> None:
    assert value("yes_no", text) is None


def test_a_yes_that_turns_is_not_certain() -> None:
    found = extract("yes_no", "对不过温度是14度", NOW)

    assert found is not None
    assert not found.is_certain


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("第二个", 1),
        ("2", 1),
        ("B", 1),
        ("选1", 0),
        ("最后一个", 2),
        ("查停热", 1),
        ("我要测温", 2),
        ("都不是", NONE_OF_THESE),
        ("7", None),
        ("今天天气", None),
    ],
)
def test_a_choice_is_made_by_number_or_label(text: str, place: int | None) -> None:
    assert value("choice", text, options=OPTIONS) == place


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("5", 5),
        ("给你们4分", 4),
        ("非常满意", 5),
        ("满意", 4),
        ("一般", 3),
        ("不满意", 2),
        ("非常不满意", 1),
        ("10分", None),
    ],
)
def test_a_score_is_a_number_or_a_word(text: str, score: int | None) -> None:
    assert value("score_1_5", text) == score


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("就我家", False),
        ("别人家都热", False),
        ("邻居也不热", True),
        ("楼上楼下都冷", True),
        ("是的", True),
    ],
)
def test_neighbours_are_asked_about_in_their_own_words(text: str, same: bool) -> None:
    assert value("neighbour_same", text) is same


def test_rooms_are_named_in_the_order_said() -> None:
    assert value("room", "客厅热，主卧室和北屋不热") == "客厅、主卧、北屋"


def test_an_unknown_slot_type_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(LookupError):
        extract("colour", "红", NOW)
