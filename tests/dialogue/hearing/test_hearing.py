"""What messages mean: the open question first, then steering, then free wishes."""

import pytest

from tests.fakes.fake_business import ACCOUNT, OTHER_ACCOUNT
from tests.make import dialogue as make

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("words", "slot", "value"),
    [
        ("昨天晚上", "since", "昨天晚上"),
        ("从三天前就这样了", "since", "三天前"),
    ],
)
async def test_an_answer_is_read_by_the_type_of_the_slot(words: str, slot: str, value: str) -> None:
    stage = make.stage()
    await stage.say("家里暖气一点都不热")

    await stage.say(words)

    assert stage.state.top is not None
    assert stage.state.top.slots[slot].shown.startswith(value)


@pytest.mark.parametrize("words", ["2", "第二个", "只有我家不热", "选2", "就我家冷"])
async def test_a_choice_is_taken_by_number_label_or_phrase(words: str) -> None:
    stage = make.stage()
    await stage.say("家里不热，昨天晚上开始的，14度")

    await stage.say(words)

    assert stage.state.top is not None
    assert stage.state.top.slots["neighbour_same"].value == "no"


async def test_a_pressed_button_is_taken_by_its_value() -> None:
    stage = make.stage(ACCOUNT, OTHER_ACCOUNT)
    await stage.say("家里暖气不热")

    await stage.say("户号 1203****79", choice=OTHER_ACCOUNT)

    assert stage.state.top is not None
    assert stage.state.top.slots["account_no"].value == OTHER_ACCOUNT


async def test_a_stale_button_is_read_as_words() -> None:
    stage = make.stage()
    await stage.say("家里暖气不热")

    worked = await stage.say("转人工", choice="转人工")

    assert make.handed_over(worked) == "customer_request"


async def test_a_chip_may_be_chosen_by_its_number() -> None:
    stage = make.stage()
    await stage.say("帮我订一张去北京的机票")

    worked = await stage.say("1")

    assert make.handed_over(worked) == "customer_request"


@pytest.mark.parametrize("words", ["对", "对的，提交吧", "是的没错", "嗯", "没问题", "yes", "1"])
async def test_a_yes_is_a_yes(words: str) -> None:
    stage = make.stage()
    await stage.say("家里不热，昨天晚上开始的，14度，邻居家也不热")

    assert make.said(await stage.say(words)) == ["ticket_filed"]


@pytest.mark.parametrize(
    "words", ["对吗", "今天能来吗", "什么时候来", "对了，室温多少度算合格", "等一下", "室温是12度"]
)
async def test_what_is_no_clear_yes_files_nothing(words: str) -> None:
    stage = make.stage()
    await stage.say("家里不热，昨天晚上开始的，14度，邻居家也不热")

    await stage.say(words)

    assert stage.business.drafts == []


async def test_a_question_is_no_correction() -> None:
    stage = make.stage()
    await stage.say("家里不热，昨天晚上开始的，14度，邻居家也不热")

    await stage.say("今天能来人吗？")

    frame = stage.state.frames[-1]
    assert frame.slots["since"].shown == "昨天晚上"


async def test_a_correction_in_passing_is_taken() -> None:
    stage = make.stage()
    await stage.say("家里暖气不热，昨天晚上开始的")

    await stage.say("说错了，是前天开始的")

    assert stage.state.top is not None
    assert stage.state.top.slots["since"].shown.startswith("前天")


@pytest.mark.parametrize("words", ["转人工", "我要找真人", "人工客服", "talk to a person"])
async def test_a_person_is_a_word_away(words: str) -> None:
    assert make.handed_over(await make.stage().say(words)) == "customer_request"


@pytest.mark.parametrize("words", ["人工费多少钱", "取消供暖要多少钱"])
async def test_a_steering_word_inside_a_question_steers_nothing(words: str) -> None:
    stage = make.stage()

    worked = await stage.say(words)

    assert make.handed_over(worked) is None
    assert make.said(worked) != ["nothing_to_cancel"]


async def test_a_phone_number_that_looks_like_a_hotline_is_no_threat() -> None:
    stage = make.stage()
    await stage.say("家里暖气不热")

    assert make.handed_over(await stage.say("我电话13912345678")) is None


async def test_a_long_story_of_elsewhere_is_no_alarm() -> None:
    words = (
        "我是滨江路的居民，楼顶天台前年做的防水，最近一下大雨就往下漏水，物业说没有维修资金，"
        "社区让我找街道，街道又让我找住建局，请问到底哪个部门来管，楼道的灯也坏了好久没有人修。"
    )

    worked = await make.stranger().say(words)

    assert make.handed_over(worked) is None


@pytest.mark.parametrize("words", ["气死我了你们这帮骗子", "什么垃圾公司，三天了没人管"])
async def test_anger_goes_to_a_person(words: str) -> None:
    assert make.handed_over(await make.stage().say(words)) == "anger"


@pytest.mark.parametrize(
    "words", ["帮我订一张去北京的机票", "今天股票涨了吗", "路灯坏了没人修，晚上很危险"]
)
async def test_what_is_not_ours_is_said_to_be_so(words: str) -> None:
    worked = await make.stranger().say(words)

    assert make.said(worked) == ["out_of_scope"]


@pytest.mark.parametrize("words", ["😀😀", "……", "？", "a", "\u202eabc", "h̷̢e̴l̸p̵", "<b>1</b>"])
async def test_odd_messages_get_a_plain_answer(words: str) -> None:
    worked = await make.stranger().say(words)

    assert worked.outcome.replies
    assert make.handed_over(worked) is None
