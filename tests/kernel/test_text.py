"""The normal form, soundness and numerals of text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthline.kernel.text import (
    _normalised_once,
    code_points,
    normalise,
    number_of,
    unsound,
    with_digits,
)

pytestmark = pytest.mark.unit

_UNITS = ((1000, "千"), (100, "百"), (10, "十"))
_DIGITS = "零一二三四五六七八九"


def spoken(number: int) -> str:
    """The Chinese numeral of a number below ten thousand."""
    said, rest, is_gap = "", number, False
    for value, unit in _UNITS:
        digit, rest = divmod(rest, value)
        if digit:
            said += ("零" if is_gap else "") + _DIGITS[digit] + unit
            is_gap = False
        else:
            is_gap = bool(said)
    if rest or not said:
        said += ("零" if is_gap else "") + _DIGITS[rest]
    return said


@given(st.text(max_size=80))
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text)

    assert normalise(once) == once


@given(st.text(max_size=80))
def test_the_normal_form_is_sound_and_trimmed(text: str) -> None:
    normal = normalise(text)

    assert unsound(normal) is None
    assert normal == normal.strip()
    assert "  " not in normal


_TYPED = st.sampled_from([*"ＡＢｃ１２：，　aZ9 ,。、暖气不热\u3000\t\u200b①㎡é"])


@given(st.text(_TYPED, max_size=20))
def test_the_quick_way_and_the_thorough_way_agree(text: str) -> None:
    thorough = text
    for _ in range(4):
        thorough = _normalised_once(thorough)

    assert normalise(text) == thorough


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("Ｈｅｌｌｏ　Ｗorld", "hello world"),
        ("１５℃", "15°c"),
        ("暖\u200b气\u202e不\ufeff热", "暖气不热"),
        ("暖 气 不 热", "暖气不热"),
        ("h̵̡̢e̴͓l̷̞l̸̰o̵", "hello"),
        ("a\n\t b", "a b"),
        ("नमस्ते", "नमस्ते"),
        ("", ""),
    ],
)
def test_ways_of_writing_the_same_have_one_form(written: str, normal: str) -> None:
    assert normalise(written) == normal


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40))
def test_code_points_are_counted_as_the_limit_means_them(text: str) -> None:
    assert code_points(text) == len(text.encode("utf-32-le")) // 4


@pytest.mark.parametrize(
    ("text", "why"), [("a\x00b", "nul"), ("a\ud800", "surrogate"), ("\udfff", "surrogate")]
)
def test_what_cannot_be_stored_is_named(text: str, why: str) -> None:
    assert unsound(text) == why


@given(st.text(alphabet=st.characters(exclude_characters="\x00", exclude_categories=["Cs"])))
def test_every_other_text_is_sound(text: str) -> None:
    assert unsound(text) is None


@given(st.integers(min_value=0, max_value=9999))
def test_a_spoken_number_is_read_back(number: int) -> None:
    assert number_of(spoken(number)) == number


@given(st.integers(min_value=0, max_value=9_999_999))
def test_a_number_said_digit_by_digit_keeps_its_digits(number: int) -> None:
    said = "".join(_DIGITS[int(digit)] for digit in str(number))

    assert with_digits(said) == str(number)


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("十五", 15),
        ("五零一", 501),
        ("两千五", 2500),
        ("三百二", 320),
        ("一万零五百", 10500),
        ("十五点五", 15.5),
        ("18.5", 18.5),
        ("两万三", 23000),
        ("两百五", 250),
        ("一千二", 1200),
        ("一千零五", 1005),
        ("1万2", 12000),
        ("1.5万", 15000),
        ("3千5", 3500),
        ("2百", 200),
    ],
)
def test_numbers_are_said_in_many_ways(said: str, number: float) -> None:
    assert number_of(said) == number


@pytest.mark.parametrize(
    "said", ["", "点五", "五点", "暖气", "1,2", "十五点五点", "亿" * 400, "9" * 5000, "1万零5百"]
)
def test_what_is_no_number_has_no_value(said: str) -> None:
    assert number_of(said) is None


def test_numerals_inside_a_sentence_become_digits() -> None:
    assert with_digits("三栋二单元五零一，十五点五度") == "3栋2单元501，15.5度"
