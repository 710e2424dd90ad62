"""Forms of a text: corrected, canonical, bare (R22)."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthline.platform.language import (
    Misheard,
    Pair,
    as_written,
    bare_form,
    canonical_form,
    matching_form,
)
from hearthline.platform.language.trade_pairs import PAIRS

pytestmark = pytest.mark.unit

_WORDS = sorted({word for pair in PAIRS for word in (pair.wrong, pair.right)})
_TALK = st.lists(
    st.sampled_from(
        [*_WORDS, *"的我要是不热一二十点度元块平号楼单元千瓦㎡吗啊 ，。暖氣請問怎么多少谢谢12a"]
    ),
    max_size=12,
).map("".join)
_FORMS = (matching_form, canonical_form, bare_form)


@pytest.mark.parametrize("form", _FORMS)
@given(text=st.one_of(_TALK, st.text(max_size=60)))
def test_a_form_of_a_form_is_the_same(form: object, text: str) -> None:
    assert callable(form)

    once = form(text)

    assert form(once) == once


@given(_TALK)
def test_a_correction_keeps_every_place(text: str) -> None:
    assert len(Misheard(PAIRS).corrected(text)) == len(text)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.wrong)
def test_no_pair_is_undone_or_redone_by_another(pair: Pair) -> None:
    assert Misheard(PAIRS).corrected(pair.right) == pair.right


def test_a_pair_of_two_lengths_is_refused() -> None:
    with pytest.raises(ValueError, match="one length"):
        Misheard([Pair("爆停", "报停吧")])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("爆停啥时候截止", "报停啥时候截止"),
        ("付热怎么申请", "复热怎么申请"),
        ("负热要交钱吗", "复热要交钱吗"),
        ("失温才15度", "室温才15度"),
        ("适温多少算合格", "室温多少算合格"),
        ("我的护号是1203009912", "我的户号是1203009912"),
        ("沪号忘了", "户号忘了"),
        ("买了二手房要过护", "买了二手房要过户"),
        ("老跳扎", "老跳闸"),
        ("空凯推不上", "空开推不上"),
        ("接替电价怎么分", "阶梯电价怎么分"),
        ("唤热站在哪", "换热站在哪"),
        ("风水器有个阀拧不动", "分水器有个阀拧不动"),
        ("几号公暖", "几号供暖"),
        ("的暖不热", "地暖不热"),
        ("暧氣不熱", "暖气不热"),
        ("暖起不热", "暖气不热"),
        ("暖汽费", "暖气费"),
        ("微信缴废", "微信缴费"),
        ("催版一下", "催办一下"),
        ("我要保修", "我要报修"),
        ("打电话保修", "打电话报修"),
        ("法门漏水", "阀门漏水"),
        ("转人公", "转人工"),
    ],
)
def test_what_was_typed_or_heard_wrong_is_put_right(typed: str, meant: str) -> None:
    assert matching_form(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "保修期多久",
        "热表保修几年",
        "我想问保修期",
        "办公暖气费怎么收",
        "老人冻失温了",
        "合适温度",
        "舒适温度是多少",
        "暖起来了",
        "取暖器费电吗",
        "付热费",
        "付热水的钱",
        "守护号",
        "接替他的人",
        "家里的暖气",
        "暴露电线",
        "裸露电缆",
        "两侧温度不一样",
        "过护照关",
        "天然气",
        "充电装置",
        "克服困难",
        "触点不良",
        "降低暖气温度",
    ],
)
def test_where_the_other_reading_is_plausible_it_stays(text: str) -> None:
    assert matching_form(text) == text


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("三栋二单元五零一", "3栋2单元501"),
        ("家里十五度半", "家里15度半"),
        ("房本八十九点三平米", "房本89.3平"),
        ("89.3㎡", "89.3平"),
        ("15摄氏度", "15度"),
        ("两百五十块钱", "250元"),
        ("八个千瓦", "8千瓦"),
        ("10KW", "10千瓦"),
        ("昨晚八点停的", "昨晚8点停的"),
        ("户号一二零三零零九九一二", "户号1203009912"),
        ("一点都不热", "一点都不热"),
        ("一天到晚停电", "一天到晚停电"),
        ("万一漏水", "万一漏水"),
        ("三五天了", "三五天了"),
        ("一户一表", "一户一表"),
    ],
)
def test_numbers_that_count_something_become_digits(text: str, form: str) -> None:
    assert canonical_form(text) == form


@pytest.mark.parametrize(
    ("text", "bare", "asking"),
    [
        ("您好，请问一下暖气费怎么交啊", "暖气费交", "暖气费怎么交"),
        ("麻烦帮我查一下这个月电费多少呢谢谢", "这个月电费", "这个月电费多少"),
        ("嗯，那个，我想问下报停咋办理", "报停办理", "报停咋办理"),
        ("hello, could you tell me my bill", "my bill", "my bill"),
        ("谢谢", "谢谢", "谢谢"),
        ("怎么办", "怎么办", "怎么办"),
        ("", "", ""),
    ],
)
def test_courtesy_and_question_words_can_be_left_out(text: str, bare: str, asking: str) -> None:
    assert bare_form(text) == bare
    assert bare_form(text, keep_questions=True) == asking


@pytest.mark.parametrize(
    ("text", "words", "written"),
    [
        ("抬头是 ＡＢＣ（济南）有限公司", "abc(济南)有限公司", "ＡＢＣ（济南）有限公司"),
        ("我叫陳小明", "陈小明", "陳小明"),
        ("abc", "没有的话", "没有的话"),
    ],
)
def test_words_can_be_given_back_as_they_were_written(text: str, words: str, written: str) -> None:
    assert as_written(text, words) == written


@pytest.mark.parametrize("form", _FORMS)
@pytest.mark.parametrize(
    "piece", ["一", "暖", "啊", "x", "一点", "请问", "怎么", "①", "a\u0301", "1万", "的 ", "？"]
)
def test_a_hostile_text_takes_no_long_time(form: object, piece: str) -> None:
    assert callable(form)
    text = (piece * 4000)[:4000]

    started = time.thread_time()
    form(text)

    assert time.thread_time() - started < 0.1
