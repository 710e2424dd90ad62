"""Values without words, declines, and dangers that are none: they begin no business."""

from datetime import UTC, datetime

import pytest

from hearthline.dialogue.hearing.values import chosen_value
from hearthline.dialogue.machine.state import Choice
from tests.make import dialogue as make

pytestmark = pytest.mark.unit

NOW = datetime(2026, 11, 26, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize("words", ["对", "是", "好的", "13800001111"])
async def test_a_bare_value_beside_an_open_question_begins_no_other_business(words: str) -> None:
    stage = make.stage()
    await stage.say("家里暖气不热")

    await stage.say(words)

    assert stage.state.question is None
    assert stage.state.top is not None
    assert stage.state.top.flow == "report_cold"


@pytest.mark.parametrize("words", ["不用了", "算了不用了", "不需要了，谢谢"])
async def test_a_decline_at_the_read_back_ends_the_business(words: str) -> None:
    stage = make.stage()
    await stage.say("家里不热，昨天晚上开始的，14度，邻居家也不热")

    await stage.say(words)

    assert stage.state.top is None


@pytest.mark.parametrize("words", ["如果暖气漏水了怎么办", "厨房水龙头漏水", "没有漏水，也没有爆"])
async def test_a_danger_that_is_none_raises_no_alarm(words: str) -> None:
    stage = make.stage()

    worked = await stage.say(words)

    assert make.handed_over(worked) != "hazard"


@pytest.mark.parametrize(("words", "is_chosen"), [("127902", False), ("2", True)])
def test_the_end_of_a_longer_number_chooses_nothing(words: str, *, is_chosen: bool) -> None:
    choices = (Choice("resend", "重新发一次"), Choice("other_way", "换一种方式"))

    found = chosen_value(choices, words, NOW)

    assert (found is not None) is is_chosen
