"""Questions that ask the same come together, others stay apart, the same way every time."""

import pytest

from hearthline.knowledge.learning.clustering import Placed, clustered, normal_question

pytestmark = pytest.mark.unit

SAME = ("供热管道保温层用什么材料", "管道保温层用的什么材料", "请问供热管道的保温层用什么材料呢")
OTHER = ("发票抬头写错了能改吗", "孩子放学早能提前供暖吗")


def places(*texts: str, leaders: tuple[str, ...] = ()) -> list[int]:
    normals = [normal_question(text) for text in texts]
    return [placed.leader for placed in clustered(leaders, normals)]


def test_the_same_question_in_other_words_is_one_cluster() -> None:
    assert places(*SAME, *OTHER) == [0, 0, 0, 1, 2]


def test_a_word_typed_by_its_sound_joins_too() -> None:
    assert places("供热管道保温层用什么材料", "供热管道保温曾用什么材料") == [0, 0]


def test_questions_join_leaders_of_earlier_runs() -> None:
    leaders = tuple(normal_question(text) for text in (OTHER[0], SAME[0]))

    assert places(SAME[1], OTHER[1], OTHER[0], leaders=leaders) == [1, 2, 0]


def test_equal_questions_lead_to_the_earliest_leader() -> None:
    leader = normal_question(SAME[0])

    assert clustered([leader, leader], [leader]) == [Placed(0, 1.0)]


def test_nothing_asked_is_nothing_placed() -> None:
    assert clustered(["保温层"], []) == []


@pytest.mark.parametrize("text", ["〔电话〕", "你好", "？？？", "嗯"])
def test_what_was_only_courtesy_or_masked_is_no_question(text: str) -> None:
    assert len(normal_question(text)) <= 2


def test_what_was_masked_does_not_keep_questions_apart() -> None:
    assert normal_question("〔电话〕管道保温层用什么材料") == normal_question(
        "管道保温层用什么材料〔姓名〕"
    )


def test_thousands_of_questions_are_placed_within_a_test() -> None:
    texts = [f"第{n % 700}号换热站{'什么时候' if n % 2 else '几点'}检修" for n in range(3000)]

    placed = clustered([], texts)

    assert len(placed) == 3000
    assert placed == clustered([], texts)
