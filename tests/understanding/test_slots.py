"""What all readers of values share, and the short answers to a question (R22)."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearthline.platform.language import matching_form
from hearthline.understanding import NONE_OF_THESE, SLOT_TYPES, Span, extract
from tests.understanding.slots.reading import NOW, span

pytestmark = pytest.mark.unit

OPTIONS = ("报修", "查停热信息", "申请测温")
LONGEST_SECONDS = 0.2
HOSTILE = [
    "1",
    "一",
    "1 ",
    "1-2-",
    "就是",
    "十",
    "百",
    "1,",
    "点",
    "a.",
    "a@",
    "公司",
    "号",
    "1楼",
    "不是1是",
    "周",
    "一点",
    "3月",
    "到",
    "路",
    "我叫",
    "小区",
    "：",
    "今天",
    "㎡",
    "对",
]
_TALK = st.lists(
    st.sampled_from(
        [
            *"一二三四五零两十百千点度半号楼单元栋室元块毛平岁月日周",
            *"上下前后不是的到我叫张x@.:-,，。 ０１２3459",
            "户号",
            "明天",
            "上午",
            "公司",
            "阀门",
            "小区",
            "验证码",
            "不对，",
            "采暖季",
            "千瓦",
            "尾号",
        ]
    ),
    max_size=20,
).map("".join)


def value(slot_type: str, text: str, **more: tuple[str, ...]) -> object:
    found = extract(slot_type, text, NOW, **more)
    return None if found is None else found.value


@pytest.mark.parametrize("slot_type", sorted(SLOT_TYPES))
@settings(max_examples=40)
@given(text=st.one_of(_TALK, st.text(max_size=60)))
def test_a_value_stands_where_its_span_says(slot_type: str, text: str) -> None:
    found = extract(slot_type, text, NOW, options=OPTIONS)

    if found is not None:
        assert 0 <= found.start <= found.end
        assert matching_form(text)[found.start : found.end].strip() == found.text.strip()


@pytest.mark.parametrize("slot_type", sorted(SLOT_TYPES))
def test_a_hostile_text_takes_no_long_time(slot_type: str) -> None:
    texts = [(piece * 4000)[:4000] for piece in HOSTILE]

    slow = [text[:8] for text in texts if _least_seconds(slot_type, text) > LONGEST_SECONDS]

    assert slow == []


def _least_seconds(slot_type: str, text: str) -> float:
    return min(_seconds(slot_type, text) for _ in range(4))


def _seconds(slot_type: str, text: str) -> float:
    started = time.thread_time()
    extract(slot_type, text, NOW, options=OPTIONS)
    return time.thread_time() - started


def test_an_unknown_slot_type_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(LookupError):
        extract("colour", "红", NOW)


def test_what_the_customer_puts_right_is_read_as_it_was_meant() -> None:
    found = span("account_no", "户号1203009911，不对，是1203009912")

    assert found == Span(17, 27, "1203009912", "1203009912")


@pytest.mark.parametrize(
    "text",
    [
        "对",
        "对对对",
        "嗯",
        "嗯嗯",
        "嗯对",
        "没错",
        "是的",
        "是是是",
        "好的",
        "好的谢谢",
        "好好好",
        "可以",
        "没问题",
        "没有问题",
        "行",
        "行行行",
        "行吧",
        "中",
        "对，没问题",
        "yes",
        "yup",
        "ok",
        "of course",
    ],
)
def test_a_yes_is_heard_in_many_words(text: str) -> None:
    assert value("yes_no", text) is True


@pytest.mark.parametrize(
    "text",
    [
        "不是",
        "没有",
        "不对",
        "不用",
        "不用了",
        "不用了谢谢",
        "不",
        "不不不",
        "没",
        "不对，是14度",
        "还是冷",
        "不行",
        "算了",
        "no",
        "nah",
        "no thanks",
        "don't",
    ],
)
def test_a_no_is_heard_in_many_words(text: str) -> None:
    assert value("yes_no", text) is False


@pytest.mark.parametrize(
    "text",
    [
        "好冷",
        "有点凉",
        "可是不热",
        "中间那个",
        "不知道",
        "不冷",
        "不好意思",
        "是不是啊",
        "对吗",
        "可以吗",
        "需要什么材料",
        "有什么用",
        "要多少钱",
        "可以怎么交",
        "对了，我还想问",
        "可以的话明天来",
        "对不起",
    ],
)
def test_a_question_or_another_word_is_no_answer(text: str) -> None:
    assert value("yes_no", text) is None


@pytest.mark.parametrize(
    "text", ["对不过温度是14度", "可以但是要周末", "好的，等一下", "yes but later"]
)
def test_a_yes_that_turns_is_not_certain(text: str) -> None:
    found = span("yes_no", text)

    assert found is not None
    assert not found.is_certain


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("第二个", 1),
        ("2", 1),
        ("②", 1),
        ("B", 1),
        ("选1", 0),
        ("第三种吧", 2),
        ("我要第二个测温那个", 1),
        ("最后一个", 2),
        ("后面那个", 2),
        ("前面那个", 0),
        ("中间那个", 1),
        ("倒数第二个", 1),
        ("the second one", 1),
        ("查停热", 1),
        ("我要测温", 2),
        ("申请侧温", 2),
        ("抱修", 0),
        ("都不是", NONE_OF_THESE),
        ("一个都不要", NONE_OF_THESE),
        ("7", None),
        ("第五个", None),
        ("今天天气", None),
        ("", None),
    ],
)
def test_a_choice_is_made_by_number_place_or_label(text: str, place: int | None) -> None:
    assert value("choice", text, options=OPTIONS) == place


def test_a_label_that_only_sounds_alike_is_unsure() -> None:
    found = extract("choice", "查婷惹信息", NOW, options=OPTIONS)

    assert found is not None
    assert (found.value, found.is_certain) == (1, False)


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
