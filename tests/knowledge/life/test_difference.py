"""What is told of two versions, and a copy brought onto a newer one."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthline.knowledge import Attribute
from hearthline.knowledge.life.difference import Part, differences, lines_between
from hearthline.knowledge.life.merging import merged
from tests.make import articles as make

pytestmark = pytest.mark.unit

texts = st.text(alphabet="供热缴费\n a", max_size=60)


def test_equal_drafts_differ_in_nothing() -> None:
    assert differences(make.STANDARD, replace(make.STANDARD)) == []


def test_each_field_differs_in_its_own_way() -> None:
    new = replace(
        make.STANDARD,
        answer="卧室、客厅的室温不低于 20 ℃ 为合格。",
        questions=(*make.STANDARD.questions[1:], "几度算冷"),
        is_local_rule=True,
        attributes=(Attribute("下限", "20", "℃"),),
    )

    found = {one.field: one for one in differences(make.STANDARD, new)}

    assert set(found) == {"answer", "questions", "is_local_rule", "attributes"}
    assert found["answer"].lines[0].parts == (
        Part("same", "卧室、客厅的室温不低于 "),
        Part("removed", "18"),
        Part("added", "20"),
        Part("same", " ℃ 为合格。"),
    )
    assert found["questions"].added == ("几度算冷",)
    assert found["questions"].removed == (make.STANDARD.questions[0],)
    assert (found["is_local_rule"].before, found["is_local_rule"].after) == (False, True)
    assert found["attributes"].added == ({"name": "下限", "value": "20", "unit": "℃"},)


def test_a_line_that_became_another_is_told_as_two() -> None:
    lines = [*lines_between("相同\n旧的一行\n尾", "相同\n完全不同内容\n尾")]

    assert [line.op for line in lines] == ["same", "removed", "added", "same"]


def test_a_text_beyond_measure_is_told_as_a_whole() -> None:
    many = "行\n" * 5000

    assert [line.op for line in lines_between(many, many + "末")] == ["changed"]


@given(texts, texts)
def test_both_texts_can_be_read_off_a_difference(old: str, new: str) -> None:
    lines = [*lines_between(old, new)]

    before = "\n".join(line.before for line in lines if line.before is not None)
    after = "\n".join(line.after for line in lines if line.after is not None)
    assert (before, after) == (old, new)
    for line in lines:
        if line.parts:
            kept = [part.text for part in line.parts if part.op != "added"]
            assert "".join(kept) == line.before


def test_changes_of_both_sides_are_joined_and_clashes_named() -> None:
    base = make.STANDARD
    ours = replace(base, answer="我们", title="同样")
    theirs = replace(base, answer="他们", details="细节", title="同样")

    draft, clashes = merged(ours, base, theirs)

    assert (draft.answer, draft.details, draft.title) == ("我们", "细节", "同样")
    assert clashes == ("answer",)
