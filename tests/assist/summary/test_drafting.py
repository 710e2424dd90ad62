"""Summaries rest on what was said: every part names its messages and nothing is made up (R79)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearthline.assist.prefill.service import filled
from hearthline.assist.summary import guessed_codes, summary_of
from hearthline.tickets import TypeForm
from tests.assist.situations import situation, trade

pytestmark = pytest.mark.unit

TALK = """
c: 你好，在吗
c: 我家暖气不热三天了，屋里才15度，孩子都冻感冒了！！
a: 您好，给您添麻烦了。请问您的地址是哪里？
c: 幸福小区3号楼2单元501，电话13812345678
a: 我查了一下，您那一片没有停热。已经为您登记，单号WO20261126。
c: 那什么时候来？气死我了
a: 师傅会在两小时内联系您上门。还有什么可以帮您的吗？
c: 好的，谢谢你
"""


def test_each_part_is_what_somebody_said_in_the_messages_it_names() -> None:
    known = situation(TALK)
    parts = summary_of(known).parts
    assert "不热三天" in parts["request"].text
    assert "登记" in parts["handling"].text
    assert "WO20261126" in parts["result"].text
    assert "两小时内联系您上门" in parts["todo"].text
    assert parts["emotion"].text.endswith("结束时平静")
    texts = {line.seq: line.text for line in known.lines}
    for name in ("request", "handling", "result", "todo"):
        for clause in parts[name].text.split("；"):
            assert any(clause.rstrip("…") in texts[seq] for seq in parts[name].seqs), clause


def test_a_part_that_nothing_supports_is_left_out() -> None:
    parts = summary_of(situation("c: 家里不热\na: 您好，请问地址是？")).parts
    assert set(parts) == {"request", "emotion"}
    assert summary_of(situation("a: 您好")).parts == {}


def test_a_question_of_ours_is_no_deed() -> None:
    parts = summary_of(situation("c: 家里不热\na: 需要帮您登记一下吗？")).parts
    assert "handling" not in parts


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("ca"),
            st.lists(
                st.sampled_from(
                    (
                        "家里不热",
                        "已经为您登记",
                        "单号WO1",
                        "师傅会联系您",
                        "谢谢",
                        "急死了",
                        "几点来",
                    )
                ),
                min_size=1,
                max_size=3,
            ),
        ),
        max_size=8,
    )
)
def test_no_word_of_a_summary_stands_nowhere(lines: list[tuple[str, list[str]]]) -> None:
    known = situation("\n".join(f"{who}: {'。'.join(said)}" for who, said in lines))
    said = {line.seq: line.text for line in known.lines}
    for name, part in summary_of(known).parts.items():
        assert set(part.seqs) <= set(said)
        if name != "emotion":
            for clause in part.text.split("；"):
                assert any(clause in said[seq] for seq in part.seqs)


def test_codes_that_fit_what_was_wanted_come_first() -> None:
    known = situation("c: 家里暖气漏水了", intents={"leak": 0.9})
    codes = [("h.1", "整户不热"), ("h.2", "漏水"), ("h.3", "发票"), ("h.4", "漏水赔偿")]
    guessed = guessed_codes(known, summary_of(known), codes)
    assert guessed[0].code == "h.2"
    assert len(guessed) <= 3
    assert all(0 < one.score <= 1 for one in guessed)


def test_a_form_is_filled_with_values_and_their_places() -> None:
    known = situation(TALK)
    form = trade("heating").duties.types["H-RP-01"].form
    fields = {one.name: one for one in filled(known, form)}
    texts = {line.seq: line.text for line in known.lines}
    address, temperature = fields["address"], fields["temp_c"]
    assert texts[address.seq][address.start : address.end].endswith("501")
    assert temperature.value == 15
    assert texts[temperature.seq][temperature.start : temperature.end].startswith("15")
    assert fields["contact_phone"].value == "13812345678"
    assert "不热" in fields["description"].shown
    assert all(0 < one.confidence <= 1 for one in fields.values())


def test_a_type_without_a_form_gets_the_fields_of_every_type() -> None:
    names = [one.name for one in filled(situation(TALK), TypeForm())]
    assert names == ["address", "contact_phone", "description"]
