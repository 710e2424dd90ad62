"""Tunings kept on this machine: the same reading sooner, and no trouble when a file is bad."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hearthline.understanding import (
    IntentExamples,
    KeptTunings,
    Reading,
    Understanding,
    tuning,
)
from hearthline.understanding import service as training

pytestmark = pytest.mark.unit

STRANGERS = ("今天天气怎么样", "讲个笑话", "股票涨了吗", "帮我订机票", "写一首诗", "足球比赛几点")
LESSONS = [
    IntentExamples("cold", tuple(f"{place}不热" for place in "东西南北上下前后")),
    IntentExamples("leak", tuple(f"{place}漏水" for place in "东西南北上下前后")),
    IntentExamples("price", tuple(f"{place}多少钱" for place in "东西南北上下前后")),
]


@pytest.fixture
def tuned(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How often something was tuned."""
    count = [0]
    found = tuning.tuned

    def counted(*args: object) -> object:
        count[0] += 1
        return found(*args)  # type: ignore[arg-type]  # handed through

    monkeypatch.setattr(training, "tuned", counted)
    return lambda: count[0]


def learn(folder: Path, lessons: list[IntentExamples]) -> Understanding:
    return Understanding.train(lessons, out_of_scope=STRANGERS, kept=KeptTunings(folder))


def test_the_second_training_takes_what_was_kept_and_reads_the_same(
    tmp_path: Path, tuned: Callable[[], int]
) -> None:
    first, second = learn(tmp_path, LESSONS), learn(tmp_path, LESSONS)

    assert tuned() == 1
    for text in ("西边不热", "漏水多少钱", "今天天气", "订机票"):
        assert is_like(first.read(text), second.read(text))


def test_other_examples_are_tuned_for_themselves(tmp_path: Path, tuned: Callable[[], int]) -> None:
    learn(tmp_path, LESSONS)
    learn(tmp_path, [*LESSONS[:2], IntentExamples("price", ("几块钱一平", "收费标准"))])

    assert tuned() == 2


@pytest.mark.parametrize(
    "rubbish", ["", "{", "[]", '{"gate": null}', '{"blend": {"a": 1}, "gate": 2}']
)
def test_a_file_that_is_no_tuning_is_found_again(
    tmp_path: Path, tuned: Callable[[], int], rubbish: str
) -> None:
    first = learn(tmp_path, LESSONS)
    (kept,) = tmp_path.iterdir()
    kept.write_text(rubbish, encoding="utf-8")
    again = learn(tmp_path, LESSONS)

    assert tuned() == 2
    assert is_like(again.read("西边不热"), first.read("西边不热"))
    learn(tmp_path, LESSONS)
    assert tuned() == 2


def test_a_folder_that_cannot_be_made_is_no_trouble(
    tmp_path: Path, tuned: Callable[[], int]
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("", encoding="utf-8")
    learn(in_the_way, LESSONS)

    assert tuned() == 1


def test_old_files_go_when_there_are_many(tmp_path: Path) -> None:
    tuning = learn(tmp_path, LESSONS).tuning
    kept = KeptTunings(tmp_path)
    for number in range(40):
        kept.put(f"{number:02}", tuning)

    assert len(list(tmp_path.iterdir())) == 32
    assert kept.get("39") == tuning


def is_like(one: Reading, other: Reading) -> bool:
    """The same reading; fitted twice, sums may be taken in another order, to the last digits."""
    ours, theirs = one.ranked[0], other.ranked[0]
    is_same = (ours.intent, one.in_scope) == (theirs.intent, other.in_scope)
    return is_same and ours.confidence == pytest.approx(theirs.confidence)
